package dev.annotir.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources that javac refuses: the processor neither fails nor leaves an archive, not even an older
 * one.
 */
class BrokenJavaTest {
  private static final String GOOD =
      "@Operator static int good(@Tensor({2}) int[] x, int i) { return x[i]; }";

  @TempDir private Path folder;

  private String compile(List<String> options, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path file = Files.writeString(folder.resolve("Ops.java"), source);
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
    StringWriter log = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task = compiler.getTask(log, files, null, all, null, files.getJavaFileObjects(file));
      task.setProcessors(List.of(new OperatorProcessor()));
      boolean succeeded = task.call();
      return succeeded ? "" : log.toString();
    }
  }

  private Path archive() {
    return folder.resolve("META-INF/mlf/ops.tar");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Operator static int f(int n) { return missing; }",
        "@Operator static int f(int n) { return missing(n); }",
        "@Operator static int f(Missing n) { return 1; }",
        "@Operator static Missing f(int n) { return null; }",
        "@Operator static int f(@Tensor({2}) Missing[] n) { return 1; }",
        "@Operator static int f(int n) { int k; return k; }",
        "@Operator static int f(int n) { final int k = 1; k = n; return k; }",
        "@Operator static int f(int n) { }",
        "@Operator static int f(int n) { return 1; n++; }",
        "@Operator static int f(int n) { while (true) { } return n; }",
        "@Operator static int f(int n) { boolean b = n; return 1; }",
        "@Operator static int f(int n) { if (n > 0 || n << 2) return 1; return 2; }",
        "@Operator static int f(int n) { if (n > 0 && n << 2) return 1; return 2; }",
        "@Operator static int f(int n) { if (!(n > 0 || n)) return 1; return 2; }",
        "@Operator static int f(int n) { if (n) return 1; return 2; }",
        "@Operator static int f(int n) { if (!n) return 1; return 2; }",
        "@Operator static int f(int n) { while (n) n++; return n; }",
        "@Operator static int f(int n) { return n > 0 || n ? 1 : 2; }",
        "@Operator static int f(int n, boolean b) { return n == b ? 1 : 2; }",
        "@Operator static int f(int n) { if (n != (n > 0)) return 1; return 2; }",
        "@Operator static int f(int n) { return n + \"a\"; }",
        "@Operator static int f(int n) { byte b = n; return b; }",
        "@Operator static int f(int n) { int n = 3; return n; }",
        "@Operator static int f(int n) { break; }",
        "@Operator static int f(int n) { yield 3; }",
        "@Operator static int f(int n) { switch (n) { default -> { yield 3; } } return n; }",
        "@Operator static int f(int n) { continue a; }",
        "@Operator static int f(int n) { a: n++; for (;;) continue a; }",
        "@Operator static int f(int n) { return x[n]; }",
        "@Operator static int f(@Tensor({2}) int[] x) { return x[1L]; }",
        "@Operator static int f(@Tensor({2}) int[] x) { return x[0][1]; }",
        "@Operator static int f(@Tensor({2}) int[] x) { return x.size; }",
        "@Operator static int f(int n) { int[] a = Math.abs(n); return a[0]; }",
        "@Operator static int f(int n) { int[] a = h(n); return a[0]; } static int h(int n) { return n; }",
        "@Operator static int f(int n) { int[][] a = h(n); return 1; } static int[] h(int n) { return new int[2]; }",
        "@Operator static int f(int n) { int a = h(n); return a; } static int[] h(int n) { return new int[2]; }",
        "@Operator static int f(int n) { return h(g()); } static int h(int[] n) { return 1; } static void g() {}",
        "@Operator static int f(int n) { int[] a = g(); return a[n]; } static void g() {}",
        "@Operator static int f(@Tensor({2}) int[] n) { float[] a = n; return 1; }",
        "@Operator static int f(@Tensor({2}) int[] n) { float[] a = n.clone(); return 1; }",
        "@Operator static int f(@Tensor({2, 2}) int[][] n) { int[] a = n; return a[0]; }",
        "@Operator static int f(@Tensor({2}) int[] n) { int[] a = n[0]; return a[0]; }",
        "@Operator static int f(@Tensor({2}) int[] n) { for (int[] a : n) a[0] = 1; return 0; }",
        "@Operator static int f(@Tensor({2}) int[] n) { for (boolean a : n) return 1; return 0; }",
        "@Operator static int f(@Tensor({2}) float[] n) { for (int a : n) return a; return 0; }",
        "@Operator static int f(@Tensor({2, 2}) int[][] n) { for (int a : n) return a; return 0; }",
        "@Operator static int f(@Tensor({2}) int[] n) { return f(n[0]); }",
        "@Operator static @Tensor({2}) int[] f(@Tensor({2}) int[] n) { return 1; }",
        "@Operator static @Tensor({2}) int[] f(@Tensor({2}) float[] n) { return n; }",
        "@Operator static int f(int n) { int[] a = new int[n ? 1 : 2]; return a[0]; }",
        "@Operator static int f(int n) { int[] a = n > 0 ? 1 : null; return a[0]; }",
        "@Operator static int f(int n) { int[] a = switch (n) { default -> 2; }; return a[0]; }",
        "@Operator static int f(@Tensor({2}) int[] n) { System.arraycopy(n, 0, 0, 0); return 1; }",
        "@Operator static int f(@Tensor({2}) int[] n) { System.arraycopy(n, 0, n, 0L, 1); return 1; }",
        "@Operator static int f(@Tensor({2}) int[] x) { int[] a = {1, \"2\"}; return a[0]; }",
        "@Operator static int f(@Tensor({\"2\"}) int[] x) { return 1; }",
        "@Operator static int f(@Tensor({K}) int[] x) { return 1; } static int K = 4;",
        "@Operator static int f(@Tensor({Q}) int[] x) { return 1; }",
        "@Operator static int f(@Tensor int[] x) { return 1; }",
        "@Operator static int f(@Tensor(value = {2}, dtype = DType.NONE) byte[] x) { return 1; }",
        "@Operator static int f(@Tensor(value = {2}, type = 3) byte[] x) { return 1; }",
        "@Operator(3) static int f(int n) { return 1; }",
        "@Operator @Operator static int f(int n) { return 1; }",
        "@Operator int field; @Operator static int f(int n) { return 1; }",
        "@Operator static int f(int n) { return 1; } @Operator static int f(int n) { return 2; }",
        "@Operator static int f(int n, int n) { return 1; }",
        "@Operator static int f(int n);",
        "@Operator abstract static int f(int n);",
        "@Operator static void f(int n) { return n; }",
        "@Operator static int f(int n) { return; }",
        "@Operator static int f(int n) { throw n; }",
        "@Operator static int f(int n) { throw new Exception(); }",
        "@Operator static int f(int n) { return h(n); } static int h(int n) { return missing; }",
        "@Operator static int f(int n) { return h(n); } static int h(int n) { int k; return k; }",
        "@Operator static int f(int n) { return h(n, n); } static int h(int n) { return n; }",
        "@Operator static int f(int n) { return T[n]; } static final int[] T = {1, missing};",
        "@Operator static int f(int n) { return T[n]; } static final int[] T = {1, 2.5};",
        "@Operator static int f(int n) { return T[n]; } static final Missing[] T = {1};",
        "@Operator static int f(int n) { return C; } static final int C = D; static final int D = missing;",
        "@Operator static int f(int n) { return C; } static final int C = D; static final int D = C;",
        "@Operator static int f(int n) { return Math.nothing(n); }",
        "@Operator static int f(int n) { return Math.max(n); }",
        "@Operator static int f(int n) { for (int v : n) n++; return n; }",
        "@Operator static int f(int n) { for (String v : new int[3]) n++; return n; }",
        "@Operator static int f(int n) { var v = null; return n; }",
        "@Operator static int f(int n) { var v = {1, 2}; return n; }",
        "@Operator static int f(int n) { var v; return n; }",
        "@Operator static int f(int n) { return (Missing) n; }",
        "@Operator static int f(int n) { return new Missing[3].length; }",
        "@Operator static int f(int n) { return n ? 1 : 2; }",
        "@Operator static int f(int n) { if (n = 1) return 2; return 3; }",
        "@Operator static int f(int n) { n++ = 3; return 3; }",
        "@Operator static int f(int n) { 3 += n; return 3; }",
        "@Operator static int f(int n) { n |= n < 3; return n; }",
        "@Operator static int f(int n) { n <<= 2f; return n; }",
        "@Operator static int f(float n) { n ^= 2; return 1; }",
        "@Operator static int f(boolean n) { n += 2; return 1; }",
        "@Operator static int f(boolean n) { n &= 2; return 1; }",
        "@Operator static int f(boolean n) { n++; return 1; }",
        "@Operator static int f(boolean n) { return n++; }",
        "@Operator static int f(boolean n) { return -n; }",
        "@Operator static int f(float n) { return ~n; }",
        "@Operator static int f(int n) { return !n ? 1 : 2; }",
        "@Operator static int f(int n) { return n << 2f; }",
        "@Operator static int f(int n) { return n && n ? 1 : 2; }",
        "@Operator static int f(int n) { return this.n; }",
        "@Operator static int f(int n) { return super.hashCode(); }",
        "static int other() { int k; return k; }",
        "Missing field;",
        "static class Inner { int m() { return missing; } }",
        "@Override public int nothing() { return 1; }",
      })
  void isLeftToJavac(String member) throws IOException {
    String source = "import dev.annotir.*;\nfinal class Ops {\n" + GOOD + "\n" + member + "\n}\n";
    String log = compile(List.of(), source);
    assertThat(log).contains("error:").doesNotContain("INTERNAL").doesNotContain("Exception:");
    assertThat(archive()).doesNotExist();
  }

  /** The processor meets the annotation when it lowers the operator, not before. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Operator static int f(@Tensor({Q}) int[] x) { return 1; }",
        "@Operator static int f(@Tensor({\"2\"}) int[] x) { return 1; }",
        "@Operator static int f(@Tensor int[] x) { return 1; }",
        "@Operator(Q) static int f(int n) { return 1; }",
        "@Operator(3) static int f(int n) { return 1; }",
        "@Operator static int p(int n) { return 1; } @Operator(\"f\" + p) static int f(int n) { return 1; }",
      })
  void isLeftToJavacWithoutAModule(String member) throws IOException {
    String source = "import dev.annotir.*;\nfinal class Ops {\n" + GOOD + "\n" + member + "\n}\n";
    String log = compile(List.of("-Aannotir.module=false"), source);
    assertThat(log).contains("error:").doesNotContain("INTERNAL").doesNotContain("Exception:");
    assertThat(archive()).doesNotExist();
  }

  /** javac reports syntax errors before it calls any processor. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@Operator static int f(int n) { return n }",
        "@Operator static int f(int n) { return n;",
        "@Operator static int f(int n) { return h(n); } static int h(int n) { return g(n) }",
        "@Operator static int f(int n) { return 99999999999; }",
      })
  void isNoJava(String member) throws IOException {
    String source = "import dev.annotir.*;\nfinal class Ops {\n" + GOOD + "\n" + member + "\n}\n";
    assertThat(compile(List.of(), source)).contains("error:").doesNotContain("annotir:");
    assertThat(archive()).doesNotExist();
  }

  @Test
  void olderArchiveGoes() throws IOException {
    for (String member :
        List.of(
            "@Operator static int f(int n) { return missing; }",
            "@Operator static int f(int n) { int k; return k; }",
            "static int other() { int k; return k; }",
            "Missing field;",
            "@Operator int f(int n) { return n; }")) {
      compile(List.of(), "import dev.annotir.*;\nfinal class Ops { " + GOOD + " }");
      assertThat(archive()).exists();
      compile(
          List.of(), "import dev.annotir.*;\nfinal class Ops {\n" + GOOD + "\n" + member + "\n}\n");
      assertThat(archive()).as(member).doesNotExist();
    }
  }

  @Test
  void missingImport() throws IOException {
    String log = compile(List.of(), "final class Ops { " + GOOD + " }");
    assertThat(log).contains("cannot find symbol").doesNotContain("annotir:");
  }

  @Test
  void operatorsThatWentAway() throws IOException {
    compile(List.of(), "import dev.annotir.*;\nfinal class Ops { " + GOOD + " }");
    String log = compile(List.of(), "import dev.annotir.*;\n@OperatorLibrary final class Ops { }");
    assertThat(log).isEmpty();
    assertThat(archive()).doesNotExist();
  }

  @Test
  void badOptions() throws IOException {
    String source = "import dev.annotir.*;\nfinal class Ops { " + GOOD + " }";
    for (String option :
        List.of(
            "-Aannotir.mlf.version=6",
            "-Aannotir.params=none",
            "-Aannotir.target=x86",
            "-Aannotir.timestamp=yesterday",
            "-Aannotir.timestamp=-5",
            "-Aannotir.module=maybe",
            "-Aannotir.source=1",
            "-Aannotir.explain=loudly",
            "-Aannotir.mlf.version",
            "-Aannotir.sources=true")) {
      String log = compile(List.of(option), source);
      assertThat(log).as(option).contains("[annotir:BAD_OPTION]").contains("1 error");
      assertThat(archive()).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@OperatorLibrary(n == 0)", "@OperatorLibrary(3)", "@OperatorLibrary(value)"})
  void namesOfLibraries(String annotation) throws IOException {
    String source = "import dev.annotir.*;\n" + annotation + " final class Ops { " + GOOD + " }";
    assertThat(compile(List.of(), source))
        .contains("Ops.java:2: error: ")
        .doesNotContain("annotir:");
  }

  @Test
  void formatVersions() throws IOException {
    String source = "import dev.annotir.*;\nfinal class Ops { " + GOOD + " }";
    for (String version : List.of("4", "5", "7")) {
      assertThat(compile(List.of("-Aannotir.mlf.version=" + version), source)).isEmpty();
      assertThat(Files.readString(archive(), StandardCharsets.ISO_8859_1))
          .contains("{\"version\": " + version + ", ");
    }
    assertThat(compile(List.of("-Aannotir.mlf.version=6"), source)).contains("4, 5 or 7");
  }

  @Test
  void moreOperatorsThanAByteCounts() throws IOException {
    String most = operators(255);
    assertThat(compile(List.of("-Aannotir.mlf.version=4"), most)).isEmpty();
    assertThat(archive()).exists();
    String more = operators(256);
    for (String version : List.of("4", "5")) {
      assertThat(compile(List.of("-Aannotir.mlf.version=" + version), more))
          .contains("Ops.java:2: error: [annotir:TOO_MANY_OPERATORS] the library has 256 operators")
          .contains("move operators to another class, or use -Aannotir.mlf.version=7");
      assertThat(archive()).doesNotExist();
    }
    assertThat(compile(List.of(), more)).isEmpty();
    assertThat(archive()).exists();
  }

  private static String operators(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "@Operator static int f" + i + "(int n) { return n; }\n")
        .collect(Collectors.joining("", "import dev.annotir.*;\nfinal class Ops {\n", "}\n"));
  }

  @Test
  void archiveThatCannotBeWritten() throws IOException {
    Files.createDirectories(folder.resolve("META-INF/mlf/ops.tar/full"));
    String log = compile(List.of(), "import dev.annotir.*;\nfinal class Ops { " + GOOD + " }");
    assertThat(log).contains("[annotir:CANNOT_WRITE]").contains("META-INF/mlf/ops.tar");
  }

  @Test
  void notesOfExplain() throws IOException {
    StringWriter log = new StringWriter();
    String source = "import dev.annotir.*;\nfinal class Ops {\n  " + GOOD + "\n}";
    Path file = Files.writeString(folder.resolve("Ops.java"), source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of(
            "-Aannotir.explain",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    var files = compiler.getStandardFileManager(null, null, null);
    var task = compiler.getTask(log, files, null, options, null, files.getJavaFileObjects(file));
    task.setProcessors(List.of(new OperatorProcessor()));
    assertThat(task.call()).isTrue();
    assertThat(log.toString())
        .contains("Ops.java:3: Note: [annotir:GUARD_STAYS] guard stays: nothing bounds i");
  }
}
