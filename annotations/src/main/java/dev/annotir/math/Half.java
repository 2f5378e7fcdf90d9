package dev.annotir.math;

import dev.annotir.Helper;

/**
 * Converts between float and IEEE 754's binary16, whose bits a short holds: 1 sign, 5 exponent, 10
 * fraction.
 */
@Helper
public final class Half {
  private Half() {}

  /** The float of the same value; every NaN becomes a quiet one. */
  public static float toFloat(short half) {
    int magnitude = half & 0x7fff;
    int sign = (half & 0x8000) << 16;
    float normal = Float.intBitsToFloat((magnitude << 13) + 0x38000000);
    float subnormal = Float.intBitsToFloat(magnitude + 0x3f000000) - 0.5f;
    float finite = magnitude < 0x400 ? subnormal : normal;
    int quiet = magnitude > 0x7c00 ? 0x7fc00000 : 0x7f800000;
    int special = (magnitude << 13) | quiet;
    int bits = magnitude < 0x7c00 ? Float.floatToRawIntBits(finite) : special;
    return Float.intBitsToFloat(bits | sign);
  }

  /**
   * The nearest half, the even one of two; infinity from 65520 on. A NaN keeps the upper bits of
   * its payload and becomes quiet.
   */
  public static short fromFloat(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & 0x7fffffff;
    int sign = (bits >>> 16) & 0x8000;
    int normal = (magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >> 13;
    // The sum has its last place where a subnormal half has it, so the addition rounds.
    float sum = Float.intBitsToFloat(magnitude) + 0.5f;
    int subnormal = Float.floatToRawIntBits(sum) - 0x3f000000;
    int finite = magnitude < 0x38800000 ? subnormal : Math.min(normal, 0x7c00);
    int nan = 0x7e00 | ((magnitude >>> 13) & 0x3ff);
    return (short) ((magnitude > 0x7f800000 ? nan : finite) | sign);
  }
}
