package dev.annotir.examples;

import static dev.annotir.examples.Fractals.H;
import static dev.annotir.examples.Fractals.LIMIT;
import static dev.annotir.examples.Fractals.W;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class FractalsTest {
  /** Steps of 1/16 keep the first iterations exact: these counts follow by hand. */
  @Test
  void mandelbrotCountsIterations() {
    int[][] counts = new int[H][W];
    Fractals.mandelbrot(-2.25, 1.25, 0.0625, counts);
    assertEquals(1, counts[20][0], "c = -2.25 leaves at once");
    assertEquals(LIMIT, counts[20][4], "c = -2 stays on the circle");
    assertEquals(LIMIT, counts[20][20], "c = -1 alternates");
    assertEquals(LIMIT, counts[20][36], "c = 0 stays");
    assertEquals(LIMIT, counts[4][36], "c = i is periodic");
    assertEquals(3, counts[20][52], "c = 1: 0, 1, 2, 5");
    assertEquals(2, counts[0][59], "c = 1.4375 + 1.25 i has magnitude 1.9, c * c + c is outside");
  }

  @Test
  void mandelbrotIsSymmetric() {
    int[][] counts = new int[H][W];
    Fractals.mandelbrot(-2.25, 1.25, 0.0625, counts);
    for (int i = 1; i < H; i++) {
      assertArrayEquals(counts[i], counts[H - i]);
    }
  }

  @Test
  void juliaOfZeroIsTheDisc() {
    short[] counts = new short[H * W];
    Fractals.julia(0, 0, counts);
    for (int p = 0; p < H * W; p++) {
      int row = p / W;
      int column = p % W;
      double x = (2.0 * column / (W - 1) - 1) * 1.5;
      double y = (2.0 * row / (H - 1) - 1) * 1.5;
      double radius = Math.hypot(x, y);
      // After n steps the radius is r^(2^n); it leaves 2 when 2^n log2 r passes 1.
      double steps = -Math.log(Math.log(radius) / Math.log(2)) / Math.log(2);
      int expected = radius < 1 ? LIMIT : (int) Math.max(0, Math.ceil(steps));
      assertEquals(expected, counts[p], "at " + x + ", " + y);
    }
  }

  @Test
  void newtonFindsRoots() {
    byte[][] roots = new byte[H][W];
    Fractals.newton(0.1, roots);
    int row = H / 2;
    assertEquals(-1, roots[row][W / 2], "0 has no successor");
    for (int j = W / 2 + 1; j < W; j++) {
      assertEquals(0, roots[row][j], "positive numbers reach 1");
    }
    assertEquals(1, roots[row - 9][W / 2 - 5], "-0.5 + 0.9 i is near its root");
    assertEquals(2, roots[row + 9][W / 2 - 5], "-0.5 - 0.9 i is near its root");
    for (int i = 1; i < H; i++) {
      for (int j = 0; j < W; j++) {
        int mirrored = roots[H - i][j];
        int swapped = mirrored == 1 ? 2 : mirrored == 2 ? 1 : mirrored;
        assertEquals(swapped, roots[i][j]);
      }
    }
  }

  @Test
  void lifeMovesAGlider() {
    boolean[][] start = new boolean[H][W];
    // On the corner, so that it crosses both edges of the torus.
    for (int[] cell : new int[][] {{0, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}}) {
      start[(cell[0] + H - 2) % H][(cell[1] + W - 2) % W] = true;
    }
    boolean[][] cells = start;
    for (int generation = 0; generation < 4; generation++) {
      boolean[][] next = new boolean[H][W];
      Fractals.life(cells, next);
      cells = next;
    }
    int living = 0;
    for (int i = 0; i < H; i++) {
      for (int j = 0; j < W; j++) {
        assertEquals(start[i][j], cells[(i + 1) % H][(j + 1) % W]);
        living += cells[i][j] ? 1 : 0;
      }
    }
    assertEquals(5, living);
  }

  @Test
  void lifeKeepsABlockAndTurnsABlinker() {
    boolean[][] cells = new boolean[H][W];
    cells[10][10] = cells[10][11] = cells[11][10] = cells[11][11] = true;
    cells[30][39] = cells[30][40] = cells[30][41] = true;
    boolean[][] next = new boolean[H][W];
    Fractals.life(cells, next);
    assertTrue(next[10][10] && next[10][11] && next[11][10] && next[11][11]);
    assertTrue(next[29][40] && next[30][40] && next[31][40]);
    assertTrue(!next[30][39] && !next[30][41]);
  }
}
