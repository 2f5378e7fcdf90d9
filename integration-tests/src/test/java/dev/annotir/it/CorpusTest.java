package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of a corpus, in the resources, on the JVM, in the interpreter and as C. */
class CorpusTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Arrays",
        "Dense",
        "Everyday",
        "Found",
        "Limits",
        "Livermore",
        "Mixed",
        "Switches"
      })
  void allAgree(String name) {
    Tool.require("gcc", "clang");
    Harness harness =
        Harness.of(Corpus.source(name))
            .builds(Build.of("gcc", "-O2"), Build.of("clang", "-O3", "-march=native"))
            .steps(1L << 20)
            .seeds(40);
    int operators = harness.compilation().operators().size();
    assertThat(harness.agrees().returned()).hasSizeGreaterThanOrEqualTo(operators - 1);
  }
}
