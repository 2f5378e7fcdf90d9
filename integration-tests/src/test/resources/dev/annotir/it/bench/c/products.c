/* The loops of Products.java. */
#include <math.h>

#include "operator.h"

#define ADD(a, b, sum) (sum) + (a) * (b)
#define FMAF(a, b, sum) fmaf(a, b, sum)

#define MATMUL(name, T, S, M, N, K, STEP)            \
  OPERATOR(products_##name) {                        \
    const T(*restrict a)[K] = p[0];                  \
    const T(*restrict b)[N] = p[1];                  \
    S(*restrict c)[N] = p[2];                        \
    for (int i = 0; i < M; i++)                      \
      for (int j = 0; j < N; j++) {                  \
        S sum = 0;                                   \
        for (int k = 0; k < K; k++) sum = STEP(a[i][k], b[k][j], sum); \
        c[i][j] = sum;                               \
      }                                              \
  }

MATMUL(matmul128, float, float, 128, 128, 128, ADD)
MATMUL(matmul512, float, float, 512, 512, 512, ADD)
MATMUL(matmul1000, float, float, 1000, 1000, 1000, ADD)
MATMUL(matmulFma512, float, float, 512, 512, 512, FMAF)
MATMUL(matmulFma1000, float, float, 1000, 1000, 1000, FMAF)
MATMUL(matmulF64, double, double, 256, 256, 256, ADD)
MATMUL(matmulOdd, float, float, 127, 131, 113, ADD)
MATMUL(gemmI8, int8_t, int32_t, 256, 256, 256, ADD)

OPERATOR(products_matmulIkj512) {
  const float(*restrict a)[512] = p[0];
  const float(*restrict b)[512] = p[1];
  float(*restrict c)[512] = p[2];
  for (int i = 0; i < 512; i++) {
    for (int j = 0; j < 512; j++) c[i][j] = 0;
    for (int k = 0; k < 512; k++)
      for (int j = 0; j < 512; j++) c[i][j] += a[i][k] * b[k][j];
  }
}

OPERATOR(products_matmulTransposed) {
  const float(*restrict a)[256] = p[0];
  const float(*restrict b)[256] = p[1];
  float(*restrict c)[256] = p[2];
  for (int i = 0; i < 256; i++)
    for (int j = 0; j < 256; j++) {
      float sum = 0;
      for (int k = 0; k < 256; k++) sum += a[i][k] * b[j][k];
      c[i][j] = sum;
    }
}

OPERATOR(products_matmulFlat) {
  const float* restrict a = p[0];
  const float* restrict b = p[1];
  float* restrict c = p[2];
  for (int i = 0; i < 256; i++)
    for (int j = 0; j < 256; j++) {
      float sum = 0;
      for (int k = 0; k < 256; k++) sum += a[i * 256 + k] * b[k * 256 + j];
      c[i * 256 + j] = sum;
    }
}

OPERATOR(products_matmulBatch) {
  const float(*restrict a)[64][96] = p[0];
  const float(*restrict b)[96][48] = p[1];
  float(*restrict c)[64][48] = p[2];
  for (int n = 0; n < 8; n++)
    for (int i = 0; i < 64; i++)
      for (int j = 0; j < 48; j++) {
        float sum = 0;
        for (int k = 0; k < 96; k++) sum += a[n][i][k] * b[n][k][j];
        c[n][i][j] = sum;
      }
}

OPERATOR(products_gemv) {
  const float(*restrict a)[1024] = p[0];
  const float* restrict x = p[1];
  float* restrict y = p[2];
  for (int i = 0; i < 1024; i++) {
    float sum = 0;
    for (int k = 0; k < 1024; k++) sum += a[i][k] * x[k];
    y[i] = sum;
  }
}
