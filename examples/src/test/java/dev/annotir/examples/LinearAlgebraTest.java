package dev.annotir.examples;

import static dev.annotir.examples.LinearAlgebra.COLUMNS;
import static dev.annotir.examples.LinearAlgebra.GEMV_COLUMNS;
import static dev.annotir.examples.LinearAlgebra.GEMV_ROWS;
import static dev.annotir.examples.LinearAlgebra.INNER;
import static dev.annotir.examples.LinearAlgebra.N;
import static dev.annotir.examples.LinearAlgebra.ORDER;
import static dev.annotir.examples.LinearAlgebra.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class LinearAlgebraTest {
  private final Inputs inputs = new Inputs();

  @Test
  void saxpyAddsTheProduct() {
    float[] x = inputs.floats(N);
    float[] before = inputs.floats(N);
    float[] y = before.clone();
    LinearAlgebra.saxpy(2.5f, x, y);
    for (int i = 0; i < N; i++) {
      assertEquals(2.5 * x[i] + before[i], y[i], 1e-6);
    }
  }

  @Test
  void saxpyRoundsTwice() {
    float[] x = new float[N];
    float[] y = new float[N];
    // (1 + 2^-12)^2 = 1 + 2^-11 + 2^-24 loses its last term in the product.
    x[0] = 1 + 0x1p-12f;
    y[0] = -1 - 0x1p-11f;
    LinearAlgebra.saxpy(1 + 0x1p-12f, x, y);
    assertEquals(0f, y[0]);
  }

  @Test
  void matmulIsTheProduct() {
    float[][] a = inputs.floats(ROWS, INNER);
    float[][] b = inputs.floats(INNER, COLUMNS);
    float[][] c = new float[ROWS][COLUMNS];
    LinearAlgebra.matmul(a, b, c);
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        double sum = 0;
        for (int k = 0; k < INNER; k++) {
          sum += (double) a[i][k] * b[k][j];
        }
        assertEquals(sum, c[i][j], 1e-5);
      }
    }
  }

  @Test
  void matmulRoundsOnceForEachTerm() {
    float[][] a = new float[ROWS][INNER];
    float[][] b = new float[INNER][COLUMNS];
    a[0][0] = 1;
    b[0][0] = -1 - 0x1p-11f;
    a[0][1] = 1 + 0x1p-12f;
    b[1][0] = 1 + 0x1p-12f;
    float[][] c = new float[ROWS][COLUMNS];
    LinearAlgebra.matmul(a, b, c);
    assertEquals(0x1p-24f, c[0][0]);
  }

  @Test
  void gemvScalesAndAdds() {
    double[][] a = inputs.doubles(GEMV_ROWS, GEMV_COLUMNS);
    double[] x = inputs.doubles(GEMV_COLUMNS);
    double[] before = inputs.doubles(GEMV_ROWS);
    double[] y = before.clone();
    LinearAlgebra.gemv(1.5, a, x, -0.5, y);
    for (int i = 0; i < GEMV_ROWS; i++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int j = 0; j < GEMV_COLUMNS; j++) {
        sum = sum.add(new BigDecimal(a[i][j]).multiply(new BigDecimal(x[j])));
      }
      assertEquals(1.5 * sum.doubleValue() - 0.5 * before[i], y[i], 1e-13);
    }
  }

  @Test
  void gemmInt8RequantisesAsExactArithmeticDoes() {
    byte[][] a = inputs.bytes(ROWS, INNER);
    byte[][] b = inputs.bytes(COLUMNS, INNER);
    int[] bias = inputs.ints(COLUMNS, -20000, 20000);
    int[] multiplier = inputs.ints(COLUMNS, 1 << 30, Integer.MAX_VALUE);
    int[] shift = inputs.ints(COLUMNS, 7, 13);
    byte[][] c = new byte[ROWS][COLUMNS];
    int inputZero = -11;
    int outputZero = 5;
    LinearAlgebra.gemmInt8(a, inputZero, b, bias, multiplier, shift, outputZero, c);
    int saturated = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        long sum = bias[j];
        for (int k = 0; k < INNER; k++) {
          sum += (a[i][k] - inputZero) * b[j][k];
        }
        BigDecimal exact =
            BigDecimal.valueOf(sum)
                .multiply(BigDecimal.valueOf(multiplier[j]))
                .divide(BigDecimal.valueOf(1L << (31 + shift[j])));
        int rounded =
            exact.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR).intValueExact();
        int expected = Math.max(-128, Math.min(127, rounded + outputZero));
        assertEquals(expected, c[i][j]);
        saturated += expected == 127 || expected == -128 ? 1 : 0;
      }
    }
    assertTrue(saturated > 0 && saturated < ROWS * COLUMNS / 2, "saturated: " + saturated);
  }

  @Test
  void requantizeRoundsTiesUpwards() {
    int half = 1 << 30;
    assertEquals(2, Quantization.requantize(3, half, 0));
    assertEquals(-1, Quantization.requantize(-3, half, 0));
    assertEquals(1, Quantization.requantize(2, half, 1));
    assertEquals(0, Quantization.requantize(Integer.MAX_VALUE, half, 31));
  }

  @Test
  void transposeSwapsRowsAndColumns() {
    int[][] x = new int[ROWS][INNER];
    for (int i = 0; i < ROWS; i++) {
      int row = i;
      Arrays.setAll(x[i], j -> 1000 * row + j);
    }
    int[][] y = new int[INNER][ROWS];
    LinearAlgebra.transpose(x, y);
    for (int i = 0; i < INNER; i++) {
      for (int j = 0; j < ROWS; j++) {
        assertEquals(1000 * j + i, y[i][j]);
      }
    }
  }

  @Test
  void choleskyFactors() {
    double[][] a = positiveDefinite();
    double[][] l = inputs.doubles(ORDER, ORDER);
    assertTrue(LinearAlgebra.cholesky(a, l));
    for (int i = 0; i < ORDER; i++) {
      assertTrue(l[i][i] > 0);
      for (int j = 0; j < ORDER; j++) {
        double sum = 0;
        for (int k = 0; k < ORDER; k++) {
          sum += l[i][k] * l[j][k];
        }
        assertEquals(a[i][j], sum, 1e-12);
        if (j > i) {
          assertEquals(0, l[i][j]);
        }
      }
    }
  }

  @Test
  void choleskyReportsIndefiniteMatrices() {
    double[][] a = positiveDefinite();
    a[7][7] = -1;
    assertFalse(LinearAlgebra.cholesky(a, new double[ORDER][ORDER]));
    a[7][7] = Double.NaN;
    assertFalse(LinearAlgebra.cholesky(a, new double[ORDER][ORDER]));
  }

  @Test
  void solveLowerInvertsTheProduct() {
    double[][] l = inputs.doubles(ORDER, ORDER);
    double[] x = inputs.doubles(ORDER);
    double[] b = new double[ORDER];
    for (int i = 0; i < ORDER; i++) {
      l[i][i] += 5;
      for (int k = 0; k <= i; k++) {
        b[i] += l[i][k] * x[k];
      }
    }
    LinearAlgebra.solveLower(l, b);
    for (int i = 0; i < ORDER; i++) {
      assertEquals(x[i], b[i], 1e-12);
    }
  }

  private double[][] positiveDefinite() {
    double[][] m = inputs.doubles(ORDER, ORDER);
    double[][] a = new double[ORDER][ORDER];
    for (int i = 0; i < ORDER; i++) {
      a[i][i] = 1;
      for (int j = 0; j < ORDER; j++) {
        for (int k = 0; k < ORDER; k++) {
          a[i][j] += m[i][k] * m[j][k];
        }
      }
    }
    return a;
  }
}
