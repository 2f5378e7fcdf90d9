package dev.annotir.math;

import dev.annotir.Helper;

/**
 * Computes elementary functions of floats, with the same bits on every JVM and in the C that
 * annotir makes of them.
 *
 * <p>Special cases are those of the methods of {@link Math} with these names. No method branches,
 * none reads a table: compilers turn loops over them into vector instructions. {@code exp} and
 * {@code log} compute in float, the others in double.
 *
 * <p>Errors are in ulps of the exact result, as seen in the stated numbers of arguments; {@code
 * integration-tests/math/measure.sh} measures them again.
 */
@Helper
public final class FloatMath {
  /** Added to a float, leaves the nearest integer in the low bits. */
  private static final float SHIFT = 0x1.8p23f;

  /** Added to a double, leaves the nearest integer plus 1023 in the low bits. */
  private static final double WIDE_SHIFT = 0x1.8p52 + 1023;

  private static final double LOG2_E = 0x1.71547652b82fep0;
  private static final double LN2 = 0x1.62e42fefa39efp-1;
  private static final double HALF_PI = 0x1.921fb54442d18p0;
  private static final double QUARTER_PI = 0x1.921fb54442d18p-1;
  private static final double PI = 0x1.921fb54442d18p1;

  private FloatMath() {}

  /** e to the power of {@code x}. At most 0.775 ulp off, measured over all floats. */
  public static float exp(float x) {
    float atMost = x > 89f ? 89f : x;
    float a = atMost < -104f ? -104f : atMost;
    float t = a * 0x1.715476p0f + SHIFT;
    float k = t - SHIFT;
    float high = a - k * 0x1.62e4p-1f;
    float low = k * 0x1.7f7d1cp-20f;
    float r = high - low;
    float p = 0x1.12398p-7f + r * 0x1.694ca6p-10f;
    p = 0x1.555a26p-5f + r * p;
    p = 0x1.555492p-3f + r * p;
    p = 0x1.fffffap-2f + r * p;
    float sum = 1f + high;
    float rest = high - (sum - 1f);
    float y = sum + (rest + (r * r * p - low));
    int n = Float.floatToRawIntBits(t) - 0x4b400000;
    int half = n >> 1;
    float first = Float.intBitsToFloat((half << 23) + 0x3f800000);
    float second = Float.intBitsToFloat(((n - half) << 23) + 0x3f800000);
    return y * first * second;
  }

  /** The natural logarithm of {@code x}. At most 0.871 ulp off, measured over all floats. */
  public static float log(float x) {
    boolean tiny = x < 0x1p-126f;
    float a = tiny ? x * 0x1p23f : x;
    int bits = Float.floatToRawIntBits(a);
    int n = (bits - 0x3f3504f3) >> 23;
    float f = Float.intBitsToFloat(bits - (n << 23)) - 1f;
    float k = (float) n - (tiny ? 23f : 0f);
    float f2 = f * f;
    float p = -0x1.dd992ap-4f + f * 0x1.13be0cp-4f;
    p = 0x1.e6dd24p-4f + f * p;
    p = -0x1.fc3e3ap-4f + f * p;
    p = 0x1.233af6p-3f + f * p;
    p = -0x1.555b8cp-3f + f * p;
    p = 0x1.99a478p-3f + f * p;
    p = -0x1.000008p-2f + f * p;
    p = 0x1.555548p-2f + f * p;
    float y = f * f2 * p - 0.5f * f2 + k * 0x1.7f7d1cp-20f;
    float log = k * 0x1.62e4p-1f + (f + y);
    float finite = x < Float.POSITIVE_INFINITY ? log : x;
    float real = x < 0f ? Float.NaN : finite;
    return x == 0f ? Float.NEGATIVE_INFINITY : real;
  }

  /**
   * The logarithm of {@code x} to the base 2; exact for powers of 2. NaN for negative numbers,
   * negative infinity for zeros. At most 0.501 ulp off, measured over all floats.
   */
  public static float log2(float x) {
    double log = log2((double) x);
    float finite = x < Float.POSITIVE_INFINITY ? (float) log : x;
    float real = x < 0f ? Float.NaN : finite;
    return x == 0f ? Float.NEGATIVE_INFINITY : real;
  }

  /** {@code x} to the power of {@code y}. At most 0.501 ulp off in 10<sup>8</sup> pairs. */
  public static float pow(float x, float y) {
    double a = Math.abs((double) x);
    double log = log2(a);
    log = a == 0.0 ? Double.NEGATIVE_INFINITY : log;
    log = a < Double.POSITIVE_INFINITY ? log : a;
    double z = log * y;
    z = z > 200.0 ? 200.0 : z;
    z = z < -200.0 ? -200.0 : z;
    double t = z + WIDE_SHIFT;
    double r = z - (t - WIDE_SHIFT);
    double r2 = r * r;
    double p0 = 0x1.ffffffffab9abp-1 + r * 0x1.62e42ff116bfbp-1;
    double p2 = 0x1.ebfbe0a4f3132p-3 + r * 0x1.c6b08aae577f7p-5;
    double p4 = 0x1.3b29dc1452c1cp-7 + r * 0x1.5d8a71079a0ap-10;
    double p6 = 0x1.446a43d82e8e9p-13 + r * 0x1.fe1757fcd4b2cp-17;
    double p = p0 + r2 * (p2 + r2 * (p4 + r2 * p6));
    float power = (float) (p * Double.longBitsToDouble(Double.doubleToRawLongBits(t) << 52));
    double half = 0.5 * y;
    boolean whole = Math.rint(y) == y;
    boolean odd = whole && Math.rint(half) != half;
    int bits = Float.floatToRawIntBits(x);
    int sign = odd ? bits & 0x80000000 : 0;
    float signed = Float.intBitsToFloat(Float.floatToRawIntBits(power) | sign);
    float real = !whole && x < 0f && a < Double.POSITIVE_INFINITY ? Float.NaN : signed;
    return y == 0f ? 1f : real;
  }

  /** The sine of {@code x} radians. At most 0.501 ulp off, measured over all floats. */
  public static float sin(float x) {
    float a = Math.abs(x);
    long turn = FloatAngles.turn(a);
    int k = a < 0x1.921fb6p-1f ? 0 : FloatAngles.quarter(turn);
    double r = a < 0x1.921fb6p-1f ? a : FloatAngles.angle(turn);
    double u = r * r;
    float y = (float) ((k & 1) == 0 ? FloatAngles.sine(r, u) : FloatAngles.cosine(u));
    int sign = (Float.floatToRawIntBits(x) & 0x80000000) ^ ((k & 2) << 30);
    float signed = Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ sign);
    return a < Float.POSITIVE_INFINITY ? signed : Float.NaN;
  }

  /** The cosine of {@code x} radians. At most 0.501 ulp off, measured over all floats. */
  public static float cos(float x) {
    float a = Math.abs(x);
    long turn = FloatAngles.turn(a);
    int k = a < 0x1.921fb6p-1f ? 0 : FloatAngles.quarter(turn);
    double r = a < 0x1.921fb6p-1f ? a : FloatAngles.angle(turn);
    double u = r * r;
    float y = (float) ((k & 1) == 0 ? FloatAngles.cosine(u) : FloatAngles.sine(r, u));
    int sign = ((k + 1) & 2) << 30;
    float signed = Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ sign);
    return a < Float.POSITIVE_INFINITY ? signed : Float.NaN;
  }

  /** The tangent of {@code x} radians. At most 0.501 ulp off, measured over all floats. */
  public static float tan(float x) {
    float a = Math.abs(x);
    long turn = FloatAngles.turn(a);
    int k = a < 0x1.921fb6p-1f ? 0 : FloatAngles.quarter(turn);
    double r = a < 0x1.921fb6p-1f ? a : FloatAngles.angle(turn);
    double u = r * r;
    double sine = FloatAngles.sine(r, u);
    double cosine = FloatAngles.cosine(u);
    double over = (k & 1) == 0 ? sine : -cosine;
    double under = (k & 1) == 0 ? cosine : sine;
    float y = (float) (over / under);
    int sign = Float.floatToRawIntBits(x) & 0x80000000;
    float signed = Float.intBitsToFloat(Float.floatToRawIntBits(y) ^ sign);
    return a < Float.POSITIVE_INFINITY ? signed : Float.NaN;
  }

  /** The hyperbolic sine of {@code x}. At most 0.504 ulp off, measured over all floats. */
  public static float sinh(float x) {
    float a = Math.abs(x);
    double e = expm1(a > 100f ? 100.0 : a);
    float y = (float) (0.5 * (e + e / (e + 1.0)));
    int sign = Float.floatToRawIntBits(x) & 0x80000000;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
  }

  /** The hyperbolic cosine of {@code x}. At most 0.502 ulp off, measured over all floats. */
  public static float cosh(float x) {
    float a = Math.abs(x);
    double e = expm1(a > 100f ? 100.0 : a) + 1.0;
    return (float) (0.5 * (e + 1.0 / e));
  }

  /** The hyperbolic tangent of {@code x}. At most 0.504 ulp off, measured over all floats. */
  public static float tanh(float x) {
    float a = Math.abs(x);
    double e = expm1(a > 10f ? 20.0 : 2.0 * a);
    float y = (float) (e / (e + 2.0));
    int sign = Float.floatToRawIntBits(x) & 0x80000000;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | sign);
  }

  /**
   * The arc tangent of {@code x}, between -pi/2 and pi/2. At most 0.501 ulp off, measured over all
   * floats.
   */
  public static float atan(float x) {
    return arc(x, 1.0f);
  }

  /**
   * The angle of the point ({@code x}, {@code y}), between -pi and pi. At most 0.501 ulp off in
   * 10<sup>8</sup> pairs.
   */
  public static float atan2(float y, float x) {
    return arc(y, x);
  }

  /** The cube root of {@code x}. At most 0.501 ulp off, measured over all floats. */
  public static float cbrt(float x) {
    double a = x;
    int high = (int) (Double.doubleToRawLongBits(a) >>> 32) & 0x7fffffff;
    double z = Double.longBitsToDouble((long) (0x553ef0ff - high / 3) << 32);
    double s = Math.abs(a);
    double h = 1.0 - s * z * z * z;
    z += z * h * (0x1.5555555555555p-2 + h * 0x1.c71c71c71c71cp-3);
    h = 1.0 - s * z * z * z;
    z += z * h * (0x1.5555555555555p-2 + h * 0x1.c71c71c71c71cp-3);
    float y = (float) (a * z * z);
    return Math.abs(x) < Float.POSITIVE_INFINITY ? y : x;
  }

  /**
   * The error function of {@code x}: 2/sqrt(pi) times the integral of exp(-t<sup>2</sup>) from 0 to
   * {@code x}. A zero gives itself, an infinity 1 with its sign. At most 0.505 ulp off, measured
   * over all floats.
   */
  public static float erf(float x) {
    float atMost = x > 4f ? 4f : x;
    double a = atMost < -4f ? -4f : atMost;
    double u = a * a;
    double u2 = u * u;
    double u4 = u2 * u2;
    double p0 = 0x1.20dd7502b5154p0 - u * 0x1.812745c21d4cdp-2;
    double p2 = 0x1.ce2f079e44e9bp-4 - u * 0x1.b82bbc538a665p-6;
    double p4 = 0x1.5654c90b3705fp-8 - u * 0x1.bff8bbf357ce8p-11;
    double p6 = 0x1.f895935a4923ep-14 - u * 0x1.f100f85f206ebp-17;
    double p8 = 0x1.afa7199e4dd13p-20 - u * 0x1.4a8115784af1bp-23;
    double p10 = 0x1.ba24d8c6afc9dp-27 - u * 0x1.fbf9ceb345cb6p-31;
    double p12 = 0x1.e9a7a4e47ae08p-35 - u * 0x1.80e7481d6c476p-39;
    double p14 = 0x1.dcb11b7f3a0fbp-44 - u * 0x1.bc818b26421e3p-49;
    double p16 = 0x1.23db24cba50f9p-54 - u * 0x1.df4f5470deb57p-61 + u2 * 0x1.713d4c60490d1p-68;
    p0 += u2 * p2;
    p4 += u2 * p6;
    p8 += u2 * p10;
    p12 += u2 * p14;
    return (float) (a * (p0 + u4 * (p4 + u4 * (p8 + u4 * (p12 + u4 * p16)))));
  }

  /**
   * The logistic function of {@code x}: 1 / (1 + exp(-x)). At most 0.501 ulp off, measured over all
   * floats.
   */
  public static float sigmoid(float x) {
    float atMost = x > 110f ? 110f : x;
    double a = atMost < -110f ? -110f : atMost;
    return (float) (1.0 / (2.0 + expm1(-a)));
  }

  /** The angle of the point ({@code x}, {@code y}). */
  private static float arc(float y, float x) {
    double up = Math.abs((double) y);
    double right = Math.abs((double) x);
    up = up > 0x1p1000 ? 0x1p1000 : up;
    right = right > 0x1p1000 ? 0x1p1000 : right;
    boolean steep = up > right;
    double small = steep ? right : up;
    double large = steep ? up : right;
    large = large == 0.0 ? 1.0 : large;
    boolean middle = small > 0x1.a827999fcef32p-2 * large;
    double over = middle ? small - large : small;
    double under = middle ? small + large : large;
    double r = over / under;
    double u = r * r;
    double u2 = u * u;
    double p0 = 0x1.ffffffffd2768p-1 - u * 0x1.555554876809cp-2;
    double p2 = 0x1.9999011211b38p-3 - u * 0x1.247cfae3dad4p-3;
    double p4 = 0x1.c43f2a006c031p-4 - u * 0x1.5a82f95a5cd5bp-4;
    double p = p0 + u2 * (p2 + u2 * (p4 + u2 * 0x1.8230e2751190bp-5));
    double angle = (middle ? QUARTER_PI : 0.0) + r * p;
    angle = steep ? HALF_PI - angle : angle;
    angle = Float.floatToRawIntBits(x) < 0 ? PI - angle : angle;
    int sign = Float.floatToRawIntBits(y) & 0x80000000;
    return Float.intBitsToFloat(Float.floatToRawIntBits((float) angle) | sign);
  }

  /**
   * e to the power of {@code x}, less 1; the relative error is below 2<sup>-31</sup>.
   *
   * @param x between -700 and 700
   */
  private static double expm1(double x) {
    double t = x * LOG2_E + WIDE_SHIFT;
    double r = x - (t - WIDE_SHIFT) * LN2;
    double r2 = r * r;
    double p0 = 0x1.0000000022542p0 + r * 0x1.00000028190ep-1;
    double p2 = 0x1.555554c5f3f18p-3 + r * 0x1.5554ada56cefcp-5;
    double p4 = 0x1.1111a683ea02ep-7 + r * 0x1.6d7491fbea135p-10;
    double p = r * (p0 + r2 * (p2 + r2 * (p4 + r2 * 0x1.a019e88934ceep-13)));
    double power = Double.longBitsToDouble(Double.doubleToRawLongBits(t) << 52);
    return power * p + (power - 1.0);
  }

  /**
   * The logarithm to the base 2, whose relative error is below 2<sup>-50</sup>.
   *
   * @param x a positive normal double
   */
  private static double log2(double x) {
    long bits = Double.doubleToRawLongBits(x);
    long scaled = bits + 0x00095f619980c433L;
    double m = Double.longBitsToDouble(bits - (scaled & 0x7ff0000000000000L) + 0x3ff0000000000000L);
    double k = Double.longBitsToDouble((scaled >>> 52) | 0x4330000000000000L) - (0x1p52 + 1023);
    double s = (m - 1.0) / (m + 1.0);
    double u = s * s;
    double u2 = u * u;
    double p0 = 0x1.71547652b82fep1 + u * 0x1.ec709dc3a0653p-1;
    double p2 = 0x1.2776c50eb4719p-1 + u * 0x1.a617631b18bc4p-2;
    double p4 = 0x1.484ae0ed37ef7p-2 + u * 0x1.0ca73d6afd1c4p-2;
    double p6 = 0x1.c2f33d3864182p-3 + u * 0x1.ceffae7d0a04bp-3 - u2 * 0x1.683912fae007p-4;
    return k + s * (p0 + u2 * (p2 + u2 * (p4 + u2 * p6)));
  }
}
