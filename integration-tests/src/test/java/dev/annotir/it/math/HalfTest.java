package dev.annotir.it.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.math.BFloat16;
import dev.annotir.math.Half;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Half and BFloat16 on all shorts, and on the floats between neighbours. */
class HalfTest {
  private interface ToShort {
    short apply(float x);
  }

  private static double value(int bits, int fractionBits, int bias) {
    int magnitude = bits & 0x7fff;
    int exponent = magnitude >> fractionBits;
    int fraction = magnitude - (exponent << fractionBits);
    int top = (0x7fff >> fractionBits);
    double value =
        exponent == top
            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : exponent == 0
                ? Math.scalb((double) fraction, 1 - bias - fractionBits)
                : Math.scalb(
                    fraction + (double) (1 << fractionBits), exponent - bias - fractionBits);
    return (bits & 0x8000) == 0 ? value : -value;
  }

  @Test
  void halvesToFloats() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      assertThat(Half.toFloat((short) bits)).isEqualTo(Float.valueOf((float) value(bits, 10, 15)));
      assertThat(BFloat16.toFloat((short) bits))
          .isEqualTo(Float.valueOf((float) value(bits, 7, 127)));
    }
  }

  @Test
  void floatsToHalves() {
    neighbours(Half::fromFloat, bits -> (float) value(bits, 10, 15), 0x7c00, 65520f);
  }

  @Test
  void floatsToBFloat16s() {
    float halfAboveLargest = Float.intBitsToFloat(0x7f7f8000);
    neighbours(BFloat16::fromFloat, bits -> (float) value(bits, 7, 127), 0x7f80, halfAboveLargest);
  }

  /** Every value gives itself; what lies between two goes to the nearer, in the middle to even. */
  private static void neighbours(
      ToShort round, IntFunction<Float> value, int infinity, float overflow) {
    for (int bits = 0; bits < infinity; bits++) {
      float low = value.apply(bits);
      float middle =
          bits + 1 == infinity ? overflow : (float) (((double) low + value.apply(bits + 1)) / 2);
      int even = bits + (bits & 1);
      expect(round, low, bits);
      expect(round, middle, even);
      expect(round, Math.nextDown(middle), bits);
      expect(round, Math.nextUp(middle), bits + 1);
    }
    expect(round, Float.POSITIVE_INFINITY, infinity);
  }

  private static void expect(ToShort round, float x, int bits) {
    assertThat(round.apply(x)).as("%s", x).isEqualTo((short) bits);
    assertThat(round.apply(-x)).as("-%s", x).isEqualTo((short) (bits | 0x8000));
  }

  @Test
  void nansStayNans() {
    for (int payload = 1; payload < 1 << 23; payload += 4095) {
      float nan = Float.intBitsToFloat(0x7f800000 | payload);
      assertThat(Half.fromFloat(nan) & 0x7e00).isEqualTo(0x7e00);
      assertThat(BFloat16.fromFloat(nan) & 0x7fc0).isEqualTo(0x7fc0);
    }
  }
}
