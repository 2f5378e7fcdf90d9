package dev.annotir.processor.script;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;

/**
 * Whether the text of a tree compares floats. TVM takes {@code b <= a} for the opposite of {@code a
 * < b}, which NaN makes wrong.
 */
final class FloatComparisons extends Walker {
  private boolean found;

  private FloatComparisons() {}

  static boolean in(Expr e) {
    FloatComparisons walker = new FloatComparisons();
    walker.walk(e);
    return walker.found;
  }

  static boolean in(Stmt s) {
    FloatComparisons walker = new FloatComparisons();
    walker.walk(s);
    return walker.found;
  }

  @Override
  protected void enter(Expr e) {
    found |= e instanceof Expr.Binary b && b.a().dtype().isFloat() && compares(b.op());
    found |= e instanceof Expr.Cast c && c.value().dtype().isFloat() && c.dtype().isInteger();
    if (!found) {
      super.enter(e);
    }
  }

  @Override
  protected void enter(Stmt s) {
    if (!found) {
      super.enter(s);
    }
  }

  private static boolean compares(Expr.BinaryOp op) {
    return op.isComparison() || op == Expr.BinaryOp.MIN || op == Expr.BinaryOp.MAX;
  }
}
