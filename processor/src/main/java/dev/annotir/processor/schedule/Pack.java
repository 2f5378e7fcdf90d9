package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies the vectors that each round of a loop loads anew into a buffer where they lie side by
 * side, in the order in which a round loads them. As every element is loaded in several rounds, it
 * is none of a tensor that may be the same as another: those are accessed once.
 *
 * @param loop none of whose rounds stores into what they all load
 */
public record Pack(Expr.Var loop) implements Step {
  /** The bytes of the largest copy. */
  private static final long LARGEST = 16 << 20;

  /** As many loads of each element as pay for the copy. */
  private static final int OFTEN = 8;

  /** As many rounds as come to other lines of the cache before they need the first ones again. */
  private static final int WAYS = 8;

  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      if (!Loops.runs(found, 2) || !Effects.escapes(found.body()).isEmpty()) {
        return new Result.Refused("not all rounds of " + loop.name() + " surely come");
      }
      if (Loops.mayFail(found.body())) {
        return new Result.Refused("a check in " + loop.name() + " may fail");
      }
      FreshNames names = new FreshNames(func);
      Stmt result = found;
      for (Panel panel : panels(func, found)) {
        if (panel.isWorthwhile()) {
          result = panel.before(result, names);
        }
      }
      return result == found
          ? new Result.Refused("all rounds of " + loop.name() + " load other vectors, or near ones")
          : new Result.Done(Loops.replace(func, found, result));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /**
   * What a loop inside loads of a buffer.
   *
   * @param loops those in which the loads differ, outermost first
   * @param loads of equally many lanes
   * @param uses how often each is loaded
   */
  private record Panel(List<Stmt.For> loops, List<Expr.BufferLoad> loads, double uses) {
    private int lanes() {
      return loads.get(0).lanes();
    }

    Buffer buffer() {
      return loads.get(0).buffer();
    }

    /** The elements of the copy. */
    long elements() {
      long elements = (long) loads.size() * lanes();
      for (Stmt.For loop : loops) {
        elements *= (long) Cost.rounds(loop);
      }
      return elements;
    }

    /** Whether the copy is about as large as what it is of, and its own order the better one. */
    boolean isWorthwhile() {
      long bytes = elements() * buffer().dtype().bits() / 8;
      return uses >= OFTEN
          && elements() <= buffer().elements() * 5 / 4
          && bytes <= LARGEST
          && (loads.stream().noneMatch(load -> Cost.isContiguous(load.indices())) || areFar());
    }

    /**
     * Whether each of many rounds loads from another line of the cache, and the next round of the
     * loop around again from all of them: often their places are equal modulo a power of two.
     */
    private boolean areFar() {
      Stmt.For innermost = loops.get(loops.size() - 1);
      return loops.size() >= 2
          && Cost.rounds(innermost) >= WAYS
          && loads.stream().noneMatch(load -> isNext(load, innermost.var()));
    }

    /** Whether a load of the next round is next to that of this round. */
    private static boolean isNext(Expr.BufferLoad load, Expr.Var var) {
      int last = load.indices().size() - 1;
      for (int axis = 0; axis <= last; axis++) {
        Expr index = load.indices().get(axis);
        Expr first = index instanceof Expr.Ramp ramp ? ramp.base() : index;
        Integer factor = WrappingSum.of(first).factor(var);
        if (factor == null || factor != 0 && axis < last) {
          return false;
        } else if (factor != 0) {
          return Math.abs(factor) <= load.lanes();
        }
      }
      return true;
    }

    /** A statement that loads from the copy, after what makes it; none where it loads nothing. */
    Stmt before(Stmt stmt, FreshNames names) {
      List<Integer> shape = new ArrayList<>();
      List<Expr> indices = new ArrayList<>();
      for (Stmt.For loop : loops) {
        shape.add((int) Cost.rounds(loop));
        indices.add(loop.var());
      }
      shape.add(loads.size());
      shape.add(lanes());
      String name = names.fresh(buffer().name() + "_packed");
      Buffer copy = Buffer.local(name, buffer().dtype(), shape, buffer().span());
      Stmt use =
          new Rewriter() {
            @Override
            public Expr visit(Expr.BufferLoad e) {
              int place = loads.indexOf(e);
              return place < 0
                  ? super.visit(e)
                  : new Expr.BufferLoad(copy, place(indices, place, e), e.span());
            }
          }.rewrite(stmt);
      if (use == stmt) {
        return stmt; // loops with the same loads have a copy
      }
      Stmt all = new Stmt.SeqStmt(List.of(copying(copy, indices, names), use), stmt.span());
      return new Stmt.Allocate(copy, all, stmt.span());
    }

    private Stmt copying(Buffer copy, List<Expr> indices, FreshNames names) {
      List<Stmt> stores = new ArrayList<>();
      for (int i = 0; i < loads.size(); i++) {
        Expr.BufferLoad load = loads.get(i);
        stores.add(new Stmt.BufferStore(copy, place(indices, i, load), load, load.span()));
      }
      Stmt result = new Stmt.SeqStmt(stores, copy.span());
      for (int i = loops.size() - 1; i >= 0; i--) {
        Stmt.For loop = loops.get(i);
        result = new Stmt.For(loop.var(), loop.extent(), result, loop.span());
      }
      return new Copy(names).rewrite(result);
    }

    private List<Expr> place(List<Expr> indices, int number, Expr at) {
      List<Expr> place = new ArrayList<>(indices);
      place.add(Expr.Const.int32(number, at.span()));
      place.add(Expr.Ramp.numbers(lanes(), at.span()));
      return place;
    }
  }

  /** The vectors that all rounds of a loop load, those of each buffer and innermost loop. */
  private static List<Panel> panels(PrimFunc func, Stmt.For loop) {
    Collector collector = new Collector(func, loop);
    collector.walk(loop.body());
    List<Panel> panels = new ArrayList<>();
    collector.loads.forEach(
        (place, loads) -> {
          Set<Stmt.For> differing = new LinkedHashSet<>();
          for (Stmt.For inner : place.loops()) {
            Variance variance = new Variance(inner, Set.of());
            if (loads.stream().anyMatch(variance::varies)) {
              differing.add(inner);
            }
          }
          double uses = Cost.rounds(loop);
          for (Stmt.For inner : place.loops()) {
            uses *= differing.contains(inner) ? 1 : Cost.rounds(inner);
          }
          boolean isCounted = differing.stream().allMatch(l -> l.extent() instanceof Expr.Const);
          if (!differing.isEmpty() && isCounted) {
            panels.add(new Panel(List.copyOf(differing), List.copyOf(loads), uses));
          }
        });
    return panels;
  }

  /** Where loads are. */
  private record Place(List<Stmt.For> loops, Buffer buffer, int lanes) {}

  /** The loads to which every round comes, and that are the same in all. */
  private static final class Collector extends RoundWalker {
    final Map<Place, Set<Expr.BufferLoad>> loads = new LinkedHashMap<>();
    private final Variance variance;
    private final Set<Buffer> stored;
    private final Set<Expr.Var> bound = new HashSet<>();
    private final List<Stmt.For> loops = new ArrayList<>();
    private final VariableRanges ranges;

    Collector(PrimFunc func, Stmt.For loop) {
      variance = new Variance(loop, Set.of());
      stored = Effects.stored(loop.body());
      ranges = new VariableRanges(func);
    }

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.BufferLoad load
          && load.lanes() > 1
          && load.buffer().scope() != Buffer.Scope.LOCAL
          && !variance.varies(load)
          && (!isPerhaps() || ranges.isInside(load))
          && isKnown(load)) {
        Place place = new Place(List.copyOf(loops), load.buffer(), load.lanes());
        loads.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(load);
      }
      super.enter(e);
    }

    /** Whether a load is of what is there before the loop, at a place known by its loops alone. */
    private boolean isKnown(Expr.BufferLoad load) {
      return !stored.contains(load.buffer())
          && load.indices().stream()
              .allMatch(
                  index ->
                      Effects.loaded(index).isEmpty()
                          && !Effects.dependsOn(index, bound, Set.of()));
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let) {
        bound.add(let.var());
      }
      if (s instanceof Stmt.For inner) {
        loops.add(inner);
        super.enter(s);
        loops.remove(loops.size() - 1);
      } else {
        super.enter(s);
      }
    }
  }
}
