import static java.lang.Math.abs;
import static java.lang.Math.sqrt;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** The vector routines of BLAS. */
@OperatorLibrary("blas1")
class Blas1 {
  static final int LENGTH = 24;

  /** Where a vector with this increment begins. */
  private static int start(int n, int inc) {
    return inc < 0 ? (1 - n) * inc : 0;
  }

  @Operator
  static void drotg(@Tensor({1}) double[] a, @Tensor({1}) double[] b, @Tensor({1}) double[] c, @Tensor({1}) double[] s) {
    double roe = b[0];
    if (abs(a[0]) > abs(b[0])) roe = a[0];
    double scale = abs(a[0]) + abs(b[0]);
    double r, z;
    if (scale == 0.0) {
      c[0] = 1.0;
      s[0] = 0.0;
      r = 0.0;
      z = 0.0;
    } else {
      double p = a[0] / scale, q = b[0] / scale;
      r = scale * sqrt(p * p + q * q);
      r = (roe < 0 ? -1.0 : 1.0) * r;
      c[0] = a[0] / r;
      s[0] = b[0] / r;
      z = 1.0;
      if (abs(a[0]) > abs(b[0])) z = s[0];
      if (abs(b[0]) >= abs(a[0]) && c[0] != 0.0) z = 1.0 / c[0];
    }
    a[0] = r;
    b[0] = z;
  }

  private static final double GAM = 4096.0, GAMSQ = 16777216.0, RGAMSQ = 5.9604645e-8;

  /** Modified Givens rotation; d holds d1, d2, x1; param the flag and the matrix. */
  @Operator
  static void drotmg(@Tensor({3}) double[] d, double dy1, @Tensor({5}) double[] param) {
    double flag, h11 = 0, h12 = 0, h21 = 0, h22 = 0;
    if (d[0] < 0) {
      flag = -1;
      d[0] = 0;
      d[1] = 0;
      d[2] = 0;
    } else {
      double p2 = d[1] * dy1;
      if (p2 == 0) {
        param[0] = -2;
        return;
      }
      double p1 = d[0] * d[2];
      double q2 = p2 * dy1;
      double q1 = p1 * d[2];
      if (abs(q1) > abs(q2)) {
        h21 = -dy1 / d[2];
        h12 = p2 / p1;
        double u = 1 - h12 * h21;
        if (u > 0) {
          flag = 0;
          d[0] /= u;
          d[1] /= u;
          d[2] *= u;
        } else {
          flag = -1;
          h11 = h12 = h21 = h22 = 0;
          d[0] = d[1] = d[2] = 0;
        }
      } else if (q2 < 0) {
        flag = -1;
        h11 = h12 = h21 = h22 = 0;
        d[0] = d[1] = d[2] = 0;
      } else {
        flag = 1;
        h11 = p1 / p2;
        h22 = d[2] / dy1;
        double u = 1 + h11 * h22;
        double temp = d[1] / u;
        d[1] = d[0] / u;
        d[0] = temp;
        d[2] = dy1 * u;
      }
      int rounds = 0;
      if (d[0] != 0) {
        while ((d[0] <= RGAMSQ || d[0] >= GAMSQ) && rounds++ < 100) {
          if (flag == 0) {
            h11 = 1;
            h22 = 1;
            flag = -1;
          } else {
            h21 = -1;
            h12 = 1;
            flag = -1;
          }
          if (d[0] <= RGAMSQ) {
            d[0] *= GAM * GAM;
            d[2] /= GAM;
            h11 /= GAM;
            h12 /= GAM;
          } else {
            d[0] /= GAM * GAM;
            d[2] *= GAM;
            h11 *= GAM;
            h12 *= GAM;
          }
        }
      }
      if (d[1] != 0) {
        while ((abs(d[1]) <= RGAMSQ || abs(d[1]) >= GAMSQ) && rounds++ < 200) {
          if (flag == 0) {
            h11 = 1;
            h22 = 1;
            flag = -1;
          } else {
            h21 = -1;
            h12 = 1;
            flag = -1;
          }
          if (abs(d[1]) <= RGAMSQ) {
            d[1] *= GAM * GAM;
            h21 /= GAM;
            h22 /= GAM;
          } else {
            d[1] /= GAM * GAM;
            h21 *= GAM;
            h22 *= GAM;
          }
        }
      }
    }
    if (flag < 0) {
      param[1] = h11;
      param[2] = h21;
      param[3] = h12;
      param[4] = h22;
    } else if (flag == 0) {
      param[2] = h21;
      param[3] = h12;
    } else {
      param[1] = h11;
      param[4] = h22;
    }
    param[0] = flag;
  }

  @Operator
  static void drot(int n, @Tensor({LENGTH}) double[] x, int incx, @Tensor({LENGTH}) double[] y, int incy, double c, double s) {
    if (n <= 0) return;
    if (incx == 1 && incy == 1) {
      for (int i = 0; i < n; i++) {
        double temp = c * x[i] + s * y[i];
        y[i] = c * y[i] - s * x[i];
        x[i] = temp;
      }
      return;
    }
    int ix = start(n, incx), iy = start(n, incy);
    for (int i = 0; i < n; i++, ix += incx, iy += incy) {
      double temp = c * x[ix] + s * y[iy];
      y[iy] = c * y[iy] - s * x[ix];
      x[ix] = temp;
    }
  }

  @Operator
  static void drotm(int n, @Tensor({LENGTH}) double[] x, int incx, @Tensor({LENGTH}) double[] y, int incy, @Tensor({5}) double[] param) {
    double flag = param[0];
    if (n <= 0 || flag + 2 == 0) return;
    double h11, h12, h21, h22;
    int ix = start(n, incx), iy = start(n, incy);
    if (flag < 0) {
      h11 = param[1];
      h12 = param[3];
      h21 = param[2];
      h22 = param[4];
    } else if (flag == 0) {
      h11 = 1;
      h12 = param[3];
      h21 = param[2];
      h22 = 1;
    } else {
      h11 = param[1];
      h12 = 1;
      h21 = -1;
      h22 = param[4];
    }
    for (int i = 0; i < n; i++) {
      double w = x[ix], z = y[iy];
      x[ix] = w * h11 + z * h12;
      y[iy] = w * h21 + z * h22;
      ix += incx;
      iy += incy;
    }
  }

  @Operator
  static void dswap(int n, @Tensor({LENGTH}) double[] x, int incx, @Tensor({LENGTH}) double[] y, int incy) {
    if (n <= 0) return;
    int ix = start(n, incx);
    int iy = start(n, incy);
    while (n-- > 0) {
      double t = x[ix];
      x[ix] = y[iy];
      y[iy] = t;
      ix += incx;
      iy += incy;
    }
  }

  @Operator
  static void sswap(@Tensor({LENGTH}) float[] x, @Tensor({LENGTH}) float[] y) {
    // Unrolled by three, as in the reference.
    int m = LENGTH % 3;
    for (int i = 0; i < m; i++) {
      float t = x[i];
      x[i] = y[i];
      y[i] = t;
    }
    for (int i = m; i < LENGTH; i += 3) {
      float t = x[i];
      x[i] = y[i];
      y[i] = t;
      t = x[i + 1];
      x[i + 1] = y[i + 1];
      y[i + 1] = t;
      t = x[i + 2];
      x[i + 2] = y[i + 2];
      y[i + 2] = t;
    }
  }

  @Operator
  static void dscal(int n, double alpha, @Tensor({LENGTH}) double[] x, int incx) {
    if (n <= 0 || incx <= 0) return;
    if (incx == 1) {
      int m = n % 5;
      if (m != 0) {
        for (int i = 0; i < m; i++) x[i] = alpha * x[i];
        if (n < 5) return;
      }
      for (int i = m; i < n; i += 5) {
        x[i] = alpha * x[i];
        x[i + 1] = alpha * x[i + 1];
        x[i + 2] = alpha * x[i + 2];
        x[i + 3] = alpha * x[i + 3];
        x[i + 4] = alpha * x[i + 4];
      }
    } else {
      int nincx = n * incx;
      for (int i = 0; i < nincx; i += incx) x[i] *= alpha;
    }
  }

  @Operator
  static void dcopy(int n, @Tensor({LENGTH}) double[] x, int incx, @Tensor({LENGTH}) double[] y, int incy) {
    if (n <= 0) {
      return;
    }
    if (incx == 1 && incy == 1) {
      System.arraycopy(x, 0, y, 0, n);
      return;
    }
    for (int i = 0, ix = start(n, incx), iy = start(n, incy); i < n; ++i) {
      y[iy] = x[ix];
      ix += incx;
      iy += incy;
    }
  }

  @Operator
  static void scopy(@Tensor({LENGTH}) float[] x, @Tensor({LENGTH}) float[] y) {
    System.arraycopy(x, 0, y, 0, LENGTH);
  }

  @Operator
  static void daxpy(int n, double alpha, @Tensor({LENGTH}) double[] x, int incx, @Tensor({LENGTH}) double[] y, int incy) {
    if (n <= 0) return;
    if (alpha == 0.0) return;
    if (incx == 1 && incy == 1) {
      for (int i = 0; i < n; i++) y[i] += alpha * x[i];
    } else {
      int ix = start(n, incx);
      int iy = start(n, incy);
      for (int i = 0; i < n; i++) {
        y[iy] += alpha * x[ix];
        ix += incx;
        iy += incy;
      }
    }
  }

  @Operator
  static void saxpy(float alpha, @Tensor({LENGTH}) float[] x, @Tensor({LENGTH}) float[] y) {
    for (int i = 0; i < x.length; i++) y[i] += alpha * x[i];
  }

  @Operator
  static double ddot(int n, @Tensor({LENGTH}) double[] x, int incx, @Tensor({LENGTH}) double[] y, int incy) {
    double sum = 0;
    if (n <= 0) return sum;
    int ix = start(n, incx), iy = start(n, incy);
    for (int i = 0; i < n; i++) {
      sum += x[ix] * y[iy];
      ix += incx;
      iy += incy;
    }
    return sum;
  }

  @Operator
  static float sdsdot(int n, float sb, @Tensor({LENGTH}) float[] x, int incx, @Tensor({LENGTH}) float[] y, int incy) {
    double acc = sb;
    if (n <= 0) return (float) acc;
    if (incx == incy && incx > 0) {
      int ns = n * incx;
      for (int i = 0; i < ns; i += incx) acc += (double) x[i] * (double) y[i];
    } else {
      int kx = incx < 0 ? (1 - n) * incx : 0;
      int ky = incy < 0 ? (1 - n) * incy : 0;
      for (int i = 0; i < n; i++) {
        acc += (double) x[kx] * y[ky];
        kx += incx;
        ky += incy;
      }
    }
    return (float) acc;
  }

  @Operator
  static double dsdot(@Tensor({LENGTH}) float[] x, @Tensor({LENGTH}) float[] y) {
    double acc = 0;
    for (int i = 0; i < LENGTH; i++) acc += (double) x[i] * y[i];
    return acc;
  }

  @Operator
  static double dnrm2(int n, @Tensor({LENGTH}) double[] x, int incx) {
    if (n < 1 || incx < 1) return 0;
    if (n == 1) return abs(x[0]);
    double scale = 0;
    double ssq = 1;
    for (int ix = 0; ix <= (n - 1) * incx; ix += incx) {
      if (x[ix] != 0) {
        double absxi = abs(x[ix]);
        if (scale < absxi) {
          ssq = 1 + ssq * (scale / absxi) * (scale / absxi);
          scale = absxi;
        } else {
          ssq += (absxi / scale) * (absxi / scale);
        }
      }
    }
    return scale * sqrt(ssq);
  }

  @Operator
  static float snrm2(@Tensor({LENGTH}) float[] x) {
    double sum = 0;
    for (float v : x) sum += (double) v * v;
    return (float) sqrt(sum);
  }

  @Operator
  static double dasum(int n, @Tensor({LENGTH}) double[] x, int incx) {
    double sum = 0;
    if (n <= 0 || incx <= 0) return sum;
    if (incx != 1) {
      int nincx = n * incx;
      for (int i = 0; i < nincx; i += incx) sum += abs(x[i]);
      return sum;
    }
    int m = n % 6;
    for (int i = 0; i < m; i++) sum = sum + abs(x[i]);
    for (int i = m; i < n; i += 6) {
      sum = sum + abs(x[i]) + abs(x[i + 1]) + abs(x[i + 2]) + abs(x[i + 3]) + abs(x[i + 4]) + abs(x[i + 5]);
    }
    return sum;
  }

  @Operator
  static int idamax(int n, @Tensor({LENGTH}) double[] x, int incx) {
    if (n < 1 || incx <= 0) return -1;
    if (n == 1) return 0;
    int best = 0;
    if (incx == 1) {
      double max = abs(x[0]);
      for (int i = 1; i < n; i++) {
        if (abs(x[i]) > max) {
          best = i;
          max = abs(x[i]);
        }
      }
    } else {
      int ix = 0;
      double max = abs(x[0]);
      ix += incx;
      for (int i = 1; i < n; i++) {
        if (abs(x[ix]) > max) {
          best = i;
          max = abs(x[ix]);
        }
        ix += incx;
      }
    }
    return best;
  }

  @Operator
  static int isamax(@Tensor({LENGTH}) float[] x) {
    int best = 0;
    for (int i = 1; i < x.length; i++) if (abs(x[i]) > abs(x[best])) best = i;
    return best;
  }
}
