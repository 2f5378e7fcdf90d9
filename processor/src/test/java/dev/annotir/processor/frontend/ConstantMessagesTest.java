package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Refusal.compile;
import static dev.annotir.processor.fixture.Refusal.ofBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.annotir.processor.diagnostic.Id;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Constant arrays that are none. */
class ConstantMessagesTest {
  @Test
  void elements() {
    ofBody(
        Id.BAD_CONSTANT,
        """
        static final int[] A = {1, /*!*/Integer.parseInt("3")};
        static final int[] B = {1, /*!*/1 / 0};
        static final int[] C = {1};
        static final int[][] D = {{1}, /*!*/{1, 2}};
        static final int[][] E = /*!*/new int[3][];
        static final int[] F = /*!*/{};
        static final int[][] G = {/*!*/C};
        @Operator static int a(int i) { return A[i]; }
        @Operator static int b(int i) { return B[i]; }
        @Operator static int d(int i) { return D[i][0]; }
        @Operator static int e(int i) { return E[i][0]; }
        @Operator static int f(int i) { return F[i]; }
        @Operator static int g(int i) { return G[i][0]; }
        """);
  }

  @Test
  void initializers() {
    ofBody(
        Id.BAD_CONSTANT,
        """
        static final int TEXT = Integer.parseInt("3");
        static final int[] B;
        static { B = new int[] {1}; }
        static int[] none() { return null; }
        static int[] much() { int[] x = new int[3]; while (x[0] < 1) x[1]++; return x; }
        static int[] wrong(int i) { int[] x = new int[3]; x[i] = 3; return x; }
        static final int[] NONE = none();
        static final int[] MUCH = much();
        static final int[] WRONG = wrong(4);
        static final int[] EMPTY = new int[4 - 4].clone();
        static final int[] LENGTH = new int[TEXT];
        @Operator static int b(int i) { return /*!*/B[i]; }
        @Operator static int text(int n) { return /*!*/TEXT; }
        @Operator static int none(int n) { return /*!*/NONE[0]; }
        @Operator static int much(int n) { return /*!*/MUCH[0]; }
        @Operator static int wrongIndex(int n) { return /*!*/WRONG[0]; }
        @Operator static int empty(int n) { return /*!*/EMPTY.length; }
        """);
  }

  @Test
  void tooManyElements() {
    ofBody(
        Id.BAD_CONSTANT,
        """
        static final int[][] SQUARE = /*!*/new int[1 << 16][1 << 16];
        @Operator static int square(int n) { return SQUARE[n & 7][0]; }
        """,
        "at most 2147483647 elements");
  }

  @Test
  void order() {
    ofBody(
        Id.BAD_CONSTANT,
        """
        static final int EARLY = early();
        static int early() { return LATE + 1; }
        static final int LATE = Math.abs(-3);
        static final int[] ROWS = {K.A[0]};
        static final class K { static final int[] A = made(); }
        static int[] made() { return new int[3]; }
        static final int[] SELF = self();
        static int[] self() { return new int[] {SELF.length}; }
        @Operator static int b(int n) { return /*!*/ROWS[0]; }
        @Operator static int a(int n) { return /*!*/EARLY; }
        @Operator static int c(int n) { return /*!*/SELF[0]; }
        """
            .replace("{K.A[0]}", "{/*!*/K.A[0]}")
            .replace("return /*!*/ROWS", "return ROWS"),
        "may not have its value yet");
  }

  @Test
  void writtenByAnOperator() {
    assertAll(
        () ->
            ofBody(
                Id.CONSTANT_WRITTEN,
                """
        static final int[] A = {1, 2, 3};
        static final int[][] M = {{1, 2}, {3, 4}};
        static void set(int[] x) { /*!*/x[0] = 3; }
        static void add(int[] x) { for (int i = 0; i < x.length; i++) /*!*/x[i] += 1; }
        @Operator static void direct(int i) { /*!*/A[i] = 3; }
        @Operator static int compound(int i) { return /*!*/A[i] += 3; }
        @Operator static int increment(int i) { return /*!*/A[i]++; }
        @Operator static void alias(int i) { int[] a = A; /*!*/a[i] = 3; }
        @Operator static void row(int i) { int[] a = M[i]; /*!*/a[i]--; }
        @Operator static void element(int i) { /*!*/M[i][1] = i; }
        @Operator static void loop(int i) { for (int[] r : M) /*!*/r[0] = i; }
        @Operator static void helper(int i) { set(A); }
        @Operator static void helperRow(int i) { add(M[1]); }
        @Operator static void qualified(int i) { /*!*/Ops.A[0] = 3; }
        """
                    .replace("static void set(int[] x) { /*!*/", "static void set(int[] x) { ")
                    .replace("i++) /*!*/x[i] += 1", "i++) x[i] += 1")
                    .replace("{ set(A); }", "{ /*?*/ }")
                    .replace("{ add(M[1]); }", "{ }"),
                "constant"),
        () ->
            ofBody(
                Id.CONSTANT_WRITTEN,
                """
        static final int[] A = {1, 2, 3};
        static void set(int[] x) { /*!*/x[0] = 3; }
        @Operator static void helper(int i) { set(A); }
        """,
                "A"),
        () ->
            ofBody(
                Id.CONSTANT_WRITTEN,
                """
        static final int[][] M = {{1, 2, 3}, {4, 5, 6}};
        static void set(int[] x) { for (int i = 0; i < x.length; i++) /*!*/x[i] = 3; }
        static void both(int[][] m) { for (int[] x : m) set(x); }
        @Operator static void helper(int i) { both(M); }
        """,
                "M"));
  }

  private static void writtenElsewhere(String member) {
    String message =
        compile(
                "import dev.annotir.*; final class Ops { static final int[][] M = {{1, 2}, {3, 4}};"
                    + member
                    + " @Operator static int f(int i) { return M[i][0]; } }")
            .errors()
            .stream()
            .map(e -> e.getMessage(Locale.ROOT))
            .findFirst()
            .orElse("no error");
    assertThat(message).as(member).startsWith("[annotir:BAD_CONSTANT] M");
  }

  @Test
  void writtenElsewhere() {
    assertAll(
        () -> writtenElsewhere("static void w() { M[0][1] = 3; }"),
        () -> writtenElsewhere("static void w() { M[0] = new int[] {3, 4}; }"),
        () -> writtenElsewhere("static void w() { M[0][0]++; }"),
        () -> writtenElsewhere("static void w() { --(M[0])[0]; }"),
        () -> writtenElsewhere("static void w() { Ops.M[1][0] -= 3; }"),
        () -> writtenElsewhere("static void w() { int[] r = M[1]; r[0] = 3; }"),
        () -> writtenElsewhere("static void w() { for (int[] r : M) r[0] = 3; }"),
        () -> writtenElsewhere("static void w() { java.util.Arrays.fill(M[0], 3); }"),
        () -> writtenElsewhere("static int[][] w() { return M; }"),
        () -> writtenElsewhere("static int[] w() { return M[1]; }"),
        () -> writtenElsewhere("static Object o = M;"),
        () -> writtenElsewhere("static { M[0][0] = 9; }"),
        () -> writtenElsewhere("static int[][] same = true ? M : null;"),
        () -> writtenElsewhere("static java.util.function.Supplier<int[]> s = () -> M[0];"),
        () -> writtenElsewhere("static Object[] all = {M};"),
        () -> writtenElsewhere("static int[][] c = M.clone(); static int[] d = M[0].clone();"),
        () -> writtenElsewhere("class In { void w() { M[0][0] = 2; } }"),
        () -> writtenElsewhere("static int[][] other; static void w() { other = M; }"),
        () -> writtenElsewhere("static Object w() { return (Object) (M); }"));
  }

  private static void givenAway(String member) {
    writtenElsewhere(
        "static int[] row(int i) { return M[i & 1]; }"
            + " static int[][] all(int i) { int[][] m = i > 0 ? M : new int[2][2]; return m; }"
            + " @Operator static int g(int i) { return row(i)[0] + all(i)[0][1]; } "
            + member);
  }

  @Test
  void givenAwayByHelpers() {
    assertAll(
        () -> givenAway("static void w() { row(1)[0] = 3; }"),
        () -> givenAway("static void w() { all(1)[0][0]++; }"),
        () -> givenAway("static final Object o = row(0);"),
        () -> givenAway("static { int[] r = all(1)[0]; r[1] = 4; }"),
        () -> givenAway("static int[] w() { return row(0); }"));
  }

  @Test
  void readElsewhere() {
    assertThat(
            compile(
                    """
                    import dev.annotir.*;
                    final class Ops {
                      static final int[][] M = {{1, 2}, {3, 4}};
                      static final int[] A = {1, 2};
                      static int[] row(int i) { return M[i & 1]; }
                      static int reads() { return row(3)[1] + row(4).length; }
                      @Operator static int g(int i) { return row(i)[1]; }
                      static int LENGTH = M.length + M[0].length;
                      static int r() { int s = -M[0][0] + A[1]; for (int v : A) s += v; for (int v : M[1]) s -= v; return s; }
                      static int[] c() { return A.clone(); }
                      static boolean e() { return M == null || A[0] == 3; }
                      @Operator static int f(int i) { int[] row = M[i]; int s = 0; for (int[] r : M) s += r[0] + row[1] + A[i]; return s; }
                    }
                    """)
                .errors())
        .isEmpty();
  }
}
