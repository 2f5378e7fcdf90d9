package dev.annotir.processor.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.AccessVerifier;
import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.SameResults;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.TextPrinter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products of several rounds that are added at once. */
class GroupProductsTest {
  private static final Map<String, PrimFunc> OPERATORS =
      JavaOperators.compile(
              """
              import dev.annotir.*;
              final class Kernels {
                @Operator static void bytes(
                    @Tensor({8, 9}) byte[][] a, @Tensor({9, 16}) byte[][] b, @Tensor({8, 16}) int[][] c) {
                  for (int i = 0; i < 8; i++)
                    for (int j = 0; j < 16; j++) {
                      int s = 0;
                      for (int k = 0; k < 9; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void mixed(
                    @Tensor({8, 5}) byte[][] a, @Tensor({16, 5}) short[][] b, @Tensor({8, 16}) int[][] c) {
                  for (int i = 0; i < 8; i++)
                    for (int j = 0; j < 16; j++) {
                      int s = c[i][j];
                      for (int k = 0; k < 5; k++) s = b[j][k] * ((a[i][k] & 0xff) - 127) + s;
                      c[i][j] = s;
                    }
                }
                @Operator static void chars(@Tensor({4, 9}) char[][] a, @Tensor({9, 16}) byte[][] b, @Tensor({4, 16}) int[][] c) {
                  for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 16; j++) {
                      int s = 0;
                      for (int k = 0; k < 9; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void counted(
                    @Tensor({8, 9}) short[][] a, @Tensor({9, 16}) short[][] b, @Tensor({8, 16}) int[][] c, int n) {
                  for (int i = 0; i < 8; i++)
                    for (int j = 0; j < 16; j++) {
                      int s = 0;
                      for (int k = 0; k < (n & 7); k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void powers(@Tensor({4, 9}) byte[][] a, @Tensor({9, 16}) byte[][] b, @Tensor({4, 16}) int[][] c) {
                  for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 16; j++) {
                      int s = 0;
                      for (int k = 0; k < 9; k++) s = (byte) s * b[k][j] + s;
                      c[i][j] = s;
                    }
                }
                @Operator static void longs(@Tensor({4, 9}) byte[][] a, @Tensor({9, 16}) byte[][] b, @Tensor({4, 16}) long[][] c) {
                  for (int i = 0; i < 4; i++)
                    for (int j = 0; j < 16; j++) {
                      long s = 0;
                      for (int k = 0; k < 9; k++) s += a[i][k] * b[k][j];
                      c[i][j] = s;
                    }
                }
                @Operator static void counts(@Tensor({9, 16}) byte[][] b, @Tensor(16) int[] c, @Tensor({9, 16}) int[][] d) {
                  for (int j = 0; j < 16; j++) {
                    int s = 0;
                    for (int k = 0; k < 9; k++) {
                      s += b[k][j] * 3;
                      d[k][j] = s;
                    }
                    c[j] = s;
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
      func = AccessVerifier.verify(((Step.Result.Done) result).func());
      SameResults.check(before, func, 1, 6);
    }
    return func;
  }

  private static String text(String name, Step... steps) {
    return TextPrinter.print(apply(name, steps));
  }

  private static Step vectorize(String loop, int lanes) {
    return new Vectorize(Ir.var(loop, DType.INT32), List.of(lanes));
  }

  private static Step unroll(String loop, int factor) {
    return new UnrollJam(Ir.var(loop, DType.INT32), factor);
  }

  private static Step pack(String loop) {
    return new Pack(Ir.var(loop, DType.INT32));
  }

  private static Step group(int rounds) {
    return new GroupProducts(Ir.var("k", DType.INT32), rounds);
  }

  private static String refusal(String name, Step... steps) {
    PrimFunc func = apply(name, List.of(steps).subList(0, steps.length - 1).toArray(new Step[0]));
    Step.Result result = steps[steps.length - 1].apply(func);
    assertThat(result).as(TextPrinter.print(func)).isInstanceOf(Step.Result.Refused.class);
    return ((Step.Result.Refused) result).reason();
  }

  @Test
  void roundsAtOnce() {
    assertThat(text("bytes", vectorize("j", 4), unroll("i", 2), group(4)))
        .contains("for k: int32 < 2", "dot_int8(", "int32(b[(k * 4) + 3,", "a[(i * 2) + 1, 8]");
    assertThat(text("mixed", vectorize("j", 8), group(2)))
        .contains("dot_int16(", "& broadcast(65535, 8)", "<< 16");
    assertThat(text("counted", vectorize("j", 8), unroll("i", 3), group(2))).contains("dot_int16(");
  }

  @Test
  void roundsAreCopiedTogether() {
    assertThat(text("bytes", vectorize("j", 4), group(2), pack("i")))
        .contains("allocate b_packed: int32[4, 4, 1, 4]", "= b_packed[j, k, 0, ramp(0, 1, 4)]");
    assertThat(text("mixed", vectorize("j", 8), group(2), pack("i")))
        .contains("allocate b_packed: int32[2, 2, 1, 8]");
  }

  @Test
  void whatCannotBe() {
    assertThat(refusal("bytes", group(2))).contains("no int32 vector");
    assertThat(refusal("mixed", vectorize("j", 8), group(4))).contains("may be no int8");
    assertThat(refusal("chars", vectorize("j", 8), group(2))).contains("may be no int16");
    assertThat(refusal("powers", vectorize("j", 8), group(2))).contains("need the sums of others");
    assertThat(refusal("longs", vectorize("j", 8), group(2))).contains("no int32 vector");
    assertThat(refusal("counts", vectorize("j", 8), group(2))).contains("no int32 vector");
    assertThat(refusal("bytes", vectorize("j", 8), new GroupProducts(Ir.var("i", DType.INT32), 2)))
        .contains("more than sums");
  }

  @Test
  void randomProducts() {
    int grouped = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      PrimFunc before = random(random);
      for (Target target : Target.ALL) {
        PrimFunc after = Scheduler.schedule(before, target);
        SameResults.check("seed " + seed, before, after, seed, 2);
        grouped += TextPrinter.print(after).contains("dot_int") ? 1 : 0;
      }
    }
    assertThat(grouped).isGreaterThan(40);
  }

  /** Sums of products of a random shape, of random types of factors. */
  private static PrimFunc random(Random random) {
    List<String> types = List.of("byte", "byte", "short", "char", "int");
    String first = types.get(random.nextInt(types.size()));
    String second = types.get(random.nextInt(types.size()));
    int rows = 8 + random.nextInt(9);
    int columns = 8 + random.nextInt(40);
    int rounds = 1 + random.nextInt(12);
    boolean isTurned = random.nextBoolean();
    List<String> forms = List.of("#", "#", "(# & 0xff)", "(# - 3)", "(byte) (# ^ 0x80)");
    String a = forms.get(random.nextInt(forms.size())).replace("#", "a[i][k]");
    String b =
        forms.get(random.nextInt(forms.size())).replace("#", isTurned ? "b[j][k]" : "b[k][j]");
    String source =
        """
        import dev.annotir.*;
        final class Kernels {
          @Operator static void product(
              @Tensor({%d, %d}) %s[][] a, @Tensor({%s}) %s[][] b, @Tensor({%d, %d}) int[][] c) {
            for (int i = 0; i < %d; i++)
              for (int j = 0; j < %d; j++) {
                int s = %s;
                for (int k = 0; k < %d; k++) s += %s * %s;
                c[i][j] = s;
              }
          }
        }
        """
            .formatted(
                rows,
                rounds,
                first,
                isTurned ? columns + ", " + rounds : rounds + ", " + columns,
                second,
                rows,
                columns,
                rows,
                columns,
                random.nextBoolean() ? "0" : "c[i][j]",
                rounds,
                a,
                b);
    return JavaOperators.compile(source).functions().get("product");
  }
}
