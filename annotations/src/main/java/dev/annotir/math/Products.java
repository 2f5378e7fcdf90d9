package dev.annotir.math;

/** What rounding takes from products and quotients. */
final class Products {
  private Products() {}

  /**
   * The product {@code a * b} less {@code product}, which is that product rounded; to
   * 2<sup>-100</sup> of it, unless something underflows.
   */
  static double error(double a, double b, double product) {
    double aHigh = Double.longBitsToDouble(Double.doubleToRawLongBits(a) & 0xfffffffff8000000L);
    double bHigh = Double.longBitsToDouble(Double.doubleToRawLongBits(b) & 0xfffffffff8000000L);
    double aLow = a - aHigh;
    double bLow = b - bHigh;
    return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
  }

  /** The sum {@code over + overLow} divided by {@code under + underLow}. */
  static double quotient(double over, double overLow, double under, double underLow) {
    double quotient = over / under;
    return quotient + rest(over, overLow, under, underLow, quotient);
  }

  /**
   * The quotient of the sums {@code over + overLow} and {@code under + underLow}, less one near it.
   */
  static double rest(double over, double overLow, double under, double underLow, double quotient) {
    double product = quotient * under;
    double rest = (over - product) - error(quotient, under, product);
    return ((rest + overLow) - quotient * underLow) / under;
  }
}
