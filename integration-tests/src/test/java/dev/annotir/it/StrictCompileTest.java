package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All C of the examples compiles without a warning, by every compiler and as every language. */
class StrictCompileTest {
  static final List<String> STRICT =
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
      result.add(Arguments.of(compiler, List.of("-x", "c++", "-std=c++17", "-fsyntax-only")));
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

  /** CMake builds the shared and the static library, also where warnings are errors. */
  @Test
  void cmakeBuildsBothLibraries() {
    Tool.require("cmake", "gcc");
    Archive archive = Archive.examples().get(0);
    archive.extract(folder);
    cmake("standalone");
    assertBuilt(folder.resolve("build"), archive);
  }

  /** Several archives are part of one CMake project. */
  @Test
  void cmakeBuildsAllArchivesInOneProject() throws IOException {
    Tool.require("cmake", "gcc");
    StringBuilder project = new StringBuilder("cmake_minimum_required(VERSION 3.16)\n");
    project.append("project(all LANGUAGES C)\n");
    for (Archive archive : Archive.examples()) {
      archive.extract(folder.resolve(archive.library()));
      project.append("add_subdirectory(%1$s/standalone %1$s)\n".formatted(archive));
    }
    Files.writeString(folder.resolve("CMakeLists.txt"), project);
    cmake(".");
    for (Archive archive : Archive.examples()) {
      assertBuilt(folder.resolve("build").resolve(archive.library()), archive);
    }
  }

  private void cmake(String source) {
    String flags = String.join(" ", STRICT) + " " + String.join(" ", STRICT_C);
    Programs.run(
        folder,
        List.of(
            "cmake",
            "-S",
            source,
            "-B",
            "build",
            "-DCMAKE_C_COMPILER=gcc",
            "-DCMAKE_C_FLAGS=" + flags,
            "-DCMAKE_BUILD_TYPE=Debug"));
    Programs.run(folder, List.of("cmake", "--build", "build", "--parallel", "2"));
  }

  private static void assertBuilt(Path build, Archive archive) {
    assertThat(build.resolve("lib" + archive.library() + ".so")).exists();
    assertThat(build.resolve("lib" + archive.library() + ".a")).exists();
  }
}
