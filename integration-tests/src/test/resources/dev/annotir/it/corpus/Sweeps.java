import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Steps that sweep over arrays too large for a near cache, again and again. */
@OperatorLibrary("sweeps")
public class Sweeps {
  static final int N = 66_000;
  static final int ROWS = 150;
  static final int COLUMNS = 448;

  @Operator
  static void heat(@Tensor(N) double[] x, @Tensor(N) double[] y) {
    for (int t = 0; t < 2; t++) {
      for (int i = 1; i < N - 1; i++) y[i] = x[i] + 0.25 * (x[i - 1] - 2 * x[i] + x[i + 1]);
      for (int i = 1; i < N - 1; i++) x[i] = y[i] + 0.25 * (y[i - 1] - 2 * y[i] + y[i + 1]);
    }
  }

  @Operator
  static void gaussSeidel(@Tensor({2 * ROWS, COLUMNS}) double[][] a) {
    for (int t = 0; t < 2; t++)
      for (int i = 1; i < 2 * ROWS - 1; i++)
        for (int j = 1; j < COLUMNS - 1; j++)
          a[i][j] = 0.2 * (a[i][j] + a[i][j - 1] + a[i][j + 1] + a[i + 1][j] + a[i - 1][j]);
  }

  /** Every second sweep goes down the rows where they were left. */
  @Operator
  static void columns(@Tensor({2 * ROWS, COLUMNS}) double[][] a, int steps) {
    for (int t = 0; t < (steps & 1) + 1; t++) {
      for (int i = 2; i < 2 * ROWS; i++)
        for (int j = 0; j < COLUMNS; j++) a[i][j] += a[i - 2][j] * 0.5;
      for (int i = 0; i < 2 * ROWS - 3; i++)
        for (int j = 1; j < COLUMNS - 1; j++) a[i][j] -= a[i + 3][j - 1] * 0.25 + t;
    }
  }

  @Operator
  static void backwards(@Tensor({ROWS, COLUMNS}) long[][] a, @Tensor({ROWS, COLUMNS}) long[][] b) {
    for (int t = 0; t < 3; t++) {
      for (int i = ROWS - 2; i >= 1; i--)
        for (int j = 1; j < COLUMNS - 1; j++) b[i][j] = a[i - 1][j + 1] + 3 * a[i + 1][j - 1] - t;
      for (int i = ROWS - 1; i >= 0; i--)
        for (int j = 0; j < COLUMNS; j++) a[i][j] = b[i][j] ^ a[i][j];
    }
  }

  /** Sweeps of opposite directions need all rows of each other. */
  @Operator
  static void thereAndBack(@Tensor({ROWS, COLUMNS}) double[][] a) {
    for (int t = 0; t < 2; t++) {
      for (int i = 1; i < ROWS; i++)
        for (int j = 0; j < COLUMNS; j++) a[i][j] += a[i - 1][j] * 0.5;
      for (int i = ROWS - 2; i >= 0; i--)
        for (int j = 0; j < COLUMNS; j++) a[i][j] -= a[i + 1][j] * 0.5;
    }
  }

  @Operator
  static void threeSweeps(
      @Tensor({ROWS, COLUMNS}) double[][] u,
      @Tensor({ROWS, COLUMNS}) double[][] v,
      @Tensor({ROWS, COLUMNS}) double[][] p) {
    for (int t = 0; t < 2; t++) {
      for (int i = 1; i < ROWS; i++)
        for (int j = 0; j < COLUMNS; j++) u[i][j] -= 0.5 * (p[i][j] - p[i - 1][j]);
      for (int i = 0; i < ROWS; i++)
        for (int j = 1; j < COLUMNS; j++) v[i][j] -= 0.5 * (p[i][j] - p[i][j - 1]);
      for (int i = 0; i < ROWS - 1; i++)
        for (int j = 0; j < COLUMNS - 1; j++)
          p[i][j] -= 0.7 * (u[i + 1][j] - u[i][j] + v[i][j + 1] - v[i][j]);
    }
  }

  @Operator
  static void fused(@Tensor({6, 512}) float[][] x, @Tensor({6, 512}) float[][] y) {
    for (int i = 1; i < 5; i++)
      for (int j = 1; j < 511; j++)
        y[i][j] = Math.fma(x[i][j - 1], x[i][j + 1], Math.max(x[i][j], x[i - 1][j]));
  }
}
