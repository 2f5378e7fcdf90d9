import dev.annotir.Operator;
import dev.annotir.Tensor;

/** Arrays that change places, that helpers make, and that outlive the round that made them. */
final class Arrays {
  static final int N = 16;

  @Operator
  static void heat(@Tensor({N, N}) float[][] start, @Tensor({N, N}) float[][] end, int steps) {
    float[][] now = new float[N][N], next = new float[N][N];
    for (int i = 0; i < N; i++) {
      System.arraycopy(start[i], 0, now[i], 0, N);
    }
    for (int s = 0; s < (steps & 7); s++) {
      for (int i = 1; i < N - 1; i++) {
        float[] up = now[i - 1], here = now[i], down = now[i + 1];
        for (int j = 1; j < N - 1; j++) {
          next[i][j] = 0.25f * (up[j] + down[j] + here[j - 1] + here[j + 1]) - here[j];
        }
      }
      float[][] t = now;
      now = next;
      next = t;
    }
    for (int i = 0; i < N; i++) {
      System.arraycopy(now[i], 0, end[i], 0, N);
    }
  }

  /** As above, between a parameter and the result. */
  @Operator
  static void smooth(@Tensor({N}) double[] x, @Tensor({N}) double[] y, int steps) {
    double[] from = x, to = y;
    for (int s = 0; s < (steps & 7); s++) {
      to[0] = from[0];
      to[N - 1] = from[N - 1];
      for (int i = 1; i < N - 1; i++) {
        to[i] = (from[i - 1] + 2 * from[i] + from[i + 1]) / 4;
      }
      double[] t = from;
      from = to;
      to = t;
    }
    from[steps & 15] = -1;
  }

  @Operator
  static boolean solve(
      @Tensor({6, 6}) double[][] a, @Tensor({6}) double[] b, @Tensor({6}) double[] x) {
    double[][] lu = new double[6][6];
    int[] order = new int[6];
    for (int i = 0; i < 6; i++) {
      System.arraycopy(a[i], 0, lu[i], 0, 6);
      order[i] = i;
    }
    double[] spare = new double[6];
    for (int k = 0; k < 6; k++) {
      int best = k;
      for (int i = k + 1; i < 6; i++) {
        if (Math.abs(lu[i][k]) > Math.abs(lu[best][k])) best = i;
      }
      if (lu[best][k] == 0) return false;
      double[] pivot = lu[best];
      if (best != k) {
        System.arraycopy(pivot, 0, spare, 0, 6);
        System.arraycopy(lu[k], 0, pivot, 0, 6);
        System.arraycopy(spare, 0, lu[k], 0, 6);
        int o = order[k];
        order[k] = order[best];
        order[best] = o;
      }
      pivot = lu[k];
      for (int i = k + 1; i < 6; i++) {
        double[] row = lu[i];
        double f = row[k] /= pivot[k];
        for (int j = k + 1; j < 6; j++) row[j] -= f * pivot[j];
      }
    }
    for (int i = 0; i < 6; i++) {
      double s = b[order[i]];
      for (int j = 0; j < i; j++) s -= lu[i][j] * x[j];
      x[i] = s;
    }
    for (int i = 5; i >= 0; i--) {
      double s = x[i];
      for (int j = i + 1; j < 6; j++) s -= lu[i][j] * x[j];
      x[i] = s / lu[i][i];
    }
    return true;
  }

  private static final float[] COS = {1f, 0.70710678f, 0f, -0.70710678f};
  private static final float[] SIN = {0f, -0.70710678f, -1f, -0.70710678f};

  /** A transform of 8 complex numbers that sorts itself, between two buffers. */
  @Operator
  static void transform(@Tensor({8}) float[] re, @Tensor({8}) float[] im) {
    float[] xr = re.clone(), xi = im.clone(), yr = new float[8], yi = new float[8];
    for (int n = 8, s = 1; n > 1; n /= 2, s *= 2) {
      int half = n / 2;
      for (int p = 0; p < half; p++) {
        float wr = COS[p * s], wi = SIN[p * s];
        for (int q = 0; q < s; q++) {
          int a = q + s * p, b = q + s * (p + half), c = q + s * 2 * p, d = q + s * (2 * p + 1);
          float dr = xr[a] - xr[b], di = xi[a] - xi[b];
          yr[c] = xr[a] + xr[b];
          yi[c] = xi[a] + xi[b];
          yr[d] = dr * wr - di * wi;
          yi[d] = dr * wi + di * wr;
        }
      }
      float[] tr = xr, ti = xi;
      xr = yr;
      xi = yi;
      yr = tr;
      yi = ti;
    }
    System.arraycopy(xr, 0, re, 0, 8);
    System.arraycopy(xi, 0, im, 0, 8);
  }

  static float[] times(float[][] w, float[] x) {
    float[] y = new float[w.length];
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < x.length; j++) y[i] += w[i][j] * x[j];
    }
    return y;
  }

  static float[] plus(float[] a, float[] b) {
    float[] c = a.clone();
    for (int i = 0; i < c.length; i++) c[i] += b[i];
    return c;
  }

  static float[] clamp(float[] a) {
    for (int i = 0; i < a.length; i++) a[i] = Math.min(1, Math.max(-1, a[i]));
    return a;
  }

  @Operator
  @Tensor({4})
  static float[] recurrent(
      @Tensor({4, 4}) float[][] w, @Tensor({4, 3}) float[][] u, @Tensor({5, 3}) float[][] xs) {
    float[] h = new float[4];
    for (float[] x : xs) {
      h = clamp(plus(times(w, h), times(u, x)));
    }
    return h;
  }

  /** Keeps the two best of the states that a loop makes. */
  @Operator
  static int best(@Tensor({12}) int[] x, @Tensor({2, 3}) int[][] out) {
    int[] first = new int[3], second = {-1, 0, 0};
    for (int i = 0; i < x.length; i++) {
      int[] state = {x[i], i, first[2] + 1};
      if (state[0] > first[0]) {
        second = first;
        first = state;
      } else if (state[0] > second[0]) {
        second = state;
      }
      state[2] += second[1];
    }
    System.arraycopy(first, 0, out[0], 0, 3);
    System.arraycopy(second, 0, out[1], 0, 3);
    return first[0] - second[0];
  }

  @Operator
  static int distance(@Tensor({7}) byte[] a, @Tensor({9}) byte[] b) {
    int[] previous = new int[10];
    for (int j = 0; j < 10; j++) previous[j] = j;
    for (int i = 1; i <= 7; i++) {
      int[] current = new int[10];
      current[0] = i;
      for (int j = 1; j < 10; j++) {
        int change = a[i - 1] == b[j - 1] ? 0 : 1;
        current[j] =
            Math.min(
                previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[9];
  }

  /** Merge sort from the bottom up. */
  @Operator
  static void sort(@Tensor({N}) int[] x) {
    int[] from = x, to = new int[N];
    for (int width = 1; width < N; width *= 2) {
      for (int lo = 0; lo < N; lo += 2 * width) {
        int mid = Math.min(lo + width, N), hi = Math.min(lo + 2 * width, N);
        int i = lo, j = mid;
        for (int k = lo; k < hi; k++) {
          to[k] = i < mid && (j >= hi || from[i] <= from[j]) ? from[i++] : from[j++];
        }
      }
      int[] t = from;
      from = to;
      to = t;
    }
    for (int i = 0; i < N; i++) {
      x[i] = from[i];
    }
  }

  static long[][] product(long[][] a, long[][] b) {
    long[][] c = new long[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int k = 0; k < b.length; k++) {
        for (int j = 0; j < b[0].length; j++) c[i][j] += a[i][k] * b[k][j];
      }
    }
    return c;
  }

  @Operator
  @Tensor({3, 3})
  static long[][] power(@Tensor({3, 3}) long[][] x, int n) {
    long[][] result = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    long[][] square = x;
    for (int e = n & 63; e > 0; e >>= 1) {
      if ((e & 1) != 0) result = product(result, square);
      square = product(square, square);
    }
    return result;
  }

  @Operator
  static void life(@Tensor({8, 8}) boolean[][] cells, int rounds) {
    boolean[][] now = cells, next = new boolean[8][8];
    for (int r = 0; r < (rounds & 3); r++) {
      for (int i = 0; i < 8; i++) {
        java.util.Arrays.fill(next[i], false);
        for (int j = 0; j < 8; j++) {
          int n = 0;
          for (int k = 0; k < 9; k++) {
            if (k != 4 && now[(i + k / 3 + 7) & 7][(j + k % 3 + 7) & 7]) n++;
          }
          next[i][j] = n == 3 || n == 2 && now[i][j];
        }
      }
      boolean[][] t = now;
      now = next;
      next = t;
    }
    for (int i = 0; i < 8; i++) System.arraycopy(now[i], 0, cells[i], 0, 8);
  }

  @Operator
  static void delay(@Tensor({20}) short[] x, @Tensor({20}) int[] y, int taps) {
    short[] line = new short[5];
    for (int t = 0; t < 20; t++) {
      System.arraycopy(line, 0, line, 1, taps);
      line[0] = x[t];
      int sum = 0;
      for (short v : line) sum += v;
      y[t] = sum;
    }
  }
}
