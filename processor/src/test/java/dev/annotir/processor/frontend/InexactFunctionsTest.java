package dev.annotir.processor.frontend;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.annotir.processor.OperatorProcessor;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Outcome;
import dev.annotir.processor.ir.PrimFunc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Math.exp and its kind are DoubleMath's in C, and a warning says so. */
class InexactFunctionsTest {
  private static final double[] SPECIAL = {
    0, -0.0, 1, -1, 0.5, 2, 709.8, -745.2, 1e300, Double.MIN_VALUE, 1.0 / 0, -1.0 / 0, 0.0 / 0
  };

  private static Compilation compile(String source) {
    return Compiler.javac()
        .withProcessors(new OperatorProcessor())
        .compile(JavaFileObjects.forSourceString("Ops", source));
  }

  private static String archive(Compilation compilation) throws IOException {
    JavaFileObject archive =
        compilation
            .generatedFile(StandardLocation.CLASS_OUTPUT, "META-INF/mlf/ops.tar")
            .orElseThrow();
    return new String(archive.openInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void warnsOfEachCallOnce() {
    String source =
        """
        import dev.annotir.*;
        final class Ops {
          static double twice(double x) { return 2 * Math.exp(x); }
          @Operator static double f(double x) { return twice(x) + twice(-x); }
          @Operator static double g(float x) { return twice(x) - StrictMath.tanh(x); }
        }
        """;
    Compilation compilation = compile(source);
    assertThat(compilation).succeeded();
    assertThat(compilation).hadWarningCount(2);
    assertThat(compilation)
        .hadWarningContaining(
            "[annotir:INEXACT] Math.exp may differ in its last bits from one JVM to the next;"
                + " in C it is DoubleMath.exp, up to 3 ulps away\n"
                + "  write DoubleMath.exp of dev.annotir.math")
        .inFile(JavaFileObjects.forSourceString("Ops", source))
        .onLine(3)
        .atColumn(source.lines().toList().get(2).indexOf("Math.exp") + 1);
    assertThat(compilation)
        .hadWarningContaining("StrictMath.tanh may differ in its last bits from one JVM to the")
        .inFile(JavaFileObjects.forSourceString("Ops", source))
        .onLine(5);
  }

  @Test
  void theArchiveSaysIt() throws IOException {
    String archive =
        archive(
            compile(
                """
                import dev.annotir.*;
                final class Ops {
                  @Operator static double f(double x) { return Math.pow(x, Math.sinh(x)); }
                  @Operator static double g(double x) { return Math.sqrt(x); }
                }
                """));
    assertThat(archive)
        .contains(
            "\"exact\": false",
            "\"exact\": true",
            "\"function\": \"Math.pow\"",
            "\"ulps\": 3.0",
            "\"function\": \"Math.sinh\"",
            "\"ulps\": 4.5",
            "The JVM may give other last bits, since Java lets these differ: Math.pow, Math.sinh.");
  }

  @Test
  void eachIsTheMethodOfDoubleMath() {
    StringBuilder source = new StringBuilder("import dev.annotir.*;\nfinal class Ops {\n");
    for (String signature : InexactFunctions.signatures()) {
      String owner = signature.replaceFirst("java\\.lang\\.(\\w+)\\..*", "$1");
      String name = signature.replaceFirst(".*\\.(\\w+)\\(.*", "$1");
      String arguments = signature.contains(",") ? "x, y" : "x";
      source.append(
          "@Operator static boolean %s_%s(double x, double y) { return Double.doubleToLongBits(%s.%s(%s)) == Double.doubleToLongBits(dev.annotir.math.DoubleMath.%s(%s)); }%n"
              .formatted(
                  owner.toLowerCase(Locale.ROOT), name, owner, name, arguments, name, arguments));
    }
    JavaOperators operators = JavaOperators.compile(source.append("}\n").toString());
    assertThat(operators.javac()).isEmpty();
    assertThat(operators.diagnostics()).hasSameSizeAs(operators.functions().values());
    assertThat(operators.diagnostics()).allMatch(diagnostic -> diagnostic.id() == Id.INEXACT);
    assertThat(operators.functions()).hasSize(InexactFunctions.signatures().size());
    assertAll(
        operators.functions().values().stream().map(f -> (Executable) () -> assertAlwaysTrue(f)));
  }

  private static void assertAlwaysTrue(PrimFunc function) {
    Interpreter interpreter = new Interpreter(function);
    Random random = new Random(1);
    for (double x : SPECIAL) {
      for (double y : SPECIAL) {
        assertTrue(interpreter, function.name(), x, y);
      }
      assertTrue(interpreter, function.name(), random.nextGaussian(), 3 * random.nextGaussian());
    }
  }

  private static void assertTrue(Interpreter interpreter, String name, double x, double y) {
    Outcome outcome =
        interpreter.run(
            1 << 20,
            new long[] {Double.doubleToRawLongBits(x)},
            new long[] {Double.doubleToRawLongBits(y)});
    assertThat(outcome).isInstanceOf(Outcome.Returned.class);
    assertThat(((Outcome.Returned) outcome).result())
        .as("%s(%s, %s)", name, x, y)
        .containsExactly(1);
  }

  @Test
  void constantsAreInexactToo() throws IOException {
    Compilation compilation =
        compile(
            """
            import dev.annotir.*;
            final class Ops {
              static final double E2 = Math.exp(2);
              static final double[] SINES = sines();
              static double[] sines() {
                double[] s = new double[4];
                for (int i = 0; i < 4; i++) s[i] = Math.sin(i);
                return s;
              }
              static final double[] BOTH = {SINES[1] * E2};
              @Operator static double exact(double x) { return x; }
              @Operator static double inexact(double x) { return x * BOTH[0]; }
            }
            """);
    assertThat(compilation).succeeded();
    assertThat(compilation).hadWarningCount(2);
    assertThat(compilation).hadWarningContaining("Math.exp may differ");
    assertThat(compilation).hadWarningContaining("Math.sin may differ");
    assertThat(archive(compilation))
        .contains(
            "\"exact\": true",
            "\"exact\": false",
            "\"function\": \"Math.exp\"",
            "\"function\": \"Math.sin\"");
  }
}
