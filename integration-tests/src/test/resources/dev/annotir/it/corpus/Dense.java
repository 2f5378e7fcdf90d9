import dev.annotir.*;
class Dense {
  static final long BIG = 0x123456789abcdefL;
  static final int[][] TABLE = {{1,2,3},{4,5,6}};
  @Operator static void shifts(@Tensor({8}) int[] x, @Tensor({8}) int[] s, @Tensor({8}) long[] l, @Tensor({8}) long[] y, @Tensor({8}) int[] z) {
    for (int i = 0; i < 8; i++) {
      y[i] = (l[i] << s[i]) + (l[i] >>> x[i]) + (l[i] >> l[7 - i]);
      z[i] = (x[i] << s[i]) ^ (x[i] >>> s[i]) ^ (x[i] >> (s[i] + 5)) ^ (x[i] << l[i]);
      z[i] += l[i] * x[i];
      z[i] >>>= 33; z[i] <<= l[i]; 
    }
  }
  @Operator static void narrow(@Tensor({6}) byte[] b, @Tensor({6}) short[] s, @Tensor({6}) char[] c, @Tensor({6}) float[] f, @Tensor({6}) double[] d) {
    for (int i = 0; i < 6; i++) {
      b[i] += d[i]; s[i] *= f[i]; c[i] -= d[i]; b[i] >>>= 1; c[i] <<= 3; s[i] >>= b[i];
      f[i] = (float) d[i]; d[i] = f[i] % d[5 - i]; b[i] ^= (byte) c[i]; f[i] += (int) f[i] + (long) d[i]; s[i] = (short) (char) (byte) d[i];
      c[i]++; b[i]--; f[i]++; --d[i];
    }
  }
  @Operator static void divs(@Tensor({6}) int[] a, @Tensor({6}) int[] b, @Tensor({6}) long[] p, @Tensor({6}) long[] q) {
    for (int i = 0; i < 6; i++) {
      int t = a[i] / b[i] + a[i] % b[i];
      p[i] = p[i] / q[i] - p[i] % q[i] + t;
      a[i] /= q[i] == 0 ? 1 : q[i];
      b[i] = Math.floorMod(a[i], b[i]) + Math.floorDiv(b[i], a[i] | 1);
      q[i] = Math.floorMod(p[i], q[i]) ^ Math.floorDiv(p[i], q[i]);
    }
  }
  @Operator static int order(@Tensor({4}) int[] x, @Tensor({4}) int[] y, int i) {
    int j = i;
    x[j++] += x[j] + (j = 2) * y[j++]++;
    y[j--] = j + (y[j] = x[j] > 0 ? j++ : --j);
    return x[(i & 3)] = y[i] += j;
  }
  @Operator static float minmax(@Tensor({5}) float[] x, @Tensor({5}) double[] y) {
    float m = Float.NEGATIVE_INFINITY; double n = 0.0;
    for (int i = 0; i < 5; i++) { m = Math.max(m, x[i]); n = Math.min(-y[i], n); x[i] = Math.abs(x[i]) + (float) Math.rint(y[i]); y[i] = Math.sqrt(y[i]) + Math.floor(n) - Math.ceil(m); }
    return (float) (m - n);
  }
  @Operator static boolean loops(@Tensor({3, 4}) int[][] x, int n, @Tensor({3}) long[] y) {
    outer:
    for (int i = 0; i < 3; i++) {
      int[] row = x[i];
      for (int v : row) {
        if (v == n) break outer;
        if (v < 0) continue outer;
        y[i] += v;
        if (y[i] > 1000) return true;
      }
      int k = 0;
      do { y[i] ^= TABLE[k][i]; } while (++k < 2 && row[k] != 3);
      while (k-- > 0) { row[k] -= k; }
    }
    return y[0] > y[1] & (y[2] != 0 | n == 5) ^ x[0][0] < 2 || n != 9 && y[1] == 3;
  }
  @Operator static void guard(@Tensor({10}) int[] idx, @Tensor({10}) float[] x, @Tensor({10}) float[] y) {
    for (int i = 0; i < 10; i++) {
      y[i] = x[idx[i]]
          / idx[idx[i] % 10]
          + (idx[i] > 3
             ? x[idx[i] + 1]
             : x[idx[i] - 1]);
    }
  }
  @Operator @Tensor({2, 3}) static long[][] made(@Tensor({2, 3}) boolean[][] m, long k, float f, byte b) {
    long[][] r = new long[2][3];
    for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) r[i][j] = m[i][j] ? k++ : (long) (f *= b) + BIG;
    return r;
  }
  @Operator static double fold(double x) { return (0.0 - (0.0 - x)) + 0.0 * x + x * 1 - 0.0 + (x + 0.0) + -(-x) + (x - x) + 1e-320 / 3; }
  @Operator static double neg(float x, double d) { float t = -x; t *= -0.0f; d = -(0 - d) / t; d -= -0.0; return d * t; }
}
