package dev.annotir.processor.c;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints {@code lib2.c}: the constant arrays, row by row. */
final class ConstantsPrinter {
  private final LibraryFacts facts;
  private final Symbols symbols;

  ConstantsPrinter(LibraryFacts facts) {
    this.facts = facts;
    this.symbols = Symbols.of(facts.library());
  }

  String print() {
    List<Buffer> constants = facts.library().constants();
    return Template.of("constants.c", symbols)
        .when("integers", constants.stream().anyMatch(c -> !c.dtype().isFloat()))
        .set("constants", constants.stream().map(this::define).collect(Collectors.joining("\n")))
        .text();
  }

  /** The declarations for the kernels. */
  String externs() {
    return facts.library().constants().stream()
        .map(c -> "extern " + declare(c) + ";\n")
        .collect(Collectors.joining());
  }

  private String declare(Buffer constant) {
    String name = symbols.constant(constant.name());
    return "const " + CTypes.of(constant.dtype()) + " " + name + "[" + constant.elements() + "]";
  }

  private String define(Buffer constant) {
    String declaration = declare(constant);
    List<String> elements = elements(constant);
    String line = declaration + " = {" + String.join(", ", elements) + "};";
    if (line.length() > Layout.WIDTH) {
      line = Layout.fill(declaration + " = {\n    ", elements, ",\n};");
    }
    return Comments.block(constant.span().toString())
        + "extern "
        + declaration
        + ";\n"
        + line
        + "\n";
  }

  private static List<String> elements(Buffer constant) {
    ConstantData data = constant.data();
    if (data == null) {
      throw new CompilerBug("no elements of " + constant.name());
    }
    return IntStream.range(0, data.size())
        .mapToObj(i -> CTypes.literal(constant.dtype(), data.get(i)))
        .toList();
  }
}
