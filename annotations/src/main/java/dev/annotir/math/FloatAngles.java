package dev.annotir.math;

/** Reduces the angle of a float to an eighth of a circle, exactly enough for every float. */
final class FloatAngles {
  private FloatAngles() {}

  /**
   * How many quarters of a circle {@code x} is, modulo 4, in units of 2<sup>-62</sup>; two units
   * off at most.
   *
   * @param x finite, at least 2<sup>-24</sup>
   */
  static long turn(float x) {
    int bits = Float.floatToRawIntBits(x);
    // The mantissa times 2/pi: from the first bit of 2/pi whose product is less than four quarters,
    // 128 bits, which masks choose; before the point there are zeros.
    int position = (bits >>> 23) - 88;
    long m = (bits & 0x7fffff) | 0x800000;
    int middle = (63 - position) >> 31;
    int high = (127 - position) >> 31;
    long a = (middle & 0xa2f9836e4e441529L) ^ (high & 0x5eded4bfbb70c8e9L);
    long b = 0xa2f9836e4e441529L ^ (middle & 0x5eded4bfbb70c8e9L) ^ (high & 0x2745c248c9774d81L);
    long c = 0xfc2757d1f534ddc0L ^ (middle & 0x2745c248c9774d81L) ^ (high & 0x2533f632e2f85520L);
    int left = position & 63;
    int right = 63 - left;
    long first = (a << left) | (b >>> 1 >>> right);
    long second = (b << left) | (c >>> 1 >>> right);
    return m * first + ((m * (second >>> 32)) >>> 32);
  }

  /** The number of quarters nearest to what {@link #turn} gives: 0 to 3. */
  static int quarter(long turn) {
    return (int) ((turn + (1L << 61)) >>> 62);
  }

  /** The angle that is left of {@link #turn} without {@link #quarter}, between -pi/4 and pi/4. */
  static double angle(long turn) {
    long f = turn << 2;
    double high = (double) (int) (f >>> 32);
    double low = Double.longBitsToDouble((f & 0xffffffffL) | 0x4330000000000000L) - 0x1p52;
    return high * 0x1.921fb54442d18p-32 + low * 0x1.921fb54442d18p-64;
  }

  /** The sine of {@code r} between -pi/4 and pi/4, whose square is {@code u}. */
  static double sine(double r, double u) {
    double p = 0x1.11110716953c9p-7 - u * 0x1.a00ec5b603b92p-13 + u * u * 0x1.6cb05693713dap-19;
    return r * (0x1.fffffffff5fbap-1 - u * 0x1.55555548e03a8p-3 + u * u * p);
  }

  /** The cosine of an angle between -pi/4 and pi/4 whose square is {@code u}. */
  static double cosine(double u) {
    double p = 0x1.555538a011bc3p-5 - u * 0x1.6c06e96a8c1f5p-10 + u * u * 0x1.98e76867ad739p-16;
    return 0x1.ffffffff848fep-1 - u * 0x1.ffffffb65215p-2 + u * u * p;
  }
}
