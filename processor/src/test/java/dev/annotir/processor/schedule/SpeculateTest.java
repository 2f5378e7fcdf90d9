package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Elements that one round of a loop may change, and that all of its rounds load. */
class SpeculateTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void paths(@Tensor({9, 9}) int[][] d) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      for (int j = 0; j < 9; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
                }
                @Operator static void floats(@Tensor({9, 9}) float[][] d) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      for (int j = 0; j < 9; j++) {
                        float t = d[i][k] + d[k][j];
                        if (t < d[i][j]) d[i][j] = t;
                      }
                }
                @Operator static void doubles(@Tensor({9, 9}) double[][] d) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      for (int j = 0; j < 9; j++) d[i][j] = Math.max(d[i][j], Math.min(d[i][k], d[k][j]));
                }
                @Operator static void closure(@Tensor({9, 9}) boolean[][] r) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      for (int j = 0; j < 9; j++) r[i][j] |= r[i][k] & r[k][j];
                }
                @Operator static void bytes(@Tensor({9, 9}) byte[][] r) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      for (int j = 0; j < 9; j++) r[i][j] |= r[i][k] & r[k][j];
                }
                @Operator static void flat(@Tensor({9, 9}) long[] d) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      for (int j = 0; j < 9; j++)
                        d[i * 9 + j] = Math.min(d[i * 9 + j], d[i * 9 + k] + d[k * 9 + j]);
                }
                @Operator static void previous(@Tensor({9, 9}) int[][] d, @Tensor({9, 9}) int[][] p) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      for (int j = 0; j < 9; j++) {
                        int t = d[i][k] + d[k][j];
                        if (t < d[i][j]) {
                          d[i][j] = t;
                          p[i][j] = p[i][k] ^ p[k][j];
                        }
                      }
                }
                @Operator static void shifted(@Tensor(21) int[] x, int n) {
                  for (int j = 0; j < 17; j++) x[j + 3] = Math.max(x[j + 3], x[n & 15] + x[20]);
                }
                @Operator static void backwards(@Tensor(21) int[] x, int n) {
                  for (int j = 20; j >= 4; j--) x[j] = x[j - 1] & x[n & 15];
                }
                @Operator static void some(@Tensor({9, 9}) int[][] x) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < i; j++) x[i][j] = Math.min(x[i][j], x[i][8 - i] + 3);
                }
                @Operator static void pivot(@Tensor({9, 9}) double[][] a) {
                  for (int k = 0; k < 9; k++)
                    for (int i = 0; i < 9; i++)
                      if (i != k)
                        for (int j = 0; j < 9; j++) a[i][j] -= a[i][k] / a[k][k] * a[k][j];
                }
                @Operator static void prefix(@Tensor(21) int[] x, int n) {
                  for (int j = 1; j < 21; j++) x[j] = Math.min(x[j - 1], x[n & 15]);
                }
                @Operator static void sum(@Tensor(21) int[] x, int n) {
                  int s = 0;
                  for (int j = 0; j < 21; j++) {
                    s += x[n & 15];
                    x[j] = s;
                  }
                }
                @Operator static void stored(@Tensor(21) int[] x, @Tensor(21) int[] y, int n) {
                  for (int j = 0; j < 21; j++) {
                    y[j] = x[n & 15];
                    x[j] = y[j] & 7;
                  }
                }
                @Operator static void strided(@Tensor(42) int[] x, int n) {
                  for (int j = 0; j < 21; j++) x[2 * j] = Math.min(x[2 * j], x[n & 15]);
                }
                @Operator static void checked(@Tensor(21) int[] x, int n) {
                  for (int j = 0; j < 21; j++) x[j] = Math.min(x[j], x[n]);
                }
                @Operator static void placed(@Tensor(21) int[] x, int n) {
                  for (int j = 0; j < 21; j++) x[j] = Math.min(x[j], x[x[3] & 15]);
                }
                @Operator static void within(@Tensor({9, 9}) int[][] x) {
                  for (int i = 0; i < 9; i++)
                    if (x[i][3] > 0) {
                      int j = 0;
                      for (int k = 0; k < 9; k++) {
                        while (j < x[i][3]) j++;
                        x[i][k] = j;
                      }
                    }
                }
                @Operator static void wide(@Tensor({70, 70}) int[][] d) {
                  for (int k = 0; k < 70; k++)
                    for (int i = 0; i < 70; i++)
                      for (int j = 0; j < 70; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
                }
                @Operator static void loaded(@Tensor({70, 70}) int[][] d) {
                  for (int k = 0; k < 70; k++)
                    for (int i = 0; i < 70; i++) {
                      int t = d[i][k];
                      for (int j = 0; j < 70; j++) d[i][j] = Math.min(d[i][j], t + d[k][j]);
                    }
                }
                @Operator static void rows(@Tensor({9, 9}) int[][] x) {
                  for (int i = 0; i < 9; i++)
                    for (int j = 0; j < 9; j++) x[i][j] = Math.min(x[i][j], x[8 - i][3]);
                }
              }
              """)
          .functions();

  /** The text of a function after the step on its innermost loop. */
  private static String apply(String name) {
    PrimFunc before = OPERATORS.get(name);
    Step.Result result = new Speculate(innermost(before)).apply(before);
    assertThat(result).as(TextPrinter.print(before)).isInstanceOf(Step.Result.Done.class);
    PrimFunc func = ((Step.Result.Done) result).func();
    SameResults.check(before, func, 1, 20);
    for (Target target : Target.ALL) {
      SameResults.check(before, Scheduler.schedule(before, target), 2, 20);
    }
    Vectorize vectors = new Vectorize(innermost(before), List.of(4, 2));
    Step.Result wide = vectors.apply(func);
    assertThat(wide).as(TextPrinter.print(func)).isInstanceOf(Step.Result.Done.class);
    SameResults.check(before, ((Step.Result.Done) wide).func(), 3, 20);
    return TextPrinter.print(func);
  }

  private static String refusal(String name) {
    PrimFunc before = OPERATORS.get(name);
    Step.Result result = new Speculate(innermost(before)).apply(before);
    assertThat(result).as(TextPrinter.print(before)).isInstanceOf(Step.Result.Refused.class);
    return ((Step.Result.Refused) result).reason();
  }

  private static Expr.Var innermost(PrimFunc func) {
    return Loops.within(func.body()).stream()
        .filter(loop -> Loops.within(loop.body()).isEmpty())
        .findFirst()
        .orElseThrow()
        .var();
  }

  @Test
  void whatMostlyStays() {
    assertThat(apply("paths"))
        .contains("let d_value: int32 = d[i, k]")
        .contains("if min(d[i, k], d_value + d[k, k]) != d_value {")
        .contains("d[i, j_1] = min(d[i, j_1], d[i, k] + d[k, j_1])")
        .contains("d[i, j] = min(d[i, j], d_value + d[k, j])");
    assertThat(apply("flat")).contains("let d_value: int64 = d[(i * 9) + k]");
    assertThat(apply("bytes")).contains("!= int32(r_value)");
    apply("closure");
  }

  /** Zeros of either sign, and NaN, which compare otherwise. */
  @Test
  void floatsByTheirBits() {
    assertThat(apply("floats"))
        .contains("if reinterpret<int32>(t_1) != reinterpret<int32>(d_value)");
    assertThat(apply("doubles")).contains("!= reinterpret<int64>(d_value)");
  }

  @Test
  void severalElements() {
    String text = apply("previous");
    assertThat(text).contains("if t_1 != d_value", "if (p_value ^ p[k, k]) != p_value");
    assertThat(text.split("allocate changes")).hasSize(2);
    // No round stores into x[20].
    assertThat(apply("shifted"))
        .contains("let j_1: int32 = (n & 15) - 3", "max(x[j + 3], x_value + x[20])");
  }

  @Test
  void roundsThatPerhapsDoNotCome() {
    assertThat(apply("backwards"))
        .contains("let j_round_1: int32 = ((n & 15) * -1) + 20", "(0 <= j_round_1) & (j_round_1 <");
    assertThat(apply("some")).contains("if 0 < i {", "(0 <= j_1) & (j_1 < i)");
    apply("checked");
  }

  @Test
  void whatCannotBeTold() {
    assertThat(refusal("prefix")).contains("load what others have stored");
    assertThat(refusal("placed")).contains("load what others have stored");
    assertThat(refusal("sum")).contains("loads what it has stored into s");
    assertThat(refusal("stored")).contains("loads what it has stored into y");
    assertThat(refusal("strided")).contains("no element");
    assertThat(refusal("pivot")).contains("a round hardly stores what a has already");
    assertThat(refusal("rows")).contains("no element");
    assertThat(refusal("within")).contains("no straight code");
  }

  /** Only where there are no vectors without it. */
  @Test
  void schedules() {
    for (Target target : List.of(Target.AVX512, Target.AVX2, Target.V128)) {
      assertThat(TextPrinter.print(Scheduler.schedule(OPERATORS.get("wide"), target)))
          .contains("changes[]", "broadcast(d_value, ");
    }
    PrimFunc loaded = OPERATORS.get("loaded");
    assertThat(TextPrinter.print(Scheduler.schedule(loaded, Target.AVX2)))
        .contains("ramp(")
        .doesNotContain("changes");
  }
}
