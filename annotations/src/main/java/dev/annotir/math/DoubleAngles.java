package dev.annotir.math;

/**
 * Reduces angles of doubles to an eighth of a circle, and computes sine, cosine and tangent there.
 * A reduced angle is the sum of two doubles, the second of which is at most half an ulp of the
 * first.
 */
final class DoubleAngles {
  /** Half of pi in parts of 33 bits, and the rest. */
  private static final double PART_1 = 0x1.921fb544p0;

  private static final double PART_2 = 0x1.0b4611a6p-34;
  private static final double PART_3 = 0x1.3198a2ep-69;
  private static final double PART_4 = 0x1.b839a252049c1p-104;

  private static final double HALF_PI = 0x1.921fb54442d18p0;
  private static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;

  /** Added to a double, leaves the nearest integer in the low bits. */
  private static final double SHIFT = 0x1.8p52;

  /** The 64 bits before the point of 2/pi, and those after it. */
  private static final long[] TWO_OVER_PI = {
    0L, 0xa2f9836e4e441529L, 0xfc2757d1f534ddc0L, 0xdb6295993c439041L,
    0xfe5163abdebbc561L, 0xb7246e3a424dd2e0L, 0x06492eea09d1921cL, 0xfe1deb1cb129a73eL,
    0xe88235f52ebb4484L, 0xe99c7026b45f7e41L, 0x3991d639835339f4L, 0x9c845f8bbdf9283bL,
    0x1ff897ffde05980fL, 0xef2f118b5a0a6d1fL, 0x6d367ecf27cb09b7L, 0x4f463f669e5fea2dL,
    0x7527bac7ebe5f17bL, 0x3d0739f78a5292eaL, 0x6bfb5fb11f8d5d08L, 0x56033046fc7b6babL
  };

  private DoubleAngles() {}

  /**
   * Puts {@code x} less a multiple of pi/2 into {@code angle}: between -pi/4 and pi/4, and NaN if
   * {@code x} is infinite or NaN.
   *
   * @param x not negative
   * @return the multiple, modulo 4
   */
  static int reduce(double x, double[] angle) {
    return x < 0x1p19 ? reduceSmall(x, angle) : reduceLarge(x, angle);
  }

  /** Subtracts pi/2 part by part; a part times the multiple is exact. */
  private static int reduceSmall(double x, double[] angle) {
    double t = x * 0x1.45f306dc9c883p-1 + SHIFT;
    double k = t - SHIFT;
    double a = x - k * PART_1;
    double b = k * PART_2;
    double ab = a - b;
    double abLow = difference(a, b, ab);
    double c = k * PART_3;
    double abc = ab - c;
    double low = difference(ab, c, abc) + (abLow - k * PART_4);
    angle[0] = abc + low;
    angle[1] = low - (angle[0] - abc);
    return (int) Double.doubleToRawLongBits(t);
  }

  /** What rounding took from {@code a - b}. */
  private static double difference(double a, double b, double rounded) {
    double minus = a - rounded;
    double plus = rounded + minus;
    return (a - plus) - (b - minus);
  }

  /**
   * Multiplies the mantissa with those 192 bits of 2/pi whose products are less than 4 and not too
   * small to count.
   */
  private static int reduceLarge(double x, double[] angle) {
    long bits = Double.doubleToRawLongBits(x);
    int position = (int) (bits >>> 52) - 1013;
    long m = (bits & 0xfffffffffffffL) | 0x10000000000000L;
    int word = Math.max(0, Math.min(position >> 6, 16));
    int left = position & 63;
    int right = 63 - left;
    long b = TWO_OVER_PI[word + 1];
    long c = TWO_OVER_PI[word + 2];
    long d = TWO_OVER_PI[word + 3];
    long first = (TWO_OVER_PI[word] << left) | (b >>> 1 >>> right);
    long second = (b << left) | (c >>> 1 >>> right);
    long third = (c << left) | (d >>> 1 >>> right);
    // Quarters of a circle modulo 4, in units of 2^-126.
    long middle = m * second;
    long low = middle + high(m, third);
    long carry = low + Long.MIN_VALUE < middle + Long.MIN_VALUE ? 1L : 0L;
    long high = m * first + high(m, second) + carry;
    int quarter = (int) ((high + (1L << 61)) >>> 62);
    // Without the quarters, in units of 2^-128, with a sign.
    long f = (high << 2) | (low >>> 62);
    long g = low << 2;
    long sign = f < 0L ? -1L : 0L;
    f ^= sign;
    g ^= sign;
    double f1 = (double) (f >>> 32) * 0x1p-32;
    double f2 = (double) (f & 0xffffffffL) * 0x1p-64;
    double g1 = (double) (g >>> 32) * 0x1p-96;
    double g2 = (double) (g & 0xffffffffL) * 0x1p-128;
    double sum = f1 + f2;
    double rest = (f2 - (sum - f1)) + (g1 + g2);
    double turn = sum + rest;
    double turnLow = rest - (turn - sum);
    double r = turn * HALF_PI;
    double rLow = Products.error(turn, HALF_PI, r) + turn * HALF_PI_LOW + turnLow * HALF_PI;
    double signed = f >= 0L && sign == 0L ? 1.0 : -1.0;
    signed = x < Double.POSITIVE_INFINITY ? signed : Double.NaN;
    angle[0] = signed * (r + rLow);
    angle[1] = signed * (rLow - ((r + rLow) - r));
    return quarter;
  }

  /** The upper half of the product of unsigned {@code a} below 2<sup>53</sup> and {@code b}. */
  private static long high(long a, long b) {
    long a1 = a >>> 32;
    long a0 = a & 0xffffffffL;
    long b1 = b >>> 32;
    long b0 = b & 0xffffffffL;
    long middle = a1 * b0 + ((a0 * b0) >>> 32);
    long other = a0 * b1 + (middle & 0xffffffffL);
    return a1 * b1 + (middle >>> 32) + (other >>> 32);
  }

  static double sine(double[] angle) {
    double r = angle[0];
    return r + sineRest(r, angle[1]);
  }

  /** The sine of {@code r + low}, less {@code r}. */
  private static double sineRest(double r, double low) {
    double u = r * r;
    double u2 = u * u;
    double even =
        -0x1.5555555555548p-3 + u2 * (-0x1.a01a019bf2523p-13 - u2 * 0x1.ae5e549c41e69p-26);
    double odd = 0x1.111111110f75ep-7 + u2 * (0x1.71de355f3628ap-19 + u2 * 0x1.5d8e4234894f3p-33);
    double p = even + u * odd;
    return u * r * p + low * (1.0 - 0.5 * u);
  }

  static double cosine(double[] angle) {
    double u = angle[0] * angle[0];
    double sum = 1.0 - 0.5 * u;
    return sum + (((1.0 - sum) - 0.5 * u) + cosineRest(angle[0], angle[1]));
  }

  /** The cosine of {@code r + low}, less {@code 1 - r * r / 2}. */
  private static double cosineRest(double r, double low) {
    double u = r * r;
    double u2 = u * u;
    double even = 0x1.555555555554bp-5 + u2 * (0x1.a01a019c8f66bp-16 + u2 * 0x1.1ee9dbec6fcdfp-29);
    double odd =
        -0x1.6c16c16c15017p-10 + u2 * (-0x1.27e4f7f1c1052p-22 - u2 * 0x1.8fa69170e0a85p-37);
    double p = even + u * odd;
    return u2 * p - r * low;
  }

  /** The tangent of the angle, or of the angle and pi/2. */
  static double tangent(double[] angle, boolean turned) {
    double r = angle[0];
    double sineRest = sineRest(r, angle[1]);
    double sine = r + sineRest;
    double sineLow = sineRest - (sine - r);
    double u = r * r;
    double sum = 1.0 - 0.5 * u;
    double rest = ((1.0 - sum) - 0.5 * u) - 0.5 * Products.error(r, r, u) + cosineRest(r, angle[1]);
    double cosine = sum + rest;
    double cosineLow = rest - (cosine - sum);
    double over = turned ? -cosine : sine;
    double overLow = turned ? -cosineLow : sineLow;
    double under = turned ? sine : cosine;
    double underLow = turned ? sineLow : cosineLow;
    return Products.quotient(over, overLow, under, underLow);
  }
}
