package dev.annotir.runtime;

import dev.annotir.runtime.OperatorInfo.Fault;
import dev.annotir.runtime.OperatorInfo.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code operators.json} of an archive says that native calls need. */
final class OperatorsDocument {
  private static final long SCHEMA = 1;

  /** As many as Java's arrays have. */
  private static final int MOST_EXTENTS = 255;

  private final JsonDocument json;

  private OperatorsDocument(JsonDocument json) {
    this.json = json;
    long schema = json.integer(json.root(), "schema");
    if (schema != SCHEMA) {
      throw json.error(
          json.root(), "the schema is " + schema + ", and this annotir reads schema " + SCHEMA);
    }
  }

  /**
   * What an archive of annotir's says.
   *
   * @throws InvalidFormatException if another program wrote it
   */
  static OperatorsDocument of(MlfArchive archive) {
    JsonDocument json = archive.operatorsJson();
    if (json == null) {
      throw new InvalidFormatException(
          "annotir did not write this archive, which has no operators.json: it can be read by"
              + " MlfArchive, but not run",
          0);
    }
    return new OperatorsDocument(json);
  }

  /** The name that the symbols start with. */
  String library() {
    return json.string(json.root(), "library");
  }

  /** Whether the constants are apart from the code. */
  boolean hasConstantsApart() {
    return json.string(json.root(), "params").equals("metadata");
  }

  /** The operators by name, in the order of the archive. */
  Map<String, OperatorInfo> operators() {
    Map<String, OperatorInfo> operators = new LinkedHashMap<>();
    List<@Nullable Object> list = json.array(json.root(), "operators");
    for (int i = 0; i < list.size(); i++) {
      OperatorInfo operator = operator(json.element(list, i));
      operators.put(operator.name(), operator);
    }
    return operators;
  }

  private OperatorInfo operator(Map<String, @Nullable Object> node) {
    List<Parameter> parameters = new ArrayList<>();
    List<@Nullable Object> list = json.array(node, "parameters");
    for (int i = 0; i < list.size(); i++) {
      Map<String, @Nullable Object> parameter = json.element(list, i);
      parameters.add(parameter(json.string(parameter, "name"), parameter));
    }
    List<String> constants = new ArrayList<>();
    for (Object constant : json.array(node, "constants")) {
      constants.add(String.valueOf(constant));
    }
    return new OperatorInfo(
        json.string(node, "name"),
        json.string(node, "packed"),
        json.string(json.root(), "class"),
        json.string(node, "method"),
        List.copyOf(parameters),
        node.get("result") == null ? null : parameter("result", json.object(node, "result")),
        List.copyOf(constants),
        faults(json.array(node, "errors")),
        isTrue(node, "exact"));
  }

  private Parameter parameter(String name, Map<String, @Nullable Object> node) {
    boolean isTensor = json.string(node, "kind").equals("tensor");
    List<@Nullable Object> extents = isTensor ? json.array(node, "shape") : List.of();
    if (extents.size() > MOST_EXTENTS) {
      throw json.error(extents, name + " has " + extents.size() + " extents");
    }
    List<Integer> shape = new ArrayList<>();
    for (Object extent : extents) {
      if (!(extent instanceof Long e) || e < 1 || e > Integer.MAX_VALUE) {
        throw json.error(extents, "the shape of " + name + " is " + extents);
      }
      shape.add(e.intValue());
    }
    DataType dtype = dtype(node);
    String access = isTensor ? json.string(node, "access") : "read";
    try {
      return new Parameter(
          name,
          node.containsKey("type")
              ? Signature.Parameter.type(json.string(node, "type"))
              : JavaArrays.type(dtype, shape.size()),
          dtype,
          List.copyOf(shape),
          access.startsWith("read"),
          access.endsWith("write"));
    } catch (IllegalArgumentException e) {
      throw json.error(node, String.valueOf(e.getMessage()));
    }
  }

  private boolean isTrue(Map<String, @Nullable Object> node, String key) {
    if (node.get(key) instanceof Boolean value) {
      return value;
    }
    throw json.error(node, "\"" + key + "\" is neither true nor false");
  }

  private DataType dtype(Map<String, @Nullable Object> node) {
    try {
      return DataType.parse(json.string(node, "dtype"));
    } catch (IllegalArgumentException e) {
      throw json.error(node, String.valueOf(e.getMessage()));
    }
  }

  private List<Fault> faults(List<@Nullable Object> list) {
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      Map<String, @Nullable Object> node = json.element(list, i);
      faults.add(
          new Fault(
              (int) json.integer(node, "code"),
              json.string(node, "exception"),
              node.get("message") == null ? null : json.string(node, "message"),
              json.string(node, "file"),
              (int) json.integer(node, "line"),
              isTrue(node, "stated")));
    }
    return List.copyOf(faults);
  }
}
