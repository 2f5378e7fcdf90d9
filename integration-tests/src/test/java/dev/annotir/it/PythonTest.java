package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples called from Python by tvm_ffi. */
class PythonTest {
  private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();

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
    String python = Tool.python();
    String library = build(archive);
    List<Job> jobs =
        Harness.of(compilation)
            .operators(operator -> operator.library().equals(archive.library()))
            .seeds(6)
            .jobs();
    Comparison comparison = new Comparison(jobs, new JvmEngine(compilation.loader()).run(jobs));
    String runner = SCRIPTS.resolve("run_ffi.py").toString();
    comparison.add(
        "tvm_ffi",
        new ProgramEngine(
                folder,
                Map.of(),
                List.of(python, "-B", runner, library),
                ProgramEngine::tensorResult)
            .run(jobs));
    comparison.summary();
  }

  private String build(Archive archive) {
    Tool.require("gcc");
    archive.extract(folder);
    return Build.of("gcc", "-O2", "-fvisibility=hidden")
        .sharedLibrary(archive, folder, "standalone/src/" + archive.library() + "_ffi.c")
        .toString();
  }

  /** Wrong calls raise exceptions of the fitting kind that say what is wrong. */
  @Test
  void wrongCallsAreRefused() {
    String python = Tool.python();
    String library = build(compilation.archive("basics"));
    String script = SCRIPTS.resolve("wrong_calls.py").toString();
    assertThat(Programs.run(folder, List.of(python, "-B", script, library))).isEqualTo("ok\n");
  }
}
