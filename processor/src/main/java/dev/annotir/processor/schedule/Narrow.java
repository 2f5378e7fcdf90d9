package dev.annotir.processor.schedule;

import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;

/**
 * Makes arithmetic of 32 or 64 bits in a loop one of 8 or 16 bits, of which vectors have more
 * lanes, where all results are the same: of some only the low bits are used, others are never
 * large.
 *
 * <p>Only where nothing that differs between rounds stays as wide as it was, since the widest
 * values decide how many lanes all have.
 */
public record Narrow(Expr.Var loop) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      return apply(func, Dependences.of(func, Loops.find(func, loop)));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /**
   * The function after the step.
   *
   * @param dependences of the loop, or of one around it
   */
  Result apply(PrimFunc func, Dependences dependences) {
    try {
      Stmt.For found = Loops.find(func, loop);
      Loops.requireRuns(dependences, loop);
      if (!dependences.allowsVectors(loop, 2)) {
        return new Result.Refused("the rounds of " + loop.name() + " depend on each other");
      }
      int before = ValueBits.widest(found);
      if (before <= 8) {
        return new Result.Refused("the values in " + loop.name() + " are narrow");
      }
      Variance variance = new Variance(found, dependences.privateBuffers(loop));
      NarrowTypes types = new NarrowTypes(func, found);
      Stmt body = new NarrowArithmetic(types, variance).rewrite(found.body());
      Stmt.For narrow = new Stmt.For(found.var(), found.extent(), body, found.span());
      int after = ValueBits.widest(narrow);
      return after < before
          ? new Result.Done(Loops.replace(func, found, narrow))
          : new Result.Refused("values in " + loop.name() + " need " + after + " bits");
    } catch (Refusal e) {
      return e.result();
    }
  }
}
