package dev.annotir.processor.schedule;

import dev.annotir.processor.dependence.Control;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.dependence.Loop;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.HashSet;
import java.util.Set;

/** The steps that every target's schedule begins with. */
final class Preparation {
  private Preparation() {}

  /** The function with single loops over whole rows, sums in registers, and narrow arithmetic. */
  static PrimFunc simplified(PrimFunc func) {
    return narrowed(promoted(CollapsedNests.of(func)));
  }

  /** The function with what reductions update in registers. */
  private static PrimFunc promoted(PrimFunc func) {
    PrimFunc promoted = func;
    for (Stmt.For loop : Loops.within(func.body())) {
      if (new Promote(loop.var()).apply(promoted) instanceof Step.Result.Done done) {
        promoted = done.func();
      }
    }
    return promoted;
  }

  /** The function that runs many steps over large arrays at once. */
  static PrimFunc skewed(PrimFunc func) {
    PrimFunc skewed = func;
    for (Stmt.For loop : Loops.within(func.body())) {
      // The loops around a skewed one are others.
      boolean isThere = Loops.within(skewed.body()).contains(loop);
      TimeSkew step = isThere ? TimeTile.of(skewed, loop) : null;
      if (step != null && step.apply(skewed) instanceof Step.Result.Done done) {
        skewed = done.func();
      }
    }
    return skewed;
  }

  /** The function whose loops over neighbours store whole lines of the cache. */
  static PrimFunc split(PrimFunc func) {
    PrimFunc split = func;
    for (Stmt.For loop : Loops.within(func.body())) {
      int rounds = Split.beforeLine(loop);
      if (rounds > 0
          && Dependences.of(func, loop).allowsVectors(loop.var(), Split.LINE)
          && new Split(loop.var(), rounds).apply(split) instanceof Step.Result.Done done) {
        split = done.func();
      }
    }
    return split;
  }

  /** The function with narrow arithmetic in the loops that may become vectors. */
  private static PrimFunc narrowed(PrimFunc func) {
    PrimFunc narrowed = func;
    Set<Expr.Var> done = new HashSet<>();
    for (Stmt.For root : Loops.outermost(func.body())) {
      Dependences dependences = null;
      for (Stmt.For loop : Loops.within(root)) {
        if (done.contains(loop.var()) || keepsOrder(loop) || ValueBits.widest(loop) <= 8) {
          continue;
        }
        dependences = dependences == null ? Dependences.of(func, root) : dependences;
        if (new Narrow(loop.var()).apply(narrowed, dependences)
            instanceof Step.Result.Done narrow) {
          narrowed = narrow.func();
          Loops.within(loop).forEach(inner -> done.add(inner.var()));
        }
      }
    }
    return narrowed;
  }

  /** What is told before dependences are found. */
  static boolean keepsOrder(Stmt.For loop) {
    return Control.of(new Loop(loop.var(), loop)).keepsOrder();
  }
}
