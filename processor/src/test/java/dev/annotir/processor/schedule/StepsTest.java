package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.AccessVerifier;
import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Steps that are asked for by name, on operators that everyone knows. */
class StepsTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void matmul(
                    @Tensor({5, 4}) float[][] a, @Tensor({4, 13}) float[][] b, @Tensor({5, 13}) float[][] c) {
                  for (int i = 0; i < 5; i++)
                    for (int j = 0; j < 13; j++) {
                      float s = 0;
                      for (int k = 0; k < 4; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void totals(
                    @Tensor({9, 5}) float[][] x, @Tensor(5) float[] w, @Tensor(4) float[] y) {
                  for (int i = 0; i < 9; i++) {
                    float s = 0;
                    for (int j = 0; j < 5; j++) s += x[i][j] * w[j];
                    y[0] += s;
                    y[1] = Math.max(y[1], s);
                    y[2] += 0.25f;
                  }
                }
                @Operator static void inTurns(@Tensor(9) float[] x, @Tensor(1) float[] y) {
                  for (int i = 0; i < 9; i++) {
                    y[0] += x[i];
                    y[0] += 0.25f;
                  }
                }
                @Operator static void positives(@Tensor(9) double[] x, @Tensor(1) double[] y) {
                  for (int i = 0; i < 9; i++) if (x[i] > 0) y[0] *= x[i] * x[i];
                }
                @Operator static void counts(@Tensor(9) byte[] x, @Tensor(16) int[] y) {
                  for (int i = 0; i < 9; i++) y[x[i] & 15]++;
                }
                @Operator static void products(@Tensor({9, 5}) float[][] x, @Tensor(5) float[] y) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < 5; j++) y[x[i][j] > 1 ? 0 : 1] *= x[i][j];
                }
                @Operator static void causal(
                    @Tensor(30) float[] x, @Tensor(5) float[] h, @Tensor(30) float[] y, int m) {
                  for (int i = 0; i < 30; i++) {
                    float s = 0;
                    for (int k = 0; k < 5; k++) {
                      int at = i - 2 * k + 3;
                      if (at >= 0 && at < 30 && m > k) s += h[k] * x[at];
                    }
                    y[i] = s + (i < 29 ? x[i + 1] : 0);
                  }
                }
                @Operator static void saxpy(float a, @Tensor(21) float[] x, @Tensor(21) float[] y) {
                  for (int i = 0; i < 21; i++) y[i] += a * x[i];
                }
                @Operator static void conv(
                    @Tensor({2, 7, 9}) float[][][] x, @Tensor({3, 2, 3, 3}) float[][][][] w,
                    @Tensor({3, 5, 7}) float[][][] y) {
                  for (int o = 0; o < 3; o++)
                    for (int r = 0; r < 5; r++)
                      for (int q = 0; q < 7; q++) {
                        float s = 0;
                        for (int c = 0; c < 2; c++)
                          for (int u = 0; u < 3; u++)
                            for (int v = 0; v < 3; v++) s += x[c][r + u][q + v] * w[o][c][u][v];
                        y[o][r][q] = s;
                      }
                }
                @Operator static void pool(@Tensor({6, 22}) float[][] x, @Tensor({3, 11}) float[][] y) {
                  for (int r = 0; r < 3; r++)
                    for (int q = 0; q < 11; q++) {
                      float m = Float.NEGATIVE_INFINITY;
                      for (int u = 0; u < 2; u++)
                        for (int v = 0; v < 2; v++) m = Math.max(m, x[2 * r + u][2 * q + v]);
                      y[r][q] = m;
                    }
                }
                @Operator static void prefix(@Tensor(21) float[] x) {
                  for (int i = 0; i < 20; i++) x[i + 1] += x[i];
                }
                @Operator static void shift(@Tensor(21) int[] x) {
                  for (int i = 0; i < 20; i++) x[i] = x[i + 1];
                }
                @Operator static void some(int n, @Tensor(21) int[] x) {
                  for (int i = 0; i < (n & 15); i++) x[i] += i * 3;
                }
                @Operator static void ikj(
                    @Tensor({5, 4}) float[][] a, @Tensor({4, 13}) float[][] b, @Tensor({5, 13}) float[][] c) {
                  for (int i = 0; i < 5; i++)
                    for (int k = 0; k < 4; k++) {
                      float x = a[i][k];
                      for (int j = 0; j < 13; j++) c[i][j] += x * b[k][j];
                    }
                }
                @Operator static void wide(
                    @Tensor({8, 9}) float[][] a, @Tensor({9, 17}) float[][] b, @Tensor({8, 17}) float[][] c) {
                  for (int i = 0; i < 8; i++)
                    for (int j = 0; j < 17; j++) {
                      float s = 0;
                      for (int k = 0; k < 9; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void weights(
                    @Tensor({6, 7}) float[][] x, @Tensor({5, 3, 3}) float[][][] w, @Tensor({5, 6, 7}) float[][][] y) {
                  for (int o = 0; o < 5; o++)
                    for (int i = 0; i < 6; i++)
                      for (int j = 0; j < 7; j++) {
                        float s = 0;
                        for (int u = 0; u < 3; u++)
                          for (int v = 0; v < 3; v++) {
                            int h = i + u - 1, l = j + v - 1;
                            if (h >= 0 && h < 6 && l >= 0 && l < 7) s += x[h][l] * w[o][u][v];
                          }
                        y[o][i][j] = s;
                      }
                }
                @Operator static void onto(@Tensor({12, 17}) float[][] b) {
                  for (int i = 0; i < 3; i++)
                    for (int j = 0; j < 17; j++) {
                      float s = 0;
                      for (int k = 0; k < 9; k++) s += b[k][j];
                      b[9 + i][j] = s;
                    }
                }
                @Operator static void rows(@Tensor({9, 11}) float[][] x, @Tensor(9) float[] y) {
                  for (int i = 0; i < 9; i++) {
                    float s = 0;
                    for (int j = 0; j < 11; j++) s += x[i][j];
                    y[i] = s;
                  }
                }
                @Operator static void flat(@Tensor(99) int[] x, @Tensor(9) int[] y) {
                  for (int i = 0; i < 9; i++) {
                    int s = 0;
                    for (int j = 1; j < 11; j++) s = s * 3 + x[i * 11 + j];
                    y[i] = s;
                  }
                }
                @Operator static void sums(@Tensor({9, 11}) double[][] x, @Tensor({9, 11}) double[][] y) {
                  for (int i = 0; i < 9; i++) {
                    double s = 0;
                    for (int j = 0; j < 11; j++) {
                      s += x[i][j];
                      y[i][j] = s;
                      s = s + y[i][j];
                    }
                    for (int j = 0; j < 11; j++) y[i][j] /= s + i;
                  }
                }
                @Operator static void common(@Tensor(9) int[] w, @Tensor({9, 11}) int[][] x) {
                  for (int i = 0; i < 9; i++) {
                    int c = 0;
                    for (int j = 0; j < 9; j++) c = c * 3 + w[j];
                    for (int j = 0; j < 11; j++) x[i][j] += c;
                  }
                }
                @Operator static void until(@Tensor({9, 11}) int[][] x, int n) {
                  for (int i = 0; i < 9; i++) {
                    int c = i;
                    for (int j = 0; j < 11; j++) {
                      if (j == n) break;
                      x[i][j] += c;
                    }
                  }
                }
                @Operator static void placed(@Tensor({9, 11}) int[][] x, @Tensor(11) int[] at) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < 11; j++) x[i][at[j]] += j;
                }
                @Operator static void counted(
                    @Tensor({8, 9}) float[][] a, @Tensor({9, 17}) float[][] b, @Tensor({8, 17}) float[][] c, int n) {
                  for (int i = 0; i < 8; i++)
                    for (int j = 0; j < 17; j++) {
                      float s = 0;
                      for (int k = 0; k < (n & 7); k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void turned(@Tensor({9, 11}) int[][] x, @Tensor({11, 9}) int[][] y) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < 11; j++) y[j][i] = x[i][j];
                }
                @Operator static void part(int n, int m, @Tensor({7, 15}) int[][] x) {
                  for (int i = 0; i < (n & 7); i++)
                    for (int j = 0; j < (m & 15); j++) x[i][j] = x[i][j] * 3 + j;
                }
                @Operator static void several(@Tensor({9, 5}) int[][] x, @Tensor({9, 11}) int[][] y) {
                  for (int i = 0; i < 9; i++) {
                    x[i][0] = 3;
                    for (int j = 0; j < 5; j++) x[i][j] += i;
                    for (int j = 0; j < 11; j++) y[i][j] = x[i][4] * j;
                  }
                }
                @Operator static void chain(@Tensor({9, 5}) int[][] x, @Tensor({9, 5}) int[][] y) {
                  for (int i = 1; i < 9; i++) {
                    for (int j = 0; j < 5; j++) x[i][j] = y[i - 1][j];
                    for (int j = 0; j < 5; j++) y[i][j] = x[i][j] + 1;
                  }
                }
                @Operator static void reused(@Tensor({9, 5}) int[][] x, @Tensor({9, 5}) int[][] y) {
                  int[] row = new int[5];
                  for (int i = 0; i < 9; i++) {
                    for (int j = 0; j < 5; j++) row[j] = x[i][j];
                    for (int j = 0; j < 5; j++) y[i][j] = row[4 - j];
                  }
                }
                @Operator static void crossed(@Tensor({11, 11}) int[][] x) {
                  for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 11; j++) x[i][j] += x[i + 4][j] + (j > 0 ? x[i][j - 1] : 0);
                }
                @Operator static void perhaps(@Tensor({9, 11}) int[][] x) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < 11; j++) if (x[i][j] > 0) x[i][j] = -1;
                }
                @Operator static void close(@Tensor(40) int[] x) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < 2; j++) x[i * 2 + j] += 5;
                }
                @Operator static void guarded(@Tensor({4}) float[] c, @Tensor({8}) float[] x, int n) {
                  for (int k = 0; k < 8; k++) c[n] += x[k];
                }
                @Operator static void triangle(@Tensor({9, 9}) int[][] x) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < i; j++) x[i][j] += x[j][i];
                }
                @Operator static void skew(@Tensor({9, 9}) int[][] x) {
                  for (int i = 1; i < 9; i++)
                    for (int j = 0; j < 8; j++) x[i][j] = x[i - 1][j + 1] + 1;
                }
                @Operator static void collatz(@Tensor(21) int[] x, @Tensor(21) int[] y) {
                  for (int i = 0; i < 21; i++) {
                    int v = x[i], n = 0;
                    while (v > 1 && n < 99) {
                      v = (v & 1) == 0 ? v >> 1 : 3 * v + 1;
                      n++;
                    }
                    y[i] = n;
                  }
                }
                @Operator static void halvings(@Tensor({9, 5}) float[][] x, @Tensor(9) float[] y) {
                  for (int i = 0; i < 9; i++) {
                    float s = 0;
                    for (int j = 0; j < 5; j++) {
                      float v = x[i][j];
                      while (v > 1 && v < 1e6f) {
                        v *= 0.5f;
                        if (v < 7) s += v;
                      }
                    }
                    y[i] = s;
                  }
                }
                @Operator static void search(@Tensor({9, 5}) int[][] x, @Tensor(9) int[] y) {
                  for (int i = 0; i < 9; i++) {
                    int at = -1;
                    for (int k = 0; k < 5; k++) {
                      if (x[i][k] == 7) {
                        at = k;
                        break;
                      }
                    }
                    y[i] = at;
                  }
                }
                @Operator static void escapes(@Tensor({9, 5}) int[][] x, @Tensor({9, 5}) int[][] y) {
                  for (int i = 0; i < 9; i++) {
                    int n = 0;
                    outer:
                    for (int j = 0; j < 5; j++) {
                      if (x[i][j] < 0) continue;
                      int v = x[i][j];
                      while (v > 3) {
                        if ((v & 7) == j) break outer;
                        v >>= 1;
                        if (v == 11) break;
                        n += v;
                      }
                      y[i][j] = v + n;
                      if (n > 1000) break;
                      n++;
                    }
                    y[i][0] += n;
                  }
                }
                @Operator static void found(@Tensor(9) int[] x, @Tensor(9) int[] y) {
                  for (int i = 0; i < 9; i++) {
                    int k = i;
                    while (k < 9 && x[k] != 7) k++;
                    y[i] = k;
                  }
                }
                @Operator static void last(@Tensor(9) int[] x, @Tensor(9) int[] y) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < 9; j++) if (x[j] > 0) y[i] += x[j];
                }
                @Operator static void relu(@Tensor(21) float[] x, @Tensor(21) float[] y) {
                  for (int i = 0; i < 21; i++) {
                    if (x[i] > 0) y[i] = x[i]; else y[i] = 0;
                  }
                }
                @Operator static void swap(@Tensor(21) int[] x, @Tensor(21) int[] y) {
                  for (int i = 0; i < 21; i++)
                    if (x[i] > y[i]) {
                      int t = x[i];
                      x[i] = y[i];
                      y[i] = t;
                    } else if (x[i] == 3) {
                      x[i] = i;
                    }
                }
                @Operator static void positive(@Tensor({21, 5}) int[][] x, @Tensor(21) int[] y) {
                  for (int i = 0; i < 21; i++) {
                    int s = 0;
                    for (int j = 0; j < 5; j++) if (x[i][j] > 0) s += x[i][j];
                    y[i] = s;
                  }
                }
                @Operator static void padded(@Tensor(21) int[] x, @Tensor(21) int[] y) {
                  for (int i = 0; i < 21; i++) y[i] = i > 0 ? x[i - 1] : 0;
                }
                @Operator static void often(@Tensor(21) int[] x, int n) {
                  for (int i = 0; i < 21; i++)
                    if (x[i] > 0)
                      for (int k = 0; k < n; k++) x[i] *= 3;
                }
                @Operator static void gray(@Tensor({9, 3}) byte[][] x, @Tensor(9) int[] y) {
                  for (int i = 0; i < 9; i++) y[i] = 5 * x[i][0] + 3 * x[i][1] + x[i][2];
                }
                @Operator static void ends(@Tensor({9, 2, 2}) int[][][] x, @Tensor(9) int[] y) {
                  for (int i = 0; i < 9; i++) y[8 - i] = x[i][0][1] - x[8 - i][1][0];
                }
                @Operator static void evens(@Tensor(40) float[] x, @Tensor(20) float[] y) {
                  for (int i = 0; i < 19; i++) y[i] = x[2 * i] + x[2 * i + 2];
                }
                @Operator static void halves(@Tensor(40) int[] x) {
                  for (int i = 0; i < 20; i++) x[2 * i + 1] -= x[2 * i];
                }
                @Operator static void later(@Tensor(40) int[] x, @Tensor(20) int[] y) {
                  for (int i = 0; i < 20; i++) {
                    int a = x[2 * i];
                    x[2 * i] = 7;
                    y[i] = a + x[2 * i + 1];
                  }
                }
                @Operator static void pairs(@Tensor(48) float[] x, @Tensor(24) float[] y) {
                  for (int i = 0; i < 24; i++) y[i] = x[2 * i] * x[2 * i + 1];
                }
                @Operator static void maybe(@Tensor(40) int[] x, @Tensor(20) int[] y, int n) {
                  for (int i = 0; i < 20; i++) y[i] = n < 18 ? x[2 * i] : 0;
                }
                @Operator static void sum(
                    @Tensor({3, 5, 7}) byte[][][] a, @Tensor({3, 5, 7}) byte[][][] b,
                    @Tensor({4, 5, 7}) byte[][][] c) {
                  for (int i = 0; i < 3; i++)
                    for (int j = 0; j < 5; j++)
                      for (int k = 0; k < 7; k++) c[i][j][k] = (byte) (a[i][j][k] + b[i][j][k]);
                  for (int k = 0; k < 7; k++) c[3][k % 5][k] = c[1][4][k];
                }
                @Operator static void normalized(
                    @Tensor({3, 5, 7}) float[][][] x, @Tensor(3) float[] bias) {
                  for (int i = 0; i < 3; i++) {
                    float b = bias[i];
                    for (int j = 0; j < 5; j++)
                      for (int k = 0; k < 7; k++) x[i][j][k] = Math.max(x[i][j][k] + b, 0);
                  }
                }
                @Operator static void columns(@Tensor({5, 7}) float[][] x, @Tensor(7) float[] bias) {
                  for (int i = 0; i < 5; i++)
                    for (int j = 0; j < 7; j++) x[i][j] += bias[j];
                }
                @Operator static void inner(@Tensor({5, 8}) float[][] x, int n) {
                  for (int i = 0; i < 5; i++)
                    for (int j = 0; j < 7; j++) x[i][j] += n;
                }
                @Operator static void rowwise(@Tensor(35) float[] x, @Tensor({5, 7}) float[][] y) {
                  for (int i = 0; i < 5; i++)
                    for (int j = 0; j < 7; j++) y[i][j] = x[7 * i + j] + x[j + i * 7];
                }
                @Operator static void below(@Tensor(35) float[] x) {
                  for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 7; j++) x[i * 7 + j + 7] = x[i * 7 + j] + 1;
                }
                @Operator static @Tensor({5, 7}) int[][] both(@Tensor({5, 7}) int[][] x) {
                  int[][] y = new int[5][7];
                  int[][] z = new int[5][7];
                  for (int i = 0; i < 5; i++)
                    for (int j = 0; j < 7; j++) y[i][j] = x[i][j] * 3;
                  for (int i = 0; i < 5; i++)
                    for (int j = 0; j < 7; j++) z[i][j] = y[i][j] + 1;
                  return z;
                }
                @Operator static void window(@Tensor({9, 5}) int[][] x, @Tensor({9, 5}) int[][] y) {
                  for (int i = 0; i < 9; i++) {
                    int[] row = new int[5];
                    for (int j = 0; j < 5; j++) row[j] = x[i][j] * i;
                    for (int j = 0; j < 5; j++) y[i][4 - j] = row[j] + row[0];
                  }
                }
              }
              """)
          .functions();

  private static PrimFunc apply(String name, Step... steps) {
    PrimFunc before = OPERATORS.get(name);
    PrimFunc func = before;
    for (Step step : steps) {
      Step.Result result = step.apply(func);
      assertThat(result)
          .as(step + "\n" + TextPrinter.print(func))
          .isInstanceOf(Step.Result.Done.class);
      func = ((Step.Result.Done) result).func();
      SameResults.check(before, func, 1, 6);
    }
    return func;
  }

  private static String refusal(String name, Step step) {
    return refused(OPERATORS.get(name), step);
  }

  private static String refused(PrimFunc func, Step step) {
    Step.Result result = step.apply(func);
    assertThat(result).isInstanceOf(Step.Result.Refused.class);
    return ((Step.Result.Refused) result).reason();
  }

  private static Vectorize vectorize(String loop, Integer... lanes) {
    return new Vectorize(Ir.var(loop, DType.INT32), List.of(lanes));
  }

  private static Transpose transpose(String loop) {
    return new Transpose(Ir.var(loop, DType.INT32));
  }

  private static StripInterchange strips(String outer, String inner, int length) {
    return new StripInterchange(Ir.var(outer, DType.INT32), Ir.var(inner, DType.INT32), length);
  }

  private static UnrollJam unroll(String loop, int factor) {
    return new UnrollJam(Ir.var(loop, DType.INT32), factor);
  }

  @Test
  void matrixProduct() {
    String text =
        TextPrinter.print(apply("matmul", vectorize("j", 4), unroll("j", 2), unroll("i", 2)));
    assertThat(text).contains("ramp(");
  }

  @Test
  void everyLoopThatMayBeVectors() {
    apply("saxpy", vectorize("i", 16, 8, 4));
    apply("matmul", vectorize("i", 4, 2));
    apply("matmul", unroll("i", 3), unroll("j", 3), vectorize("j", 4));
    apply("conv", vectorize("q", 4), unroll("o", 2), unroll("r", 3));
    apply("conv", vectorize("o", 2), unroll("r", 2));
    apply("conv", vectorize("r", 4, 2), unroll("q", 4));
    apply("pool", vectorize("q", 8, 2), unroll("r", 2));
    apply("shift", vectorize("i", 8));
    apply("shift", unroll("i", 3));
    apply("some", vectorize("i", 4, 2), unroll("i", 2));
    apply("window", vectorize("i", 4), unroll("i", 2));
    apply("window", unroll("i", 2), vectorize("i", 4));
  }

  @Test
  void loopsChangePlaces() {
    Expr.Var i = Ir.var("i", DType.INT32);
    Expr.Var j = Ir.var("j", DType.INT32);
    Expr.Var k = Ir.var("k", DType.INT32);
    String text =
        TextPrinter.print(
            apply("ikj", new Interchange(k, j), new Promote(k), vectorize("j", 4), unroll("i", 2)));
    assertThat(text)
        .contains(
            "c_value[ramp(0, 1, 4)] = c_value[ramp(0, 1, 4)] + (broadcast(x, 4) * b[k, ramp(j * 4, 1, 4)])");
    apply("matmul", new Interchange(i, j));
    assertThat(refusal("matmul", new Interchange(j, k))).contains("not all that j does");
    assertThat(refusal("triangle", new Interchange(i, j))).contains("extent of j differs");
    assertThat(refusal("skew", new Interchange(Ir.var("i_round", DType.INT32), j)))
        .contains("do not change places");
  }

  @Test
  void stripsOneAfterTheOther() {
    assertThat(TextPrinter.print(apply("turned", vectorize("i", 4), strips("i", "j", 4))))
        .contains("y[(j * 4) + j_2, ramp(i_1 * 4, 1, 4)] = x[ramp(i_1 * 4, 1, 4), (j * 4) + j_2]")
        .contains("x[ramp(i_2 * 4, 1, 4), 8 + j_4]");
    apply("turned", strips("i", "j", 5), strips("i_1", "j_1", 2));
    apply("part", strips("i", "j", 4));
    assertThat(refusal("matmul", strips("j", "k", 2))).contains("not all that j does");
    assertThat(refusal("triangle", strips("i", "j", 2))).contains("extent of j differs");
    assertThat(refusal("skew", strips("i_round", "j", 2)))
        .contains("strips of j do not come before all of i_round");
  }

  @Test
  void loopsOfTheirOwn() {
    assertThat(TextPrinter.print(apply("several", distribute("several", 1))))
        .containsPattern(
            "for i_1: int32 < 9 \\{\\s+x\\[i_1, 0\\] = 3\\s+}\\s+for i: int32 < 9 \\{\\s+for j: ")
        .containsPattern("for i_2: int32 < 9 \\{\\s+for j_2: int32 < 11");
    apply("several", distribute("several", 2));
    assertThat(refusal("chain", distribute("chain", 1))).contains("rounds of i_round depend");
    assertThat(refusal("reused", distribute("reused", 2))).contains("needs its own row");
    assertThat(refusal("turned", distribute("turned", 1))).contains("j is no part of what i does");
  }

  /** The first loop without the others that are in it. */
  private static Distribute distribute(String name, int inner) {
    return new Distribute(loop(name, 0), loop(name, inner));
  }

  @Test
  void elementsInVariables() {
    Expr.Var j = Ir.var("j", DType.INT32);
    Expr.Var k = Ir.var("k", DType.INT32);
    assertThat(TextPrinter.print(apply("ikj", new Interchange(k, j), new Promote(k))))
        .contains("c_value[] = c[i, j]", "c_value[] = c_value[] + (x * b[k, j])");
    assertThat(refusal("last", new Promote(j))).contains("updates no single element");
    assertThat(refusal("ikj", new Promote(j))).contains("updates no single element");
    assertThat(refusal("triangle", new Promote(j))).contains("not all rounds");
    assertThat(refusal("guarded", new Promote(k))).contains("a check in k may fail");
  }

  @Test
  void conditionsThatDiffer() {
    assertThat(TextPrinter.print(apply("relu", vectorize("i", 8, 4), unroll("i", 2))))
        .contains("let mask: boolx8 = x[ramp(0, 1, 8)] > broadcast(0.0f, 8)")
        .contains("y[ramp(0, 1, 8)] = x[ramp(0, 1, 8)] where mask");
    apply("swap", vectorize("i", 4), unroll("i", 3));
    assertThat(TextPrinter.print(apply("positive", vectorize("i", 4))))
        .contains("s[ramp(0, 1, 4)] = select(mask, s[ramp(0, 1, 4)] + ");
    assertThat(refusal("padded", vectorize("i", 4))).contains("may be outside x");
    assertThat(refusal("often", vectorize("i", 4))).contains("k, may be long");
  }

  @Test
  void loopsThatEndForSomeRoundsEarlier() {
    assertThat(TextPrinter.print(apply("collatz", vectorize("i", 4, 2), unroll("i", 2))))
        .contains("while any(running[ramp(0, 1, 4)] | running_1[ramp(0, 1, 4)])")
        .contains("v[ramp(0, 1, 4)] = select((v[") // nobody asks for it after the loop
        .contains("n[ramp(0, 1, 4)] = select(mask, n[ramp(0, 1, 4)] + broadcast(1, 4), n[");
    apply("collatz", unroll("i", 4));
    apply("halvings", vectorize("i", 8));
    assertThat(TextPrinter.print(apply("search", vectorize("i", 8))))
        .contains("remaining[ramp(0, 1, 8)] = remaining[ramp(0, 1, 8)] & ~mask_")
        .contains("if any(");
    assertThat(TextPrinter.print(apply("escapes", vectorize("i", 4)))).contains("if any(");
    assertThat(refusal("escapes", unroll("i", 2))).contains("some rounds jump");
    assertThat(refusal("found", vectorize("i", 4))).contains("may be outside x");
  }

  @Test
  void vectorsAlongRows() {
    assertThat(TextPrinter.print(apply("rows", vectorize("i", 4), transpose("j"))))
        .contains("x[(i * 4) + 3, ramp(j * 4, 1, 4)]", "shuffle(", "x[ramp(i * 4, 1, 4), j_2 + 8]");
    apply("flat", vectorize("i", 8), transpose("j_round"));
    apply(
        "sums", vectorize("i", 2), unroll("i", 2), transpose("j"), new Transpose(loop("sums", 2)));
    apply("turned", vectorize("i", 8), transpose("j"));
    apply("turned", vectorize("i", 4), unroll("i", 2), transpose("j"));
    apply("crossed", vectorize("i", 4));
    assertThat(refusal("rows", transpose("j"))).contains("j walks along no rows");
    assertThat(refusal("rows", transpose("i"))).contains("loops in i");
    assertThat(refusal("guarded", transpose("k"))).contains("a check in k may fail");
    assertThat(refused(apply("crossed", vectorize("i", 4)), transpose("j"))).contains("no rows");
    assertThat(refused(apply("perhaps", vectorize("i", 4)), transpose("j"))).contains("no rows");
    assertThat(refused(apply("close", vectorize("i", 4)), transpose("j"))).contains("no rows");
  }

  @Test
  void loopsRowByRow() {
    Expr.Var second = loop("sums", 2);
    Vectorize step = new Vectorize(loop("sums", 0), List.of(4), Set.of(second));
    assertThat(TextPrinter.print(apply("sums", step, new Vectorize(second, List.of(4)))))
        .contains("s_lanes[ramp(0, 1, 4)] = s[ramp(0, 1, 4)]", "broadcast(s_lanes[lane]");
    apply("window", new Vectorize(loop("window", 0), List.of(4), Set.of(loop("window", 1))));
    apply("window", new Vectorize(loop("window", 0), List.of(4), Set.of(loop("window", 2))));
    Set<Expr.Var> sum = Set.of(loop("rows", 1));
    assertThat(refusal("rows", new Vectorize(loop("rows", 0), List.of(4), sum)))
        .contains("s changes lane by lane");
    assertThat(rowByRow("common", 1)).contains("all lanes have c in common");
    assertThat(rowByRow("placed", 1)).contains("a check would be made lane by lane");
    assertThat(rowByRow("until", 1)).contains("lanes would end one after the other");
  }

  private static String rowByRow(String name, int inner) {
    return refusal(name, new Vectorize(loop(name, 0), List.of(4), Set.of(loop(name, inner))));
  }

  /** The variable of one of the loops, each before those inside it. */
  private static Expr.Var loop(String name, int number) {
    return Loops.within(OPERATORS.get(name).body()).get(number).var();
  }

  @Test
  void copiesInOrder() {
    Step pack = new Pack(Ir.var("i", DType.INT32));
    String text = TextPrinter.print(apply("wide", vectorize("j", 4), unroll("j", 2), pack));
    assertThat(text)
        .contains("allocate b_packed: float32[2, 9, 2, 4]")
        .contains("b_packed[j_1, k_2, 1, ramp(0, 1, 4)] = b[k_2, ramp(((j_1 * 2) + 1) * 4, 1, 4)]")
        .contains("* b_packed[j, k, 1, ramp(0, 1, 4)])");
    // What a condition leaves out is copied, too: it is inside.
    assertThat(TextPrinter.print(apply("weights", vectorize("o", 4), pack)))
        .contains("allocate w_packed: float32[3, 3, 1, 4]", "* w_packed[u, v, 0, ramp(0, 1, 4)]");
    assertThat(refused(apply("wide", vectorize("j", 4)), new Pack(loop("wide", 1))))
        .contains("load other vectors");
    assertThat(refused(apply("matmul", vectorize("j", 4)), pack)).contains("or near ones");
    assertThat(refused(apply("onto", vectorize("j", 4)), pack)).contains("load other vectors");
    assertThat(refused(apply("counted", vectorize("j", 4)), pack)).contains("load other vectors");
    assertThat(refusal("some", pack)).contains("not all rounds of i");
  }

  @Test
  void borders() {
    assertThat(TextPrinter.print(apply("causal", new Peel(Ir.var("i", DType.INT32)))))
        .containsSubsequence(
            "for i_1: int32 < 5 {",
            "if if(at_1 >= 0, m > k_1, false) {",
            "for i: int32 < 22 {",
            "if m > k {",
            "y[i + 5] = s[] + x[(i + 5) + 1]",
            "for i_2: int32 < 3 {",
            "if if(at_2 < 30, m > k_2, false) {",
            "if((i_2 + 27) < 29, ");
    assertThat(refusal("causal", new Peel(Ir.var("k", DType.INT32))))
        .contains("no condition holds");
    assertThat(refusal("saxpy", new Peel(Ir.var("i", DType.INT32)))).contains("no condition holds");
    assertThat(refusal("some", new Peel(Ir.var("i", DType.INT32))))
        .contains("extent of i is not known");
  }

  @Test
  void updatesInOrder() {
    assertThat(TextPrinter.print(apply("totals", unroll("i", 3))))
        .containsSubsequence(
            "for i: int32 < 3 {",
            "for j: int32 < 5 {",
            "s_2[] = s_2[]",
            "y[0] = y[0] + s[]",
            "y[0] = y[0] + s_1[]",
            "y[0] = y[0] + s_2[]",
            "y[1] = max(y[1], s[])",
            "y[2] = y[2] + 0.25f",
            "y[2] = y[2] + 0.25f",
            "y[2] = y[2] + 0.25f");
    assertThat(TextPrinter.print(apply("totals", vectorize("i", 4))))
        .containsSubsequence(
            "for j: int32 < 5 {",
            "lanes[ramp(0, 1, 4)] = s[ramp(0, 1, 4)]",
            "for lane: int32 < 4 {",
            "y[0] = y[0] + lanes[lane]",
            "for lane_1: int32 < 4 {",
            "y[1] = max(y[1], lanes_1[lane_1])",
            "for lane_2: int32 < 4 {",
            "y[2] = y[2] + 0.25f");
    assertThat(TextPrinter.print(apply("positives", vectorize("i", 4))))
        .containsSubsequence("for lane: int32 < 4 {", "if lanes", "y[0] = y[0] * ");
    assertThat(refusal("counts", vectorize("i", 4))).contains("one element of y");
    assertThat(refusal("inTurns", vectorize("i", 4))).contains("depend on each other");
    assertThat(refusal("inTurns", unroll("i", 3))).contains("depend on each other");
    assertThat(refusal("products", unroll("i", 3))).contains("depend on each other");
  }

  @Test
  void vectorsThatOverlap() {
    assertThat(TextPrinter.print(apply("conv", vectorize("q", 4).overlapping())))
        .contains("for q: int32 < 2 {", "y[o, r, ramp(q * 3, 1, 4)] =");
    assertThat(TextPrinter.print(apply("rows", vectorize("i", 4).overlapping())))
        .contains("for i: int32 < 2 {", "y[ramp(i * 4, 1, 4)] =", "y[ramp(5, 1, 4)] =");
    assertThat(TextPrinter.print(apply("halvings", vectorize("i", 4).overlapping())))
        .contains("y[ramp(5, 1, 4)] =");
    assertThat(refusal("saxpy", vectorize("i", 4).overlapping())).contains("stored into y");
    assertThat(refusal("relu", vectorize("i", 4).overlapping())).contains("stored into y");
    assertThat(refusal("some", vectorize("i", 4).overlapping())).contains("perhaps not all lanes");
    assertThat(refusal("rows", vectorize("i", 16).overlapping())).contains("perhaps not all lanes");
  }

  @Test
  void loopsOverAllRows() {
    Expr.Var i = Ir.var("i", DType.INT32);
    Expr.Var j = Ir.var("j", DType.INT32);
    Expr.Var k = Ir.var("k", DType.INT32);
    Collapse rows = new Collapse(j, k);
    Collapse all = new Collapse(i, Ir.var("j_k", DType.INT32));
    assertThat(TextPrinter.print(apply("sum", rows, all)))
        .contains("c[i_j_k] = int8(int32(a[i_j_k]) + int32(b[i_j_k]))", "for i_j_k: int32 < 105")
        .contains("= c[(1 * 35) + ((4 * 7) + k_4)]");
    assertThat(TextPrinter.print(apply("normalized", rows)))
        .contains("x[i, j_k] = max(x[i, j_k] + b, 0.0f)");
    assertThat(TextPrinter.print(apply("close", new Collapse(i, j))))
        .contains("let index: int32 = i_j");
    assertThat(TextPrinter.print(apply("rowwise", new Collapse(i, j))))
        .contains("y[i_j] = x[i_j] + x[i_j]");
    assertThat(refusal("columns", new Collapse(i, j))).contains("needs j by itself");
    assertThat(refusal("inner", new Collapse(i, j))).contains("needs i by itself");
    assertThat(refusal("turned", new Collapse(i, j))).contains("needs j by itself");
    assertThat(refusal("triangle", new Collapse(i, j))).contains("extent of j is not known");
    assertThat(refusal("normalized", new Collapse(i, j))).contains("j is not all that i does");
    assertThat(refusal("saxpy", new Collapse(j, i))).contains("no loop j");
  }

  @Test
  void nestsThatBecomeLoops() {
    Expr.Var i = Ir.var("i", DType.INT32);
    Expr.Var j = Ir.var("j", DType.INT32);
    String text = TextPrinter.print(CollapsedNests.of(OPERATORS.get("both")));
    assertThat(text).contains("+ 1").doesNotContain(" * 7");
    assertThat(apply("below", new Collapse(i, j))).isNotNull();
    assertThat(CollapsedNests.of(OPERATORS.get("below"))).isSameAs(OPERATORS.get("below"));
    assertThat(CollapsedNests.of(OPERATORS.get("crossed"))).isSameAs(OPERATORS.get("crossed"));
  }

  @Test
  void whatDependencesForbid() {
    assertThat(refusal("prefix", vectorize("i", 4))).contains("depend");
    assertThat(refusal("prefix", unroll("i", 4))).contains("depend");
    assertThat(refusal("prefix", unroll("nowhere", 4))).contains("no loop nowhere");
  }

  @Test
  void elementsNearEachOther() {
    assertThat(near("gray", vectorize("i", 8)))
        .contains(
            "x[shuffle(ramp(2, 1, 8), ramp(2, 1, 8), [0, 1, 1, 1, 2, 2, 2, 3]), "
                + "shuffle(ramp(0, 1, 8), ramp(0, 1, 8), [2, 0, 1, 2, 0, 1, 2, 0])]",
            "let x_lanes: int8x8 = shuffle(x_span, x_span_1, [0, 3, 6, 9, 12, 15, 6, 7])",
            "let x_lanes_1: int8x8 = shuffle(x_lanes, x_span_2, [0, 1, 2, 3, 4, 5, 10, 13])",
            "int32(int16(x_lanes_1))");
    assertThat(near("ends", vectorize("i", 8))).contains("x_lanes_2 - x_lanes_5");
    assertThat(near("pairs", vectorize("i", 8, 4), unroll("i", 2)))
        .contains(
            "let x_span: float32x8 = x[ramp(0, 1, 8)]",
            "let x_span_1: float32x8 = x[ramp(8, 1, 8)]",
            "let x_lanes: float32x8 = shuffle(x_span, x_span_1, [0, 2, 4, 6, 8, 10, 12, 14])",
            "let x_lanes_1: float32x8 = shuffle(x_span, x_span_1, [1, 3, 5, 7, 9, 11, 13, 15])");
    // No vector is in common, but the last one begins where it ends with the last element.
    assertThat(near("evens", vectorize("i", 8)))
        .contains(
            "x[ramp((((i * 8) * 2) + 2) + 7, 1, 8)]",
            "shuffle(x_span_2, x_span_3, [0, 2, 4, 6, 9, 11, 13, 15])");
    assertThat(near("pool", vectorize("q", 8, 2)))
        .contains("m[ramp(0, 1, 8)] = max(m[ramp(0, 1, 8)], x_lanes)")
        .contains("x[(2 * r) + u_1, ramp(16 + v_1, 2, 2)]");
    assertThat(near("halves", vectorize("i", 8))).contains("x_lanes - x_lanes_1");
    assertThat(near("later", vectorize("i", 8)))
        .contains("let a: int32x8 = x[ramp((i * 8) * 2, 2, 8)]", "a + x_lanes");
    assertThat(refused(apply("saxpy", vectorize("i", 4)), new Deinterleave()))
        .contains("no vectors are loaded from every second");
    assertThat(refused(apply("maybe", vectorize("i", 4)), new Deinterleave()))
        .contains("no vectors are loaded from every second");
  }

  /** The text after steps and then the one for elements near each other. */
  private static String near(String name, Step... steps) {
    PrimFunc func = apply(name, steps);
    Step.Result result = new Deinterleave().apply(func);
    assertThat(result).as(TextPrinter.print(func)).isInstanceOf(Step.Result.Done.class);
    PrimFunc near = AccessVerifier.verify(((Step.Result.Done) result).func());
    SameResults.check(OPERATORS.get(name), near, 1, 6);
    return TextPrinter.print(near);
  }
}
