/* The loops of Images.java. */
#include "operator.h"

OPERATOR(images_boxBlur) {
  const uint8_t(*restrict x)[1920] = p[0];
  uint8_t(*restrict y)[1918] = p[1];
  for (int i = 0; i < 1078; i++)
    for (int j = 0; j < 1918; j++) {
      int sum = 0;
      for (int r = 0; r < 3; r++)
        for (int c = 0; c < 3; c++) sum += x[i + r][j + c];
      y[i][j] = (uint8_t)(sum / 9);
    }
}

OPERATOR(images_rgbToGray) {
  const uint8_t(*restrict x)[3] = p[0];
  uint8_t* restrict y = p[1];
  for (int i = 0; i < 1080 * 1920; i++)
    y[i] = (uint8_t)((77 * x[i][0] + 150 * x[i][1] + 29 * x[i][2] + 128) >> 8);
}

OPERATOR(images_histogram) {
  const uint8_t* restrict x = p[0];
  int32_t* restrict counts = p[1];
  for (int i = 0; i < 256; i++) counts[i] = 0;
  for (int i = 0; i < 1048576; i++) counts[x[i]]++;
}

OPERATOR(images_mandelbrot) {
  int32_t(*restrict steps)[256] = p[0];
  for (int i = 0; i < 256; i++)
    for (int j = 0; j < 256; j++) {
      float cx = -2.0f + (float)j * (2.5f / 256), cy = -1.25f + (float)i * (2.5f / 256);
      float x = 0, y = 0;
      int32_t n = 0;
      while (n < 256 && x * x + y * y < 4) {
        float t = x * x - y * y + cx;
        y = 2 * x * y + cy;
        x = t;
        n++;
      }
      steps[i][j] = n;
    }
}
