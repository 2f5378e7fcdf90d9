package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** dev.annotir.math on the JVM, in the interpreter and as C. */
class MathAgreesTest {
  private static final Path FUNCTIONS = Path.of("math", "Functions.java");
  private static final Path MATH =
      Path.of("..", "annotations", "src", "main", "java", "dev", "annotir", "math");

  private static final String CONVERSIONS =
      """
      import dev.annotir.*;
      import dev.annotir.math.*;

      class Conversions {
        @Operator
        static void fromHalf(@Tensor({64}) short[] x, @Tensor({64}) float[] y) {
          for (int i = 0; i < 64; i++) {
            y[i] = Half.toFloat(x[i]);
          }
        }

        @Operator
        static void toHalf(@Tensor({64}) float[] x, @Tensor({64}) short[] y) {
          for (int i = 0; i < 64; i++) {
            y[i] = Math.abs(x[i]) <= Float.MAX_VALUE ? Half.fromFloat(x[i]) : 0;
          }
        }

        @Operator
        static void fromBFloat(@Tensor({64}) short[] x, @Tensor({64}) float[] y) {
          for (int i = 0; i < 64; i++) {
            y[i] = BFloat16.toFloat(x[i]);
          }
        }

        @Operator
        static void toBFloat(@Tensor({64}) float[] x, @Tensor({64}) short[] y) {
          for (int i = 0; i < 64; i++) {
            y[i] = Math.abs(x[i]) <= Float.MAX_VALUE ? BFloat16.fromFloat(x[i]) : 0;
          }
        }
      }
      """;

  private static final String REDUCTIONS =
      """
      import dev.annotir.*;
      import dev.annotir.math.Reduce;

      class Reductions {
        @Operator
        static void floats(
            @Tensor({53}) float[] a, @Tensor({53}) float[] b, @Tensor({4}) float[] y) {
          y[0] = Reduce.sum(a);
          y[1] = Reduce.dot(a, b);
          y[2] = Reduce.max(a);
          y[3] = Reduce.min(b);
        }

        @Operator
        static void doubles(
            @Tensor({4, 32}) double[][] a, @Tensor({128}) double[] b, @Tensor({4, 2}) double[][] y) {
          for (int i = 0; i < 4; i++) {
            y[i][0] = Reduce.sum(a[i]) + Reduce.max(a[i]);
            y[i][1] = Reduce.dot(a[i], 0, b, 32 * i, 32) - Reduce.min(a[i]);
          }
        }

        @Operator
        static float part(@Tensor({60}) float[] x, int from, int to) {
          int first = Math.floorMod(from, 61);
          int end = Math.floorMod(to, 61);
          return Reduce.sum(x, first, end) + Reduce.max(x, first, end);
        }
      }
      """;

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Harness harness(String operators) throws IOException {
    Tool.require("gcc", "clang");
    List<String> sources = new ArrayList<>(List.of(operators));
    try (Stream<Path> files = Files.list(MATH)) {
      files
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .map(MathAgreesTest::read)
          .forEach(sources::add);
    }
    return Harness.of(sources.toArray(String[]::new))
        .builds(Build.of("gcc", "-O2"), Build.of("clang", "-O3", "-march=native"));
  }

  @Test
  void functionsAgree() throws IOException {
    String operators = read(FUNCTIONS);
    assertThat(operators).contains("N = 4096;");
    Harness harness = harness(operators.replace("N = 4096;", "N = 128;")).seeds(12);
    assertThat(harness.agrees().returned()).hasSize(36);
  }

  /** Math's own methods, of which the JVM's bits may be others. */
  @Test
  void functionsOfMathAgreeInC() throws IOException {
    String operators = read(FUNCTIONS).replace("N = 4096;", "N = 128;");
    String ofMath =
        operators
            .replaceAll("DoubleMath\\.(?!log2|erf|sigmoid)", "Math.")
            .replaceAll("FloatMath\\.(?!log2|erf|sigmoid)", "(float) StrictMath.");
    assertThat(ofMath).contains("= Math.exp(", "(float) StrictMath.atan2(", "Math.hypot(");
    Harness harness = harness(ofMath).seeds(4);
    assertThat(harness.agrees().returned()).hasSize(36);
  }

  @Test
  void conversionsAgree() throws IOException {
    assertThat(harness(CONVERSIONS).seeds(30).agrees().returned()).hasSize(4);
  }

  @Test
  void reductionsAgree() throws IOException {
    assertThat(harness(REDUCTIONS).seeds(60).agrees().returned()).hasSize(3);
  }
}
