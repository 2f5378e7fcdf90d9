package dev.annotir.examples;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Operators to start with: element-wise arithmetic, a gather, a filter and a reduction. */
@OperatorLibrary("basics")
final class Basics {
  static final int LENGTH = 500;
  static final int TAKEN = 48;
  static final int ROWS = 24;
  static final int COLUMNS = 50;
  private static final float[] KERNEL = {0.1f, 0.8f, 0.1f};

  private Basics() {}

  /** Adds {@code b[0]} to both elements of {@code a}; the 8-bit sums wrap. */
  @Operator
  static void add(@Tensor({2}) byte[] a, @Tensor({1}) byte[] b, @Tensor({2}) byte[] c) {
    for (int i = 0; i < 2; i++) {
      c[i] = (byte) (a[i] + b[0]);
    }
  }

  /** Gathers the 48 elements of {@code x} that {@code index} names. */
  @Operator
  static void take(
      @Tensor({LENGTH}) float[] x, @Tensor({TAKEN}) int[] index, @Tensor({TAKEN}) float[] y) {
    for (int i = 0; i < TAKEN; i++) {
      y[i] = x[index[i]];
    }
  }

  /** Returns the sum of the squares of {@code x}, added in order. */
  @Operator
  static double energy(@Tensor({LENGTH}) double[] x) {
    double sum = 0;
    for (double v : x) {
      sum += v * v;
    }
    return sum;
  }

  /** Filters {@code x} with the taps 0.1, 0.8, 0.1; {@code y} is two elements shorter. */
  @Operator
  static void smooth(@Tensor({LENGTH}) float[] x, @Tensor({LENGTH - 2}) float[] y) {
    for (int i = 0; i < LENGTH - 2; i++) {
      float sum = 0;
      for (int k = 0; k < KERNEL.length; k++) {
        sum += KERNEL[k] * x[i + k];
      }
      y[i] = sum;
    }
  }

  /** Replaces every negative element of the matrix {@code x} by zero. */
  @Operator
  static void relu(@Tensor({ROWS, COLUMNS}) float[][] x, @Tensor({ROWS, COLUMNS}) float[][] y) {
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        y[i][j] = Math.max(x[i][j], 0);
      }
    }
  }

  /** Divides every element by {@code n}, as integers, and multiplies the quotients by {@code k}. */
  @Operator
  static void scale(@Tensor({LENGTH}) int[] x, double k, int n, @Tensor({LENGTH}) double[] y) {
    for (int i = 0; i < LENGTH; i++) {
      int quotient = x[i] / n;
      y[i] = k * quotient;
    }
  }

  /** Adds up {@code x} from left to right, in place: {@code x[i]} becomes the sum of 0 to i. */
  @Operator("prefix_sum")
  static void prefixSum(@Tensor({LENGTH}) long[] x) {
    for (int i = 1; i < LENGTH; i++) {
      x[i] += x[i - 1];
    }
  }
}
