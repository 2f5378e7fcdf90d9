/* The loops of Elementwise.java. */
#include "operator.h"

OPERATOR(elementwise_addI8) {
  const int8_t* restrict a = p[0];
  const int8_t* restrict b = p[1];
  int8_t* restrict c = p[2];
  for (int i = 0; i < 64 * 28 * 28; i++) c[i] = (int8_t)(a[i] + b[i]);
}

#define SAXPY(name, N)                                 \
  OPERATOR(elementwise_##name) {                       \
    float a = *(const float*)p[0];                     \
    const float* restrict x = p[1];                    \
    float* restrict y = p[2];                          \
    for (int i = 0; i < N; i++) y[i] += a * x[i];      \
  }

SAXPY(saxpy4k, 4096)
SAXPY(saxpy1m, 1048576)

OPERATOR(elementwise_relu) {
  const float* restrict x = p[0];
  float* restrict y = p[1];
  for (int i = 0; i < 1048576; i++) y[i] = x[i] > 0 ? x[i] : 0;
}

OPERATOR(elementwise_gelu) {
  const float* restrict x = p[0];
  float* restrict y = p[1];
  for (int i = 0; i < 262144; i++) {
    float v = x[i];
    float t = 0.7978846f * (v + 0.044715f * v * v * v);
    t = t > 4.97f ? 4.97f : t;
    t = t < -4.97f ? -4.97f : t;
    float s = t * t;
    float a = t * (135135.0f + s * (17325.0f + s * (378.0f + s)));
    float b = 135135.0f + s * (62370.0f + s * (3150.0f + s * 28.0f));
    y[i] = 0.5f * v * (1.0f + a / b);
  }
}

OPERATOR(elementwise_transpose) {
  const float(*restrict x)[1024] = p[0];
  float(*restrict y)[1024] = p[1];
  for (int i = 0; i < 1024; i++)
    for (int j = 0; j < 1024; j++) y[j][i] = x[i][j];
}
