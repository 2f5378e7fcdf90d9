package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.check;
import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Static methods that operators call. */
class HelperTest {
  @Test
  void parametersThatOnlySignsAreBefore() {
    checkBody(
        """
        private static float[] kernel(int n) {
          float[] w = new float[2 * n + 1];
          for (int d = -n; d <= +n; d++) w[d + n] = (n - ~d) / (float) n;
          return w;
        }
        static final float[] KERNEL = kernel(2);
        @Operator static float f(@Tensor({5}) float[] x) {
          int n = x.length;
          float[] y = new float[n];
          float s = 0;
          for (int i = -n; i < 0; i++) { y[i + n] = x[i + n] * KERNEL[-i - 1]; s += y[i + n]; }
          return s;
        }
        """);
  }

  @Test
  void returns() {
    checkBody(
        """
        static int clamp(int v, int lo, int hi) { if (v < lo) return lo; if (v > hi) return hi; return v; }
        static int first(int[] x, int v) { for (int i = 0; i < x.length; i++) { if (x[i] == v) return i; if (x[i] < 0) break; } return -1; }
        static int forever(int n) { while (true) { if (n > 20 || n < -20) return n; n += n > 0 ? 3 : -2; } }
        static void scale(int[] x, int f) { if (f == 0) return; for (int i = 0; i < x.length; i++) { if (x[i] == 7) return; x[i] *= f; } }
        static double widened(float f) { return f; }
        static long toLong(int i) { if (i > 3) return i; return 'c'; }
        static byte narrow(int i) { return (byte) i; }
        static boolean positive(double d) { return d > 0 ? true : false; }
        @Operator static int twice(int a, int b) { return clamp(a, 0, 9) * 10 + clamp(b, -5, clamp(a, 0, 5)); }
        @Operator static int nested(int a) { return clamp(clamp(a, 0, a * 2), clamp(-a, -3, 3), clamp(9, a, 7)); }
        @Operator static int inIndex(@Tensor({4}) int[] x, int i) { return x[clamp(i, 0, 3)] + x[clamp(x[0], 0, 3)]; }
        @Operator static int search(@Tensor({6}) int[] x, int v) { return first(x, v) >= 0 ? x[first(x, v)] : first(x, x[0]); }
        @Operator static int loops(int n) { return forever(n) - forever(-n); }
        @Operator static void voids(@Tensor({3, 2}) int[][] x) { scale(x[0], x[1][0]); for (int[] r : x) scale(r, 2); scale(x[2], 0); }
        @Operator static double types(float f, int i) { return widened(f) / 3 + toLong(i) * narrow(i * 77); }
        @Operator static int inCondition(double d, int n) { int s = 0; while (!positive(d) && s < 4) { s++; d += n; } return positive(d) ? s : -s; }
        @Operator static void ignored(@Tensor({2}) int[] x) { clamp(x[0]++, x[1]++, 3); first(x, 2); }
        """);
  }

  @Test
  void parameters() {
    checkBody(
        """
        static int assigned(int n, int m) { n += m; m = n--; while (n > 3) n -= 2; return n * 7 + m; }
        static int shadow(int x) { int y = x; { int z = y; y += z; } { int z = 3; y *= z; } return y; }
        static int swapped(int a, int b) { return a - 2 * b; }
        static long wide(long a, double b, float c, int d) { return (long) (a + b + c) + d; }
        @Operator static int keeps(int n) { int before = n; int r = assigned(n, n = n + 1); return r + before * n; }
        @Operator static int sameNames(int x, int y) { int z = shadow(y); return shadow(x) + z * shadow(z); }
        @Operator static int order(int a, int b) { return swapped(b, a) + swapped(a = b, a++) + a; }
        @Operator static long converted(byte a, char b) { return wide(a, b, a, b) + wide('a', 1, 2L, a); }
        @Operator static int nestedCalls(int a, int b) { return swapped(swapped(a, b), swapped(b, a++)) + swapped(a++, a++); }
        @Operator static int sideEffectBetween(@Tensor({3}) int[] x) { return swapped(x[0], x[0] = 4) + swapped(x[1]++, x[1]); }
        @Operator static int inLoop(int n) { int s = 0; for (int i = 0; i < 5; i++) { int t = assigned(i, n); s += t; n = s; } return s; }
        """);
  }

  @Test
  void arrays() {
    checkBody(
        """
        static int sum(int[] x) { int s = 0; for (int v : x) s += v; return s; }
        static void copy(int[] from, int[] to) { for (int i = 0; i < to.length; i++) to[i] = from[i]; }
        static int corner(int[][] m) { return m[m.length - 1][m[0].length - 1]; }
        static void clear(int[][] m) { for (int[] row : m) zero(row); }
        static void zero(int[] row) { int[] same = row; for (int i = 0; i < same.length; i++) same[i] = 0; }
        static float dot(float[] a, float[] b) { float s = 0; for (int i = 0; i < a.length; i++) s = Math.fma(a[i], b[i], s); return s; }
        @Operator static void rows(@Tensor({3, 3}) int[][] x) { x[0][0] = sum(x[1]) + corner(x); copy(x[1], x[2]); copy(x[0], x[0]); }
        @Operator static void shapes(@Tensor({2, 3}) int[][] x, @Tensor({4, 2}) int[][] y) { x[0][0] = corner(y); y[0][0] = corner(x); clear(x); zero(y[1]); }
        @Operator static int indexed(@Tensor({3, 3}) int[][] x, int i) { return sum(x[i++]) + sum(x[i]); }
        @Operator static float dots(@Tensor({4, 3}) float[][] a, int i) { return dot(a[i], a[3]) + dot(a[0], a[i]); }
        @Operator static int viewKeepsIndex(@Tensor({3, 2}) int[][] x, int i) { int[] row = x[i]; i = 0; row[0] += 5; return row[1] + x[i][0]; }
        @Operator static int viewOfView(@Tensor({2, 2, 2}) int[][][] x, int i, int j) { int[][] a = x[i]; int[] b = a[j]; i = 1 - i; b[i & 1]++; return b[0] + a[j][1] * x[0][0][0]; }
        """);
  }

  @Test
  void ofOtherClasses() {
    check(
        """
        import dev.annotir.*;
        import static Other.triple;
        final class Ops {
          @Operator static int a(int x) { return Other.half(x) + Other.Inner.twice(x) + Api.quarter(x); }
          @Operator static int b(int x) { return Other.K * x + Api.LIMIT + Other.TABLE[x & 3]; }
        }
        """
            .replace("import static Other.triple;\n", ""),
        "class Other { static final int K = 5; static final int[] TABLE = {1, 2, K, K * 2};"
            + " static int half(int x) { return Inner.twice(x) / 4; }"
            + " static class Inner { static int twice(int x) { return x * 2; } } }",
        "interface Api { int LIMIT = 1 << 4; static int quarter(int x) { return div(x, LIMIT); }"
            + " private static int div(int a, int b) { return a / (b - 16 == a ? a : 4); } }");
  }

  @Test
  void operatorsThatCallOperators() {
    checkBody(
        """
        @Operator static int square(int x) { return x * x; }
        @Operator static int cube(int x) { return x * square(x); }
        @Operator static void add(@Tensor({3}) int[] x, @Tensor({3}) int[] y) { for (int i = 0; i < 3; i++) y[i] += x[i]; }
        @Operator static void addTwice(@Tensor({2, 3}) int[][] x, @Tensor({3}) int[] y) { add(x[0], y); add(x[1], y); add(y, x[0]); }
        """);
  }

  @Test
  void exceptionsInHelpers() {
    checkBody(
        """
        static int at(int[] x, int i) {
          return x[i];
        }
        static int div(int a, int b) {
          if (a == 0)
            return 0;
          return a
              / b;
        }
        @Operator static int one(@Tensor({3}) int[] x, int i) { return at(x, i); }
        @Operator static int two(@Tensor({3}) int[] x, int i) {
          return at(x, i)
              + div(x[0],
                    i);
        }
        @Operator static int three(@Tensor({3}) int[] x, int i) {
          int s = 0;
          for (int k = 0; k < at(x, i); k++)
            s += div(k,
                x[k]);
          return s;
        }
        """);
  }
}
