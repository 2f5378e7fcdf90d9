package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A few random operators; {@code mvn -Pfuzz verify} runs as many as it is told. */
class FuzzTest {
  private static final int OPERATORS = 500;

  @Test
  void randomOperatorsAgree() {
    Tool.require("gcc", "clang");
    Fuzz fuzz = new Fuzz(1, OPERATORS, Path.of("target/fuzz").toAbsolutePath());
    assertThat(fuzz.run(2)).as("mismatches, in target/fuzz/failures").isZero();
    FuzzStatistics statistics = fuzz.statistics();
    assertThat(statistics.refused()).as("refused operators").isLessThan(OPERATORS * 15 / 100);
    assertThat(statistics.returned()).as("calls that return").isGreaterThan(statistics.failed());
    assertThat(statistics.failed()).as("calls that throw").isGreaterThan(OPERATORS / 5);
    assertThat(statistics.scheduled()).as("scheduled operators").isGreaterThan(OPERATORS / 5);
  }
}
