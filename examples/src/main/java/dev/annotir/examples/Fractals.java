package dev.annotir.examples;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Iterations over the plane: escape times, basins of attraction and a cellular automaton. */
@OperatorLibrary("fractals")
final class Fractals {
  static final int H = 40;
  static final int W = 60;
  static final int LIMIT = 200;

  private static final double HALF_SQRT3 = 0.8660254037844386;

  /** The real and imaginary parts of the cube roots of 1. */
  private static final double[][] ROOTS = {{1, 0}, {-0.5, HALF_SQRT3}, {-0.5, -HALF_SQRT3}};

  private Fractals() {}

  /**
   * Counts how often {@code z * z + c} can be iterated from 0 until z leaves the circle of radius
   * 2.
   *
   * @param left the real part of the first column
   * @param top the imaginary part of the first row
   * @param step the distance of pixels
   * @param counts 0 to 200; 200 inside the Mandelbrot set
   */
  @Operator
  static void mandelbrot(double left, double top, double step, @Tensor({H, W}) int[][] counts) {
    for (int i = 0; i < H; i++) {
      double ci = top - i * step;
      for (int j = 0; j < W; j++) {
        double cr = left + j * step;
        counts[i][j] = escape(0, 0, cr, ci);
      }
    }
  }

  /**
   * Counts the iterations of {@code z * z + c} as {@link #mandelbrot} does, but from each pixel of
   * the square around 0 and with one {@code c} for all.
   *
   * @param cr the real part of c
   * @param ci the imaginary part of c
   * @param counts 0 to 200
   */
  @Operator
  static void julia(double cr, double ci, @Tensor({H, W}) short[] counts) {
    int p = 0;
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        double zr = (2 * j - (W - 1)) * (1.5 / (W - 1));
        double zi = ((H - 1) - 2 * i) * (1.5 / (H - 1));
        counts[p++] = (short) escape(zr, zi, cr, ci);
      }
    }
  }

  /**
   * Finds which cube root of 1 Newton's method reaches from each pixel.
   *
   * @param step the distance of pixels; the centre of the image is 0
   * @param roots 0, 1 or 2, or -1 where the method has found none after 50 steps
   */
  @Operator
  static void newton(double step, @Tensor({H, W}) byte[][] roots) {
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        roots[i][j] = basin((j - W / 2) * step, (H / 2 - i) * step);
      }
    }
  }

  /** Computes the next generation of Conway's Game of Life on a torus of 40 x 60 cells. */
  @Operator
  static void life(@Tensor({H, W}) boolean[][] cells, @Tensor({H, W}) boolean[][] next) {
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        int neighbours = 0;
        for (int di = -1; di <= 1; di++) {
          for (int dj = -1; dj <= 1; dj++) {
            boolean self = di == 0 && dj == 0;
            if (!self && cells[Math.floorMod(i + di, H)][Math.floorMod(j + dj, W)]) {
              neighbours++;
            }
          }
        }
        next[i][j] = neighbours == 3 || (cells[i][j] && neighbours == 2);
      }
    }
  }

  /** Returns after how many steps z, which starts at (zr, zi), leaves the circle; at most 200. */
  private static int escape(double zr, double zi, double cr, double ci) {
    int n = 0;
    while (n < LIMIT) {
      double rr = zr * zr;
      double ii = zi * zi;
      if (rr + ii > 4) {
        break;
      }
      zi = 2 * zr * zi + ci;
      zr = rr - ii + cr;
      n++;
    }
    return n;
  }

  private static byte basin(double x, double y) {
    int steps = 0;
    do {
      // z - (z^3 - 1) / (3 z^2) = (2 z + 1 / z^2) / 3
      double xx = x * x - y * y;
      double xy = 2 * x * y;
      double norm = xx * xx + xy * xy;
      x = (2 * x + xx / norm) / 3;
      y = (2 * y - xy / norm) / 3;
      for (int r = 0; r < ROOTS.length; r++) {
        double dx = x - ROOTS[r][0];
        double dy = y - ROOTS[r][1];
        if (dx * dx + dy * dy < 1e-12) {
          return (byte) r;
        }
      }
    } while (++steps < 50);
    return -1;
  }
}
