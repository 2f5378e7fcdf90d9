package dev.annotir.it;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packed functions of the examples in a C program that the sanitizers watch. */
class SanitizersTest {
  private static Compilation compilation;

  @TempDir Path folder;

  @BeforeAll
  static void compile() {
    compilation = Examples.compile();
  }

  static Stream<Arguments> builds() {
    return Stream.of("gcc", "clang")
        .flatMap(
            compiler ->
                Archive.examples().stream().map(archive -> Arguments.of(compiler, archive)));
  }

  @ParameterizedTest
  @MethodSource("builds")
  void nothingIsFound(String compiler, Archive archive) {
    Tool.require(compiler);
    Harness.of(compilation)
        .library(archive.library())
        .seeds(6)
        .agrees(compiler + " with sanitizers", Engines.sanitized(compiler, archive, folder));
  }
}
