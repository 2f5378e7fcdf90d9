package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import java.util.List;

/**
 * A value in the making: the operators of the IR as methods, for {@link LibraryFunctions}. A plain
 * number beside a value has its type.
 *
 * @param span the call that it belongs to
 * @param argument the argument of the call that it is, or begins with
 */
record Value(Lowering lowering, Expr expr, Span span, Span argument) {
  private static final long FLOAT_SIGN = 1L << 31;

  DType dtype() {
    return expr.dtype();
  }

  Value with(Expr e) {
    return new Value(lowering, e, span, argument);
  }

  private Value binary(BinaryOp op, Value b) {
    return with(new Expr.Binary(op, expr, b.expr, span));
  }

  /** An integer of this value's type. */
  Value number(long value) {
    return switch (dtype()) {
      case FLOAT32, FLOAT64 -> real((double) value);
      default -> with(Expr.Const.of(dtype(), value, span));
    };
  }

  /** A number of this value's type, which is float or double. */
  Value real(double value) {
    return with(
        dtype() == DType.FLOAT32
            ? Expr.Const.float32((float) value, span)
            : Expr.Const.float64(value, span));
  }

  Value int32(int value) {
    return with(Expr.Const.int32(value, span));
  }

  /** The least value of this one's type, an integer. */
  Value least() {
    return number(dtype().min());
  }

  /** The greatest value of this one's type, an integer. */
  Value most() {
    return number(dtype().max());
  }

  Value plus(Value b) {
    return binary(BinaryOp.ADD, b);
  }

  Value plus(long b) {
    return plus(number(b));
  }

  Value minus(Value b) {
    return binary(BinaryOp.SUB, b);
  }

  Value times(Value b) {
    return binary(BinaryOp.MUL, b);
  }

  Value times(double b) {
    return times(real(b));
  }

  /** What division leaves, exact, of floats. */
  Value fmod(Value b) {
    return binary(BinaryOp.FMOD, b);
  }

  /** A quotient of integers, or what it leaves; throws for zero. */
  Value divide(BinaryOp op, Value b) {
    return binary(op, b.nonzero());
  }

  /** A quotient of integers, 0 for a divisor of zero. */
  Value quotient(Value b) {
    return binary(BinaryOp.TRUNCDIV, b);
  }

  /** What a quotient leaves. */
  Value rest(Value b) {
    return binary(BinaryOp.TRUNCMOD, b);
  }

  /** This divisor; throws for zero. */
  Value nonzero() {
    return with(lowering.exprs.nonzero(Constants.fold(expr), span, argument));
  }

  Value negated() {
    return with(new Expr.Unary(UnaryOp.NEG, expr, span));
  }

  Value min(Value b) {
    return binary(BinaryOp.MIN, b);
  }

  Value max(Value b) {
    return binary(BinaryOp.MAX, b);
  }

  Value and(Value b) {
    return binary(BinaryOp.AND, b);
  }

  Value and(long b) {
    return and(number(b));
  }

  Value or(Value b) {
    return binary(BinaryOp.OR, b);
  }

  Value xor(Value b) {
    return binary(BinaryOp.XOR, b);
  }

  Value not() {
    return with(new Expr.Unary(UnaryOp.NOT, expr, span));
  }

  Value shl(Value distance) {
    return binary(BinaryOp.SHL, distance);
  }

  Value shl(int distance) {
    return shl(int32(distance));
  }

  Value shr(int distance) {
    return binary(BinaryOp.SHR, int32(distance));
  }

  Value ushr(Value distance) {
    return binary(BinaryOp.USHR, distance);
  }

  Value ushr(int distance) {
    return ushr(int32(distance));
  }

  Value eq(Value b) {
    return binary(BinaryOp.EQ, b);
  }

  Value eq(long b) {
    return eq(number(b));
  }

  Value ne(Value b) {
    return binary(BinaryOp.NE, b);
  }

  Value ne(long b) {
    return ne(number(b));
  }

  Value lt(Value b) {
    return binary(BinaryOp.LT, b);
  }

  Value lt(long b) {
    return lt(number(b));
  }

  Value le(Value b) {
    return binary(BinaryOp.LE, b);
  }

  Value gt(Value b) {
    return binary(BinaryOp.GT, b);
  }

  Value gt(long b) {
    return gt(number(b));
  }

  Value ge(Value b) {
    return binary(BinaryOp.GE, b);
  }

  Value ge(long b) {
    return ge(number(b));
  }

  /** Whether a float is no number. */
  Value isNaN() {
    return ne(this);
  }

  /** {@code a} where this condition holds, else {@code b}. */
  Value choose(Value a, Value b) {
    return with(new Expr.IfThenElse(expr, a.expr, b.expr, span));
  }

  /** Java's cast; of a condition, 1 or 0. */
  Value to(DType type) {
    return dtype() == DType.BOOL && type != DType.BOOL
        ? choose(with(Expr.Const.of(type, 1, span)), with(Expr.Const.of(type, 0, span)))
        : with(Conversions.cast(type, expr));
  }

  Value to32() {
    return to(DType.INT32);
  }

  Value to64() {
    return to(DType.INT64);
  }

  Value call(Intrinsic function, Value... more) {
    DType result = function == Intrinsic.PRODUCT_FITS ? DType.BOOL : dtype();
    Expr[] args = new Expr[more.length + 1];
    args[0] = expr;
    for (int i = 0; i < more.length; i++) {
      args[i + 1] = more[i].expr;
    }
    return with(new Expr.Call(function, List.of(args), result, span));
  }

  /** The bits of a float as an integer of its width. */
  Value bits() {
    return reinterpret(dtype() == DType.FLOAT32 ? DType.INT32 : DType.INT64);
  }

  /** The float that has this integer's bits. */
  Value ofBits() {
    return reinterpret(dtype() == DType.INT32 ? DType.FLOAT32 : DType.FLOAT64);
  }

  private Value reinterpret(DType type) {
    return with(new Expr.Call(Intrinsic.REINTERPRET, List.of(expr), type, span));
  }

  /** The sign bit of a float, as an integer. */
  Value signBit() {
    return bits().and(dtype() == DType.FLOAT32 ? -FLOAT_SIGN : Long.MIN_VALUE);
  }

  /** The value with a name, to be used more than once. */
  Value shared(String hint) {
    return with(lowering.fix(hint, Constants.fold(expr)));
  }

  Value shared() {
    return shared("value");
  }

  /** This value after a check that a condition holds; where it does not, Java throws. */
  Value check(Value condition, String kind, String exception, String message) {
    lowering.check(condition.expr, kind, exception, message, span, expr.span());
    return this;
  }
}
