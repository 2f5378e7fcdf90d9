import dev.annotir.Operator;
import dev.annotir.Tensor;

/** Matrix products. */
public final class Products {
  private Products() {}

  @Operator
  static void matmul128(
      @Tensor({128, 128}) float[][] a,
      @Tensor({128, 128}) float[][] b,
      @Tensor({128, 128}) float[][] c) {
    for (int i = 0; i < 128; i++) {
      for (int j = 0; j < 128; j++) {
        float sum = 0;
        for (int k = 0; k < 128; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
  }

  @Operator
  static void matmul512(
      @Tensor({512, 512}) float[][] a,
      @Tensor({512, 512}) float[][] b,
      @Tensor({512, 512}) float[][] c) {
    for (int i = 0; i < 512; i++) {
      for (int j = 0; j < 512; j++) {
        float sum = 0;
        for (int k = 0; k < 512; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
  }

  @Operator
  static void matmul1000(
      @Tensor({1000, 1000}) float[][] a,
      @Tensor({1000, 1000}) float[][] b,
      @Tensor({1000, 1000}) float[][] c) {
    for (int i = 0; i < 1000; i++) {
      for (int j = 0; j < 1000; j++) {
        float sum = 0;
        for (int k = 0; k < 1000; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
  }

  @Operator
  static void matmulIkj512(
      @Tensor({512, 512}) float[][] a,
      @Tensor({512, 512}) float[][] b,
      @Tensor({512, 512}) float[][] c) {
    for (int i = 0; i < 512; i++) {
      for (int j = 0; j < 512; j++) {
        c[i][j] = 0;
      }
      for (int k = 0; k < 512; k++) {
        for (int j = 0; j < 512; j++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
  }

  @Operator
  static void matmulFma512(
      @Tensor({512, 512}) float[][] a,
      @Tensor({512, 512}) float[][] b,
      @Tensor({512, 512}) float[][] c) {
    for (int i = 0; i < 512; i++) {
      for (int j = 0; j < 512; j++) {
        float sum = 0;
        for (int k = 0; k < 512; k++) {
          sum = Math.fma(a[i][k], b[k][j], sum);
        }
        c[i][j] = sum;
      }
    }
  }

  @Operator
  static void matmulFma1000(
      @Tensor({1000, 1000}) float[][] a,
      @Tensor({1000, 1000}) float[][] b,
      @Tensor({1000, 1000}) float[][] c) {
    for (int i = 0; i < 1000; i++) {
      for (int j = 0; j < 1000; j++) {
        float sum = 0;
        for (int k = 0; k < 1000; k++) {
          sum = Math.fma(a[i][k], b[k][j], sum);
        }
        c[i][j] = sum;
      }
    }
  }

  @Operator
  static void matmulF64(
      @Tensor({256, 256}) double[][] a,
      @Tensor({256, 256}) double[][] b,
      @Tensor({256, 256}) double[][] c) {
    for (int i = 0; i < 256; i++) {
      for (int j = 0; j < 256; j++) {
        double sum = 0;
        for (int k = 0; k < 256; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
  }

  /** No extent is a multiple of a vector's. */
  @Operator
  static void matmulOdd(
      @Tensor({127, 113}) float[][] a,
      @Tensor({113, 131}) float[][] b,
      @Tensor({127, 131}) float[][] c) {
    for (int i = 0; i < 127; i++) {
      for (int j = 0; j < 131; j++) {
        float sum = 0;
        for (int k = 0; k < 113; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
  }

  /** The second operand lies transposed. */
  @Operator
  static void matmulTransposed(
      @Tensor({256, 256}) float[][] a,
      @Tensor({256, 256}) float[][] b,
      @Tensor({256, 256}) float[][] c) {
    for (int i = 0; i < 256; i++) {
      for (int j = 0; j < 256; j++) {
        float sum = 0;
        for (int k = 0; k < 256; k++) {
          sum += a[i][k] * b[j][k];
        }
        c[i][j] = sum;
      }
    }
  }

  @Operator
  static void matmulFlat(
      @Tensor({256, 256}) float[] a, @Tensor({256, 256}) float[] b, @Tensor({256, 256}) float[] c) {
    for (int i = 0; i < 256; i++) {
      for (int j = 0; j < 256; j++) {
        float sum = 0;
        for (int k = 0; k < 256; k++) {
          sum += a[i * 256 + k] * b[k * 256 + j];
        }
        c[i * 256 + j] = sum;
      }
    }
  }

  @Operator
  static void matmulBatch(
      @Tensor({8, 64, 96}) float[][][] a,
      @Tensor({8, 96, 48}) float[][][] b,
      @Tensor({8, 64, 48}) float[][][] c) {
    for (int n = 0; n < 8; n++) {
      for (int i = 0; i < 64; i++) {
        for (int j = 0; j < 48; j++) {
          float sum = 0;
          for (int k = 0; k < 96; k++) {
            sum += a[n][i][k] * b[n][k][j];
          }
          c[n][i][j] = sum;
        }
      }
    }
  }

  @Operator
  static void gemmI8(
      @Tensor({256, 256}) byte[][] a,
      @Tensor({256, 256}) byte[][] b,
      @Tensor({256, 256}) int[][] c) {
    for (int i = 0; i < 256; i++) {
      for (int j = 0; j < 256; j++) {
        int sum = 0;
        for (int k = 0; k < 256; k++) {
          sum += a[i][k] * b[k][j];
        }
        c[i][j] = sum;
      }
    }
  }

  @Operator
  static void gemv(
      @Tensor({1024, 1024}) float[][] a, @Tensor({1024}) float[] x, @Tensor({1024}) float[] y) {
    for (int i = 0; i < 1024; i++) {
      float sum = 0;
      for (int k = 0; k < 1024; k++) {
        sum += a[i][k] * x[k];
      }
      y[i] = sum;
    }
  }
}
