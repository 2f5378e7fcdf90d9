package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of each version of the format, compiled as C and read as TVM of its time does. */
class FormatVersionsTest {
  private static final List<String> VERSIONS = List.of("4", "5", "7");

  /** Releases and snapshots of TVM that read the number of functions as a byte. */
  private static final List<String> BYTE = List.of("0.8.dev0", "0.8.0");

  /** Those that read it as two bytes. */
  private static final List<String> SHORT =
      List.of("0.9.0", "0.10.dev0", "0.11.1", "0.18.0", "1.0.0");

  @TempDir Path folder;

  private Compilation compile(String version, String source) {
    return Compilation.of(folder, List.of("-Aannotir.mlf.version=" + version), source);
  }

  @ParameterizedTest
  @CsvSource({"4,Everyday", "5,Everyday", "4,Limits"})
  void operatorsAgree(String version, String program) {
    Tool.require("gcc", "clang");
    Compilation compilation = compile(version, Corpus.source(program));
    for (Archive archive : compilation.archives()) {
      assertThat(archive.json("metadata.json").get("version")).hasToString(version);
    }
    Harness harness = Harness.of(compilation).seeds(4).steps(1L << 20);
    harness.builds(Build.of("gcc", "-O2"), Build.of("clang", "-O2"));
    assertThat(harness.agrees().returned()).isNotEmpty();
  }

  static Stream<Arguments> builds() {
    return Stream.of("gcc", "clang").flatMap(c -> VERSIONS.stream().map(v -> Arguments.of(c, v)));
  }

  /**
   * With the headers of each TVM, what it reads; with others, what archives of the version mean.
   */
  @ParameterizedTest
  @MethodSource("builds")
  void everyReaderFindsAllOperators(String compiler, String version) {
    Tool.require(compiler);
    Archive archive = compile(version, operators(3)).archive("many");
    BYTE.forEach(tvm -> assertAllFound(archive, compiler, tvm, 1));
    SHORT.forEach(tvm -> assertAllFound(archive, compiler, tvm, 2));
    int own = version.equals("7") ? 2 : 1;
    assertAllFound(archive, compiler, "0.9.dev0", own);
    assertAllFound(archive, compiler, "", own);
  }

  private void assertAllFound(Archive archive, String compiler, String tvm, int bytes) {
    assertThat(read(archive, compiler, tvm, bytes, 3)).as(tvm).isEqualTo("3 functions\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "7"})
  void asManyOperatorsAsAByteCounts(String version) {
    Tool.require("gcc");
    Archive archive = compile(version, operators(255)).archive("many");
    assertThat(read(archive, "gcc", "0.8.0", 1, 255)).isEqualTo("255 functions\n");
    assertThat(read(archive, "gcc", "0.18.0", 2, 255)).isEqualTo("255 functions\n");
  }

  @Test
  void moreOperatorsThanAByteCounts() {
    Tool.require("gcc");
    Archive archive = compile("7", operators(300)).archive("many");
    assertThat(read(archive, "gcc", "0.18.0", 2, 300)).isEqualTo("300 functions\n");
    assertThat(read(archive, "gcc", "", 2, 300)).isEqualTo("300 functions\n");
    assertThat(read(archive, "gcc", "0.8.0", 1, 300)).isEqualTo("no module\n");
  }

  private static String operators(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "  @Operator static int f" + i + "(int n) { return n + " + i + "; }\n")
        .collect(Collectors.joining("", "import dev.annotir.*;\nfinal class Many {\n", "}\n"));
  }

  /**
   * What the readers print.
   *
   * @param tvm the version that the headers state; empty for those of the archive
   */
  private String read(Archive archive, String compiler, String tvm, int bytes, int functions) {
    Path unpacked = archive.extract(folder.resolve("unpacked"));
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(StrictCompileTest.STRICT);
    command.addAll(List.of("-Istandalone/include", "-o", "readers", source("table_readers.c")));
    command.add("-DLIBRARY_MODULE=" + archive.library() + "_module");
    command.add("-DLIBRARY_GET_FUNCTION=" + archive.library() + "_get_function");
    if (!tvm.isEmpty()) {
      command.add("-DTVM_VERSION=\"" + tvm + "\"");
    }
    command.addAll(archive.members("codegen/host/src/", ".c"));
    command.add("standalone/src/runtime.c");
    command.add("-lm");
    Programs.run(unpacked, command);
    List<String> call = new ArrayList<>(List.of("./readers", String.valueOf(bytes)));
    IntStream.range(0, functions).forEach(i -> call.add("f" + i));
    return Programs.run(unpacked, call);
  }

  private String source(String name) {
    try (InputStream in = FormatVersionsTest.class.getResourceAsStream(name)) {
      return Files.write(folder.resolve(name), in.readAllBytes()).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
