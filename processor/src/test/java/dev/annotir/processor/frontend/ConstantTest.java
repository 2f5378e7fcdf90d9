package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.check;
import static dev.annotir.processor.fixture.Differential.checkBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.Differential;
import dev.annotir.processor.fixture.JavaOperators;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constants and constant arrays. */
class ConstantTest {
  @Test
  void scalars() {
    checkBody(
        """
        static final int N = 4, M = N * 2 + (N > 3 ? 1 : 0);
        static final double PI2 = Math.PI * 2;
        static final char C = 'c';
        static final byte B = (byte) 200;
        static final float F = 1 / 3f;
        static final long L = 1L << 40 | N;
        static final boolean FLAG = N == 4;
        interface K { int DEEP = 7; }
        @Operator static double all(int n) { return N + M * n + PI2 + C + B + F + L + (FLAG ? 1 : 2) + K.DEEP; }
        @Operator static int types(int n) { return N / 3 + B % 7 + C / n; }
        @Operator static int local(int n) { final int k = 3; final var m = 'x'; final byte b = k; int e = k + m; return k * n + e + b; }
        @Operator static int folded(int n) { if (FLAG) n++; else n /= 0; for (; FLAG; n--) if (n < 9) break; return FLAG && N > 3 ? n : n / 0; }
        @Operator static double library() { return Integer.MAX_VALUE + Double.MIN_VALUE + Float.MAX_VALUE + Byte.MIN_VALUE + Character.MAX_VALUE + Math.E + Long.MIN_VALUE; }
        @Operator static float notANumber(float x) { return x > Float.NEGATIVE_INFINITY ? Float.NaN : Float.POSITIVE_INFINITY; }
        """);
  }

  @Test
  void arrays() {
    checkBody(
        """
        static final int N = 3;
        private static final float[] KERNEL = {0.25f, 0.5f, 1 / 4f};
        private static final double[][] ROOTS = {{Math.sqrt(2), Math.sqrt(3) / 2}, {-Math.abs(-0.5), Math.fma(2, 3, 4)}};
        private static final int[] ZEROS = new int[4];
        private static final int[][] GRID = new int[][] {{1, N}, {N * N, 'a'}, {(int) 3.9, ~N}};
        private static final byte[] BYTES = {1, -1, (byte) 200, 'a', N > 2 ? 5 : 6};
        private static final char[] CHARS = {'a', 98, (char) -1};
        private static final boolean[] FLAGS = {true, N == 3, !true};
        private static final long[] LONGS = {1, 1L << 60, Long.MIN_VALUE, N};
        private static final double[] DOUBLES = {1, 2f, 3L, 'a', 0x1p-1074, -0.0, 0.0 / 0, 1 / 0.0, 0.1f};
        private static final short[][][] CUBE = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
        private static final int[][] SQUARE = new int[2][2];
        @Operator static float kernel(int i) { return KERNEL[i] + KERNEL.length; }
        @Operator static double roots(int i, int j) { return ROOTS[i & 1][j & 1] + ROOTS[1].length; }
        @Operator static int zeros(int i) { return ZEROS[i] + ZEROS.length; }
        @Operator static int grid(int i, int j) { int[] row = GRID[i]; return row[j & 1] + GRID.length; }
        @Operator static int bytes(int i) { return BYTES[i] + CHARS[i % 3] + (FLAGS[i % 3] ? 1 : 2); }
        @Operator static long longs() { long s = 0; for (long l : LONGS) s = s * 31 + l; return s; }
        @Operator static double doubles(int i) { return 1 / DOUBLES[i]; }
        @Operator static double allDoubles(int i) { return DOUBLES[i % 9]; }
        @Operator static int cube(int i) { int s = SQUARE[i & 1][1]; for (short[][] a : CUBE) for (short[] b : a) s += b[i & 1] * s + 1; return s; }
        @Operator static int throughHelper(int i) { return sum(GRID[i]) + sum(ZEROS); }
        static int sum(int[] x) { int s = 0; for (int v : x) s += v; return s; }
        @Operator static @Tensor({3}) float[] returned() { return KERNEL; }
        """);
  }

  @Test
  void madeByMethods() {
    checkBody(
        """
        static final int N = 8;
        static float[] hann(int n) {
          float[] w = new float[n];
          for (int i = 0; i < n; i++) {
            w[i] = (float) (0.5 - 0.5 * dev.annotir.math.DoubleMath.cos(2 * Math.PI * i / n));
          }
          return w;
        }
        static int[] crc() {
          int[] table = new int[256];
          for (int n = 0; n < 256; n++) {
            int c = n;
            for (int k = 0; k < 8; k++) {
              c = (c & 1) != 0 ? 0xEDB88320 ^ (c >>> 1) : c >>> 1;
            }
            table[n] = c;
          }
          return table;
        }
        static double[][] powers(int n) {
          double[][] p = new double[3][n];
          for (double[] row : p) for (int i = 0; i < n; i++) row[i] = i == 0 ? 1 : row[i - 1] * BASE;
          return p;
        }
        static final double BASE = dev.annotir.math.DoubleMath.exp(1.5) + Math.sqrt(2);
        static final float[] WINDOW = hann(N);
        static final int[] CRC = crc();
        static final double[][] POWERS = powers(5);
        static final int[] DIFFERENCES = {CRC[1] - CRC[0], WINDOW.length, (int) POWERS[2][4]};
        static final int[] COPY = CRC.clone();
        static final double[] ROW = powers(4)[1];
        static final byte[] FILLED = filled();
        static byte[] filled() { byte[] b = new byte[5]; java.util.Arrays.fill(b, 1, 3, (byte) -7); return b; }
        static final int SUM = sum(DIFFERENCES);
        static int sum(int[] x) { int s = 0; for (int v : x) s += v; return s; }
        @Operator static float window(int i) { return WINDOW[i & 7]; }
        @Operator static int crcOf(int i) { return CRC[i & 255] ^ COPY[i >>> 24] ^ SUM; }
        @Operator static double powerOf(int i, int j) { return POWERS[i & 1][j & 3] + ROW[j & 3] * BASE; }
        @Operator static int other(int i) { return DIFFERENCES[i] + FILLED[i]; }
        """);
  }

  /** The second X is {@code X_1}, as the value of {@code X[1]} would be. */
  @Test
  void namesOfConstantsThatInitialisersMeetFirst() {
    JavaOperators operators =
        JavaOperators.compile(
            """
        import dev.annotir.*;
        final class Ops {
        static class A { static final int[] X = {1, 1, 0}; }
        static class B {
          static final int[] X = {1, 1, 0};
          static final int K = of(4);
          static int of(int p) { return X[X[1]] + p; }
        }
        static class C {
          static final int[] Y = {1, 1, 0, 2};
          static final int[] Z = {1, of(2)};
          static final int[] T = table();
          static int of(int p) { return Y[Y[1]] + p; }
          static int[] table() { int[] Y_1 = {3, 1}; int[] Y = {Y_1[1], Z[1] + C.Y[3]}; return Y; }
        }
        @Operator static int first(int n) { return A.X[n & 1]; }
        @Operator static int second(int n) { int v = B.K; return B.of(v) + B.of(n); }
        @Operator static int third(int n) { int Y_1 = n, Z = 3; return C.T[n & 1] + Y_1 + Z + C.Y[n & 3] + C.of(C.Y[1]); }
        }
        """);
    assertThat(operators.diagnostics()).isEmpty();
    for (String name : List.of("first", "second", "third")) {
      assertThat(Differential.check(operators, name, 9)).as(name).isPositive();
    }
  }

  @Test
  void ofOtherClasses() {
    check(
        """
        import dev.annotir.*;
        final class Ops implements Limits {
          static class Base { static final int INHERITED = 12; static final int[] TABLE = {1, 2, 3}; }
          static final class Derived extends Base { }
          @Operator static int inherited(int n) { return MAX * n + Derived.INHERITED + Derived.TABLE[n] + STEPS[n % 2]; }
          @Operator static int qualified(int n) { return Limits.MAX + Limits.STEPS[1] / n + Color.OFFSET; }
        }
        """,
        "interface Limits { int MAX = 99; int[] STEPS = {MAX, MAX + 1}; }",
        "enum Color { RED; static final int OFFSET = RED0(); private static final int X = 1; }"
            .replace("RED0()", "17"));
  }
}
