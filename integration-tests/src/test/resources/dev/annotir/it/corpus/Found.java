import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.Tensor;

/** What random operators found, made small. */
class Found {
  @Operator static float row(@Tensor({2, 2}) boolean[][] x, int a) { x[1][a & 1] = true; return 0; }
  @Operator static long shortLiteral(int a) { long v = 0L >>> (char) a; ++v; return v; }
  @Operator static long shortChoice(int a, boolean c, boolean d) { return (c ? 2000000000L : 1L) * (d ? 2000000000L : 3L) - ((c ? -5L : 1L) >>> a); }
  @Operator static long shortNegation(boolean c) { return -(c ? -2147483648L : 1L); }

  /** clang before version 18 would load x[i][0] before the store to it in the round before. */
  @Operator static void rowByItsFirst(@Tensor({4, 2}) int[][] x) {
    for (int i = 0; i < 4; i++) {
      int f = 9;
      for (long k = 100; k != 3; k *= 7) {
        if (--f < 0) break;
        int[] row = x[i];
        for (int j = 0; j < 2; j++) row[j] -= 1 - row[0];
      }
    }
  }

  static final float[] SIGNS = {1, -1};
  /** gcc (12) would make a sum of two negations of them. */
  @Operator static float minusFma(float a, float b, float c) { return -Math.fma(a, b, c); }
  @Operator static float timesFma(float a, float b, float c) { return Math.fma(a, b, c) * -1; }
  @Operator static double overFma(double a, double b, double c) { double x = Math.fma(a, b, c); return x / -1; }
  @Operator static double zeroFma(double a, double b, double c) { return -0.0 - Math.fma(a, b, c); }
  @Operator static void signsFma(@Tensor({2}) float[] x, @Tensor({2}) float[] y) { for (int i = 0; i < 2; i++) y[i] = Math.fma(x[i], x[i], x[1 - i]) * SIGNS[i]; }
  @Operator static float chosenFma(float a, float b, float c, boolean d) { float s = d ? 1 : -1; float f = Math.fma(a, b, c); return s * f; }
  @Operator static void filledFma(@Tensor({2}) float[] x) { java.util.Arrays.fill(x, -Math.fma(x[0], x[0], x[1])); }

  /** In C these may be one tensor, in Java never. */
  @Operator static void charsOfShorts(@Tensor(value = {4}, dtype = DType.UINT16) short[] x, @Tensor({4}) char[] y) {
    for (int i = 0; i < 4; i++) y[i] = (char) (x[i] + 1);
  }

  /** No run comes to the loop inside: the index before it is outside. */
  @Operator static long beyond(@Tensor({15}) double[] x, long a) {
    for (int i = 0; i < 15; i += 3)
      for (int j = i + 1; j < 13; j++)
        for (int k = 1; k < 15; k++) x[0] += x[i - 150];
    return a;
  }

  /** The element was loaded before the loop, and so before the check of its index. */
  @Operator static void guardedSum(@Tensor({4}) float[] c, @Tensor({8}) float[] x, int n, @Tensor({16}) float[] z) {
    for (int k = 0; k < 8; k++) c[n] += x[k];
    for (int i = 0; i < 16; i++) z[i] = z[i] * 2 + 1;
  }
}
