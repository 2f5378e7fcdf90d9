import dev.annotir.*;
class Mixed {
  static final double[] D = {Double.NaN, -0.0, Double.MIN_VALUE, 1e300, Double.NEGATIVE_INFINITY};
  static final float[] F = {1e-45f, Float.MAX_VALUE, -0f, Float.NaN, 0.1f};
  static final boolean[] B = {true, false, true};
  static final char[] C = {'\uffff', 0, 'a'};
  private static int sq(int[] r, int i) { if (i < 0) return -1; for (int v : r) if (v == i) return v * v; return r[i]++; }
  private static float mix(float a, float b) { a += b; return a * b > 1 ? a : b; }
  @Operator static int views(@Tensor({3, 4}) int[][] x, @Tensor({3}) int[] p) {
    int s = 0;
    for (int[] row : x) { s += sq(row, p[0]); s ^= sq(row, row[1]); }
    return s + sq(x[p[1]], p[2]);
  }
  @Operator static float consts(int i, @Tensor({5}) double[] y) {
    for (int k = 0; k < 5; k++) y[k] = D[k] * F[4 - k] + (B[k % 3] ? C[k % 3] : -C[k / 2]);
    return mix(F[i], (float) D[i % 5]);
  }
  @Operator static long wide(@Tensor({2, 3, 2}) long[][][] x, @Tensor({12}) long[] y, @Tensor(value = {2, 2, 3}, dtype = DType.UINT32) int[] u) {
    long h = 1;
    for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) for (int k = 0; k < 2; k++) {
      h = h * 31 + x[i][j][k] * u[(i * 3 + j) * 2 + k];
      y[11 - ((i * 3 + j) * 2 + k)] = h >> 7;
    }
    return h;
  }
  @Operator static void inplace(@Tensor({6}) float[] a, @Tensor({6}) float[] b, @Tensor({6}) float[] c) { for (int i = 0; i < 6; i++) c[i] = a[i] * b[i] + a[i]; }
  @Operator static void revers(@Tensor({6}) float[] a, @Tensor({6}) float[] c) { for (int i = 0; i < 6; i++) c[i] = a[5 - i]; }
  @Operator static void swap(@Tensor({6}) int[] a, @Tensor({6}) int[] c) { for (int i = 0; i < 6; i++) { int t = a[i]; a[i] = c[i]; c[i] = t; } }
  @Operator static void cond(@Tensor({6}) int[] a, @Tensor({6}) int[] c) { for (int i = 0; i < 6; i++) { if (a[i] > 0) continue; c[i] = a[i]; } }
  @Operator static void prod(@Tensor({4}) int[] a, @Tensor({4}) int[] c) { for (int i = 0; i < 4; i++) { c[i] = 0; for (int j = 0; j <= i; j++) c[i] += a[i]; } }
  @Operator static int down(int from, int to, int step, @Tensor({8}) int[] y) { int n = 0; for (int i = from; i > to; i -= step) { y[n++] = i; } for (int i = Integer.MAX_VALUE - 2; i > 0; i++) n += i; for (byte b = 0; b >= 0; b += 50) n++; return n; }
  @Operator static long lng(long a, long b, short s, char c) { return (a < b ? a : b) / (s | c) % (c - s) + (int) a * b; }
  @Operator static int big(@Tensor({100}) int[] x) { int[] h = new int[1000]; int[][] g = new int[40][30]; for (int v : x) { h[v]++; g[v % 40][v / 40]--; } int m = 0; for (int i = 0; i < 1000; i++) if (h[i] > h[m]) m = i; return m - g[3][0]; }
  @Operator static double cmp(float f, double d, long l, int i) { double r = 0; if (f < i) r += 1; if (f == l) r += 2; if (d >= l) r += 4; if (!(d > f)) r += 8; if (f != f) r += 16; if (i > l) r += 32; return r + (f > d ? l : f) + (char) f + (byte) d; }
  @Operator static int nested(@Tensor({4}) int[] x) { int i = 0; int r = x[i] > 0 ? x[++i] > 1 ? x[i++] : x[i--] : x[i + 1] < 0 && x[i += 2] > 0 || x[i] == 3 ? i : -i; return r * 10 + i; }
  @Operator static void trunc(@Tensor({6}) float[] f, @Tensor({6}) int[] i, @Tensor({6}) long[] l, @Tensor({6}) double[] d) { for (int k = 0; k < 6; k++) { i[k] = (int) f[k]; l[k] = (long) f[k] ^ (long) d[k]; f[k] = l[k]; d[k] = l[k] + (int) d[k]; f[k] += i[k]; } }
  @Operator static double fm(@Tensor({6}) float[] f, @Tensor({6}) double[] d) { double s = 0; for (int k = 0; k < 6; k++) { f[k] = Math.fma(f[k], f[5 - k], f[0]); s = Math.fma(d[k], d[5 - k], s); d[k] %= s; f[k] %= 3; } return s; }
}
