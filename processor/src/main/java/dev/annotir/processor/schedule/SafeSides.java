package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Walker;

/** Which expressions may be evaluated where the program does not. */
final class SafeSides {
  private SafeSides() {}

  /** Whether an expression is surely inside all arrays, whatever the place. */
  static boolean isSafe(Expr e) {
    boolean[] isSafe = {true};
    new Walker() {
      @Override
      protected void enter(Expr part) {
        isSafe[0] &= !(part instanceof Expr.BufferLoad load) || isInside(load);
        super.enter(part);
      }
    }.walk(e);
    return isSafe[0];
  }

  private static boolean isInside(Expr.BufferLoad load) {
    boolean isInside = true;
    for (int i = 0; i < load.indices().size(); i++) {
      isInside &=
          load.indices().get(i) instanceof Expr.Const c
              && 0 <= c.bits()
              && c.bits() < load.buffer().shape().get(i);
    }
    return isInside;
  }
}
