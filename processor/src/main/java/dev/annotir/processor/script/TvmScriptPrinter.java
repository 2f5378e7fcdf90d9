package dev.annotir.processor.script;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The TVMScript of functions: one module that TVM parses and compiles to the bits that the JVM
 * gives.
 *
 * <p>TVM takes integers that do not overflow and floats that obey algebra for granted; where Java's
 * meaning is another one, the text says it in operations of which TVM supposes nothing. An in-range
 * {@code a + b} stays {@code a + b}.
 */
final class TvmScriptPrinter implements ModelLibraryFormatPrinter {
  private static final String INDENT = "    ";

  /**
   * A function, to be printed under several names.
   *
   * @param comments the lines above it
   * @param body its lines after the attributes
   */
  private record Function(
      String name, List<String> comments, String params, boolean noalias, List<String> body) {}

  private final List<Function> functions = new ArrayList<>();

  /** By function, the names of the parameters, which stand in the text as they are. */
  private final Map<String, Set<String>> names = new HashMap<>();

  /** Prepares a module of all functions in order. */
  TvmScriptPrinter(List<OperatorFacts> operators) {
    for (OperatorFacts operator : operators) {
      functions.add(function(operator));
      List<Param> params = params(operator);
      names.put(
          operator.func().name(), params.stream().map(Param::name).collect(Collectors.toSet()));
    }
  }

  @Override
  public @Nullable String getVarName(PrimFunc function, String param) {
    return names.getOrDefault(function.name(), Set.of()).contains(param) ? param : null;
  }

  @Override
  public String print() {
    String head =
        """
        # from tvm.script import ir as I
        # from tvm.script import tir as T

        @I.ir_module
        class Module:
        """;
    return functions.stream()
        .map(function -> text(function))
        .collect(Collectors.joining("\n", head, ""));
  }

  private static String text(Function function) {
    StringBuilder text = new StringBuilder();
    function.comments().forEach(line -> append(text, INDENT, line));
    append(text, INDENT, "@T.prim_func");
    append(text, INDENT, "def " + function.name() + "(" + function.params() + "):");
    append(
        text,
        INDENT + INDENT,
        "T.func_attr({\"global_symbol\": \""
            + function.name()
            + (function.noalias() ? "\", \"tir.noalias\": True})" : "\"})"));
    function.body().forEach(line -> append(text, INDENT + INDENT, line));
    return text.toString();
  }

  private static void append(StringBuilder text, String indent, String line) {
    text.append(indent).append(line).append('\n');
  }

  private static Function function(OperatorFacts operator) {
    PrimFunc func = operator.func();
    List<String> comments = new ArrayList<>();
    comments.add("# " + ascii(func.span().toString()));
    javaNames(func.javaNames(), comments);
    boolean noalias = operator.mayBe().isEmpty();
    String params =
        params(operator).stream().map(TensorType::declare).collect(Collectors.joining(", "));
    return new Function(func.name(), comments, params, noalias, body(func, noalias));
  }

  private static void javaNames(Map<String, String> names, List<String> lines) {
    if (!names.isEmpty()) {
      lines.add(
          names.entrySet().stream()
              .map(e -> e.getKey() + " is " + ascii(e.getValue()))
              .collect(Collectors.joining(", ", "# In Java ", "")));
    }
  }

  /** What a function of TIR is given: its parameters, its result, the constants that it loads. */
  static List<Param> params(OperatorFacts operator) {
    List<Param> params = new ArrayList<>(operator.func().params());
    Buffer result = operator.func().result();
    if (result != null) {
      params.add(result);
    }
    params.addAll(operator.constants());
    return params;
  }

  private static List<String> body(PrimFunc func, boolean noalias) {
    Aliasing aliasing = new Aliasing(!noalias);
    FreshNames names = FreshNames.withoutLabels(func);
    Stmt folded = new ConstantFolding().rewrite(func.body());
    Stmt structured = ExitElimination.eliminate(func.withBody(folded), names);
    Stmt unbound = LetElimination.eliminate(structured, aliasing);
    Stmt plain = MaskElimination.eliminate(unbound, aliasing, names);
    Prelude prelude = new Prelude(names);
    Statements statements = new Statements(new Facts(aliasing), prelude, names);
    statements.print(new ConstantFolding().rewrite(plain));
    List<String> lines = new ArrayList<>();
    lines.addAll(statements.allocations());
    lines.addAll(prelude.allocations());
    lines.addAll(statements.lines());
    if (statements.lines().isEmpty()) {
      lines.add("T.evaluate(0)");
    }
    return lines;
  }

  private static String ascii(String text) {
    String quoted = Literals.string(text);
    return quoted.substring(1, quoted.length() - 1);
  }
}
