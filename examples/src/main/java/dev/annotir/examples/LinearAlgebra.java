package dev.annotir.examples;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Vectors and matrices in float, double and 8-bit integers. */
@OperatorLibrary("linear_algebra")
public final class LinearAlgebra {
  static final int N = 1000;

  static final int ROWS = 64;
  static final int INNER = 48;
  static final int COLUMNS = 56;

  static final int GEMV_ROWS = 90;
  static final int GEMV_COLUMNS = 130;

  static final int ORDER = 30;

  private LinearAlgebra() {}

  /** Adds {@code a * x} to {@code y}; product and sum are rounded one after the other. */
  @Operator
  public static void saxpy(float a, @Tensor({N}) float[] x, @Tensor({N}) float[] y) {
    for (int i = 0; i < N; i++) {
      y[i] += a * x[i];
    }
  }

  /** Multiplies the 64 x 48 matrix {@code a} by the 48 x 56 matrix {@code b}, with fused sums. */
  @Operator
  public static void matmul(
      @Tensor({ROWS, INNER}) float[][] a,
      @Tensor({INNER, COLUMNS}) float[][] b,
      @Tensor({ROWS, COLUMNS}) float[][] c) {
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        float sum = 0;
        for (int k = 0; k < INNER; k++) {
          sum = Math.fma(a[i][k], b[k][j], sum);
        }
        c[i][j] = sum;
      }
    }
  }

  /** Computes {@code y = alpha * a * x + beta * y} for a 90 x 130 matrix {@code a}. */
  @Operator
  public static void gemv(
      double alpha,
      @Tensor({GEMV_ROWS, GEMV_COLUMNS}) double[][] a,
      @Tensor({GEMV_COLUMNS}) double[] x,
      double beta,
      @Tensor({GEMV_ROWS}) double[] y) {
    for (int i = 0; i < GEMV_ROWS; i++) {
      y[i] = alpha * dot(a[i], x) + beta * y[i];
    }
  }

  /**
   * Multiplies quantised matrices: 64 x 48 activations by the transpose of 56 x 48 weights.
   *
   * <p>Products are added in 32 bits, scaled for each output channel, shifted to {@code outputZero}
   * and saturated, as in TensorFlow Lite.
   *
   * @param a activations, row by row
   * @param inputZero the activation that stands for 0
   * @param b weights, symmetric, one row for each output channel
   * @param bias for each channel, in the accumulator's units
   * @param multiplier for each channel, with 31 fractional bits
   * @param shift for each channel, further bits to the right, 0 to 31
   * @param outputZero the result that stands for 0
   * @param c the results
   */
  @Operator("gemm_int8")
  public static void gemmInt8(
      @Tensor({ROWS, INNER}) byte[][] a,
      int inputZero,
      @Tensor({COLUMNS, INNER}) byte[][] b,
      @Tensor({COLUMNS}) int[] bias,
      @Tensor({COLUMNS}) int[] multiplier,
      @Tensor({COLUMNS}) int[] shift,
      int outputZero,
      @Tensor({ROWS, COLUMNS}) byte[][] c) {
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        int accumulator = bias[j];
        for (int k = 0; k < INNER; k++) {
          accumulator += (a[i][k] - inputZero) * b[j][k];
        }
        int scaled = Quantization.requantize(accumulator, multiplier[j], shift[j]);
        c[i][j] = Quantization.saturate(scaled + outputZero);
      }
    }
  }

  /** Writes the transpose of the 64 x 48 matrix {@code x}. */
  @Operator
  public static void transpose(@Tensor({ROWS, INNER}) int[][] x, @Tensor({INNER, ROWS}) int[][] y) {
    for (int i = 0; i < INNER; i++) {
      for (int j = 0; j < ROWS; j++) {
        y[i][j] = x[j][i];
      }
    }
  }

  /**
   * Factors a symmetric matrix into {@code l} times its transpose, {@code l} lower triangular.
   *
   * @return whether {@code a} is positive definite; if not, {@code l} is incomplete
   */
  @Operator
  public static boolean cholesky(
      @Tensor({ORDER, ORDER}) double[][] a, @Tensor({ORDER, ORDER}) double[][] l) {
    for (int i = 0; i < ORDER; i++) {
      for (int j = 0; j < ORDER; j++) {
        if (j > i) {
          l[i][j] = 0;
          continue;
        }
        double rest = a[i][j];
        for (int k = 0; k < j; k++) {
          rest -= l[i][k] * l[j][k];
        }
        if (j < i) {
          l[i][j] = rest / l[j][j];
        } else if (rest > 0) {
          l[i][i] = Math.sqrt(rest);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Solves {@code l * x = b} for a lower triangular {@code l}, in place: {@code b} becomes x. */
  @Operator("solve_lower")
  public static void solveLower(@Tensor({ORDER, ORDER}) double[][] l, @Tensor({ORDER}) double[] b) {
    for (int i = 0; i < ORDER; i++) {
      double[] row = l[i];
      double rest = b[i];
      for (int k = 0; k < i; k++) {
        rest -= row[k] * b[k];
      }
      b[i] = rest / row[i];
    }
  }

  private static double dot(double[] u, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum = Math.fma(u[i], v[i], sum);
    }
    return sum;
  }
}
