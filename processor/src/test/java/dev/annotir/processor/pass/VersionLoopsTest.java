package dev.annotir.processor.pass;

import static dev.annotir.processor.fixture.Differential.checkBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops without the guards that a test before them stands for. */
class VersionLoopsTest {
  /** The number of loops that stand twice, the first without any check. */
  private static int freeLoops(String body) {
    JavaOperators operators =
        JavaOperators.compile(
            "import dev.annotir.*;\nfinal class Ops {\n"
                + "@Operator static void f(@Tensor({8}) int[] x, @Tensor({8}) int[] y, int n, short m) {\n"
                + body
                + "\n}\n}\n");
    assertThat(operators.javac()).isEmpty();
    assertThat(operators.diagnostics()).isEmpty();
    int[] count = {0};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        boolean isFree =
            s instanceof Stmt.IfThenElse i
                && i.elseCase() instanceof Stmt.For slow
                && i.thenCase() instanceof Stmt.For fast
                && checks(slow) > 0
                && checks(fast) == 0;
        count[0] += isFree ? 1 : 0;
        super.enter(s);
      }
    }.walk(operators.functions().get("f").body());
    return count[0];
  }

  private static int checks(Stmt stmt) {
    int[] count = {0};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        count[0] += s instanceof Stmt.Check ? 1 : 0;
        super.enter(s);
      }
    }.walk(stmt);
    return count[0];
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < n; i++) x[i] = i;",
        "for (int i = 0; i < 4; i++) x[i + n] = y[n - i];",
        "for (int i = 3; i >= 0; i--) x[2 * i + m] = y[m];",
        "for (int j = 0; j < 3; j++) for (int i = 0; i < n; i++) x[i + j] += y[i] * j;",
        "for (int i = 0; i < n; i++) if (y[i & 7] > 3) x[i] = i; else x[7 - i] = 1;",
        "if (n >= 0 && n < 64) for (int i = n; i < m; i++) x[i] = i;",
        "for (int i = Math.max(m, 2); i < Math.min(n, 70); i += 2) x[i] = i;",
        "for (int i = 0; i < n; i++) x[Math.max(m, n) + i] = i;",
        "for (int i = 0; i < n; i++) { int t = x[i]; if (t > 3) { t *= t; if (t > 9) t -= 5; } x[i] = t; }",
        "for (int i = 0; i < m; i++) x[(n >> 2) * 4 + n / 3 + i] = i;",
        // One of two is not proved.
        "int k = y[0]; for (int i = 0; i < n; i++) x[(n + k) * 3 + i] = i; for (int i = 0; i < n; i++) x[i] = i;",
        "int k = y[0]; for (int i = 0; i < n; i++) x[i] = i; for (int i = 0; i < n; i++) x[(n + k) * 3 + i] = i;",
      })
  void versioned(String body) {
    assertThat(freeLoops(body)).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < n; i++) x[y[i & 7]] = i;",
        "int k = n; for (int i = 0; i < n; i++) { x[k] = i; if (y[i & 7] > 0) k += i; }",
        "for (int i = 0; i < 8; i++) x[i] = i;",
        "for (int i = 0; i < 8; i++) x[i * n] = i;",
        "for (int i = 0; i < 8; i++) x[8 / n + i - 1] = i;",
        "for (int i = 0; i < 8; i++) x[Math.max(x[0], n) + i] = i;",
        "int k = n; for (int i = 0; i < 8; i++) { x[Math.max(k, m) + i] = i; k += m; }",
      })
  void notVersioned(String body) {
    assertThat(freeLoops(body)).isZero();
  }

  @Test
  void sameResults() {
    checkBody(
        """
        @Operator static void counted(@Tensor({8}) int[] x, byte n) {
          for (int i = 0; i < n; i++) x[i] += i;
        }
        @Operator static void shifted(@Tensor({8}) int[] x, @Tensor({8}) int[] y, int n) {
          for (int i = 0; i < 4; i++) { x[i + n] = y[i] + 1; y[n - i] ^= x[i]; }
        }
        @Operator static int wraps(@Tensor({8}) int[] x, int n) {
          int s = 0;
          for (int i = 0; i < 3; i++) s += x[i * 65535 * 32768 + n] + x[(i << 15 << 15) - n];
          return s;
        }
        @Operator static int near(@Tensor({8}) int[] x, byte n) {
          int k = n % 10, s = 0;
          for (int i = 0; i < 5; i++) { s += x[i + k]; x[7 - k] = s; }
          for (int i = 4; i >= 0; i--) s ^= x[2 * i - k];
          return s;
        }
        @Operator static int starts(@Tensor({8}) int[] x, int n, byte m) {
          int s = 0;
          for (int i = 0; i < (m & 7); i++) s += x[Math.max(n, -m) % 5 + i];
          for (int i = 0; i < 3; i++) s += x[Math.min(n, m) + i] + x[(n + m) * 3 + i] + x[(n >> 1 << 1) - n + 1 + i];
          for (int i = 0; i < (m & 3); i++) s += x[n / m + i];
          return s;
        }
        @Operator static int leaves(@Tensor({8}) int[] x, byte n, byte m) {
          int k = n % 10;
          for (int i = k; i < m % 12; i++) { if (x[i] == 0) return i; if (x[i] == 3) break; x[i]--; }
          return k;
        }
        @Operator static int ends(@Tensor({8}) int[] x, int n, int m) {
          int s = 0;
          for (int i = Math.max(n, -2); i <= Math.min(m, 9); i++) s += x[i] * i;
          for (int i = Integer.MAX_VALUE - 3; i < Integer.MAX_VALUE; i++) s += x[i - Integer.MAX_VALUE + 4 + n];
          return s;
        }
        """);
  }
}
