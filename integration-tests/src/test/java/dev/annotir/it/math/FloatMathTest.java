package dev.annotir.it.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.math.FloatMath;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FloatMath against doubles, on special values and on samples of all floats. */
class FloatMathTest {
  private interface FloatFunction {
    float apply(float x);
  }

  private interface FloatFunction2 {
    float apply(float x, float y);
  }

  @SuppressWarnings("ImmutableEnumChecker") // The functions are method references.
  private enum Unary {
    EXP(FloatMath::exp, Math::exp, 0.78),
    LOG(FloatMath::log, Math::log, 0.88),
    LOG2(FloatMath::log2, Unary::log2, 0.51),
    SIN(FloatMath::sin, Math::sin, 0.51),
    COS(FloatMath::cos, Math::cos, 0.51),
    TAN(FloatMath::tan, Math::tan, 0.51),
    SINH(FloatMath::sinh, Math::sinh, 0.51),
    COSH(FloatMath::cosh, Math::cosh, 0.51),
    TANH(FloatMath::tanh, Math::tanh, 0.51),
    ATAN(FloatMath::atan, Math::atan, 0.51),
    CBRT(FloatMath::cbrt, Math::cbrt, 0.51),
    ERF(FloatMath::erf, ErrorFunction::of, 0.51),
    SIGMOID(FloatMath::sigmoid, x -> 1 / (1 + Math.exp(-x)), 0.51);

    private final FloatFunction function;
    private final DoubleUnaryOperator reference;
    private final double ulps;

    Unary(FloatFunction function, DoubleUnaryOperator reference, double ulps) {
      this.function = function;
      this.reference = reference;
      this.ulps = ulps;
    }

    private static double log2(double x) {
      int exponent = x > 0 && x < Double.POSITIVE_INFINITY ? Math.getExponent(x) : 0;
      return exponent == -1
          ? Math.log(x) / Math.log(2)
          : exponent + Math.log(Math.scalb(x, -exponent)) / Math.log(2);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // The functions are method references.
  private enum Binary {
    POW(FloatMath::pow, Math::pow),
    ATAN2(FloatMath::atan2, Math::atan2);

    private final FloatFunction2 function;
    private final DoubleBinaryOperator reference;

    Binary(FloatFunction2 function, DoubleBinaryOperator reference) {
      this.function = function;
      this.reference = reference;
    }
  }

  /** Zeros, ones, limits, halves, integers, what overflows and underflows, near multiples of pi. */
  private static final float[] SPECIAL = {
    0f,
    Float.MIN_VALUE,
    0x1p-127f,
    Float.MIN_NORMAL,
    0x1p-64f,
    0x1p-25f,
    0x1p-12f,
    0.25f,
    0.33333334f,
    0.41421357f,
    0.5f,
    0.70710677f,
    0.7853982f,
    0.99999994f,
    1f,
    1.0000001f,
    1.5f,
    1.5707964f,
    2f,
    2.5f,
    3f,
    3.1415927f,
    4f,
    5f,
    7f,
    8f,
    9f,
    9.010914f,
    16f,
    17.5f,
    22f,
    27f,
    64f,
    87.33655f,
    88.72283f,
    88.72284f,
    89.415985f,
    89.41599f,
    100f,
    103.97207f,
    103.97208f,
    104f,
    126f,
    127f,
    128f,
    149f,
    150f,
    151f,
    355f,
    1024f,
    8388607.5f,
    8388609f,
    16777215f,
    16777216f,
    16777218f,
    0x1.f8bd88p+86f,
    1e30f,
    Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NaN
  };

  private static double distance(float y, double exact) {
    double ulp = Math.ulp((float) Math.min(Math.abs(exact), Float.MAX_VALUE));
    return Math.abs(y - exact) / ulp;
  }

  private static void check(String what, float y, double exact, double ulps) {
    float rounded = (float) exact;
    if (Float.compare(y, rounded) != 0) {
      assertThat(distance(y, exact)).as("%s = %s, not %s", what, y, exact).isLessThan(ulps);
      assertThat(Math.copySign(1, y)).as(what).isEqualTo(Math.copySign(1, rounded));
    }
  }

  private static void check(Unary f, float x) {
    check(f + "(" + x + ")", f.function.apply(x), f.reference.applyAsDouble(x), f.ulps);
  }

  private static void check(Binary f, float x, float y) {
    double exact = f.reference.applyAsDouble(x, y);
    check(f + "(" + x + ", " + y + ")", f.function.apply(x, y), exact, 0.51);
  }

  @ParameterizedTest
  @EnumSource
  void specialValues(Unary f) {
    for (float x : SPECIAL) {
      check(f, x);
      check(f, -x);
      check(f, 1 + x * 0x1p-20f);
    }
  }

  @ParameterizedTest
  @EnumSource
  void samplesOfAllFloats(Unary f) {
    for (long bits = 0; bits < 1L << 32; bits += 25_013) {
      check(f, Float.intBitsToFloat((int) bits));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pairsOfSpecialValues(Binary f) {
    for (float x : SPECIAL) {
      for (float y : SPECIAL) {
        check(f, x, y);
        check(f, -x, y);
        check(f, x, -y);
        check(f, -x, -y);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomPairs(Binary f) {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      check(f, Float.intBitsToFloat(random.nextInt()), Float.intBitsToFloat(random.nextInt()));
      float x = Math.scalb(random.nextFloat(), random.nextInt(20) - 10);
      check(f, x, (random.nextFloat() - 0.5f) * 64);
    }
  }
}
