package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the scheduler makes of operators that everyone knows. */
class SchedulerTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void matmul(
                    @Tensor({19, 8}) float[][] a, @Tensor({8, 70}) float[][] b, @Tensor({19, 70}) float[][] c) {
                  for (int i = 0; i < 19; i++)
                    for (int j = 0; j < 70; j++) {
                      float s = 0;
                      for (int k = 0; k < 8; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void ikj(
                    @Tensor({19, 8}) float[][] a, @Tensor({8, 70}) float[][] b, @Tensor({19, 70}) float[][] c) {
                  for (int i = 0; i < 19; i++) {
                    for (int j = 0; j < 70; j++) c[i][j] = 0;
                    for (int k = 0; k < 8; k++) {
                      float x = a[i][k];
                      for (int j = 0; j < 70; j++) c[i][j] += x * b[k][j];
                    }
                  }
                }
                @Operator static void addBytes(
                    @Tensor(100) byte[] a, @Tensor(100) byte[] b, @Tensor(100) byte[] c) {
                  for (int i = 0; i < 100; i++) c[i] = (byte) (a[i] + b[i]);
                }
                @Operator static void conv(
                    @Tensor({2, 8, 16}) float[][][] x, @Tensor({5, 2, 3, 3}) float[][][][] w,
                    @Tensor({5, 6, 14}) float[][][] y) {
                  for (int o = 0; o < 5; o++)
                    for (int r = 0; r < 6; r++)
                      for (int q = 0; q < 14; q++) {
                        float s = 0;
                        for (int c = 0; c < 2; c++)
                          for (int u = 0; u < 3; u++)
                            for (int v = 0; v < 3; v++) s += x[c][r + u][q + v] * w[o][c][u][v];
                        y[o][r][q] = s;
                      }
                }
                @Operator static void softmax(@Tensor({9, 6}) double[][] x, @Tensor({9, 6}) double[][] y) {
                  for (int i = 0; i < 9; i++) {
                    double m = x[i][0];
                    for (int j = 1; j < 6; j++) m = Math.max(m, x[i][j]);
                    double s = 0;
                    for (int j = 0; j < 6; j++) {
                      y[i][j] = dev.annotir.math.DoubleMath.exp(x[i][j] - m);
                      s += y[i][j];
                    }
                    for (int j = 0; j < 6; j++) y[i][j] /= s;
                  }
                }
                @Operator static void jacobi(@Tensor({330, 256}) double[][] a, @Tensor({330, 256}) double[][] b) {
                  for (int t = 0; t < 3; t++) {
                    for (int i = 1; i < 329; i++)
                      for (int j = 1; j < 255; j++)
                        b[i][j] = a[i][j] + a[i][j - 1] + a[i][j + 1] + a[i + 1][j] + a[i - 1][j];
                    for (int i = 1; i < 329; i++)
                      for (int j = 1; j < 255; j++)
                        a[i][j] = b[i][j] + b[i][j - 1] + b[i][j + 1] + b[i + 1][j] + b[i - 1][j];
                  }
                }
                @Operator static void small(@Tensor({130, 256}) double[][] a, @Tensor({130, 256}) double[][] b) {
                  for (int t = 0; t < 3; t++) {
                    for (int i = 1; i < 129; i++)
                      for (int j = 0; j < 256; j++) b[i][j] = a[i + 1][j] + a[i - 1][j];
                    for (int i = 1; i < 129; i++)
                      for (int j = 0; j < 256; j++) a[i][j] = b[i + 1][j] + b[i - 1][j];
                  }
                }
                @Operator static void negate(@Tensor(50) long[] x, @Tensor(50) long[] y) {
                  for (int i = 0; i < 50; i++) y[i] = -x[i];
                }
                @Operator static void firstBytes(
                    @Tensor(300) byte[] a, @Tensor(300) byte[] b, @Tensor(300) byte[] c, int n) {
                  for (int i = 0; i < n; i++) c[i] = (byte) (a[i] + b[i]);
                }
                @Operator static void triangle(@Tensor({40, 40}) float[][] a) {
                  for (int k = 0; k < 40; k++)
                    for (int i = k + 1; i < 40; i++) {
                      a[i][k] /= a[k][k];
                      for (int j = k + 1; j < 40; j++) a[i][j] -= a[i][k] * a[k][j];
                    }
                }
                @Operator static void turned(@Tensor({35, 27}) float[][] x, @Tensor({27, 35}) float[][] y) {
                  for (int i = 0; i < 35; i++)
                    for (int j = 0; j < 27; j++) y[j][i] = x[i][j];
                }
                @Operator static void byRows(
                    @Tensor({35, 16}) float[][] a, @Tensor({64, 16}) float[][] b, @Tensor({35, 64}) float[][] c) {
                  for (int i = 0; i < 35; i++)
                    for (int j = 0; j < 64; j++) {
                      float s = 0;
                      for (int k = 0; k < 16; k++) s += a[i][k] * b[j][k];
                      c[i][j] = s;
                    }
                }
                @Operator static double sum(@Tensor(50) double[] x) {
                  double s = 0;
                  for (int i = 0; i < 50; i++) s += x[i];
                  return s;
                }
                @Operator static int first(@Tensor(50) int[] x) {
                  for (int i = 0; i < 50; i++) if (x[i] == 0) return i;
                  return -1;
                }
              }
              """)
          .functions();

  /** The text of a function as a target runs it. */
  private static String schedule(String name, Target target) {
    PrimFunc before = OPERATORS.get(name);
    PrimFunc after = Scheduler.schedule(before, target);
    SameResults.check(before, after, 1, 9);
    return TextPrinter.print(after);
  }

  @Test
  void everyTarget() {
    for (String name : OPERATORS.keySet()) {
      for (Target target : Target.ALL) {
        String text = schedule(name, target);
        assertThat(text).isEqualTo(schedule(name, target));
        boolean isScalar =
            target.equals(Target.SCALAR) || name.equals("sum") || name.equals("first");
        assertThat(text.contains("ramp(")).as(target + "\n" + text).isEqualTo(!isScalar);
      }
    }
  }

  /** As many sums as there are registers, each load for several of them. */
  @Test
  void registerTile() {
    String text = schedule("matmul", Target.AVX2);
    assertThat(text).startsWith("func matmul").contains("allocate b_packed");
    int start = text.indexOf("for k:");
    String reduction = text.substring(start, text.indexOf("}", start));
    assertThat(reduction.lines().filter(line -> line.contains(" = ")).count()).isBetween(8L, 15L);
    assertThat(reduction).contains("ramp(0, 1, 8)] + (broadcast(a[i * ");
  }

  /** The loop that counts sums goes outside the reduction, and sums stay in registers. */
  @Test
  void sumsInMemory() {
    assertThat(schedule("ikj", Target.AVX512))
        .containsPattern("(c_value\\w*\\[ramp\\(0, 1, 16\\)]) = \\1 \\+ ");
  }

  /** Stores of blocks go on in the same rows. */
  @Test
  void orderOfBlocks() {
    assertThat(schedule("turned", Target.AVX2))
        .containsPattern("for j: int32 < 3 \\{\\s+for i\\w*: int32 < 4 \\{\\s+let x_row");
  }

  /** Rows of which there is a copy are no reason for a smaller tile. */
  @Test
  void copyOfRows() {
    String text = schedule("byRows", Target.AVX2);
    assertThat(text)
        .containsPattern("let b_row\\w*: float32x8 = b\\[")
        .containsPattern("b_packed\\[.*, 1, ramp\\(0, 1, 8\\)\\] = b_row");
    assertThat(text).contains("* b_packed[j, k, 1, ramp(0, 1, 8)])");
  }

  @Test
  void manyStepsAtOnce() {
    String text = TextPrinter.print(Scheduler.schedule(OPERATORS.get("jacobi"), Target.AVX512));
    assertThat(text).contains("for i_round_block: int32 < ", "for t: int32 < 3", "shuffle(a_line");
    String small = TextPrinter.print(Scheduler.schedule(OPERATORS.get("small"), Target.AVX512));
    assertThat(small).doesNotContain("block");
  }

  @Test
  void narrowVectorsForTheRest() {
    assertThat(schedule("addBytes", Target.AVX512))
        .contains(
            "c[ramp(0, 1, 64)] = a[ramp(0, 1, 64)] + b[ramp(0, 1, 64)]", "c[ramp(64, 1, 32)]");
    assertThat(schedule("negate", Target.AVX2))
        .contains("y[ramp(i * 4, 1, 4)]", "y[ramp(48, 1, 2)]");
  }

  /** Nobody knows how many rounds there are: few are to have vectors, too. */
  @Test
  void vectorsOfUnknownRounds() {
    assertThat(schedule("firstBytes", Target.AVX512))
        .contains("truncdiv(n, 64)", "1, 64)] = ", "truncdiv(n - i", ", 16)", "1, 16)] = ");
    assertThat(schedule("triangle", Target.AVX512))
        .contains("truncdiv(j_round_rounds, 16)", "truncdiv(j_round_rounds - j_round_first, 4)");
  }

  @Test
  void oneTensorInThePlaceOfTwo() {
    PrimFunc before = OPERATORS.get("negate");
    for (Target target : Target.ALL) {
      SameResults.checkShared(before, Scheduler.schedule(before, target), 0, 1, 5);
    }
  }
}
