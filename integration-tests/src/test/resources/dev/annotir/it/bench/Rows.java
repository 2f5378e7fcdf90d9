import dev.annotir.Operator;
import dev.annotir.Tensor;
import dev.annotir.math.FloatMath;
import dev.annotir.math.Reduce;

/** Sums and normalisations. */
public final class Rows {
  private Rows() {}

  @Operator
  static void rowSum(@Tensor({1024, 1024}) float[][] x, @Tensor({1024}) float[] y) {
    for (int i = 0; i < 1024; i++) {
      float sum = 0;
      for (int j = 0; j < 1024; j++) {
        sum += x[i][j];
      }
      y[i] = sum;
    }
  }

  @Operator
  static float dot4k(@Tensor({4096}) float[] x, @Tensor({4096}) float[] y) {
    float sum = 0;
    for (int i = 0; i < 4096; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Operator
  static float dot4kLanes(@Tensor({4096}) float[] x, @Tensor({4096}) float[] y) {
    return Reduce.dot(x, y);
  }

  @Operator
  static double sumF64(@Tensor({1048576}) double[] x) {
    double sum = 0;
    for (int i = 0; i < 1048576; i++) {
      sum += x[i];
    }
    return sum;
  }

  @Operator
  static double sumF64Lanes(@Tensor({1048576}) double[] x) {
    return Reduce.sum(x);
  }

  @Operator
  static void softmax(@Tensor({128, 1024}) float[][] x, @Tensor({128, 1024}) float[][] y) {
    for (int i = 0; i < 128; i++) {
      float max = x[i][0];
      for (int j = 1; j < 1024; j++) {
        max = Math.max(max, x[i][j]);
      }
      float sum = 0;
      for (int j = 0; j < 1024; j++) {
        y[i][j] = FloatMath.exp(x[i][j] - max);
        sum += y[i][j];
      }
      for (int j = 0; j < 1024; j++) {
        y[i][j] /= sum;
      }
    }
  }

  @Operator
  static void layernorm(
      @Tensor({128, 1024}) float[][] x,
      @Tensor({1024}) float[] gamma,
      @Tensor({1024}) float[] beta,
      @Tensor({128, 1024}) float[][] y) {
    for (int i = 0; i < 128; i++) {
      float sum = 0;
      for (int j = 0; j < 1024; j++) {
        sum += x[i][j];
      }
      float mean = sum / 1024;
      float squares = 0;
      for (int j = 0; j < 1024; j++) {
        squares += (x[i][j] - mean) * (x[i][j] - mean);
      }
      float scale = 1 / (float) Math.sqrt(squares / 1024 + 1e-5f);
      for (int j = 0; j < 1024; j++) {
        y[i][j] = (x[i][j] - mean) * scale * gamma[j] + beta[j];
      }
    }
  }

  /** One head. */
  @Operator
  static void attention(
      @Tensor({128, 64}) float[][] q,
      @Tensor({128, 64}) float[][] k,
      @Tensor({128, 64}) float[][] v,
      @Tensor({128, 64}) float[][] y) {
    float[] s = new float[128];
    for (int i = 0; i < 128; i++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < 128; j++) {
        float score = 0;
        for (int d = 0; d < 64; d++) {
          score += q[i][d] * k[j][d];
        }
        s[j] = score * 0.125f;
        max = Math.max(max, s[j]);
      }
      float sum = 0;
      for (int j = 0; j < 128; j++) {
        s[j] = FloatMath.exp(s[j] - max);
        sum += s[j];
      }
      for (int d = 0; d < 64; d++) {
        float weighted = 0;
        for (int j = 0; j < 128; j++) {
          weighted += s[j] / sum * v[j][d];
        }
        y[i][d] = weighted;
      }
    }
  }
}
