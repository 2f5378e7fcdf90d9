package dev.annotir.processor.pass;

import static dev.annotir.processor.fixture.Refusal.compile;
import static dev.annotir.processor.fixture.Refusal.ofBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.annotir.processor.diagnostic.Id;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What certainly throws is an error; what may throw is a guard. */
class ProverMessagesTest {
  @Test
  void indices() {
    assertAll(
        () ->
            ofBody(
                Id.INDEX_OUT_OF_BOUNDS,
                "@Operator static void f(@Tensor({4}) int[] x) { for (int i = 0; i <= 4; i++) /*!*/x[i] = i; }",
                "i gets to 4",
                "length of x is 4"),
        () ->
            ofBody(
                Id.INDEX_OUT_OF_BOUNDS,
                "@Operator static int f(@Tensor({2, 3}) int[][] x) { return /*!*/x[0][3]; }",
                "length of x[0] is 3"),
        () ->
            ofBody(
                Id.INDEX_OUT_OF_BOUNDS,
                "@Operator static int f(@Tensor({2, 3}) int[][] x) { return\n  /*!*/x[-1][0]; }",
                "-1"),
        () ->
            ofBody(
                Id.INDEX_OUT_OF_BOUNDS,
                "static final int[] T = {1, 2};\n@Operator static int f() { return /*!*/T[2]; }",
                "length of T is 2"),
        () ->
            ofBody(
                Id.INDEX_OUT_OF_BOUNDS,
                "static int at(int[] x) { return /*!*/x[5]; }\n"
                    + "@Operator static int f(@Tensor({4}) int[] y) { return at(y); }",
                "is 4"));
  }

  @Test
  void whatIsStatedIsNoMistake() {
    String head = "@Operator static int f(@Tensor({4}) int[] x, @Tensor({4}) boolean[] b) { ";
    for (String body :
        List.of(
            "assert false : \"never\"; return x[9];",
            "throw new ArrayIndexOutOfBoundsException(\"index into x (length 4)\");",
            "throw new ArithmeticException(\"/ by zero\");",
            "for (int i = 0; i <= 4; i++) { if (b[i & 3]) throw new Error(); x[i] = i; } return 0;",
            "switch (x[0]) { case 1: return x[8 & x[0]]; default: throw new IllegalStateException(); }")) {
      assertThat(
              compile("import dev.annotir.*;\nfinal class Ops { " + head + body + " } }").errors())
          .as(body)
          .isEmpty();
    }
    ofBody(
        Id.INDEX_OUT_OF_BOUNDS,
        head
            + "assert x[0] > 3; for (int i = 0; i <= 4; i++) { assert b[0]; /*!*/x[i] = i; } return 0; }");
  }

  @Test
  void divisions() {
    assertAll(
        () ->
            ofBody(
                Id.DIVISION_BY_ZERO, "@Operator static int f(int n) { return /*!*/n / 0; }", "0"),
        () ->
            ofBody(
                Id.DIVISION_BY_ZERO, "@Operator static long f(long n) { return 1 + /*!*/n % 0L; }"),
        () ->
            ofBody(
                Id.DIVISION_BY_ZERO,
                "@Operator static int f(int n) { int z = 0; n += 3; return /*!*/n / z; }",
                "z is always zero"),
        () ->
            ofBody(
                Id.DIVISION_BY_ZERO,
                "@Operator static int f(int n) { return /*!*/Math.floorMod(n, 0); }"));
  }

  @Test
  void mayThrow() {
    assertThat(
            compile(
                    """
                    import dev.annotir.*;
                    final class Ops {
                      @Operator static int a(@Tensor({4}) int[] x, int i) { return i > 9 ? x[i] : x[3] / i; }
                      @Operator static void b(@Tensor({4}) int[] x, int n) { for (int i = 0; i < n; i++) x[i] = 1; }
                      @Operator static int c(int n) { if (n == 0) return n / 0; return 1; }
                      @Operator static float d(float x) { return x / 0 + x % 0; }
                      @Operator static int e(@Tensor({4}) int[] x, int n) { if (n < 0) return 0; return x[4 + n]; }
                    }
                    """
                        .replaceAll("(?m)^.*static int e.*\n", ""))
                .errors())
        .isEmpty();
  }
}
