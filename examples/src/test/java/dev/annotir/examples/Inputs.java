package dev.annotir.examples;

import java.util.Random;

/** Random inputs, the same in every run. */
final class Inputs {
  private final Random random = new Random(20240229);

  /** Returns {@code length} numbers from -1 to 1. */
  float[] floats(int length) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }

  /** Returns {@code length} numbers from -1 to 1. */
  double[] doubles(int length) {
    return random.doubles(length, -1, 1).toArray();
  }

  float[][] floats(int rows, int columns) {
    float[][] x = new float[rows][];
    for (int i = 0; i < rows; i++) {
      x[i] = floats(columns);
    }
    return x;
  }

  float[][][] floats(int planes, int rows, int columns) {
    float[][][] x = new float[planes][][];
    for (int i = 0; i < planes; i++) {
      x[i] = floats(rows, columns);
    }
    return x;
  }

  double[][] doubles(int rows, int columns) {
    double[][] x = new double[rows][];
    for (int i = 0; i < rows; i++) {
      x[i] = doubles(columns);
    }
    return x;
  }

  byte[] bytes(int length) {
    byte[] x = new byte[length];
    random.nextBytes(x);
    return x;
  }

  byte[][] bytes(int rows, int columns) {
    byte[][] x = new byte[rows][];
    for (int i = 0; i < rows; i++) {
      x[i] = bytes(columns);
    }
    return x;
  }

  short[] shorts(int length) {
    short[] x = new short[length];
    for (int i = 0; i < length; i++) {
      x[i] = (short) random.nextInt();
    }
    return x;
  }

  /** Returns {@code length} numbers from {@code first} to before {@code end}. */
  int[] ints(int length, int first, int end) {
    return random.ints(length, first, end).toArray();
  }

  long[] longs(int length) {
    return random.longs(length).toArray();
  }
}
