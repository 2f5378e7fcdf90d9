package dev.annotir.math;

import dev.annotir.Helper;

/**
 * Computes elementary functions of doubles, with the same bits on every JVM and in the C that
 * annotir makes of them.
 *
 * <p>Special cases are those of the methods of {@link Math} with these names.
 *
 * <p>Errors are in ulps of the exact result, as seen in the stated numbers of arguments; {@code
 * integration-tests/math/measure.sh} measures them again.
 */
@Helper
public final class DoubleMath {
  /** Added to a double, leaves the nearest integer in the low bits. */
  private static final double SHIFT = 0x1.8p52;

  private static final double LOG2_E = 0x1.71547652b82fep0;

  /** The natural logarithm of 2: 42 bits and the rest. */
  private static final double LN2_HIGH = 0x1.62e42fefa38p-1;

  private static final double LN2_LOW = 0x1.ef35793c7673p-45;

  /** The same, rounded, and the rest. */
  private static final double LN2 = 0x1.62e42fefa39efp-1;

  private static final double LN2_REST = 0x1.abc9e3b39803fp-56;

  /** The logarithm of 2 to the base 10, rounded, and the rest. */
  private static final double LOG10_2 = 0x1.34413509f79ffp-2;

  private static final double LOG10_2_REST = -0x1.9dc1da994fd21p-59;

  /** A quarter of pi: 50 bits and the rest. */
  private static final double QUARTER_PI_HIGH = 0x1.921fb54442d18p-1;

  private static final double QUARTER_PI_LOW = 0x1.1a62633145c07p-55;

  private DoubleMath() {}

  /** e to the power of {@code x}. At most 0.78 ulps off in 10<sup>8</sup> arguments. */
  public static double exp(double x) {
    double[] parts = new double[2];
    double atMost = x > 710.0 ? 710.0 : x;
    int n = expParts(atMost < -746.0 ? -746.0 : atMost, parts);
    return scale(parts[0], n);
  }

  /** The natural logarithm of {@code x}. At most 0.88 ulps off in 10<sup>8</sup> arguments. */
  public static double log(double x) {
    boolean tiny = x < 0x1p-1022;
    long bits = Double.doubleToRawLongBits(tiny ? x * 0x1p54 : x);
    long scaled = bits + 0x00095f619980c433L;
    double f =
        Double.longBitsToDouble(bits - (scaled & 0x7ff0000000000000L) + 0x3ff0000000000000L) - 1.0;
    double k = (double) ((int) (scaled >>> 52) - (tiny ? 1077 : 1023));
    double s = f / (2.0 + f);
    double u = s * s;
    double u2 = u * u;
    double even =
        0x1.5555555555592p-1
            + u2 * (0x1.24924941dcbbcp-2 + u2 * (0x1.74663c09130f1p-3 + u2 * 0x1.2f02d85fb612bp-3));
    double odd = 0x1.999999997ff54p-2 + u2 * (0x1.c71c52188318fp-3 + u2 * 0x1.39a1ffbe63c41p-3);
    double p = even + u * odd;
    double half = 0.5 * f * f;
    double rest = s * (half + u * p) + k * LN2_LOW;
    double y = k * LN2_HIGH - ((half - rest) - f);
    double finite = x < Double.POSITIVE_INFINITY ? y : x;
    double real = x < 0.0 ? Double.NaN : finite;
    return x == 0.0 ? Double.NEGATIVE_INFINITY : real;
  }

  /** e to the power of {@code x}, less 1. At most 1.25 ulps off in 10<sup>8</sup> arguments. */
  public static double expm1(double x) {
    double[] parts = new double[2];
    double atMost = x > 710.0 ? 710.0 : x;
    double least = atMost < -60.0 ? -60.0 : atMost;
    int n = expParts(least, parts);
    double one = scale(1.0, -n);
    double difference = parts[0] - one;
    double lost = n < 0 ? parts[0] - (difference + one) : (parts[0] - difference) - one;
    double large = scale(difference + (lost + parts[1]), n);
    double small = x + x * x * expRest(n == 0 ? x : 0.0);
    return withSign(n == 0 ? small : large, x);
  }

  /** The natural logarithm of 1 + {@code x}. At most 0.51 ulps off in 10<sup>8</sup> arguments. */
  public static double log1p(double x) {
    double[] parts = new double[2];
    double sum = 1.0 + x;
    double lost = x > 1.0 ? 1.0 - (sum - x) : x - (sum - 1.0);
    log2Parts(sum, lost / sum, parts);
    double y = parts[0] * LN2;
    y += Products.error(parts[0], LN2, y) + parts[0] * LN2_REST + parts[1] * LN2;
    double finite = x < Double.POSITIVE_INFINITY ? y : x;
    double real = x < -1.0 ? Double.NaN : finite;
    real = Math.abs(x) < 0x1p-54 ? x : real;
    return x == -1.0 ? Double.NEGATIVE_INFINITY : real;
  }

  /**
   * The logarithm of {@code x} to the base 10; exact for powers of 10. At most 0.51 ulps off in
   * 10<sup>8</sup> arguments.
   */
  public static double log10(double x) {
    double[] parts = new double[2];
    log2Parts(x, 0.0, parts);
    double y = parts[0] * LOG10_2;
    y += Products.error(parts[0], LOG10_2, y) + parts[0] * LOG10_2_REST + parts[1] * LOG10_2;
    double finite = x < Double.POSITIVE_INFINITY ? y : x;
    double real = x < 0.0 ? Double.NaN : finite;
    return x == 0.0 ? Double.NEGATIVE_INFINITY : real;
  }

  /**
   * The logarithm of {@code x} to the base 2; exact for powers of 2. NaN for negative numbers,
   * negative infinity for zeros. At most 0.51 ulps off in 10<sup>8</sup> arguments.
   */
  public static double log2(double x) {
    double[] parts = new double[2];
    log2Parts(x, 0.0, parts);
    double finite = x < Double.POSITIVE_INFINITY ? parts[0] : x;
    double real = x < 0.0 ? Double.NaN : finite;
    return x == 0.0 ? Double.NEGATIVE_INFINITY : real;
  }

  /** {@code x} to the power of {@code y}. At most 1.66 ulps off in 10<sup>8</sup> pairs. */
  public static double pow(double x, double y) {
    double[] parts = new double[2];
    double a = Math.abs(x);
    log2Parts(a, 0.0, parts);
    double log = a == 0.0 ? Double.NEGATIVE_INFINITY : a < Double.POSITIVE_INFINITY ? parts[0] : a;
    // Beyond these the result is 0, 1 or infinity just the same.
    double atMost = y > 0x1p65 ? 0x1p65 : y;
    double factor = atMost < -0x1p65 ? -0x1p65 : atMost;
    double high = factor * log;
    double low = Products.error(factor, log, high) + factor * parts[1];
    double z = high > 1100.0 ? 1100.0 : high;
    z = z < -1100.0 ? -1100.0 : z;
    double t = z + SHIFT;
    double r = (z - (t - SHIFT)) + (z == high ? low : 0.0);
    double r2 = r * r;
    double even =
        0x1.62e42fefa39efp-1
            + r2
                * (0x1.c6b08d704a1acp-5
                    + r2
                        * (0x1.5d87fe7880471p-10
                            + r2
                                * (0x1.ffcbfd01645bbp-17
                                    + r2 * (0x1.b523dc6b70b4ep-24 + r2 * 0x1.eb5ad1651f10cp-32))));
    double odd =
        0x1.ebfbdff82c598p-3
            + r2
                * (0x1.3b2ab6fba1edbp-7
                    + r2
                        * (0x1.430913093d128p-13
                            + r2 * (0x1.62bfd4f394597p-20 + r2 * 0x1.e60570d753cbep-28)));
    double p = even + r * odd;
    int n = (int) Double.doubleToRawLongBits(t);
    double power = scale(1.0 + r * p, n);
    boolean whole = Math.rint(y) == y;
    boolean negates = whole && Math.rint(0.5 * y) != 0.5 * y;
    power = negates && Double.doubleToRawLongBits(x) < 0L ? -power : power;
    power = !whole && x < 0.0 && a < Double.POSITIVE_INFINITY ? Double.NaN : power;
    power = a == 1.0 && Math.abs(y) == Double.POSITIVE_INFINITY ? Double.NaN : power;
    return y == 0.0 ? 1.0 : power;
  }

  /** The sine of {@code x} radians. At most 0.83 ulps off in 10<sup>8</sup> arguments. */
  public static double sin(double x) {
    double[] angle = new double[2];
    int k = DoubleAngles.reduce(Math.abs(x), angle);
    double y = (k & 1) == 0 ? DoubleAngles.sine(angle) : DoubleAngles.cosine(angle);
    long sign = (Double.doubleToRawLongBits(x) & 0x8000000000000000L) ^ ((long) (k & 2) << 62);
    return Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ sign);
  }

  /** The cosine of {@code x} radians. At most 0.82 ulps off in 10<sup>8</sup> arguments. */
  public static double cos(double x) {
    double[] angle = new double[2];
    int k = DoubleAngles.reduce(Math.abs(x), angle);
    double y = (k & 1) == 0 ? DoubleAngles.cosine(angle) : DoubleAngles.sine(angle);
    return ((k + 1) & 2) == 0 ? y : -y;
  }

  /** The tangent of {@code x} radians. At most 0.96 ulps off in 10<sup>8</sup> arguments. */
  public static double tan(double x) {
    double[] angle = new double[2];
    int k = DoubleAngles.reduce(Math.abs(x), angle);
    double y = DoubleAngles.tangent(angle, (k & 1) != 0);
    long sign = Double.doubleToRawLongBits(x) & 0x8000000000000000L;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(y) ^ sign);
  }

  /** The hyperbolic sine of {@code x}. At most 0.83 ulps off in 10<sup>8</sup> arguments. */
  public static double sinh(double x) {
    double a = Math.abs(x);
    return withSign(a < 1.0 ? sinhBelow1(a) : sinhFrom1(a), x);
  }

  private static double sinhBelow1(double x) {
    double u = x * x;
    double u2 = u * u;
    double even =
        0x1.5555555555555p-3
            + u2
                * (0x1.a01a01a00db3ap-13
                    + u2 * (0x1.ae644b32db999p-26 + u2 * 0x1.aab9951a8ae55p-41));
    double odd =
        0x1.111111111117cp-7
            + u2
                * (0x1.71de3a60a9f7dp-19
                    + u2 * (0x1.612abe6b5d589p-33 + u2 * 0x1.40957933ae37ap-48));
    double p = even + u * odd;
    return x + x * u * p;
  }

  private static double sinhFrom1(double a) {
    double[] parts = new double[2];
    int n = expParts(a > 712.0 ? 712.0 : a, parts) - 1;
    double half = scale(parts[0], n);
    return half + (scale(parts[1], n) - 0.25 / half);
  }

  /** The hyperbolic cosine of {@code x}. At most 0.88 ulps off in 10<sup>8</sup> arguments. */
  public static double cosh(double x) {
    double[] parts = new double[2];
    double a = Math.abs(x);
    int n = expParts(a > 712.0 ? 712.0 : a, parts) - 1;
    double half = scale(parts[0], n);
    return half + (scale(parts[1], n) + 0.25 / half);
  }

  /** The hyperbolic tangent of {@code x}. At most 1.24 ulps off in 10<sup>8</sup> arguments. */
  public static double tanh(double x) {
    double a = Math.abs(x);
    return withSign(a < 1.0 ? tanhBelow1(a) : tanhFrom1(a), x);
  }

  private static double tanhFrom1(double a) {
    return 1.0 - 2.0 / (exp(a > 20.0 ? 40.0 : 2.0 * a) + 1.0);
  }

  private static double tanhBelow1(double x) {
    double u = x * x;
    double u2 = u * u;
    double even =
        -0x1.555555555554fp-2
            + u2
                * (-0x1.ba1ba1b9dd9c7p-5
                    + u2
                        * (-0x1.226e345914f35p-7
                            + u2
                                * (-0x1.7da1da8afa141p-10
                                    + u2
                                        * (-0x1.f4dea8f8bccb4p-13
                                            + u2
                                                * (-0x1.3f4c41b6dce72p-15
                                                    + u2
                                                        * (-0x1.3f43cf5d8ebd8p-18
                                                            - u2 * 0x1.f442e40996784p-23))))));
    double odd =
        0x1.1111111110b23p-3
            + u2
                * (0x1.664f4878775c3p-6
                    + u2
                        * (0x1.d6d3aedc90b9ep-9
                            + u2
                                * (0x1.354b4ba34fdfcp-11
                                    + u2
                                        * (0x1.939baa0db769dp-14
                                            + u2
                                                * (0x1.df2057cecabb3p-17
                                                    + u2
                                                        * (0x1.553301f2098a4p-20
                                                            + u2 * 0x1.6deadb467612p-26))))));
    double p = even + u * odd;
    return x + x * u * p;
  }

  /**
   * The arc tangent of {@code x}, between -pi/2 and pi/2. At most 0.84 ulps off in 10<sup>8</sup>
   * arguments.
   */
  public static double atan(double x) {
    return arc(x, 0.0, 1.0, 0.0);
  }

  /**
   * The angle of the point ({@code x}, {@code y}), between -pi and pi. At most 0.87 ulps off in
   * 10<sup>8</sup> pairs.
   */
  public static double atan2(double y, double x) {
    return arc(y, 0.0, x, 0.0);
  }

  /**
   * The angle of the point ({@code x}, {@code y}).
   *
   * @param yLow what the magnitude of {@code y} lacks
   * @param xLow what the magnitude of {@code x} lacks
   */
  private static double arc(double y, double yLow, double x, double xLow) {
    double up = Math.abs(y);
    double right = Math.abs(x);
    boolean steep = up > right;
    double small = steep ? right : up;
    double large = steep ? up : right;
    // Both infinite: as if both were 1; zero by zero: as if by 1.
    boolean infinite = large == Double.POSITIVE_INFINITY;
    small = infinite ? small == Double.POSITIVE_INFINITY ? 1.0 : small * 0.0 : small;
    large = infinite || large == 0.0 ? 1.0 : large;
    double unit = large > 0x1p900 ? 0x1p-100 : large < 0x1p-700 ? 0x1p300 : 1.0;
    small *= unit;
    large *= unit;
    double smallLow = unit * (steep ? xLow : yLow);
    double largeLow = unit * (steep ? yLow : xLow);
    boolean middle = small > 0x1.a827999fcef32p-2 * large;
    double over = middle ? small - large : small;
    double under = middle ? small + large : large;
    double r = over / under;
    double u = r * r;
    double u2 = u * u;
    double even =
        -0x1.5555555555554p-2
            + u2
                * (-0x1.2492492472044p-3
                    + u2
                        * (-0x1.745d148f72f4p-4
                            + u2
                                * (-0x1.110c47c5d0ac8p-4
                                    + u2 * (-0x1.ab6bfe7f07858p-5 - u2 * 0x1.11a9ba0ce3961p-5))));
    double odd =
        0x1.99999999995bdp-3
            + u2
                * (0x1.c71c71b5eb51dp-4
                    + u2
                        * (0x1.3b136ae8d7212p-4
                            + u2
                                * (0x1.e16f063e150dap-5
                                    + u2 * (0x1.70aba0c3da599p-5 + u2 * 0x1.efcd409fea457p-7))));
    double p = even + u * odd;
    double overLow = middle ? small - (over + large) + (smallLow - largeLow) : smallLow;
    double underLow = middle ? small - (under - large) + (smallLow + largeLow) : largeLow;
    double tail =
        r * u * p + (small > 0x1p-900 ? Products.rest(over, overLow, under, underLow, r) : 0.0);
    double eighths = middle ? 1.0 : 0.0;
    eighths = steep ? 2.0 - eighths : eighths;
    double direction = steep ? -1.0 : 1.0;
    boolean left = Double.doubleToRawLongBits(x) < 0L;
    eighths = left ? 4.0 - eighths : eighths;
    direction = left ? -direction : direction;
    tail = direction * tail + eighths * QUARTER_PI_LOW;
    return withSign(eighths * QUARTER_PI_HIGH + (direction * r + tail), y);
  }

  /**
   * The angle whose sine is {@code x}, between -pi/2 and pi/2. At most 0.92 ulps off in
   * 10<sup>8</sup> arguments.
   */
  public static double asin(double x) {
    double[] cosine = new double[2];
    otherSide(x, cosine);
    return arc(x, 0.0, cosine[0], cosine[1]);
  }

  /**
   * The angle whose cosine is {@code x}, between 0 and pi. At most 0.90 ulps off in 10<sup>8</sup>
   * arguments.
   */
  public static double acos(double x) {
    double[] sine = new double[2];
    otherSide(x, sine);
    return arc(sine[0], sine[1], x, 0.0);
  }

  /** The parts' sum is the square root of 1 less the square of {@code x}. */
  private static void otherSide(double x, double[] parts) {
    double less = 1.0 - x;
    double more = 1.0 + x;
    double lessLow = (1.0 - less) - x;
    double moreLow = x - (more - 1.0);
    double square = less * more;
    double squareLow = Products.error(less, more, square) + (less * moreLow + more * lessLow);
    root(square, squareLow, parts);
  }

  /** The parts' sum is the square root of {@code square + low}. */
  private static void root(double square, double low, double[] parts) {
    double root = Math.sqrt(square);
    double product = root * root;
    double rest = (square - product) - Products.error(root, root, product) + low;
    parts[0] = root;
    parts[1] = root > 0.0 ? rest / (root + root) : 0.0;
  }

  /**
   * The distance of the point ({@code x}, {@code y}) from zero; infinite where a coordinate is. At
   * most 0.76 ulps off in 10<sup>8</sup> pairs.
   */
  public static double hypot(double x, double y) {
    double a = Math.abs(x);
    double b = Math.abs(y);
    double large = a < b ? b : a;
    double small = a < b ? a : b;
    double unit = large > 0x1p500 ? 0x1p-600 : large < 0x1p-400 ? 0x1p600 : 1.0;
    double u = large * unit;
    double v = small * unit;
    double u2 = u * u;
    double v2 = v * v;
    double square = u2 + v2;
    double low = (u2 - square) + v2 + (Products.error(u, u, u2) + Products.error(v, v, v2));
    double[] root = new double[2];
    root(square, low, root);
    double distance = (root[0] + root[1]) * (1.0 / unit);
    boolean infinite = a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY;
    return infinite ? Double.POSITIVE_INFINITY : distance;
  }

  /** The cube root of {@code x}. At most 0.72 ulps off in 10<sup>8</sup> arguments. */
  public static double cbrt(double x) {
    double a = Math.abs(x);
    boolean tiny = a < 0x1p-1022;
    a = tiny ? a * 0x1p54 : a;
    int high = (int) (Double.doubleToRawLongBits(a) >>> 32);
    // Approximates the reciprocal, by which there is no division.
    double z = Double.longBitsToDouble((long) (0x553ef0ff - high / 3) << 32);
    double h = 1.0 - a * z * z * z;
    z += z * h * (0x1.5555555555555p-2 + h * 0x1.c71c71c71c71cp-3);
    h = 1.0 - a * z * z * z;
    z += z * h * (0x1.5555555555555p-2 + h * 0x1.c71c71c71c71cp-3);
    double y = a * z * z;
    // Of 26 bits, so that its square is exact; from there one step that triples the correct bits.
    double t = Double.longBitsToDouble(Double.doubleToRawLongBits(y) & 0xfffffffff8000000L);
    double quotient = a / (t * t);
    double root = t + t * ((quotient - t) / (t + t + quotient));
    root = withSign(tiny ? root * 0x1p-18 : root, x);
    return a > 0.0 && a < Double.POSITIVE_INFINITY ? root : x;
  }

  /**
   * The error function of {@code x}: 2/sqrt(pi) times the integral of exp(-t<sup>2</sup>) from 0 to
   * {@code x}. A zero gives itself, an infinity 1 with its sign. At most 1.39 ulps off in
   * 10<sup>8</sup> arguments.
   */
  public static double erf(double x) {
    double a = Math.abs(x);
    return withSign(a < 1.0 ? erfBelow1(a) : erfFrom1(a), x);
  }

  private static double erfBelow1(double x) {
    double u = x * x;
    double u2 = u * u;
    double even =
        0x1.06eba8214db68p-3
            + u2
                * (0x1.ce2f21a0408d1p-4
                    + u2
                        * (0x1.565bccf7e2856p-8
                            + u2
                                * (0x1.f9a2b75531771p-14
                                    + u2 * (0x1.b97e44280cac3p-20 + u2 * 0x1.d6e3ddfe8d86dp-27))));
    double odd =
        -0x1.812746b0379b2p-2
            + u2
                * (-0x1.b82ce311ee09bp-6
                    + u2
                        * (-0x1.c02db0149d904p-11
                            + u2
                                * (-0x1.f4ca204c7718cp-17
                                    + u2 * (-0x1.5bfe7638410e7p-23 - u2 * 0x1.ab15c51c94718p-31))));
    double p = even + u * odd;
    return x + x * p;
  }

  private static double erfFrom1(double a) {
    double x = a > 6.0 ? 6.0 : a;
    double t = (x - 2.5) / (x + 2.5);
    double t2 = t * t;
    double even =
        0x1.afbb3f3b7343bp-3
            + t2
                * (0x1.01c11a735cd7ep-2
                    + t2
                        * (0x1.470ba1f6827b7p-5
                            + t2
                                * (-0x1.5a5716d643bd1p-9
                                    + t2
                                        * (0x1.def2d2bf2e414p-13
                                            + t2
                                                * (-0x1.1ebf80e168869p-15
                                                    + t2
                                                        * (0x1.fb296322a4674p-18
                                                            + t2
                                                                * (-0x1.e7ae039051d46p-20
                                                                    + t2
                                                                        * 0x1.85f84ef2ccce5p-22)))))));
    double odd =
        -0x1.7ca88dec217a7p-2
            + t2
                * (-0x1.0011543716b92p-3
                    + t2
                        * (-0x1.05bb2fe64b57bp-8
                            + t2
                                * (0x1.cb3b624898152p-11
                                    + t2
                                        * (-0x1.0e4690e46c672p-13
                                            + t2
                                                * (0x1.38599128092f2p-16
                                                    + t2
                                                        * (-0x1.36d172d23cd8dp-19
                                                            + t2 * 0x1.1c22572d79cfep-23))))));
    double p = even + t * odd;
    return 1.0 - exp(-x * x) * p;
  }

  /**
   * The logistic function of {@code x}: 1 / (1 + exp(-x)). At most 0.77 ulps off in 10<sup>8</sup>
   * arguments.
   */
  public static double sigmoid(double x) {
    double[] parts = new double[2];
    double a = Math.abs(x);
    int n = expParts(a > 746.0 ? -746.0 : -a, parts);
    double e = scale(parts[0], n);
    double low = scale(parts[1], n);
    boolean negative = x < 0.0;
    double over = negative ? e : 1.0;
    double overLow = negative ? low : 0.0;
    double under = 1.0 + e;
    double underLow = (e - (under - 1.0)) + low;
    return Products.quotient(over, overLow, under, underLow);
  }

  private static double withSign(double magnitude, double sign) {
    long bits = Double.doubleToRawLongBits(sign) & 0x8000000000000000L;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(magnitude) | bits);
  }

  /** {@code y} times 2 to the power of {@code n} between -2044 and 2046, rounded once. */
  private static double scale(double y, int n) {
    int half = n >> 1;
    double first = Double.longBitsToDouble((long) (half + 1023) << 52);
    double second = Double.longBitsToDouble((long) (n - half + 1023) << 52);
    return y * first * second;
  }

  /**
   * e to the power of {@code x} is 2 to the power of the result, times the sum of the parts.
   *
   * @param x between -1000 and 1000
   */
  private static int expParts(double x, double[] parts) {
    double t = x * LOG2_E + SHIFT;
    double k = t - SHIFT;
    double high = x - k * LN2_HIGH;
    double low = k * LN2_LOW;
    double r = high - low;
    double sum = 1.0 + high;
    double rest = (high - (sum - 1.0)) + (r * r * expRest(r) - low);
    parts[0] = sum + rest;
    parts[1] = rest - (parts[0] - sum);
    return (int) Double.doubleToRawLongBits(t);
  }

  /** (exp(r) - 1 - r) / r<sup>2</sup>, of up to half the logarithm of 2. */
  private static double expRest(double r) {
    double r2 = r * r;
    double even =
        0x1.000000000000ap-1
            + r2
                * (0x1.55555555506bap-5
                    + r2
                        * (0x1.6c16c18477afp-10
                            + r2 * (0x1.a019995cdc321p-16 + r2 * 0x1.28adfefac771ap-22)));
    double odd =
        0x1.55555555554fep-3
            + r2
                * (0x1.1111111126b3p-7
                    + r2
                        * (0x1.a01a012ff293bp-13
                            + r2 * (0x1.71df18e256641p-19 + r2 * 0x1.ad9303fae2c04p-26)));
    return even + r * odd;
  }

  /**
   * The parts' sum is the logarithm of {@code x * (1 + low)} to the base 2; the relative error is
   * below 2<sup>-64</sup> where {@code low} is 0.
   *
   * @param low up to 2<sup>-53</sup>
   */
  private static void log2Parts(double x, double low, double[] parts) {
    boolean tiny = x < 0x1p-1022;
    long bits = Double.doubleToRawLongBits(tiny ? x * 0x1p54 : x);
    long scaled = bits + 0x00095f619980c433L;
    double m = Double.longBitsToDouble(bits - (scaled & 0x7ff0000000000000L) + 0x3ff0000000000000L);
    double k = (double) ((int) (scaled >>> 52) - (tiny ? 1077 : 1023));
    // s = (m - 1) / (m + 1) = tanh(log(m) / 2), and u its square.
    double mLow = m * low;
    double over = (m - 1.0) + mLow;
    double overLow = ((m - 1.0) - over) + mLow;
    double under = m + 1.0;
    double underLow = (m - (under - 1.0)) + mLow;
    double s = over / under;
    double sLow = Products.rest(over, overLow, under, underLow, s);
    double u = s * s;
    double uLow = Products.error(s, s, u) + 2.0 * s * sLow;
    // log(m) / 2 = s + s w, with w = u/3 + u^2 p
    double u2 = u * u;
    double even =
        0x1.999999999999ap-3
            + u2
                * (0x1.c71c71c7b4de1p-4
                    + u2
                        * (0x1.3b13e9e4f7bd5p-4
                            + u2 * (0x1.e600954e3ed26p-5 + u2 * 0x1.0ad84413f2e81p-3)));
    double odd =
        0x1.2492492492204p-3
            + u2 * (0x1.745d16c63dc9p-4 + u2 * (0x1.1102c55148676p-4 + u2 * 0x1.5df1d965db8ffp-5));
    double p = even + u * odd;
    double third = u * 0x1.5555555555555p-2;
    double thirdLow =
        Products.error(u, 0x1.5555555555555p-2, third)
            + u * 0x1.5555555555555p-56
            + uLow * 0x1.5555555555555p-2;
    double w = third + u2 * p;
    double wLow = ((third - w) + u2 * p) + thirdLow;
    double sw = s * w;
    double swLow = Products.error(s, w, sw) + s * wLow + sLow * w;
    double half = s + sw;
    double halfLow = ((s - half) + sw) + (swLow + sLow);
    double log = half * 0x1.71547652b82fep1;
    double logLow =
        Products.error(half, 0x1.71547652b82fep1, log)
            + half * 0x1.777d0ffda0d24p-55
            + halfLow * 0x1.71547652b82fep1;
    double sum = k + log;
    double sumLow = ((k - sum) + log) + logLow;
    parts[0] = sum + sumLow;
    parts[1] = sumLow - (parts[0] - sum);
  }
}
