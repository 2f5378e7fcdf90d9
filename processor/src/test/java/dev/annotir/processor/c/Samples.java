package dev.annotir.processor.c;

import dev.annotir.processor.ir.DType;
import java.util.Random;

/** Values of every type among which the special ones and their neighbours are frequent. */
@SuppressWarnings("FloatingPointLiteralPrecision") // values between two floats
final class Samples {
  private static final float[] FLOATS = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    1.5f,
    2.5f,
    -2.5f,
    3f,
    7f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    8388607.5f,
    8388608f,
    16777217f,
    2147483520f,
    2147483648f,
    -2147483648f,
    9.2233715e18f,
    9.223372e18f,
    -9.223372e18f,
    1e-30f,
    1e30f
  };
  private static final double[] DOUBLES = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    3,
    7,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    4503599627370495.5,
    4503599627370496.0,
    9007199254740993.0,
    2147483647.5,
    2147483648.0,
    -2147483648.5,
    -2147483649.0,
    9.223372036854775e18,
    9.223372036854776e18,
    -9.223372036854776e18,
    1.401298464324817e-45,
    7.006492321624085e-46,
    3.4028235677973366e38,
    16777217,
    1e-300,
    1e300
  };
  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    -2,
    3,
    5,
    7,
    -7,
    31,
    32,
    33,
    63,
    64,
    100,
    127,
    128,
    -128,
    -129,
    255,
    256,
    32767,
    32768,
    -32768,
    65535,
    65536,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MIN_VALUE + 1L,
    4294967295L,
    4294967296L,
    16777217,
    9007199254740993L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1
  };

  private final Random random;

  Samples(long seed) {
    random = new Random(seed);
  }

  long[] of(DType dtype, int size) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      values[i] = next(dtype);
    }
    return values;
  }

  private long next(DType dtype) {
    return switch (dtype) {
      case BOOL -> random.nextInt(2);
      case FLOAT32 -> Integer.toUnsignedLong(Float.floatToIntBits(nextFloat()));
      case FLOAT64 -> Double.doubleToLongBits(nextDouble());
      default -> dtype.wrap(nextLong());
    };
  }

  private long nextLong() {
    return switch (random.nextInt(4)) {
      case 0 -> INTEGERS[random.nextInt(INTEGERS.length)];
      case 1 -> random.nextInt(200) - 100;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private float nextFloat() {
    return switch (random.nextInt(4)) {
      case 0 -> FLOATS[random.nextInt(FLOATS.length)];
      case 1 -> (random.nextInt(64) - 32) * 0.5f;
      case 2 -> Float.intBitsToFloat(random.nextInt());
      default -> (float) (random.nextGaussian() * Math.pow(2, random.nextInt(80) - 40));
    };
  }

  private double nextDouble() {
    return switch (random.nextInt(4)) {
      case 0 -> DOUBLES[random.nextInt(DOUBLES.length)];
      case 1 -> (random.nextInt(64) - 32) * 0.5;
      case 2 -> Double.longBitsToDouble(random.nextLong());
      default -> random.nextGaussian() * Math.pow(2, random.nextInt(160) - 80);
    };
  }
}
