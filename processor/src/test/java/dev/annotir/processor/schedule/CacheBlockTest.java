package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders of loops that a cache of a megabyte holds. */
class CacheBlockTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void wide(
                    @Tensor({24, 2}) double[][] a, @Tensor({2, 70001}) double[][] b, @Tensor({24, 70001}) double[][] c) {
                  for (int i = 0; i < 24; i++)
                    for (int j = 0; j < 70001; j++) {
                      double s = 0;
                      for (int k = 0; k < 2; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void scaled(
                    @Tensor(24) double[] a, @Tensor(163840) double[] b, @Tensor(163840) double[] c) {
                  for (int i = 0; i < 24; i++)
                    for (int j = 0; j < 163840; j++) c[j] = c[j] * a[i] + b[j];
                }
                @Operator static void running(@Tensor(24) double[] a, @Tensor(163840) double[] b) {
                  for (int i = 0; i < 24; i++)
                    for (int j = 0; j < 163839; j++) b[j] = b[j + 1] * a[i];
                }
                @Operator static void narrow(
                    @Tensor({24, 2}) double[][] a, @Tensor({2, 7000}) double[][] b, @Tensor({24, 7000}) double[][] c) {
                  for (int i = 0; i < 24; i++)
                    for (int j = 0; j < 7000; j++) {
                      double s = 0;
                      for (int k = 0; k < 2; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
              }
              """)
          .functions();

  private static String blocked(String name) {
    PrimFunc before = OPERATORS.get(name);
    PrimFunc after = CacheBlock.blocked(before);
    SameResults.check(before, after, 1, 1);
    return after == before ? "as before" : TextPrinter.print(after);
  }

  @Test
  void stripsOfWhatAllRoundsLoad() {
    assertThat(blocked("wide"))
        .containsPattern(
            "for j: int32 < 2 \\{\\s+for i\\w*: int32 < 24 \\{\\s+for j\\w*: int32 < 32768 ")
        .contains("int32 < 4465 {");
    assertThat(blocked("scaled"))
        .containsPattern(
            "for j: int32 < 5 \\{\\s+for i\\w*: int32 < 24 \\{\\s+for j\\w*: int32 < 32768 ");
  }

  @Test
  void whatStaysAsItIs() {
    assertThat(blocked("running")).isEqualTo("as before");
    assertThat(blocked("narrow")).isEqualTo("as before");
  }

  /** Vectors are in strips; what is left of each row has a loop of its own. */
  @Test
  void partOfRounds() {
    PrimFunc before = OPERATORS.get("wide");
    PrimFunc after = Scheduler.schedule(before, Target.AVX2);
    SameResults.check(before, after, 1, 1);
    assertThat(TextPrinter.print(after))
        .containsPattern(
            "for j: int32 < 2 \\{\\s+for i\\w*: int32 < 4 \\{\\s+for j\\w*: int32 < 4096 ")
        .containsPattern("for i\\w*: int32 < 4 \\{\\s+allocate s");
  }
}
