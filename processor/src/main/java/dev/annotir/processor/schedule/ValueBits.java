package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.Set;

/** The bits of the values of loops, which decide how many lanes vectors have. */
final class ValueBits {
  private ValueBits() {}

  /**
   * The bits of the widest values that differ between rounds, but for indices. They decide, however
   * seldom they are: gcc 12 fails on masks of vectors that are wider than the target's.
   */
  static int widest(Stmt.For loop) {
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
}
