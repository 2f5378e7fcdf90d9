package dev.annotir.examples;

import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Filters and measurements on images of 64 x 96 pixels, mostly of unsigned 8 bits. */
@OperatorLibrary("vision")
final class Vision {
  static final int H = 64;
  static final int W = 96;
  static final int SMALL_H = 40;
  static final int SMALL_W = 54;
  static final int LEVELS = 256;

  private Vision() {}

  /** Replaces each pixel by the median of its 3 x 3 neighbours; the border repeats outwards. */
  @Operator
  static void median(
      @Tensor(
              value = {H, W},
              dtype = DType.UINT8)
          byte[][] x,
      @Tensor(
              value = {H, W},
              dtype = DType.UINT8)
          byte[][] y) {
    for (int i = 0; i < H; i++) {
      byte[] above = x[Math.max(i - 1, 0)];
      byte[] row = x[i];
      byte[] below = x[Math.min(i + 1, H - 1)];
      for (int j = 0; j < W; j++) {
        int left = Math.max(j - 1, 0);
        int right = Math.min(j + 1, W - 1);
        y[i][j] =
            (byte)
                median9(
                    above[left] & 0xff,
                    above[j] & 0xff,
                    above[right] & 0xff,
                    row[left] & 0xff,
                    row[j] & 0xff,
                    row[right] & 0xff,
                    below[left] & 0xff,
                    below[j] & 0xff,
                    below[right] & 0xff);
      }
    }
  }

  /** Computes the strength of edges, {@code |gx| + |gy|} of the Sobel operator, at most 255. */
  @Operator
  static void sobel(
      @Tensor(
              value = {H, W},
              dtype = DType.UINT8)
          byte[][] x,
      @Tensor(
              value = {H - 2, W - 2},
              dtype = DType.UINT8)
          byte[][] y) {
    for (int i = 0; i < H - 2; i++) {
      for (int j = 0; j < W - 2; j++) {
        int a = x[i][j] & 0xff;
        int b = x[i][j + 1] & 0xff;
        int c = x[i][j + 2] & 0xff;
        int d = x[i + 1][j] & 0xff;
        int f = x[i + 1][j + 2] & 0xff;
        int g = x[i + 2][j] & 0xff;
        int h = x[i + 2][j + 1] & 0xff;
        int k = x[i + 2][j + 2] & 0xff;
        int gx = c + 2 * f + k - (a + 2 * d + g);
        int gy = g + 2 * h + k - (a + 2 * b + c);
        y[i][j] = (byte) Math.min(Math.abs(gx) + Math.abs(gy), 255);
      }
    }
  }

  /** Converts red, green and blue to the luma of ITU-R BT.601, rounded. */
  @Operator
  static void luma(
      @Tensor(
              value = {H, W, 3},
              dtype = DType.UINT8)
          byte[] rgb,
      @Tensor(
              value = {H, W},
              dtype = DType.UINT8)
          byte[] y) {
    for (int p = 0; p < H * W; p++) {
      int red = rgb[3 * p] & 0xff;
      int green = rgb[3 * p + 1] & 0xff;
      int blue = rgb[3 * p + 2] & 0xff;
      y[p] = (byte) ((77 * red + 150 * green + 29 * blue + 128) >> 8);
    }
  }

  /** Counts the pixels of each of the 256 levels. */
  @Operator
  static void histogram(
      @Tensor(
              value = {H, W},
              dtype = DType.UINT8)
          byte[][] x,
      @Tensor({LEVELS}) int[] counts) {
    for (int level = 0; level < LEVELS; level++) {
      counts[level] = 0;
    }
    for (byte[] row : x) {
      for (byte pixel : row) {
        counts[pixel & 0xff]++;
      }
    }
  }

  /**
   * Returns the level that separates dark from light pixels best, by Otsu's method.
   *
   * <p>Pixels of at most this level are dark. The result is 0 if there are less than two levels.
   *
   * @param counts the number of pixels of each level
   */
  @Operator
  static int otsu(@Tensor({LEVELS}) int[] counts) {
    long pixels = 0;
    long total = 0;
    for (int level = 0; level < LEVELS; level++) {
      pixels += counts[level];
      total += (long) level * counts[level];
    }
    int threshold = 0;
    double most = 0;
    long dark = 0;
    long darkTotal = 0;
    for (int level = 0; level < LEVELS; level++) {
      dark += counts[level];
      darkTotal += (long) level * counts[level];
      if (dark == 0) {
        continue;
      }
      long light = pixels - dark;
      if (light == 0) {
        break;
      }
      double gap = (double) darkTotal / dark - (double) (total - darkTotal) / light;
      double between = (double) dark * light * gap * gap;
      if (between > most) {
        most = between;
        threshold = level;
      }
    }
    return threshold;
  }

  /** Marks the pixels that are brighter than {@code level}. */
  @Operator
  static void brighter(
      @Tensor(
              value = {H, W},
              dtype = DType.UINT8)
          byte[][] x,
      int level,
      @Tensor({H, W}) boolean[][] y) {
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        y[i][j] = (x[i][j] & 0xff) > level;
      }
    }
  }

  /** Scales down to 40 x 54 pixels, each the nearest pixel of {@code x} to the upper left. */
  @Operator
  static void shrink(
      @Tensor(
              value = {H, W},
              dtype = DType.UINT8)
          byte[][] x,
      @Tensor(
              value = {SMALL_H, SMALL_W},
              dtype = DType.UINT8)
          byte[][] y) {
    for (int i = 0; i < SMALL_H; i++) {
      byte[] row = x[i * H / SMALL_H];
      for (int j = 0; j < SMALL_W; j++) {
        y[i][j] = row[j * W / SMALL_W];
      }
    }
  }

  /** Converts depths from millimetres to metres; 0, which means no measurement, becomes NaN. */
  @Operator
  static void metres(
      @Tensor(
              value = {H, W},
              dtype = DType.UINT16)
          char[][] millimetres,
      @Tensor({H, W}) float[][] y) {
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        int depth = millimetres[i][j];
        y[i][j] = depth == 0 ? Float.NaN : depth / 1000f;
      }
    }
  }

  /**
   * Relaxes Poisson's equation by one Jacobi sweep from {@code u} to {@code v}; the border stays.
   *
   * @param f the right side
   * @param spacing the distance of grid points
   * @return the largest change of a grid point
   */
  @Operator
  static float jacobi(
      @Tensor({H, W}) float[][] u,
      @Tensor({H, W}) float[][] f,
      float spacing,
      @Tensor({H, W}) float[][] v) {
    float area = spacing * spacing;
    float change = 0;
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        if (i == 0 || i == H - 1 || j == 0 || j == W - 1) {
          v[i][j] = u[i][j];
        } else {
          float around = u[i - 1][j] + u[i + 1][j] + u[i][j - 1] + u[i][j + 1];
          v[i][j] = 0.25f * (around - area * f[i][j]);
          change = Math.max(change, Math.abs(v[i][j] - u[i][j]));
        }
      }
    }
    return change;
  }

  /** Returns the median of nine values, from the sorted columns of the 3 x 3 square. */
  private static int median9(int a, int b, int c, int d, int e, int f, int g, int h, int i) {
    int largestLow = Math.max(low(a, d, g), Math.max(low(b, e, h), low(c, f, i)));
    int middle = median3(median3(a, d, g), median3(b, e, h), median3(c, f, i));
    int smallestHigh = Math.min(high(a, d, g), Math.min(high(b, e, h), high(c, f, i)));
    return median3(largestLow, middle, smallestHigh);
  }

  private static int low(int a, int b, int c) {
    return Math.min(a, Math.min(b, c));
  }

  private static int high(int a, int b, int c) {
    return Math.max(a, Math.max(b, c));
  }

  private static int median3(int a, int b, int c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
