package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;

/**
 * The text of int64 sums, differences and products that wrap, from a low half without and a high
 * half with a sign, of which none overflows; TVM's own arithmetic must not.
 */
final class WrappingInt64 {
  private static final long MASK = 0xFFFFFFFFL;

  private final Expressions exprs;
  private final Prelude prelude;

  WrappingInt64(Expressions exprs, Prelude prelude) {
    this.exprs = exprs;
    this.prelude = prelude;
  }

  /** The halves of a value; TVM's {@code >>} copies the sign. */
  private record Halves(Code low, Code high) {}

  Code of(Expr.BinaryOp op, Expr a, Expr b) {
    Halves x = halves(a);
    Halves y = halves(b);
    return switch (op) {
      case ADD -> join(sum("+", x.high(), y.high()), sum("+", x.low(), y.low()));
      case SUB -> join(sum("-", x.high(), y.high()), sum("-", x.low(), y.low()));
      default -> product(x, y);
    };
  }

  private Halves halves(Expr e) {
    if (Lanes.uniform(e) instanceof Expr.Const c) {
      return new Halves(int64(c.bits() & MASK), int64(c.bits() >> 32));
    }
    Code value = prelude.shared(e, exprs.of(e));
    return new Halves(low(value), shift(value, 32));
  }

  private Code product(Halves x, Halves y) {
    Code lows = product(unsigned(x.low()), unsigned(y.low()));
    Code product = prelude.stored(DType.UINT64, lows);
    Code mask = Literals.of(DType.UINT64, MASK);
    Code low = Code.cast(Code.call("bitwise_and", product, mask), DType.INT64);
    Code half = Literals.of(DType.UINT64, 32);
    Code carry = Code.cast(Code.call("shift_right", product, half), DType.INT64);
    Code cross = sum("+", low(product(x.high(), y.low())), low(product(x.low(), y.high())));
    return join(prelude.stored(DType.INT64, sum("+", cross, carry)), low);
  }

  /** The value whose halves these are when the low one's excess has gone into the high one. */
  private Code join(Code high, Code low) {
    Code below = prelude.stored(DType.INT64, low);
    Code above = low(sum("+", high, shift(below, 32)));
    Code sign = int64(1L << 31);
    // In its own element, since TVM would multiply 2^31 by 2^32.
    Code signed =
        prelude.stored(DType.INT64, sum("-", Code.call("bitwise_xor", above, sign), sign));
    return prelude.stored(DType.INT64, sum("+", product(signed, int64(1L << 32)), low(below)));
  }

  private static Code sum(String operator, Code a, Code b) {
    return Code.infix(a, operator, b, Code.SUM);
  }

  private static Code product(Code a, Code b) {
    return Code.infix(a, "*", b, Code.PRODUCT);
  }

  private static Code low(Code value) {
    return Code.call("bitwise_and", value, int64(MASK));
  }

  private static Code shift(Code value, int distance) {
    return Code.call("shift_right", value, int64(distance));
  }

  private static Code unsigned(Code low) {
    return Code.cast(low, DType.UINT64);
  }

  private static Code int64(long value) {
    return Literals.of(DType.INT64, value);
  }
}
