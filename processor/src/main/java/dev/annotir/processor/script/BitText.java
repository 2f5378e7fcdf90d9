package dev.annotir.processor.script;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;

/** The text of functions of bits, in operations that every version of TVM compiles. */
final class BitText {
  private final Expressions exprs;
  private final Prelude prelude;

  BitText(Expressions exprs, Prelude prelude) {
    this.exprs = exprs;
    this.prelude = prelude;
  }

  Code popcount(Expr e) {
    return exprs.of(count(shared(e)));
  }

  /** The zeros above the highest one bit are those that are left when it is copied down. */
  Code leadingZeros(Expr e) {
    Expr x = shared(e);
    for (int distance = 1; distance < e.dtype().bits(); distance *= 2) {
      x = shared(binary(BinaryOp.OR, x, shift(BinaryOp.USHR, x, distance)));
    }
    return exprs.of(count(shared(new Expr.Unary(Expr.UnaryOp.NOT, x, e.span()))));
  }

  /** Sums of neighbouring fields, which get twice as wide each time. */
  private Expr count(Expr bits) {
    int width = bits.dtype().bits();
    Expr x = bits;
    for (int field = 1; field < width; field *= 2) {
      long mask = 0;
      for (int i = 0; i < width; i += 2 * field) {
        mask |= (-1L >>> (64 - field)) << i;
      }
      Expr even = binary(BinaryOp.AND, x, constant(x, mask));
      Expr odd = binary(BinaryOp.AND, shift(BinaryOp.USHR, x, field), constant(x, mask));
      x = shared(binary(BinaryOp.ADD, even, odd));
    }
    return x;
  }

  /** The high half of a product, from halves of its factors. */
  Code multiplyHigh(Expr a, Expr b) {
    return exprs.of(high(shared(a), shared(b)));
  }

  Code productFits(Expr a, Expr b) {
    Expr x = shared(a);
    Expr y = shared(b);
    Expr high = shared(high(x, y));
    Expr sign = shift(BinaryOp.SHR, shared(binary(BinaryOp.MUL, x, y)), 63);
    return exprs.of(binary(BinaryOp.EQ, high, sign));
  }

  private Expr high(Expr a, Expr b) {
    Expr highA = shared(shift(BinaryOp.SHR, a, 32));
    Expr highB = shared(shift(BinaryOp.SHR, b, 32));
    Expr lowA = shared(low(a));
    Expr lowB = shared(low(b));
    Expr carry = shift(BinaryOp.USHR, shared(binary(BinaryOp.MUL, lowA, lowB)), 32);
    Expr middle = shared(sum(binary(BinaryOp.MUL, highA, lowB), shared(carry)));
    Expr other = shared(sum(binary(BinaryOp.MUL, lowA, highB), shared(low(middle))));
    Expr carries =
        shared(sum(shift(BinaryOp.SHR, middle, 32), shared(shift(BinaryOp.SHR, other, 32))));
    return sum(binary(BinaryOp.MUL, highA, highB), carries);
  }

  private Expr low(Expr e) {
    return binary(BinaryOp.AND, e, constant(e, 0xFFFFFFFFL));
  }

  /** The sum of a value that is stored first and another. */
  private Expr sum(Expr a, Expr b) {
    return binary(BinaryOp.ADD, shared(a), b);
  }

  private static Expr binary(BinaryOp op, Expr a, Expr b) {
    return new Expr.Binary(op, a, b, a.span());
  }

  private static Expr shift(BinaryOp op, Expr a, int distance) {
    return binary(op, a, Expr.Const.int32(distance, a.span()));
  }

  private static Expr constant(Expr like, long value) {
    return new Expr.Const(like.dtype(), value, like.span());
  }

  /** A variable that stands for an element with the value. */
  private Expr shared(Expr e) {
    if (e instanceof Expr.Var || e instanceof Expr.Const) {
      return e;
    }
    Code element = prelude.stored(e.dtype(), exprs.of(e));
    return new Expr.Var(element.text(), e.dtype(), element.lanes(), e.span());
  }
}
