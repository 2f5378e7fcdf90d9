import dev.annotir.Operator;
import dev.annotir.Tensor;

/** Indices and counters at the limits of their types, and elements that are written more than once. */
class Limits {
  @Operator static int div_a2(int n, @Tensor({4}) int[] x) { int a = 1, z = 0; if (n > 5) { x[0] = a / z; } if (n > 7) { x[1] = a % z; } return x[0]; }
  @Operator static int div_a3(int n) { long x = n; if (x >= -1000000000L) { return (int) (7 / (x * 4096 - 4096)); } return 0; }
  @Operator static float idx_a3(int n, @Tensor({4096}) float[] a) {
    long x = n;
    if (x >= -1000000000L) {
      if (x >= -1000 && x <= 1) { return a[(int) (x * 4096 - 1)]; }
    }
    return 0;
  }
  @Operator static void f_a4(@Tensor({8}) float[] x, @Tensor({8}) float[] y, @Tensor({4}) int[] idx) {
    for (int i = 0; i < 4; i++) { int k = idx[i]; y[i + (k & 3)] = x[i + (k & 3)] + 1; }
  }
  @Operator static void g_a4(@Tensor({8}) float[] x, @Tensor({8}) float[] y, @Tensor({4}) byte[] idx) {
    for (int i = 0; i < 4; i++) { y[i + idx[i]] = x[i + idx[i]] + 1; }
  }
  @Operator static void a_c1(@Tensor({8}) float[] x, @Tensor({8}) float[] y, @Tensor({4}) byte[] idx) {
    for (int i = 0; i < 4; i++) { byte k = idx[i]; if (k >= 0 && k < 4) { y[i + k] = x[i + k] + 1; } }
  }
  @Operator static void b_c1(@Tensor({8}) float[] x, @Tensor({8}) float[] y, int n) {
    for (int i = 0; i < 4; i++) { for (int j = 0; j < (n & 3); j++) { y[i * 2 + (j & 1)] = x[i * 2 + (j & 1)] + 1; } }
  }
  @Operator static void c_c1(@Tensor({8}) float[] x, @Tensor({8}) float[] y, int n) {
    for (int i = 0; i < 4; i++) { y[i + (i / 2)] = x[i + (i / 2)] + 1;  }
  }
  @Operator static void d_c1(@Tensor({8}) float[] x, @Tensor({8}) float[] y, int n) {
    for (int i = 0; i < 4; i++) { int k = i > 1 ? 3 - i : i; y[i + (3 - i & 3)] = x[i + (3 - i & 3)] + 1;  }
  }
  @Operator static int a_d1(@Tensor({8}) int[] x, long n) { if (n == Long.MIN_VALUE) { return x[(int) (n >>> 60)]; } long m = n; if (m <= Long.MIN_VALUE + 1) return -1; return x[(int) (m & 7)]; }
  @Operator static int b_d1(@Tensor({8}) int[] x, int n) { int s = 0; for (long i = 5; i > 3; i -= Long.MIN_VALUE) { s++; if (s > 5) break; } for (int i = 5; i > 3; i += Integer.MIN_VALUE) { s += x[i & 7]; } return s; }
  @Operator static int c_d1(@Tensor({8}) int[] x, int n) { int s = 0; for (int i = 0; i < 8; i++) { int k = x[i] & 7; x[i] = n; s += x[k]; k = s & 7; s ^= x[k]; } return s; }
  @Operator static int d_d1(@Tensor({8}) int[] x, int n) { int i = 0, s = 0; for (int r = 0; r < 3; r++) { i = r; if (n > r) while (i < 8) { s += x[i]; i += 2; } else while (i > 0) { i--; s -= x[i]; } s += i; } return s; }
  @Operator static int e_d1(@Tensor({8}) int[] x, int n) { int s = 0; int k = n & 3; for (int i = k; i - k < 4; i++) { s += x[i]; } for (int i = n; i - 3 < n; i++) { s += x[i & 7]; if (s == 3) return s; } return s; }
  @Operator static int f_d1(@Tensor({8}) int[] x, int n) { int s = 0; int lim = 8; for (int i = 0; i < lim; i++) { s += x[i]; if (x[i] == n) lim = i; } int[] t = {1, 2, 3}; for (int v : t) { s += x[v]; t[0] = s & 7; } return s + x[t[0]]; }
  /** Each value is of the one before twice: who follows both in all that are before, never ends. */
  @Operator static void twice_e1(@Tensor({64}) int[] x, @Tensor({64}) int[] y) {
    for (int i = 0; i < 64; i++) {
      int a0 = i * 3 + 1; int a1 = a0 * a0 ^ a0 + 1; int a2 = a1 * a1 ^ a1 + 2; int a3 = a2 * a2 ^ a2 + 3; int a4 = a3 * a3 ^ a3 + 4; int a5 = a4 * a4 ^ a4 + 5; int a6 = a5 * a5 ^ a5 + 6; int a7 = a6 * a6 ^ a6 + 7; int a8 = a7 * a7 ^ a7 + 8; int a9 = a8 * a8 ^ a8 + 9; int a10 = a9 * a9 ^ a9 + 10; int a11 = a10 * a10 ^ a10 + 11; int a12 = a11 * a11 ^ a11 + 12; int a13 = a12 * a12 ^ a12 + 13; int a14 = a13 * a13 ^ a13 + 14; int a15 = a14 * a14 ^ a14 + 15; int a16 = a15 * a15 ^ a15 + 16; int a17 = a16 * a16 ^ a16 + 17; int a18 = a17 * a17 ^ a17 + 18; int a19 = a18 * a18 ^ a18 + 19; int a20 = a19 * a19 ^ a19 + 20; int a21 = a20 * a20 ^ a20 + 21; int a22 = a21 * a21 ^ a21 + 22; int a23 = a22 * a22 ^ a22 + 23; int a24 = a23 * a23 ^ a23 + 24; int a25 = a24 * a24 ^ a24 + 25; int a26 = a25 * a25 ^ a25 + 26; int a27 = a26 * a26 ^ a26 + 27; int a28 = a27 * a27 ^ a27 + 28; int a29 = a28 * a28 ^ a28 + 29;
      x[a29 & 63] = Math.min(x[a29 & 63], y[i]);
    }
  }
  @Operator static void twice_e2(@Tensor({9, 64}) int[][] x, int k) {
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 64; j++) {
        int a0 = i * 3 + 1; int a1 = a0 * a0 ^ a0 + 1; int a2 = a1 * a1 ^ a1 + 2; int a3 = a2 * a2 ^ a2 + 3; int a4 = a3 * a3 ^ a3 + 4; int a5 = a4 * a4 ^ a4 + 5; int a6 = a5 * a5 ^ a5 + 6; int a7 = a6 * a6 ^ a6 + 7; int a8 = a7 * a7 ^ a7 + 8; int a9 = a8 * a8 ^ a8 + 9; int a10 = a9 * a9 ^ a9 + 10; int a11 = a10 * a10 ^ a10 + 11; int a12 = a11 * a11 ^ a11 + 12; int a13 = a12 * a12 ^ a12 + 13; int a14 = a13 * a13 ^ a13 + 14; int a15 = a14 * a14 ^ a14 + 15; int a16 = a15 * a15 ^ a15 + 16; int a17 = a16 * a16 ^ a16 + 17; int a18 = a17 * a17 ^ a17 + 18; int a19 = a18 * a18 ^ a18 + 19; int a20 = a19 * a19 ^ a19 + 20; int a21 = a20 * a20 ^ a20 + 21; int a22 = a21 * a21 ^ a21 + 22; int a23 = a22 * a22 ^ a22 + 23; int a24 = a23 * a23 ^ a23 + 24; int a25 = a24 * a24 ^ a24 + 25; int a26 = a25 * a25 ^ a25 + 26; int a27 = a26 * a26 ^ a26 + 27; int a28 = a27 * a27 ^ a27 + 28; int a29 = a28 * a28 ^ a28 + 29;
        x[i][j] = Math.min(x[i][j], x[i][a29 & 63] + x[k & 7][j]);
      }
    }
  }

  /** A product, one of whose factors is made in steps that each need the one before twice. */
  @Operator
  static void longFactor(
      @Tensor({4, 6}) byte[][] a, @Tensor({6, 64}) byte[][] b, @Tensor({4, 64}) int[][] c) {
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 64; j++) {
        int s = 0;
        for (int k = 0; k < 6; k++) {
          int t0 = a[i][k];
          int t1 = (t0 + t0 * 3) & 127;
          int t2 = (t1 + t1 * 3) & 127;
          int t3 = (t2 + t2 * 3) & 127;
          int t4 = (t3 + t3 * 3) & 127;
          int t5 = (t4 + t4 * 3) & 127;
          int t6 = (t5 + t5 * 3) & 127;
          int t7 = (t6 + t6 * 3) & 127;
          int t8 = (t7 + t7 * 3) & 127;
          int t9 = (t8 + t8 * 3) & 127;
          int t10 = (t9 + t9 * 3) & 127;
          int t11 = (t10 + t10 * 3) & 127;
          int t12 = (t11 + t11 * 3) & 127;
          int t13 = (t12 + t12 * 3) & 127;
          int t14 = (t13 + t13 * 3) & 127;
          int t15 = (t14 + t14 * 3) & 127;
          int t16 = (t15 + t15 * 3) & 127;
          int t17 = (t16 + t16 * 3) & 127;
          int t18 = (t17 + t17 * 3) & 127;
          int t19 = (t18 + t18 * 3) & 127;
          int t20 = (t19 + t19 * 3) & 127;
          int t21 = (t20 + t20 * 3) & 127;
          int t22 = (t21 + t21 * 3) & 127;
          int t23 = (t22 + t22 * 3) & 127;
          int t24 = (t23 + t23 * 3) & 127;
          int t25 = (t24 + t24 * 3) & 127;
          int t26 = (t25 + t25 * 3) & 127;
          int t27 = (t26 + t26 * 3) & 127;
          int t28 = (t27 + t27 * 3) & 127;
          int t29 = (t28 + t28 * 3) & 127;
          int t30 = (t29 + t29 * 3) & 127;
          s += t30 * b[k][j];
        }
        c[i][j] = s;
      }
    }
  }
}
