package dev.annotir.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators that call helpers of earlier compilations, as files and jars have them. */
class HelperLibraryTest {
  private static final String LIB =
      """
      package lib;
      import dev.annotir.*;
      @Helper public final class Lib {
        private static final int[] TABLE = {1, Limits.TOP, 4};
        static final double ROOT = Math.sqrt(Limits.TOP);
        public static int pick(int i) { return TABLE[i] + (int) ROOT + own(i); }
        private static int own(int i) { return i + Limits.TOP; }
        public static int last(int[] x) { return x[x.length - 1]; }
      }
      """;

  private static final String LIMITS =
      "package lib; public final class Limits { public static final int TOP = 9; }";

  private static final String USE =
      """
      import dev.annotir.*;
      final class Use {
        @Operator static int f(@Tensor({3}) int[] x, int i) { return lib.Lib.pick(i & 1) + lib.Lib.last(x); }
      }
      """;

  @TempDir private Path folder;
  private Path lib;

  @BeforeEach
  void compileLibrary() throws IOException {
    lib = folder.resolve("lib-classes");
    assertThat(compile(lib, "", true, LIB, LIMITS)).isEmpty();
    assertThat(helpers()).exists();
  }

  private Path helpers() {
    return lib.resolve("META-INF/annotir/lib.Lib.helpers");
  }

  /** javac's messages. */
  private String compile(Path output, String classPath, boolean withProcessor, String... sources)
      throws IOException {
    Path written = Files.createTempDirectory(folder, "sources");
    List<Path> files = new ArrayList<>();
    for (String source : sources) {
      String name = source.replaceAll("(?s).*?(?:class|interface) (\\w+).*", "$1");
      files.add(Files.writeString(written.resolve(name + ".java"), source));
    }
    Files.createDirectories(output);
    String own = System.getProperty("java.class.path");
    List<String> options =
        List.of("-nowarn", "-d", output.toString(), "-cp", classPath + ":" + own);
    StringWriter log = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files);
      var task = compiler.getTask(log, manager, null, options, null, units);
      task.setProcessors(withProcessor ? List.of(new OperatorProcessor()) : List.of());
      task.call();
    }
    return log.toString();
  }

  private String use(Path library) throws IOException {
    return compile(folder.resolve("use-classes"), library.toString(), true, USE);
  }

  private Path archive() {
    return folder.resolve("use-classes/META-INF/mlf/use.tar");
  }

  @Test
  void inAFolder() throws IOException {
    assertThat(use(lib)).isEmpty();
    assertThat(archive()).exists();
  }

  @Test
  void inAJar() throws IOException {
    Path jar = folder.resolve("lib.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(lib, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(lib.relativize(file).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(file));
      }
    }
    assertThat(use(lib)).isEmpty();
    byte[] fromFolder = Files.readAllBytes(archive());
    assertThat(use(jar)).isEmpty();
    assertThat(archive()).hasBinaryContent(fromFolder);
  }

  @Test
  void inTheSameBuildEarlier() throws IOException {
    assertThat(compile(lib, lib.toString(), true, USE)).isEmpty();
    byte[] later = Files.readAllBytes(lib.resolve("META-INF/mlf/use.tar"));
    Path together = folder.resolve("together");
    assertThat(compile(together, "", true, USE, LIB, LIMITS)).isEmpty();
    assertThat(together.resolve("META-INF/mlf/use.tar")).hasBinaryContent(later);
  }

  @Test
  void twiceGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again");
    assertThat(compile(again, "", true, LIB, LIMITS)).isEmpty();
    assertThat(again.resolve("META-INF/annotir/lib.Lib.helpers")).hasSameBinaryContentAs(helpers());
  }

  /** The class file has the old value inlined, so the operator has it too. */
  @Test
  void constantsAreThoseOfTheClassFile() throws IOException {
    assertThat(use(lib)).isEmpty();
    byte[] before = Files.readAllBytes(archive());
    assertThat(compile(lib, lib.toString(), true, LIMITS.replace('9', '5'))).isEmpty();
    assertThat(use(lib)).isEmpty();
    assertThat(archive()).hasBinaryContent(before);
  }

  private void refused(String... parts) throws IOException {
    assertThat(use(lib)).contains("Use.java:3: error: [annotir:STALE_HELPER]").contains(parts);
    assertThat(archive()).doesNotExist();
  }

  @Test
  void changedWithoutTheProcessor() throws IOException {
    String changed = LIB.replace("i + Limits.TOP", "i - Limits.TOP");
    assertThat(compile(lib, lib.toString(), false, changed)).isEmpty();
    refused("lib.Lib has changed since annotir wrote down its helpers", "compile it again");
  }

  @Test
  void helpersAreMissing() throws IOException {
    Files.delete(helpers());
    refused("META-INF/annotir/lib.Lib.helpers is not where its class file is");
  }

  @Test
  void everyTruncationIsReported() throws IOException {
    byte[] whole = Files.readAllBytes(helpers());
    for (int length : new int[] {0, 5, 16, 17, 48, 49, 100, whole.length - 1}) {
      Files.write(helpers(), java.util.Arrays.copyOf(whole, length));
      refused("META-INF/annotir/lib.Lib.helpers is ");
    }
  }

  @Test
  void everyChangedByteIsReported() throws IOException {
    byte[] whole = Files.readAllBytes(helpers());
    for (int at = 0; at < whole.length; at += whole.length / 11) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x15;
      Files.write(helpers(), changed);
      refused("META-INF/annotir/lib.Lib.helpers is ");
    }
  }

  @Test
  void otherFormat() throws IOException {
    byte[] bytes = Files.readAllBytes(helpers());
    bytes["annotir helpers\n".length()]++;
    Files.write(helpers(), bytes);
    refused("is of format 3, and this version of annotir reads format 2");
  }

  @Test
  void notAnnotated() throws IOException {
    String plain = LIB.replace("@Helper ", "");
    Path other = folder.resolve("plain");
    assertThat(compile(other, "", true, plain, LIMITS)).isEmpty();
    assertThat(use(other))
        .contains("Use.java:3: error: [annotir:UNSUPPORTED_CALL] pick has no source")
        .contains("@Helper");
  }

  /** Only what the helpers of a class need is in its file, and only for them. */
  @Test
  void methodsThatHelpersCallAreNoHelpers() throws IOException {
    String some =
        LIB.replace("@Helper ", "")
            .replace("public static int pick", "@Helper public static int pick")
            .replace("private static int own", "public static int own");
    assertThat(compile(lib, "", true, some, LIMITS)).isEmpty();
    String both = USE.replace("lib.Lib.last(x)", "lib.Lib.own(i)");
    assertThat(compile(folder.resolve("both"), lib.toString(), true, both))
        .contains("[annotir:UNSUPPORTED_CALL] own has no source");
  }

  @Test
  void fileGoesWithAnError() throws IOException {
    String log = compile(lib, "", true, LIB.replace("x.length - 1", "x.length - y"), LIMITS);
    assertThat(log).contains("cannot find symbol");
    assertThat(helpers()).doesNotExist();
  }

  @Test
  void mistakesAreReportedWhereTheyAre() throws IOException {
    String log = compile(lib, "", true, LIB.replace("own(i);", "\"a\".length();"), LIMITS);
    assertThat(log).contains("Lib.java:6: error: [annotir:UNSUPPORTED_CALL]");
    assertThat(helpers()).doesNotExist();
  }

  @Test
  void whatTheProverFindsInAHelperIsSaidAtTheCall() throws IOException {
    String bad = LIB.replace("x.length - 1", "x.length");
    assertThat(compile(lib, "", true, bad, LIMITS)).isEmpty();
    assertThat(use(lib))
        .contains("Use.java:3: error: [annotir:INDEX_OUT_OF_BOUNDS] Lib.java:8: x[x.length]");
  }

  /** A helper of another class is linked when the operator is compiled, as the JVM does it. */
  @Test
  void helpersOfOtherClassesAreLinkedLate() throws IOException {
    String other =
        "import dev.annotir.*; @Helper final class Other { static int g(int i) { return i + 1; } }";
    String through =
        "import dev.annotir.*;"
            + " @Helper final class Through { static int f(int i) { return Other.g(i); } }";
    String use =
        "import dev.annotir.*;"
            + " final class Use { @Operator static int f(int i) { return Through.f(i); } }";
    Path classes = folder.resolve("classes");
    assertThat(compile(classes, "", true, other, through)).isEmpty();
    assertThat(compile(classes, classes.toString(), true, other.replace("+ 1", "* 7"))).isEmpty();
    assertThat(compile(classes, classes.toString(), true, use)).isEmpty();
    byte[] later = Files.readAllBytes(classes.resolve("META-INF/mlf/use.tar"));
    Path together = folder.resolve("together");
    assertThat(compile(together, "", true, use, other.replace("+ 1", "* 7"), through)).isEmpty();
    assertThat(together.resolve("META-INF/mlf/use.tar")).hasBinaryContent(later);
  }

  @Test
  void circlesAreRecursion() throws IOException {
    String a = "import dev.annotir.*; @Helper final class A { static int f(int i) { return 1; } }";
    String b =
        "import dev.annotir.*; @Helper final class B { static int g(int i) { return A.f(i); } }";
    String use =
        "import dev.annotir.*;\nfinal class Use { @Operator static int f(int i) { return A.f(i); } }";
    Path classes = folder.resolve("classes");
    String path = classes.toString();
    assertThat(compile(classes, path, true, a, b)).isEmpty();
    String circle = a.replace("return 1", "return B.g(i)");
    assertThat(compile(classes, path, true, circle)).contains("[annotir:RECURSION]");
    assertThat(compile(classes, path, false, circle)).isEmpty();
    assertThat(compile(classes, path, true, use)).contains("[annotir:STALE_HELPER]");
  }

  @Test
  void declarationsThatAreNoHelpers() throws IOException {
    for (String method :
        List.of(
            "@Helper int f(int n) { return n; }",
            "@Helper private static int f(int n) { return n; }",
            "@Helper static int f(String n) { return 1; }",
            "@Helper static <T> int f(int n) { return n; }",
            "@Helper static int f(int... n) { return 1; }",
            "@Helper static synchronized int f(int n) { return n; }",
            "@Helper static native int f(int n);",
            "@Helper static Object f(int n) { return null; }")) {
      String source = "import dev.annotir.*;\nfinal class Bad {\n  " + method + "\n}";
      assertThat(compile(folder.resolve("bad"), "", true, source))
          .contains("Bad.java:3: error: [annotir:BAD_HELPER] f ");
    }
    String none = "import dev.annotir.*;\n@Helper final class Bad { int f() { return 1; } }";
    assertThat(compile(folder.resolve("bad"), "", true, none))
        .contains("Bad.java:2: error: [annotir:BAD_HELPER] Bad has no method");
  }

  /** The processor's build has written these into its own resources. */
  @Test
  void mathIsThere() throws IOException {
    String use =
        "import dev.annotir.*; import dev.annotir.math.*;"
            + " final class Use { @Operator static float f(float x) { return FloatMath.exp(x); } }";
    assertThat(compile(folder.resolve("use-classes"), "", true, use)).isEmpty();
    assertThat(archive()).exists();
  }
}
