package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;

/**
 * Refuses a loop with loads that only some rounds come to, unless they are inside their arrays for
 * all: vectors evaluate them for all. What is known of variables here holds whatever the conditions
 * around are. So it is with loops inside that may be long: they would take their time even where no
 * round comes to them.
 */
final class MaskedLoads extends Walker {
  private static final long LONGEST = 1 << 16;

  private final Stmt.For loop;
  private final Variance variance;
  private final Ranges ranges = new Ranges();
  private boolean isInLoop;
  private boolean isMasked;

  private MaskedLoads(Stmt.For loop, Variance variance) {
    this.loop = loop;
    this.variance = variance;
  }

  static void check(PrimFunc func, Stmt.For loop, Variance variance) {
    new MaskedLoads(loop, variance).walk(func.body());
  }

  @Override
  protected void enter(Stmt s) {
    if (s instanceof Stmt.For inner) {
      long most = ranges.of(inner.extent()).hi();
      if (isMasked && most > LONGEST) {
        throw new Refusal("what a condition leaves out, " + inner.var().name() + ", may be long");
      }
      ranges.set(inner.var(), new Interval(0, Math.max(0, most - 1)));
    } else if (s instanceof Stmt.Let let && let.value().dtype().isInteger()) {
      ranges.set(let.var(), ranges.of(let.value()));
    }
    boolean wasInLoop = isInLoop;
    isInLoop |= s == loop;
    if (isInLoop && s instanceof Stmt.IfThenElse branch) {
      enter(branch.condition());
      boolean wasMasked = isMasked;
      isMasked |= variance.varies(branch.condition());
      enter(branch.thenCase());
      enter(branch.elseCase());
      isMasked = wasMasked;
    } else {
      super.enter(s);
    }
    isInLoop = wasInLoop;
  }

  @Override
  protected void enter(Expr e) {
    if (isInLoop && e instanceof Expr.IfThenElse choice) {
      enter(choice.condition());
      boolean wasMasked = isMasked;
      isMasked |= variance.varies(choice.condition());
      enter(choice.a());
      enter(choice.b());
      isMasked = wasMasked;
      return;
    }
    if (isMasked && e instanceof Expr.BufferLoad load && !isInside(load)) {
      throw new Refusal("what a condition leaves out may be outside " + load.buffer().name());
    }
    super.enter(e);
  }

  private boolean isInside(Expr.BufferLoad load) {
    boolean isInside = true;
    for (int i = 0; i < load.indices().size(); i++) {
      Interval all = new Interval(0, load.buffer().shape().get(i) - 1L);
      isInside &= ranges.of(load.indices().get(i)).within(all);
    }
    return isInside;
  }
}
