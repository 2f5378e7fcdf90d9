package dev.annotir.examples;

import static dev.annotir.examples.Sequences.FEATURES;
import static dev.annotir.examples.Sequences.GATES;
import static dev.annotir.examples.Sequences.HEAD;
import static dev.annotir.examples.Sequences.INPUTS;
import static dev.annotir.examples.Sequences.TOKENS;
import static dev.annotir.examples.Sequences.UNITS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SequencesTest {
  private final Inputs inputs = new Inputs();

  @Test
  void softmaxMakesWeights() {
    float[][] x = inputs.floats(TOKENS, FEATURES);
    x[1][2] = 1000;
    Arrays.fill(x[3], -2000);
    float[][] y = new float[TOKENS][FEATURES];
    Sequences.softmax(x, y);
    for (int t = 0; t < TOKENS; t++) {
      double sum = 0;
      for (float v : x[t]) {
        sum += Math.exp(v - x[t][0]);
      }
      for (int f = 0; f < FEATURES && t != 1; f++) {
        assertEquals(Math.exp(x[t][f] - x[t][0]) / sum, y[t][f], 1e-7);
      }
    }
    float[] alone = new float[FEATURES];
    alone[2] = 1;
    assertArrayEquals(alone, y[1]);
  }

  @Test
  void geluIsTheNumberOrNothingFarFromZero() {
    float[] x = inputs.floats(TOKENS * FEATURES);
    x[0] = 10;
    x[1] = -10;
    x[2] = 1;
    x[3] = -1;
    float[] y = new float[TOKENS * FEATURES];
    Sequences.gelu(x, y);
    assertEquals(10, y[0]);
    assertEquals(-0f, y[1]);
    assertEquals(0.8413447460685429, y[2], 1e-7);
    assertEquals(-0.15865525393145707, y[3], 1e-7);
    for (int i = 0; i < x.length; i++) {
      assertTrue(Math.abs(y[i]) <= Math.abs(x[i]));
    }
  }

  @Test
  void rmsNormGivesRowsTheMeanSquare1() {
    float[][] x = inputs.floats(TOKENS, FEATURES);
    float[] gain = inputs.floats(FEATURES);
    float[][] y = new float[TOKENS][FEATURES];
    Sequences.rmsNorm(x, gain, 1e-5f, y);
    for (int t = 0; t < TOKENS; t++) {
      double squares = 0;
      for (float v : x[t]) {
        squares += (double) v * v;
      }
      double root = Math.sqrt(squares / FEATURES + 1e-5);
      for (int f = 0; f < FEATURES; f++) {
        assertEquals(x[t][f] / root * gain[f], y[t][f], 1e-6);
      }
    }
  }

  @Test
  void attentionSeesOnlyWhatCameBefore() {
    float[][] queries = inputs.floats(TOKENS, HEAD);
    float[][] keys = inputs.floats(TOKENS, HEAD);
    float[][] values = inputs.floats(TOKENS, HEAD);
    float[][] y = new float[TOKENS][HEAD];
    Sequences.attention(queries, keys, values, y);
    assertArrayEquals(values[0], y[0]);
    for (int t = 0; t < TOKENS; t++) {
      double[] weights = new double[t + 1];
      for (int s = 0; s <= t; s++) {
        double score = 0;
        for (int h = 0; h < HEAD; h++) {
          score += (double) queries[t][h] * keys[s][h];
        }
        weights[s] = Math.exp(score / Math.sqrt(HEAD));
      }
      double sum = Arrays.stream(weights).sum();
      for (int h = 0; h < HEAD; h++) {
        double mean = 0;
        for (int s = 0; s <= t; s++) {
          mean += weights[s] / sum * values[s][h];
        }
        assertEquals(mean, y[t][h], 1e-6);
      }
    }
  }

  @Test
  void lstmCellKeepsAndAdds() {
    float[] x = inputs.floats(INPUTS);
    float[][][] forInputs = inputs.floats(GATES, UNITS, INPUTS);
    float[][][] forState = inputs.floats(GATES, UNITS, UNITS);
    float[][] bias = inputs.floats(GATES, UNITS);
    float[] state = inputs.floats(UNITS);
    float[] memory = inputs.floats(UNITS);
    float[] newState = state.clone();
    float[] newMemory = memory.clone();
    Sequences.lstmCell(x, forInputs, forState, bias, newState, newMemory);
    for (int u = 0; u < UNITS; u++) {
      double[] gates = new double[GATES];
      for (int g = 0; g < GATES; g++) {
        gates[g] = bias[g][u];
        for (int i = 0; i < INPUTS; i++) {
          gates[g] += (double) forInputs[g][u][i] * x[i];
        }
        for (int i = 0; i < UNITS; i++) {
          gates[g] += (double) forState[g][u][i] * state[i];
        }
      }
      double kept = sigmoid(gates[1]) * memory[u] + sigmoid(gates[0]) * Math.tanh(gates[2]);
      assertEquals(kept, newMemory[u], 1e-5);
      assertEquals(sigmoid(gates[3]) * Math.tanh(kept), newState[u], 1e-5);
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
