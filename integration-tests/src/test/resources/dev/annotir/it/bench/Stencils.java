import dev.annotir.Operator;
import dev.annotir.Tensor;

/** Sweeps that build on each other. */
public final class Stencils {
  private Stencils() {}

  @Operator
  static void jacobi2d(
      @Tensor({1000, 1000}) double[][] a, @Tensor({1000, 1000}) double[][] b) {
    for (int t = 0; t < 10; t++) {
      for (int i = 1; i < 999; i++) {
        for (int j = 1; j < 999; j++) {
          b[i][j] = 0.2 * (a[i][j] + a[i][j - 1] + a[i][j + 1] + a[i + 1][j] + a[i - 1][j]);
        }
      }
      for (int i = 1; i < 999; i++) {
        for (int j = 1; j < 999; j++) {
          a[i][j] = 0.2 * (b[i][j] + b[i][j - 1] + b[i][j + 1] + b[i + 1][j] + b[i - 1][j]);
        }
      }
    }
  }

  @Operator
  static void floydWarshall(@Tensor({256, 256}) int[][] d) {
    for (int k = 0; k < 256; k++) {
      for (int i = 0; i < 256; i++) {
        for (int j = 0; j < 256; j++) {
          d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
        }
      }
    }
  }
}
