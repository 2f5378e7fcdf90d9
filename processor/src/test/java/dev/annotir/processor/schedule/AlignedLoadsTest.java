package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vectors of neighbours, which lines of the cache have in common. */
class AlignedLoadsTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void three(@Tensor(320) double[] x, @Tensor(320) double[] y) {
                  for (int i = 1; i < 319; i++) y[i] = x[i - 1] + x[i] * 2 + x[i + 1];
                }
                @Operator static void named(@Tensor({3, 320}) float[][] x, @Tensor({3, 320}) float[][] y) {
                  for (int r = 0; r < 2; r++)
                    for (int i = 0; i < 256; i++) {
                      float s = x[r][i + 1] + x[r][i + 2] + x[r + 1][i + 17];
                      y[r][i + 3] = s - x[r][i] * s + x[r][i + 31];
                    }
                }
                @Operator static void inPlace(@Tensor(320) int[] x) {
                  for (int i = 0; i < 300; i++) x[i] = x[i] + x[i + 1] + x[i + 2];
                }
                @Operator static void odd(@Tensor({3, 319}) double[][] x, @Tensor({3, 319}) double[][] y) {
                  for (int i = 1; i < 318; i++) y[1][i] = x[1][i - 1] + x[1][i] + x[1][i + 1];
                }
                @Operator static void end(@Tensor(320) double[] x, @Tensor(160) double[] y) {
                  for (int i = 0; i < 160; i++) y[i] = x[i + 157] + x[i + 158] + x[i + 160];
                }
                @Operator static void alone(@Tensor(320) double[] x, @Tensor(320) double[] y) {
                  for (int i = 0; i < 160; i++) y[i] = x[i] + x[i + 9];
                }
                @Operator static void bytes(@Tensor(3200) byte[] x, @Tensor(3200) byte[] y) {
                  for (int i = 0; i < 3000; i++) y[i] = (byte) (x[i] + x[i + 1] + x[i + 2]);
                }
              }
              """)
          .functions();

  private static final Expr.Var I = Ir.var("i", DType.INT32);

  private static PrimFunc apply(String name, Step... steps) {
    PrimFunc before = OPERATORS.get(name);
    PrimFunc func = before;
    for (Step step : steps) {
      Step.Result result = step.apply(func);
      assertThat(result)
          .as(step + "\n" + TextPrinter.print(func))
          .isInstanceOf(Step.Result.Done.class);
      func = ((Step.Result.Done) result).func();
      SameResults.check(before, func, 1, 4);
    }
    return func;
  }

  private static Expr.Var round(String name) {
    return Loops.within(OPERATORS.get(name).body()).get(0).var();
  }

  private static String refusal(PrimFunc func, Step step) {
    Step.Result result = step.apply(func);
    assertThat(result).as(TextPrinter.print(func)).isInstanceOf(Step.Result.Refused.class);
    return ((Step.Result.Refused) result).reason();
  }

  @Test
  void neighboursHaveLinesInCommon() {
    Expr.Var round = round("three");
    PrimFunc func =
        apply(
            "three",
            new Split(round, 7),
            new Vectorize(round, List.of(8, 4, 2)),
            new AlignedLoads());
    assertThat(TextPrinter.print(func))
        .contains("let x_line: float64x8 = x[ramp(", "shuffle(x_line, x_line_1, [7, 8, 9, 10,");
  }

  @Test
  void linesOfNamedValues() {
    PrimFunc func = apply("named", new Vectorize(I, List.of(16)), new AlignedLoads());
    assertThat(TextPrinter.print(func)).contains("x_line_1");
    apply("inPlace", new Vectorize(I, List.of(16, 8)), new AlignedLoads());
  }

  @Test
  void refusals() {
    List<String> refused = List.of("odd", "alone");
    for (String name : refused) {
      PrimFunc func = apply(name, new Vectorize(round(name), List.of(8)));
      assertThat(refusal(func, new AlignedLoads())).as(name).contains("no neighbours");
    }
    PrimFunc bytes = apply("bytes", new Vectorize(I, List.of(64)));
    assertThat(refusal(bytes, new AlignedLoads())).contains("no neighbours");
    // The last line would end after the tensor.
    PrimFunc end = apply("end", new Vectorize(I, List.of(8)));
    assertThat(TextPrinter.print(end)).contains("ramp((i * 8) + 160, 1, 8)");
  }

  @Test
  void roundsBeforeLines() {
    assertThat(before("three")).isEqualTo(7);
    assertThat(before("inPlace")).isZero();
    assertThat(before("odd")).isZero();
    assertThat(before("bytes")).isZero();
    assertThat(refusal(OPERATORS.get("three"), new Split(round("three"), 318)))
        .contains("no more rounds");
  }

  private static int before(String name) {
    return Split.beforeLine(Loops.within(OPERATORS.get(name).body()).get(0));
  }
}
