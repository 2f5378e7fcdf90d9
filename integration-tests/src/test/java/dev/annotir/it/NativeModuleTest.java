package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.annotir.runtime.InvalidFormatException;
import dev.annotir.runtime.NDArray;
import dev.annotir.runtime.NativeBuild;
import dev.annotir.runtime.OperatorException;
import dev.annotir.runtime.OperatorModule;
import dev.annotir.runtime.PackedFunc;
import dev.annotir.testing.OperatorTest;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Archives as native code in Java. While they are tested, builds have a cache of their own. */
@Isolated
class NativeModuleTest {
  private static final String SOURCE =
      """
      package com.acme;

      import dev.annotir.*;

      public final class Ops {
        private static final float[] TAPS = {0.5f, 2};

        @Operator public static void add(
            @Tensor({4}) float[] a, @Tensor({4}) float[] b, @Tensor({4}) float[] c) {
          for (int i = 0; i < 4; i++) c[i] = a[i] + b[i] * TAPS[i & 1];
        }
        @Operator public static float take(@Tensor({2, 3}) float[][] x, int i, int j) {
          return x[i][j];
        }
        @Operator public static int verify(int n) {
          if (n < 0) throw new IllegalStateException("negative");
          assert n != 5 : "five";
          if (n == 6) throw new UnsupportedOperationException();
          return 10 / n;
        }
        @Operator @Tensor(value = {2, 2}, dtype = DType.UINT16) public static short[] widened(
            @Tensor(value = {2, 2}, dtype = DType.UINT8) byte[][] x) {
          short[] r = new short[4];
          for (int i = 0; i < 4; i++) r[i] = (short) (x[i / 2][i % 2] & 255);
          return r;
        }
        @Operator public static boolean mixed(
            boolean b, char c, byte d, short s, long l, float f, double e) {
          return b && c + d + s + l + f + e > 0;
        }
      }
      """;

  private static final String CACHE = "annotir.cache";

  @TempDir static Path folder;
  private static Compilation compilation;
  private static Path archive;
  private static NativeBuild build;
  private static OperatorModule code;

  @BeforeAll
  static void load() {
    Tool.require("gcc");
    System.setProperty(CACHE, folder.resolve("cache").toString());
    compilation = Compilation.of(folder.resolve("ops"), SOURCE);
    archive = compilation.archive("ops").path();
    build =
        NativeBuild.ofEnvironment()
            .withCompiler("gcc")
            .withFlags("-O1")
            .withCache(folder.resolve("cache"));
    code = OperatorModule.load(build, archive);
  }

  @AfterAll
  static void forgetCache() {
    System.clearProperty(CACHE);
  }

  private static Object call(String operator, Object... arguments) {
    return Objects.requireNonNull(code.getFunction(operator)).call(arguments);
  }

  @Test
  void everyOperatorAgreesWithTheJvm() throws Exception {
    Class<?> type = compilation.loader().loadClass("com.acme.Ops");
    OperatorTest.of(type).seed(7).calls(300).matchesNative();
    OperatorTest again = OperatorTest.of(type).seed(7);
    assertThat(Arrays.deepToString(OperatorTest.of(type).seed(7).arguments("take", 12)))
        .isEqualTo(Arrays.deepToString(again.arguments("take", 12)))
        .isNotEqualTo(Arrays.deepToString(again.arguments("take", 13)));
  }

  @Test
  void aDifferenceNamesTheElementAndTheCall() throws Exception {
    Path other = folder.resolve("other");
    String changed = SOURCE.replace("a[i] + b[i]", "a[i] - b[i]");
    Compilation wrong = Compilation.of(other, changed);
    Path right = Compilation.of(folder.resolve("right"), SOURCE).archive("ops").path();
    Files.write(wrong.archive("ops").path(), Files.readAllBytes(right));
    Class<?> type = wrong.loader().loadClass("com.acme.Ops");
    assertThatThrownBy(() -> OperatorTest.of(type).matchesNative())
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "(?s)add: c\\[\\d] is \\S+ on the JVM, and \\S+ in native code\\n"
                + "after Ops\\.add\\(new float\\[] \\{.*\\}, new float\\[] \\{.*\\}, .*\\),\\n"
                + "whose arguments are OperatorTest\\.of\\(Ops\\.class\\)\\.seed\\(1\\)"
                + "\\.arguments\\(\"add\", \\d+\\)");
  }

  @Test
  void arraysAreCopiedAndBuffersAndTensorsAreNot() {
    float[] a = {1, 2, 3, 4};
    float[] c = new float[4];
    call("add", a, new float[] {2, 2, 2, 2}, c);
    assertThat(c).containsExactly(2, 6, 4, 8);
    call("add", a, a.clone(), a);
    assertThat(a).containsExactly(1.5f, 6, 4.5f, 12);
    NDArray tensor = NDArray.of(new float[] {1, 2, 3, 4});
    FloatBuffer memory =
        ByteBuffer.allocateDirect(24).order(ByteOrder.nativeOrder()).asFloatBuffer();
    call("add", tensor, tensor, memory.slice(1, 4));
    assertThat(Stream.of(0, 1, 2, 3, 4, 5).map(memory::get))
        .containsExactly(0f, 1.5f, 6f, 4.5f, 12f, 0f);
    assertThat(call("take", new float[] {1, 2, 3, 4, 5, 6}, 1, 2)).isEqualTo(6f);
    byte[][] bytes = {{1, -1}, {2, 3}};
    assertThat(call("widened", (Object) bytes)).isEqualTo(new short[] {1, 255, 2, 3});
    assertThat(call("mixed", true, 'x', 1, (short) 2, 3L, 4f, 5)).isEqualTo(true);
  }

  @Test
  void errorsAreJavasExceptionsWhereTheJavaCodeThrowsThem() {
    assertThrows(
        new ArrayIndexOutOfBoundsException("index into x (length 2)"),
        13,
        "take",
        new float[2][3],
        -1,
        0);
    assertThrows(new IllegalStateException("negative"), 16, "verify", -1);
    assertThrows(new AssertionError("five"), 17, "verify", 5);
    assertThrows(new UnsupportedOperationException(), 18, "verify", 6);
    assertThrows(new ArithmeticException("/ by zero"), 19, "verify", 0);
  }

  private static void assertThrows(
      Throwable expected, int line, String operator, Object... arguments) {
    Throwable thrown = catchThrowable(() -> call(operator, arguments));
    assertThat(thrown).hasSameClassAs(expected).hasMessage(expected.getMessage());
    assertThat(thrown.getStackTrace()[0])
        .hasToString("com.acme.Ops." + operator + "(Ops.java:" + line + ")");
    assertThat(Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getClassName))
        .contains(NativeModuleTest.class.getName());
  }

  @Test
  void argumentsThatDoNotFitAreRefused() {
    float[] x = new float[4];
    assertRefused("add: arguments: expected 3, but got 2", "add", x, x);
    assertRefused("add: c: expected float[4], but got float[5]", "add", x, x, new float[5]);
    assertRefused("add: c: expected float[4], but got int[4]", "add", x, x, new int[4]);
    assertRefused("add: c: expected float[4], but got float[2][2]", "add", x, x, new float[2][2]);
    assertRefused("add: c: expected float[4], but got null", "add", x, x, null);
    assertRefused("take: x[0]: expected float[3], but got float[2]", "take", new float[2][2], 0, 0);
    assertRefused("take: x[0]: expected float[3], but got null", "take", new float[2][], 0, 0);
    float[][] shared = {x, x};
    shared[0] = shared[1] = new float[3];
    assertRefused("take: x[1]: expected an array of its own, but got x[0]", "take", shared, 0, 0);
    assertRefused("verify: n: expected int32, but got 4294967296", "verify", 1L << 32);
    assertRefused("verify: n: expected int32, but got a float", "verify", 1.5);
    assertRefused("verify: n: expected int, but got String", "verify", "1");
    assertRefused(
        "add: c: expected float32[4], but got float32[5]", "add", x, x, NDArray.of(new float[5]));
    ByteBuffer direct = ByteBuffer.allocateDirect(16);
    assertRefused(
        "add: c: expected a direct buffer with the 16 bytes of float32[4], but got one that is"
            + " read-only",
        "add",
        x,
        x,
        direct.asReadOnlyBuffer());
    assertRefused(
        "add: c: expected a direct buffer with the 16 bytes of float32[4], but got one that is not"
            + " direct",
        "add",
        x,
        x,
        FloatBuffer.allocate(4));
    assertRefused(
        "add: c: expected a direct buffer with the 16 bytes of float32[4], but got one with 12",
        "add",
        x,
        x,
        direct.slice(0, 12));
    assertThat(code.getFunction("none")).isNull();
  }

  private static void assertRefused(String text, String operator, Object... arguments) {
    assertThatThrownBy(() -> call(operator, arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text);
  }

  @Test
  void aClosedModuleRefusesCalls() {
    OperatorModule module = OperatorModule.load(build, archive);
    PackedFunc verify = Objects.requireNonNull(module.getFunction("verify"));
    assertThat(verify.call(5 - 3)).isEqualTo(5);
    module.close();
    assertThatThrownBy(() -> verify.call(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the module ops is closed");
    assertThat(call("verify", 2)).isEqualTo(5);
  }

  @Test
  void severalArchivesAreOneModule() {
    String source =
        """
        import dev.annotir.*;
        class More {
          @Operator static int twice(int n) { return 2 * n; }
        }
        """;
    Path more = Compilation.of(folder.resolve("more"), source).archive("more").path();
    OperatorModule both = OperatorModule.load(build, archive, more);
    assertThat(Objects.requireNonNull(both.getFunction("twice")).call(4)).isEqualTo(8);
    assertThat(Objects.requireNonNull(both.getFunction("verify")).call(5 - 4)).isEqualTo(10);
    assertThat(both.imports()).hasSize(2);
    assertThat(both.getFunction("none")).isNull();
  }

  @Test
  void aSharedLibraryNeedsNoArchive() throws IOException {
    Path unpacked = compilation.archive("ops").extract(folder.resolve("unpacked"));
    Path library = Build.of("gcc", "-O1").sharedLibrary(compilation.archive("ops"), unpacked);
    OperatorModule module = OperatorModule.load(build, library);
    float[] c = new float[4];
    Objects.requireNonNull(module.getFunction("add"))
        .call(new float[] {1, 2, 3, 4}, new float[4], c);
    assertThat(c).containsExactly(1, 2, 3, 4);
    Throwable thrown =
        catchThrowable(() -> Objects.requireNonNull(module.getFunction("verify")).call(0));
    assertThat(thrown).isInstanceOf(ArithmeticException.class).hasMessage("/ by zero");
    assertThat(thrown.getStackTrace()[0].getLineNumber()).isEqualTo(19);
    Path renamed = Files.copy(library, folder.resolve("libothers.so"));
    assertThatThrownBy(() -> OperatorModule.load(build, renamed))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("no function others_check");
  }

  @Test
  void whatCannotBeBuiltSaysWhy() throws IOException {
    NativeBuild fresh = build.withCache(folder.resolve("fresh"));
    assertThatThrownBy(() -> OperatorModule.load(fresh.withCompiler("no-such-compiler"), archive))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("no C compiler no-such-compiler")
        .hasMessageContaining("CC");
    assertThat(fresh.withCompiler("no-such-compiler").hasCompiler()).isFalse();
    assertThat(fresh.hasCompiler()).isTrue();
    assertThatThrownBy(() -> OperatorModule.load(fresh.withFlags("-ffast-math"), archive))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("-ffast-math and its parts change results");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> OperatorModule.load(build.withCache(file.resolve("cache")), archive))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("cannot be written to " + file)
        .hasMessageContaining("-Dannotir.cache");
  }

  @Test
  void aDamagedLibraryIsBuiltAnew() throws IOException {
    Path whole = folder.resolve("whole");
    assertThat(OperatorModule.load(build.withCache(whole), archive).getFunction("add")).isNotNull();
    Path built;
    try (Stream<Path> files = Files.list(whole)) {
      built = files.filter(file -> file.toString().endsWith(".so")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(built);
    Path size = Path.of(built + ".size");
    for (byte[] damage : List.of(new byte[0], Arrays.copyOf(bytes, 9000), new byte[bytes.length])) {
      Path cache = Files.createTempDirectory(folder, "damaged");
      Files.copy(size, cache.resolve(size.getFileName()));
      Files.write(cache.resolve(built.getFileName()), damage);
      OperatorModule module = OperatorModule.load(build.withCache(cache), archive);
      assertThat(Objects.requireNonNull(module.getFunction("verify")).call(2)).isEqualTo(5);
      assertThat(cache.resolve(built.getFileName())).hasSize(bytes.length);
    }
  }

  @Test
  void whatIsNoArchiveOfAnnotirsSaysSo() throws IOException {
    byte[] bytes = Files.readAllBytes(archive);
    Path cut = Files.write(folder.resolve("cut.tar"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> OperatorModule.load(build, cut))
        .isInstanceOf(InvalidFormatException.class)
        .hasMessageContaining("cut.tar")
        .hasMessageContaining("at offset");
    Path text = Files.writeString(folder.resolve("text.tar"), "no archive");
    assertThatThrownBy(() -> OperatorModule.load(build, text))
        .isInstanceOf(InvalidFormatException.class);
  }

  @Test
  void threadsAndProcessesBuildOnce() throws Exception {
    Path log = folder.resolve("compilers.log");
    Path compiler = folder.resolve("cc.sh");
    Files.writeString(
        compiler,
        "#!/bin/sh\ncase \"$*\" in *-shared*) echo built >> " + log + ";; esac\nexec gcc \"$@\"\n");
    assertThat(compiler.toFile().setExecutable(true)).isTrue();
    Path cache = folder.resolve("shared-cache");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ProcessBuilder process =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Dannotir.cache=" + cache,
              "-cp",
              System.getProperty("java.class.path"),
              Loader.class.getName(),
              archive.toString());
      process.environment().put("CC", compiler.toString());
      process.environment().put("CFLAGS", "-O1");
      processes.add(process.inheritIO().start());
    }
    NativeBuild same = new NativeBuild(List.of(compiler.toString()), List.of("-O1"), cache);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    Callable<Object> load =
        () -> {
          start.await();
          OperatorModule module = OperatorModule.load(same, archive);
          return Objects.requireNonNull(module.getFunction("verify")).call(2);
        };
    List<Future<Object>> results = Stream.generate(() -> threads.submit(load)).limit(8).toList();
    start.countDown();
    for (Future<Object> result : results) {
      assertThat(result.get()).isEqualTo(5);
    }
    threads.shutdown();
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(Files.readAllLines(log)).containsExactly("built");
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("libops-[0-9a-f]{32}\\.so(\\.lock|\\.size)?"))
          .hasSize(3);
    }
  }

  /** As the applications of one server have them. */
  @Test
  void copiesOfTheRuntimeInOneProcessBuildOnce() throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    URL[] urls = path.toArray(URL[]::new);
    Path cache = folder.resolve("copies");
    CyclicBarrier start = new CyclicBarrier(3);
    Callable<Object> load =
        () -> {
          ClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
          Class<?> builds = loader.loadClass(NativeBuild.class.getName());
          Object any = builds.getMethod("ofEnvironment").invoke(null);
          Object fresh = builds.getMethod("withCache", Path.class).invoke(any, cache);
          Method loads =
              loader
                  .loadClass(OperatorModule.class.getName())
                  .getMethod("load", builds, Path[].class);
          start.await();
          return loads.invoke(null, fresh, new Path[] {archive});
        };
    ExecutorService threads = Executors.newFixedThreadPool(3);
    for (Future<Object> module : threads.invokeAll(List.of(load, load, load))) {
      assertThat(module.get()).isNotNull();
    }
    threads.shutdown();
  }

  /** Without JNA on its class path. */
  @Test
  void newerJdksCallByJavaLangForeign() throws IOException {
    Path runtime = Path.of(System.getProperty("annotir.annotations.jar"));
    List<String> command =
        List.of(
            Jdks.newer().resolve("bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-ea",
            "-Dannotir.cache=" + folder.resolve("cache"),
            "-cp",
            runtime + File.pathSeparator + compilation.classes(),
            Files.writeString(folder.resolve("Run.java"), RUN).toString());
    assertThat(Programs.run(folder, command))
        .endsWith("java.lang.ArithmeticException: / by zero Ops.java:19\n6.0\n");
  }

  private static final String RUN =
      """
      import com.acme.*;
      import dev.annotir.runtime.*;
      import dev.annotir.testing.*;

      class Run {
        public static void main(String[] args) {
          OperatorTest.of(Ops.class).matchesNative();
          OperatorModule code = OpsModule.nativeModule();
          try {
            code.getFunction("verify").call(0);
          } catch (ArithmeticException e) {
            StackTraceElement place = e.getStackTrace()[0];
            System.out.println(e + " " + place.getFileName() + ":" + place.getLineNumber());
          }
          NDArray x = NDArray.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
          System.out.println(code.getFunction("take").call(x, 1, 2));
        }
      }
      """;

  /** Loads an archive, and calls it. */
  static final class Loader {
    private Loader() {}

    public static void main(String[] args) {
      OperatorModule module = OperatorModule.load(Path.of(args[0]));
      Object result = Objects.requireNonNull(module.getFunction("verify")).call(2);
      if (!Integer.valueOf(5).equals(result)) {
        throw new AssertionError(result);
      }
    }
  }
}
