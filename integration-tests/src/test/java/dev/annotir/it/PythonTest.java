package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples called from Python by tvm_ffi. */
class PythonTest {
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
    Tool.require("gcc");
    Harness.of(compilation)
        .library(archive.library())
        .seeds(6)
        .agrees("tvm_ffi", Engines.ffi(archive, folder));
  }

  /** Wrong calls raise exceptions of the fitting kind that say what is wrong. */
  @Test
  void wrongCallsAreRefused() {
    Tool.require("gcc");
    String library = Engines.ffiLibrary(compilation.archive("basics"), folder);
    List<String> command = List.of(Tool.python(), "-B", Engines.script("wrong_calls.py"), library);
    assertThat(Programs.run(folder, command)).isEqualTo("ok\n");
  }
}
