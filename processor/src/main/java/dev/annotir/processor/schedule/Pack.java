package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies the vectors that each round of a loop loads anew into a buffer where they lie side by
 * side, in the order in which a round loads them; and vectors that several loads make together. As
 * every element is loaded in several rounds, it is none of a tensor that may be the same as
 * another: those are accessed once.
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
   * How often each element of a copy is loaded that is made before the outermost of some loops for
   * which that pays; 0 where a load gets no copy.
   */
  static double uses(PrimFunc func, List<Stmt.For> loops, Expr.BufferLoad load) {
    for (Stmt.For loop : loops) {
      if (canCopyBefore(loop)) {
        for (Panel panel : panels(func, loop)) {
          if (panel.vectors().contains(load) && panel.isWorthwhile()) {
            return panel.uses();
          }
        }
      }
    }
    return 0;
  }

  /** Whether so many loads of each element pay for a copy. */
  static boolean isOften(double uses) {
    return uses >= OFTEN;
  }

  private static boolean canCopyBefore(Stmt.For loop) {
    return Loops.runs(loop, 2)
        && Effects.escapes(loop.body()).isEmpty()
        && !Loops.mayFail(loop.body());
  }

  /**
   * What a loop inside loads of a buffer.
   *
   * @param place where the loads are
   * @param loops those in which the loads differ, outermost first
   * @param vectors that are loaded, or made of what is
   * @param uses how often each is loaded
   */
  private record Panel(Place place, List<Stmt.For> loops, List<Expr> vectors, double uses) {
    private int lanes() {
      return place.lanes();
    }

    Buffer buffer() {
      return place.buffer();
    }

    private DType dtype() {
      return vectors.get(0).dtype();
    }

    /** The elements of the copy. */
    long elements() {
      long elements = (long) vectors.size() * lanes();
      for (Stmt.For loop : loops) {
        elements *= (long) Cost.rounds(loop);
      }
      return elements;
    }

    /** Whether the copy is about as large as what it is of, and its own order the better one. */
    boolean isWorthwhile() {
      return isOften(uses)
          && elements() > 0
          && elements() * place.parts() <= buffer().elements() * 5 / 4
          && elements() * dtype().bits() / 8 <= LARGEST
          && (place.parts() > 1
              || loads().stream().noneMatch(load -> Cost.isContiguous(load.indices()))
              || areFar());
    }

    private List<Expr.BufferLoad> loads() {
      return vectors.stream().map(Expr.BufferLoad.class::cast).toList();
    }

    /**
     * Whether each of many rounds loads parts of rows from another line of the cache, and the next
     * round of the loop around again from all of them: often their places are equal modulo a power
     * of two.
     */
    private boolean areFar() {
      Stmt.For innermost = loops.get(loops.size() - 1);
      return (loops.size() >= 2 || elements() <= buffer().elements() / 2)
          && Cost.rounds(innermost) >= WAYS
          && loads().stream().noneMatch(load -> Cost.isNext(load.indices(), innermost.var()));
    }

    /** A statement that loads from the copy, after what makes it; none where it loads nothing. */
    Stmt before(Stmt stmt, FreshNames names) {
      List<Integer> shape = new ArrayList<>();
      List<Expr> indices = new ArrayList<>();
      for (Stmt.For loop : loops) {
        shape.add((int) Cost.rounds(loop));
        indices.add(loop.var());
      }
      shape.add(vectors.size());
      shape.add(lanes());
      String name = names.fresh(buffer().name() + "_packed");
      Buffer copy = Buffer.local(name, dtype(), shape, buffer().span());
      Stmt use =
          new Rewriter() {
            @Override
            public Expr rewrite(Expr e) {
              int place = vectors.indexOf(e);
              return place < 0
                  ? super.rewrite(e)
                  : new Expr.BufferLoad(copy, place(indices, place, e), e.span());
            }
          }.rewrite(stmt);
      if (use == stmt) {
        return stmt; // loops with the same loads have a copy
      }
      Stmt all = new Stmt.SeqStmt(List.of(copying(copy, indices, names), use), stmt.span());
      return new Stmt.Allocate(copy, all, stmt.span());
    }

    /** The loops of the copy; each load across rows has an innermost one, as it takes registers. */
    private Stmt copying(Buffer copy, List<Expr> indices, FreshNames names) {
      int last = loops.size() - 1;
      List<Stmt> parts = new ArrayList<>();
      List<Stmt> stores = new ArrayList<>();
      for (int i = 0; i < vectors.size(); i++) {
        Expr vector = vectors.get(i);
        stores.add(new Stmt.BufferStore(copy, place(indices, i, vector), vector, vector.span()));
        if (isAcross(vector) || i == vectors.size() - 1) {
          parts.add(around(loops.get(last), new Stmt.SeqStmt(stores, copy.span())));
          stores = new ArrayList<>();
        }
      }
      Stmt result = new Stmt.SeqStmt(parts, copy.span());
      for (int i = last - 1; i >= 0; i--) {
        result = around(loops.get(i), result);
      }
      return new Copy(names).rewrite(result);
    }

    private static boolean isAcross(Expr vector) {
      return vector instanceof Expr.BufferLoad load && !Cost.isContiguous(load.indices());
    }

    private static Stmt around(Stmt.For loop, Stmt body) {
      return new Stmt.For(loop.var(), loop.extent(), body, loop.span());
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
    collector.vectors.forEach(
        (place, vectors) -> {
          Set<Stmt.For> differing = new LinkedHashSet<>();
          for (Stmt.For inner : place.loops()) {
            Variance variance = new Variance(inner, Set.of());
            if (vectors.stream().anyMatch(variance::varies)) {
              differing.add(inner);
            }
          }
          double uses = Cost.rounds(loop);
          for (Stmt.For inner : place.loops()) {
            uses *= differing.contains(inner) ? 1 : Cost.rounds(inner);
          }
          boolean isCounted = differing.stream().allMatch(l -> l.extent() instanceof Expr.Const);
          if (!differing.isEmpty() && isCounted) {
            panels.add(new Panel(place, List.copyOf(differing), List.copyOf(vectors), uses));
          }
        });
    return panels;
  }

  /**
   * Where loads are.
   *
   * @param parts the loads that make one vector
   */
  private record Place(List<Stmt.For> loops, Buffer buffer, int lanes, int parts) {}

  /** The vectors to which every round comes, and that are the same in all. */
  private static final class Collector extends RoundWalker {
    final Map<Place, Set<Expr>> vectors = new LinkedHashMap<>();
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
      boolean isVector = e.lanes() > 1 && !variance.varies(e);
      if (isVector && e instanceof Expr.BufferLoad load && isKnown(load)) {
        add(e, load.buffer(), 1);
      } else if (isVector && Parts.areJoinedIn(e) && isJoinedOfKnown(e)) {
        List<Expr.BufferLoad> loads = loads(e);
        add(e, loads.get(0).buffer(), loads.size());
        return;
      }
      super.enter(e);
    }

    private void add(Expr vector, Buffer buffer, int parts) {
      Place place = new Place(List.copyOf(loops), buffer, vector.lanes(), parts);
      vectors.computeIfAbsent(place, p -> new LinkedHashSet<>()).add(vector);
    }

    /** Whether a load is of what is there before the loop, at a place known by its loops alone. */
    private boolean isKnown(Expr.BufferLoad load) {
      return load.buffer().scope() != Buffer.Scope.LOCAL
          && (!isPerhaps() || ranges.isInside(load))
          && !stored.contains(load.buffer())
          && load.indices().stream()
              .allMatch(
                  index ->
                      Effects.loaded(index).isEmpty()
                          && !Effects.dependsOn(index, bound, Set.of()));
    }

    /** Whether all that a vector is made of are such loads of one buffer. */
    private boolean isJoinedOfKnown(Expr e) {
      return Effects.loaded(e).size() == 1
          && loads(e).stream().allMatch(this::isKnown)
          && !Effects.dependsOn(e, bound, Set.of());
    }

    private static List<Expr.BufferLoad> loads(Expr e) {
      List<Expr.BufferLoad> loads = new ArrayList<>();
      new Walker() {
        @Override
        protected void enter(Expr part) {
          if (part instanceof Expr.BufferLoad load) {
            loads.add(load);
          }
          super.enter(part);
        }
      }.walk(e);
      return loads;
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
