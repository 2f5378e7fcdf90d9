package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An access of a loop's rounds whose lanes are in different rows, in each of which a round comes to
 * the element after that of the round before.
 *
 * @param indices one of them, or each of several, is a ramp; the last one counts the rounds
 */
record RowAccess(Buffer buffer, List<Expr> indices, int lanes, boolean isLoaded, boolean isStored) {
  /** More shuffles than a tile is worth. */
  private static final int MOST_LANES = 16;

  Span span() {
    return indices.get(0).span();
  }

  boolean is(Buffer other, List<Expr> others) {
    return buffer.equals(other) && indices.equals(others);
  }

  /** The indices of as many elements of a row as there are lanes, from a round on. */
  List<Expr> row(Expr.Var loop, Expr first, int number) {
    List<Expr> row = new ArrayList<>();
    Copy copy = new Copy(null).set(loop, first);
    for (Expr index : indices) {
      Expr scalar = index;
      if (index instanceof Expr.Broadcast b) {
        scalar = b.value();
      } else if (index instanceof Expr.Ramp ramp) {
        Expr distance = Expr.Const.of(ramp.dtype(), (long) number * ramp.stride(), ramp.span());
        scalar =
            Simplify.simplify(new Expr.Binary(BinaryOp.ADD, ramp.base(), distance, ramp.span()));
      }
      row.add(copy.rewrite(scalar));
    }
    int last = row.size() - 1;
    row.set(last, new Expr.Ramp(row.get(last), 1, lanes, span()));
    return row;
  }

  /**
   * The accesses of a loop, in their order; a buffer that is accessed in other ways has none, nor
   * has a loop with checks.
   */
  static List<RowAccess> within(Stmt.For loop) {
    if (Loops.mayFail(loop.body())) {
      return List.of();
    }
    Collector collector = new Collector();
    collector.walk(loop.body());
    Set<Buffer> stored = Effects.stored(loop.body());
    List<RowAccess> accesses = new ArrayList<>();
    collector.uses.forEach(
        (buffer, uses) -> {
          boolean isStored = stored.contains(buffer);
          List<RowAccess> own = new ArrayList<>();
          uses.forEach(
              (indices, use) -> {
                int lanes = Expr.lanesOf(indices);
                boolean isSure = use.isCertain && !(isStored && use.isPerhapsStored);
                RowAccess access =
                    new RowAccess(buffer, indices, lanes, use.isLoadedFirst, use.isStored);
                if (isSure && access.isAlong(loop, collector.bound, stored)) {
                  own.add(access);
                }
              });
          if (!isStored || own.size() == uses.size() && areDistinct(own)) {
            accesses.addAll(own);
          }
        });
    accesses.removeIf(access -> collector.fresh.contains(access.buffer));
    return accesses;
  }

  /** Whether each lane of each of a buffer's accesses has an element of its own. */
  private static boolean areDistinct(List<RowAccess> accesses) {
    for (int i = 0; i < accesses.size(); i++) {
      RowAccess access = accesses.get(i);
      if (!access.isDistinct() || !accesses.subList(0, i).stream().allMatch(access::isApartFrom)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a round comes to the next element of every row. */
  private boolean isAlong(Stmt.For loop, Set<Expr.Var> bound, Set<Buffer> stored) {
    int bits = buffer.dtype().bits();
    if (lanes < 2 || lanes > MOST_LANES || bits < 32 || buffer.dtype() == DType.BOOL) {
      return false;
    }
    int last = indices.size() - 1;
    boolean isStrided = false;
    for (int i = 0; i <= last; i++) {
      Expr index = indices.get(i);
      if (index.lanes() > 1 && !(index instanceof Expr.Ramp || index instanceof Expr.Broadcast)) {
        return false;
      }
      Integer factor = first(i).factor(loop.var());
      if (index.dtype() != DType.INT32
          || factor == null
          || factor != (i == last ? 1 : 0)
          || Effects.dependsOn(index, bound, stored)) {
        return false;
      }
      isStrided |= index instanceof Expr.Ramp ramp && (i < last || Math.abs(ramp.stride()) > 1);
    }
    return isStrided;
  }

  /** Whether no two lanes of so many rounds are one element. */
  private boolean isDistinct() {
    int last = indices.size() - 1;
    for (int axis = 0; axis < last; axis++) {
      if (stride(axis) != 0) {
        return stride(last) == 0;
      }
    }
    return Math.abs(stride(last)) >= lanes;
  }

  /** Whether no lane of so many rounds is an element of another access. */
  private boolean isApartFrom(RowAccess other) {
    for (int axis = 0; axis < indices.size(); axis++) {
      long rounds = axis < indices.size() - 1 ? 0 : lanes - 1;
      Integer distance = first(axis).distanceTo(other.first(axis));
      long extent = Math.abs(stride(axis)) * (lanes - 1) + rounds;
      if (distance != null
          && stride(axis) == other.stride(axis)
          && lanes == other.lanes
          && Math.abs((long) distance) > extent) {
        return true;
      }
    }
    return false;
  }

  /** The index of the first lane. */
  private WrappingSum first(int axis) {
    Expr index = indices.get(axis);
    if (index instanceof Expr.Ramp ramp) {
      return WrappingSum.of(ramp.base());
    }
    return WrappingSum.of(index instanceof Expr.Broadcast b ? b.value() : index);
  }

  private long stride(int axis) {
    return indices.get(axis) instanceof Expr.Ramp ramp ? ramp.stride() : 0;
  }

  /** How a loop's rounds use elements with the same indices. */
  private static final class Use {
    /** Whether every round comes to them. */
    private boolean isCertain;

    private boolean isStored;
    private boolean isPerhapsStored;

    /** Whether they may be loaded before they are stored. */
    private boolean isLoadedFirst;
  }

  private static final class Collector extends RoundWalker {
    final Map<Buffer, Map<List<Expr>, Use>> uses = new LinkedHashMap<>();
    final Set<Expr.Var> bound = new HashSet<>();
    final Set<Buffer> fresh = new HashSet<>();

    private Use use(Buffer buffer, List<Expr> indices) {
      return uses.computeIfAbsent(buffer, b -> new LinkedHashMap<>())
          .computeIfAbsent(indices, i -> new Use());
    }

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.BufferLoad load) {
        Use use = use(load.buffer(), load.indices());
        use.isCertain |= !isPerhaps();
        use.isLoadedFirst |= !use.isStored;
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let) {
        bound.add(let.var());
      } else if (s instanceof Stmt.For inner) {
        bound.add(inner.var());
      } else if (s instanceof Stmt.Allocate allocate) {
        fresh.add(allocate.buffer());
      }
      super.enter(s);
      if (s instanceof Stmt.BufferStore store) {
        Use use = use(store.buffer(), store.indices());
        use.isCertain |= !isPerhaps();
        use.isStored = true;
        use.isPerhapsStored |= isPerhaps() || store.mask() != null;
      }
    }
  }
}
