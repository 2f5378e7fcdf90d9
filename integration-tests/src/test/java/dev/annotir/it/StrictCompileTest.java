package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All C of the examples compiles without a warning, by every compiler and as every language. */
class StrictCompileTest {
  private static final List<String> STRICT =
      List.of(
          "-Wall",
          "-Wextra",
          "-Wpedantic",
          "-Wconversion",
          "-Wsign-conversion",
          "-Wdouble-promotion",
          "-Wshadow",
          "-Werror");

  private static final List<String> STRICT_C =
      List.of("-Wstrict-prototypes", "-Wmissing-prototypes");

  @TempDir Path folder;

  /** Each compiler with the flags of each language; one of each is optimised, to warn of all. */
  static Stream<Arguments> compilers() {
    List<Arguments> result = new ArrayList<>();
    for (String compiler : List.of("gcc", "clang")) {
      result.add(c(compiler, "-std=c99", "-fsyntax-only"));
      result.add(c(compiler, "-std=c11", "-O2", "-c"));
      result.add(c(compiler, "-std=c17", "-fsyntax-only"));
    }
    for (String compiler : List.of("g++", "clang++")) {
      result.add(
          Arguments.of(compiler, List.of("-x", "c++", "-std=c++17", "-fsyntax-only")));
    }
    result.add(c("arm-none-eabi-gcc", "-std=c99", "-O2", "-mcpu=cortex-m0", "-mthumb", "-c"));
    return result.stream();
  }

  private static Arguments c(String compiler, String... flags) {
    List<String> all = new ArrayList<>(List.of(flags));
    all.addAll(STRICT_C);
    return Arguments.of(compiler, all);
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void nothingWarns(String compiler, List<String> flags) {
    Tool.require(compiler);
    for (Archive archive : Archive.examples()) {
      Path unpacked = archive.extract(folder.resolve(archive.library()));
      List<String> command = new ArrayList<>(List.of(compiler));
      command.addAll(flags);
      command.addAll(STRICT);
      command.addAll(List.of("-Istandalone/include", "-Icodegen/host/include"));
      command.addAll(archive.members("", ".c"));
      assertThat(Programs.run(unpacked, command)).isEmpty();
    }
  }

  static Stream<Archive> archives() {
    return Archive.examples().stream();
  }

  /** CMake builds the shared and the static library, also where warnings are errors. */
  @ParameterizedTest
  @MethodSource("archives")
  void cmakeBuildsBothLibraries(Archive archive) {
    Tool.require("cmake", "gcc");
    archive.extract(folder);
    String flags = String.join(" ", STRICT) + " " + String.join(" ", STRICT_C);
    Programs.run(
        folder,
        List.of(
            "cmake",
            "-S",
            "standalone",
            "-B",
            "build",
            "-DCMAKE_C_COMPILER=gcc",
            "-DCMAKE_C_FLAGS=" + flags,
            "-DCMAKE_BUILD_TYPE=Debug"));
    Programs.run(folder, List.of("cmake", "--build", "build"));
    assertThat(folder.resolve("build/lib" + archive.library() + ".so")).exists();
    assertThat(folder.resolve("build/lib" + archive.library() + ".a")).exists();
  }
}
