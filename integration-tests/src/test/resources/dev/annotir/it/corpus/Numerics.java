import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Numerical recipes. */
@OperatorLibrary("numerics")
final class Numerics {
  private Numerics() {}

  private static final int N = 7;

  /** Inverts in place by Gauss and Jordan with full rows as pivots; the determinant. */
  @Operator
  static double inverse(@Tensor({N, N}) double[][] a) {
    int[] from = new int[N];
    double det = 1;
    for (int c = 0; c < N; c++) {
      int p = c;
      for (int r = c + 1; r < N; r++) if (Math.abs(a[r][c]) > Math.abs(a[p][c])) p = r;
      from[c] = p;
      if (a[p][c] == 0) throw new ArithmeticException("singular");
      if (p != c) {
        det = -det;
        for (int k = 0; k < N; k++) {
          double t = a[p][k];
          a[p][k] = a[c][k];
          a[c][k] = t;
        }
      }
      double pivot = a[c][c];
      det *= pivot;
      a[c][c] = 1;
      for (int k = 0; k < N; k++) a[c][k] /= pivot;
      for (int r = 0; r < N; r++) {
        if (r == c) continue;
        double factor = a[r][c];
        a[r][c] = 0;
        for (int k = 0; k < N; k++) a[r][k] -= factor * a[c][k];
      }
    }
    for (int c = N - 1; c >= 0; c--) {
      if (from[c] == c) continue;
      for (int r = 0; r < N; r++) {
        double t = a[r][c];
        a[r][c] = a[r][from[c]];
        a[r][from[c]] = t;
      }
    }
    return det;
  }

  /** L and U over a, the rows' order in perm; false if singular. */
  @Operator
  static boolean lu(@Tensor({N, N}) float[][] a, @Tensor({N}) int[] perm) {
    for (int i = 0; i < N; i++) perm[i] = i;
    for (int k = 0; k < N; k++) {
      float largest = 0f;
      int p = -1;
      for (int i = k; i < N; i++) {
        float v = Math.abs(a[i][k]);
        if (v > largest) {
          largest = v;
          p = i;
        }
      }
      if (p < 0) return false;
      int t = perm[k];
      perm[k] = perm[p];
      perm[p] = t;
      for (int j = 0; j < N; j++) {
        float s = a[k][j];
        a[k][j] = a[p][j];
        a[p][j] = s;
      }
      for (int i = k + 1; i < N; i++) {
        a[i][k] /= a[k][k];
        for (int j = k + 1; j < N; j++) a[i][j] -= a[i][k] * a[k][j];
      }
    }
    return true;
  }

  @Operator
  static void solve(@Tensor({N, N}) double[][] lu, @Tensor({N}) int[] perm, @Tensor({N}) double[] b, @Tensor({N}) double[] x) {
    for (int i = 0; i < N; i++) {
      double s = b[Math.floorMod(perm[i], N)];
      for (int j = 0; j < i; j++) s -= lu[i][j] * x[j];
      x[i] = s;
    }
    for (int i = N; i-- > 0; ) {
      double s = x[i];
      for (int j = i + 1; j < N; j++) s -= lu[i][j] * x[j];
      x[i] = s / lu[i][i];
    }
  }

  /** The lower factor; -1, or the first column that is not positive. */
  @Operator
  static int cholesky(@Tensor({N, N}) double[][] a, @Tensor({N, N}) double[][] l) {
    for (int j = 0; j < N; j++) {
      double d = a[j][j];
      for (int k = 0; k < j; k++) d -= l[j][k] * l[j][k];
      if (!(d > 0)) return j;
      l[j][j] = Math.sqrt(d);
      for (int i = j + 1; i < N; i++) {
        double s = a[i][j];
        for (int k = 0; k < j; k++) s -= l[i][k] * l[j][k];
        l[i][j] = s / l[j][j];
        l[j][i] = 0;
      }
    }
    return -1;
  }

  /** Householder's: R over a, Q apart. */
  @Operator
  static void qr(@Tensor({8, 5}) double[][] a, @Tensor({8, 8}) double[][] q) {
    final int m = 8, n = 5;
    for (int i = 0; i < m; i++) for (int j = 0; j < m; j++) q[i][j] = i == j ? 1 : 0;
    double[] v = new double[m];
    for (int k = 0; k < n; k++) {
      double norm = 0;
      for (int i = k; i < m; i++) norm += a[i][k] * a[i][k];
      norm = Math.sqrt(norm);
      if (norm == 0) continue;
      double alpha = a[k][k] > 0 ? -norm : norm;
      double vv = 0;
      for (int i = k; i < m; i++) {
        v[i] = a[i][k] - (i == k ? alpha : 0);
        vv += v[i] * v[i];
      }
      if (vv == 0) continue;
      for (int j = k; j < n; j++) {
        double dot = 0;
        for (int i = k; i < m; i++) dot += v[i] * a[i][j];
        for (int i = k; i < m; i++) a[i][j] -= 2 * dot / vv * v[i];
      }
      for (int i = 0; i < m; i++) {
        double dot = 0;
        for (int j = k; j < m; j++) dot += q[i][j] * v[j];
        for (int j = k; j < m; j++) q[i][j] -= 2 * dot / vv * v[j];
      }
    }
  }

  /** Jacobi's rotations until the rest is small; the eigenvalues are left on the diagonal. */
  @Operator
  static int jacobi(@Tensor({5, 5}) double[][] a) {
    for (int i = 0; i < 5; i++) for (int j = 0; j < i; j++) a[i][j] = a[j][i];
    for (int sweep = 0; sweep < 20; sweep++) {
      double off = 0;
      for (int i = 0; i < 5; i++) for (int j = i + 1; j < 5; j++) off += a[i][j] * a[i][j];
      if (off < 1e-18) return sweep;
      for (int p = 0; p < 4; p++) {
        for (int q = p + 1; q < 5; q++) {
          if (a[p][q] == 0.0) continue;
          double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
          double t = Math.signum(theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
          if (theta == 0) t = 1;
          double c = 1 / Math.sqrt(t * t + 1), s = t * c;
          for (int k = 0; k < 5; k++) {
            double x = a[k][p], y = a[k][q];
            a[k][p] = c * x - s * y;
            a[k][q] = s * x + c * y;
          }
          for (int k = 0; k < 5; k++) {
            double x = a[p][k], y = a[q][k];
            a[p][k] = c * x - s * y;
            a[q][k] = s * x + c * y;
          }
        }
      }
    }
    return -1;
  }

  private static double cubic(double x, double[] c) {
    double y = 0;
    for (int i = c.length - 1; i >= 0; i--) y = y * x + c[i];
    return y;
  }

  private static double slope(double x, double[] c) {
    double y = 0;
    for (int i = c.length - 1; i > 0; i--) y = y * x + i * c[i];
    return y;
  }

  @Operator
  static double newton(@Tensor({4}) double[] c, double x) {
    for (int i = 0; i < 50; i++) {
      double d = slope(x, c);
      if (d == 0) return Double.NaN;
      double next = x - cubic(x, c) / d;
      if (Math.abs(next - x) < 1e-12) return next;
      x = next;
    }
    return x;
  }

  @Operator
  static double bisect(@Tensor({4}) double[] c, double low, double high) {
    double fl = cubic(low, c), fh = cubic(high, c);
    if (fl == 0) return low;
    if (fh == 0) return high;
    if (fl > 0 == fh > 0 || Double.isNaN(fl) || Double.isNaN(fh)) throw new IllegalArgumentException("no change of sign");
    double mid = low;
    for (int i = 0; i < 100 && high - low > 1e-12 * Math.abs(low); i++) {
      mid = low + (high - low) / 2;
      double f = cubic(mid, c);
      if (f == 0) break;
      if (f > 0 == fl > 0) low = mid;
      else high = mid;
    }
    return mid;
  }

  @Operator
  static double simpson(@Tensor({4}) double[] c, double from, double to) {
    final int n = 20;
    double h = (to - from) / n;
    double sum = cubic(from, c) + cubic(to, c);
    for (int i = 1; i < n; i++) sum += (i % 2 == 0 ? 2 : 4) * cubic(from + i * h, c);
    return sum * h / 3;
  }

  /** Romberg's table. */
  @Operator
  static double romberg(@Tensor({4}) double[] c, double a, double b) {
    double[][] r = new double[6][6];
    double h = b - a;
    r[0][0] = h / 2 * (cubic(a, c) + cubic(b, c));
    for (int i = 1, points = 1; i < 6; i++, points *= 2) {
      h /= 2;
      double sum = 0;
      for (int k = 1; k <= points; k++) sum += cubic(a + (2 * k - 1) * h, c);
      r[i][0] = r[i - 1][0] / 2 + h * sum;
      double four = 1;
      for (int j = 1; j <= i; j++) {
        four *= 4;
        r[i][j] = r[i][j - 1] + (r[i][j - 1] - r[i - 1][j - 1]) / (four - 1);
      }
    }
    return r[5][5];
  }

  /** A step of k-means; what the points are away from their centres, and how many changed. */
  @Operator
  static int kMeans(@Tensor({20, 2}) float[][] points, @Tensor({3, 2}) float[][] centres, @Tensor({20}) int[] assigned) {
    int changed = 0;
    float[][] sums = new float[3][2];
    int[] counts = new int[3];
    for (int p = 0; p < points.length; p++) {
      float least = Float.MAX_VALUE;
      int best = 0;
      for (int c = 0; c < centres.length; c++) {
        float dx = points[p][0] - centres[c][0], dy = points[p][1] - centres[c][1];
        float d = dx * dx + dy * dy;
        if (d < least) {
          least = d;
          best = c;
        }
      }
      if (assigned[p] != best) {
        assigned[p] = best;
        changed++;
      }
      counts[best]++;
      sums[best][0] += points[p][0];
      sums[best][1] += points[p][1];
    }
    for (int c = 0; c < 3; c++) if (counts[c] > 0) for (int k = 0; k < 2; k++) centres[c][k] = sums[c][k] / counts[c];
    return changed;
  }

  // feature, threshold, left and right; a leaf has a negative feature.
  private static final int[][] TREE = {{0, 10, 1, 2}, {1, -3, 3, 4}, {2, 5, 5, 6}, {-1, 7, 0, 0}, {-1, 8, 0, 0}, {3, 0, 3, 4}, {-1, 9, 0, 0}};

  @Operator
  static int decide(@Tensor({4}) int[] features) {
    int node = 0;
    while (TREE[node][0] >= 0) node = features[TREE[node][0]] < TREE[node][1] ? TREE[node][2] : TREE[node][3];
    return TREE[node][1];
  }

  /** A quantised convolution: int8 in, int8 weights, int32 sums, rounded shift, int8 out. */
  @Operator
  static void convolve(
      @Tensor({3, 8, 8}) byte[][][] x,
      @Tensor({4, 3, 3, 3}) byte[][][][] w,
      @Tensor({4}) int[] bias,
      @Tensor({4}) int[] multiplier,
      int shift,
      byte zero,
      @Tensor({4, 6, 6}) byte[][][] y) {
    shift &= 31;
    for (int o = 0; o < 4; o++) {
      for (int h = 0; h < 6; h++) {
        for (int v = 0; v < 6; v++) {
          int acc = bias[o];
          for (int c = 0; c < 3; c++)
            for (int i = 0; i < 3; i++)
              for (int j = 0; j < 3; j++) acc += (x[c][h + i][v + j] - zero) * w[o][c][i][j];
          long product = (long) acc * multiplier[o];
          long rounded = product + (1L << 30) >> 31;
          int q = (int) (rounded >> shift) + zero;
          y[o][h][v] = (byte) (q > 127 ? 127 : q < -128 ? -128 : q);
        }
      }
    }
  }

  /** A layer of depthwise convolution with strides and padding, flat tensors. */
  @Operator
  static void depthwise(@Tensor({1, 9, 9, 4}) float[] x, @Tensor({3, 3, 4}) float[] w, @Tensor({1, 5, 5, 4}) float[] y) {
    for (int oy = 0; oy < 5; oy++) {
      for (int ox = 0; ox < 5; ox++) {
        for (int c = 0; c < 4; c++) {
          float sum = 0;
          for (int ky = 0; ky < 3; ky++) {
            int iy = oy * 2 + ky - 1;
            if (iy < 0 || iy >= 9) continue;
            for (int kx = 0; kx < 3; kx++) {
              int ix = ox * 2 + kx - 1;
              if (ix >= 0 && ix < 9) sum = Math.fma(x[(iy * 9 + ix) * 4 + c], w[(ky * 3 + kx) * 4 + c], sum);
            }
          }
          y[(oy * 5 + ox) * 4 + c] = Math.max(0, Math.min(6, sum));
        }
      }
    }
  }

  @Operator
  static void maxPool(@Tensor({2, 6, 6}) float[][][] x, @Tensor({2, 3, 3}) float[][][] y, @Tensor({2, 3, 3}) int[][][] where) {
    for (int c = 0; c < 2; c++)
      for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
          float best = Float.NEGATIVE_INFINITY;
          int at = -1;
          for (int k = 0; k < 4; k++) {
            float v = x[c][2 * i + (k >> 1)][2 * j + (k & 1)];
            if (v > best) {
              best = v;
              at = k;
            }
          }
          y[c][i][j] = best;
          where[c][i][j] = at;
        }
  }

  /** Lagrange's interpolation, and the natural cubic spline through the same points. */
  @Operator
  static void interpolate(@Tensor({6}) double[] ys, @Tensor({11}) double[] lagrange, @Tensor({11}) double[] spline) {
    final int n = 6;
    double[] m = new double[n], c = new double[n], d = new double[n];
    for (int i = 1; i < n - 1; i++) {
      double rhs = 6 * (ys[i - 1] - 2 * ys[i] + ys[i + 1]);
      double w = 4 - (i > 1 ? c[i - 1] : 0);
      c[i] = 1 / w;
      d[i] = (rhs - (i > 1 ? d[i - 1] : 0)) / w;
    }
    for (int i = n - 2; i > 0; i--) m[i] = d[i] - c[i] * m[i + 1];
    for (int p = 0; p < 11; p++) {
      double x = p * 0.5;
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double l = ys[i];
        for (int j = 0; j < n; j++) if (i != j) l *= (x - j) / (i - j);
        sum += l;
      }
      lagrange[p] = sum;
      int i = Math.min((int) x, n - 2);
      double t = x - i, u = 1 - t;
      spline[p] = u * ys[i] + t * ys[i + 1] + ((u * u * u - u) * m[i] + (t * t * t - t) * m[i + 1]) / 6;
    }
  }

  /** Long multiplication of numbers of many digits to the base 2^32. */
  @Operator
  static void multiply(@Tensor({5}) int[] a, @Tensor({4}) int[] b, @Tensor({9}) int[] product) {
    for (int i = 0; i < product.length; i++) product[i] = 0;
    for (int i = 0; i < a.length; i++) {
      long carry = 0;
      for (int j = 0; j < b.length; j++) {
        carry += Integer.toUnsignedLong(a[i]) * Integer.toUnsignedLong(b[j]) + (product[i + j] & 0xffffffffL);
        product[i + j] = (int) carry;
        carry >>>= 32;
      }
      product[i + b.length] = (int) carry;
    }
  }

  @Operator
  static long powMod(long base, long exponent, long modulus) {
    if (modulus <= 0 || modulus > Integer.MAX_VALUE) throw new ArithmeticException("modulus");
    long result = 1 % modulus;
    base = Math.floorMod(base, modulus);
    for (; exponent != 0; exponent >>>= 1) {
      if ((exponent & 1) == 1) result = result * base % modulus;
      base = base * base % modulus;
    }
    return result;
  }

  @Operator
  static long gcd(long a, long b) {
    if (a == 0) return b;
    if (b == 0) return a;
    int shift = Long.numberOfTrailingZeros(a | b);
    a >>= Long.numberOfTrailingZeros(a);
    do {
      b >>= Long.numberOfTrailingZeros(b);
      if (a > b) {
        long t = a;
        a = b;
        b = t;
      }
      b -= a;
    } while (b > 0);
    return a << shift;
  }

  @Operator
  static int isqrt(int n) {
    if (n < 0) throw new IllegalArgumentException();
    int root = 0;
    int bit = 1 << 30;
    while (bit > n) bit >>= 2;
    for (; bit != 0; bit >>= 2) {
      if (n >= root + bit) {
        n -= root + bit;
        root = (root >> 1) + bit;
      } else root >>= 1;
    }
    return root;
  }

  /** Kahan's, and pairwise, and the plain sum. */
  @Operator
  static void sums(@Tensor({64}) float[] x, @Tensor({3}) float[] s) {
    float sum = 0, lost = 0;
    for (float v : x) {
      float y = v - lost, t = sum + y;
      lost = (t - sum) - y;
      sum = t;
    }
    s[0] = sum;
    float[] part = x;
    float[] tree = new float[64];
    for (int i = 0; i < 64; i++) tree[i] = part[i];
    for (int width = 32; width > 0; width /= 2) for (int i = 0; i < width; i++) tree[i] = tree[2 * i] + tree[2 * i + 1];
    s[1] = tree[0];
    s[2] = 0;
    for (int i = 0; i < x.length; ++i) s[2] += x[i];
  }

  /** Half precision to single and back. */
  @Operator
  static short toHalf(float f) {
    int bits = Float.floatToRawIntBits(f);
    int sign = bits >>> 16 & 0x8000;
    int value = (bits & 0x7fffffff) + 0x1000;
    if (value >= 0x47800000) {
      if ((bits & 0x7fffffff) >= 0x47800000) {
        if (value < 0x7f800000) return (short) (sign | 0x7c00);
        return (short) (sign | 0x7c00 | (bits & 0x007fffff) >>> 13);
      }
      return (short) (sign | 0x7bff);
    }
    if (value >= 0x38800000) return (short) (sign | value - 0x38000000 >>> 13);
    if (value < 0x33000000) return (short) sign;
    value = (bits & 0x7fffffff) >>> 23;
    return (short) (sign | (bits & 0x7fffff | 0x800000) + (0x800000 >>> value - 102) >>> 126 - value);
  }

  @Operator
  static float fromHalf(short h) {
    int exponent = h >> 10 & 0x1f, mantissa = h & 0x3ff;
    int sign = (h & 0x8000) << 16;
    if (exponent == 0x1f) return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
    if (exponent == 0) {
      float v = mantissa * 0x1p-24f;
      return sign == 0 ? v : -v;
    }
    return Float.intBitsToFloat(sign | exponent + 112 << 23 | mantissa << 13);
  }
}
