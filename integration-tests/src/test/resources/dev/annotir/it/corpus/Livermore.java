import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;
import dev.annotir.math.DoubleMath;

/** The Livermore loops, small. */
@OperatorLibrary("livermore")
public final class Livermore {
  static final int N = 101;
  static final int GRID = 32;

  private Livermore() {}

  /** Hydro fragment. */
  @Operator
  static void k01(double q, double r, double t, @Tensor({N}) double[] y, @Tensor({N + 11}) double[] z, @Tensor({N}) double[] x) {
    for (int k = 0; k < x.length; k++) {
      x[k] = q + y[k] * (r * z[k + 10] + t * z[k + 11]);
    }
  }

  /** Incomplete Cholesky, conjugate gradient. */
  @Operator
  static void k02(@Tensor({64}) double[] v, @Tensor({128}) double[] x) {
    int ii = 64;
    int ipntp = 0;
    do {
      int ipnt = ipntp;
      ipntp += ii;
      ii /= 2;
      int i = ipntp - 1;
      for (int k = ipnt + 1; k < ipntp; k += 2) {
        i++;
        x[i] = x[k] - v[k % 64] * x[k - 1] - v[(k + 1) % 64] * x[k + 1];
      }
    } while (ii > 0);
  }

  /** Inner product. */
  @Operator
  static double k03(@Tensor({N}) double[] z, @Tensor({N}) double[] x) {
    double q = 0.0;
    for (int k = 0; k < N; k++) {
      q += z[k] * x[k];
    }
    return q;
  }

  /** Banded linear equations. */
  @Operator
  static void k04(@Tensor({N}) double[] y, @Tensor({N + 20}) double[] x) {
    int m = (N - 7) / 2;
    for (int k = 6; k < N; k += m) {
      int lw = k - 6;
      double temp = x[k - 1];
      for (int j = 4; j < N; j += 5) {
        temp -= x[lw] * y[j];
        lw++;
      }
      x[k - 1] = y[4] * temp;
    }
  }

  /** Tri-diagonal elimination, below the diagonal. */
  @Operator
  static void k05(@Tensor({N}) double[] z, @Tensor({N}) double[] y, @Tensor({N}) double[] x) {
    for (int i = 1; i < N; i++) {
      x[i] = z[i] * (y[i] - x[i - 1]);
    }
  }

  /** General linear recurrence. */
  @Operator
  static void k06(@Tensor({24, 24}) double[][] b, @Tensor({24}) double[] w) {
    for (int i = 1; i < w.length; i++) {
      w[i] = 0.01;
      for (int k = 0; k < i; k++) {
        w[i] += b[k][i] * w[(i - k) - 1];
      }
    }
  }

  /** Equation of state fragment. */
  @Operator
  static void k07(double r, double t, double q, @Tensor({N}) double[] z, @Tensor({N}) double[] y, @Tensor({N + 6}) double[] u, @Tensor({N}) double[] x) {
    for (int k = 0; k < N; k++) {
      x[k] =
          u[k]
              + r * (z[k] + r * y[k])
              + t * (u[k + 3] + r * (u[k + 2] + r * u[k + 1]) + t * (u[k + 6] + q * (u[k + 5] + q * u[k + 4])));
    }
  }

  /** Alternating direction, implicit. */
  @Operator
  static void k08(
      @Tensor({3, 3}) double[][] a,
      double sig,
      @Tensor({2, 24, 5}) double[][][] u1,
      @Tensor({2, 24, 5}) double[][][] u2,
      @Tensor({2, 24, 5}) double[][][] u3) {
    final double fw = 2.0;
    final int nl1 = 0;
    final int nl2 = 1;
    double[] du1 = new double[24];
    double[] du2 = new double[24];
    double[] du3 = new double[24];
    for (int kx = 1; kx < 3; kx++) {
      for (int ky = 1; ky < 23; ky++) {
        du1[ky] = u1[nl1][ky + 1][kx] - u1[nl1][ky - 1][kx];
        du2[ky] = u2[nl1][ky + 1][kx] - u2[nl1][ky - 1][kx];
        du3[ky] = u3[nl1][ky + 1][kx] - u3[nl1][ky - 1][kx];
        u1[nl2][ky][kx] =
            u1[nl1][ky][kx] + a[0][0] * du1[ky] + a[0][1] * du2[ky] + a[0][2] * du3[ky]
                + sig * (u1[nl1][ky][kx + 1] - fw * u1[nl1][ky][kx] + u1[nl1][ky][kx - 1]);
        u2[nl2][ky][kx] =
            u2[nl1][ky][kx] + a[1][0] * du1[ky] + a[1][1] * du2[ky] + a[1][2] * du3[ky]
                + sig * (u2[nl1][ky][kx + 1] - fw * u2[nl1][ky][kx] + u2[nl1][ky][kx - 1]);
        u3[nl2][ky][kx] =
            u3[nl1][ky][kx] + a[2][0] * du1[ky] + a[2][1] * du2[ky] + a[2][2] * du3[ky]
                + sig * (u3[nl1][ky][kx + 1] - fw * u3[nl1][ky][kx] + u3[nl1][ky][kx - 1]);
      }
    }
  }

  private static final double[] DM = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

  /** Integrate predictors. */
  @Operator
  static void k09(@Tensor({N, 13}) double[][] px) {
    double c0 = 5.5;
    for (double[] p : px) {
      p[0] =
          DM[6] * p[12] + DM[5] * p[11] + DM[4] * p[10] + DM[3] * p[9] + DM[2] * p[8] + DM[1] * p[7] + DM[0] * p[6]
              + c0 * (p[4] + p[5]) + p[2];
    }
  }

  /** Difference predictors. */
  @Operator
  static void k10(@Tensor({N, 14}) double[][] px, @Tensor({N, 14}) double[][] cx) {
    for (int i = 0; i < N; i++) {
      double ar, br, cr;
      ar = cx[i][4];
      br = ar - px[i][4];
      px[i][4] = ar;
      cr = br - px[i][5];
      px[i][5] = br;
      ar = cr - px[i][6];
      px[i][6] = cr;
      br = ar - px[i][7];
      px[i][7] = ar;
      cr = br - px[i][8];
      px[i][8] = br;
      ar = cr - px[i][9];
      px[i][9] = cr;
      br = ar - px[i][10];
      px[i][10] = ar;
      cr = br - px[i][11];
      px[i][11] = br;
      px[i][13] = cr - px[i][12];
      px[i][12] = cr;
    }
  }

  /** First sum. */
  @Operator
  static void k11(@Tensor({N}) double[] y, @Tensor({N}) double[] x) {
    x[0] = y[0];
    for (int k = 1; k < N; k++) {
      x[k] = x[k - 1] + y[k];
    }
  }

  /** First difference. */
  @Operator
  static void k12(@Tensor({N + 1}) double[] y, @Tensor({N}) double[] x) {
    for (int k = 0; k < N; k++) {
      x[k] = y[k + 1] - y[k];
    }
  }

  /** Particles in a cell, two dimensions. */
  @Operator
  static void k13(
      @Tensor({64, 4}) double[][] p,
      @Tensor({GRID, GRID}) double[][] b,
      @Tensor({GRID, GRID}) double[][] c,
      @Tensor({2 * GRID}) double[] y,
      @Tensor({2 * GRID}) double[] z,
      @Tensor({2 * GRID}) int[] e,
      @Tensor({2 * GRID}) int[] f,
      @Tensor({GRID + 1, GRID + 1}) double[][] h) {
    for (int ip = 0; ip < 64; ip++) {
      int i1 = (int) p[ip][0] & (GRID - 1);
      int j1 = (int) p[ip][1] & (GRID - 1);
      p[ip][2] += b[j1][i1];
      p[ip][3] += c[j1][i1];
      p[ip][0] += p[ip][2];
      p[ip][1] += p[ip][3];
      int i2 = (int) p[ip][0];
      int j2 = (int) p[ip][1];
      i2 = (i2 & GRID - 1) - 1;
      j2 = (j2 & GRID - 1) - 1;
      p[ip][0] += y[i2 + GRID];
      p[ip][1] += z[j2 + GRID];
      i2 += 1 + (e[i2 + GRID] & 1);
      j2 += 1 + (f[j2 + GRID] & 1);
      h[j2][i2] += 1.0;
    }
  }

  /** Particles in a cell, one dimension. */
  @Operator
  static void k14(
      double flx,
      @Tensor({N}) double[] grd,
      @Tensor({64}) double[] ex,
      @Tensor({64}) double[] dex,
      @Tensor({N}) double[] vx,
      @Tensor({N}) double[] xx,
      @Tensor({66}) double[] rh) {
    double[] xi = new double[N], ex1 = new double[N], dex1 = new double[N], rx = new double[N];
    int[] ir = new int[N];
    for (int k = 0; k < N; k++) {
      vx[k] = 0.0;
      xx[k] = 0.0;
      int ix = (int) grd[k];
      xi[k] = ix;
      ex1[k] = ex[(ix - 1) & 63];
      dex1[k] = dex[(ix - 1) & 63];
    }
    for (int k = 0; k < N; k++) {
      vx[k] = vx[k] + ex1[k] + (xx[k] - xi[k]) * dex1[k];
      xx[k] = xx[k] + vx[k] + flx;
      ir[k] = (int) xx[k];
      rx[k] = xx[k] - ir[k];
      ir[k] = (ir[k] & 63) + 1;
      xx[k] = rx[k] + ir[k];
    }
    for (int k = 0; k < N; k++) {
      rh[ir[k] - 1] += 1.0 - rx[k];
      rh[ir[k]] += rx[k];
    }
  }

  /** Casual Fortran. */
  @Operator
  static void k15(
      @Tensor({7, N}) double[][] vf,
      @Tensor({7, N}) double[][] vg,
      @Tensor({7, N}) double[][] vh,
      @Tensor({7, N}) double[][] vs,
      @Tensor({7, N}) double[][] vy) {
    final int ng = 7;
    final int nz = N;
    double ar = 0.053, br = 0.073, r, s, t;
    for (int j = 1; j < ng; j++) {
      for (int k = 1; k < nz; k++) {
        if (j + 1 >= ng) {
          vy[j][k] = 0.0;
          continue;
        }
        if (vh[j + 1][k] > vh[j][k]) t = ar;
        else t = br;
        if (vf[j][k] < vf[j][k - 1]) {
          if (vh[j][k - 1] > vh[j + 1][k - 1]) r = vh[j][k - 1];
          else r = vh[j + 1][k - 1];
          s = vf[j][k - 1];
        } else {
          if (vh[j][k] > vh[j + 1][k]) r = vh[j][k];
          else r = vh[j + 1][k];
          s = vf[j][k];
        }
        vy[j][k] = Math.sqrt(vg[j][k] * vg[j][k] + r * r) * t / s;
        if (k + 1 >= nz) {
          vs[j][k] = 0.0;
          continue;
        }
        if (vf[j][k] < vf[j - 1][k]) {
          r = vg[j - 1][k] > vg[j - 1][k + 1] ? vg[j - 1][k] : vg[j - 1][k + 1];
          s = vf[j - 1][k];
          t = br;
        } else {
          r = vg[j][k] > vg[j][k + 1] ? vg[j][k] : vg[j][k + 1];
          s = vf[j][k];
          t = ar;
        }
        vs[j][k] = Math.sqrt(vh[j][k] * vh[j][k] + r * r) * t / s;
      }
    }
  }

  /** Monte Carlo search; how many steps it took. */
  @Operator
  static int k16(
      double r, double s, double t, @Tensor({20}) double[] plan, @Tensor({40}) double[] d, @Tensor({300}) int[] zone) {
    final int n = 20;
    int ii = n / 3;
    int lb = ii + ii;
    int k2 = 0;
    int k3 = 0;
    int i1 = 1;
    int m = 1;
    int zones = 1 + Math.floorMod(zone[0], 7);
    search:
    while (true) {
      int j2 = (n + n) * (m - 1) + 1;
      for (int k = 1; k <= n; k++) {
        k2++;
        int j4 = j2 + k + k;
        int j5 = 1 + Math.floorMod(zone[j4 - 1], 2 * n);
        double tmp;
        if (j5 < n) {
          if (j5 + lb < n) {
            tmp = plan[j5 - 1] - t;
          } else if (j5 + ii < n) {
            tmp = plan[j5 - 1] - s;
          } else {
            tmp = plan[j5 - 1] - r;
          }
        } else if (j5 == n) {
          break search;
        } else {
          k3++;
          tmp = d[j5 - 1] - (d[j5 - 2] * (t - d[j5 - 3]) * (t - d[j5 - 3]) + (s - d[j5 - 4]) * (s - d[j5 - 4]) + (r - d[j5 - 5]) * (r - d[j5 - 5]));
        }
        if (tmp < 0.0) {
          if (zone[j4 - 2] < 0) continue;
          if (zone[j4 - 2] == 0) break search;
        } else if (tmp > 0.0) {
          if (zone[j4 - 2] > 0) continue;
          if (zone[j4 - 2] == 0) break search;
        } else {
          break search;
        }
        m++;
        if (m > zones) m = 1;
        if (i1 != m) continue search;
        break search;
      }
      break;
    }
    return 1000 * k2 + k3;
  }

  /** Implicit, conditional computation. */
  @Operator
  static double k17(
      @Tensor({N}) double[] vsp,
      @Tensor({N}) double[] vstp,
      @Tensor({N}) double[] vlr,
      @Tensor({N}) double[] vlin,
      @Tensor({N}) double[] vxne,
      @Tensor({N}) double[] vxnd,
      @Tensor({N}) double[] ve3) {
    int i = N - 1;
    final int j = 0;
    final int ink = -1;
    double scale = 5.0 / 3.0;
    double xnm = 1.0 / 3.0;
    double e6 = 1.03 / 3.07;
    do {
      double e3 = xnm * vlr[i] + vlin[i];
      double xnei = vxne[i];
      vxnd[i] = e6;
      double xnc = scale * e3;
      if (xnm > xnc || xnei > xnc) {
        e6 = xnm * vsp[i] + vstp[i];
        vxne[i] = e6;
        xnm = e6;
        ve3[i] = e6;
      } else {
        ve3[i] = e3;
        e6 = e3 + e3 - xnm;
        vxne[i] = e3 + e3 - xnei;
        xnm = e6;
      }
      i += ink;
    } while (i != j);
    return xnm;
  }

  /** Explicit hydrodynamics in two dimensions. */
  @Operator
  static void k18(
      @Tensor({8, 24}) double[][] zp,
      @Tensor({8, 24}) double[][] zq,
      @Tensor({8, 24}) double[][] zm,
      @Tensor({8, 24}) double[][] zr,
      @Tensor({8, 24}) double[][] zz,
      @Tensor({8, 24}) double[][] zu,
      @Tensor({8, 24}) double[][] zv) {
    double t = 0.0037;
    double s = 0.0041;
    int kn = 6;
    int jn = 22;
    double[][] za = new double[8][24];
    double[][] zb = new double[8][24];
    for (int k = 1; k < kn; k++) {
      for (int j = 1; j < jn; j++) {
        za[k][j] = (zp[k + 1][j - 1] + zq[k + 1][j - 1] - zp[k][j - 1] - zq[k][j - 1]) * (zr[k][j] + zr[k][j - 1]) / (zm[k][j - 1] + zm[k + 1][j - 1]);
        zb[k][j] = (zp[k][j - 1] + zq[k][j - 1] - zp[k][j] - zq[k][j]) * (zr[k][j] + zr[k - 1][j]) / (zm[k][j] + zm[k][j - 1]);
      }
    }
    for (int k = 1; k < kn; k++) {
      for (int j = 1; j < jn; j++) {
        zu[k][j] += s * (za[k][j] * (zz[k][j] - zz[k][j + 1]) - za[k][j - 1] * (zz[k][j] - zz[k][j - 1]) - zb[k][j] * (zz[k][j] - zz[k - 1][j]) + zb[k + 1][j] * (zz[k][j] - zz[k + 1][j]));
        zv[k][j] += s * (za[k][j] * (zr[k][j] - zr[k][j + 1]) - za[k][j - 1] * (zr[k][j] - zr[k][j - 1]) - zb[k][j] * (zr[k][j] - zr[k - 1][j]) + zb[k + 1][j] * (zr[k][j] - zr[k + 1][j]));
      }
    }
    for (int k = 1; k < kn; k++) {
      for (int j = 1; j < jn; j++) {
        zr[k][j] = zr[k][j] + t * zu[k][j];
        zz[k][j] = zz[k][j] + t * zv[k][j];
      }
    }
  }

  /** General linear recurrence, forth and back. */
  @Operator
  static double k19(@Tensor({N}) double[] sa, @Tensor({N}) double[] sb, @Tensor({N}) double[] b5) {
    final int kb5i = 0;
    double stb5 = 0.1;
    for (int k = 0; k < N; k++) {
      b5[k + kb5i] = sa[k] + stb5 * sb[k];
      stb5 = b5[k + kb5i] - stb5;
    }
    for (int i = 1; i <= N; i++) {
      int k = N - i;
      b5[k + kb5i] = sa[k] + stb5 * sb[k];
      stb5 = b5[k + kb5i] - stb5;
    }
    return stb5;
  }

  /** Discrete ordinates transport. */
  @Operator
  static void k20(
      double s,
      double t,
      double dk,
      @Tensor({N}) double[] y,
      @Tensor({N}) double[] g,
      @Tensor({N}) double[] z,
      @Tensor({N}) double[] w,
      @Tensor({N}) double[] v,
      @Tensor({N}) double[] u,
      @Tensor({N}) double[] vx,
      @Tensor({N}) double[] x,
      @Tensor({N + 1}) double[] xx) {
    for (int k = 0; k < N; k++) {
      double di = y[k] - g[k] / (xx[k] + dk);
      double dn = 0.2;
      if (di != 0) {
        dn = z[k] / di;
        if (t < dn) dn = t;
        if (s > dn) dn = s;
      }
      x[k] = ((w[k] + v[k] * dn) * xx[k] + u[k]) / (vx[k] + v[k] * dn);
      xx[k + 1] = (x[k] - xx[k]) * dn + xx[k];
    }
  }

  /** Matrix product. */
  @Operator
  static void k21(@Tensor({25, 25}) double[][] vy, @Tensor({25, 25}) double[][] cx, @Tensor({25, 25}) double[][] px) {
    for (int k = 0; k < 25; k++) {
      for (int i = 0; i < 25; i++) {
        for (int j = 0; j < 25; j++) {
          px[j][i] += vy[k][i] * cx[j][k];
        }
      }
    }
  }

  /** Planckian distribution. */
  @Operator
  static void k22(
      @Tensor({N}) double[] u,
      @Tensor({N}) double[] v,
      @Tensor({N}) double[] x,
      @Tensor({N}) double[] y,
      @Tensor({N}) double[] w) {
    double expmax = 20.0;
    u[N - 1] = 0.99 * expmax * v[N - 1];
    for (int k = 0; k < N; k++) {
      y[k] = u[k] / v[k];
      w[k] = x[k] / (DoubleMath.exp(y[k]) - 1.0);
    }
  }

  /** Implicit hydrodynamics in two dimensions. */
  @Operator
  static void k23(
      @Tensor({7, 24}) double[][] zb,
      @Tensor({7, 24}) double[][] zr,
      @Tensor({7, 24}) double[][] zu,
      @Tensor({7, 24}) double[][] zv,
      @Tensor({7, 24}) double[][] zz,
      @Tensor({7, 24}) double[][] za) {
    for (int j = 1; j < 6; j++) {
      for (int k = 1; k < 23; k++) {
        double qa = za[j + 1][k] * zr[j][k] + za[j - 1][k] * zb[j][k] + za[j][k + 1] * zu[j][k] + za[j][k - 1] * zv[j][k] + zz[j][k];
        za[j][k] += 0.175 * (qa - za[j][k]);
      }
    }
  }

  /** The place of the first minimum. */
  @Operator
  static int k24(@Tensor({N}) double[] x) {
    int m = 0;
    for (int k = 1; k < x.length; k++) {
      if (x[k] < x[m]) m = k;
    }
    return m;
  }
}
