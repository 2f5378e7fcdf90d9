package dev.annotir.processor.frontend;

import static dev.annotir.processor.fixture.Refusal.ofBody;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.annotir.processor.diagnostic.Id;
import org.junit.jupiter.api.Test;

/** What the language does not have is refused at its place. */
class LanguageMessagesTest {
  private static void refused(Id id, String statements, String... parts) {
    ofBody(
        id,
        "@Operator static int f(@Tensor({4}) int[] x, @Tensor({2, 3}) float[][] y, int n) {\n"
            + statements
            + "\nreturn n;\n}",
        parts);
  }

  @Test
  void statements() {
    assertAll(
        () ->
            refused(
                Id.UNSUPPORTED,
                "/*!*/try { n = x[n]; } catch (RuntimeException e) { n = 0; }",
                "catch"),
        () -> refused(Id.UNSUPPORTED, "/*!*/try { n = x[n]; } finally { n = 0; }"),
        () -> refused(Id.UNSUPPORTED, "/*!*/synchronized (x) { n++; }", "synchronized"),
        () -> refused(Id.UNSUPPORTED, "/*!*/class Local { int k; }", "types"),
        () -> refused(Id.UNSUPPORTED, "/*!*/record Pair(int a, int b) { }"),
        () ->
            refused(
                Id.UNSUPPORTED, "for (int v : /*!*/java.util.List.of(1, 2)) n += v;", "arrays"));
  }

  @Test
  void switches() {
    assertAll(
        () -> refused(Id.UNSUPPORTED, "switch (/*!*/\"a\") { case \"a\": n++; }", "String", "int"),
        () ->
            refused(
                Id.UNSUPPORTED,
                "n += switch (/*!*/Thread.State.NEW) { case NEW -> 1; default -> 2; };",
                "Thread.State",
                "constants"),
        () ->
            refused(
                Id.UNSUPPORTED,
                "switch (/*!*/Integer.valueOf(n)) { case 1 -> n++; default -> { } }"),
        () ->
            refused(
                Id.UNSUPPORTED_TYPE,
                "boolean b = /*!*/switch (n) { case 1 -> \"a\"; default -> \"b\"; } == null;",
                "String"),
        () ->
            refused(
                Id.UNSUPPORTED_TYPE,
                "switch (n) { case 1: String /*!*/s = \"a\"; case 2: s = \"b\"; default: }",
                "String"));
  }

  @Test
  void exceptions() {
    assertAll(
        () ->
            refused(
                Id.UNSUPPORTED,
                "if (n > 2) throw new IllegalArgumentException(/*!*/\"n is \" + n);",
                "constant",
                "literal"),
        () ->
            refused(Id.UNSUPPORTED, "if (n > 2) throw /*!*/new ArrayIndexOutOfBoundsException(n);"),
        () ->
            refused(
                Id.UNSUPPORTED,
                "if (n > 2) throw /*!*/new Error(new RuntimeException());",
                "new Error(\"text\")"),
        () -> refused(Id.UNSUPPORTED, "if (n > 2) throw /*!*/new Error(\"a\", null);", "text"),
        () ->
            refused(
                Id.UNSUPPORTED,
                "if (n > 2) throw /*!*/new java.util.NoSuchElementException();",
                "java.util.NoSuchElementException",
                "java.lang"),
        () -> refused(Id.UNSUPPORTED, "if (n > 2) throw /*!*/new RuntimeException() { };", "new"),
        () -> refused(Id.UNSUPPORTED, "if (n > 2) throw /*!*/(RuntimeException) null;", "new"),
        () -> refused(Id.UNSUPPORTED, "if (n > 2) throw new Error(/*!*/\"a\\0b\");", "\\0"),
        () -> refused(Id.UNSUPPORTED, "if (n > 2) throw new Error(/*!*/\"\\ud800\");", "half"),
        () ->
            refused(
                Id.UNSUPPORTED,
                "if (n > 2) throw new Error(/*!*/\"" + "a".repeat(1001) + "\");",
                "1000"),
        () -> refused(Id.UNSUPPORTED, "assert n > 2 : /*!*/n;", "constant"),
        () -> refused(Id.UNSUPPORTED, "assert n > 2 : /*!*/x;", "constant"),
        () -> refused(Id.UNSUPPORTED, "assert /*!*/n++ > 2;", "change", "before"),
        () -> refused(Id.UNSUPPORTED, "assert /*!*/n > 2 && (x[n] = 3) > 0;", "change"),
        () -> refused(Id.UNSUPPORTED, "assert /*!*/(n += 2) > 2;", "change"),
        () ->
            ofBody(
                Id.UNSUPPORTED,
                """
        static boolean fill(int[] x) { for (int i = 0; i < 4; i++) { x[i] = 0; } return true; }
        @Operator static void f(@Tensor({4}) int[] x) { assert /*!*/fill(x); }
        """,
                "change"));
  }

  @Test
  void objects() {
    assertAll(
        () -> refused(Id.UNSUPPORTED_TYPE, "String /*!*/s = \"a\";", "String", "texts"),
        () -> refused(Id.UNSUPPORTED_TYPE, "Integer /*!*/k = n;", "Integer", "as int"),
        () -> refused(Id.UNSUPPORTED_TYPE, "Object /*!*/o = x;", "Object"),
        () -> refused(Id.UNSUPPORTED_TYPE, "var /*!*/o = new Object();", "Object"),
        () ->
            refused(
                Id.UNSUPPORTED_TYPE, "Runnable /*!*/r = () -> { };", "Runnable", "static method"),
        () -> refused(Id.UNSUPPORTED_TYPE, "n += /*!*/Integer.valueOf(3);"),
        () -> refused(Id.UNSUPPORTED_TYPE, "boolean b = /*!*/x == null;", "by reference", "null"),
        () -> refused(Id.UNSUPPORTED_TYPE, "boolean b = /*!*/y[1] == y[0];", "elements"),
        () -> refused(Id.UNSUPPORTED_CALL, "n = /*!*/new Object().hashCode();"),
        () -> refused(Id.UNSUPPORTED_CALL, "n = /*!*/\"abc\".length();"),
        () -> refused(Id.UNSUPPORTED, "boolean b = /*!*/(Object) x instanceof int[];"));
  }

  @Test
  void arrays() {
    assertAll(
        () -> refused(Id.ARRAY_SHAPE, "int[] a = new int[/*!*/n];", "constant"),
        () -> refused(Id.ARRAY_SHAPE, "int k = n; int[] a = new int[/*!*/k];", "constant"),
        () -> refused(Id.ARRAY_SHAPE, "int[] a = new int[/*!*/-1];", "NegativeArraySize"),
        () -> refused(Id.ARRAY_SHAPE, "int[][] a = /*!*/new int[3][];", "rows"),
        () -> refused(Id.ARRAY_SHAPE, "int[][] a = {{1, 2}, /*!*/{3}};", "another length"),
        () -> refused(Id.ARRAY_SHAPE, "int[][] a = {{1, 2}, /*!*/{}};", "another length"),
        () -> refused(Id.ARRAY_SHAPE, "int[][] a = {{1, 2}, /*!*/new int[3]};", "another length"),
        () -> refused(Id.ARRAY_SHAPE, "int[][] a = {/*!*/x, {1, 2, 3, 4}};", "braces"),
        () -> refused(Id.ARRAY_SHAPE, "int[][] a = {{1, 2, 3, 4}, /*!*/x};", "braces"),
        () -> refused(Id.ARRAY_SHAPE, "int[][] a = {/*!*/x.clone()};", "another array"),
        () -> refused(Id.UNSUPPORTED, "/*!*/y[0] = y[1];", "row", "copy"),
        () -> refused(Id.UNSUPPORTED, "(/*!*/y[0]) = new float[3];", "row"),
        () -> refused(Id.UNSUPPORTED_CALL, "y = /*!*/y.clone();", "rows"),
        () -> refused(Id.UNSUPPORTED_TYPE, "String[] /*!*/s = {\"a\"};", "primitives"),
        () -> refused(Id.UNSUPPORTED_TYPE, "Object[] /*!*/s = y;", "primitives"),
        () -> refused(Id.UNSUPPORTED_TYPE, "n = (/*!*/new Integer[3]).length;", "primitives"));
  }

  @Test
  void arrayVariables() {
    assertAll(
        () -> refused(Id.UNSUPPORTED, "float[] z = /*!*/null;", "null", "without a value"),
        () -> refused(Id.UNSUPPORTED, "float[] z = y[0]; z = /*!*/null;", "null"),
        () -> refused(Id.UNSUPPORTED, "n = (n > 1 ? x : /*!*/null)[0];", "null"),
        () -> refused(Id.ARRAY_SHAPE, "int[] a = x; a = /*!*/new int[5];", "[5]", "a have [4]"),
        () -> refused(Id.ARRAY_SHAPE, "int[] a = new int[2]; if (n > 1) a = /*!*/x;", "[4]"),
        () -> refused(Id.ARRAY_SHAPE, "n = (n > 1 ? x : /*!*/new int[3])[0];", "equally large"),
        () ->
            refused(
                Id.ARRAY_SHAPE,
                "int[] a = x, b = new int[3]; for (;;) { n += a[0]; a = /*!*/b; b = a; }"),
        () ->
            ofBody(
                Id.CONSTANT_WRITTEN,
                """
        private static final int[] K = {1, 2};
        @Operator static int f(@Tensor({2}) int[] x, int n) { int[] a = x; for (int i = 0; i < n; i++) { /*!*/a[0] = n; a = K; } return x[1]; }
        """,
                "K"),
        () ->
            ofBody(
                Id.MUTABLE_FIELD,
                """
        static int[] field;
        @Operator static int f(@Tensor({2}) int[] x) { /*!*/field = x; return 0; }
        """),
        () ->
            ofBody(
                Id.ARRAY_SHAPE,
                """
        static int[] made(int n) { if (n > 2) return new int[n > 3 ? 3 : 3]; return /*!*/new int[4]; }
        @Operator static int f(int n) { return made(n)[0]; }
        """));
  }

  @Test
  void calls() {
    assertAll(
        () -> refused(Id.UNSUPPORTED_CALL, "n = /*!*/Integer.parseInt(null);", "Integer.parseInt"),
        () ->
            refused(
                Id.UNSUPPORTED_CALL,
                "/*!*/System.out.println(n);",
                "PrintStream.println does input or output"),
        () ->
            refused(
                Id.UNSUPPORTED_CALL,
                "n = /*!*/(int) Math.random();".replace("/*!*/(int) ", "(int) /*!*/")),
        () ->
            ofBody(
                Id.RECURSION,
                """
        static int fac(int n) { return n < 2 ? 1 : n * /*!*/fac(n - 1); }
        @Operator static int f(int n) { return fac(n); }
        """,
                "fac"),
        () ->
            ofBody(
                Id.RECURSION,
                """
        static boolean even(int n) { return n == 0 || odd(n - 1); }
        static boolean odd(int n) { return n != 0 && /*!*/even(n - 1); }
        @Operator static boolean f(int n) { return even(n); }
        """),
        () ->
            ofBody(
                Id.RECURSION,
                "@Operator static int f(int n) { return n < 1 ? 0 : /*!*/f(n - 1); }"),
        () ->
            ofBody(
                Id.UNSUPPORTED_CALL,
                """
        int instance(int n) { return n; }
        @Operator static int f(int n) { return /*!*/new Ops().instance(n); }
        """,
                "static"),
        () ->
            ofBody(
                Id.UNSUPPORTED_CALL,
                """
        static <T> int generic(T t, int n) { return n; }
        static int many(int... n) { return n[0]; }
        static native int nat(int n);
        static synchronized int sync(int n) { return n; }
        @Operator static int a(int n) { return /*!*/Ops.<Object>generic(null, n); }
        @Operator static int b(int n) { return /*!*/many(n, n); }
        @Operator static int c(int n) { return /*!*/nat(n); }
        @Operator static int d(int n) { return /*!*/sync(n); }
        """));
  }

  @Test
  void fields() {
    ofBody(
        Id.MUTABLE_FIELD,
        """
        static int count;
        static float[] table = {1, 2};
        int own;
        @Operator static int read(int n) { return /*!*/count + n; }
        @Operator static int write(int n) { /*!*/count = n; return n; }
        @Operator static int increment(int n) { /*!*/Ops.count++; return n; }
        @Operator static int compound(int n) { return n + (/*!*/count += n); }
        @Operator static float array(int n) { return /*!*/table[n & 1]; }
        """);
  }
}
