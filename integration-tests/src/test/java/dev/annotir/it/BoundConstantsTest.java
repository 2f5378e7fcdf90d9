package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constants outside the C, and what the C has of those inside. */
class BoundConstantsTest {
  private static final String SOURCE =
      """
      import dev.annotir.*;
      @OperatorLibrary("bound")
      final class Bound {
        static final float[][] TABLE = {{1, 2, 6}, {0.25f, -0f, 0.5f}};
        static final float[][] SAME = {{1, 2, 6}, {0.25f, -0f, 0.5f}};
        static final long[] STEPS = {1L << 40, -3};
        static final boolean[] FLAGS = {true, false, true};
        static final double[] LARGE = large();
        static double[] large() {
          double[] x = new double[9000];
          for (int i = 0; i < x.length; i++) x[i] = Double.longBitsToDouble(i * 0x3ff1d2c3b4a59687L);
          return x;
        }
        @Operator static float at(int i) { return TABLE[0][i] + TABLE[1][i]; }
        @Operator static long sum() {
          long sum = 0;
          for (long step : STEPS) sum = sum * 31 + step + (int) TABLE[0][1];
          return sum;
        }
        @Operator static int twice(int n) { return 2 * n; }
      """;

  private static final String MORE =
      """
        @Operator static double large(int i) { return LARGE[i & 8191]; }
        @Operator static int flags(int i, @Tensor({3}) boolean[] constants) {
          return (FLAGS[i % 3] ? 1 : 2) + (constants[0] ? 4 : 8);
        }
        @Operator static float same(int i) { return SAME[1][i % 3] - TABLE[1][i % 3]; }
      """;

  @TempDir Path folder;

  private Compilation compile(String mode, String source) {
    return Compilation.of(folder, List.of("-Aannotir.params=" + mode), source + "}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "metadata"})
  void allAgree(String mode) {
    Tool.require("gcc", "clang");
    Compilation compilation = compile(mode, SOURCE + MORE);
    Archive archive = compilation.archive("bound");
    assertThat(archive.bindsConstants()).isEqualTo(mode.equals("metadata"));
    assertThat(archive.members().contains("codegen/host/src/lib2.c"))
        .isEqualTo(mode.equals("link"));
    int operators = compilation.operators().size();
    Summary summary =
        Harness.of(compilation)
            .builds(Build.of("gcc", "-O2"), Build.of("clang", "-O3", "-march=native"))
            .seeds(30)
            .agrees();
    assertThat(summary.returned()).hasSize(operators);
  }

  @Test
  void equalConstantsShareAnArray() {
    Archive archive = compile("link", SOURCE + MORE).archive("bound");
    assertThat(archive.text("codegen/host/src/lib2.c"))
        .contains("bound_TABLE[6]", "also SAME at Bound.java:5", "union bound_LARGE_bytes")
        .doesNotContain("bound_SAME");
    assertThat(archive.text("operators.json"))
        .contains("\"name\": \"SAME\", \"symbol\": \"bound_TABLE\"");
  }

  /** Also before they are given, from files that are cut, changed or badly aligned. */
  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void everyWayToGiveThem(String compiler) throws IOException {
    Tool.require(compiler);
    Archive archive = compile("metadata", SOURCE).archive("bound");
    Path unpacked = archive.extract(folder.resolve("bound"));
    try (InputStream program = BoundConstantsTest.class.getResourceAsStream("bound.c")) {
      Files.copy(program, unpacked.resolve("bound.c"));
    }
    List<String> sources = new ArrayList<>(archive.members("codegen/host/src/", ".c"));
    sources.addAll(List.of("standalone/src/runtime.c", "bound.c"));
    Path program =
        Build.of(compiler, "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")
            .run(unpacked, "bound", sources);
    Programs.run(unpacked, List.of(program.toString(), "parameters/bound.params"));
  }

  @Test
  void everyCompilerTakesThem() {
    Tool.require("gcc", "clang");
    for (String mode : List.of("link", "metadata")) {
      Compilation compilation =
          Compilation.of(
              folder.resolve(mode), List.of("-Aannotir.params=" + mode), SOURCE + MORE + "}\n");
      Archive archive = compilation.archive("bound");
      Path unpacked = archive.extract(folder.resolve(mode + "-c"));
      for (String compiler : List.of("gcc", "clang")) {
        for (String language : List.of("c99", "c11", "c17", "c++17")) {
          strict(compiler, language, archive, unpacked);
        }
      }
    }
  }

  private static void strict(String compiler, String language, Archive archive, Path unpacked) {
    boolean plusPlus = language.startsWith("c++");
    List<String> command = new ArrayList<>(List.of(compiler, "-x", plusPlus ? "c++" : "c"));
    command.addAll(List.of("-std=" + language, "-c", "-Wall", "-Wextra", "-Wpedantic"));
    command.addAll(List.of("-Wconversion", "-Wsign-conversion", "-Wdouble-promotion", "-Wshadow"));
    command.addAll(List.of("-Werror", "-Istandalone/include", "-Icodegen/host/include"));
    if (!plusPlus) {
      command.addAll(List.of("-Wstrict-prototypes", "-Wmissing-prototypes"));
    }
    command.addAll(archive.members("codegen/host/src/", ".c"));
    command.addAll(archive.members("standalone/src/", ".c"));
    Programs.run(unpacked, command);
  }

  /** By TVM's reader of parameters, and tvm-ffi. */
  @Test
  void python() {
    Tool.require("gcc");
    Archive archive = compile("metadata", SOURCE).archive("bound");
    String library = Engines.ffiLibrary(archive, folder.resolve("bound"));
    Programs.run(
        folder,
        List.of(
            Tool.python(),
            "-B",
            Engines.script("bind_constants.py"),
            library,
            folder.resolve("bound/parameters/bound.params").toString()));
  }
}
