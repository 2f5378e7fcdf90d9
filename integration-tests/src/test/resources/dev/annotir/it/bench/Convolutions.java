import dev.annotir.Operator;
import dev.annotir.Tensor;

/** Convolutions and pooling. */
public final class Convolutions {
  private Convolutions() {}

  @Operator
  static void conv2d(
      @Tensor({64, 58, 58}) float[][][] x,
      @Tensor({64, 64, 3, 3}) float[][][][] w,
      @Tensor({64, 56, 56}) float[][][] y) {
    for (int oc = 0; oc < 64; oc++) {
      for (int oh = 0; oh < 56; oh++) {
        for (int ow = 0; ow < 56; ow++) {
          float sum = 0;
          for (int ic = 0; ic < 64; ic++) {
            for (int kh = 0; kh < 3; kh++) {
              for (int kw = 0; kw < 3; kw++) {
                sum += x[ic][oh + kh][ow + kw] * w[oc][ic][kh][kw];
              }
            }
          }
          y[oc][oh][ow] = sum;
        }
      }
    }
  }

  /** The input is surrounded by zeros. */
  @Operator
  static void conv2dSame(
      @Tensor({64, 56, 56}) float[][][] x,
      @Tensor({64, 64, 3, 3}) float[][][][] w,
      @Tensor({64, 56, 56}) float[][][] y) {
    for (int oc = 0; oc < 64; oc++) {
      for (int oh = 0; oh < 56; oh++) {
        for (int ow = 0; ow < 56; ow++) {
          float sum = 0;
          for (int ic = 0; ic < 64; ic++) {
            for (int kh = 0; kh < 3; kh++) {
              for (int kw = 0; kw < 3; kw++) {
                int h = oh + kh - 1;
                int v = ow + kw - 1;
                if (h >= 0 && h < 56 && v >= 0 && v < 56) {
                  sum += x[ic][h][v] * w[oc][ic][kh][kw];
                }
              }
            }
          }
          y[oc][oh][ow] = sum;
        }
      }
    }
  }

  @Operator
  static void conv5x5Strided(
      @Tensor({3, 63, 63}) float[][][] x,
      @Tensor({32, 3, 5, 5}) float[][][][] w,
      @Tensor({32, 30, 30}) float[][][] y) {
    for (int oc = 0; oc < 32; oc++) {
      for (int oh = 0; oh < 30; oh++) {
        for (int ow = 0; ow < 30; ow++) {
          float sum = 0;
          for (int ic = 0; ic < 3; ic++) {
            for (int kh = 0; kh < 5; kh++) {
              for (int kw = 0; kw < 5; kw++) {
                sum += x[ic][2 * oh + kh][2 * ow + kw] * w[oc][ic][kh][kw];
              }
            }
          }
          y[oc][oh][ow] = sum;
        }
      }
    }
  }

  @Operator
  static void convBatch(
      @Tensor({4, 16, 30, 30}) float[][][][] x,
      @Tensor({24, 16, 3, 3}) float[][][][] w,
      @Tensor({4, 24, 28, 28}) float[][][][] y) {
    for (int n = 0; n < 4; n++) {
      for (int oc = 0; oc < 24; oc++) {
        for (int oh = 0; oh < 28; oh++) {
          for (int ow = 0; ow < 28; ow++) {
            float sum = 0;
            for (int ic = 0; ic < 16; ic++) {
              for (int kh = 0; kh < 3; kh++) {
                for (int kw = 0; kw < 3; kw++) {
                  sum += x[n][ic][oh + kh][ow + kw] * w[oc][ic][kh][kw];
                }
              }
            }
            y[n][oc][oh][ow] = sum;
          }
        }
      }
    }
  }

  @Operator
  static void convBiasRelu(
      @Tensor({32, 30, 30}) float[][][] x,
      @Tensor({32, 32, 3, 3}) float[][][][] w,
      @Tensor({32}) float[] bias,
      @Tensor({32, 28, 28}) float[][][] y) {
    for (int oc = 0; oc < 32; oc++) {
      for (int oh = 0; oh < 28; oh++) {
        for (int ow = 0; ow < 28; ow++) {
          float sum = 0;
          for (int ic = 0; ic < 32; ic++) {
            for (int kh = 0; kh < 3; kh++) {
              for (int kw = 0; kw < 3; kw++) {
                sum += x[ic][oh + kh][ow + kw] * w[oc][ic][kh][kw];
              }
            }
          }
          y[oc][oh][ow] = Math.max(sum + bias[oc], 0f);
        }
      }
    }
  }

  /** Channels are last. */
  @Operator
  static void conv2dI8(
      @Tensor({58, 58, 64}) byte[][][] x,
      @Tensor({64, 3, 3, 64}) byte[][][][] w,
      @Tensor({56, 56, 64}) int[][][] y) {
    for (int oh = 0; oh < 56; oh++) {
      for (int ow = 0; ow < 56; ow++) {
        for (int oc = 0; oc < 64; oc++) {
          int sum = 0;
          for (int kh = 0; kh < 3; kh++) {
            for (int kw = 0; kw < 3; kw++) {
              for (int ic = 0; ic < 64; ic++) {
                sum += x[oh + kh][ow + kw][ic] * w[oc][kh][kw][ic];
              }
            }
          }
          y[oh][ow][oc] = sum;
        }
      }
    }
  }

  /** Channels are last. */
  @Operator
  static void depthwise(
      @Tensor({58, 58, 64}) float[][][] x,
      @Tensor({3, 3, 64}) float[][][] w,
      @Tensor({56, 56, 64}) float[][][] y) {
    for (int oh = 0; oh < 56; oh++) {
      for (int ow = 0; ow < 56; ow++) {
        for (int c = 0; c < 64; c++) {
          float sum = 0;
          for (int kh = 0; kh < 3; kh++) {
            for (int kw = 0; kw < 3; kw++) {
              sum += x[oh + kh][ow + kw][c] * w[kh][kw][c];
            }
          }
          y[oh][ow][c] = sum;
        }
      }
    }
  }

  @Operator
  static void maxpool(
      @Tensor({64, 112, 112}) float[][][] x, @Tensor({64, 56, 56}) float[][][] y) {
    for (int c = 0; c < 64; c++) {
      for (int i = 0; i < 56; i++) {
        for (int j = 0; j < 56; j++) {
          float first = Math.max(x[c][2 * i][2 * j], x[c][2 * i][2 * j + 1]);
          float second = Math.max(x[c][2 * i + 1][2 * j], x[c][2 * i + 1][2 * j + 1]);
          y[c][i][j] = Math.max(first, second);
        }
      }
    }
  }
}
