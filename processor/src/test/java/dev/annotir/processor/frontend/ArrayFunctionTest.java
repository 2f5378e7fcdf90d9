package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Differential.checkBody;
import static dev.annotir.processor.fixture.Refusal.ofBody;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.annotir.processor.diagnostic.Id;
import org.junit.jupiter.api.Test;

/** Methods of the Java library that work on arrays. */
class ArrayFunctionTest {
  @Test
  void arraycopy() {
    checkBody(
        """
        @Operator static void other(@Tensor({6}) int[] x, @Tensor({4}) int[] y, int i, int j, int n) { System.arraycopy(x, i, y, j, n); }
        @Operator static void same(@Tensor({6}) int[] x, int i, int j, int n) { System.arraycopy(x, i, x, j, n); }
        @Operator static void known(@Tensor({6}) int[] x, @Tensor({4}) int[] y) { System.arraycopy(x, 2, y, 0, 4); System.arraycopy(x, 0, x, 1, 5); System.arraycopy(y, 1, y, 0, 3); System.arraycopy(x, 6, y, 4, 0); }
        @Operator static void rows(@Tensor({3, 4}) int[][] x, @Tensor({4}) int[] y, int i, int n) { System.arraycopy(x[i], 0, x[1], 1, n); System.arraycopy(y, 0, x[2], 0, 4); }
        @Operator static int local(@Tensor({5}) short[] x, int n) { short[] a = new short[7]; System.arraycopy(x, 0, a, 2, 5); System.arraycopy(a, 0, a, n, 7 - n); return a[0] + 3 * a[6] + 5 * a[3]; }
        @Operator static int order(@Tensor({5}) int[] x, int n) { int[] a = x; System.arraycopy(a, n++, a = new int[5], x[0] & 1, x[1] = n); return a[1] + x[1]; }
        @Operator static void reads(@Tensor({5}) int[] x) { System.arraycopy(x, x[0] & 1, x, x[1] & 3, x[2] & 3); }
        @Operator static int chosen(@Tensor({5}) int[] x, @Tensor({5}) int[] y, int n) { int[] a = n > 1 ? x : y; System.arraycopy(n > 2 ? x : y, n, a, 1, 2); return x[1] + 7 * y[2]; }
        @Operator static void labels(@Tensor(value = {5}, dtype = DType.UINT8) byte[] x, @Tensor({4}) byte[] y, int n) { System.arraycopy(x, n, y, 0, 3); System.arraycopy(y, 1, x, n, 2); }
        @Operator static void types(@Tensor({3}) double[] d, @Tensor({3}) boolean[] b, @Tensor({3}) char[] c, @Tensor({3}) long[] l, @Tensor({3}) float[] f) { System.arraycopy(d, 0, d, 1, 2); System.arraycopy(b, 1, b, 0, 2); System.arraycopy(c, 0, c, 2, 1); System.arraycopy(l, 0, l, 0, 3); System.arraycopy(f, 0, f, 1, 2); }
        @Operator static void lines(@Tensor({3}) int[] x, int i) {
          System.arraycopy(x,
              x[i], x,
              0,
              i);
          System
              .arraycopy(x, 0, x, 1, i
                + 1);
        }
        @Operator static void shift(@Tensor({8}) int[] line, @Tensor({6}) int[] x, @Tensor({6}) int[] y) { for (int t = 0; t < 6; t++) { System.arraycopy(line, 0, line, 1, 7); line[0] = x[t]; y[t] = line[7]; } }
        """);
  }

  @Test
  void fill() {
    checkBody(
        """
        @Operator static void all(@Tensor({4}) int[] x, @Tensor({2, 3}) float[][] y, int v) { java.util.Arrays.fill(x, v++); for (float[] row : y) java.util.Arrays.fill(row, v); }
        @Operator static void part(@Tensor({5}) int[] x, int i, int j) { java.util.Arrays.fill(x, i, j, x[0]); }
        @Operator static void known(@Tensor({5}) int[] x) { java.util.Arrays.fill(x, 1, 4, 7); java.util.Arrays.fill(x, 5, 5, 8); java.util.Arrays.fill(x, 0, 0, 9); }
        @Operator static void ofElement(@Tensor({5}) int[] x) { java.util.Arrays.fill(x, x[2] + 1); }
        @Operator static void types(@Tensor({2}) byte[] b, @Tensor({2}) char[] c, @Tensor({2}) double[] d, @Tensor({2}) long[] l, @Tensor({2}) boolean[] z, @Tensor(value = {2}, dtype = DType.UINT8) byte[] u, int v) { java.util.Arrays.fill(b, (byte) v); java.util.Arrays.fill(c, (char) v); java.util.Arrays.fill(d, v); java.util.Arrays.fill(l, 0, 1, v); java.util.Arrays.fill(z, v > 2); java.util.Arrays.fill(u, (byte) v); }
        @Operator static int local(int v, int n) { int[] a = new int[4]; int[] b = n > 1 ? a : new int[4]; java.util.Arrays.fill(b, 1, 3, v); return a[1] + 2 * b[2] + b[3]; }
        @Operator static int empty(int i) { int[] e = new int[0]; java.util.Arrays.fill(e, 3); java.util.Arrays.fill(e, i, 0, 3); return i; }
        @Operator static void lines(@Tensor({3}) int[] x, int i) {
          java.util.Arrays
              .fill(
                x, i,
                x[i],
                3);
        }
        """);
  }

  @Test
  void copyOf() {
    checkBody(
        """
        @Operator static int longer(@Tensor({3}) int[] x, int n) { int[] a = java.util.Arrays.copyOf(x, 5); a[0]++; return a[n] + 3 * x[0]; }
        @Operator static int shorter(@Tensor({3}) int[] x, int n) { final int k = x.length - 1; int s = 0; for (int i = 0; i < 3; i++) { int[] a = java.util.Arrays.copyOf(x, k); x = java.util.Arrays.copyOf(a, 3); x[2]--; s = s * 3 + x[1]; } return s + x[n & 1] + java.util.Arrays.copyOf(x, 0).length; }
        """);
  }

  @Test
  void refusals() {
    assertAll(
        () -> refused(Id.UNSUPPORTED_CALL, "/*!*/System.arraycopy(x, 0, y[0], 0, 2);", "types"),
        () -> refused(Id.UNSUPPORTED_CALL, "/*!*/System.arraycopy(y, 0, y, 1, 1);", "rows"),
        () -> refused(Id.UNSUPPORTED_CALL, "/*!*/java.util.Arrays.fill(y, y[0]);", "each row"),
        () -> refused(Id.UNSUPPORTED_CALL, "/*!*/java.util.Arrays.sort(x);", "sort"),
        () -> refused(Id.CONSTANT_WRITTEN, "/*!*/java.util.Arrays.fill(K, 1);", "changes"),
        () -> refused(Id.CONSTANT_WRITTEN, "/*!*/System.arraycopy(x, 0, K, 0, 1);", "K"),
        () -> refused(Id.ARRAY_SHAPE, "x = java.util.Arrays.copyOf(x, /*!*/n);", "constant"),
        () ->
            refused(Id.INDEX_OUT_OF_BOUNDS, "/*!*/System.arraycopy(x, 1, x, 0, 4);", "range of x"),
        () ->
            refused(
                Id.INDEX_OUT_OF_BOUNDS,
                "/*!*/java.util.Arrays.fill(x, 3, 2, 0);",
                "IllegalArgumentException"));
  }

  private static void refused(Id id, String statements, String... parts) {
    ofBody(
        id,
        "private static final int[] K = {1, 2};\n"
            + "@Operator static int f(@Tensor({4}) int[] x, @Tensor({2, 3}) float[][] y, int n) {\n"
            + statements
            + "\nreturn n + K[0];\n}",
        parts);
  }
}
