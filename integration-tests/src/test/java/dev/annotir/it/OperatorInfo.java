package dev.annotir.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An operator, as operators.json describes it.
 *
 * @param className the class that declares the method
 * @param file the class's source file
 * @param result what it returns, or null
 * @param isExact whether the JVM has the bits of the C
 * @param constants the names of those that it reads
 */
public record OperatorInfo(
    String library,
    String name,
    String className,
    String method,
    String file,
    String symbol,
    List<Parameter> parameters,
    Parameter result,
    List<String> constants,
    List<ErrorInfo> errors,
    int workspaceBytes,
    boolean isExact) {
  static List<OperatorInfo> listOf(JsonNode json) {
    List<OperatorInfo> operators = new ArrayList<>();
    json.get("operators").forEach(operator -> operators.add(of(json, operator)));
    return operators;
  }

  private static OperatorInfo of(JsonNode library, JsonNode json) {
    List<Parameter> parameters = new ArrayList<>();
    json.get("parameters").forEach(p -> parameters.add(Parameter.of(p.get("name").textValue(), p)));
    List<ErrorInfo> errors = new ArrayList<>();
    json.get("errors")
        .forEach(
            error ->
                errors.add(
                    new ErrorInfo(
                        error.get("code").intValue(),
                        error.get("exception").textValue(),
                        error.get("message").textValue(),
                        error.get("file").textValue(),
                        error.get("line").intValue(),
                        error.get("stated").booleanValue())));
    List<String> constants = new ArrayList<>();
    json.get("constants").forEach(constant -> constants.add(constant.textValue()));
    JsonNode result = json.get("result");
    return new OperatorInfo(
        library.get("library").textValue(),
        json.get("name").textValue(),
        library.get("class").textValue(),
        json.get("method").textValue(),
        library.get("source").textValue(),
        json.get("symbol").textValue(),
        parameters,
        result.isNull() ? null : Parameter.of("result", result),
        constants,
        errors,
        json.get("workspace_bytes").intValue(),
        json.get("exact").booleanValue());
  }

  /** What a call leaves behind: the tensors among the parameters, then the result. */
  List<Parameter> outcomes() {
    return Stream.concat(parameters.stream().filter(Parameter::tensor), Stream.ofNullable(result))
        .toList();
  }

  /** What a code of the C stands for, which the C describes by that text. */
  Reply.Failed failure(int code, String text) {
    return errors.stream()
        .filter(error -> error.code() == code && error.text().equals(text))
        .findFirst()
        .map(ErrorInfo::reply)
        .orElseThrow(() -> new AssertionError(name + " has returned " + code + ": " + text));
  }

  /** What an error's text stands for. */
  Reply.Failed failure(String text) {
    return errors.stream()
        .filter(error -> text.contains(error.text()))
        .max(Comparator.comparing(error -> error.text().length()))
        .map(ErrorInfo::reply)
        .orElseThrow(() -> new AssertionError(name + " has failed: " + text));
  }

  @Override
  public String toString() {
    return library + "/" + name;
  }
}
