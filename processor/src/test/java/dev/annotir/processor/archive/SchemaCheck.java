package dev.annotir.processor.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tests JSON against a schema that uses only the keywords of {@code operators.schema.json}. */
final class SchemaCheck {
  private final JsonNode root;

  SchemaCheck(JsonNode root) {
    this.root = root;
  }

  /** What is wrong with a value; empty if nothing. */
  List<String> errors(JsonNode value) {
    List<String> errors = new ArrayList<>();
    check(value, root, "$", errors);
    return errors;
  }

  private void check(JsonNode value, JsonNode schema, String at, List<String> errors) {
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      if (!holds(value, keyword.getKey(), keyword.getValue(), schema, at, errors)) {
        errors.add(at + ": " + keyword.getKey() + " " + keyword.getValue() + ": " + value);
      }
    }
  }

  private boolean holds(
      JsonNode value,
      String keyword,
      JsonNode operand,
      JsonNode schema,
      String at,
      List<String> errors) {
    switch (keyword) {
      case "$ref":
        check(value, root.at(operand.asText().substring(1)), at, errors);
        return true;
      case "properties":
        for (Map.Entry<String, JsonNode> member : value.properties()) {
          if (operand.has(member.getKey())) {
            String name = at + "." + member.getKey();
            check(member.getValue(), operand.get(member.getKey()), name, errors);
          }
        }
        return true;
      case "items":
        for (int i = 0; i < value.size(); i++) {
          check(value.get(i), operand, at + "[" + i + "]", errors);
        }
        return true;
      case "additionalProperties":
        return value.properties().stream().allMatch(m -> schema.get("properties").has(m.getKey()));
      default:
        return holds(value, keyword, operand);
    }
  }

  private boolean holds(JsonNode value, String keyword, JsonNode operand) {
    return switch (keyword) {
      case "type" -> value.getNodeType().name().equalsIgnoreCase(type(operand.asText()));
      case "const" -> value.equals(operand);
      case "enum" -> contains(operand, value);
      case "required" -> operand.valueStream().allMatch(name -> value.has(name.asText()));
      case "minimum" -> value.asLong() >= operand.asLong();
      case "minItems" -> value.size() >= operand.asInt();
      case "maxItems" -> value.size() <= operand.asInt();
      case "pattern" -> value.asText().matches(operand.asText());
      case "anyOf" ->
          operand.valueStream().anyMatch(schema -> new Branch(schema).errors(value).isEmpty());
      case "$schema", "title", "description", "$defs" -> true;
      default -> throw new AssertionError("no such keyword: " + keyword);
    };
  }

  private static String type(String name) {
    return name.equals("integer") ? "number" : name;
  }

  private static boolean contains(JsonNode array, JsonNode value) {
    return array.valueStream().anyMatch(value::equals);
  }

  /** A schema within the root. */
  private final class Branch {
    private final JsonNode schema;

    Branch(JsonNode schema) {
      this.schema = schema;
    }

    List<String> errors(JsonNode value) {
      List<String> errors = new ArrayList<>();
      check(value, schema, "$", errors);
      return errors;
    }
  }
}
