package dev.annotir.processor.script;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The TVMScript of functions: one module that TVM parses and compiles to the bits that the JVM
 * gives.
 *
 * <p>TVM takes integers that do not overflow and floats that obey algebra for granted; where Java's
 * meaning is another one, the text says it in operations of which TVM supposes nothing. An in-range
 * {@code a + b} stays {@code a + b}.
 */
public final class TvmScriptPrinter {
  private static final String INDENT = "    ";

  private TvmScriptPrinter() {}

  /**
   * The text of a module of all functions in order, in ASCII.
   *
   * @param suffix what follows each function's name, such as {@code _scalar}
   */
  public static String print(List<OperatorFacts> operators, String suffix) {
    String head =
        """
        # from tvm.script import ir as I
        # from tvm.script import tir as T

        @I.ir_module
        class Module:
        """;
    return operators.stream()
        .map(facts -> function(facts, suffix))
        .collect(Collectors.joining("\n", head, ""));
  }

  private static String function(OperatorFacts operator, String suffix) {
    PrimFunc func = operator.func();
    String name = func.name() + suffix;
    List<String> lines = new ArrayList<>();
    lines.add(INDENT + "# " + ascii(func.span().toString()));
    javaNames(func.javaNames(), lines);
    lines.add(INDENT + "@T.prim_func");
    lines.add(INDENT + "def " + name + "(" + params(operator) + "):");
    body(operator, name).forEach(line -> lines.add(INDENT + INDENT + line));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static void javaNames(Map<String, String> names, List<String> lines) {
    if (!names.isEmpty()) {
      lines.add(
          names.entrySet().stream()
              .map(e -> e.getKey() + " is " + ascii(e.getValue()))
              .collect(Collectors.joining(", ", INDENT + "# In Java ", "")));
    }
  }

  private static String params(OperatorFacts operator) {
    List<Param> params = new ArrayList<>(operator.func().params());
    Buffer result = operator.func().result();
    if (result != null) {
      params.add(result);
    }
    params.addAll(operator.constants());
    return params.stream().map(TensorType::declare).collect(Collectors.joining(", "));
  }

  private static List<String> body(OperatorFacts operator, String name) {
    PrimFunc func = operator.func();
    boolean noalias = operator.mayBe().isEmpty();
    Effects effects = new Effects(!noalias);
    FreshNames names = new FreshNames(func);
    Stmt folded = new ConstantFolding().rewrite(func.body());
    Stmt structured = ExitElimination.eliminate(func.withBody(folded), names);
    Stmt plain = LetElimination.eliminate(structured, effects);
    Prelude prelude = new Prelude(names);
    Statements statements = new Statements(new Facts(effects), prelude, names);
    statements.print(new ConstantFolding().rewrite(plain));
    List<String> lines = new ArrayList<>();
    lines.add(
        "T.func_attr({\"global_symbol\": \""
            + name
            + (noalias ? "\", \"tir.noalias\": True})" : "\"})"));
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
