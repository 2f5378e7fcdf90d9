package dev.annotir.examples;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Layers of neural networks, for inference, and one step of k-means. */
@OperatorLibrary("neural_net")
public final class NeuralNet {
  // conv2d
  static final int BATCH = 1;
  static final int IN = 8;
  static final int OUT = 16;
  static final int SIZE = 28;
  static final int KERNEL = 3;
  static final int CONVOLVED = SIZE - KERNEL + 1;

  // depthwiseConv
  static final int CHANNELS = 12;
  static final int HEIGHT = 30;
  static final int WIDTH = 22;

  // maxPool
  static final int POOL_BATCH = 2;
  static final int POOL_CHANNELS = 5;
  static final int POOLED_HEIGHT = 9;
  static final int POOLED_WIDTH = 13;

  // layerNorm, quantize
  static final int TOKENS = 20;
  static final int FEATURES = 96;

  // embedding, argmax
  static final int WORDS = 500;
  static final int DEPTH = 36;
  static final int SENTENCE = 24;

  // nearestCentroid, moveCentroids
  static final int POINTS = 400;
  static final int CLUSTERS = 7;
  static final int COORDINATES = 6;

  private NeuralNet() {}

  /**
   * Convolves with 3 x 3 kernels, stride 1 and no padding, adds the bias and cuts negatives off.
   *
   * <p>All tensors are flat, row by row: images in NCHW, weights in OIHW order.
   */
  @Operator
  public static void conv2d(
      @Tensor({BATCH, IN, SIZE, SIZE}) float[] x,
      @Tensor({OUT, IN, KERNEL, KERNEL}) float[] weights,
      @Tensor({OUT}) float[] bias,
      @Tensor({BATCH, OUT, CONVOLVED, CONVOLVED}) float[] y) {
    for (int n = 0; n < BATCH; n++) {
      for (int o = 0; o < OUT; o++) {
        for (int i = 0; i < CONVOLVED; i++) {
          for (int j = 0; j < CONVOLVED; j++) {
            float sum = bias[o];
            for (int c = 0; c < IN; c++) {
              for (int p = 0; p < KERNEL; p++) {
                for (int q = 0; q < KERNEL; q++) {
                  sum +=
                      x[((n * IN + c) * SIZE + i + p) * SIZE + j + q]
                          * weights[((o * IN + c) * KERNEL + p) * KERNEL + q];
                }
              }
            }
            y[((n * OUT + o) * CONVOLVED + i) * CONVOLVED + j] = Math.max(sum, 0f);
          }
        }
      }
    }
  }

  /**
   * Convolves each of 12 channels with its own 3 x 3 kernel; outside the image all is zero.
   *
   * <p>{@code x} and {@code y} are channels x height x width.
   */
  @Operator("depthwise_conv")
  public static void depthwiseConv(
      @Tensor({CHANNELS, HEIGHT, WIDTH}) float[][][] x,
      @Tensor({CHANNELS, KERNEL, KERNEL}) float[][][] weights,
      @Tensor({CHANNELS, HEIGHT, WIDTH}) float[][][] y) {
    for (int c = 0; c < CHANNELS; c++) {
      for (int i = 0; i < HEIGHT; i++) {
        for (int j = 0; j < WIDTH; j++) {
          float sum = 0;
          for (int p = 0; p < KERNEL; p++) {
            int row = i + p - 1;
            if (row < 0 || row >= HEIGHT) {
              continue;
            }
            for (int q = 0; q < KERNEL; q++) {
              int column = j + q - 1;
              if (column >= 0 && column < WIDTH) {
                sum += x[c][row][column] * weights[c][p][q];
              }
            }
          }
          y[c][i][j] = sum;
        }
      }
    }
  }

  /** Halves height and width: each element of {@code y} is the largest of 2 x 2 of {@code x}. */
  @Operator("max_pool")
  public static void maxPool(
      @Tensor({POOL_BATCH, POOL_CHANNELS, 2 * POOLED_HEIGHT, 2 * POOLED_WIDTH}) float[][][][] x,
      @Tensor({POOL_BATCH, POOL_CHANNELS, POOLED_HEIGHT, POOLED_WIDTH}) float[][][][] y) {
    for (int n = 0; n < POOL_BATCH; n++) {
      for (int c = 0; c < POOL_CHANNELS; c++) {
        for (int i = 0; i < POOLED_HEIGHT; i++) {
          float[] upper = x[n][c][2 * i];
          float[] lower = x[n][c][2 * i + 1];
          for (int j = 0; j < POOLED_WIDTH; j++) {
            y[n][c][i][j] =
                Math.max(
                    Math.max(upper[2 * j], upper[2 * j + 1]),
                    Math.max(lower[2 * j], lower[2 * j + 1]));
          }
        }
      }
    }
  }

  /** Averages every channel of an image in NCHW order over its height and width. */
  @Operator("average_pool")
  @Tensor({POOL_BATCH, POOL_CHANNELS})
  public static float[][] averagePool(
      @Tensor({POOL_BATCH, POOL_CHANNELS, HEIGHT, WIDTH}) float[][][][] x) {
    float[][] y = new float[POOL_BATCH][POOL_CHANNELS];
    for (int n = 0; n < POOL_BATCH; n++) {
      for (int c = 0; c < POOL_CHANNELS; c++) {
        double sum = 0;
        for (float[] row : x[n][c]) {
          for (float v : row) {
            sum += v;
          }
        }
        y[n][c] = (float) (sum / (HEIGHT * WIDTH));
      }
    }
    return y;
  }

  /**
   * Normalises each of 20 rows to mean 0 and variance 1, then scales and shifts each feature.
   *
   * @param epsilon added to the variance
   */
  @Operator("layer_norm")
  public static void layerNorm(
      @Tensor({TOKENS, FEATURES}) float[][] x,
      @Tensor({FEATURES}) float[] gamma,
      @Tensor({FEATURES}) float[] beta,
      float epsilon,
      @Tensor({TOKENS, FEATURES}) float[][] y) {
    for (int t = 0; t < TOKENS; t++) {
      float[] row = x[t];
      float mean = mean(row);
      float squares = 0;
      for (float v : row) {
        float d = v - mean;
        squares += d * d;
      }
      float factor = 1 / (float) Math.sqrt(squares / FEATURES + epsilon);
      for (int f = 0; f < FEATURES; f++) {
        y[t][f] = (row[f] - mean) * factor * gamma[f] + beta[f];
      }
    }
  }

  /** Rounds {@code x / scale}, ties to even, adds {@code zeroPoint} and saturates to 8 bits. */
  @Operator
  public static void quantize(
      @Tensor({TOKENS, FEATURES}) float[] x,
      float scale,
      int zeroPoint,
      @Tensor({TOKENS, FEATURES}) byte[] y) {
    for (int i = 0; i < x.length; i++) {
      double level = Math.rint(x[i] / scale) + zeroPoint;
      y[i] = (byte) Math.max(-128, Math.min(127, level));
    }
  }

  /**
   * Copies the rows of {@code table} that {@code words} names, one for each word of a sentence.
   *
   * @throws ArrayIndexOutOfBoundsException if a word is not in the table
   */
  @Operator
  public static void embedding(
      @Tensor({WORDS, DEPTH}) float[][] table,
      @Tensor({SENTENCE}) int[] words,
      @Tensor({SENTENCE, DEPTH}) float[][] y) {
    for (int i = 0; i < SENTENCE; i++) {
      int word = words[i];
      for (int j = 0; j < DEPTH; j++) {
        y[i][j] = table[word][j];
      }
    }
  }

  /** Returns the index of the largest score, the first one if there are several. */
  @Operator
  public static int argmax(@Tensor({WORDS}) float[] scores) {
    int best = 0;
    for (int i = 1; i < WORDS; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Returns for each of 400 points the number of the nearest centroid, the first in a tie. */
  @Operator("nearest_centroid")
  @Tensor({POINTS})
  public static int[] nearestCentroid(
      @Tensor({POINTS, COORDINATES}) float[][] points,
      @Tensor({CLUSTERS, COORDINATES}) float[][] centroids) {
    int[] nearest = new int[POINTS];
    for (int i = 0; i < POINTS; i++) {
      float least = Float.POSITIVE_INFINITY;
      for (int k = 0; k < CLUSTERS; k++) {
        float distance = squaredDistance(points[i], centroids[k]);
        if (distance < least) {
          least = distance;
          nearest[i] = k;
        }
      }
    }
    return nearest;
  }

  /**
   * Moves every centroid to the mean of its points; a centroid without points stays.
   *
   * @param nearest for each point the number of its centroid
   * @return how many centroids have points
   * @throws ArrayIndexOutOfBoundsException if a number is not that of a centroid
   */
  @Operator("move_centroids")
  public static int moveCentroids(
      @Tensor({POINTS, COORDINATES}) float[][] points,
      @Tensor({POINTS}) int[] nearest,
      @Tensor({CLUSTERS, COORDINATES}) float[][] centroids) {
    int[] members = new int[CLUSTERS];
    double[][] sums = new double[CLUSTERS][COORDINATES];
    for (int i = 0; i < POINTS; i++) {
      int k = nearest[i];
      members[k]++;
      for (int d = 0; d < COORDINATES; d++) {
        sums[k][d] += points[i][d];
      }
    }
    int used = 0;
    for (int k = 0; k < CLUSTERS; k++) {
      if (members[k] == 0) {
        continue;
      }
      used++;
      for (int d = 0; d < COORDINATES; d++) {
        centroids[k][d] = (float) (sums[k][d] / members[k]);
      }
    }
    return used;
  }

  private static float mean(float[] row) {
    float sum = 0;
    for (float v : row) {
      sum += v;
    }
    return sum / row.length;
  }

  private static float squaredDistance(float[] u, float[] v) {
    float sum = 0;
    for (int d = 0; d < u.length; d++) {
      float difference = u[d] - v[d];
      sum += difference * difference;
    }
    return sum;
  }
}
