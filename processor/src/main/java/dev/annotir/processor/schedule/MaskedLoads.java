package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;

/**
 * Refuses a loop with loads that only some rounds come to, unless they are inside their arrays for
 * all: vectors evaluate them for all. So it is with loops inside that may be long: they would take
 * their time even where no round comes to them.
 */
final class MaskedLoads extends Walker {
  private static final long LONGEST = 1 << 16;

  private final Variance variance;
  private final VariableRanges ranges;
  private boolean isMasked;

  private MaskedLoads(PrimFunc func, Variance variance) {
    this.variance = variance;
    this.ranges = new VariableRanges(func);
  }

  static void check(PrimFunc func, Stmt.For loop, Variance variance) {
    new MaskedLoads(func, variance).walk(loop);
  }

  @Override
  protected void enter(Stmt s) {
    if (isMasked && s instanceof Stmt.For inner && ranges.of(inner.extent()).hi() > LONGEST) {
      throw new Refusal("what a condition leaves out, " + inner.var().name() + ", may be long");
    }
    boolean isLeft =
        s instanceof Stmt.While repeated && variance.varies(repeated.condition())
            || s instanceof Stmt.Block block && variance.exits(block.label());
    if (isLeft) {
      // Rounds that have left still go on with the others.
      boolean wasMasked = isMasked;
      isMasked = true;
      super.enter(s);
      isMasked = wasMasked;
    } else if (s instanceof Stmt.IfThenElse branch) {
      enter(branch.condition());
      boolean wasMasked = isMasked;
      isMasked |= variance.varies(branch.condition());
      enter(branch.thenCase());
      enter(branch.elseCase());
      isMasked = wasMasked;
    } else {
      super.enter(s);
    }
  }

  @Override
  protected void enter(Expr e) {
    if (e instanceof Expr.IfThenElse choice) {
      enter(choice.condition());
      boolean wasMasked = isMasked;
      isMasked |= variance.varies(choice.condition());
      enter(choice.a());
      enter(choice.b());
      isMasked = wasMasked;
      return;
    }
    if (isMasked && e instanceof Expr.BufferLoad load && !ranges.isInside(load)) {
      throw new Refusal("what a condition leaves out may be outside " + load.buffer().name());
    }
    super.enter(e);
  }
}
