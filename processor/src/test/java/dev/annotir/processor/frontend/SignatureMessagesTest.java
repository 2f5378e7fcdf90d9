package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Refusal.compile;
import static dev.annotir.processor.fixture.Refusal.ofBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.fixture.Refusal;
import org.junit.jupiter.api.Test;

/** What a declaration cannot be is refused at its name. */
class SignatureMessagesTest {
  @Test
  void modifiers() {
    assertAll(
        () -> ofBody(Id.OPERATOR_NOT_STATIC, "@Operator int /*!*/f(int n) { return n; }", "static"),
        () ->
            ofBody(
                Id.OPERATOR_NOT_STATIC,
                "@Operator private static int /*!*/f(int n) { return n; }",
                "private"),
        () ->
            ofBody(
                Id.OPERATOR_NOT_STATIC,
                "@Operator static synchronized void /*!*/f(int n) { }",
                "synchronized"),
        () ->
            ofBody(Id.OPERATOR_NOT_STATIC, "@Operator static native void /*!*/f(int n);", "native"),
        () ->
            ofBody(
                Id.OPERATOR_NOT_STATIC,
                "@Operator static <T> void /*!*/f(int n) { }",
                "type parameters"),
        () ->
            ofBody(Id.OPERATOR_NOT_STATIC, "@Operator static void /*!*/f(int... n) { }", "varargs"),
        () ->
            Refusal.of(
                Id.OPERATOR_NOT_STATIC,
                "import dev.annotir.*; abstract class Ops { @Operator abstract int /*!*/f(int n); }",
                "static"),
        () ->
            Refusal.of(
                Id.OPERATOR_NOT_STATIC,
                "import dev.annotir.*; interface Ops { @Operator default int /*!*/f(int n) { return n; } }"),
        () ->
            ofBody(
                Id.OPERATOR_NOT_STATIC,
                "@Operator static void /*!*/f(int n) throws java.io.IOException { }",
                "throws"));
  }

  @Test
  void tensors() {
    assertAll(
        () -> ofBody(Id.BAD_TENSOR, "@Operator static void f(int[] /*!*/x) { }", "@Tensor"),
        () ->
            ofBody(Id.BAD_TENSOR, "@Operator static void f(@Tensor({2, 2}) int[][][] /*!*/x) { }"),
        () -> ofBody(Id.BAD_TENSOR, "@Operator static void f(@Tensor({2}) int[][] /*!*/x) { }"),
        () ->
            ofBody(
                Id.BAD_TENSOR, "@Operator static void f(@Tensor({}) int[] /*!*/x) { }", "extents"),
        () ->
            ofBody(
                Id.BAD_TENSOR,
                "@Operator static void f(@Tensor({1, 1, 1, 1, 1, 1, 1, 1, 1}) int[] /*!*/x) { }"),
        () ->
            ofBody(Id.BAD_TENSOR, "@Operator static void f(@Tensor({2}) int /*!*/x) { }", "arrays"),
        () ->
            ofBody(
                Id.BAD_TENSOR, "@Operator static int[] /*!*/f(int n) { return null; }", "@Tensor"),
        () ->
            ofBody(Id.BAD_TENSOR, "@Operator @Tensor({2}) static int /*!*/f(int n) { return n; }"),
        () -> ofBody(Id.BAD_TENSOR, "@Operator @Tensor({2}) static void /*!*/f(int n) { }"),
        () ->
            ofBody(
                Id.BAD_TENSOR,
                "@Operator static void f(@Tensor({65536, 65536, 65536, 65536}) int[][][][] /*!*/x) { }"),
        () ->
            ofBody(
                Id.BAD_TENSOR, "@Operator static void f(@Tensor({65536, 65536}) int[] /*!*/x) { }"),
        () ->
            ofBody(
                Id.NON_STATIC_SHAPE,
                "@Operator static void f(@Tensor({2, 0}) int[][] /*!*/x) { }",
                "0"),
        () ->
            ofBody(
                Id.NON_STATIC_SHAPE,
                "@Operator static void f(@Tensor({-3}) int[] /*!*/x) { }",
                "-3"));
  }

  @Test
  void labels() {
    assertAll(
        () ->
            ofBody(
                Id.BAD_DTYPE,
                "@Operator static void f(@Tensor(value = 2, dtype = DType.UINT8) int[] /*!*/x) { }",
                "UINT8"),
        () ->
            ofBody(
                Id.BAD_DTYPE,
                "@Operator static void f(@Tensor(value = 2, dtype = DType.UINT16) byte[] /*!*/x) { }"),
        () ->
            ofBody(
                Id.BAD_DTYPE,
                "@Operator static void f(@Tensor(value = 2, dtype = DType.UINT32) float[] /*!*/x) { }"),
        () ->
            ofBody(
                Id.BAD_DTYPE,
                "@Operator static void f(@Tensor(value = 2, dtype = DType.UINT64) double[] /*!*/x) { }"),
        () ->
            ofBody(
                Id.BAD_DTYPE,
                "@Operator static void f(@Tensor(value = 2, dtype = DType.FLOAT16) char[] /*!*/x) { }"),
        () ->
            ofBody(
                Id.BAD_DTYPE,
                "@Operator static void f(@Tensor(value = 2, dtype = DType.BFLOAT16) float[] /*!*/x) { }"),
        () ->
            ofBody(
                Id.BAD_DTYPE,
                "@Operator static void f(@Tensor(value = 2, dtype = DType.UINT8) boolean[] /*!*/x) { }"));
  }

  @Test
  void types() {
    assertAll(
        () -> ofBody(Id.BAD_PARAMETER, "@Operator static void f(String /*!*/s) { }", "String"),
        () -> ofBody(Id.BAD_PARAMETER, "@Operator static void f(Integer /*!*/s) { }", "Integer"),
        () ->
            ofBody(
                Id.BAD_PARAMETER,
                "@Operator static void f(@Tensor({2}) String[] /*!*/s) { }",
                "String"),
        () ->
            ofBody(
                Id.BAD_PARAMETER,
                "@Operator static Object /*!*/f(int n) { return null; }",
                "Object"),
        () ->
            ofBody(
                Id.BAD_PARAMETER,
                "@Operator @Tensor({2}) static Long[] /*!*/f(int n) { return null; }",
                "Long"),
        () ->
            ofBody(
                Id.BAD_PARAMETER,
                "@Operator static void f(java.util.List<int[]> /*!*/s) { }",
                "List"));
  }

  @Test
  void shapesOfResults() {
    ofBody(
        Id.ARRAY_SHAPE,
        """
        @Operator @Tensor({3}) static int[] a(int n) { int[] r = new int[4]; return /*!*/r; }
        @Operator @Tensor({2, 3}) static int[][] b(@Tensor({3, 2}) int[][] x) { return /*!*/x; }
        """,
        "@Tensor says");
  }

  @Test
  void names() {
    assertAll(
        () -> ofBody(Id.BAD_NAME, "@Operator(\"1st\") static void /*!*/f(int n) { }", "1st"),
        () -> ofBody(Id.BAD_NAME, "@Operator(\"a-b\") static void /*!*/f(int n) { }", "a-b"),
        () -> ofBody(Id.BAD_NAME, "@Operator(\"a b\") static void /*!*/f(int n) { }", "a b"),
        () -> ofBody(Id.BAD_NAME, "@Operator static void /*!*/$f(int n) { }", "$f"),
        () -> ofBody(Id.BAD_NAME, "@Operator static void /*!*/f\u00fc(int n) { }"),
        () ->
            ofBody(
                Id.BAD_NAME,
                "@Operator static void /*!*/" + "f".repeat(130) + "(int n) { }",
                "120"),
        () ->
            ofBody(
                Id.NAME_COLLISION,
                "@Operator static void f(int n) { }\n@Operator static void /*!*/f(long n) { }",
                "f"),
        () ->
            ofBody(
                Id.NAME_COLLISION,
                "@Operator static void f(int n) { }\n@Operator(\"f\") static void /*!*/g(long n) { }",
                "f"),
        () ->
            Refusal.of(
                Id.BAD_NAME,
                "import dev.annotir.*; /*!*/@OperatorLibrary(\"a b\") class Ops { @Operator static void f(int n) { } }"));
  }

  @Test
  void duplicateLibraries() {
    Refusal.of(
        Id.NAME_COLLISION,
        """
        import dev.annotir.*;
        final class Ops {
          @OperatorLibrary("same") static class A { @Operator static int f(int n) { return n; } }
          /*!*/@OperatorLibrary("same") static class B { @Operator static int g(int n) { return n; } }
        }
        """,
        "same",
        "Ops.A");
  }

  @Test
  void hostsOfOperators() {
    String operator = "@Operator static int f(int n) { return n + 1; }";
    for (String source :
        new String[] {
          "interface Ops { " + operator + " }",
          "enum Ops { A, B; " + operator + " }",
          "record Ops(int a) { " + operator + " }",
          "@interface Ops { class Inner { " + operator + " } }",
          "final class Ops { static class Inner { " + operator + " } }",
          "final class Ops { class Inner { " + "static class Deep { " + operator + " } } }",
          "abstract class Ops<T> { " + operator + " }",
        }) {
      assertThat(compile("import dev.annotir.*; " + source).errors()).as(source).isEmpty();
      assertThat(compile("package a.b; import dev.annotir.*; " + source).errors())
          .as(source)
          .isEmpty();
    }
    Refusal.of(
        Id.OPERATOR_NOT_STATIC,
        "import dev.annotir.*; class Ops { private static class Inner { @Operator static int /*!*/f(int n) { return n; } } }",
        "private");
  }

  @Test
  void threeErrors() {
    assertAll(
        () ->
            ofBody(
                Id.OPERATOR_NOT_STATIC,
                """
        @Operator int /*!*/a(int n) { return n; }
        @Operator static int good(int n) { return n; }
        @Operator private static int /*!*/b(int n) { return n; }
        @Operator static native int /*!*/c(int n);
        """),
        () ->
            ofBody(
                Id.UNSUPPORTED,
                """
        @Operator static int a(int n) { /*!*/try { return n; } finally { n++; } }
        @Operator static int b(int n) { /*!*/synchronized (Ops.class) { return 2; } }
        @Operator static int c(int n) { assert n > 1 : /*!*/n; return n; }
        """));
  }
}
