package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs of a corpus, in the resources, on the JVM, in the interpreter and as C. */
class CorpusTest {
  private static String source(String name) throws IOException {
    try (InputStream in = CorpusTest.class.getResourceAsStream("corpus/" + name + ".java")) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Dense", "Everyday", "Found", "Limits", "Mixed"})
  void allAgree(String name) throws IOException {
    Tool.require("gcc", "clang");
    Harness harness =
        Harness.of(source(name))
            .builds(Build.of("gcc", "-O2"), Build.of("clang", "-O3", "-march=native"))
            .steps(1L << 20)
            .seeds(40);
    int operators = harness.compilation().operators().size();
    assertThat(harness.agrees().returned()).hasSizeGreaterThanOrEqualTo(operators - 1);
  }
}
