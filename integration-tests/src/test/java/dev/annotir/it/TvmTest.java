package dev.annotir.it;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** TVM parses the TVMScript of the examples, compiles it, and gives the bits of the JVM. */
class TvmTest {
  private static Compilation compilation;

  @TempDir Path folder;

  @BeforeAll
  static void compile() {
    compilation = Examples.compile();
  }

  static Stream<Archive> archives() {
    return Archive.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void resultsAreTheJvms(Archive archive) {
    Harness.of(compilation)
        .library(archive.library())
        .seeds(6)
        .agrees(
            "TVM", Engines.tvm(compilation.libraries().get(archive.library()), archive, folder));
  }
}
