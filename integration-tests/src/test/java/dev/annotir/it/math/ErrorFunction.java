package dev.annotir.it.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The error function by its power series in decimal arithmetic of 60 digits. */
final class ErrorFunction {
  private static final MathContext DIGITS = new MathContext(60, RoundingMode.HALF_EVEN);
  private static final BigDecimal TWO_OVER_ROOT_PI =
      new BigDecimal("1.12837916709551257389615890312154517168810125865799771368817144");

  private ErrorFunction() {}

  /** The double nearest to the error function of {@code x}, but for errors in the 20th digit. */
  static double of(double x) {
    if (!(Math.abs(x) < 7)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    } else if (Math.abs(x) < 1e-30) {
      return TWO_OVER_ROOT_PI.multiply(new BigDecimal(x)).doubleValue() * (x == 0 ? x : 1);
    }
    BigDecimal exact = new BigDecimal(x);
    BigDecimal square = exact.multiply(exact, DIGITS);
    BigDecimal power = exact;
    BigDecimal sum = exact;
    for (int n = 1; power.abs().compareTo(sum.abs().scaleByPowerOfTen(-25)) > 0; n++) {
      power = power.multiply(square, DIGITS).divide(BigDecimal.valueOf(-n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(2L * n + 1), DIGITS), DIGITS);
    }
    return sum.multiply(TWO_OVER_ROOT_PI, DIGITS).doubleValue();
  }
}
