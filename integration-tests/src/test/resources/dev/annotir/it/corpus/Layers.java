package dev.annotir.it.corpus;

import dev.annotir.Operator;
import dev.annotir.Tensor;
import dev.annotir.math.DoubleMath;
import dev.annotir.math.FloatMath;

/** What networks and filters are made of, in sizes that fill no vectors. */
final class Layers {
  private Layers() {}

  @Operator
  static void quantize(
      @Tensor({5, 29}) float[][] x, @Tensor({5}) float[] scale, @Tensor({5, 29}) byte[][] y) {
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 29; j++) {
        y[i][j] = (byte) Math.max(-128, Math.min(127, Math.round(x[i][j] * scale[i])));
      }
    }
  }

  @Operator
  static void rounded(@Tensor({43}) float[] x, @Tensor({6, 43}) int[][] y) {
    for (int i = 0; i < 43; i++) {
      y[0][i] = Math.round(x[i]);
      y[1][i] = (int) Math.floor(x[i]);
      y[2][i] = (int) Math.ceil(x[i]);
      y[3][i] = (int) Math.rint(x[i]);
      y[4][i] = Float.floatToIntBits((float) Math.rint(x[i] * 0.5f));
      y[5][i] = Float.floatToIntBits((float) Math.floor(-x[i]));
    }
  }

  @Operator
  static void roundedDoubles(@Tensor({43}) double[] x, @Tensor({4, 43}) long[][] y) {
    for (int i = 0; i < 43; i++) {
      y[0][i] = Math.round(x[i]);
      y[1][i] = (long) Math.floor(x[i]);
      y[2][i] = (long) Math.ceil(x[i] * 0.25);
      y[3][i] = Double.doubleToLongBits(Math.rint(x[i]));
    }
  }

  @Operator
  static void roots(@Tensor({50}) float[] x, @Tensor({50}) float[] y, @Tensor({50}) double[] z) {
    for (int i = 0; i < 50; i++) {
      y[i] = (float) Math.sqrt(Math.abs(x[i])) + (float) Math.sqrt(i * 0.125);
      z[i] = Math.sqrt(Math.abs(x[i]));
    }
  }

  @Operator
  static void distances(@Tensor({19, 3}) float[][] p, @Tensor({19, 19}) float[][] d) {
    for (int i = 0; i < 19; i++) {
      for (int j = 0; j < 19; j++) {
        float s = 0;
        for (int k = 0; k < 3; k++) {
          float t = p[i][k] - p[j][k];
          s += t * t;
        }
        d[i][j] = (float) Math.sqrt(s);
      }
    }
  }

  @Operator
  static void swish(@Tensor({70}) float[] x, int n) {
    for (int i = 0; i < n % 80; i++) {
      x[i] = x[i] / (1 + FloatMath.exp(-x[i]));
    }
  }

  @Operator
  static void firstBytes(
      @Tensor({200}) byte[] x, @Tensor({200}) byte[] y, @Tensor({200}) byte[] z, int n) {
    for (int i = 0; i < (n & 127); i++) {
      z[i] = (byte) (x[i] + y[i]);
    }
  }

  @Operator
  static void filter(
      @Tensor({60}) float[] x, @Tensor({7}) float[] h, @Tensor({60}) float[] y) {
    for (int n = 0; n < 60; n++) {
      float s = 0;
      for (int k = 0; k < 7; k++) {
        if (n - k >= 0) {
          s += h[k] * x[n - k];
        }
      }
      y[n] = s;
    }
  }

  /** Zeros are around the input. */
  @Operator
  static void padded(
      @Tensor({3, 11, 21}) float[][][] x,
      @Tensor({34, 3, 3, 3}) float[][][][] w,
      @Tensor({34, 11, 21}) float[][][] y) {
    for (int o = 0; o < 34; o++) {
      for (int i = 0; i < 11; i++) {
        for (int j = 0; j < 21; j++) {
          float s = 0;
          for (int c = 0; c < 3; c++) {
            for (int u = 0; u < 3; u++) {
              for (int v = 0; v < 3; v++) {
                int h = i + u - 1;
                int q = j + v - 1;
                if (h >= 0 && h < 11 && q >= 0 && q < 21) {
                  s += x[c][h][q] * w[o][c][u][v];
                }
              }
            }
          }
          y[o][i][j] = s;
        }
      }
    }
  }

  /** Rows of which no number of whole vectors is made. */
  @Operator
  static void biased(
      @Tensor({3, 9, 30}) float[][][] x,
      @Tensor({5, 3, 3, 3}) float[][][][] w,
      @Tensor({5}) float[] bias,
      @Tensor({5, 7, 28}) float[][][] y) {
    for (int o = 0; o < 5; o++) {
      for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 28; j++) {
          float s = bias[o];
          for (int c = 0; c < 3; c++) {
            for (int u = 0; u < 3; u++) {
              for (int v = 0; v < 3; v++) {
                s += x[c][i + u][j + v] * w[o][c][u][v];
              }
            }
          }
          y[o][i][j] = Math.max(s, 0f);
        }
      }
    }
  }

  /** Of each row, the largest and a sum of all before. */
  @Operator
  static void attention(
      @Tensor({21, 10}) float[][] q,
      @Tensor({13, 10}) float[][] k,
      @Tensor({13, 9}) float[][] v,
      @Tensor({21, 9}) float[][] y,
      @Tensor({2}) float[] totals) {
    float[] s = new float[13];
    for (int i = 0; i < 21; i++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < 13; j++) {
        float score = 0;
        for (int d = 0; d < 10; d++) {
          score += q[i][d] * k[j][d];
        }
        s[j] = score * 0.25f;
        max = Math.max(max, s[j]);
      }
      float sum = 0;
      for (int j = 0; j < 13; j++) {
        s[j] = FloatMath.exp(s[j] - max);
        sum += s[j];
      }
      for (int d = 0; d < 9; d++) {
        float weighted = 0;
        for (int j = 0; j < 13; j++) {
          weighted += s[j] / sum * v[j][d];
        }
        y[i][d] = weighted;
      }
      totals[0] = Math.min(totals[0], max);
      totals[1] += sum;
    }
  }

  @Operator
  static void factors(@Tensor({23, 23}) double[][] a) {
    for (int j = 0; j < 23; j++) {
      double d = a[j][j];
      for (int k = 0; k < j; k++) {
        d -= a[j][k] * a[j][k];
      }
      a[j][j] = Math.sqrt(Math.abs(d));
      for (int i = j + 1; i < 23; i++) {
        double t = a[i][j];
        for (int k = 0; k < j; k++) {
          t -= a[i][k] * a[j][k];
        }
        a[i][j] = t / a[j][j];
      }
    }
  }

  @Operator
  static void lower(@Tensor({25, 12}) float[][] a, @Tensor({25, 25}) float[][] c) {
    for (int i = 0; i < 25; i++) {
      for (int j = 0; j <= i; j++) {
        float t = 0;
        for (int k = 0; k < 12; k++) {
          t += a[i][k] * a[j][k];
        }
        c[i][j] = t;
      }
    }
  }

  @Operator
  static void turned(
      @Tensor({6, 20}) float[][] x, @Tensor({6, 10}) float[][] c, @Tensor({6, 10}) float[][] s) {
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 10; j++) {
        float a = x[i][2 * j];
        float b = x[i][2 * j + 1];
        x[i][2 * j] = a * c[i][j] - b * s[i][j];
        x[i][2 * j + 1] = a * s[i][j] + b * c[i][j];
      }
    }
  }

  /** One row: sums stay in order, all else need not. */
  @Operator
  static void softmax(@Tensor({77}) float[] x, @Tensor({77}) float[] y) {
    float max = x[0];
    for (int j = 1; j < 77; j++) {
      max = Math.max(max, x[j]);
    }
    float sum = 0;
    for (int j = 0; j < 77; j++) {
      float e = FloatMath.exp(x[j] - max);
      y[j] = e;
      sum += e;
    }
    for (int j = 0; j < 77; j++) {
      y[j] /= sum;
    }
  }

  @Operator
  static double entropy(@Tensor({45}) double[] x, @Tensor({1}) double[] total) {
    double s = 0;
    for (int j = 0; j < 45; j++) {
      if (x[j] > 0) {
        s -= x[j] * DoubleMath.log(x[j]) / (1 + x[j] * x[j]);
        total[0] += x[j] * 0.5 * DoubleMath.exp(-x[j]) / 3;
      }
    }
    return s;
  }
}
