package dev.annotir.processor.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.fixture.Differential;
import dev.annotir.processor.fixture.JavaOperators;
import dev.annotir.processor.fixture.RandomJava;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Operators that nobody wrote. {@code -Dannotir.random.rounds} and {@code -Dannotir.random.seed}
 * make more and others.
 */
class RandomOperatorsTest {
  private static final int OPERATORS = 100;
  private static final int RUNS = 12;

  @Test
  void behaveAsInJava() {
    long seed = Long.getLong("annotir.random.seed", 1);
    int rounds = Integer.getInteger("annotir.random.rounds", 2);
    List<String> problems = new ArrayList<>();
    int returned = 0;
    int compared = 0;
    for (long round = seed; round < seed + rounds; round++) {
      String source = RandomJava.source("Ops", round, OPERATORS);
      JavaOperators operators = JavaOperators.compile(source);
      assertThat(operators.javac()).as(source).isEmpty();
      for (Diagnostic diagnostic : operators.diagnostics()) {
        if (diagnostic.id() == Id.INTERNAL) {
          problems.add(
              "round "
                  + round
                  + " "
                  + diagnostic.text()
                  + operator(source, diagnostic.span().line()));
        } else {
          assertThat(diagnostic.id())
              .as(diagnostic.text())
              .isIn(Id.INDEX_OUT_OF_BOUNDS, Id.DIVISION_BY_ZERO);
        }
      }
      for (String name : operators.functions().keySet()) {
        try {
          returned += Differential.check(operators, name, RUNS);
          compared += RUNS;
        } catch (AssertionError | RuntimeException e) {
          int line = operators.lowered().get(name).span().line();
          problems.add("round " + round + " " + e + operator(source, line));
        }
      }
    }
    assertThat(problems).isEmpty();
    assertThat(returned)
        .as("of %s runs without an exception", compared)
        .isGreaterThan(compared / 4);
  }

  private static String operator(String source, int line) {
    List<String> lines = source.lines().toList();
    StringBuilder text = new StringBuilder("\nfrom line " + line + "\n");
    for (int i = line - 1; i < lines.size(); i++) {
      text.append(lines.get(i)).append('\n');
      if (lines.get(i).equals("}")) {
        break;
      }
    }
    return text.toString();
  }
}
