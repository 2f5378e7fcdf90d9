package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Two conditions that both have to hold.
 *
 * @param b may be asked only where {@code a} holds
 */
record Conjunction(Expr whole, Expr a, Expr b) {
  /** The two that a condition is made of; null where it is no such one. */
  static @Nullable Conjunction of(Expr e) {
    if (e instanceof Expr.Binary both && both.op() == BinaryOp.AND && e.dtype() == DType.BOOL) {
      return new Conjunction(e, both.a(), both.b());
    } else if (e instanceof Expr.IfThenElse choice
        && choice.b() instanceof Expr.Const no
        && e.dtype() == DType.BOOL
        && no.bits() == 0) {
      return new Conjunction(e, choice.condition(), choice.a());
    }
    return null;
  }

  /** Those parts of a condition that satisfy a predicate, in their order; null for none. */
  static @Nullable Expr only(Expr e, Predicate<Expr> predicate) {
    Conjunction both = of(e);
    if (both == null) {
      return predicate.test(e) ? e : null;
    }
    Expr a = only(both.a(), predicate);
    Expr b = only(both.b(), predicate);
    if (a == null || b == null) {
      return a == null ? b : a;
    } else if (a == both.a() && b == both.b()) {
      return e;
    }
    return e instanceof Expr.Binary
        ? new Expr.Binary(BinaryOp.AND, a, b, e.span())
        : new Expr.IfThenElse(a, b, Expr.Const.of(DType.BOOL, 0, e.span()), e.span());
  }
}
