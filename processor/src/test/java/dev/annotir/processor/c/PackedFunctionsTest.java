package dev.annotir.processor.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.fixture.Programs;
import dev.annotir.processor.fixture.Wide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What packed functions take, refuse and say, as {@code driver.c} sees it. */
class PackedFunctionsTest {
  private static final Path DRIVER = Path.of("src/test/resources/driver");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void wrongArgumentsAreRefused(String compiler) throws IOException {
    Programs.write(folder, Stubs.of(Wide.everything(), MlfVersion.V7));
    Path driver = DRIVER.resolve("driver.c").toAbsolutePath();
    String sources = "codegen/host/src/lib";
    Programs.run(
        folder,
        List.of(
            compiler,
            "-g",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-fsanitize=address,undefined",
            "-fno-sanitize-recover=all",
            "-I",
            "standalone/include",
            sources + "0.c",
            sources + "1.c",
            sources + "2.c",
            "standalone/src/runtime.c",
            driver.toString(),
            "-o",
            "driver"));
    assertThat(Programs.run(folder, List.of("./driver")))
        .isEqualTo(Files.readString(DRIVER.resolve("expected.txt")));
  }
}
