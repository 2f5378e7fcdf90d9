package dev.annotir.processor.frontend;

import static dev.annotir.processor.frontend.CheckFunctions.checkInt;
import static dev.annotir.processor.frontend.CheckFunctions.checkOverflow;

import dev.annotir.processor.frontend.LibraryFunctions.Owner;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import java.util.List;

/** The methods of Math and StrictMath that are exactly specified. */
final class MathFunctions {
  private static final List<Owner> MATH = LibraryFunctions.owners("Math -", "StrictMath -");
  private static final List<Owner> INTS =
      LibraryFunctions.owners("Math int", "Math long", "StrictMath int", "StrictMath long");
  private static final List<Owner> FLOATS =
      LibraryFunctions.owners("Math float", "Math double", "StrictMath float", "StrictMath double");

  /** JDK's constants, with which it multiplies. */
  private static final double DEGREES_TO_RADIANS = 0.017453292519943295;

  private static final double RADIANS_TO_DEGREES = 57.29577951308232;

  private MathFunctions() {}

  static void addTo(LibraryFunctions table) {
    addOfNumbers(table);
    addOfIntegers(table);
    addOverflowing(table);
    addOfFloats(table);
  }

  private static void addOfNumbers(LibraryFunctions t) {
    for (List<Owner> owners : List.of(INTS, FLOATS)) {
      t.add(owners, "abs(T)", a -> a.call(Intrinsic.ABS));
      t.add(owners, "min(T, T)", (a, b) -> a.min(b));
      t.add(owners, "max(T, T)", (a, b) -> a.max(b));
    }
    t.add(MATH, "clamp(long, int, int)", MathFunctions::clamp);
    t.add(MATH, "clamp(long, long, long)", MathFunctions::clamp);
    t.add(FLOATS, "clamp(T, T, T)", MathFunctions::clamp);
  }

  private static void addOfIntegers(LibraryFunctions t) {
    t.add(INTS, "floorDiv(T, T)", (a, b) -> a.divide(BinaryOp.FLOORDIV, b));
    t.add(INTS, "floorMod(T, T)", (a, b) -> a.divide(BinaryOp.FLOORMOD, b));
    t.add(MATH, "floorDiv(long, int)", (a, b) -> a.divide(BinaryOp.FLOORDIV, b.to64()));
    t.add(MATH, "floorMod(long, int)", (a, b) -> a.divide(BinaryOp.FLOORMOD, b.to64()));
    t.add(INTS, "ceilDiv(T, T)", MathFunctions::ceilDiv);
    t.add(INTS, "ceilMod(T, T)", MathFunctions::ceilMod);
    t.add(MATH, "ceilDiv(long, int)", (a, b) -> ceilDiv(a, b.to64()));
    t.add(MATH, "ceilMod(long, int)", (a, b) -> ceilMod(a, b.to64()));
    t.add(MATH, "multiplyFull(int, int)", (a, b) -> a.to64().times(b.to64()));
    t.add(MATH, "multiplyHigh(long, long)", (a, b) -> a.call(Intrinsic.MULTIPLY_HIGH, b));
    t.add(MATH, "unsignedMultiplyHigh(long, long)", MathFunctions::unsignedMultiplyHigh);
  }

  private static void addOverflowing(LibraryFunctions t) {
    t.add(MATH, "addExact(int, int)", (a, b) -> checkInt(a.to64().plus(b.to64())));
    t.add(MATH, "addExact(long, long)", MathFunctions::addExact);
    t.add(MATH, "subtractExact(int, int)", (a, b) -> checkInt(a.to64().minus(b.to64())));
    t.add(MATH, "subtractExact(long, long)", MathFunctions::subtractExact);
    t.add(MATH, "multiplyExact(int, int)", (a, b) -> checkInt(a.to64().times(b.to64())));
    t.add(MATH, "multiplyExact(long, int)", (a, b) -> multiplyExact(a, b.to64()));
    t.add(MATH, "multiplyExact(long, long)", MathFunctions::multiplyExact);
    t.add(INTS, "incrementExact(T)", a -> below(a).plus(1));
    t.add(INTS, "decrementExact(T)", a -> above(a).plus(-1));
    t.add(INTS, "negateExact(T)", a -> above(a).negated());
    t.add(INTS, "absExact(T)", a -> above(a).call(Intrinsic.ABS));
    t.add(MATH, "toIntExact(long)", a -> checkInt(a));
    t.add(INTS, "divideExact(T, T)", (a, b) -> divideExact(BinaryOp.TRUNCDIV, a, b));
    t.add(INTS, "floorDivExact(T, T)", (a, b) -> divideExact(BinaryOp.FLOORDIV, a, b));
    t.add(INTS, "ceilDivExact(T, T)", MathFunctions::ceilDivExact);
  }

  private static void addOfFloats(LibraryFunctions t) {
    t.add(MATH, "sqrt(double)", a -> a.call(Intrinsic.SQRT));
    t.add(MATH, "floor(double)", a -> a.call(Intrinsic.FLOOR));
    t.add(MATH, "ceil(double)", a -> a.call(Intrinsic.CEIL));
    t.add(MATH, "rint(double)", a -> a.call(Intrinsic.RINT));
    t.add(FLOATS, "fma(T, T, T)", (a, b, c) -> a.call(Intrinsic.FMA, b, c));
    t.add(FLOATS, "round(T)", RoundingFunctions::round);
    t.add(MATH, "IEEEremainder(double, double)", RoundingFunctions::remainder);
    t.add(FLOATS, "signum(T)", RoundingFunctions::signum);
    t.add(
        LibraryFunctions.owners("Math float", "Math double"),
        "copySign(T, T)",
        RoundingFunctions::copySign);
    t.add(
        LibraryFunctions.owners("StrictMath float", "StrictMath double"),
        "copySign(T, T)",
        RoundingFunctions::strictCopySign);
    t.add(FLOATS, "getExponent(T)", RoundingFunctions::exponent);
    t.add(FLOATS, "ulp(T)", RoundingFunctions::ulp);
    t.add(FLOATS, "nextUp(T)", RoundingFunctions::nextUp);
    t.add(FLOATS, "nextDown(T)", RoundingFunctions::nextDown);
    t.add(FLOATS, "nextAfter(T, double)", RoundingFunctions::nextAfter);
    t.add(MATH, "scalb(float, int)", RoundingFunctions::scaleFloat);
    t.add(MATH, "scalb(double, int)", RoundingFunctions::scale);
    t.add(MATH, "toRadians(double)", a -> a.times(DEGREES_TO_RADIANS));
    t.add(MATH, "toDegrees(double)", a -> a.times(RADIANS_TO_DEGREES));
  }

  private static Value clamp(Value a, Value min, Value max) {
    Value low = min.shared("min");
    Value high = max.shared("max");
    Value ordered =
        low.dtype().isFloat()
            ? low.eq(low).and(high.eq(high)).and(FloatFunctions.compare(low, high).le(low.int32(0)))
            : low.le(high);
    low.check(
        ordered,
        CheckFunctions.MIN_ABOVE_MAX,
        "java.lang.IllegalArgumentException",
        low.dtype().isFloat() ? "min > max, or one of them is NaN" : "min > max");
    return a.max(low.to(a.dtype())).min(high.to(a.dtype()));
  }

  private static Value unsignedMultiplyHigh(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.shared("b");
    return a.call(Intrinsic.MULTIPLY_HIGH, b).plus(a.shr(63).and(b)).plus(b.shr(63).and(a));
  }

  /** The quotient rounded up: one more than truncated where that leaves something positive. */
  private static Value ceilDiv(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.nonzero();
    return a.quotient(b).plus(roundsUp(a, b).to(a.dtype()));
  }

  private static Value ceilMod(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.nonzero();
    return roundsUp(a, b).choose(a.rest(b).minus(b), a.rest(b));
  }

  private static Value roundsUp(Value a, Value b) {
    return a.rest(b).ne(0).and(a.xor(b).ge(0));
  }

  private static Value addExact(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.shared("b");
    Value fits = b.ge(0).choose(a.le(b.most().minus(b)), a.ge(b.least().minus(b)));
    return checkOverflow(a.plus(b), fits);
  }

  private static Value subtractExact(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.shared("b");
    Value fits = b.ge(0).choose(a.ge(b.least().plus(b)), a.le(b.most().plus(b)));
    return checkOverflow(a.minus(b), fits);
  }

  private static Value multiplyExact(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.shared("b");
    return checkOverflow(a.times(b), a.call(Intrinsic.PRODUCT_FITS, b));
  }

  /** A value that must be less than the greatest. */
  private static Value below(Value x) {
    Value a = x.shared();
    return checkOverflow(a, a.lt(a.most()));
  }

  /** A value that must be greater than the least. */
  private static Value above(Value x) {
    Value a = x.shared();
    return checkOverflow(a, a.gt(a.least()));
  }

  private static Value divideExact(BinaryOp op, Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.nonzero();
    return checkDivision(a.divide(op, b), a, b);
  }

  private static Value ceilDivExact(Value x, Value y) {
    Value a = x.shared("a");
    Value b = y.nonzero();
    return checkDivision(ceilDiv(a, b), a, b);
  }

  private static Value checkDivision(Value quotient, Value a, Value b) {
    return checkOverflow(quotient, a.gt(a.least()).or(b.ne(-1)));
  }
}
