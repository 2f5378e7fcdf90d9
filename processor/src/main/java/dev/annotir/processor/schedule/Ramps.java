package dev.annotir.processor.schedule;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.pass.Simplify;
import org.jspecify.annotations.Nullable;

/** Sums and multiples of ramps as ramps. As integers wrap, that holds whatever the values are. */
final class Ramps {
  private Ramps() {}

  /** The ramp that an operation of vectors and scalars is; null where it is none. */
  static @Nullable Expr fold(BinaryOp op, Expr a, Expr b, Span span) {
    return switch (op) {
      case ADD, SUB -> sum(op, a, b, span);
      case MUL -> {
        Expr product = multiple(a, b, span);
        yield product == null ? multiple(b, a, span) : product;
      }
      case SHL ->
          a instanceof Expr.Ramp && b instanceof Expr.Const c
              ? multiple(a, power(a.dtype(), c.bits(), span), span)
              : null;
      default -> null;
    };
  }

  private static Expr power(DType dtype, long shift, Span span) {
    return Expr.Const.of(dtype, 1L << (shift & (dtype.bits() - 1)), span);
  }

  private static @Nullable Expr sum(BinaryOp op, Expr a, Expr b, Span span) {
    if (!isLinear(a) || !isLinear(b)) {
      return null;
    }
    long left = stride(a);
    long right = stride(b);
    long stride = op == BinaryOp.ADD ? left + right : left - right;
    return ramp(binary(op, base(a), base(b), span), stride, Math.max(a.lanes(), b.lanes()), span);
  }

  private static @Nullable Expr multiple(Expr a, Expr b, Span span) {
    if (a instanceof Expr.Ramp ramp && b instanceof Expr.Const c && Math.abs(c.bits()) < 1L << 31) {
      Expr base = binary(BinaryOp.MUL, ramp.base(), c, span);
      return ramp(base, ramp.stride() * c.bits(), ramp.lanes(), span);
    }
    return null;
  }

  /** A negated ramp is one. */
  static Expr fold(Expr.Unary e) {
    if (e.op() == Expr.UnaryOp.NEG && e.a() instanceof Expr.Ramp ramp) {
      Expr base = Simplify.simplify(new Expr.Unary(e.op(), ramp.base(), e.span()));
      Expr negated = ramp(base, -(long) ramp.stride(), ramp.lanes(), e.span());
      return negated == null ? e : negated;
    }
    return e;
  }

  /** The low bits of a ramp are one. */
  static Expr fold(Expr.Cast e) {
    if (e.dtype() == DType.INT32
        && e.value() instanceof Expr.Ramp ramp
        && ramp.dtype() == DType.INT64) {
      Expr base = Simplify.simplify(new Expr.Cast(e.dtype(), ramp.base(), e.span()));
      return new Expr.Ramp(base, ramp.stride(), ramp.lanes(), e.span());
    }
    return e;
  }

  private static boolean isLinear(Expr e) {
    return e.lanes() == 1 || e instanceof Expr.Ramp;
  }

  private static long stride(Expr e) {
    return e instanceof Expr.Ramp ramp ? ramp.stride() : 0;
  }

  private static Expr base(Expr e) {
    return e instanceof Expr.Ramp ramp ? ramp.base() : e;
  }

  private static @Nullable Expr ramp(Expr base, long stride, int lanes, Span span) {
    if (stride == 0) {
      return base;
    }
    boolean fits = stride == (int) stride && base.dtype().isInteger();
    return fits ? new Expr.Ramp(base, (int) stride, lanes, span) : null;
  }

  private static Expr binary(BinaryOp op, Expr a, Expr b, Span span) {
    return Simplify.simplify(new Expr.Binary(op, a, b, span));
  }
}
