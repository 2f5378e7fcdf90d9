import dev.annotir.*;

/** Sums and differences in turns of what is no product in Java, but to C compilers. */
final class Turns {
  @Operator static void quotients(@Tensor(8) float[] x, @Tensor(8) float[] y) {
    y[0] = x[0] / 0.5f - x[0];
    y[1] = x[1] / 0.5f + x[1];
    y[2] = x[2] / 0.5f - x[2];
    y[3] = x[3] / 0.5f + x[3];
    y[4] = x[4] / 0.5f - x[4];
    y[5] = x[5] / 0.5f + x[5];
    y[6] = x[6] / 0.5f - x[6];
    y[7] = x[7] / 0.5f + x[7];
  }
  @Operator static void twice(@Tensor(4) float[] x, @Tensor(4) float[] y) {
    y[0] = x[0] + x[0] - x[0];
    y[1] = x[1] + x[1] + x[1];
    y[2] = x[2] + x[2] - x[2];
    y[3] = x[3] + x[3] + x[3];
  }
  @Operator static void pairs(@Tensor(40) double[] x, @Tensor(40) double[] y) {
    for (int i = 0; i + 1 < 40; i += 2) {
      y[i] = x[i] / 0.25 - x[i];
      y[i + 1] = x[i + 1] / 0.25 + x[i + 1];
    }
  }
}
