/* The loops of Stencils.java; sums of int32 wrap as Java's do. */
#include "operator.h"

OPERATOR(stencils_jacobi2d) {
  double(*restrict a)[1000] = p[0];
  double(*restrict b)[1000] = p[1];
  for (int t = 0; t < 10; t++) {
    for (int i = 1; i < 999; i++)
      for (int j = 1; j < 999; j++)
        b[i][j] = 0.2 * (a[i][j] + a[i][j - 1] + a[i][j + 1] + a[i + 1][j] + a[i - 1][j]);
    for (int i = 1; i < 999; i++)
      for (int j = 1; j < 999; j++)
        a[i][j] = 0.2 * (b[i][j] + b[i][j - 1] + b[i][j + 1] + b[i + 1][j] + b[i - 1][j]);
  }
}

OPERATOR(stencils_floydWarshall) {
  int32_t(*d)[256] = p[0];
  for (int k = 0; k < 256; k++)
    for (int i = 0; i < 256; i++)
      for (int j = 0; j < 256; j++) {
        int32_t way = (int32_t)((uint32_t)d[i][k] + (uint32_t)d[k][j]);
        d[i][j] = way < d[i][j] ? way : d[i][j];
      }
}
