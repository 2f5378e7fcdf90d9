package dev.annotir.examples;

import static dev.annotir.examples.NeuralNet.CHANNELS;
import static dev.annotir.examples.NeuralNet.CLUSTERS;
import static dev.annotir.examples.NeuralNet.CONVOLVED;
import static dev.annotir.examples.NeuralNet.COORDINATES;
import static dev.annotir.examples.NeuralNet.DEPTH;
import static dev.annotir.examples.NeuralNet.FEATURES;
import static dev.annotir.examples.NeuralNet.HEIGHT;
import static dev.annotir.examples.NeuralNet.IN;
import static dev.annotir.examples.NeuralNet.KERNEL;
import static dev.annotir.examples.NeuralNet.OUT;
import static dev.annotir.examples.NeuralNet.POINTS;
import static dev.annotir.examples.NeuralNet.POOLED_HEIGHT;
import static dev.annotir.examples.NeuralNet.POOLED_WIDTH;
import static dev.annotir.examples.NeuralNet.POOL_BATCH;
import static dev.annotir.examples.NeuralNet.POOL_CHANNELS;
import static dev.annotir.examples.NeuralNet.SENTENCE;
import static dev.annotir.examples.NeuralNet.SIZE;
import static dev.annotir.examples.NeuralNet.TOKENS;
import static dev.annotir.examples.NeuralNet.WIDTH;
import static dev.annotir.examples.NeuralNet.WORDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NeuralNetTest {
  private final Inputs inputs = new Inputs();

  /** Scatters each input over the outputs that it reaches, where the operator gathers. */
  @Test
  void conv2dAddsTheBiasAndCutsNegativesOff() {
    float[] x = inputs.floats(IN * SIZE * SIZE);
    float[] weights = inputs.floats(OUT * IN * KERNEL * KERNEL);
    float[] bias = inputs.floats(OUT);
    float[] y = new float[OUT * CONVOLVED * CONVOLVED];
    NeuralNet.conv2d(x, weights, bias, y);

    double[][][] sums = new double[OUT][CONVOLVED][CONVOLVED];
    for (int at = 0; at < x.length; at++) {
      int c = at / (SIZE * SIZE);
      int row = at / SIZE % SIZE;
      int column = at % SIZE;
      for (int o = 0; o < OUT; o++) {
        for (int tap = 0; tap < KERNEL * KERNEL; tap++) {
          int i = row - tap / KERNEL;
          int j = column - tap % KERNEL;
          if (i >= 0 && i < CONVOLVED && j >= 0 && j < CONVOLVED) {
            sums[o][i][j] += (double) x[at] * weights[(o * IN + c) * KERNEL * KERNEL + tap];
          }
        }
      }
    }
    for (int at = 0; at < y.length; at++) {
      int o = at / (CONVOLVED * CONVOLVED);
      double sum = sums[o][at / CONVOLVED % CONVOLVED][at % CONVOLVED] + bias[o];
      assertEquals(Math.max(sum, 0), y[at], 1e-4);
    }
  }

  @Test
  void depthwiseConvPadsWithZeros() {
    float[][][] x = inputs.floats(CHANNELS, HEIGHT, WIDTH);
    float[][][] weights = inputs.floats(CHANNELS, KERNEL, KERNEL);
    float[][][] y = new float[CHANNELS][HEIGHT][WIDTH];
    NeuralNet.depthwiseConv(x, weights, y);
    for (int c = 0; c < CHANNELS; c++) {
      double[][] padded = new double[HEIGHT + 2][WIDTH + 2];
      for (int i = 0; i < HEIGHT; i++) {
        for (int j = 0; j < WIDTH; j++) {
          padded[i + 1][j + 1] = x[c][i][j];
        }
      }
      for (int i = 0; i < HEIGHT; i++) {
        for (int j = 0; j < WIDTH; j++) {
          double sum = 0;
          for (int tap = 0; tap < 9; tap++) {
            sum += padded[i + tap / 3][j + tap % 3] * weights[c][tap / 3][tap % 3];
          }
          assertEquals(sum, y[c][i][j], 1e-5);
        }
      }
    }
  }

  @Test
  void maxPoolTakesTheLargestOfFour() {
    float[][][][] x = new float[POOL_BATCH][][][];
    Arrays.setAll(x, n -> inputs.floats(POOL_CHANNELS, 2 * POOLED_HEIGHT, 2 * POOLED_WIDTH));
    x[0][0][0][1] = Float.NaN;
    float[][][][] y = new float[POOL_BATCH][POOL_CHANNELS][POOLED_HEIGHT][POOLED_WIDTH];
    NeuralNet.maxPool(x, y);
    assertEquals(Float.NaN, y[0][0][0][0]);
    for (int n = 0; n < POOL_BATCH; n++) {
      for (int c = 0; c < POOL_CHANNELS; c++) {
        for (int i = 0; i < POOLED_HEIGHT; i++) {
          for (int j = 0; j < POOLED_WIDTH; j++) {
            float[] four = {
              x[n][c][2 * i][2 * j],
              x[n][c][2 * i][2 * j + 1],
              x[n][c][2 * i + 1][2 * j],
              x[n][c][2 * i + 1][2 * j + 1]
            };
            Arrays.sort(four);
            assertEquals(four[3], y[n][c][i][j]);
          }
        }
      }
    }
  }

  @Test
  void averagePoolAveragesChannels() {
    float[][][][] x = new float[POOL_BATCH][POOL_CHANNELS][HEIGHT][WIDTH];
    for (int n = 0; n < POOL_BATCH; n++) {
      for (int c = 0; c < POOL_CHANNELS; c++) {
        for (int i = 0; i < HEIGHT; i++) {
          for (int j = 0; j < WIDTH; j++) {
            // Symmetric about the centre, where the value is 10 n + c.
            x[n][c][i][j] = 10 * n + c + (2 * i - HEIGHT + 1) - (2 * j - WIDTH + 1);
          }
        }
      }
    }
    float[][] y = NeuralNet.averagePool(x);
    assertArrayEquals(new float[] {0, 1, 2, 3, 4}, y[0]);
    assertArrayEquals(new float[] {10, 11, 12, 13, 14}, y[1]);
  }

  @Test
  void layerNormNormalisesRows() {
    float[][] x = inputs.floats(TOKENS, FEATURES);
    float[] gamma = inputs.floats(FEATURES);
    float[] beta = inputs.floats(FEATURES);
    float[][] y = new float[TOKENS][FEATURES];
    NeuralNet.layerNorm(x, gamma, beta, 1e-5f, y);
    for (int t = 0; t < TOKENS; t++) {
      double sum = 0;
      double squares = 0;
      for (float v : x[t]) {
        sum += v;
        squares += (double) v * v;
      }
      double mean = sum / FEATURES;
      double deviation = Math.sqrt(squares / FEATURES - mean * mean + 1e-5);
      for (int f = 0; f < FEATURES; f++) {
        assertEquals((x[t][f] - mean) / deviation * gamma[f] + beta[f], y[t][f], 1e-5);
      }
    }
  }

  @Test
  void quantizeRoundsAndSaturates() {
    float[] x = new float[TOKENS * FEATURES];
    float[] first = {
      0f,
      0.25f,
      0.75f,
      -0.25f,
      -0.26f,
      3f,
      1000f,
      -1000f,
      Float.NaN,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY
    };
    System.arraycopy(first, 0, x, 0, first.length);
    byte[] y = new byte[TOKENS * FEATURES];
    NeuralNet.quantize(x, 0.5f, 10, y);
    assertArrayEquals(
        new byte[] {10, 10, 12, 10, 9, 16, 127, -128, 0, 127, -128},
        Arrays.copyOf(y, first.length));
    assertEquals(10, y[y.length - 1]);
  }

  @Test
  void embeddingCopiesRows() {
    float[][] table = inputs.floats(WORDS, DEPTH);
    int[] words = inputs.ints(SENTENCE, 0, WORDS);
    words[0] = WORDS - 1;
    float[][] y = new float[SENTENCE][DEPTH];
    NeuralNet.embedding(table, words, y);
    for (int i = 0; i < SENTENCE; i++) {
      assertArrayEquals(table[words[i]], y[i]);
    }
  }

  @Test
  void embeddingRefusesUnknownWords() {
    float[][] table = inputs.floats(WORDS, DEPTH);
    float[][] y = new float[SENTENCE][DEPTH];
    for (int bad : new int[] {-1, WORDS, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      int[] words = new int[SENTENCE];
      words[5] = bad;
      assertThrows(
          ArrayIndexOutOfBoundsException.class, () -> NeuralNet.embedding(table, words, y));
    }
  }

  @Test
  void argmaxFindsTheFirstLargest() {
    float[] scores = inputs.floats(WORDS);
    scores[123] = 2;
    scores[321] = 2;
    assertEquals(123, NeuralNet.argmax(scores));
    scores[WORDS - 1] = 3;
    assertEquals(WORDS - 1, NeuralNet.argmax(scores));
    assertEquals(0, NeuralNet.argmax(new float[WORDS]));
  }

  @Test
  void nearestCentroidIsNearest() {
    float[][] points = inputs.floats(POINTS, COORDINATES);
    float[][] centroids = inputs.floats(CLUSTERS, COORDINATES);
    int[] nearest = NeuralNet.nearestCentroid(points, centroids);
    assertEquals(POINTS, nearest.length);
    for (int i = 0; i < POINTS; i++) {
      double chosen = distance(points[i], centroids[nearest[i]]);
      for (float[] centroid : centroids) {
        assertEquals(chosen, Math.min(chosen, distance(points[i], centroid)), 1e-6);
      }
    }
  }

  @Test
  void nearestCentroidTakesTheFirstInATie() {
    float[][] centroids = inputs.floats(CLUSTERS, COORDINATES);
    float[][] points = new float[POINTS][];
    Arrays.fill(points, centroids[2]);
    centroids[4] = centroids[2].clone();
    int[] expected = new int[POINTS];
    Arrays.fill(expected, 2);
    assertArrayEquals(expected, NeuralNet.nearestCentroid(points, centroids));
  }

  @Test
  void moveCentroidsAveragesMembers() {
    float[][] points = inputs.floats(POINTS, COORDINATES);
    int[] nearest = inputs.ints(POINTS, 0, CLUSTERS - 1);
    float[][] centroids = new float[CLUSTERS][COORDINATES];
    Arrays.fill(centroids[CLUSTERS - 1], 42);
    assertEquals(CLUSTERS - 1, NeuralNet.moveCentroids(points, nearest, centroids));
    for (int k = 0; k < CLUSTERS - 1; k++) {
      for (int d = 0; d < COORDINATES; d++) {
        double sum = 0;
        int members = 0;
        for (int i = 0; i < POINTS; i++) {
          if (nearest[i] == k) {
            sum += points[i][d];
            members++;
          }
        }
        assertEquals(sum / members, centroids[k][d], 1e-6);
      }
    }
    assertArrayEquals(new float[] {42, 42, 42, 42, 42, 42}, centroids[CLUSTERS - 1]);
  }

  @Test
  void moveCentroidsRefusesUnknownClusters() {
    float[][] points = inputs.floats(POINTS, COORDINATES);
    float[][] centroids = new float[CLUSTERS][COORDINATES];
    int[] nearest = new int[POINTS];
    nearest[POINTS - 1] = CLUSTERS;
    assertThrows(
        ArrayIndexOutOfBoundsException.class,
        () -> NeuralNet.moveCentroids(points, nearest, centroids));
  }

  private static double distance(float[] u, float[] v) {
    double sum = 0;
    for (int d = 0; d < u.length; d++) {
      sum += ((double) u[d] - v[d]) * ((double) u[d] - v[d]);
    }
    return sum;
  }
}
