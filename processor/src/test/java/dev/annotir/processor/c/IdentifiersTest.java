package dev.annotir.processor.c;

import static dev.annotir.processor.fixture.OperatorBuilder.operator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.fixture.Basics;
import dev.annotir.processor.fixture.OperatorBuilder;
import dev.annotir.processor.ir.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  private static final Span LIBRARY = new Span("V.java", 1, 1);

  @Test
  void theExampleHasNothingWrong() {
    assertThat(Identifiers.check(Basics.facts(), LIBRARY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"lambda", "template", "int", "_x", "a__b", "size_t", "é", "a$b", "TVMX"})
  void anOperatorsNameMustBeFree(String name) {
    assertThat(check("v", op(name))).extracting(Diagnostic::id).contains(Id.BAD_NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"class", "clean", "é", "double"})
  void aLibrarysNameMustBeFree(String name) {
    assertThat(check(name, op("f"))).extracting(Diagnostic::id).containsExactly(Id.BAD_NAME);
  }

  @Test
  void namesMayBeLongButNotTooLong() {
    assertThat(check("v", op("a".repeat(118)))).isEmpty();
    assertThat(check("v", op("a".repeat(119)))).hasSize(1);
    assertThat(check("v".repeat(64), op("a"))).isEmpty();
    assertThat(check("v".repeat(65), op("a"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "get_function", "error_text", "error", "constants"})
  void anOperatorMustNotBeCalledAsAPartOfEveryLibrary(String name) {
    assertThat(check("v", op(name)))
        .singleElement()
        .satisfies(d -> assertThat(d.id()).isEqualTo(Id.NAME_COLLISION))
        .satisfies(d -> assertThat(d.text()).contains("v_" + name));
  }

  @Test
  void operatorsMustDiffer() {
    assertThat(check("v", op("f"), op("f_packed")))
        .extracting(Diagnostic::text)
        .singleElement()
        .asString()
        .startsWith("the C of the packed function of f and of the operator f_packed would both");
    assertThat(check("v", op("f"), op("f"))).isNotEmpty();
  }

  @Test
  void macrosMustDiffer() {
    assertThat(check("v", op("f").read("a", DType.INT8, 2).read("A", DType.INT8, 2))).hasSize(2);
    assertThat(check("v", op("f").read("a_b", DType.INT8, 2), op("f_a").read("b", DType.INT8, 2)))
        .hasSize(2);
  }

  private static OperatorBuilder op(String name) {
    return operator(name, "V.java", 7);
  }

  private static List<Diagnostic> check(String library, OperatorBuilder... operators) {
    List<OperatorFacts> facts =
        java.util.Arrays.stream(operators).map(OperatorBuilder::build).toList();
    return Identifiers.check(Basics.library(library, "V", "", List.of(), facts), LIBRARY);
  }
}
