/* The loops of Convolutions.java. */
#include "operator.h"

#define CONV(name, N, IC, H, W, OC, K, STRIDE)                               \
  OPERATOR(convolutions_##name) {                                            \
    enum { OH = (H - K) / STRIDE + 1, OW = (W - K) / STRIDE + 1 };           \
    const float(*restrict x)[IC][H][W] = p[0];                               \
    const float(*restrict w)[IC][K][K] = p[1];                               \
    float(*restrict y)[OC][OH][OW] = p[2];                                   \
    for (int n = 0; n < N; n++)                                              \
      for (int oc = 0; oc < OC; oc++)                                        \
        for (int oh = 0; oh < OH; oh++)                                      \
          for (int ow = 0; ow < OW; ow++) {                                  \
            float sum = 0;                                                   \
            for (int ic = 0; ic < IC; ic++)                                  \
              for (int kh = 0; kh < K; kh++)                                 \
                for (int kw = 0; kw < K; kw++)                               \
                  sum += x[n][ic][STRIDE * oh + kh][STRIDE * ow + kw] * w[oc][ic][kh][kw]; \
            y[n][oc][oh][ow] = sum;                                          \
          }                                                                  \
  }

CONV(conv2d, 1, 64, 58, 58, 64, 3, 1)
CONV(conv5x5Strided, 1, 3, 63, 63, 32, 5, 2)
CONV(convBatch, 4, 16, 30, 30, 24, 3, 1)

OPERATOR(convolutions_conv2dSame) {
  const float(*restrict x)[56][56] = p[0];
  const float(*restrict w)[64][3][3] = p[1];
  float(*restrict y)[56][56] = p[2];
  for (int oc = 0; oc < 64; oc++)
    for (int oh = 0; oh < 56; oh++)
      for (int ow = 0; ow < 56; ow++) {
        float sum = 0;
        for (int ic = 0; ic < 64; ic++)
          for (int kh = 0; kh < 3; kh++)
            for (int kw = 0; kw < 3; kw++) {
              int h = oh + kh - 1, v = ow + kw - 1;
              if (h >= 0 && h < 56 && v >= 0 && v < 56) sum += x[ic][h][v] * w[oc][ic][kh][kw];
            }
        y[oc][oh][ow] = sum;
      }
}

OPERATOR(convolutions_convBiasRelu) {
  const float(*restrict x)[30][30] = p[0];
  const float(*restrict w)[32][3][3] = p[1];
  const float* restrict bias = p[2];
  float(*restrict y)[28][28] = p[3];
  for (int oc = 0; oc < 32; oc++)
    for (int oh = 0; oh < 28; oh++)
      for (int ow = 0; ow < 28; ow++) {
        float sum = 0;
        for (int ic = 0; ic < 32; ic++)
          for (int kh = 0; kh < 3; kh++)
            for (int kw = 0; kw < 3; kw++) sum += x[ic][oh + kh][ow + kw] * w[oc][ic][kh][kw];
        sum += bias[oc];
        y[oc][oh][ow] = sum > 0 ? sum : 0;
      }
}

OPERATOR(convolutions_conv2dI8) {
  const int8_t(*restrict x)[58][64] = p[0];
  const int8_t(*restrict w)[3][3][64] = p[1];
  int32_t(*restrict y)[56][64] = p[2];
  for (int oh = 0; oh < 56; oh++)
    for (int ow = 0; ow < 56; ow++)
      for (int oc = 0; oc < 64; oc++) {
        int32_t sum = 0;
        for (int kh = 0; kh < 3; kh++)
          for (int kw = 0; kw < 3; kw++)
            for (int ic = 0; ic < 64; ic++) sum += x[oh + kh][ow + kw][ic] * w[oc][kh][kw][ic];
        y[oh][ow][oc] = sum;
      }
}

OPERATOR(convolutions_depthwise) {
  const float(*restrict x)[58][64] = p[0];
  const float(*restrict w)[3][64] = p[1];
  float(*restrict y)[56][64] = p[2];
  for (int oh = 0; oh < 56; oh++)
    for (int ow = 0; ow < 56; ow++)
      for (int c = 0; c < 64; c++) {
        float sum = 0;
        for (int kh = 0; kh < 3; kh++)
          for (int kw = 0; kw < 3; kw++) sum += x[oh + kh][ow + kw][c] * w[kh][kw][c];
        y[oh][ow][c] = sum;
      }
}

static inline float max(float a, float b) {
  return a > b ? a : b;
}

OPERATOR(convolutions_maxpool) {
  const float(*restrict x)[112][112] = p[0];
  float(*restrict y)[56][56] = p[1];
  for (int c = 0; c < 64; c++)
    for (int i = 0; i < 56; i++)
      for (int j = 0; j < 56; j++)
        y[c][i][j] = max(max(x[c][2 * i][2 * j], x[c][2 * i][2 * j + 1]),
                         max(x[c][2 * i + 1][2 * j], x[c][2 * i + 1][2 * j + 1]));
}
