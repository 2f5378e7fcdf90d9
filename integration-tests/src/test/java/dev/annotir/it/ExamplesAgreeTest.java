package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples on the JVM, in the interpreter and as C. */
class ExamplesAgreeTest {
  private static Compilation compilation;

  @BeforeAll
  static void compile() {
    compilation = Examples.compile();
  }

  static Stream<Archive> archives() {
    return Archive.examples().stream();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void allAgree(Archive archive) {
    Tool.require("gcc", "clang");
    Summary summary = Harness.of(compilation).library(archive.library()).seeds(12).agrees();
    List<String> names = archive.operators().stream().map(OperatorInfo::toString).toList();
    assertThat(summary.returned().keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  /** The processor in this JVM writes what the build has written. */
  @ParameterizedTest
  @MethodSource("archives")
  void archivesAreTheSame(Archive archive) {
    assertThat(compilation.archive(archive.library()).bytes()).isEqualTo(archive.bytes());
  }
}
