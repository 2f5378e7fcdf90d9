package dev.annotir.it.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An operator as {@code operators.json} describes it.
 *
 * @param result what it returns, or null
 */
record Operator(
    String library,
    String className,
    String name,
    String method,
    List<Argument> parameters,
    Argument result,
    List<Failure> failures,
    int workspaceBytes) {

  /** What a positive code stands for. */
  record Failure(int code, String exception, String file, int line) {}

  /** A parameter or a result; a scalar has no extents. */
  record Argument(DataType type, List<Integer> shape, boolean read, boolean written) {
    static Argument of(JsonNode node) {
      List<Integer> shape = new ArrayList<>();
      node.path("shape").forEach(extent -> shape.add(extent.asInt()));
      String access = node.path("access").asText("read");
      DataType type = DataType.valueOf(node.path("dtype").asText().toUpperCase(Locale.ROOT));
      return new Argument(
          type, List.copyOf(shape), !access.equals("write"), !access.equals("read"));
    }

    boolean isTensor() {
      return !shape.isEmpty();
    }

    int elements() {
      return shape.stream().reduce(1, Math::multiplyExact);
    }

    int bytes() {
      return elements() * type.bytes();
    }

    @Override
    public String toString() {
      return type.shortName() + (isTensor() ? shape.toString().replace(" ", "") : "");
    }
  }

  /** The operators of an unpacked archive. */
  static List<Operator> ofArchive(Path root) throws IOException {
    JsonNode json = new ObjectMapper().readTree(root.resolve("operators.json").toFile());
    List<Operator> operators = new ArrayList<>();
    for (JsonNode node : json.path("operators")) {
      operators.add(of(json.path("library").asText(), json.path("class").asText(), node));
    }
    return operators;
  }

  private static Operator of(String library, String className, JsonNode node) {
    List<Argument> parameters = new ArrayList<>();
    node.path("parameters").forEach(parameter -> parameters.add(Argument.of(parameter)));
    List<Failure> failures = new ArrayList<>();
    for (JsonNode error : node.path("errors")) {
      failures.add(
          new Failure(
              error.path("code").asInt(),
              error.path("exception").asText(),
              error.path("file").asText(),
              error.path("line").asInt()));
    }
    JsonNode result = node.path("result");
    return new Operator(
        library,
        className,
        node.path("name").asText(),
        node.path("method").asText(),
        parameters,
        result.isObject() ? Argument.of(result) : null,
        failures,
        node.path("workspace_bytes").asInt());
  }

  /** Whether it changes what it reads, so that a second call has other arguments. */
  boolean changesItsInput() {
    return parameters.stream().anyMatch(p -> p.isTensor() && p.read() && p.written());
  }

  /** The types of the arguments and of the result. */
  String signature() {
    List<String> texts = new ArrayList<>();
    parameters.forEach(parameter -> texts.add(parameter.toString()));
    return String.join(" ", texts) + (result == null ? "" : " -> " + result);
  }

  @Override
  public String toString() {
    return library + "." + name;
  }
}
