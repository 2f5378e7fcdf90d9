package dev.annotir.examples;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;
import dev.annotir.math.FloatMath;
import dev.annotir.math.Reduce;

/** Layers of neural networks that read sequences. */
@OperatorLibrary("sequences")
public final class Sequences {
  // softmax, gelu, rmsNorm, attention
  static final int TOKENS = 24;
  static final int FEATURES = 80;
  static final int HEAD = 32;

  // lstmCell
  static final int INPUTS = 20;
  static final int UNITS = 28;
  static final int GATES = 4;

  private static final float ROOT_HALF = 0.70710677f;
  private static final float SCALE = (float) (1 / Math.sqrt(HEAD));

  private Sequences() {}

  /** Makes weights of each row, positive and with the sum 1. */
  @Operator
  public static void softmax(
      @Tensor({TOKENS, FEATURES}) float[][] x, @Tensor({TOKENS, FEATURES}) float[][] y) {
    for (int t = 0; t < TOKENS; t++) {
      weigh(x[t], y[t]);
    }
  }

  /** Multiplies each number with the share of a normal distribution that is below it. */
  @Operator
  public static void gelu(
      @Tensor({TOKENS, FEATURES}) float[] x, @Tensor({TOKENS, FEATURES}) float[] y) {
    for (int i = 0; i < x.length; i++) {
      y[i] = 0.5f * x[i] * (1 + FloatMath.erf(ROOT_HALF * x[i]));
    }
  }

  /**
   * Divides each row by the root of its mean square, then scales each feature.
   *
   * @param epsilon added to the mean square
   */
  @Operator("rms_norm")
  public static void rmsNorm(
      @Tensor({TOKENS, FEATURES}) float[][] x,
      @Tensor({FEATURES}) float[] gain,
      float epsilon,
      @Tensor({TOKENS, FEATURES}) float[][] y) {
    for (int t = 0; t < TOKENS; t++) {
      float meanSquare = Reduce.dot(x[t], x[t]) / FEATURES;
      float factor = 1 / (float) Math.sqrt(meanSquare + epsilon);
      for (int f = 0; f < FEATURES; f++) {
        y[t][f] = x[t][f] * factor * gain[f];
      }
    }
  }

  /** One head of causal attention: each token takes values of itself and of those before it. */
  @Operator
  public static void attention(
      @Tensor({TOKENS, HEAD}) float[][] queries,
      @Tensor({TOKENS, HEAD}) float[][] keys,
      @Tensor({TOKENS, HEAD}) float[][] values,
      @Tensor({TOKENS, HEAD}) float[][] y) {
    float[] scores = new float[TOKENS];
    float[] weights = new float[TOKENS];
    for (int t = 0; t < TOKENS; t++) {
      for (int s = 0; s < TOKENS; s++) {
        float score = SCALE * Reduce.dot(queries[t], keys[s]);
        scores[s] = s <= t ? score : Float.NEGATIVE_INFINITY;
      }
      weigh(scores, weights);
      for (int h = 0; h < HEAD; h++) {
        y[t][h] = 0;
      }
      for (int s = 0; s < TOKENS; s++) {
        for (int h = 0; h < HEAD; h++) {
          y[t][h] += weights[s] * values[s][h];
        }
      }
    }
  }

  /**
   * One step of long short-term memory.
   *
   * @param forInputs weights of the inputs for the gates: what to let in, to keep, to add and to
   *     show
   * @param forState weights of the state for the gates
   * @param state what the cell showed after the step before, and shows now
   * @param memory what it keeps to itself
   */
  @Operator("lstm_cell")
  public static void lstmCell(
      @Tensor({INPUTS}) float[] x,
      @Tensor({GATES, UNITS, INPUTS}) float[][][] forInputs,
      @Tensor({GATES, UNITS, UNITS}) float[][][] forState,
      @Tensor({GATES, UNITS}) float[][] bias,
      @Tensor({UNITS}) float[] state,
      @Tensor({UNITS}) float[] memory) {
    float[][] gates = new float[GATES][UNITS];
    for (int g = 0; g < GATES; g++) {
      for (int u = 0; u < UNITS; u++) {
        gates[g][u] =
            Reduce.dot(forInputs[g][u], x) + Reduce.dot(forState[g][u], state) + bias[g][u];
      }
    }
    for (int u = 0; u < UNITS; u++) {
      float in = FloatMath.sigmoid(gates[0][u]);
      float keep = FloatMath.sigmoid(gates[1][u]);
      float added = FloatMath.tanh(gates[2][u]);
      float show = FloatMath.sigmoid(gates[3][u]);
      memory[u] = keep * memory[u] + in * added;
      state[u] = show * FloatMath.tanh(memory[u]);
    }
  }

  private static void weigh(float[] scores, float[] weights) {
    float max = Reduce.max(scores);
    for (int i = 0; i < scores.length; i++) {
      weights[i] = FloatMath.exp(scores[i] - max);
    }
    float sum = Reduce.sum(weights);
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
  }
}
