package dev.annotir.processor.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator does with its tensors, and which of them may be the same memory. */
class DirectionsTest {
  private static OperatorFacts facts(String operator) {
    JavaOperators operators =
        JavaOperators.compile("import dev.annotir.*;\nfinal class Ops {\n" + operator + "\n}\n");
    assertThat(operators.javac()).isEmpty();
    assertThat(operators.diagnostics()).isEmpty();
    List<PrimFunc> functions = List.copyOf(operators.functions().values());
    Library library = new Library("test", "Ops", "Ops.java", "", functions, List.of());
    return LibraryFacts.of(library).operators().get(0);
  }

  private static Access accessOfY(String body) {
    String operator =
        "@Operator static void f(@Tensor({6}) int[] x, @Tensor({6}) int[] y, @Tensor({2, 3}) int[][] z, int n) {"
            + body
            + "}";
    return facts(operator).access().get("y");
  }

  @Test
  void readOnly() {
    assertThat(accessOfY("for (int i = 0; i < 6; i++) x[i] += y[i];")).isEqualTo(Access.READ);
  }

  @Test
  void everyElementWritten() {
    assertThat(accessOfY("for (int i = 0; i < 6; i++) y[i] = x[i];")).isEqualTo(Access.WRITE);
    assertThat(accessOfY("for (int i = 5; i >= 0; i--) y[i] = x[i];")).isEqualTo(Access.WRITE);
    assertThat(accessOfY("for (int i = 0; i < 3; i++) { y[2 * i] = 1; y[2 * i + 1] = 2; }"))
        .isEqualTo(Access.WRITE);
    assertThat(accessOfY("y[0] = y[1] = y[2] = 1; for (int i = 3; i < 6; i++) y[i] = n;"))
        .isEqualTo(Access.WRITE);
    assertThat(
            accessOfY(
                "for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) y[j * 2 + i] = z[i][j];"))
        .isEqualTo(Access.WRITE);
  }

  @Test
  void bothBranchesWriteTheSameElement() {
    assertThat(accessOfY("for (int i = 0; i < 6; i++) if (n > i) y[i] = 1; else y[i] = 2;"))
        .isEqualTo(Access.WRITE);
    assertThat(accessOfY("for (int i = 0; i < 6; i++) if (i < 3) y[i] = 1; else y[5 - i] = 2;"))
        .isEqualTo(Access.READWRITE);
    assertThat(accessOfY("for (int i = 0; i < 6; i++) if (n > i) y[i] = 1;"))
        .isEqualTo(Access.READWRITE);
  }

  @Test
  void readAfterWritten() {
    assertThat(accessOfY("for (int i = 0; i < 6; i++) { y[i] = 0; y[i] += x[i]; }"))
        .isEqualTo(Access.WRITE);
    assertThat(
            accessOfY(
                "for (int i = 0; i < 6; i++) y[i] = x[i]; for (int i = 0; i < 6; i++) y[i] /= 2;"))
        .isEqualTo(Access.WRITE);
    assertThat(accessOfY("for (int i = 0; i < 6; i++) y[i] += x[i];")).isEqualTo(Access.READWRITE);
    assertThat(accessOfY("y[0] = 1; for (int i = 1; i < 6; i++) y[i] = y[i - 1] + x[i];"))
        .isEqualTo(Access.READWRITE);
  }

  @Test
  void earlyReturns() {
    assertThat(accessOfY("if (n > 3) return; for (int i = 0; i < 6; i++) y[i] = x[i];"))
        .isEqualTo(Access.READWRITE);
    assertThat(accessOfY("for (int i = 0; i < 6; i++) y[i] = x[i]; if (n > 3) return; y[0] = 1;"))
        .isEqualTo(Access.WRITE);
    assertThat(accessOfY("for (int i = 0; i < 6; i++) { y[i] = 0; if (x[i] == n) break; }"))
        .isEqualTo(Access.READWRITE);
    assertThat(
            accessOfY("for (int i = 0; i < 6; i++) { y[i] = 0; if (x[i] == n) continue; x[i]++; }"))
        .isEqualTo(Access.WRITE);
  }

  @Test
  void unknownRounds() {
    assertThat(accessOfY("for (int i = 0; i < n && i < 6; i++) y[i] = x[i];"))
        .isEqualTo(Access.READWRITE);
    assertThat(accessOfY("int i = 0; while (i < 6) { y[i] = x[i]; i += 1 + (n & 1); }"))
        .isEqualTo(Access.READWRITE);
  }

  private static Map<String, List<String>> mayBe(String body) {
    return facts(
            "@Operator static void f(@Tensor({6}) int[] x, @Tensor({6}) int[] y, @Tensor({6}) short[] s, int n) {"
                + body
                + "}")
        .mayBe();
  }

  @Test
  void elementwiseMayBeInPlace() {
    Map<String, List<String>> same = Map.of("y", List.of("x"));
    assertThat(mayBe("for (int i = 0; i < 6; i++) y[i] = x[i] + n;")).isEqualTo(same);
    assertThat(mayBe("for (int i = 5; i >= 0; i--) y[i] = x[i] * x[i];")).isEqualTo(same);
    assertThat(
            mayBe(
                "for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) y[i * 3 + j] = -x[i * 3 + j];"))
        .isEqualTo(same);
  }

  @Test
  void neighboursMayNotBeInPlace() {
    assertThat(mayBe("for (int i = 0; i < 5; i++) y[i] = x[i + 1];")).isEmpty();
    assertThat(mayBe("for (int i = 0; i < 6; i++) { y[i] = 0; y[i] += x[i]; }")).isEmpty();
    assertThat(mayBe("for (int t = 0; t < 2; t++) for (int i = 0; i < 6; i++) y[i] = x[i] + 1;"))
        .isEmpty();
    assertThat(
            mayBe(
                "for (int i = 0; i < 6; i++) y[i] = x[i]; for (int i = 0; i < 6; i++) y[i] += x[i];"))
        .isEmpty();
    assertThat(mayBe("for (int i = 0; i < 6; i++) y[i / 2] = x[i / 2] + 1;")).isEmpty();
    assertThat(mayBe("for (int i = 0; i < 6; i++) y[i] = s[i] + x[0];")).isEmpty();
  }
}
