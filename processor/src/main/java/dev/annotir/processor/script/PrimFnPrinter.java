package dev.annotir.processor.script;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The TIR of functions in the text that TVM printed before TVMScript: {@code primfn(x: handle) ->
 * ()}. It is for people, no version of TVM reads it.
 *
 * <p>The operators have Java's meaning: integers wrap, shift counts are masked, a cast of a float
 * saturates. What TIR has no text for stands as the call of a function of that name.
 */
final class PrimFnPrinter implements ModelLibraryFormatPrinter {
  /**
   * A function, to be printed under several names.
   *
   * @param rest what follows the attributes
   */
  private record Function(String name, String params, boolean noalias, String rest) {}

  /** Whether the text is that of TVM 0.8, which names functions and the scope of local memory. */
  private final boolean named;

  private final UniqueNames unique = new UniqueNames();
  private final List<Function> functions = new ArrayList<>();

  /** By function, the handles and scalars by the names of the parameters. */
  private final Map<String, Map<String, String>> handles = new HashMap<>();

  PrimFnPrinter(boolean named, List<OperatorFacts> operators) {
    this.named = named;
    operators.forEach(operator -> functions.add(function(operator)));
  }

  @Override
  public String print() {
    return functions.stream().map(function -> text(function)).collect(Collectors.joining("\n"));
  }

  @Override
  public @Nullable String getVarName(PrimFunc function, String param) {
    return handles.getOrDefault(function.name(), Map.of()).get(param);
  }

  /** TVM's {@code from_legacy_te_schedule} is no attribute: no function comes from a schedule. */
  private String text(Function function) {
    return (named ? "@" + function.name() + " = " : "")
        + ("primfn(" + function.params() + ") -> ()\n")
        + ("  attr = {\"global_symbol\": \"" + function.name() + "\"")
        + (function.noalias() ? ", \"tir.noalias\": True}" : "}")
        + function.rest();
  }

  /** Names are taken as in TVM: first the buffers', then the parameters', then the pointers'. */
  private Function function(OperatorFacts operator) {
    List<Param> params = TvmScriptPrinter.params(operator);
    Map<String, String> buffers = new HashMap<>();
    Map<String, String> vars = new HashMap<>();
    Map<String, String> body = new HashMap<>();
    List<String> declared = new ArrayList<>();
    List<String> described = new ArrayList<>();
    List<String> mapped = new ArrayList<>();
    for (Param param : params) {
      if (param instanceof Buffer) {
        buffers.put(param.name(), unique.unique(param.name()));
      }
    }
    for (Param param : params) {
      String var = unique.unique(param.name());
      vars.put(param.name(), var);
      declared.add(var + ": " + (param instanceof Buffer ? "handle" : param.dtype().tvmName()));
    }
    for (Param param : params) {
      String var = vars.get(param.name());
      if (param instanceof Buffer buffer) {
        String pointer = unique.unique(param.name());
        String name = buffers.get(param.name());
        body.put(param.name(), pointer);
        described.add(name + ": " + describe(buffer, pointer));
        mapped.add(var + ": " + name);
      } else {
        body.put(param.name(), var);
      }
    }
    handles.put(operator.func().name(), vars);
    String heads =
        described.isEmpty()
            ? ""
            : "\n  buffers = {"
                + String.join(",\n" + " ".repeat(13), described)
                + "}\n  buffer_map = {"
                + String.join(", ", mapped)
                + "}";
    String statements = PrimFnStatements.print(operator.func(), named, unique, body);
    boolean noalias = operator.mayBe().isEmpty();
    String list = String.join(", ", declared);
    return new Function(operator.func().name(), list, noalias, heads + " {\n" + statements + "}\n");
  }

  private static String describe(Buffer buffer, String pointer) {
    String dtype = buffer.dtype().tvmName();
    List<Integer> shape = buffer.tensorShape().isEmpty() ? List.of(1) : buffer.tensorShape();
    return "Buffer(" + pointer + ": Pointer(" + dtype + "), " + dtype + ", " + shape + ", [])";
  }
}
