package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints the packed functions of {@code lib1.c}: each checks its arguments and calls the typed
 * function.
 */
final class PackedPrinter {
  private static final List<String> PARAMETERS =
      List.of(
          "TVMValue* args",
          "int* type_codes",
          "int num_args",
          "TVMValue* ret_value",
          "int* ret_tcode",
          "void* resource_handle");

  private final LibraryFacts facts;
  private final Symbols symbols;
  private final Traits traits;

  PackedPrinter(LibraryFacts facts) {
    this.facts = facts;
    this.symbols = Symbols.of(facts.library());
    this.traits = Traits.of(facts);
  }

  /** The declarations, each after {@code prefix}. */
  static String prototypes(String prefix, LibraryFacts facts) {
    Symbols symbols = Symbols.of(facts.library());
    return names(facts).stream()
        .map(name -> prefix + "annotir_packed " + symbols.packed(name) + ";\n")
        .collect(Collectors.joining());
  }

  /** The names of the packed functions: the operators, and what gives them their constants. */
  static List<String> names(LibraryFacts facts) {
    return Stream.concat(
            facts.operators().stream().map(o -> o.func().name()),
            facts.boundOperators().stream().map(o -> Symbols.init(o.func().name())))
        .toList();
  }

  String print() {
    return Stream.concat(
            facts.operators().stream().map(this::packed),
            facts.boundOperators().stream().map(this::init))
        .collect(Collectors.joining("\n"));
  }

  /** The function that is given the constants of an operator. */
  private String init(OperatorFacts operator) {
    String name = Symbols.init(operator.func().name());
    List<Argument> constants = Argument.ofConstants(operator);
    StringBuilder text = new StringBuilder();
    text.append(Layout.fill("int " + symbols.packed(name) + "(", PARAMETERS, ") {\n"));
    text.append("  static const annotir_parameter parameters[] = {\n");
    constants.forEach(constant -> text.append(parameter(constant, constants)));
    text.append("  };\n");
    text.append(check("  int32_t code = ", name, constants.size()));
    text.append("  (void)ret_value, (void)ret_tcode, (void)resource_handle;\n");
    text.append("  if (code != ").append(symbols.macros()).append("_OK) return code;\n");
    for (int i = 0; i < constants.size(); i++) {
      text.append("  annotir_constants.").append(constants.get(i).name()).append(" = ");
      text.append(value(constants.get(i), i)).append(";\n");
    }
    return text.append("  return code;\n}\n").toString();
  }

  private String packed(OperatorFacts operator) {
    String name = operator.func().name();
    List<Argument> arguments = Argument.of(operator);
    Result result = Result.of(operator);
    String ok = symbols.macros() + "_OK";
    StringBuilder text = new StringBuilder();
    text.append(Layout.fill("int " + symbols.packed(name) + "(", PARAMETERS, ") {\n"));
    if (!arguments.isEmpty()) {
      text.append("  static const annotir_parameter parameters[] = {\n");
      arguments.forEach(argument -> text.append(parameter(argument, arguments)));
      text.append("  };\n");
    }
    text.append(result.declaration());
    text.append(operator.workspaceBytes() > 0 ? "  void* workspace;\n" : "");
    text.append(check("  int32_t code = ", name, arguments.size()));
    text.append("  ").append(unused(arguments.isEmpty(), result)).append(";\n");
    text.append("  if (code != ").append(ok).append(") return code;\n");
    text.append(call(operator, arguments, result));
    return text.append("}\n").toString();
  }

  private static String check(String head, String name, int count) {
    String literal = "\"" + name + "\"";
    return count == 0
        ? head + "annotir_check_no_arguments(" + literal + ", num_args);\n"
        : Layout.fill(
            head + "annotir_check_arguments(",
            List.of(literal, "parameters", "" + count, "args", "type_codes", "num_args"),
            ");\n");
  }

  private static String unused(boolean noArguments, Result result) {
    List<String> names = new ArrayList<>();
    if (noArguments) {
      names.addAll(List.of("args", "type_codes"));
    }
    if (!result.exists()) {
      names.addAll(List.of("ret_value", "ret_tcode"));
    }
    names.add("resource_handle");
    return names.stream().map(n -> "(void)" + n).collect(Collectors.joining(", "));
  }

  String parameter(Argument argument, List<Argument> arguments) {
    String shape =
        argument.isTensor()
            ? argument.shape().stream().map(String::valueOf).collect(Collectors.joining(", "))
            : "0";
    return "      {"
        + String.join(
            ", ",
            Layout.literal(argument.javaName()),
            "{" + code(argument.dtype()) + ", " + argument.dtype().bits() + ", 1}",
            "" + argument.shape().size(),
            "{" + shape + "}",
            argument.isWritten() ? "1" : "0",
            mayBe(argument, arguments))
        + "},\n";
  }

  /** The DLPack code of a type. */
  private static String code(DType dtype) {
    return switch (dtype.kind()) {
      case BOOL -> "ANNOTIR_BOOL";
      case INT -> "kDLInt";
      case UINT -> "kDLUInt";
      case FLOAT -> "kDLFloat";
      case LABEL -> dtype == DType.FLOAT16 ? "kDLFloat" : "kDLBfloat";
    };
  }

  private String mayBe(Argument argument, List<Argument> arguments) {
    List<String> words = new ArrayList<>();
    for (int word = 0; word < traits.words(); word++) {
      List<String> bits = new ArrayList<>();
      for (int i = 0; i < 32 && word * 32 + i < arguments.size(); i++) {
        if (argument.mayBe().contains(arguments.get(word * 32 + i).name())) {
          bits.add("1u << " + i);
        }
      }
      words.add(bits.isEmpty() ? "0" : String.join(" | ", bits));
    }
    String text = String.join(", ", words);
    return traits.words() == 1 ? text : "{" + text + "}";
  }

  private String call(OperatorFacts operator, List<Argument> arguments, Result result) {
    String name = operator.func().name();
    long workspace = operator.workspaceBytes();
    List<String> values =
        new ArrayList<>(
            IntStream.range(0, arguments.size())
                .mapToObj(i -> value(arguments.get(i), i))
                .toList());
    if (facts.bindsConstants() && !operator.constants().isEmpty()) {
      values.add(0, "&annotir_constants");
    }
    if (result.exists()) {
      values.add(result.pointer());
    }
    StringBuilder text = new StringBuilder();
    if (workspace > 0) {
      values.add("workspace");
      text.append(allocate(name, workspace));
    }
    text.append(result.code());
    String typed = symbols.typed(name) + "(";
    if (workspace == 0 && result.assignment().isEmpty()) {
      String head = "  return annotir_finish(" + typed;
      return text.append(Layout.fill(head, values, "));\n")).toString();
    }
    text.append(Layout.fill("  code = " + typed, values, ");\n"));
    text.append(workspace > 0 ? "  TVMBackendFreeWorkspace(kDLCPU, 0, workspace);\n" : "");
    return text.append(result.assignment()).append("  return annotir_finish(code);\n").toString();
  }

  private String allocate(String name, long bytes) {
    return "  workspace = TVMBackendAllocWorkspace(kDLCPU, 0, "
        + bytes
        + ", kDLUInt, 8);\n  if (workspace == NULL) {\n"
        + Layout.fill(
            "    return annotir_refuse(",
            List.of(
                symbols.macros() + "_NO_WORKSPACE",
                "\"" + name + "\"",
                "\"workspace\"",
                "\"expected %d bytes, but got none\"",
                "(int64_t)" + bytes),
            ");\n  }\n");
  }

  private static String value(Argument argument, int index) {
    String arg = "args[" + index + "]";
    String type = CTypes.of(argument.dtype());
    if (argument.isTensor()) {
      return "(" + (argument.isWritten() ? "" : "const ") + type + "*)annotir_data(" + arg + ")";
    }
    return switch (argument.dtype()) {
      case FLOAT32 -> "annotir_float32(" + arg + ", type_codes[" + index + "])";
      case FLOAT64 -> "annotir_float(" + arg + ", type_codes[" + index + "])";
      case INT64 -> arg + ".v_int64";
      default -> "(" + type + ")" + arg + ".v_int64";
    };
  }

  /** What a packed function does about a scalar result: the pieces of its text. */
  private record Result(
      boolean exists, String declaration, String pointer, String code, String assignment) {
    static Result of(OperatorFacts operator) {
      Buffer result = operator.func().result();
      if (result == null || !result.tensorShape().isEmpty()) {
        return new Result(false, "", "", "", "");
      }
      DType dtype = result.dtype();
      String member = dtype.isFloat() ? "v_float64" : "v_int64";
      String code = "  *ret_tcode = " + (dtype.isFloat() ? "kTVMArgFloat" : "kTVMArgInt") + ";\n";
      if (dtype == DType.FLOAT64 || dtype == DType.INT64) {
        return new Result(true, "", "&ret_value->" + member, code, "");
      }
      String value =
          switch (dtype.kind()) {
            case FLOAT -> "(double)result";
            case BOOL -> "result != 0";
            case INT, UINT -> "result";
            case LABEL -> throw new CompilerBug("a scalar result of type " + dtype);
          };
      String declaration = "  " + CTypes.of(dtype) + " result = 0;\n";
      String assignment = "  ret_value->" + member + " = " + value + ";\n";
      return new Result(true, declaration, "&result", code, assignment);
    }
  }
}
