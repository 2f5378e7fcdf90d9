package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The harness itself, on all types, and that it finds what is wrong. */
class HarnessTest {
  private static final String ALL_TYPES =
      """
      import dev.annotir.*;

      @OperatorLibrary("all_types")
      class AllTypes {
        @Operator
        static boolean tensors(
            @Tensor({5}) boolean[] a, @Tensor({5}) byte[] b, @Tensor({5}) short[] c,
            @Tensor({5}) char[] d, @Tensor({5}) int[] e, @Tensor({5}) long[] f,
            @Tensor({5}) float[] g, @Tensor({5}) double[] h) {
          boolean any = false;
          for (int i = 0; i < 5; i++) {
            any |= a[i];
            a[i] = !a[i];
            b[i]++;
            c[i] -= b[i];
            d[i] += 3;
            e[i] *= c[i];
            f[i] ^= e[i];
            g[i] += d[i];
            h[i] *= g[i];
          }
          return any;
        }

        @Operator
        static char scalars(
            boolean a, byte b, short c, char d, int e, long f, float g, double h,
            @Tensor({2, 2}) double[][] y) {
          y[0][0] = a ? b : c;
          y[0][1] = d + e;
          y[1][0] = f;
          y[1][1] = g * h;
          return (char) (d + 1);
        }

        @Operator
        static float pick(@Tensor({3, 4}) float[][] x, int i, @Tensor({2}) byte[] j) {
          return x[i][j[0] / j[1]];
        }

        @Operator
        static int endless(@Tensor({1}) int[] x) {
          int n = 0;
          while (x[0] != 7 && n >= 0) {
            x[0] = x[0] == 1000 ? 1000 : x[0];
          }
          return n;
        }
      }
      """;

  private static Compilation compilation;

  @BeforeAll
  static void compile() {
    compilation = Harness.of(ALL_TYPES).compilation();
  }

  private static Harness harness(String operator) {
    return Harness.of(compilation)
        .builds(Build.of("gcc", "-O1"))
        .operators(o -> o.name().equals(operator));
  }

  @Test
  void allTypesAgree() {
    Tool.require("gcc");
    assertThat(harness("tensors").seeds(50).agrees().returned())
        .containsEntry("all_types/tensors", 50);
    assertThat(harness("scalars").seeds(50).agrees().returned())
        .containsEntry("all_types/scalars", 50);
  }

  @Test
  void exceptionsAgree() {
    Tool.require("gcc");
    Summary summary = harness("pick").seeds(300).agrees();
    assertThat(summary.returned()).containsKey("all_types/pick");
    assertThat(summary.failures())
        .containsExactly(
            "java.lang.ArithmeticException at AllTypes.java:38",
            "java.lang.ArrayIndexOutOfBoundsException at AllTypes.java:38");
  }

  @Test
  void endlessCallsAreLeftOut() {
    Tool.require("gcc");
    Summary summary = harness("endless").seeds(20).steps(10_000).agrees();
    assertThat(summary.returned().values()).allMatch(count -> count < 20);
  }

  @Test
  void wrongRepliesAreFound() {
    List<Job> jobs = harness("scalars").seeds(3).jobs();
    List<Reply> right = new JvmEngine(compilation.loader()).run(jobs);
    List<Reply> wrong = new ArrayList<>(right);
    Reply.Returned last = (Reply.Returned) right.get(2);
    List<long[]> values = new ArrayList<>(last.values());
    values.set(0, values.get(0).clone());
    values.get(0)[3] ^= 1;
    wrong.set(2, new Reply.Returned(values));
    Comparison comparison = new Comparison(jobs, right);
    comparison.add("right", right);
    comparison.summary();
    comparison.add("wrong", wrong);
    assertThatThrownBy(comparison::summary)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("1 differences")
        .hasMessageContaining("all_types/scalars, wrong: y[3] is ");
  }
}
