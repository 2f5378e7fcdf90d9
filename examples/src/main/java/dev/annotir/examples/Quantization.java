package dev.annotir.examples;

/** The integer arithmetic that quantised operators share, as TensorFlow Lite defines it. */
final class Quantization {
  private Quantization() {}

  /**
   * Returns {@code accumulator * multiplier / 2^(31 + shift)}, rounded to nearest, ties upwards.
   *
   * @param multiplier a fixed-point fraction with 31 fractional bits
   * @param shift how many more bits to shift to the right, 0 to 31
   */
  static int requantize(int accumulator, int multiplier, int shift) {
    int total = 31 + shift;
    long rounding = 1L << (total - 1);
    return (int) (((long) accumulator * multiplier + rounding) >> total);
  }

  /** Returns {@code value}, or the nearest 8-bit integer. */
  static byte saturate(int value) {
    return (byte) Math.max(-128, Math.min(127, value));
  }
}
