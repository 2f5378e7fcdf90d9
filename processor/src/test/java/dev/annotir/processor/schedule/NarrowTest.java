package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.TextPrinter;
import dev.annotir.processor.ir.Verifier;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Narrow arithmetic in loops of operators and random ones gives the same bits. */
class NarrowTest {
  private static final int LOOPS = Integer.getInteger("annotir.nests", 300);
  private static final int FIRST = Integer.getInteger("annotir.firstNest", 0);

  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void blur(
                    @Tensor(value = {5, 40}, dtype = DType.UINT8) byte[][] x,
                    @Tensor(value = {3, 38}, dtype = DType.UINT8) byte[][] y) {
                  for (int i = 0; i < 3; i++)
                    for (int j = 0; j < 38; j++) {
                      int sum = 0;
                      for (int r = 0; r < 3; r++)
                        for (int c = 0; c < 3; c++) sum += x[i + r][j + c] & 0xff;
                      y[i][j] = (byte) (sum / 9);
                    }
                }
                @Operator static void gray(@Tensor({40, 3}) byte[][] x, @Tensor(40) byte[] y) {
                  for (int i = 0; i < 40; i++) {
                    int r = x[i][0] & 0xff, g = x[i][1] & 0xff, b = x[i][2] & 0xff;
                    y[i] = (byte) (77 * r + 150 * g + 29 * b + 128 >> 8);
                  }
                }
                @Operator static void add(@Tensor(40) byte[] x, @Tensor(40) byte[] y) {
                  for (int i = 0; i < 40; i++) y[i] += x[i];
                }
                @Operator static void clamp(@Tensor(40) byte[] x, @Tensor(40) byte[] y) {
                  for (int i = 0; i < 40; i++)
                    y[i] = (byte) Math.max(-100, Math.min(100, x[i] - y[i]));
                }
                @Operator static void high(@Tensor(40) short[] x, @Tensor(40) byte[] y) {
                  for (int i = 0; i < 40; i++) y[i] = (byte) (x[i] * x[i] >> 12);
                }
                @Operator static void sums(@Tensor({40, 99}) short[][] x, @Tensor(40) short[] y) {
                  for (int i = 0; i < 40; i++) {
                    int sum = 0;
                    for (int j = 0; j < 99; j++) sum += x[i][j] * x[i][j];
                    y[i] = (short) (sum / 3);
                  }
                }
                @Operator static void table(
                    @Tensor(40) byte[] x, @Tensor(256) byte[] t, @Tensor(40) byte[] y) {
                  for (int i = 0; i < 40; i++) y[i] = (byte) (t[x[i] & 0xff] + 1);
                }
                @Operator static void rounds(@Tensor(40) byte[] y) {
                  for (int i = 0; i < 40; i++) y[i] = (byte) (y[i] * i);
                }
                @Operator static void prefix(@Tensor(40) byte[] y) {
                  for (int i = 1; i < 40; i++) y[i] = (byte) (y[i] + y[i - 1]);
                }
                @Operator static void copy(@Tensor(40) byte[] x, @Tensor(40) byte[] y) {
                  for (int i = 0; i < 40; i++) y[i] = x[i];
                }
              }
              """)
          .functions();

  private static Step.Result apply(String name, int loop) {
    PrimFunc func = OPERATORS.get(name);
    return new Narrow(Loops.within(func.body()).get(loop).var()).apply(func);
  }

  /** The text of an operator with narrow arithmetic in its first loop. */
  private static String text(String name) {
    if (!(apply(name, 0) instanceof Step.Result.Done done)) {
      throw new AssertionError(apply(name, 0));
    }
    SameResults.check(OPERATORS.get(name), done.func(), 1, 10);
    return TextPrinter.print(done.func());
  }

  private static String refusal(String name) {
    return ((Step.Result.Refused) apply(name, 0)).reason();
  }

  @Test
  void sumsWhoseValuesAreBounded() {
    assertThat(text("blur"))
        .contains("allocate sum: uint16", "sum[] = sum[] + uint16(x[i + r, j + c])")
        .contains("y[i, j] = uint8(truncdiv(sum[], uint16(9)))");
    assertThat(refusal("sums")).contains("need 32 bits");
  }

  @Test
  void bitsThatAreCutOff() {
    assertThat(text("add")).contains("y[i] = y[i] + x[i]");
    assertThat(text("gray")).contains("uint16", ">> 8").doesNotContain("int32(");
    assertThat(refusal("high")).contains("need 32 bits");
  }

  @Test
  void comparedValues() {
    assertThat(text("clamp")).contains("int16(x[i]) - int16(y[i])").doesNotContain("int32(");
  }

  @Test
  void whatStays() {
    assertThat(text("table")).contains("t[int32(x[i]) & 255]");
    assertThat(refusal("rounds")).contains("need 32 bits");
    assertThat(refusal("prefix")).contains("depend on each other");
    assertThat(refusal("copy")).contains("are narrow");
  }

  /** Also where some values stay wide, and the step is refused for that. */
  @Test
  void arithmetic() {
    for (int seed = FIRST; seed < FIRST + LOOPS; seed++) {
      PrimFunc func = Verifier.verify(new RandomBytes(seed).function());
      Stmt.For loop = Loops.outermost(func.body()).get(0);
      NarrowTypes types = new NarrowTypes(func, loop);
      Stmt body = new NarrowArithmetic(types, new Variance(loop, Set.of())).rewrite(loop.body());
      Stmt narrow = new Stmt.For(loop.var(), loop.extent(), body, loop.span());
      SameResults.check("seed " + seed, func, Loops.replace(func, loop, narrow), seed, 3);
    }
  }

  @Test
  void vectors() {
    int narrowed = 0;
    for (int seed = FIRST; seed < FIRST + LOOPS; seed++) {
      PrimFunc func = new RandomBytes(seed).function();
      Stmt.For loop = Loops.outermost(func.body()).get(0);
      if (new Narrow(loop.var()).apply(func) instanceof Step.Result.Done done) {
        narrowed++;
        SameResults.check("seed " + seed, func, done.func(), seed, 2);
        for (Target target : Target.ALL) {
          SameResults.check("seed " + seed, func, Scheduler.schedule(func, target), seed, 2);
        }
      }
    }
    assertThat(narrowed).isGreaterThan(LOOPS / 10);
  }
}
