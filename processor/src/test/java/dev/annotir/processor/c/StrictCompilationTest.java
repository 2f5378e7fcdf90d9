package dev.annotir.processor.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.fixture.Programs;
import dev.annotir.processor.fixture.Wide;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every compiler and language takes every file without a warning. */
class StrictCompilationTest {
  private static final List<String> FLAGS =
      List.of(
          "-Wall",
          "-Wextra",
          "-Wpedantic",
          "-Wconversion",
          "-Wsign-conversion",
          "-Wdouble-promotion",
          "-Wshadow",
          "-Werror",
          "-c");

  @TempDir Path folder;

  static Stream<Arguments> builds() {
    List<Arguments> builds = new ArrayList<>();
    for (String compiler : List.of("gcc", "clang")) {
      for (String language : List.of("c99", "c11", "c17", "c++17")) {
        for (LibraryFacts facts : libraries(compiler + language)) {
          builds.add(
              Arguments.argumentSet(
                  compiler + " " + language + " " + facts.library().name(),
                  compiler,
                  language,
                  facts));
        }
      }
    }
    return builds.stream();
  }

  /** The large library for every compiler and language, the small ones for two. */
  private static List<LibraryFacts> libraries(String build) {
    List<LibraryFacts> libraries = new ArrayList<>(List.of(Wide.everything()));
    if (build.equals("gccc11") || build.equals("clangc++17")) {
      libraries.addAll(Wide.lacking());
    }
    return libraries;
  }

  @ParameterizedTest
  @MethodSource("builds")
  void nothingWarns(String compiler, String language, LibraryFacts facts) {
    MlfVersion version = compiler.equals("gcc") ? MlfVersion.V7 : MlfVersion.V4;
    SortedMap<String, String> files = Stubs.of(facts, version);
    assertThat(String.join("", files.values())).matches("[\\n -~]*").doesNotContain(" \n");
    Programs.write(folder, files);
    boolean plusPlus = language.startsWith("c++");
    List<String> command = new ArrayList<>(List.of(compiler, "-x", plusPlus ? "c++" : "c"));
    command.addAll(List.of("-std=" + language, "-O1", "-I", "standalone/include"));
    command.addAll(List.of("-I", "codegen/host/include"));
    command.addAll(FLAGS);
    if (!plusPlus) {
      command.addAll(List.of("-Wstrict-prototypes", "-Wmissing-prototypes"));
    }
    files.keySet().stream().filter(path -> path.endsWith(".c")).forEach(command::add);
    Programs.run(folder, command);
  }
}
