import dev.annotir.Operator;
import dev.annotir.Tensor;

/** Element by element. */
public final class Elementwise {
  private Elementwise() {}

  @Operator
  static void addI8(
      @Tensor({64, 28, 28}) byte[][][] a,
      @Tensor({64, 28, 28}) byte[][][] b,
      @Tensor({64, 28, 28}) byte[][][] c) {
    for (int i = 0; i < 64; i++) {
      for (int j = 0; j < 28; j++) {
        for (int k = 0; k < 28; k++) {
          c[i][j][k] = (byte) (a[i][j][k] + b[i][j][k]);
        }
      }
    }
  }

  @Operator
  static void saxpy4k(float a, @Tensor({4096}) float[] x, @Tensor({4096}) float[] y) {
    for (int i = 0; i < 4096; i++) {
      y[i] += a * x[i];
    }
  }

  @Operator
  static void saxpy1m(float a, @Tensor({1048576}) float[] x, @Tensor({1048576}) float[] y) {
    for (int i = 0; i < 1048576; i++) {
      y[i] += a * x[i];
    }
  }

  @Operator
  static void relu(@Tensor({1048576}) float[] x, @Tensor({1048576}) float[] y) {
    for (int i = 0; i < 1048576; i++) {
      y[i] = Math.max(x[i], 0f);
    }
  }

  /** The hyperbolic tangent is a fraction of polynomials. */
  @Operator
  static void gelu(@Tensor({262144}) float[] x, @Tensor({262144}) float[] y) {
    for (int i = 0; i < 262144; i++) {
      float v = x[i];
      float t = 0.7978846f * (v + 0.044715f * v * v * v);
      t = Math.max(-4.97f, Math.min(4.97f, t));
      float s = t * t;
      float p = t * (135135f + s * (17325f + s * (378f + s)));
      float q = 135135f + s * (62370f + s * (3150f + s * 28f));
      y[i] = 0.5f * v * (1f + p / q);
    }
  }

  @Operator
  static void transpose(
      @Tensor({1024, 1024}) float[][] x, @Tensor({1024, 1024}) float[][] y) {
    for (int i = 0; i < 1024; i++) {
      for (int j = 0; j < 1024; j++) {
        y[j][i] = x[i][j];
      }
    }
  }
}
