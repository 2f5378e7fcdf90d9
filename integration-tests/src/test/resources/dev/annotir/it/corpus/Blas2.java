import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/**
 * The matrix-vector routines of BLAS, real, row major. Bands and packed triangles are laid out as in
 * the reference: column by column, a column being a row of the tensor.
 */
@OperatorLibrary("blas2")
public class Blas2 {
  static final int M = 7;
  static final int N = 9;
  static final int K = 2;
  static final int PACKED = N * (N + 1) / 2;
  static final int ROOM = 20;

  private static boolean upper(char uplo) {
    switch (uplo) {
      case 'U':
      case 'u':
        return true;
      case 'L':
      case 'l':
        return false;
      default:
        throw new IllegalArgumentException("uplo");
    }
  }

  private static boolean transposed(char trans) {
    return switch (trans) {
      case 'N', 'n' -> false;
      case 'T', 't', 'C', 'c' -> true;
      default -> throw new IllegalArgumentException("trans");
    };
  }

  private static boolean unit(char diag) {
    if (diag == 'U' || diag == 'u') return true;
    if (diag == 'N' || diag == 'n') return false;
    throw new IllegalArgumentException("diag");
  }

  private static int start(int n, int inc) {
    if (inc == 0) throw new IllegalArgumentException("increment");
    return inc > 0 ? 0 : (1 - n) * inc;
  }

  private static void scale(double[] y, int at, int inc, int n, double beta) {
    if (beta == 1.0) return;
    for (int i = 0; i < n; i++) {
      y[at] = beta == 0.0 ? 0.0 : beta * y[at];
      at += inc;
    }
  }

  @Operator
  static void dgemv(
      char trans,
      double alpha,
      @Tensor({M, N}) double[][] a,
      @Tensor({ROOM}) double[] x,
      int incx,
      double beta,
      @Tensor({ROOM}) double[] y,
      int incy) {
    boolean t = transposed(trans);
    int lenx = t ? M : N;
    int leny = t ? N : M;
    int kx = start(lenx, incx), ky = start(leny, incy);
    if (alpha == 0 && beta == 1) return;
    scale(y, ky, incy, leny, beta);
    if (alpha == 0) return;
    if (!t) {
      int iy = ky;
      for (int i = 0; i < M; i++) {
        double temp = 0;
        int jx = kx;
        for (int j = 0; j < N; j++) {
          temp += a[i][j] * x[jx];
          jx += incx;
        }
        y[iy] += alpha * temp;
        iy += incy;
      }
    } else {
      int ix = kx;
      for (int i = 0; i < M; i++) {
        double temp = alpha * x[ix];
        int jy = ky;
        for (int j = 0; j < N; j++) {
          y[jy] += temp * a[i][j];
          jy += incy;
        }
        ix += incx;
      }
    }
  }

  @Operator
  static void sgemv(float alpha, @Tensor({M, N}) float[][] a, @Tensor({N}) float[] x, float beta, @Tensor({M}) float[] y) {
    for (int i = 0; i < M; i++) {
      float[] row = a[i];
      float temp = 0f;
      for (int j = 0; j < N; j++) temp += row[j] * x[j];
      y[i] = alpha * temp + (beta == 0f ? 0f : beta * y[i]);
    }
  }

  /** The band's column j is a[j], its diagonal at a[j][ku]. */
  @Operator
  static void dgbmv(
      char trans,
      int kl,
      int ku,
      double alpha,
      @Tensor({N, 2 * K + 1}) double[][] a,
      @Tensor({ROOM}) double[] x,
      int incx,
      double beta,
      @Tensor({ROOM}) double[] y,
      int incy) {
    if (kl < 0) throw new IllegalArgumentException("kl");
    if (ku < 0) throw new IllegalArgumentException("ku");
    if (kl + ku + 1 > 2 * K + 1 || kl > 2 * K || ku > 2 * K) throw new IllegalArgumentException("lda");
    boolean t = transposed(trans);
    int lenx = t ? M : N;
    int leny = t ? N : M;
    int kx = start(lenx, incx);
    int ky = start(leny, incy);
    scale(y, ky, incy, leny, beta);
    if (alpha == 0.0) return;
    if (!t) {
      int jx = kx;
      for (int j = 0; j < N; j++) {
        double temp = alpha * x[jx];
        int iy = ky;
        int k = ku - j;
        for (int i = Math.max(0, j - ku); i < Math.min(M, j + kl + 1); i++) {
          y[iy] += temp * a[j][k + i];
          iy += incy;
        }
        jx += incx;
        if (j >= ku) ky += incy;
      }
    } else {
      int jy = ky;
      for (int j = 0; j < N; j++) {
        double temp = 0.0;
        int ix = kx;
        int k = ku - j;
        for (int i = Math.max(0, j - ku); i < Math.min(M, j + kl + 1); i++) {
          temp += a[j][k + i] * x[ix];
          ix += incx;
        }
        y[jy] += alpha * temp;
        jy += incy;
        if (j >= ku) kx += incx;
      }
    }
  }

  @Operator
  static void dsymv(
      char uplo,
      double alpha,
      @Tensor({N, N}) double[][] a,
      @Tensor({ROOM}) double[] x,
      int incx,
      double beta,
      @Tensor({ROOM}) double[] y,
      int incy) {
    final boolean up = upper(uplo);
    final int kx = start(N, incx), ky = start(N, incy);
    scale(y, ky, incy, N, beta);
    if (alpha == 0) return;
    int jx = kx;
    int jy = ky;
    for (int j = 0; j < N; j++) {
      double temp1 = alpha * x[jx];
      double temp2 = 0.0;
      if (up) {
        int ix = kx, iy = ky;
        for (int i = 0; i < j; i++) {
          y[iy] += temp1 * a[i][j];
          temp2 += a[i][j] * x[ix];
          ix += incx;
          iy += incy;
        }
        y[jy] += temp1 * a[j][j] + alpha * temp2;
      } else {
        y[jy] += temp1 * a[j][j];
        int ix = jx, iy = jy;
        for (int i = j + 1; i < N; i++) {
          ix += incx;
          iy += incy;
          y[iy] += temp1 * a[i][j];
          temp2 += a[i][j] * x[ix];
        }
        y[jy] += alpha * temp2;
      }
      jx += incx;
      jy += incy;
    }
  }

  @Operator
  static void dsbmv(
      boolean up,
      int k,
      double alpha,
      @Tensor({N, K + 1}) double[][] a,
      @Tensor({N}) double[] x,
      double beta,
      @Tensor({N}) double[] y) {
    if (k < 0 || k > K) throw new IllegalArgumentException("k");
    if (alpha == 0 && beta == 1) return;
    scale(y, 0, 1, N, beta);
    if (alpha == 0) return;
    for (int j = 0; j < N; j++) {
      double temp1 = alpha * x[j], temp2 = 0;
      if (up) {
        int l = k - j;
        for (int i = Math.max(0, j - k); i < j; i++) {
          y[i] += temp1 * a[j][l + i];
          temp2 += a[j][l + i] * x[i];
        }
        y[j] += temp1 * a[j][k] + alpha * temp2;
      } else {
        y[j] += temp1 * a[j][0];
        int l = -j;
        for (int i = j + 1; i < Math.min(N, j + k + 1); i++) {
          y[i] += temp1 * a[j][l + i];
          temp2 += a[j][l + i] * x[i];
        }
        y[j] += alpha * temp2;
      }
    }
  }

  @Operator
  static void dspmv(char uplo, double alpha, @Tensor({PACKED}) double[] ap, @Tensor({N}) double[] x, double beta, @Tensor({N}) double[] y) {
    boolean up = upper(uplo);
    scale(y, 0, 1, N, beta);
    if (alpha == 0) return;
    int kk = 0;
    for (int j = 0; j < N; j++) {
      double temp1 = alpha * x[j];
      double temp2 = 0;
      if (up) {
        int k = kk;
        for (int i = 0; i < j; i++) {
          y[i] += temp1 * ap[k];
          temp2 += ap[k] * x[i];
          k++;
        }
        y[j] += temp1 * ap[kk + j] + alpha * temp2;
        kk += j + 1;
      } else {
        y[j] += temp1 * ap[kk];
        int k = kk + 1;
        for (int i = j + 1; i < N; i++) {
          y[i] += temp1 * ap[k];
          temp2 += ap[k] * x[i];
          k++;
        }
        y[j] += alpha * temp2;
        kk += N - j;
      }
    }
  }

  @Operator
  static void dtrmv(char uplo, char trans, char diag, @Tensor({N, N}) double[][] a, @Tensor({ROOM}) double[] x, int incx) {
    boolean up = upper(uplo), t = transposed(trans), nounit = !unit(diag);
    int kx = start(N, incx);
    if (!t) {
      if (up) {
        int jx = kx;
        for (int j = 0; j < N; j++) {
          if (x[jx] != 0) {
            double temp = x[jx];
            int ix = kx;
            for (int i = 0; i < j; i++) {
              x[ix] += temp * a[i][j];
              ix += incx;
            }
            if (nounit) x[jx] *= a[j][j];
          }
          jx += incx;
        }
      } else {
        kx += (N - 1) * incx;
        int jx = kx;
        for (int j = N - 1; j >= 0; j--) {
          if (x[jx] != 0) {
            double temp = x[jx];
            int ix = kx;
            for (int i = N - 1; i > j; i--) {
              x[ix] += temp * a[i][j];
              ix -= incx;
            }
            if (nounit) x[jx] *= a[j][j];
          }
          jx -= incx;
        }
      }
    } else if (up) {
      int jx = kx + (N - 1) * incx;
      for (int j = N - 1; j >= 0; j--) {
        double temp = x[jx];
        int ix = jx;
        if (nounit) temp *= a[j][j];
        for (int i = j - 1; i >= 0; i--) {
          ix -= incx;
          temp += a[i][j] * x[ix];
        }
        x[jx] = temp;
        jx -= incx;
      }
    } else {
      int jx = kx;
      for (int j = 0; j < N; j++) {
        double temp = x[jx];
        int ix = jx;
        if (nounit) temp *= a[j][j];
        for (int i = j + 1; i < N; i++) {
          ix += incx;
          temp += a[i][j] * x[ix];
        }
        x[jx] = temp;
        jx += incx;
      }
    }
  }

  @Operator
  static void dtbmv(boolean up, boolean t, boolean nounit, int k, @Tensor({N, K + 1}) double[][] a, @Tensor({N}) double[] x) {
    if (k < 0 || k > K) throw new IllegalArgumentException("k");
    if (!t) {
      if (up) {
        for (int j = 0; j < N; j++) {
          if (x[j] == 0) continue;
          double temp = x[j];
          for (int i = Math.max(0, j - k); i < j; i++) x[i] += temp * a[j][k - j + i];
          if (nounit) x[j] *= a[j][k];
        }
      } else {
        for (int j = N - 1; j >= 0; j--) {
          if (x[j] == 0) continue;
          double temp = x[j];
          for (int i = Math.min(N - 1, j + k); i > j; i--) x[i] += temp * a[j][i - j];
          if (nounit) x[j] *= a[j][0];
        }
      }
    } else {
      if (up) {
        for (int j = N - 1; j >= 0; j--) {
          double temp = x[j];
          if (nounit) temp *= a[j][k];
          for (int i = j - 1; i >= Math.max(0, j - k); i--) temp += a[j][k - j + i] * x[i];
          x[j] = temp;
        }
      } else {
        for (int j = 0; j < N; j++) {
          double temp = x[j];
          if (nounit) temp *= a[j][0];
          for (int i = j + 1; i < Math.min(N, j + k + 1); i++) temp += a[j][i - j] * x[i];
          x[j] = temp;
        }
      }
    }
  }

  @Operator
  static void dtpmv(boolean up, boolean t, boolean nounit, @Tensor({PACKED}) double[] ap, @Tensor({N}) double[] x) {
    if (!t && up) {
      int kk = 0;
      for (int j = 0; j < N; j++) {
        if (x[j] != 0.0) {
          double temp = x[j];
          int k = kk;
          for (int i = 0; i < j; i++) x[i] += temp * ap[k++];
          if (nounit) x[j] *= ap[kk + j];
        }
        kk += j + 1;
      }
    } else if (!t) {
      int kk = PACKED - 1;
      for (int j = N - 1; j >= 0; j--) {
        if (x[j] != 0.0) {
          double temp = x[j];
          int k = kk;
          for (int i = N - 1; i > j; i--) x[i] += temp * ap[k--];
          if (nounit) x[j] *= ap[kk - N + j + 1];
        }
        kk -= N - j;
      }
    } else if (up) {
      int kk = PACKED - 1;
      for (int j = N - 1; j >= 0; j--) {
        double temp = x[j];
        if (nounit) temp *= ap[kk];
        int k = kk - 1;
        for (int i = j - 1; i >= 0; i--) {
          temp += ap[k] * x[i];
          k--;
        }
        x[j] = temp;
        kk -= j + 1;
      }
    } else {
      int kk = 0;
      for (int j = 0; j < N; j++) {
        double temp = x[j];
        if (nounit) temp *= ap[kk];
        int k = kk + 1;
        for (int i = j + 1; i < N; i++) {
          temp += ap[k] * x[i];
          k++;
        }
        x[j] = temp;
        kk += N - j;
      }
    }
  }

  @Operator
  static void dtrsv(char uplo, char trans, char diag, @Tensor({N, N}) double[][] a, @Tensor({ROOM}) double[] x, int incx) {
    boolean up = upper(uplo);
    boolean t = transposed(trans);
    boolean nounit = !unit(diag);
    int kx = start(N, incx);
    boolean backwards = up != t;
    int from = backwards ? N - 1 : 0;
    int step = backwards ? -1 : 1;
    for (int n = 0, j = from; n < N; n++, j += step) {
      int jx = kx + j * incx;
      if (!t) {
        if (x[jx] == 0) continue;
        if (nounit) x[jx] /= a[j][j];
        double temp = x[jx];
        int ix = jx;
        for (int i = j + step; 0 <= i && i < N; i += step) {
          ix += step * incx;
          x[ix] -= temp * a[i][j];
        }
      } else {
        double temp = x[jx];
        int ix = kx + from * incx;
        for (int i = from; i != j; i += step) {
          temp -= a[i][j] * x[ix];
          ix += step * incx;
        }
        if (nounit) temp /= a[j][j];
        x[jx] = temp;
      }
    }
  }

  @Operator
  static void dtbsv(boolean up, boolean t, boolean nounit, int k, @Tensor({N, K + 1}) double[][] a, @Tensor({N}) double[] x) {
    if (k < 0 || k > K) throw new IllegalArgumentException("k");
    int j;
    if (!t) {
      if (up) {
        for (j = N - 1; j >= 0; j--) {
          if (x[j] != 0) {
            int l = k - j;
            if (nounit) x[j] /= a[j][k];
            double temp = x[j];
            for (int i = j - 1; i >= Math.max(0, j - k); i--) x[i] -= temp * a[j][l + i];
          }
        }
      } else {
        for (j = 0; j < N; j++) {
          if (x[j] != 0) {
            int l = -j;
            if (nounit) x[j] /= a[j][0];
            double temp = x[j];
            for (int i = j + 1; i <= Math.min(N - 1, j + k); i++) x[i] -= temp * a[j][l + i];
          }
        }
      }
    } else if (up) {
      for (j = 0; j < N; j++) {
        double temp = x[j];
        int l = k - j;
        for (int i = Math.max(0, j - k); i < j; i++) temp -= a[j][l + i] * x[i];
        if (nounit) temp /= a[j][k];
        x[j] = temp;
      }
    } else {
      for (j = N - 1; j >= 0; j--) {
        double temp = x[j];
        int l = -j;
        for (int i = Math.min(N - 1, j + k); i > j; i--) temp -= a[j][l + i] * x[i];
        if (nounit) temp /= a[j][0];
        x[j] = temp;
      }
    }
  }

  @Operator
  static void dtpsv(boolean up, boolean nounit, @Tensor({PACKED}) double[] ap, @Tensor({N}) double[] x) {
    if (up) {
      int kk = PACKED - 1;
      for (int j = N - 1; j >= 0; j--) {
        if (x[j] != 0) {
          if (nounit) x[j] /= ap[kk];
          double temp = x[j];
          int k = kk - 1;
          for (int i = j - 1; i >= 0; i--) {
            x[i] -= temp * ap[k];
            --k;
          }
        }
        kk -= j + 1;
      }
    } else {
      int kk = 0;
      for (int j = 0; j < N; j++) {
        if (x[j] != 0) {
          if (nounit) x[j] /= ap[kk];
          double temp = x[j];
          int k = kk + 1;
          for (int i = j + 1; i < N; i++, k++) x[i] -= temp * ap[k];
        }
        kk += N - j;
      }
    }
  }

  @Operator
  static void dger(double alpha, @Tensor({ROOM}) double[] x, int incx, @Tensor({ROOM}) double[] y, int incy, @Tensor({M, N}) double[][] a) {
    if (alpha == 0.0) return;
    int ix = start(M, incx);
    int ky = start(N, incy);
    for (double[] row : a) {
      double temp = alpha * x[ix];
      int jy = ky;
      for (int j = 0; j < row.length; j++) {
        row[j] += temp * y[jy];
        jy += incy;
      }
      ix += incx;
    }
  }

  @Operator
  static void sger(float alpha, @Tensor({M}) float[] x, @Tensor({N}) float[] y, @Tensor({M, N}) float[][] a) {
    for (int i = 0; i < M; i++) for (int j = 0; j < N; j++) a[i][j] += alpha * x[i] * y[j];
  }

  @Operator
  static void dsyr(char uplo, double alpha, @Tensor({ROOM}) double[] x, int incx, @Tensor({N, N}) double[][] a) {
    boolean up = upper(uplo);
    int kx = start(N, incx);
    if (alpha == 0) return;
    int jx = kx;
    for (int j = 0; j < N; j++) {
      if (x[jx] != 0) {
        double temp = alpha * x[jx];
        int ix = up ? kx : jx;
        int to = up ? j + 1 : N;
        for (int i = up ? 0 : j; i < to; i++) {
          a[i][j] += x[ix] * temp;
          ix += incx;
        }
      }
      jx += incx;
    }
  }

  @Operator
  static void dspr(char uplo, double alpha, @Tensor({N}) double[] x, @Tensor({PACKED}) double[] ap) {
    if (alpha == 0) return;
    switch (uplo) {
      case 'U', 'u' -> {
        int kk = 0;
        for (int j = 0; j < N; j++) {
          double temp = alpha * x[j];
          for (int i = 0, k = kk; i <= j; i++, k++) ap[k] += x[i] * temp;
          kk += j + 1;
        }
      }
      case 'L', 'l' -> {
        for (int j = 0, kk = 0; j < N; kk += N - j, j++) {
          double temp = alpha * x[j];
          int k = kk;
          for (int i = j; i < N; i++) ap[k++] += x[i] * temp;
        }
      }
      default -> throw new IllegalArgumentException("uplo");
    }
  }

  @Operator
  static void dsyr2(char uplo, double alpha, @Tensor({N}) double[] x, @Tensor({N}) double[] y, @Tensor({N, N}) double[][] a) {
    boolean up = upper(uplo);
    if (alpha == 0) return;
    for (int j = 0; j < N; j++) {
      if (x[j] == 0 && y[j] == 0) continue;
      double temp1 = alpha * y[j];
      double temp2 = alpha * x[j];
      if (up) for (int i = 0; i <= j; i++) a[i][j] += x[i] * temp1 + y[i] * temp2;
      else for (int i = j; i < N; i++) a[i][j] += x[i] * temp1 + y[i] * temp2;
    }
  }

  @Operator
  static void dspr2(boolean up, double alpha, @Tensor({N}) double[] x, @Tensor({N}) double[] y, @Tensor({PACKED}) double[] ap) {
    int kk = 0;
    for (int j = 0; j < N; j++) {
      double temp1 = alpha * y[j], temp2 = alpha * x[j];
      int k = kk;
      int first = up ? 0 : j, last = up ? j : N - 1;
      for (int i = first; i <= last; i++) {
        ap[k] = ap[k] + x[i] * temp1 + y[i] * temp2;
        k++;
      }
      kk += last - first + 1;
    }
  }
}
