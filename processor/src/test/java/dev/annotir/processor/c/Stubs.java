package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sources with stubs for kernels: a result or the written tensor becomes the first argument. */
final class Stubs {
  private Stubs() {}

  static SortedMap<String, String> of(LibraryFacts facts, MlfVersion version) {
    Symbols symbols = Symbols.of(facts.library());
    SortedMap<String, String> texts = new TreeMap<>();
    CSources.of(
            facts,
            version,
            Prologue.print(symbols.library()),
            facts.operators().stream()
                .map(operator -> kernel(facts, operator))
                .collect(Collectors.joining("\n")),
            SelfTest.print(symbols.library()))
        .forEach((path, file) -> texts.put(path, file.text()));
    return texts;
  }

  private static String kernel(LibraryFacts facts, OperatorFacts operator) {
    Symbols symbols = Symbols.of(facts.library());
    List<Argument> arguments = Argument.of(operator);
    StringBuilder body = new StringBuilder(" {\n");
    for (Argument argument : arguments) {
      body.append("  (void)").append(argument.name()).append(";\n");
      if (argument.isWritten() && arguments.size() > 1 && !arguments.get(0).equals(argument)) {
        String cast = "(" + CTypes.of(argument.dtype()) + ")";
        body.append("  ").append(argument.name()).append("[0] = ").append(cast);
        body.append(arguments.get(0).name()).append("[0];\n");
      }
    }
    Buffer result = operator.func().result();
    if (result != null && result.tensorShape().isEmpty()) {
      boolean tensor = arguments.get(0).isTensor();
      body.append("  *result = ").append(arguments.get(0).name()).append(tensor ? "[0];\n" : ";\n");
    }
    if (operator.workspaceBytes() > 0) {
      body.append("  *(char*)workspace = 1;\n");
      body.append("  if (*result < 0) return ");
      body.append(operator.errors().get(0).constant()).append(";\n");
    }
    body.append("  return ").append(symbols.macros()).append("_OK;\n}\n");
    return KernelPrinter.signature(operator, facts.library(), facts.bindsConstants(), "", " {")
        + body;
  }
}
