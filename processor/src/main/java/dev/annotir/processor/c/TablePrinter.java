package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints {@code lib0.c}: the function table and the library's entry points. */
final class TablePrinter {
  /** So many functions TVM before 0.9 can count. */
  private static final int MOST_IN_A_BYTE = 255;

  private final LibraryFacts facts;
  private final MlfVersion version;
  private final Symbols symbols;

  TablePrinter(LibraryFacts facts, MlfVersion version) {
    this.facts = facts;
    this.version = version;
    this.symbols = Symbols.of(facts.library());
  }

  String print() {
    List<String> names = PackedPrinter.names(facts);
    return Template.of("table.c", symbols)
        .when("long", names.stream().mapToInt(n -> n.length() + 1).sum() > 4000)
        .when("byte", version.countBytes() == 1)
        .when("many", names.size() > MOST_IN_A_BYTE)
        .when("few", names.size() <= MOST_IN_A_BYTE)
        .set("prototypes", prototypes())
        .set("low", String.format("\\%03o", names.size() & 0xff))
        .set("high", String.format("\\%03o", names.size() >> 8))
        .set("names", literals(names))
        .set("functions", functions(names))
        .text();
  }

  private static String literals(List<String> names) {
    return names.stream().map(name -> "  \"" + name + "\\0\"").collect(Collectors.joining(" \\\n"));
  }

  private String functions(List<String> names) {
    return names.stream()
        .map(name -> "    " + symbols.packed(name) + ",\n")
        .collect(Collectors.joining());
  }

  private String prototypes() {
    List<String> lines = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (OperatorFacts operator : facts.operators()) {
      lines.add("annotir_packed " + symbols.packed(operator.func().name()) + ";");
      comments.add(Comments.safe(type(operator)));
    }
    facts
        .boundOperators()
        .forEach(
            operator -> {
              String name = Symbols.init(operator.func().name());
              lines.add("annotir_packed " + symbols.packed(name) + ";");
              comments.add(Comments.safe(type(Argument.ofConstants(operator))));
            });
    return Layout.commented("", lines, comments);
  }

  /** The type for people: {@code (x: float64[4]) -> float64}. */
  private static String type(OperatorFacts operator) {
    Buffer result = operator.func().result();
    String returned =
        result != null && result.tensorShape().isEmpty() ? " -> " + result.dtype() : "";
    return type(Argument.of(operator)) + returned;
  }

  private static String type(List<Argument> arguments) {
    return arguments.stream()
        .map(a -> a.javaName() + ": " + a.type())
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
