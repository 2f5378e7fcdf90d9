package dev.annotir.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BasicsTest {
  private final Inputs inputs = new Inputs();

  @Test
  void addWraps() {
    byte[] c = new byte[2];
    Basics.add(new byte[] {100, -3}, new byte[] {28}, c);
    assertArrayEquals(new byte[] {-128, 25}, c);
  }

  @Test
  void takeGathers() {
    float[] x = inputs.floats(Basics.LENGTH);
    int[] index = inputs.ints(Basics.TAKEN, 0, Basics.LENGTH);
    index[0] = 0;
    index[1] = Basics.LENGTH - 1;
    float[] y = new float[Basics.TAKEN];
    Basics.take(x, index, y);
    assertEquals(x[0], y[0]);
    assertEquals(x[Basics.LENGTH - 1], y[1]);
    for (int i = 0; i < Basics.TAKEN; i++) {
      assertEquals(x[index[i]], y[i]);
    }
  }

  @Test
  void takeRefusesIndicesOutOfBounds() {
    float[] x = new float[Basics.LENGTH];
    float[] y = new float[Basics.TAKEN];
    for (int bad : new int[] {-1, Basics.LENGTH, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      int[] index = new int[Basics.TAKEN];
      index[Basics.TAKEN - 1] = bad;
      assertThrows(ArrayIndexOutOfBoundsException.class, () -> Basics.take(x, index, y));
    }
  }

  @Test
  void energyAddsSquares() {
    double[] x = new double[Basics.LENGTH];
    for (int i = 0; i < x.length; i++) {
      x[i] = i % 2 == 0 ? i : -i;
    }
    // The sum of k^2 for k < n is (n - 1) n (2 n - 1) / 6.
    assertEquals(499L * 500 * 999 / 6, Basics.energy(x));
    assertEquals(0, Basics.energy(new double[Basics.LENGTH]));
  }

  @Test
  void smoothWeighsNeighbours() {
    float[] x = inputs.floats(Basics.LENGTH);
    float[] y = new float[Basics.LENGTH - 2];
    Basics.smooth(x, y);
    for (int i = 0; i < y.length; i++) {
      assertEquals(0.1 * x[i] + 0.8 * x[i + 1] + 0.1 * x[i + 2], y[i], 1e-6);
    }
  }

  @Test
  void reluKeepsPositives() {
    float[][] x = inputs.floats(Basics.ROWS, Basics.COLUMNS);
    x[0][0] = -0f;
    x[0][1] = Float.NaN;
    x[0][2] = Float.NEGATIVE_INFINITY;
    x[0][3] = Float.POSITIVE_INFINITY;
    float[][] y = new float[Basics.ROWS][Basics.COLUMNS];
    Basics.relu(x, y);
    assertArrayEquals(
        new float[] {0f, Float.NaN, 0f, Float.POSITIVE_INFINITY}, Arrays.copyOf(y[0], 4));
    for (int i = 1; i < Basics.ROWS; i++) {
      for (int j = 0; j < Basics.COLUMNS; j++) {
        assertEquals(x[i][j] > 0 ? x[i][j] : 0, y[i][j]);
      }
    }
  }

  @Test
  void scaleDividesAsIntegers() {
    int[] x = new int[Basics.LENGTH];
    x[0] = 7;
    x[1] = -7;
    x[2] = Integer.MIN_VALUE;
    double[] y = new double[Basics.LENGTH];
    Basics.scale(x, 0.5, 2, y);
    assertArrayEquals(new double[] {1.5, -1.5, -0x1p29}, Arrays.copyOf(y, 3));
    Basics.scale(x, 1, -1, y);
    assertArrayEquals(new double[] {-7, 7, -0x1p31}, Arrays.copyOf(y, 3));
  }

  @Test
  void scaleRefusesToDivideByZero() {
    int[] x = new int[Basics.LENGTH];
    double[] y = new double[Basics.LENGTH];
    assertThrows(ArithmeticException.class, () -> Basics.scale(x, 1, 0, y));
  }

  @Test
  void prefixSumAddsInPlace() {
    long[] x = new long[Basics.LENGTH];
    Arrays.setAll(x, i -> i + 1);
    Basics.prefixSum(x);
    for (int i = 0; i < x.length; i++) {
      assertEquals((i + 1L) * (i + 2) / 2, x[i]);
    }
  }
}
