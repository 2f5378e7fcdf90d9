package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;

/**
 * Sums, differences, products and negations of int32 in int64, where they do not overflow; TVM's
 * own arithmetic must not, in any order in which TVM adds and multiplies out. The low 32 bits are
 * those of the int32 result.
 */
record Widening(Ranges ranges) {
  /** Whether it is an int32 operation that may overflow in TVM. */
  boolean mayWrap(Expr e) {
    return e.dtype() == DType.INT32 && isRing(e) && !isExact(e);
  }

  /** Whether it is an operation that does not overflow, whatever its parts are first. */
  boolean isExact(Expr e) {
    return ranges.isExact(e) && multipliedOut(e) < e.dtype().max();
  }

  static boolean isRing(Expr e) {
    return e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG
        || e instanceof Expr.Binary b && isRing(b.op());
  }

  private static boolean isRing(BinaryOp op) {
    return op == BinaryOp.ADD || op == BinaryOp.SUB || op == BinaryOp.MUL;
  }

  /**
   * The magnitude that no partial result exceeds when a sum, difference or product is multiplied
   * out.
   */
  private double multipliedOut(Expr e) {
    if (e instanceof Expr.Unary u) {
      return magnitude(u.a());
    }
    Expr.Binary b = (Expr.Binary) e;
    double x = magnitude(b.a());
    double y = magnitude(b.b());
    return b.op() == BinaryOp.MUL ? x * y : x + y;
  }

  /** That of an expression; one that is not exact is not part of what TVM multiplies out. */
  private double magnitude(Expr e) {
    if (e instanceof Expr.Cast c && c.value().dtype() == DType.INT32) {
      return magnitude(c.value());
    } else if (e.dtype().isInteger() && isRing(e) && ranges.isExact(e)) {
      double parts = multipliedOut(e);
      if (parts < e.dtype().max()) {
        return parts;
      }
    }
    Interval value = ranges.of(e);
    return Math.max(Math.abs((double) value.lo()), Math.abs((double) value.hi()));
  }

  /** An exact int64 expression with the low 32 bits of the int32 expression. */
  Expr widen(Expr e) {
    if (!mayWrap(e)) {
      return cast(e);
    } else if (e instanceof Expr.Unary u) {
      Expr wide = new Expr.Unary(u.op(), widen(u.a()), u.span());
      return isExact(wide) ? wide : new Expr.Unary(u.op(), cast(u.a()), u.span());
    }
    Expr.Binary b = (Expr.Binary) e;
    Expr wide = new Expr.Binary(b.op(), widen(b.a()), widen(b.b()), b.span());
    return isExact(wide) ? wide : new Expr.Binary(b.op(), cast(b.a()), cast(b.b()), b.span());
  }

  static Expr cast(Expr e) {
    return Lanes.uniform(e) instanceof Expr.Const c
        ? Lanes.spread(new Expr.Const(DType.INT64, c.bits(), c.span()), e.lanes())
        : new Expr.Cast(DType.INT64, e, e.span());
  }
}
