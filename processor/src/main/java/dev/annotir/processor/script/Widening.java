package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;

/**
 * Sums, differences, products and negations of int32 in int64, where they do not overflow; TVM's
 * own arithmetic must not. The low 32 bits are those of the int32 result.
 */
record Widening(Ranges ranges) {
  /** Whether it is an int32 operation that may wrap. */
  boolean mayWrap(Expr e) {
    return e.dtype() == DType.INT32 && isRing(e) && !ranges.isExact(e);
  }

  static boolean isRing(Expr e) {
    return e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG
        || e instanceof Expr.Binary b
            && (b.op() == Expr.BinaryOp.ADD
                || b.op() == Expr.BinaryOp.SUB
                || b.op() == Expr.BinaryOp.MUL);
  }

  /** An exact int64 expression with the low 32 bits of the int32 expression. */
  Expr widen(Expr e) {
    if (!mayWrap(e)) {
      return cast(e);
    } else if (e instanceof Expr.Unary u) {
      Expr wide = new Expr.Unary(u.op(), widen(u.a()), u.span());
      return ranges.isExact(wide) ? wide : new Expr.Unary(u.op(), cast(u.a()), u.span());
    }
    Expr.Binary b = (Expr.Binary) e;
    Expr wide = new Expr.Binary(b.op(), widen(b.a()), widen(b.b()), b.span());
    return ranges.isExact(wide)
        ? wide
        : new Expr.Binary(b.op(), cast(b.a()), cast(b.b()), b.span());
  }

  static Expr cast(Expr e) {
    return e instanceof Expr.Const c
        ? new Expr.Const(DType.INT64, c.bits(), c.span())
        : new Expr.Cast(DType.INT64, e, e.span());
  }
}
