import dev.annotir.*;

/** Matrices in place, whose rounds load elements that perhaps one of them changes. */
class Paths {
  @Operator static void shortest(@Tensor({19, 19}) int[][] d) {
    for (int k = 0; k < 19; k++)
      for (int i = 0; i < 19; i++)
        for (int j = 0; j < 19; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  }

  /** No path is negative, so that no way through a vertex to itself is shorter. */
  @Operator static void tame(@Tensor({33, 33}) int[][] d) {
    for (int i = 0; i < 33; i++) for (int j = 0; j < 33; j++) d[i][j] = i == j ? 0 : d[i][j] & 0xffff;
    for (int k = 0; k < 33; k++)
      for (int i = 0; i < 33; i++)
        for (int j = 0; j < 33; j++) {
          int through = d[i][k] + d[k][j];
          if (through < d[i][j]) d[i][j] = through;
        }
  }

  /** But one, so that few rounds change what the others load. */
  @Operator static void negativeCycle(@Tensor({20, 20}) long[][] d, int at) {
    for (int i = 0; i < 20; i++) for (int j = 0; j < 20; j++) d[i][j] &= 0xffff;
    at = (at & Integer.MAX_VALUE) % 20;
    d[at][at] = -1;
    for (int k = 0; k < 20; k++)
      for (int i = 0; i < 20; i++)
        for (int j = 0; j < 20; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  }

  @Operator static void tiny(@Tensor({5, 5}) int[][] d, @Tensor({3, 3}) short[][] e, @Tensor({2, 2}) long[][] f) {
    for (int k = 0; k < 5; k++)
      for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++) d[i][j] = Math.max(d[i][j], Math.min(d[i][k], d[k][j]));
    for (int k = 0; k < 3; k++)
      for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) e[i][j] = (short) Math.max(e[i][j], e[i][k] - e[k][j]);
    for (int k = 0; k < 2; k++)
      for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++) f[i][j] ^= f[i][k] & f[k][j];
  }

  @Operator static void floats(@Tensor({21, 21}) float[][] d) {
    for (int k = 0; k < 21; k++)
      for (int i = 0; i < 21; i++)
        for (int j = 0; j < 21; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
  }

  @Operator static void floatsIfLess(@Tensor({21, 21}) float[][] d) {
    for (int k = 0; k < 21; k++)
      for (int i = 0; i < 21; i++)
        for (int j = 0; j < 21; j++) {
          float through = d[i][k] + d[k][j];
          if (!(through >= d[i][j])) d[i][j] = through;
        }
  }

  @Operator static void widest(@Tensor({18, 18}) double[][] d) {
    for (int k = 0; k < 18; k++)
      for (int i = 0; i < 18; i++)
        for (int j = 0; j < 18; j++) d[i][j] = Math.max(d[i][j], Math.min(d[i][k], d[k][j]));
  }

  /** Of two zeros the way through may be the other one, which is equal. */
  @Operator static void zeros(@Tensor({17, 17}) float[][] d, float zero) {
    zero *= 0f;
    for (int i = 0; i < 17; i++) for (int j = 0; j < 17; j++) if (d[i][j] < 1) d[i][j] = i % 3 == 0 ? -0f : 0f;
    for (int k = 0; k < 17; k++)
      for (int i = 0; i < 17; i++)
        for (int j = 0; j < 17; j++) d[i][j] = d[i][j] <= d[i][k] ? d[i][k] * zero + d[k][j] * zero : d[i][j];
  }

  /** Copies of what is equal but for the sign of zero. */
  @Operator static void copied(@Tensor({17, 17}) double[][] d, @Tensor({17, 17}) int[][] sign) {
    for (int i = 0; i < 17; i++) for (int j = 0; j < 17; j++) d[i][j] = sign[i][j] < 0 ? -0d : (sign[i][j] & 1);
    for (int k = 0; k < 17; k++)
      for (int i = 0; i < 17; i++)
        for (int j = 0; j < 17; j++) if (d[k][j] <= d[i][j]) d[i][j] = 1 / d[i][k] < 0 ? 0d : d[k][j];
  }

  @Operator static void closure(@Tensor({67, 67}) boolean[][] r) {
    for (int k = 0; k < 67; k++)
      for (int i = 0; i < 67; i++)
        for (int j = 0; j < 67; j++) r[i][j] |= r[i][k] & r[k][j];
  }

  @Operator static void closureIf(@Tensor({35, 35}) boolean[][] r) {
    for (int k = 0; k < 35; k++)
      for (int i = 0; i < 35; i++)
        for (int j = 0; j < 35; j++) if (r[i][k] && r[k][j]) r[i][j] = true;
  }

  @Operator static void parity(@Tensor({35, 35}) boolean[][] r) {
    for (int k = 0; k < 35; k++)
      for (int i = 0; i < 35; i++)
        for (int j = 0; j < 35; j++) r[i][j] ^= r[i][k] & r[k][j];
  }

  @Operator static void bytes(@Tensor({67, 67}) byte[][] r) {
    for (int k = 0; k < 67; k++)
      for (int i = 0; i < 67; i++)
        for (int j = 0; j < 67; j++) r[i][j] |= r[i][k] & r[k][j];
  }

  @Operator static void chars(@Tensor({33, 33}) char[][] r, @Tensor(value = {33, 33}, dtype = DType.UINT8) byte[][] u) {
    for (int k = 0; k < 33; k++)
      for (int i = 0; i < 33; i++)
        for (int j = 0; j < 33; j++) {
          r[i][j] = (char) Math.min(r[i][j], r[i][k] + r[k][j]);
          u[i][j] = (byte) Math.min(u[i][j] & 0xff, (u[i][k] & 0xff) + (u[k][j] & 0xff));
        }
  }

  @Operator static void flat(@Tensor({19, 19}) int[] d) {
    for (int k = 0; k < 19; k++)
      for (int i = 0; i < 19; i++)
        for (int j = 0; j < 19; j++) {
          int through = d[i * 19 + k] + d[k * 19 + j];
          if (through < d[i * 19 + j]) d[i * 19 + j] = through;
        }
  }

  /** The last vertex before each on the shortest path, and the first one after. */
  @Operator static void ways(@Tensor({19, 19}) int[][] d, @Tensor({19, 19}) int[][] last, @Tensor({19, 19}) int[][] first) {
    for (int i = 0; i < 19; i++)
      for (int j = 0; j < 19; j++) {
        last[i][j] = i;
        first[i][j] = j;
        d[i][j] &= i == 7 ? -1 : 0xffff;
      }
    for (int k = 0; k < 19; k++)
      for (int i = 0; i < 19; i++)
        for (int j = 0; j < 19; j++)
          if (d[i][k] + d[k][j] < d[i][j]) {
            d[i][j] = d[i][k] + d[k][j];
            last[i][j] = last[k][j];
            first[i][j] = first[i][k];
          }
  }

  @Operator static void backwards(@Tensor({37}) int[] x, @Tensor({37}) int[] y, int n) {
    n = (n & Integer.MAX_VALUE) % 37;
    for (int j = 35; j >= 2; j--) x[j + 1] = Math.max(x[j + 1], x[n] - y[j]);
    for (int j = 0; j < 36; j++) y[j] = Math.min(y[j + 1], y[n]);
    for (int j = 0; j < 36; j++) x[j + 1] = Math.min(x[j], x[n]);
    for (int j = 0; j < 30; j++) y[j + 3] = (y[j + 3] & 7) + (y[n] | y[36]);
  }

  @Operator static void triangles(@Tensor({25, 25}) int[][] x, int n) {
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j < i; j++) x[i][j] = Math.min(x[i][j], x[i][24 - i] + 3);
      for (int j = i; j < 25; j++) x[i][j] = Math.max(x[i][j], x[i][i] & x[i][24]);
      for (int j = 0; j < (n & 31) - 7; j++) x[j][i] = Math.max(x[j][i], x[n & 15][i] & 0xfff);
    }
  }

  /** What is beyond an end is an exception, whichever round would load it. */
  @Operator static void guarded(@Tensor({33}) int[] x, @Tensor({33}) int[] y, int n) {
    for (int j = 0; j < 33; j++) x[j] = Math.min(x[j], x[n]);
    for (int j = 0; j < 33; j++) if (x[j] > 0) y[j] = Math.min(y[j], y[n + 1]);
    for (int j = 0; j < 33; j++) if (j < n) y[j] = Math.max(y[j], y[n - 1]);
  }

  @Operator static void gaussJordan(@Tensor({17, 17}) double[][] a) {
    for (int k = 0; k < 17; k++)
      for (int i = 0; i < 17; i++)
        if (i != k) for (int j = 0; j < 17; j++) a[i][j] -= a[i][k] / a[k][k] * a[k][j];
  }

  @Operator static void lu(@Tensor({19, 19}) float[][] a) {
    for (int k = 0; k < 19; k++)
      for (int i = k + 1; i < 19; i++) {
        a[i][k] /= a[k][k];
        for (int j = k + 1; j < 19; j++) a[i][j] -= a[i][k] * a[k][j];
      }
  }

  @Operator static void cholesky(@Tensor({19, 19}) double[][] a) {
    for (int k = 0; k < 19; k++) {
      a[k][k] = Math.sqrt(a[k][k]);
      for (int i = k + 1; i < 19; i++) a[i][k] /= a[k][k];
      for (int j = k + 1; j < 19; j++) for (int i = j; i < 19; i++) a[i][j] -= a[i][k] * a[j][k];
    }
  }

  @Operator static void solve(@Tensor({19, 19}) float[][] a, @Tensor({19}) float[] x) {
    for (int i = 0; i < 19; i++) for (int j = 0; j < i; j++) x[i] -= a[i][j] * x[j];
    for (int j = 18; j >= 0; j--) {
      x[j] /= a[j][j];
      for (int i = 0; i < j; i++) x[i] -= a[i][j] * x[j];
    }
  }

  @Operator static void solveRows(@Tensor({19, 19}) float[][] a, @Tensor({19, 21}) float[][] b) {
    for (int i = 0; i < 19; i++)
      for (int k = 0; k < i; k++) for (int j = 0; j < 21; j++) b[i][j] -= a[i][k] * b[k][j];
    for (int k = 0; k < 19; k++) {
      for (int j = 0; j < 21; j++) b[k][j] /= a[k][k];
      for (int i = k + 1; i < 19; i++) for (int j = 0; j < 21; j++) b[i][j] -= a[i][k] * b[k][j];
    }
  }

  /** Rows and columns of a product in place, and sums along both axes. */
  @Operator static void sums(@Tensor({19, 21}) int[][] x) {
    for (int i = 1; i < 19; i++) for (int j = 0; j < 21; j++) x[i][j] += x[i - 1][j];
    for (int i = 0; i < 19; i++) for (int j = 1; j < 21; j++) x[i][j] += x[i][j - 1];
    for (int i = 0; i < 19; i++) for (int j = 0; j < 21; j++) x[i][j] -= x[i][20] & x[0][j];
  }
}
