/* The loops of Rows.java; the exponentials are the C library's. */
#include <math.h>

#include "operator.h"

OPERATOR(rows_rowSum) {
  const float(*restrict x)[1024] = p[0];
  float* restrict y = p[1];
  for (int i = 0; i < 1024; i++) {
    float sum = 0;
    for (int j = 0; j < 1024; j++) sum += x[i][j];
    y[i] = sum;
  }
}

OPERATOR(rows_dot4k) {
  const float* restrict x = p[0];
  const float* restrict y = p[1];
  float sum = 0;
  for (int i = 0; i < 4096; i++) sum += x[i] * y[i];
  *(float*)p[2] = sum;
}

OPERATOR(rows_sumF64) {
  const double* restrict x = p[0];
  double sum = 0;
  for (int i = 0; i < 1048576; i++) sum += x[i];
  *(double*)p[1] = sum;
}

#define TOTAL                  \
  for (int half = 8; half > 0; half /= 2)           \
    for (int l = 0; l < half; l++) lanes[l] += lanes[l + half];

OPERATOR(rows_dot4kLanes) {
  const float* restrict x = p[0];
  const float* restrict y = p[1];
  float lanes[16] = {0};
  for (int i = 0; i < 4096; i += 16)
    for (int l = 0; l < 16; l++) lanes[l] += x[i + l] * y[i + l];
  TOTAL
  *(float*)p[2] = lanes[0];
}

OPERATOR(rows_sumF64Lanes) {
  const double* restrict x = p[0];
  double lanes[16] = {0};
  for (int i = 0; i < 1048576; i += 16)
    for (int l = 0; l < 16; l++) lanes[l] += x[i + l];
  TOTAL
  *(double*)p[1] = lanes[0];
}

OPERATOR(rows_softmax) {
  const float(*restrict x)[1024] = p[0];
  float(*restrict y)[1024] = p[1];
  for (int i = 0; i < 128; i++) {
    float max = x[i][0];
    for (int j = 1; j < 1024; j++) max = x[i][j] > max ? x[i][j] : max;
    float sum = 0;
    for (int j = 0; j < 1024; j++) {
      y[i][j] = expf(x[i][j] - max);
      sum += y[i][j];
    }
    for (int j = 0; j < 1024; j++) y[i][j] /= sum;
  }
}

OPERATOR(rows_layernorm) {
  const float(*restrict x)[1024] = p[0];
  const float* restrict gamma = p[1];
  const float* restrict beta = p[2];
  float(*restrict y)[1024] = p[3];
  for (int i = 0; i < 128; i++) {
    float sum = 0;
    for (int j = 0; j < 1024; j++) sum += x[i][j];
    float mean = sum / 1024;
    float squares = 0;
    for (int j = 0; j < 1024; j++) squares += (x[i][j] - mean) * (x[i][j] - mean);
    float scale = 1 / sqrtf(squares / 1024 + 1e-5f);
    for (int j = 0; j < 1024; j++) y[i][j] = (x[i][j] - mean) * scale * gamma[j] + beta[j];
  }
}

OPERATOR(rows_attention) {
  const float(*restrict q)[64] = p[0];
  const float(*restrict k)[64] = p[1];
  const float(*restrict v)[64] = p[2];
  float(*restrict y)[64] = p[3];
  float s[128];
  for (int i = 0; i < 128; i++) {
    float max = -INFINITY;
    for (int j = 0; j < 128; j++) {
      float score = 0;
      for (int d = 0; d < 64; d++) score += q[i][d] * k[j][d];
      s[j] = score * 0.125f;
      max = s[j] > max ? s[j] : max;
    }
    float sum = 0;
    for (int j = 0; j < 128; j++) {
      s[j] = expf(s[j] - max);
      sum += s[j];
    }
    for (int d = 0; d < 64; d++) {
      float weighted = 0;
      for (int j = 0; j < 128; j++) weighted += s[j] / sum * v[j][d];
      y[i][d] = weighted;
    }
  }
}
