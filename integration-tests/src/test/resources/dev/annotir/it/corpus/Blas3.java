import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** The matrix-matrix routines of BLAS, real, row major. */
@OperatorLibrary("blas3")
class Blas3 {
  static final int M = 6, N = 8, K = 5;

  private static boolean flag(char value, char yes, char no) {
    if (value == yes || value == yes + 32) return true;
    if (value == no || value == no + 32) return false;
    throw new IllegalArgumentException("flag");
  }

  private static void scale(double[][] c, double beta) {
    for (double[] row : c) {
      for (int j = 0; j < row.length; j++) {
        if (beta == 0) row[j] = 0;
        else row[j] *= beta;
      }
    }
  }

  @Operator
  static void dgemm(double alpha, @Tensor({M, K}) double[][] a, @Tensor({K, N}) double[][] b, double beta, @Tensor({M, N}) double[][] c) {
    if (alpha == 0 && beta == 1) return;
    if (beta != 1) scale(c, beta);
    if (alpha == 0) return;
    for (int i = 0; i < M; i++) {
      for (int l = 0; l < K; l++) {
        double temp = alpha * a[i][l];
        for (int j = 0; j < N; j++) c[i][j] += temp * b[l][j];
      }
    }
  }

  /** All four products; square, so that one shape does for all. */
  @Operator
  static void sgemm(
      char transa,
      char transb,
      int m,
      int n,
      int k,
      float alpha,
      @Tensor({N, N}) float[][] a,
      @Tensor({N, N}) float[][] b,
      float beta,
      @Tensor({N, N}) float[][] c) {
    boolean nota = switch (transa) {
      case 'N', 'n' -> true;
      case 'T', 't', 'C', 'c' -> false;
      default -> throw new IllegalArgumentException("transa");
    };
    boolean notb = switch (transb) {
      case 'N', 'n':
        yield true;
      case 'T', 't', 'C', 'c':
        yield false;
      default:
        throw new IllegalArgumentException("transb");
    };
    if (m < 0 || m > N) throw new IllegalArgumentException("m");
    if (n < 0 || n > N) throw new IllegalArgumentException("n");
    if (k < 0 || k > N) throw new IllegalArgumentException("k");
    if (m == 0 || n == 0 || (alpha == 0f || k == 0) && beta == 1f) return;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float temp = 0f;
        for (int l = 0; l < k; l++) {
          temp += (nota ? a[i][l] : a[l][i]) * (notb ? b[l][j] : b[j][l]);
        }
        c[i][j] = beta == 0f ? alpha * temp : alpha * temp + beta * c[i][j];
      }
    }
  }

  @Operator
  static void dsymm(
      char side,
      char uplo,
      double alpha,
      @Tensor({N, N}) double[][] a,
      @Tensor({N, N}) double[][] b,
      double beta,
      @Tensor({N, N}) double[][] c) {
    boolean left = flag(side, 'L', 'R');
    boolean up = flag(uplo, 'U', 'L');
    if (alpha == 0) {
      scale(c, beta);
      return;
    }
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double temp = 0;
        for (int k = 0; k < N; k++) {
          int r = left ? i : k;
          int q = left ? k : j;
          double s = (r <= q) == up ? a[r][q] : a[q][r];
          temp += left ? s * b[k][j] : b[i][k] * s;
        }
        c[i][j] = beta == 0 ? alpha * temp : alpha * temp + beta * c[i][j];
      }
    }
  }

  @Operator
  static void dsyrk(char uplo, char trans, double alpha, @Tensor({N, N}) double[][] a, int k, double beta, @Tensor({N, N}) double[][] c) {
    boolean up = flag(uplo, 'U', 'L'), t = flag(trans, 'T', 'N');
    if (k < 0 || k > N) {
      throw new IllegalArgumentException("k must be within the matrix");
    }
    for (int j = 0; j < N; j++) {
      int from = up ? 0 : j;
      int to = up ? j : N - 1;
      for (int i = from; i <= to; i++) {
        double temp = 0.0;
        if (t) {
          for (int l = 0; l < k; l++) temp += a[l][i] * a[l][j];
        } else {
          for (int l = 0; l < k; l++) temp += a[i][l] * a[j][l];
        }
        if (beta == 0.0) {
          c[i][j] = alpha * temp;
        } else {
          c[i][j] = alpha * temp + beta * c[i][j];
        }
      }
    }
  }

  @Operator
  static void dsyr2k(boolean up, double alpha, @Tensor({N, K}) double[][] a, @Tensor({N, K}) double[][] b, double beta, @Tensor({N, N}) double[][] c) {
    for (int i = 0; i < N; i++) {
      double[] ai = a[i], bi = b[i], ci = c[i];
      for (int j = up ? i : 0; j < (up ? N : i + 1); j++) {
        double t1 = 0, t2 = 0;
        for (int l = 0; l < K; l++) {
          t1 += ai[l] * b[j][l];
          t2 += bi[l] * a[j][l];
        }
        ci[j] = beta == 0 ? alpha * t1 + alpha * t2 : beta * ci[j] + alpha * t1 + alpha * t2;
      }
    }
  }

  @Operator
  static void dtrmm(char side, char uplo, char transa, char diag, double alpha, @Tensor({N, N}) double[][] a, @Tensor({N, N}) double[][] b) {
    boolean left = flag(side, 'L', 'R'), up = flag(uplo, 'U', 'L'), t = flag(transa, 'T', 'N'), unit = flag(diag, 'U', 'N');
    if (alpha == 0) {
      for (double[] row : b) java.util.Arrays.fill(row, 0.0);
      return;
    }
    if (left) {
      // An upper matrix needs the rows below, so it goes down.
      boolean down = up != t;
      for (int n = 0; n < N; n++) {
        int i = down ? n : N - 1 - n;
        for (int j = 0; j < N; j++) {
          double temp = unit ? b[i][j] : a[i][i] * b[i][j];
          for (int k = down ? i + 1 : 0; k < (down ? N : i); k++) temp += (t ? a[k][i] : a[i][k]) * b[k][j];
          b[i][j] = alpha * temp;
        }
      }
    } else {
      boolean down = up == t;
      for (int i = 0; i < N; i++) {
        for (int n = 0; n < N; n++) {
          int j = down ? n : N - 1 - n;
          double temp = unit ? b[i][j] : b[i][j] * a[j][j];
          for (int k = down ? j + 1 : 0; k < (down ? N : j); k++) temp += b[i][k] * (t ? a[j][k] : a[k][j]);
          b[i][j] = alpha * temp;
        }
      }
    }
  }

  /** Solves op(a) x = alpha b or x op(a) = alpha b, in b. */
  @Operator
  static void dtrsm(char side, char uplo, char transa, char diag, double alpha, @Tensor({N, N}) double[][] a, @Tensor({N, N}) double[][] b) {
    final boolean left;
    switch (side) {
      case 'L': case 'l': left = true; break;
      case 'R': case 'r': left = false; break;
      default: throw new IllegalArgumentException("side");
    }
    final boolean up = flag(uplo, 'U', 'L'), t = flag(transa, 'T', 'N'), unit = flag(diag, 'U', 'N');
    for (double[] row : b) for (int j = 0; j < N; j++) row[j] = alpha == 0 ? 0 : alpha * row[j];
    if (alpha == 0) return;
    if (left) {
      if (up != t) {
        for (int k = N - 1; k >= 0; k--) {
          for (int j = 0; j < N; j++) {
            if (!unit) b[k][j] /= a[k][k];
            for (int i = 0; i < k; i++) b[i][j] -= b[k][j] * (t ? a[k][i] : a[i][k]);
          }
        }
      } else {
        for (int k = 0; k < N; k++) {
          for (int j = 0; j < N; j++) {
            if (!unit) b[k][j] /= a[k][k];
            for (int i = k + 1; i < N; i++) b[i][j] -= b[k][j] * (t ? a[k][i] : a[i][k]);
          }
        }
      }
      return;
    }
    for (int n = 0; n < N; n++) {
      int k = up != t ? n : N - 1 - n;
      for (double[] row : b) {
        if (!unit) row[k] /= a[k][k];
        int first = up != t ? k + 1 : 0, last = up != t ? N : k;
        for (int j = first; j < last; j++) row[j] -= row[k] * (t ? a[j][k] : a[k][j]);
      }
    }
  }
}
