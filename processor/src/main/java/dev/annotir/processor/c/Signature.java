package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import java.util.ArrayList;
import java.util.List;

/** The declaration of an operator's typed function. */
final class Signature {
  private Signature() {}

  /** The declaration after {@code prefix} and up to {@code tail}, such as {@code ";"}. */
  static String print(String prefix, Symbols symbols, OperatorFacts operator, String tail) {
    String name = symbols.typed(operator.func().name());
    List<String> parameters = parameters(symbols, operator);
    return Layout.fill(
        prefix + "int32_t " + name + "(",
        parameters.isEmpty() ? List.of("void") : parameters,
        ")" + tail);
  }

  private static List<String> parameters(Symbols symbols, OperatorFacts operator) {
    List<String> parameters = new ArrayList<>();
    for (Argument argument : Argument.of(operator)) {
      String type = CTypes.of(argument.dtype());
      if (argument.isTensor()) {
        String pointer = (argument.isWritten() ? "" : "const ") + type + "*";
        boolean shared = operator.isShared(argument.name());
        String restrict = shared ? "" : symbols.macros() + "_RESTRICT ";
        parameters.add(pointer + " " + restrict + argument.name());
      } else {
        parameters.add(type + " " + argument.name());
      }
    }
    Buffer result = operator.func().result();
    if (result != null && result.tensorShape().isEmpty()) {
      String type = CTypes.of(result.dtype());
      parameters.add(type + "* " + symbols.macros() + "_RESTRICT " + result.name());
    }
    if (operator.workspaceBytes() > 0) {
      parameters.add("void* workspace");
    }
    return parameters;
  }
}
