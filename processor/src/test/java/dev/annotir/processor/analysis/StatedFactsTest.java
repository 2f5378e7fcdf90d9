package dev.annotir.processor.analysis;

import static dev.annotir.processor.fixture.Differential.checkBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known where a case, an assert or a throw has decided. */
class StatedFactsTest {
  private static OperatorFacts facts(String body) {
    String operator =
        "@Operator static int f(@Tensor({6}) int[] x, @Tensor({6}) int[] y, int n) { "
            + body
            + " }";
    checkBody(operator);
    JavaOperators operators =
        JavaOperators.compile("import dev.annotir.*;\nfinal class Ops {\n" + operator + "\n}\n");
    List<PrimFunc> functions = List.copyOf(operators.functions().values());
    Library library = new Library("test", "Ops", "Ops.java", "", functions, List.of());
    return LibraryFacts.of(library).operators().get(0);
  }

  private static int guards(String body) {
    return facts(body).guards();
  }

  @Test
  void aSwitchChoosesAnIndex() {
    assertThat(guards("return x[switch (n & 3) { case 0 -> 1; case 1 -> 5; default -> 2; }];"))
        .isZero();
    assertThat(
            guards(
                "int k = 9; switch (n) { case 1: k = 3; break; case 7: case 2: k = 0; break; default: k = 5; } return x[k];"))
        .isZero();
    assertThat(guards("return x[switch (n & 3) { case 0 -> 1; case 1 -> 6; default -> 2; }];"))
        .isEqualTo(1);
  }

  @Test
  void aCaseKnowsItsLabels() {
    assertThat(guards("switch (n) { case 3 -> n = x[n]; case 0, 1, 5 -> n = x[n]; } return n;"))
        .isZero();
    assertThat(
            guards(
                "switch (n) { case 3: n = x[n] & 1; case 0: case 1: return x[n]; default: return 0; }"))
        .isZero();
    assertThat(guards("switch (n & 7) { case 6, 7: return 0; default: return x[n & 7]; }"))
        .isZero();
    assertThat(guards("switch (n) { case 3, 6 -> n = x[n]; default -> { } } return n;"))
        .isEqualTo(1);
  }

  @Test
  void aDivisorIsTestedBefore() {
    assertThat(guards("int a = x[0]; while (n != 0) { int t = a % n; a = n; n = t; } return a;"))
        .isZero();
    assertThat(guards("int a = x[0]; if (n != 0 && a / n > 2) a %= n; return a;")).isZero();
    assertThat(guards("int a = x[0]; if (n != 0) { n--; a %= n; } return a;")).isEqualTo(1);
    assertThat(guards("int a = x[0]; while (n != 0) { n = a - n; a %= n; } return a;"))
        .isEqualTo(1);
  }

  @Test
  void aLongMayBeAsSmallAsAny() {
    assertThat(guards("long a = ~n * (1L << 62), b = x[0] & 3; assert a > b; return 1;"))
        .isEqualTo(1);
    assertThat(guards("long a = Long.MIN_VALUE * (n & 1), b = x[0] & 3; assert a > b; return 1;"))
        .isEqualTo(1);
    assertThat(guards("long a = n * (1L << 62); assert a - n > n + a * 3; return 1;")).isEqualTo(1);
  }

  @Test
  void whatWasAssertedHolds() {
    assertThat(guards("assert 0 <= n && n < 6; return x[n];")).isEqualTo(1);
    assertThat(guards("assert n >= 0 && x[n] > 0 : \"n\"; return x[n];")).isEqualTo(2);
    assertThat(guards("assert n < 6 : \"n\"; return n < 0 ? 0 : x[n];")).isEqualTo(1);
  }

  @Test
  void whatWasThrownIsExcluded() {
    OperatorFacts facts =
        facts("if (n < 0 || n > 5) throw new IllegalArgumentException(\"n\"); return x[n];");
    assertThat(facts.guards()).isZero();
    assertThat(facts.errors())
        .extracting(ErrorCode::constant)
        .containsExactly("TEST_F_ILLEGAL_ARGUMENT");
    assertThat(
            guards(
                "switch (n) { case 0, 1, 2: break; case 4: n = 1; break; default: throw new Error(); } return x[n];"))
        .isZero();
  }

  @Test
  void aThrowingPathDoesNotReturn() {
    OperatorFacts facts =
        facts(
            "y[0] = 1; if (n > 3) throw new ArithmeticException(\"n\"); for (int i = 1; i < 6; i++) { if (x[i] == n) throw new ArithmeticException(); y[i] = x[i]; } return 0;");
    assertThat(facts.access()).containsEntry("y", Access.WRITE);
    assertThat(
            facts(
                    "for (int i = 0; i < 6; i++) switch (x[i] & 3) { case 0: y[i] = 1; break; case 1: throw new Error(\"a\"); case 2: n++; default: y[i] = 3; } return n;")
                .access())
        .containsEntry("y", Access.WRITE);
    assertThat(
            facts(
                    "for (int i = 0; i < 6; i++) switch (x[i] & 3) { case 0: y[i] = 1; break; case 1: throw new Error(\"a\"); case 2: break; default: y[i] = 3; } return n;")
                .access())
        .containsEntry("y", Access.READWRITE);
  }

  @Test
  void differentTextsAreDifferentErrors() {
    OperatorFacts facts =
        facts(
            "if (n == 1) throw new Error(\"a\");\nif (n == 2) throw new Error(\"b\");\nif (n == 3) throw new Error();\nassert n != 4; return 0;");
    assertThat(facts.errors())
        .extracting(ErrorCode::constant)
        .containsExactly("TEST_F_ERROR", "TEST_F_ERROR_2", "TEST_F_ERROR_3", "TEST_F_ASSERTION");
    assertThat(facts.guards()).isEqualTo(1);
  }
}
