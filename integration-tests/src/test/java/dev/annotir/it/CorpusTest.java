package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of a corpus, in the resources, on the JVM, in the interpreter and as C. */
class CorpusTest {
  private static Harness harness(String name) {
    Tool.require("gcc", "clang");
    return Harness.of(Corpus.source(name))
        .builds(Build.of("gcc", "-O3", "-march=native"), Build.of("clang", "-O2"))
        .steps(1L << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Arrays",
        "Contiguous",
        "Dense",
        "Everyday",
        "Found",
        "Layers",
        "Limits",
        "Mixed",
        "Narrow",
        "Paths",
        "Products",
        "Strides",
        "Sweeps",
        "Switches",
        "Turns"
      })
  void allAgree(String name) {
    Harness harness = harness(name).seeds(40);
    int operators = harness.compilation().operators().size();
    assertThat(harness.agrees().returned()).hasSizeGreaterThanOrEqualTo(operators - 1);
  }

  /** Larger programs, whose answers the tests of their names know. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Blas1",
        "Blas2",
        "Blas3",
        "Ciphers",
        "Codecs",
        "Compilers",
        "Endings",
        "Dsp",
        "Dynamic",
        "Graphs",
        "Hashes",
        "Images",
        "Livermore",
        "Machines",
        "Numerics",
        "Simulations",
        "Sorting"
      })
  void programsAgree(String name) {
    Harness harness = harness(name).seeds(8);
    int operators = harness.compilation().operators().size();
    assertThat(harness.agrees().returned()).hasSize(operators);
  }

  /** Each has other instructions for products. */
  @Test
  void productsAgree() {
    Tool.require("gcc", "clang");
    Harness harness =
        Harness.of(Corpus.source("Products"))
            .builds(
                Build.of("gcc", "-O2", "-mavx2", "-mfma"),
                Build.of("gcc", "-O1", "-march=x86-64-v4"),
                Build.of("clang", "-O2", "-march=native"),
                Build.of("gcc", "-O2"))
            .steps(1L << 20)
            .seeds(20);
    assertThat(harness.agrees().returned()).hasSize(harness.compilation().operators().size());
  }
}
