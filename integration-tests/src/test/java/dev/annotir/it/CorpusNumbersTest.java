package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The corpus' linear algebra, numerics and signal processing compute what they are called. */
class CorpusNumbersTest {
  private static final Offset<Double> CLOSE = within(1e-9);
  private static final Corpus LIVERMORE = Corpus.of("Livermore");
  private static final Corpus BLAS1 = Corpus.of("Blas1");
  private static final Corpus BLAS2 = Corpus.of("Blas2");
  private static final Corpus BLAS3 = Corpus.of("Blas3");
  private static final Corpus NUMERICS = Corpus.of("Numerics");
  private static final Corpus DSP = Corpus.of("Dsp");

  private final Random random = new Random(1);

  private double[] vector(int n) {
    return random.doubles(n, 1, 2).toArray();
  }

  private double[][] matrix(int rows, int columns) {
    return Stream.generate(() -> vector(columns)).limit(rows).toArray(double[][]::new);
  }

  /** A matrix that is easy to invert. */
  private double[][] dominant(int n) {
    double[][] a = matrix(n, n);
    for (int i = 0; i < n; i++) {
      a[i][i] += 2 * n;
    }
    return a;
  }

  private static double[][] copy(double[][] a) {
    return Arrays.stream(a).map(double[]::clone).toArray(double[][]::new);
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static double[][] transposed(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private static double[][] column(double[] x) {
    return transposed(new double[][] {x});
  }

  private static void assertClose(double[][] actual, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).containsExactly(expected[i], CLOSE);
    }
  }

  @Test
  void livermore() {
    double[] x = vector(101);
    double[] y = vector(101);
    double dot = IntStream.range(0, 101).mapToDouble(i -> x[i] * y[i]).sum();
    assertThat(LIVERMORE.<Double>call("k03", x, y)).isCloseTo(dot, CLOSE);
    LIVERMORE.call("k11", y, x);
    assertThat(x[100]).isCloseTo(Arrays.stream(y).sum(), CLOSE);
    y[70] = -1;
    assertThat(LIVERMORE.<Integer>call("k24", y)).isEqualTo(70);
    double[][] a = matrix(25, 25);
    double[][] b = matrix(25, 25);
    double[][] c = new double[25][25];
    LIVERMORE.call("k21", a, b, c);
    assertClose(c, product(b, a));
    double[] v = new double[64];
    double[] cg = vector(128);
    cg[0] = 3;
    LIVERMORE.call("k02", v, cg);
    assertThat(cg[64]).isEqualTo(cg[1]);
    double[] u = vector(101);
    double[] w = new double[101];
    LIVERMORE.call("k22", u, y, x, new double[101], w);
    assertThat(u[100]).isEqualTo(0.99 * 20 * y[100]);
    assertThat(w[3]).isCloseTo(x[3] / Math.expm1(u[3] / y[3]), CLOSE);
  }

  @Test
  void vectors() {
    double[] a = {3};
    double[] b = {4};
    double[] c = new double[1];
    double[] s = new double[1];
    BLAS1.call("drotg", a, b, c, s);
    assertThat(a[0]).isCloseTo(5, CLOSE);
    assertThat(c[0]).isCloseTo(0.6, CLOSE);
    assertThat(s[0]).isCloseTo(0.8, CLOSE);
    double[] x = vector(24);
    double[] y = vector(24);
    double[] sum = y.clone();
    BLAS1.call("daxpy", 8, 2.0, x, 3, sum, -2);
    assertThat(sum[14]).isCloseTo(y[14] + 2 * x[0], CLOSE);
    assertThat(sum[0]).isCloseTo(y[0] + 2 * x[21], CLOSE);
    assertThat(BLAS1.<Double>call("dnrm2", 2, new double[] {3, 0, 4}, 2)).isCloseTo(5, CLOSE);
    assertThat(BLAS1.<Integer>call("idamax", 3, new double[] {1, 2, -4, 3}, 1)).isEqualTo(2);
    double[] param = new double[5];
    double[] d = {1, 1, 3};
    BLAS1.call("drotmg", d, 4.0, param);
    double[] p = {3};
    double[] q = {4};
    BLAS1.call("drotm", 1, p, 1, q, 1, param);
    assertThat(p[0]).isCloseTo(d[2], CLOSE);
    assertThat(q[0]).isCloseTo(0, CLOSE);
  }

  private static double[][] triangle(double[][] a, boolean upper, boolean unit) {
    double[][] t = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        boolean inside = upper ? j > i : j < i;
        t[i][j] = i == j ? unit ? 1 : a[i][i] : inside ? a[i][j] : 0;
      }
    }
    return t;
  }

  @Test
  void triangles() {
    for (int bits = 0; bits < 8; bits++) {
      boolean upper = (bits & 1) != 0;
      boolean trans = (bits & 2) != 0;
      boolean unit = (bits & 4) != 0;
      char uplo = upper ? 'U' : 'l';
      char t = trans ? 'C' : 'n';
      char diag = unit ? 'u' : 'N';
      double[][] a = dominant(9);
      double[][] op = triangle(a, upper, unit);
      double[] x = vector(20);
      double[] y = x.clone();
      BLAS2.call("dtrmv", uplo, t, diag, a, y, 2);
      double[] strided = IntStream.range(0, 9).mapToDouble(i -> x[2 * i]).toArray();
      double[][] expected = product(trans ? transposed(op) : op, column(strided));
      for (int i = 0; i < 9; i++) {
        assertThat(y[2 * i]).isCloseTo(expected[i][0], CLOSE);
      }
      BLAS2.call("dtrsv", uplo, t, diag, a, y, 2);
      assertThat(y).containsExactly(x, CLOSE);
      for (char side : new char[] {'L', 'r'}) {
        double[][] m = dominant(8);
        double[][] b = matrix(8, 8);
        double[][] c = copy(b);
        double[][] opm = triangle(m, upper, unit);
        double[][] opt = trans ? transposed(opm) : opm;
        BLAS3.call("dtrmm", side, uplo, trans ? 't' : 'N', diag, 2.0, m, c);
        double[][] twice = side == 'L' ? product(opt, b) : product(b, opt);
        assertThat(c[3][4]).isCloseTo(2 * twice[3][4], CLOSE);
        BLAS3.call("dtrsm", side, uplo, trans ? 't' : 'N', diag, 0.5, m, c);
        assertClose(c, b);
      }
    }
  }

  @Test
  void bandsAndPackedTriangles() {
    for (int bits = 0; bits < 8; bits++) {
      boolean upper = (bits & 1) != 0;
      boolean trans = (bits & 2) != 0;
      boolean unit = (bits & 4) == 0;
      double[][] band = matrix(9, 3);
      double[] packed = vector(45);
      double[] x = vector(9);
      double[] y = x.clone();
      BLAS2.call("dtbmv", upper, trans, !unit, 2, band, y);
      double[][] dense = new double[9][9];
      for (int j = 0; j < 9; j++) {
        for (int i = Math.max(0, j - 2); i <= Math.min(8, j + 2); i++) {
          if (upper ? i <= j : i >= j) {
            dense[i][j] = i == j && unit ? 1 : band[j][upper ? 2 - j + i : i - j];
          }
        }
      }
      double[][] op = trans ? transposed(dense) : dense;
      assertClose(column(y), product(op, column(x)));
      BLAS2.call("dtbsv", upper, trans, !unit, 2, band, y);
      assertThat(y).containsExactly(x, within(1e-6));
      double[] z = x.clone();
      BLAS2.call("dtpmv", upper, trans, !unit, packed, z);
      if (!trans) {
        BLAS2.call("dtpsv", upper, !unit, packed, z);
        assertThat(z).containsExactly(x, within(1e-6));
      }
    }
  }

  @Test
  void products() {
    double[][] a = matrix(7, 9);
    double[] x = vector(20);
    double[] y = new double[20];
    BLAS2.call("dgemv", 'N', 1.0, a, x, -1, 0.0, y, 1);
    double[] reversed = IntStream.range(0, 9).mapToDouble(i -> x[8 - i]).toArray();
    double[][] expected = product(a, column(reversed));
    for (int i = 0; i < 7; i++) {
      assertThat(y[i]).isCloseTo(expected[i][0], CLOSE);
    }
    double[][] s = matrix(9, 9);
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < i; j++) {
        s[i][j] = s[j][i];
      }
    }
    double[] upper = new double[20];
    BLAS2.call("dsymv", 'U', 1.0, s, x, 1, 0.0, upper, 1);
    double[][] full = product(s, column(Arrays.copyOf(x, 9)));
    double[] packed = new double[45];
    for (int j = 0, k = 0; j < 9; j++) {
      for (int i = 0; i <= j; i++) {
        packed[k++] = s[i][j];
      }
    }
    double[] fromPacked = new double[9];
    BLAS2.call("dspmv", 'u', 1.0, packed, Arrays.copyOf(x, 9), 0.0, fromPacked);
    for (int i = 0; i < 9; i++) {
      assertThat(upper[i]).isCloseTo(full[i][0], CLOSE);
      assertThat(fromPacked[i]).isCloseTo(full[i][0], CLOSE);
    }
    double[][] p = matrix(6, 5);
    double[][] q = matrix(5, 8);
    double[][] c = new double[6][8];
    BLAS3.call("dgemm", 1.0, p, q, 0.0, c);
    assertClose(c, product(p, q));
    assertThatThrownBy(() -> BLAS2.call("dgemv", 'x', 1.0, a, x, 1, 0.0, y, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void factors() {
    double[][] a = dominant(7);
    double[][] inverse = copy(a);
    NUMERICS.call("inverse", (Object) inverse);
    double[][] one = new double[7][7];
    for (int i = 0; i < 7; i++) {
      one[i][i] = 1;
    }
    assertClose(product(a, inverse), one);
    double[][] square = product(a, transposed(a));
    double[][] l = new double[7][7];
    assertThat(NUMERICS.<Integer>call("cholesky", square, l)).isEqualTo(-1);
    assertClose(product(l, transposed(l)), square);
    double[][] m = matrix(8, 5);
    double[][] r = copy(m);
    double[][] q = new double[8][8];
    NUMERICS.call("qr", r, q);
    assertClose(product(q, r), m);
    double[][] e = {
      {2, 1, 0, 0, 0}, {1, 2, 0, 0, 0}, {0, 0, 5, 0, 0}, {0, 0, 0, 4, 2}, {0, 0, 0, 2, 4}
    };
    assertThat(NUMERICS.<Integer>call("jacobi", (Object) e)).isPositive();
    double[] values = IntStream.range(0, 5).mapToDouble(i -> e[i][i]).sorted().toArray();
    assertThat(values).containsExactly(new double[] {1, 2, 3, 5, 6}, CLOSE);
  }

  @Test
  void functions() {
    double[] cubic = {-6, 11, -6, 1};
    assertThat(NUMERICS.<Double>call("newton", cubic, 10.0)).isCloseTo(3, CLOSE);
    assertThat(NUMERICS.<Double>call("bisect", cubic, 0.0, 1.7)).isCloseTo(1, CLOSE);
    assertThat(NUMERICS.<Double>call("simpson", cubic, 0.0, 2.0)).isCloseTo(-2, CLOSE);
    assertThat(NUMERICS.<Double>call("romberg", cubic, 0.0, 2.0)).isCloseTo(-2, CLOSE);
    assertThat(NUMERICS.<Long>call("gcd", 48L, 180L)).isEqualTo(12);
    assertThat(NUMERICS.<Integer>call("isqrt", Integer.MAX_VALUE)).isEqualTo(46340);
    BigInteger power = BigInteger.valueOf(12345).modPow(BigInteger.valueOf(678), BigInteger.TEN);
    assertThat(NUMERICS.<Long>call("powMod", 12345L, 678L, 10L)).isEqualTo(power.longValue());
    int[] product = new int[9];
    NUMERICS.call("multiply", new int[] {-1, -1, -1, -1, -1}, new int[] {-1, 0, 0, 0}, product);
    assertThat(product).containsExactly(1, -1, -1, -1, -1, -2, 0, 0, 0);
    for (int h = 0; h < 0x7c00; h++) {
      float f = NUMERICS.<Float>call("fromHalf", (short) h);
      assertThat(NUMERICS.<Short>call("toHalf", f)).isEqualTo((short) h);
    }
    double[] lagrange = new double[11];
    NUMERICS.call("interpolate", new double[] {0, 1, 4, 9, 16, 25}, lagrange, new double[11]);
    assertThat(lagrange[5]).isCloseTo(6.25, CLOSE);
  }

  @Test
  void transforms() {
    double[] re = vector(64);
    double[] im = vector(64);
    double[] x = re.clone();
    double[] y = im.clone();
    DSP.call("fft", x, y, false);
    for (int k = 0; k < 64; k++) {
      double sum = 0;
      for (int n = 0; n < 64; n++) {
        double w = -2 * Math.PI * k * n / 64;
        sum += re[n] * Math.cos(w) - im[n] * Math.sin(w);
      }
      assertThat(x[k]).isCloseTo(sum, CLOSE);
    }
    DSP.call("fft", x, y, true);
    assertThat(x).containsExactly(re, CLOSE);
    int[] wave = random.ints(64, -1000, 1000).toArray();
    int[] there = wave.clone();
    DSP.call("cdf53", there);
    assertThat(there).isNotEqualTo(wave);
    DSP.call("cdf53Inverse", there);
    assertThat(there).isEqualTo(wave);
    double[][] block = new double[8][8];
    Arrays.stream(block).forEach(row -> Arrays.fill(row, 3));
    DSP.call("dct8x8", (Object) block);
    assertThat(block[0][0]).isCloseTo(24, CLOSE);
    assertThat(block[1][0]).isCloseTo(0, CLOSE);
    assertThat(DSP.<Integer>call("lfsrPeriod", (short) 1)).isEqualTo(5000);
  }

  @Test
  void codecs() {
    short[] pcm = new short[64];
    for (int i = 0; i < 64; i++) {
      pcm[i] = (short) (8000 * Math.sin(i / 10.0));
    }
    byte[] codes = new byte[32];
    short[] back = new short[64];
    DSP.call("adpcmEncode", pcm, codes);
    DSP.call("adpcmDecode", codes, back);
    for (int i = 40; i < 64; i++) {
      assertThat(Math.abs(back[i] - pcm[i])).isLessThan(500);
    }
    byte[] mu = new byte[64];
    DSP.call("muLawEncode", pcm, mu);
    DSP.call("muLawDecode", mu, back);
    for (int i = 0; i < 64; i++) {
      assertThat(Math.abs(back[i] - pcm[i])).isLessThan(300);
    }
    byte[] data = new byte[64];
    DSP.call("scramble", data, 5);
    assertThat(data).isNotEqualTo(new byte[64]);
    DSP.call("scramble", data, 5);
    assertThat(data).isEqualTo(new byte[64]);
  }
}
