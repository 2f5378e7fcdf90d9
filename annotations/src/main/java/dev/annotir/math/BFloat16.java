package dev.annotir.math;

import dev.annotir.Helper;

/** Converts between float and bfloat16, the upper half of a float, whose bits a short holds. */
@Helper
public final class BFloat16 {
  private BFloat16() {}

  /** The float of the same value; every NaN becomes a quiet one. */
  public static float toFloat(short bfloat) {
    int quiet = (bfloat & 0x7fff) > 0x7f80 ? 0x400000 : 0;
    return Float.intBitsToFloat((bfloat << 16) | quiet);
  }

  /**
   * The nearest bfloat16, the even one of two; infinity from half a place above the largest. A NaN
   * keeps the upper bits of its payload and becomes quiet.
   */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
    int nan = (bits >>> 16) | 0x40;
    return (short) ((bits & 0x7fffffff) > 0x7f800000 ? nan : rounded);
  }
}
