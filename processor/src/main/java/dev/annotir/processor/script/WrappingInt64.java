package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.function.UnaryOperator;

/**
 * The text of int64 sums, differences and products that wrap, from halves of 32 bits in uint64,
 * where nothing overflows; TVM's own arithmetic must not.
 */
final class WrappingInt64 {
  private static final long MASK = 0xFFFFFFFFL;

  private final Expressions exprs;
  private final Temporaries temporaries;

  WrappingInt64(Expressions exprs, Temporaries temporaries) {
    this.exprs = exprs;
    this.temporaries = temporaries;
  }

  Code negate(Expr.Unary e) {
    return of(Expr.BinaryOp.SUB, Expr.Const.of(DType.INT64, 0, e.span()), e.a());
  }

  Code of(Expr.BinaryOp op, Expr a, Expr b) {
    return halves(a, (low, high) -> halves(b, (low2, high2) -> of(op, low, high, low2, high2)));
  }

  private Code of(Expr.BinaryOp op, Code low, Code high, Code low2, Code high2) {
    return switch (op) {
      case ADD -> join(sum(low, low2), carry -> sum(sum(high, high2), carry));
      case SUB ->
          join(
              sum(sum(low, complement(low2)), uint(1)),
              carry -> sum(sum(high, complement(high2)), carry));
      default ->
          join(
              product(low, low2),
              carry -> sum(sum(lowHalf(product(low, high2)), lowHalf(product(high, low2))), carry));
    };
  }

  /** What {@code use} makes of the halves of a value. */
  private Code halves(Expr e, Halves use) {
    if (e instanceof Expr.Const c) {
      return use.of(uint(c.bits() & MASK), uint(c.bits() >>> 32));
    }
    Code value = FloatText.reinterpret(DType.UINT64, exprs.of(e));
    return temporaries.bind(DType.UINT64, value, t -> use.of(lowHalf(t), highHalf(t)));
  }

  private Code join(Code low, UnaryOperator<Code> high) {
    return temporaries.bind(
        DType.UINT64,
        low,
        t -> {
          Code shifted = Code.call("shift_left", high.apply(highHalf(t)), uint(32));
          return FloatText.reinterpret(DType.INT64, Code.call("bitwise_or", shifted, lowHalf(t)));
        });
  }

  private static Code sum(Code a, Code b) {
    return Code.infix(a, "+", b, Code.SUM);
  }

  private static Code product(Code a, Code b) {
    return Code.infix(a, "*", b, Code.PRODUCT);
  }

  private static Code complement(Code half) {
    return Code.call("bitwise_xor", half, uint(MASK));
  }

  private static Code lowHalf(Code value) {
    return Code.call("bitwise_and", value, uint(MASK));
  }

  private static Code highHalf(Code value) {
    return Code.call("shift_right", value, uint(32));
  }

  private static Code uint(long value) {
    return Literals.of(DType.UINT64, value);
  }

  /** A use of the low and the high half of a value. */
  @FunctionalInterface
  private interface Halves {
    Code of(Code low, Code high);
  }
}
