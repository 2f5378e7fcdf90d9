import dev.annotir.DType;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Loops whose rounds come to every second, third or fourth element, and to those between. */
@OperatorLibrary("strides")
public class Strides {
  static final int N = 75;

  @Operator
  static void maxPool(@Tensor({6, 2 * N}) float[][] x, @Tensor({3, N}) float[][] y) {
    for (int i = 0; i < 3; i++)
      for (int j = 0; j < N; j++) {
        float first = Math.max(x[2 * i][2 * j], x[2 * i][2 * j + 1]);
        float second = Math.max(x[2 * i + 1][2 * j], x[2 * i + 1][2 * j + 1]);
        y[i][j] = Math.max(first, second);
      }
  }

  @Operator
  static void extremes(@Tensor({N, 2}) double[][] x, @Tensor(N) double[] min, @Tensor(N) double[] max) {
    for (int i = 0; i < N; i++) {
      min[i] = Math.min(x[i][0], x[i][1]);
      max[i] = Math.max(x[i][0], x[i][1]);
    }
  }

  @Operator
  static void gray(
      @Tensor(value = {2, N, 3}, dtype = DType.UINT8) byte[][][] x,
      @Tensor(value = {2, N}, dtype = DType.UINT8) byte[][] y) {
    for (int i = 0; i < 2; i++)
      for (int j = 0; j < N; j++) {
        int red = x[i][j][0] & 0xff;
        int green = x[i][j][1] & 0xff;
        int blue = x[i][j][2] & 0xff;
        y[i][j] = (byte) ((77 * red + 150 * green + 29 * blue + 128) >> 8);
      }
  }

  @Operator
  static void alpha(@Tensor({N, 4}) byte[][] x, @Tensor(N) short[] y) {
    for (int i = 0; i < N; i++) y[i] = (short) (x[i][0] * x[i][3] - x[i][1]);
  }

  @Operator
  static void swapped(@Tensor({N, 2, 2}) int[][][] x, @Tensor(N) long[] y) {
    for (int i = 0; i < N; i++) y[i] = (long) x[i][0][1] * x[i][1][0];
  }

  @Operator
  static void multiply(
      @Tensor({N, 2}) float[][] x, @Tensor({N, 2}) float[][] y, @Tensor({N, 2}) float[][] z) {
    for (int i = 0; i < N; i++) {
      z[i][0] = x[i][0] * y[i][0] - x[i][1] * y[i][1];
      z[i][1] = x[i][0] * y[i][1] + x[i][1] * y[i][0];
    }
  }

  @Operator
  static void butterflies(@Tensor({N, 2}) double[][] x) {
    for (int i = 0; i < N; i++) {
      double a = x[i][0];
      double b = x[i][1];
      x[i][0] = a + b;
      x[i][1] = a - b;
    }
  }

  @Operator
  static void interleave(@Tensor(N) short[] a, @Tensor(N) short[] b, @Tensor(2 * N) short[] c) {
    for (int i = 0; i < N; i++) {
      c[2 * i] = a[i];
      c[2 * i + 1] = b[i];
    }
  }

  @Operator
  static void colours(@Tensor(N) byte[] x, @Tensor({N, 3}) byte[][] y) {
    for (int i = 0; i < N; i++) {
      y[i][0] = x[i];
      y[i][1] = (byte) (x[i] + 1);
      y[i][2] = (byte) (x[i] ^ 85);
    }
  }

  @Operator
  static void reverse(@Tensor(N) int[] x, @Tensor(N) int[] y) {
    for (int i = 0; i < N; i++) y[i] = x[N - 1 - i] + x[i];
  }

  @Operator
  static void backwards(@Tensor(2 * N) float[] x, @Tensor(N) float[] y) {
    for (int i = 0; i < N; i++) y[i] = x[2 * (N - 1 - i)] - x[2 * i + 1];
  }

  @Operator
  static void correlate(
      @Tensor({5, 2 * N + 3}) float[][] x, @Tensor({3, 5}) float[][] w, @Tensor({2, N}) float[][] y) {
    for (int i = 0; i < 2; i++)
      for (int j = 0; j < N; j++) {
        float sum = 0;
        for (int u = 0; u < 3; u++)
          for (int v = 0; v < 5; v++) sum += x[2 * i + u][2 * j + v] * w[u][v];
        y[i][j] = sum;
      }
  }

  @Operator
  static void guarded(@Tensor(3 * N) int[] x, int n, @Tensor(N) int[] y) {
    for (int i = 0; i < N; i++) {
      int sum = x[3 * i];
      if (n > i) sum += x[3 * i + 2];
      y[i] = sum;
    }
  }

  @Operator
  static void shifted(@Tensor(3 * N) int[] x, int n, @Tensor(N) int[] y) {
    for (int i = 0; i < N; i++) y[i] = x[2 * i + n] - x[2 * i + n + 1];
  }

  @Operator
  static void checked(@Tensor(3 * N) int[] x, int n, @Tensor(N) int[] y) {
    for (int i = 0; i < n; i++) y[i] = x[3 * i] + x[3 * i + 1];
  }
}
