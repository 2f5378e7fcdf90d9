/* OpenBLAS; PREFIX is what its wheel on PyPI puts before every name. */
#include "operator.h"

#if !defined(PREFIX)
#define PREFIX
#endif
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
#define BLAS(name) JOIN(PREFIX, name)

enum { ROWS = 101, COLUMNS = 102, PLAIN = 111, TRANSPOSED = 112 };

void BLAS(cblas_sgemm)(int order, int ta, int tb, int m, int n, int k, float alpha, const float* a, int lda,
                       const float* b, int ldb, float beta, float* c, int ldc);
void BLAS(cblas_dgemm)(int order, int ta, int tb, int m, int n, int k, double alpha, const double* a, int lda,
                       const double* b, int ldb, double beta, double* c, int ldc);
void BLAS(cblas_sgemv)(int order, int ta, int m, int n, float alpha, const float* a, int lda, const float* x, int incx,
                       float beta, float* y, int incy);
void BLAS(cblas_saxpy)(int n, float alpha, const float* x, int incx, float* y, int incy);
float BLAS(cblas_sdot)(int n, const float* x, int incx, const float* y, int incy);
double BLAS(cblas_dsum)(int n, const double* x, int incx);
void BLAS(cblas_somatcopy)(int order, int ta, int rows, int columns, float alpha, const float* a, int lda, float* b,
                           int ldb);

#define MATMUL(name, M, N, K)                                                                                        \
  OPERATOR(products_##name) {                                                                                        \
    BLAS(cblas_sgemm)(ROWS, PLAIN, PLAIN, M, N, K, 1, p[0], K, p[1], N, 0, p[2], N);                                 \
  }

MATMUL(matmul128, 128, 128, 128)
MATMUL(matmul512, 512, 512, 512)
MATMUL(matmul1000, 1000, 1000, 1000)
MATMUL(matmulIkj512, 512, 512, 512)
MATMUL(matmulFma512, 512, 512, 512)
MATMUL(matmulFma1000, 1000, 1000, 1000)
MATMUL(matmulOdd, 127, 131, 113)
MATMUL(matmulFlat, 256, 256, 256)

OPERATOR(products_matmulTransposed) {
  BLAS(cblas_sgemm)(ROWS, PLAIN, TRANSPOSED, 256, 256, 256, 1, p[0], 256, p[1], 256, 0, p[2], 256);
}

OPERATOR(products_matmulBatch) {
  for (int n = 0; n < 8; n++)
    BLAS(cblas_sgemm)(ROWS, PLAIN, PLAIN, 64, 48, 96, 1, (const float*)p[0] + n * 64 * 96, 96,
                      (const float*)p[1] + n * 96 * 48, 48, 0, (float*)p[2] + n * 64 * 48, 48);
}

OPERATOR(products_matmulF64) {
  BLAS(cblas_dgemm)(ROWS, PLAIN, PLAIN, 256, 256, 256, 1, p[0], 256, p[1], 256, 0, p[2], 256);
}

OPERATOR(products_gemv) {
  BLAS(cblas_sgemv)(ROWS, PLAIN, 1024, 1024, 1, p[0], 1024, p[1], 1, 0, p[2], 1);
}

OPERATOR(elementwise_saxpy4k) {
  BLAS(cblas_saxpy)(4096, *(const float*)p[0], p[1], 1, p[2], 1);
}

OPERATOR(elementwise_saxpy1m) {
  BLAS(cblas_saxpy)(1048576, *(const float*)p[0], p[1], 1, p[2], 1);
}

OPERATOR(elementwise_transpose) {
  BLAS(cblas_somatcopy)(ROWS, TRANSPOSED, 1024, 1024, 1, p[0], 1024, p[1], 1024);
}

#define DOT(name)                                                   \
  OPERATOR(rows_##name) {                                           \
    *(float*)p[2] = BLAS(cblas_sdot)(4096, p[0], 1, p[1], 1);       \
  }

DOT(dot4k)
DOT(dot4kLanes)

#define SUM(name)                                                   \
  OPERATOR(rows_##name) {                                           \
    *(double*)p[1] = BLAS(cblas_dsum)(1048576, p[0], 1);            \
  }

SUM(sumF64)
SUM(sumF64Lanes)
