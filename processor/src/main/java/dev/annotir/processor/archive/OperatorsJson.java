package dev.annotir.processor.archive;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.ErrorCode;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.analysis.SharedConstants;
import dev.annotir.processor.diagnostic.Version;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.InexactCall;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.schedule.ScheduledLibrary;
import dev.annotir.processor.schedule.Target;
import dev.annotir.processor.schedule.Variant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code operators.json}: what metadata.json has no place for. {@code operators.schema.json}
 * describes it.
 */
final class OperatorsJson {
  private final LibraryFacts facts;
  private final ScheduledLibrary scheduled;
  private final ObjectNode root = JsonLayout.NODES.objectNode();

  private OperatorsJson(ScheduledLibrary scheduled) {
    this.scheduled = scheduled;
    this.facts = scheduled.facts();
  }

  static String of(ScheduledLibrary scheduled) {
    return JsonLayout.lines(new OperatorsJson(scheduled).build());
  }

  private ObjectNode build() {
    root.put("schema", 1);
    root.put("generator", Version.ANNOTIR);
    root.put("library", facts.library().name());
    root.put("class", facts.library().qualifiedClass());
    root.put("source", facts.library().file());
    root.put("target", scheduled.target().toString());
    root.put("params", facts.params().toString());
    root.putArray("unspecified")
        .add("the sign and payload of a NaN")
        .add("the contents of outputs after an error");
    ArrayNode constants = root.putArray("constants");
    Map<String, Buffer> arrays = SharedConstants.of(facts.library().constants());
    for (Buffer constant : facts.library().constants()) {
      Buffer array = facts.bindsConstants() ? null : arrays.get(constant.name());
      addConstant(constants, constant, array);
    }
    ArrayNode operators = root.putArray("operators");
    facts.operators().forEach(operator -> addOperator(operators, operator));
    return root;
  }

  /**
   * Adds a constant.
   *
   * @param array the constant whose array in the C it is; null where it is not in the C
   */
  private void addConstant(ArrayNode constants, Buffer constant, @Nullable Buffer array) {
    ObjectNode node = constants.addObject();
    node.put("name", constant.name());
    if (array != null) {
      node.put("symbol", facts.library().name() + "_" + array.name());
    }
    node.put("dtype", constant.dtype().tvmName());
    addShape(node, constant.tensorShape());
    node.put("line", constant.span().line());
  }

  private static void addShape(ObjectNode node, List<Integer> shape) {
    ArrayNode extents = node.putArray("shape");
    shape.forEach(extents::add);
  }

  private void addOperator(ArrayNode operators, OperatorFacts operator) {
    PrimFunc func = operator.func();
    ObjectNode node = operators.addObject();
    String symbol = facts.library().name() + "_" + func.name();
    node.put("name", func.name());
    node.put("method", func.method());
    node.put("symbol", symbol);
    node.put("packed", symbol + "_packed");
    node.put("line", func.span().line());
    node.put("doc", func.doc());
    ArrayNode parameters = node.putArray("parameters");
    List<Argument> arguments = Argument.of(operator);
    for (Argument argument : arguments.subList(0, func.params().size())) {
      ObjectNode parameter = parameters.addObject().put("name", argument.javaName());
      addArgument(parameter, func, argument, arguments);
    }
    addResult(node, func, arguments);
    ArrayNode constants = node.putArray("constants");
    operator.constants().forEach(constant -> constants.add(constant.name()));
    if (facts.bindsConstants() && !operator.constants().isEmpty()) {
      node.put("init", "__init_" + func.name());
    }
    ArrayNode errors = node.putArray("errors");
    operator.errors().forEach(error -> addError(errors, error));
    node.put("guards", operator.guards());
    node.put("workspace_bytes", operator.workspaceBytes());
    node.put("exact", func.inexact().isEmpty());
    addInexact(node, func.inexact());
    ArrayNode variants = node.putArray("variants");
    for (Variant variant : scheduled.variants(operator)) {
      String condition = "ANNOTIR_VECTOR_BITS == " + variant.target().vectorBits();
      addVariant(variants, operator, variant.target(), condition);
    }
    addVariant(variants, operator, Target.SCALAR, null);
  }

  /**
   * Adds a function that runs an operator.
   *
   * @param condition of the C preprocessor, or null where no other holds
   */
  private static void addVariant(
      ArrayNode variants, OperatorFacts operator, Target target, @Nullable String condition) {
    variants
        .addObject()
        .put("name", target.name())
        .put("condition", condition)
        .put("tir", ScheduledLibrary.name(operator, target));
  }

  /** Adds each function once. */
  private static void addInexact(ObjectNode node, List<InexactCall> calls) {
    Map<String, Double> ulps = new TreeMap<>();
    calls.forEach(call -> ulps.put(call.function(), call.ulps()));
    if (!ulps.isEmpty()) {
      ArrayNode functions = node.putArray("inexact");
      ulps.forEach(
          (function, bound) -> functions.addObject().put("function", function).put("ulps", bound));
    }
  }

  private static void addArgument(
      ObjectNode node, PrimFunc func, Argument argument, List<Argument> all) {
    if (!argument.name().equals(argument.javaName())) {
      node.put("identifier", argument.name());
    }
    addType(node, func, argument);
    node.put("kind", argument.isTensor() ? "tensor" : "scalar");
    node.put("dtype", argument.dtype().tvmName());
    if (argument.isTensor()) {
      addShape(node, argument.shape());
      node.put("access", argument.access().toString());
    }
    if (argument.isWritten()) {
      ArrayNode mayBe = node.putArray("may_be");
      all.stream()
          .filter(other -> argument.mayBe().contains(other.name()))
          .forEach(other -> mayBe.add(other.javaName()));
    }
  }

  /** States the Java type where it is another than readers take. */
  private static void addType(ObjectNode node, PrimFunc func, Argument argument) {
    String element =
        switch (argument.dtype()) {
          case BOOL -> "boolean";
          case INT8, UINT8 -> "byte";
          case INT16, FLOAT16, BFLOAT16 -> "short";
          case UINT16 -> "char";
          case INT32, UINT32 -> "int";
          case INT64, UINT64 -> "long";
          case FLOAT32 -> "float";
          case FLOAT64 -> "double";
        };
    String usual = element + "[]".repeat(argument.shape().size());
    String type = func.javaTypes().getOrDefault(argument.name(), usual);
    if (!type.equals(usual)) {
      node.put("type", type);
    }
  }

  private static void addResult(ObjectNode node, PrimFunc func, List<Argument> arguments) {
    if (func.result() == null) {
      node.putNull("result");
    } else if (arguments.size() > func.params().size()) {
      addArgument(node.putObject("result"), func, arguments.get(arguments.size() - 1), arguments);
    } else {
      ObjectNode result = node.putObject("result");
      result.put("kind", "scalar").put("dtype", func.result().dtype().tvmName());
    }
  }

  private static void addError(ArrayNode errors, ErrorCode error) {
    ObjectNode node = errors.addObject();
    node.put("code", error.code());
    node.put("constant", error.constant());
    node.put("exception", error.fault().exception());
    node.put("message", error.fault().message());
    node.put("file", error.fault().file());
    node.put("line", error.fault().line());
    node.put("stated", error.fault().isStated());
  }
}
