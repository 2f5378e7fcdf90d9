package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the steps for a target: which loops become vectors, and how many rounds run in step.
 *
 * <p>Two tensors that a caller may pass as one need no care: {@code analysis.InPlace} allows that
 * only where each round of the loops around has an element of its own, which it reads before it
 * writes. No step changes the order within a round.
 */
public final class Scheduler {
  /** Larger functions stay as they are. */
  private static final int LARGEST = 3_000;

  private static final int MOST_STEPS = 24;

  /** A schedule that is not that much better is not worth its code. */
  private static final double WORTHWHILE = 0.8;

  private final Target target;
  private final Cost cost;
  private final List<Step> steps = new ArrayList<>();
  private final Set<Expr.Var> refused = new HashSet<>();
  private PrimFunc func;

  private Scheduler(PrimFunc func, Target target) {
    this.func = func;
    this.target = target;
    this.cost = new Cost(target);
  }

  /** The function as the target runs it fast; the same object where nothing is to gain. */
  public static PrimFunc schedule(PrimFunc func, Target target) {
    if (target.vectorBits() == 0 || size(func.body()) > LARGEST) {
      return func;
    }
    Scheduler scheduler = new Scheduler(func, target);
    scheduler.vectorize();
    return scheduler.func;
  }

  private static int size(Stmt stmt) {
    int[] nodes = {0};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        nodes[0]++;
        super.enter(e);
      }

      @Override
      protected void enter(Stmt s) {
        nodes[0]++;
        super.enter(s);
      }
    }.walk(stmt);
    return nodes[0];
  }

  /** Makes a step; returns whether it was allowed. */
  private boolean make(Step step) {
    if (steps.size() < MOST_STEPS && step.apply(func) instanceof Step.Result.Done done) {
      func = done.func();
      steps.add(step);
      return true;
    }
    return false;
  }

  /** Makes vectors of one loop after the other, as long as that pays. */
  private void vectorize() {
    Vectorize next = best();
    while (next != null && make(next)) {
      refused.add(next.loop());
      tile(next.loop());
      next = best();
    }
  }

  /** What pays most; null for nothing. */
  private @Nullable Vectorize best() {
    Vectorize best = null;
    double least = cost.of(func.body());
    double gain = 0;
    for (Stmt.For loop : Loops.within(func.body())) {
      Vectorize step = refused.contains(loop.var()) ? null : vectorize(loop);
      if (step == null) {
        continue;
      }
      if (step.apply(func) instanceof Step.Result.Done done) {
        double all = cost.of(done.func().body());
        double own = cost.of(loop) * trips(loop);
        double saved = least - all;
        if (saved > gain && own - saved < own * WORTHWHILE) {
          gain = saved;
          best = step;
        }
      } else {
        refused.add(loop.var());
      }
    }
    return best;
  }

  private double trips(Stmt.For loop) {
    double trips = 1;
    for (Stmt.For outer : around(loop.var())) {
      trips *= Cost.rounds(outer);
    }
    return trips;
  }

  /** The loops around another, outermost first. */
  private List<Stmt.For> around(Expr.Var var) {
    List<Stmt.For> around = new ArrayList<>();
    for (Stmt.For loop : Loops.within(func.body())) {
      if (Loops.within(loop.body()).stream().anyMatch(inner -> inner.var().equals(var))) {
        around.add(loop);
      }
    }
    return around;
  }

  /** The widths of vectors of a loop; null where none fit. */
  private @Nullable Vectorize vectorize(Stmt.For loop) {
    int bits = widest(loop);
    int lanes = target.vectorBits() / bits;
    List<Integer> widths = new ArrayList<>();
    if (loop.extent() instanceof Expr.Const extent) {
      long rounds = extent.bits();
      for (int width = lanes; width >= Math.max(2, Target.V128.vectorBits() / bits); width /= 2) {
        if (rounds >= width) {
          widths.add(width);
          rounds %= width;
        }
      }
    } else if (lanes >= 2) {
      widths.add(lanes);
    }
    return widths.isEmpty() ? null : new Vectorize(loop.var(), widths);
  }

  /** The bits of the widest values that differ between rounds, but for indices. */
  private static int widest(Stmt.For loop) {
    Variance variance = new Variance(loop, Set.of());
    int[] widest = {0};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e.dtype() != DType.BOOL && variance.varies(e)) {
          widest[0] = Math.max(widest[0], e.dtype().bits());
        }
        if (!(e instanceof Expr.BufferLoad)) {
          super.enter(e);
        }
      }

      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store) {
          widest[0] = Math.max(widest[0], store.buffer().dtype().bits());
          enter(store.value());
        } else {
          super.enter(s);
        }
      }
    }.walk(loop.body());
    return widest[0] == 0 ? DType.INT32.bits() : widest[0];
  }

  /** Runs more rounds in step where sums can share what they load. */
  private void tile(Expr.Var vectors) {
    Stmt.For loop =
        Loops.within(func.body()).stream()
            .filter(s -> s.var().equals(vectors))
            .findFirst()
            .orElse(null);
    if (loop == null) {
      return;
    }
    RegisterTile tile = RegisterTile.of(around(vectors), loop, target);
    if (tile.vectorFactor() > 1) {
      make(new UnrollJam(vectors, tile.vectorFactor()));
    }
    if (tile.rows() != null && tile.rowFactor() > 1) {
      make(new UnrollJam(tile.rows(), tile.rowFactor()));
    }
  }
}
