package dev.annotir.processor.frontend;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr.Intrinsic;

/** What Math does with the bits of floats: rounding, signs, exponents and neighbours. */
final class RoundingFunctions {
  private RoundingFunctions() {}

  /** Ties go up. The difference is exact, or so near 1 that it rounds up as it should. */
  static Value round(Value x) {
    Value a = x.shared();
    Value floor = a.call(Intrinsic.FLOOR).shared("floor");
    Value half = a.real(0.5);
    Value rounded = a.minus(floor).ge(half).choose(floor.plus(1), floor);
    return rounded.to(a.dtype() == DType.FLOAT32 ? DType.INT32 : DType.INT64);
  }

  /** What is left of x by the nearest multiple of y, an even one of two. */
  static Value remainder(Value x, Value y) {
    Value a = x.shared("a");
    Value size = y.call(Intrinsic.ABS).shared("size");
    Value rest = a.call(Intrinsic.ABS).fmod(size.plus(size)).shared("rest");
    Value isMore = rest.plus(rest).gt(size).shared("is_more");
    Value less = isMore.choose(rest.minus(size), rest).shared("less");
    Value near = isMore.and(less.plus(less).ge(size)).choose(less.minus(size), less);
    return near.bits().xor(a.signBit()).ofBits();
  }

  static Value signum(Value x) {
    Value a = x.shared();
    return a.gt(0).choose(a.real(1), a.lt(0).choose(a.real(-1), a));
  }

  static Value copySign(Value magnitude, Value sign) {
    return magnitude.call(Intrinsic.ABS).bits().or(sign.signBit()).ofBits();
  }

  /** NaN counts as positive. */
  static Value strictCopySign(Value magnitude, Value sign) {
    Value s = sign.shared("sign");
    return copySign(magnitude, s.isNaN().choose(s.real(1), s));
  }

  private static int fractionBits(Value a) {
    return a.dtype() == DType.FLOAT32 ? 23 : 52;
  }

  private static int bias(Value a) {
    return a.dtype() == DType.FLOAT32 ? 127 : 1023;
  }

  private static Value infinity(Value a) {
    return a.real(Double.POSITIVE_INFINITY);
  }

  private static Value exponentBits(Value a) {
    Value infinity = a.with(Constants.fold(infinity(a).bits().expr()));
    return a.bits().and(infinity);
  }

  static Value exponent(Value a) {
    return exponentBits(a).ushr(fractionBits(a)).plus(-bias(a));
  }

  /** The distance from the power of two below. */
  static Value ulp(Value x) {
    Value a = x.shared();
    Value power = exponentBits(a).shared("power");
    Value size = a.call(Intrinsic.ABS).shared("size");
    return size.lt(infinity(a)).choose(power.plus(1).ofBits().minus(power.ofBits()), size);
  }

  static Value nextUp(Value x) {
    Value a = x.shared();
    return a.lt(infinity(a)).choose(above(a), a);
  }

  static Value nextDown(Value x) {
    Value a = x.shared();
    return a.gt(infinity(a).negated()).choose(below(a), a);
  }

  /** The next float of one that is neither NaN nor infinity. */
  private static Value above(Value a) {
    Value bits = a.plus(0).bits().shared("bits"); // -0.0 + 0 is 0.0
    return bits.plus(bits.ge(0).choose(bits.number(1), bits.number(-1))).ofBits();
  }

  /** The float before one that is neither NaN nor negative infinity. */
  private static Value below(Value a) {
    return above(a.negated()).negated();
  }

  static Value nextAfter(Value x, Value direction) {
    Value a = x.shared("a");
    Value to = direction.shared("direction");
    Value wide = a.to(DType.FLOAT64);
    Value same = a.plus(to.to(a.dtype())); // NaN
    Value equal = wide.eq(to).choose(to.to(a.dtype()), same);
    return wide.lt(to).choose(above(a), wide.gt(to).choose(below(a), equal));
  }

  /** Exact in double, then rounded once. */
  static Value scaleFloat(Value a, Value exponent) {
    Value n = exponent.max(exponent.number(-300)).min(exponent.number(300));
    return a.to(DType.FLOAT64).times(power(n)).to(DType.FLOAT32);
  }

  /** In three steps, of which only the last one can round to other than zero. */
  static Value scale(Value a, Value exponent) {
    Value n = exponent.shared("n");
    Value first = step(n).shared("first");
    Value rest = n.minus(first).shared("rest");
    Value second = step(rest).shared("second");
    Value last = rest.minus(second);
    Value third = last.max(last.number(-1022)).min(last.number(1023));
    return a.times(power(first)).times(power(second)).times(power(third));
  }

  /** An exponent that brings n nearer to those of normal doubles. */
  private static Value step(Value n) {
    return n.gt(1023).choose(n.number(1023), n.lt(-1022).choose(n.number(53 - 1022), n.number(0)));
  }

  /** Two to the power of a normal double's exponent. */
  private static Value power(Value n) {
    return n.plus(1023).to64().shl(52).ofBits();
  }
}
