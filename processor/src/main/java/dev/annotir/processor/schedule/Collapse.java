package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.AccessVerifier;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;

/**
 * Makes one loop of two, of which the inner one is all that the outer one does: whatever they
 * access lies side by side across both, and its two axes become one. The rounds come in the same
 * order as before, whatever depends on what.
 */
public record Collapse(Expr.Var outer, Expr.Var inner) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For outside = Loops.find(func, outer);
      if (!(outside.body() instanceof Stmt.For inside && inside.var().equals(inner))) {
        return new Result.Refused(inner.name() + " is not all that " + outer.name() + " does");
      }
      int extent = extent(inside);
      long rounds = (long) extent(outside) * extent;
      if (rounds != (int) rounds) {
        return new Result.Refused("too many rounds for one loop");
      }
      String name = new FreshNames(func).fresh(outer.name() + "_" + inner.name());
      Expr.Var both = new Expr.Var(name, DType.INT32, outer.span());
      PrimFunc collapsed =
          new MergedAxes(outside, inside, extent, (int) rounds, both).rewrite(func);
      return AccessVerifier.isProved(collapsed)
          ? new Result.Done(collapsed)
          : new Result.Refused("elements would not be proved inside");
    } catch (Refusal e) {
      return e.result();
    }
  }

  private static int extent(Stmt.For loop) {
    boolean isKnown = loop.extent() instanceof Expr.Const && Loops.runs(loop, 1);
    if (!isKnown || loop.var().dtype() != DType.INT32) {
      throw new Refusal("the extent of " + loop.var().name() + " is not known");
    }
    return (int) ((Expr.Const) loop.extent()).bits();
  }
}
