package dev.annotir.examples;

import static dev.annotir.examples.Vision.H;
import static dev.annotir.examples.Vision.LEVELS;
import static dev.annotir.examples.Vision.SMALL_H;
import static dev.annotir.examples.Vision.SMALL_W;
import static dev.annotir.examples.Vision.W;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class VisionTest {
  private final Inputs inputs = new Inputs();

  @Test
  void medianSortsNeighbours() {
    byte[][] x = inputs.bytes(H, W);
    byte[][] y = new byte[H][W];
    Vision.median(x, y);
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        int[] square = new int[9];
        for (int k = 0; k < 9; k++) {
          int row = Math.max(0, Math.min(i + k / 3 - 1, H - 1));
          int column = Math.max(0, Math.min(j + k % 3 - 1, W - 1));
          square[k] = Byte.toUnsignedInt(x[row][column]);
        }
        Arrays.sort(square);
        assertEquals(square[4], Byte.toUnsignedInt(y[i][j]));
      }
    }
  }

  @Test
  void sobelConvolvesWithBothKernels() {
    int[][] horizontal = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
    byte[][] x = inputs.bytes(H, W);
    for (int i = 0; i < H / 2; i++) {
      for (int j = 0; j < W; j++) {
        x[i][j] = (byte) (100 + (x[i][j] & 15));
      }
    }
    byte[][] y = new byte[H - 2][W - 2];
    Vision.sobel(x, y);
    for (int i = 0; i < H - 2; i++) {
      for (int j = 0; j < W - 2; j++) {
        int gx = 0;
        int gy = 0;
        for (int p = 0; p < 3; p++) {
          for (int q = 0; q < 3; q++) {
            int pixel = Byte.toUnsignedInt(x[i + p][j + q]);
            gx += horizontal[p][q] * pixel;
            gy += horizontal[q][p] * pixel;
          }
        }
        int strength = Math.abs(gx) + Math.abs(gy);
        assertEquals(Math.min(strength, 255), Byte.toUnsignedInt(y[i][j]));
      }
    }
  }

  @Test
  void lumaWeighsColours() {
    byte[] rgb = inputs.bytes(H * W * 3);
    Arrays.fill(rgb, 0, 3, (byte) 255);
    Arrays.fill(rgb, 3, 6, (byte) 0);
    byte[] y = new byte[H * W];
    Vision.luma(rgb, y);
    assertEquals(-1, y[0]);
    assertEquals(0, y[1]);
    for (int p = 0; p < H * W; p++) {
      double red = Byte.toUnsignedInt(rgb[3 * p]);
      double green = Byte.toUnsignedInt(rgb[3 * p + 1]);
      double blue = Byte.toUnsignedInt(rgb[3 * p + 2]);
      double luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      assertEquals(luma, Byte.toUnsignedInt(y[p]), 1.1);
    }
  }

  @Test
  void histogramCountsUnsignedLevels() {
    byte[][] x = inputs.bytes(H, W);
    Arrays.fill(x[0], (byte) 255);
    int[] counts = inputs.ints(LEVELS, 0, 100);
    Vision.histogram(x, counts);
    for (int level = 0; level < LEVELS; level++) {
      int count = 0;
      for (byte[] row : x) {
        for (byte pixel : row) {
          count += Byte.toUnsignedInt(pixel) == level ? 1 : 0;
        }
      }
      assertEquals(count, counts[level]);
    }
    assertEquals(H * W, Arrays.stream(counts).sum());
  }

  @Test
  void otsuSeparatesTwoHills() {
    int[] counts = new int[LEVELS];
    for (int d = -10; d <= 10; d++) {
      counts[60 + d] = 1000 - 50 * Math.abs(d);
      counts[180 + d] = 500 - 25 * Math.abs(d);
    }
    // All gaps between the hills separate equally well; the first is the answer.
    assertEquals(70, Vision.otsu(counts));
  }

  @Test
  void otsuMinimisesTheVarianceWithin() {
    int[] counts = inputs.ints(LEVELS, 1, 200);
    int threshold = Vision.otsu(counts);
    double least = Double.MAX_VALUE;
    int best = 0;
    for (int t = 0; t < LEVELS - 1; t++) {
      double within =
          squaredDeviations(counts, 0, t + 1) + squaredDeviations(counts, t + 1, LEVELS);
      if (within < least) {
        least = within;
        best = t;
      }
    }
    assertEquals(best, threshold);
  }

  @Test
  void otsuOfOneLevelIsZero() {
    int[] counts = new int[LEVELS];
    assertEquals(0, Vision.otsu(counts));
    counts[99] = H * W;
    assertEquals(0, Vision.otsu(counts));
  }

  @Test
  void brighterComparesUnsigned() {
    byte[][] x = new byte[H][W];
    x[0][0] = (byte) 200;
    x[0][1] = 100;
    x[H - 1][W - 1] = (byte) 201;
    boolean[][] y = new boolean[H][W];
    y[5][5] = true;
    Vision.brighter(x, 200, y);
    boolean[][] expected = new boolean[H][W];
    expected[H - 1][W - 1] = true;
    assertArrayEquals(expected, y);
  }

  @Test
  void shrinkPicksPixels() {
    byte[][] x = inputs.bytes(H, W);
    byte[][] y = new byte[SMALL_H][SMALL_W];
    Vision.shrink(x, y);
    for (int i = 0; i < SMALL_H; i++) {
      for (int j = 0; j < SMALL_W; j++) {
        int row = (int) Math.floor(i * (1.6 + 1e-9));
        int column = (int) Math.floor(j * (16 / 9.0 + 1e-9));
        assertEquals(x[row][column], y[i][j]);
      }
    }
  }

  @Test
  void metresMarksMissingDepths() {
    char[][] x = new char[H][W];
    x[0][1] = 1;
    x[0][2] = 1500;
    x[0][3] = 65535;
    float[][] y = new float[H][W];
    Vision.metres(x, y);
    assertArrayEquals(new float[] {Float.NaN, 0.001f, 1.5f, 65.535f}, Arrays.copyOf(y[0], 4));
  }

  @Test
  void jacobiAveragesNeighbours() {
    float[][] u = inputs.floats(H, W);
    float[][] f = inputs.floats(H, W);
    float[][] v = new float[H][W];
    float change = Vision.jacobi(u, f, 0.5f, v);
    double largest = 0;
    for (int i = 1; i < H - 1; i++) {
      for (int j = 1; j < W - 1; j++) {
        double around = (double) u[i - 1][j] + u[i][j - 1] + u[i][j + 1] + u[i + 1][j];
        double expected = (around - 0.25 * f[i][j]) / 4;
        assertEquals(expected, v[i][j], 1e-6);
        largest = Math.max(largest, Math.abs(expected - u[i][j]));
      }
    }
    assertEquals(largest, change, 1e-6);
    assertArrayEquals(u[0], v[0]);
    assertArrayEquals(u[H - 1], v[H - 1]);
    assertEquals(u[9][0], v[9][0]);
    assertEquals(u[9][W - 1], v[9][W - 1]);
  }

  @Test
  void jacobiKeepsAHarmonicFunction() {
    float[][] u = new float[H][W];
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        u[i][j] = i * i - j * j;
      }
    }
    float[][] v = new float[H][W];
    assertEquals(0, Vision.jacobi(u, new float[H][W], 1, v));
    assertArrayEquals(u, v);
  }

  private static double squaredDeviations(int[] counts, int first, int end) {
    double pixels = 0;
    double sum = 0;
    for (int level = first; level < end; level++) {
      pixels += counts[level];
      sum += (double) level * counts[level];
    }
    double squares = 0;
    for (int level = first; level < end; level++) {
      double d = level - sum / pixels;
      squares += counts[level] * d * d;
    }
    return squares;
  }
}
