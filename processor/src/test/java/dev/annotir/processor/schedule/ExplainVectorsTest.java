package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.ir.PrimFunc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainVectorsTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void add(@Tensor(100) float[] x, @Tensor(100) float[] y) {
                  for (int i = 0; i < 100; i++) y[i] += x[i];
                }
                @Operator static void rows(@Tensor({64, 50}) float[][] x, @Tensor(64) float[] y) {
                  for (int i = 0; i < 64; i++) {
                    float s = 0;
                    for (int j = 0; j < 50; j++) s += x[i][j];
                    y[i] = s;
                  }
                }
                @Operator static void prefix(@Tensor(50) int[] x) {
                  for (int i = 1; i < 50; i++) x[i] += x[i - 1];
                }
                @Operator static int first(@Tensor(50) int[] x) {
                  for (int i = 0; i < 50; i++) if (x[i] == 0) return i;
                  return -1;
                }
                @Operator static void divide(@Tensor(50) int[] x, int n) {
                  for (int i = 0; i < 50; i++) x[i] /= n;
                }
                @Operator static void guarded(@Tensor(50) int[] x, int n) {
                  for (int i = 0; i < n; i++) x[i] += x[i * i & 31];
                }
                @Operator static void few(@Tensor(3) int[] x) {
                  for (int i = 0; i < 3; i++) x[i]++;
                }
              }
              """)
          .functions();

  private static List<String> notes(String operator) {
    PrimFunc func = OPERATORS.get(operator);
    List<Diagnostic> notes = new ArrayList<>();
    List<Target> targets = List.of(Target.AVX512, Target.V128);
    ExplainVectors.of(func, Scheduler.variants(func, targets), notes::add);
    return notes.stream().map(note -> note.span().line() + ": " + note.message()).toList();
  }

  @Test
  void loopsThatBecomeVectors() {
    assertThat(notes("add"))
        .containsExactly("4: [annotir:VECTORISED] vectorised: 16 wide for avx512, 4 wide for v128");
    assertThat(notes("rows"))
        .containsExactly("7: [annotir:VECTORISED] vectorised: 16 wide for avx512, 4 wide for v128");
  }

  @Test
  void loopsThatDoNot() {
    String not = "[annotir:NOT_VECTORISED] not vectorised: ";
    String depend = not + "its rounds depend on each other";
    assertThat(notes("prefix"))
        .containsExactly("14: " + depend + ": x[i - 1] on x[i] += x[i - 1] of an earlier one");
    assertThat(notes("first")).containsExactly("17: " + depend);
    assertThat(notes("divide")).containsExactly("21: " + not + "there are no vectors of x[i] /= n");
    assertThat(notes("guarded"))
        .containsExactly(
            "24: " + depend + ": x[i] += x[i * i & 31] on x[i * i & 31] of an earlier one");
    assertThat(notes("few")).containsExactly("27: " + not + "that would save too little");
  }
}
