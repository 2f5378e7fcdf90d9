package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;

/** What is known of a function's variables whatever the conditions around are. */
final class VariableRanges extends Walker {
  private final Ranges ranges = new Ranges();

  VariableRanges(PrimFunc func) {
    walk(func.body());
  }

  @Override
  protected void enter(Stmt s) {
    if (s instanceof Stmt.For loop) {
      ranges.set(loop.var(), new Interval(0, Math.max(0, of(loop.extent()).hi() - 1)));
    } else if (s instanceof Stmt.Let let && let.value().dtype().isInteger()) {
      ranges.set(let.var(), of(let.value()));
    }
    super.enter(s);
  }

  /** The values that an expression may have. */
  Interval of(Expr e) {
    return ranges.of(e);
  }

  /** Whether a load is inside its buffer, even where no condition around holds. */
  boolean isInside(Expr.BufferLoad load) {
    for (int axis = 0; axis < load.indices().size(); axis++) {
      Interval all = new Interval(0, load.buffer().shape().get(axis) - 1L);
      if (!of(load.indices().get(axis)).within(all)) {
        return false;
      }
    }
    return true;
  }
}
