import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Loops and expressions that compilers of C have got wrong. */
@OperatorLibrary("compilers")
public final class Compilers {
  private Compilers() {}

  @Operator
  static void squareInts(@Tensor({3}) int[] x) {
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 3; j++) {
        x[j] *= x[j];
      }
    }
  }

  @Operator
  static void squareShorts(@Tensor({8}) short[] x) {
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 8; j++) {
        x[j] *= x[j];
      }
    }
  }

  @Operator
  static void squareBytes(@Tensor({16}) byte[] x) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 16; j++) {
        byte v = x[j];
        x[j] = (byte) (v * v);
      }
    }
  }

  @Operator
  static long knownChoice(@Tensor({2, 1}) int[][] x) {
    return ((x[1][0] >= x[1][0] ? 0L : 0xffffffffL) >> 34) + ((x[0][0] < x[0][0] ? x[1][0] : 5L) << 40);
  }

  private static final double[] CHOICE = {-1, 2, 3};

  /** Stores under a condition, to where the loop loads later. */
  @Operator
  static int storesAhead(
      @Tensor({65, 46}) double[] x, @Tensor({68, 10, 4}) double[][][] y, @Tensor({8, 9, 8}) double[][][] z, int n) {
    int sum = n;
    int end = Math.min(n, 8);
    for (int i = 0; i < end; i++) {
      for (int j = 2; j < 65; j++) {
        for (int k = 0; k < 4; k++) {
          if (CHOICE[1] == 0.5) {
            sum = (char) y[1][i][k];
            ++z[0][k + 1][7 - i];
          } else {
            x[k + 448]--;
            y[k + 1][i][k] += x[j + 396];
            z[k][i][k + 1] += (short) y[0][0][k];
          }
          sum = sum + (int) x[j];
        }
      }
    }
    return sum;
  }

  /** The whole part of what is between -1 and 0 is 0.0, not -0.0. */
  @Operator
  static void wholes(
      @Tensor({9}) double[] x, @Tensor({9}) float[] y, @Tensor({2, 9}) double[][] a, @Tensor({2, 9}) float[][] b) {
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j <= i; j++) {
        a[0][i] = (int) x[i];
        a[1][i] = (long) x[i];
        b[0][i] = (int) y[i];
        b[1][i] = (long) y[i];
      }
    }
  }

  @Operator
  static int squareScalar(int s) {
    for (int i = 0; i < 9; i++) {
      int t = s * 3;
      s = t * t;
    }
    return s;
  }

  /** Not squares: what is loaded twice has changed between. */
  @Operator
  static void productsOfCounters(@Tensor({8}) int[] x, @Tensor({8}) int[] y, int a) {
    for (int i = 0; i < 8; i++) {
      x[i] = a-- * a++;
      x[i] += a * (a += 3);
      int before = y[i];
      y[i] -= 5;
      int after = y[i];
      x[i] ^= before * after;
      int first = a;
      for (int j = 0; j < 3; j++) {
        int second = a;
        x[i] += first * second;
        a += 7;
      }
      x[i] *= first * first;
    }
  }

  @Operator
  static void zeroSums(int i, @Tensor({8}) float[] y, @Tensor({4}) double[] z) {
    y[0] = -(float) i + 0.0f;
    y[1] = 0.0f - i;
    y[2] = -(0.0f - i);
    y[3] = -(float) i - -0.0f;
    y[4] = i * -1.0f + 0.0f;
    y[5] = 0.0f - i - i;
    y[6] = 0.0f - (i > 0 ? (float) i : 0.0f);
    y[7] = Math.nextAfter((float) i, -3.5);
    z[0] = -(double) i + 0.0;
    z[1] = 0.0 - (long) i;
    z[2] = i - -0.0;
    z[3] = i + -0.0 - 0.0;
  }
}
