package dev.annotir.processor.c;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints {@code lib2.c}: the constant arrays, row by row, large ones as strings of their bytes. */
final class ConstantsPrinter {
  /** The gap of the template where the arrays stand. */
  private static final String GAP = "\0";

  private final LibraryFacts facts;
  private final Symbols symbols;
  private final ConstantPlaces places;

  ConstantsPrinter(LibraryFacts facts) {
    this.facts = facts;
    this.symbols = Symbols.of(facts.library());
    this.places = ConstantPlaces.of(facts.library(), facts.params());
  }

  /** Whether the C has constants. */
  boolean hasArrays() {
    return !places.isBound() && !places.arrays().isEmpty();
  }

  void print(OutputStream out) throws IOException {
    String frame =
        Template.of("constants.c", symbols)
            .when("integers", places.arrays().stream().anyMatch(c -> !c.dtype().isFloat()))
            .when("strings", places.arrays().stream().anyMatch(places::isString))
            .when("order", places.arrays().stream().anyMatch(this::hasOrder))
            .set("constants", GAP)
            .text();
    int gap = frame.indexOf(GAP);
    put(frame.substring(0, gap), out);
    String separator = "";
    for (Buffer constant : places.arrays()) {
      put(separator, out);
      define(constant, out);
      separator = "\n";
    }
    put(frame.substring(gap + GAP.length() + 1), out);
  }

  private static void put(String text, OutputStream out) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean hasOrder(Buffer constant) {
    return places.isString(constant) && constant.dtype().bytes() > 1;
  }

  /** The declarations for the kernels. */
  String externs() {
    return hasArrays()
        ? places.arrays().stream().map(this::extern).collect(Collectors.joining())
        : "";
  }

  private String extern(Buffer constant) {
    return (places.isString(constant) ? union(constant) : "")
        + "extern "
        + declare(constant)
        + ";\n";
  }

  private String declare(Buffer constant) {
    String name = symbols.constant(constant.name());
    return places.isString(constant)
        ? "const union " + symbols.bytesOfConstant(constant.name()) + " " + name
        : "const " + CTypes.of(constant.dtype()) + " " + name + "[" + constant.elements() + "]";
  }

  /** The type that gives a string's bytes as elements. */
  private String union(Buffer constant) {
    return "union "
        + symbols.bytesOfConstant(constant.name())
        + " {\n  char bytes["
        + (constant.bytes() + 1)
        + "];\n  "
        + CTypes.of(constant.dtype())
        + " elements["
        + constant.elements()
        + "];\n};\n";
  }

  private void define(Buffer constant, OutputStream out) throws IOException {
    put(Comments.block(sources(constant)) + extern(constant), out);
    if (places.isString(constant)) {
      put(declare(constant) + " = {\n", out);
      ByteStrings.print(ConstantPlaces.data(constant), out);
      put("};\n", out);
      return;
    }
    String declaration = declare(constant);
    List<String> elements = elements(constant);
    String line = declaration + " = {" + String.join(", ", elements) + "};";
    if (line.length() > Layout.WIDTH) {
      line = Layout.fill(declaration + " = {\n    ", elements, ",\n};");
    }
    put(line + "\n", out);
  }

  /** Where the constants of an array are declared. */
  private String sources(Buffer array) {
    String symbol = places.symbol(array);
    return facts.library().constants().stream()
        .filter(constant -> places.symbol(constant).equals(symbol))
        .map(
            constant ->
                constant.equals(array)
                    ? constant.span().toString()
                    : constant.name() + " at " + constant.span())
        .collect(Collectors.joining(", also "));
  }

  private static List<String> elements(Buffer constant) {
    ConstantData data = ConstantPlaces.data(constant);
    return IntStream.range(0, data.size())
        .mapToObj(i -> CTypes.literal(constant.dtype(), data.get(i)))
        .toList();
  }
}
