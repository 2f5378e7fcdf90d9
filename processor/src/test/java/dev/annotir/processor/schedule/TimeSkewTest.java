package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sweeps of many steps that run a few rows at a time. */
class TimeSkewTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void jacobi(@Tensor({11, 7}) double[][] a, @Tensor({11, 7}) double[][] b) {
                  for (int t = 0; t < 5; t++) {
                    for (int i = 1; i < 10; i++)
                      for (int j = 1; j < 6; j++)
                        b[i][j] = a[i][j] + a[i][j - 1] + a[i][j + 1] + a[i + 1][j] + a[i - 1][j];
                    for (int i = 1; i < 10; i++)
                      for (int j = 1; j < 6; j++)
                        a[i][j] = b[i][j] + b[i][j - 1] + b[i][j + 1] + b[i + 1][j] + b[i - 1][j];
                  }
                }
                @Operator static void heat(@Tensor(20) float[] x, @Tensor(20) float[] y, int steps) {
                  for (int t = 0; t < steps; t++) {
                    for (int i = 1; i < 19; i++) y[i] = x[i - 1] + x[i] + x[i + 1];
                    for (int i = 0; i < 20; i++) x[i] = y[i];
                  }
                }
                @Operator static void inPlace(@Tensor({11, 7}) float[][] a) {
                  for (int t = 0; t < 4; t++)
                    for (int i = 1; i < 10; i++)
                      for (int j = 1; j < 6; j++)
                        a[i][j] = a[i][j] + a[i][j - 1] + a[i][j + 1] + a[i + 1][j] + a[i - 1][j];
                }
                @Operator static void backwards(@Tensor(20) int[] x, @Tensor(20) int[] y) {
                  for (int t = 0; t < 6; t++) {
                    for (int i = 17; i > 1; i--) y[i] += x[i - 2] * t;
                    for (int i = 16; i > 3; i--) x[i] -= y[i + 3];
                  }
                }
                @Operator static void thereAndBack(@Tensor({20, 5}) int[][] x) {
                  for (int t = 0; t < 6; t++) {
                    for (int i = 1; i < 20; i++) for (int j = 0; j < 5; j++) x[i][j] += x[i - 1][j];
                    for (int i = 18; i >= 0; i--) for (int j = 0; j < 5; j++) x[i][j] += x[i + 1][j];
                  }
                }
                @Operator static void factors(@Tensor(9) int[] f, @Tensor(20) int[] x) {
                  for (int t = 0; t < 9; t++) {
                    int c = f[t] * 3;
                    for (int i = 1; i < 20; i++) x[i] += x[i - 1] * c;
                  }
                }
                @Operator static void changing(@Tensor(20) int[] x) {
                  for (int t = 0; t < 9; t++) {
                    int c = x[t];
                    for (int i = 1; i < 20; i++) x[i] += c;
                  }
                }
                @Operator static void sum(@Tensor(20) int[] x) {
                  int s = 0;
                  for (int t = 0; t < 9; t++) {
                    for (int i = 1; i < 20; i++) s += x[i];
                    for (int i = 1; i < 20; i++) x[i] = s;
                  }
                }
                @Operator static void placed(@Tensor(20) int[] x, @Tensor(20) int[] at) {
                  for (int t = 0; t < 9; t++) for (int i = 0; i < 20; i++) x[at[i]] += i;
                }
                @Operator static void until(@Tensor(20) int[] x) {
                  for (int t = 0; t < 9; t++) {
                    for (int i = 0; i < 19; i++) x[i] += x[i + 1];
                    for (int i = 0; i < 19; i++) if (x[i] == 7) return;
                  }
                }
                @Operator static void counted(@Tensor(20) int[] x, int n) {
                  for (int t = 0; t < 9; t++) for (int i = 0; i < (n & 15); i++) x[i] += x[i + 1];
                }
                @Operator static void edges(@Tensor(20) int[] x) {
                  for (int t = 0; t < 9; t++) {
                    for (int i = 1; i < 19; i++) x[i] += x[i + 1];
                    x[0] = x[1];
                  }
                }
                @Operator static void far(@Tensor(200000) byte[] x) {
                  for (int t = 0; t < 2; t++)
                    for (int i = 0; i < 200000; i++) x[i] += x[199999 - i];
                }
              }
              """)
          .functions();

  private static final Expr.Var T = Ir.var("t", DType.INT32);

  private static String apply(String name, int steps, int rows) {
    PrimFunc before = OPERATORS.get(name);
    Step step = new TimeSkew(T, steps, rows);
    Step.Result result = step.apply(before);
    assertThat(result).as(TextPrinter.print(before)).isInstanceOf(Step.Result.Done.class);
    PrimFunc after = ((Step.Result.Done) result).func();
    SameResults.check(before, after, 1, 6);
    return TextPrinter.print(after);
  }

  private static String refusal(String name) {
    Step.Result result = new TimeSkew(T, 2, 4).apply(OPERATORS.get(name));
    assertThat(result).as(name).isInstanceOf(Step.Result.Refused.class);
    return ((Step.Result.Refused) result).reason();
  }

  @Test
  void sweepsFollowEachOther() {
    String text = apply("jacobi", 5, 4);
    assertThat(text)
        .contains("let t_first: int32 = (i_round_block * 4) - (t * 2)")
        .contains("let i_round_start: int32 = max(t_first, 0)")
        .contains("let i_5_round_end: int32 = min(t_first + 3, 9)");
  }

  @Test
  void someStepsAtOnce() {
    for (int steps = 1; steps <= 5; steps++) {
      for (int rows = 1; rows <= 10; rows += 3) {
        apply("jacobi", steps, rows);
        apply("inPlace", steps, rows);
        apply("backwards", steps, rows);
        apply("thereAndBack", steps, rows);
        apply("factors", steps, rows);
      }
    }
  }

  @Test
  void stepsOfUnknownNumber() {
    assertThat(apply("heat", 3, 4)).contains("for t_tile: int32 < truncdiv(t_count, 3) + 1");
  }

  @Test
  void refusals() {
    assertThat(refusal("changing")).contains("c is loaded between sweeps");
    assertThat(refusal("sum")).contains("s outlives the rows");
    assertThat(refusal("until")).contains("may end early, or never");
    assertThat(refusal("placed")).contains("may end early, or never");
    assertThat(refusal("counted")).contains("no loops over known numbers of rows");
    assertThat(refusal("edges")).contains("no loops over known numbers of rows");
    assertThat(refusal("far")).contains("depend on far ones by x");
  }
}
