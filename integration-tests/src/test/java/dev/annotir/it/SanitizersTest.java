package dev.annotir.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  void nothingIsFound(String compiler, Archive archive) throws IOException {
    Tool.require(compiler);
    archive.extract(folder);
    try (InputStream driver = SanitizersTest.class.getResourceAsStream("driver.c")) {
      Files.copy(driver, folder.resolve("driver.c"));
    }
    List<String> sources = new ArrayList<>(archive.members("codegen/host/src/", ".c"));
    sources.addAll(List.of("standalone/src/runtime.c", "driver.c"));
    Path program =
        Build.of(
                compiler,
                "-g",
                "-O1",
                "-DLIBRARY=" + archive.library(),
                "-fsanitize=address,undefined",
                "-fno-sanitize-recover=all")
            .run(folder, "driver", sources);
    Harness harness =
        Harness.of(compilation)
            .operators(operator -> operator.library().equals(archive.library()))
            .seeds(6);
    List<Job> jobs = harness.jobs();
    Comparison comparison = new Comparison(jobs, new JvmEngine(compilation.loader()).run(jobs));
    comparison.add(
        program.toString(),
        new ProgramEngine(
                folder, Map.of(), List.of(program.toString()), ProgramEngine::tensorResult)
            .run(jobs));
    comparison.summary();
  }
}
