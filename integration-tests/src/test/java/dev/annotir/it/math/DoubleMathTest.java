package dev.annotir.it.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.math.DoubleMath;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * DoubleMath against StrictMath, which is at most an ulp off itself, on special and random values.
 */
class DoubleMathTest {
  @SuppressWarnings("ImmutableEnumChecker") // The functions are method references.
  private enum Unary {
    EXP(DoubleMath::exp, StrictMath::exp),
    LOG(DoubleMath::log, StrictMath::log),
    SIN(DoubleMath::sin, StrictMath::sin),
    COS(DoubleMath::cos, StrictMath::cos),
    TAN(DoubleMath::tan, StrictMath::tan),
    SINH(DoubleMath::sinh, StrictMath::sinh),
    COSH(DoubleMath::cosh, StrictMath::cosh),
    TANH(DoubleMath::tanh, StrictMath::tanh),
    ATAN(DoubleMath::atan, StrictMath::atan),
    CBRT(DoubleMath::cbrt, StrictMath::cbrt),
    EXPM1(DoubleMath::expm1, StrictMath::expm1),
    LOG1P(DoubleMath::log1p, StrictMath::log1p),
    LOG10(DoubleMath::log10, StrictMath::log10),
    ASIN(DoubleMath::asin, StrictMath::asin),
    ACOS(DoubleMath::acos, StrictMath::acos);

    private final DoubleUnaryOperator function;
    private final DoubleUnaryOperator reference;

    Unary(DoubleUnaryOperator function, DoubleUnaryOperator reference) {
      this.function = function;
      this.reference = reference;
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // The functions are method references.
  private enum Binary {
    POW(DoubleMath::pow, StrictMath::pow),
    ATAN2(DoubleMath::atan2, StrictMath::atan2),
    HYPOT(DoubleMath::hypot, StrictMath::hypot);

    private final DoubleBinaryOperator function;
    private final DoubleBinaryOperator reference;

    Binary(DoubleBinaryOperator function, DoubleBinaryOperator reference) {
      this.function = function;
      this.reference = reference;
    }
  }

  /** Zeros, limits, halves, integers, what overflows and underflows, near multiples of pi. */
  private static final double[] SPECIAL = {
    0,
    Double.MIN_VALUE,
    0x1p-1023,
    Double.MIN_NORMAL,
    0x1p-600,
    0x1p-54,
    0x1p-27,
    0.25,
    0.4142135,
    0.5,
    0.7071067811865475,
    0.7853981633974483,
    0.9999999999999999,
    1,
    1.0000000000000002,
    1.5,
    1.5707963267948966,
    2,
    2.5,
    3,
    3.141592653589793,
    5,
    6,
    7,
    9,
    20,
    22,
    64,
    100,
    355,
    512,
    708.4,
    709.782712893384,
    709.7827128933841,
    710.4758600739439,
    710.475860073944,
    745.1332191019411,
    745.1332191019412,
    746,
    1023,
    1024,
    1074,
    1075,
    0x1p19,
    0x1.1p20,
    0x1p52 + 1,
    0x1p53 + 2,
    0x1p65,
    0x1.6ac5b262ca1ffp849,
    1e300,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NaN
  };

  private final Random random = new Random(3);

  private static void check(String what, double y, double expected) {
    if (Double.compare(y, expected) != 0) {
      double ulps =
          Math.abs(y - expected) / Math.ulp(Math.min(Math.abs(expected), Double.MAX_VALUE));
      assertThat(ulps).as("%s = %s, not %s", what, y, expected).isLessThanOrEqualTo(2);
      assertThat(Math.copySign(1, y)).as(what).isEqualTo(Math.copySign(1, expected));
    }
  }

  private static void check(Unary f, double x) {
    check(f + "(" + x + ")", f.function.applyAsDouble(x), f.reference.applyAsDouble(x));
  }

  private static void check(Binary f, double x, double y) {
    double expected = f.reference.applyAsDouble(x, y);
    check(f + "(" + x + ", " + y + ")", f.function.applyAsDouble(x, y), expected);
  }

  private double any() {
    return Double.longBitsToDouble(random.nextLong());
  }

  @ParameterizedTest
  @EnumSource
  void specialValues(Unary f) {
    for (double x : SPECIAL) {
      check(f, x);
      check(f, -x);
      check(f, 1 + x * 0x1p-50);
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomValues(Unary f) {
    for (int i = 0; i < 50_000; i++) {
      check(f, any());
      check(f, random.nextGaussian() * 3);
      check(f, random.nextGaussian() * 300);
      check(f, random.nextInt(1_000_000) * (Math.PI / 2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pairsOfSpecialValues(Binary f) {
    for (double x : SPECIAL) {
      for (double y : SPECIAL) {
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
    for (int i = 0; i < 50_000; i++) {
      check(f, any(), any());
      double x = any();
      check(f, x, x * random.nextDouble());
      check(f, Math.abs(x), random.nextGaussian() * 700 / Math.log(Math.abs(x)));
      check(f, 1 + random.nextGaussian() * 1e-9, random.nextGaussian() * 1e11);
    }
  }

  @Test
  void log2() {
    for (int k = -1074; k < 1024; k++) {
      assertThat(DoubleMath.log2(Math.scalb(1.0, k))).isEqualTo(k);
    }
    for (int i = 0; i < 50_000; i++) {
      double x = 1.5 + random.nextInt(40) + random.nextDouble();
      check("log2(" + x + ")", DoubleMath.log2(x), StrictMath.log(x) / StrictMath.log(2));
      double near = 1 + random.nextGaussian() * 1e-6;
      check("log2(" + near + ")", DoubleMath.log2(near), StrictMath.log(near) / StrictMath.log(2));
    }
    assertThat(DoubleMath.log2(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(DoubleMath.log2(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(DoubleMath.log2(-1)).isNaN();
    assertThat(DoubleMath.log2(Double.POSITIVE_INFINITY)).isInfinite();
  }

  @Test
  void erf() {
    for (double x : SPECIAL) {
      check("erf(" + x + ")", DoubleMath.erf(x), ErrorFunction.of(x));
      check("erf(-" + x + ")", DoubleMath.erf(-x), ErrorFunction.of(-x));
    }
    for (int i = 0; i < 5_000; i++) {
      double x = random.nextGaussian() * 2;
      check("erf(" + x + ")", DoubleMath.erf(x), ErrorFunction.of(x));
    }
  }

  @Test
  void sigmoid() {
    for (int i = 0; i < 50_000; i++) {
      double x = random.nextGaussian() * (i % 2 == 0 ? 3 : 300);
      double e = StrictMath.exp(-Math.abs(x));
      check("sigmoid(" + x + ")", DoubleMath.sigmoid(x), (x < 0 ? e : 1) / (1 + e));
    }
    assertThat(DoubleMath.sigmoid(-745)).isEqualTo(Double.MIN_VALUE);
    assertThat(DoubleMath.sigmoid(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(DoubleMath.sigmoid(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(DoubleMath.sigmoid(Double.NaN)).isNaN();
  }
}
