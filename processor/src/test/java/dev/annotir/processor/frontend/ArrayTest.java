package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;

import org.junit.jupiter.api.Test;

/** Tensors, views, local arrays and results. */
class ArrayTest {
  @Test
  void labels() {
    checkBody(
        """
        @Operator static void uint8(@Tensor(value = {4}, dtype = DType.UINT8) byte[] x) { for (int i = 0; i < 4; i++) x[i] = (byte) ((x[i] & 0xff) * 3 / 2 + x[i]); }
        @Operator static void compound8(@Tensor(value = {4}, dtype = DType.UINT8) byte[] x, float f) { x[0] += x[1]; x[1] >>= 1; x[2] >>>= 1; x[3] *= f; x[0]++; --x[1]; }
        @Operator static int uint16short(@Tensor(value = {4}, dtype = DType.UINT16) short[] x, int i) { x[0] -= 5; return x[i] + (x[1] & 0xffff) + x[2]++; }
        @Operator static int uint16char(@Tensor(value = {4}, dtype = DType.UINT16) char[] x, int i) { x[0] -= 5; return x[i & 3] + x[1]--; }
        @Operator static int plainChar(@Tensor({4}) char[] x) { x[0] += 70000; x[1] = (char) -x[2]; return x[0] * x[3]; }
        @Operator static long uint32(@Tensor(value = {4}, dtype = DType.UINT32) int[] x) { x[0] = x[1] >> 3; x[2] /= 3; return x[0] + Integer.toUnsignedLong0(x[3]); }
        @Operator static long uint64(@Tensor(value = {4}, dtype = DType.UINT64) long[] x) { x[0] = x[1] >> 3; x[2] /= 3; x[3] %= 1000; return x[0] + x[3]; }
        @Operator static int float16(@Tensor(value = {4}, dtype = DType.FLOAT16) short[] x) { x[0] ^= 0x8000; x[1]++; return x[2] >>> 10 & 31; }
        @Operator static float bfloat16(@Tensor(value = {4}, dtype = DType.BFLOAT16) short[] x, int i) { return x[i] << 16 | x[0]; }
        @Operator static int labelRows(@Tensor(value = {2, 3}, dtype = DType.UINT8) byte[][] x) { int s = 0; for (byte[] r : x) for (byte b : r) s = s * 3 + b; return s; }
        """
            .replace("Integer.toUnsignedLong0(x[3])", "(x[3] & 0xffffffffL)"));
  }

  @Test
  void flatArrays() {
    checkBody(
        """
        @Operator static void transpose(@Tensor({2, 3}) float[] x, @Tensor({3, 2}) float[] y) { for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) y[j * 2 + i] = x[i * 3 + j]; }
        @Operator static int length(@Tensor({2, 3, 4}) byte[] x) { return x.length + x[23]; }
        @Operator static int last(@Tensor({2, 2}) int[] x, int i) { return x[i] + x[x.length - 1]; }
        @Operator static @Tensor({2, 2}) int[] made(@Tensor({4}) int[] x) { return x; }
        """);
  }

  @Test
  void lengths() {
    checkBody(
        """
        @Operator static int ranks(@Tensor({2, 3, 4}) int[][][] x, int i) { return x.length * 100 + x[0].length * 10 + x[i].length + x[1][i].length; }
        @Operator static int locals() { int[][] a = new int[3][7]; return a.length * a[2].length; }
        @Operator static int lengthChecks(@Tensor({2, 3}) int[][] x, int i) { return x[i++].length + i; }
        """);
  }

  @Test
  void localArrays() {
    checkBody(
        """
        static final int N = 3;
        static int count(int[] x) { int[] seen = new int[4]; int s = 0; for (int v : x) s += seen[v & 3]++; return s; }
        @Operator static int fresh(int n) { int s = 0; for (int i = 0; i < 4; i++) { int[] a = new int[3]; s = s * 2 + a[i % 3]; a[i % 3] = n; a[0] += i; s += a[0]; } return s; }
        @Operator static int filled(int n) { int s = 0; for (int i = 0; i < 3; i++) { int[] a = {n, i, n++}; s += a[0] * a[1] - a[2]; a[0] = 99; } return s; }
        @Operator static int matrix(int n) { int[][] a = {{1, 2, 3}, {n, n + 1, n * 2}}; a[0][n & 1] += a[1][2]; return a[0][0] + a[0][1] * a[1][n & 1]; }
        @Operator static int helperArrays(@Tensor({6}) int[] x) { return count(x) + count(x) * 2; }
        @Operator static double initialised(double d) { double[] a = {1, 'a', 2f, d, 3L}; float[] f = new float[] {1, 2}; return a[1] + a[3] * f[1] + a[4]; }
        @Operator static int sizes() { int[] a = new int[N * 2 + 'a' - 96]; return a.length + a[6]; }
        @Operator static int bytes(byte b) { byte[] a = {1, 2, (byte) 200}; a[0] += b; a[b & 1]--; char[] c = new char[2]; c[1]--; return a[0] + a[1] + a[2] + c[1]; }
        @Operator static boolean booleans(int i) { boolean[] a = new boolean[3]; a[i & 1] = true; return a[0] ^ a[2] | !a[1]; }
        @Operator static int outOfBounds(int i) { int[] a = new int[3]; a[i] = 4; return a[0] + a[2]; }
        @Operator static int inBranch(int n) { int s = 0; if (n > 1) { int[] a = new int[2]; a[n & 1] = n; s = a[0]; } else { int[] a = {7}; s = a[0] + n; } return s; }
        @Operator static int afterBreak(int n) { int s = 0; for (int i = 0; i < 5; i++) { int[] a = new int[2]; if (i == n) { a[0] = 3; continue; } s += a[0] + 1; a[0] = 9; if (s > 3) break; } return s; }
        @Operator static int order(int n) { int[] a = {n++, n++, n}; return a[0] * 4 + a[1] * 2 + a[2] + n; }
        """);
  }

  @Test
  void results() {
    checkBody(
        """
        @Operator static @Tensor({3}) int[] made(int n) { int[] r = new int[3]; for (int i = 0; i < 3; i++) r[i] = i * n; return r; }
        @Operator static @Tensor({2, 2}) float[][] matrix(@Tensor({2, 2}) float[][] x) { float[][] r = new float[2][2]; for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) r[i][j] = x[j][i]; return r; }
        @Operator static @Tensor({3}) int[] early(int n) { int[] r = new int[3]; if (n == 0) return r; r[0] = 1 / n; for (int i = 0; i < 3; i++) { if (i == n) return r; r[i] += 2; } return r; }
        @Operator static @Tensor({3}) int[] row(@Tensor({2, 3}) int[][] x, int i) { return x[i]; }
        @Operator static @Tensor({3}) int[] parameter(@Tensor({3}) int[] x) { x[0]++; return x; }
        @Operator static @Tensor(value = {3}, dtype = DType.UINT8) byte[] label(byte n) { byte[] r = {n, (byte) (n * 2), -1}; return r; }
        @Operator static @Tensor({2}) char[] chars(char c) { char[] r = new char[2]; r[1] = c; r[0] = (char) (c + 1); return r; }
        @Operator static byte scalarByte(int n) { return (byte) (n * 3); }
        @Operator static char scalarChar(char n) { return n; }
        @Operator static float scalarFloat(int n) { return n; }
        @Operator static boolean scalarBoolean(float n) { return n != n; }
        """);
  }

  @Test
  void shadowsAndScopes() {
    checkBody(
        """
        static final int x = 3;
        static final int[] table = {4, 5, 6};
        @Operator static int shadowed(int n) { int x = n; { int table = x + 1; x = table; } return x + Ops.x + table[1]; }
        @Operator static int sameName(int n) { int s = 0; for (int i = 0; i < 3; i++) s += i; for (int i = 5; i > n && i > 0; i--) s += i; { int i = 9; s += i; } return s; }
        @Operator static int cNames(int register, int auto, int unsigned) { int typedef = register + auto; int NULL = unsigned; return typedef * NULL; }
        @Operator static int declaredLater(int n) { int a; if (n > 0) a = 1; else a = 2; int b; b = a; b += n; final int c; c = b; return c; }
        @Operator static int dollars(int $a, int _b, int ü) { return $a + _b * ü; }
        """);
  }
}
