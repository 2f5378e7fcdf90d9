package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Access;
import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.ErrorCode;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.PrimFunc;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Prints {@code <library>_operators.h}: what C programs include. */
final class HeaderPrinter {
  /** A line of an operator's comment about one argument. */
  private record Row(String name, String direction, String text) {}

  private final LibraryFacts facts;
  private final Symbols symbols;

  HeaderPrinter(LibraryFacts facts) {
    this.facts = facts;
    this.symbols = Symbols.of(facts.library());
  }

  String print() {
    List<String> operators = facts.operators().stream().map(this::operator).toList();
    BoundConstants bound = new BoundConstants(facts);
    return Template.of("operators.h", symbols)
        .when("bound", facts.bindsConstants())
        .set("members", bound.members(true))
        .set("offset", "" + bound.offset())
        .set("codes", new ErrorsPrinter(facts).enumerators(true))
        .set("operators", String.join("\n", operators))
        .text();
  }

  private String operator(OperatorFacts operator) {
    return comment(operator)
        + macros(operator)
        + KernelPrinter.signature(operator, facts.library(), facts.bindsConstants(), "", ";")
        + ";\n";
  }

  private String comment(OperatorFacts operator) {
    PrimFunc func = operator.func();
    String place = " * " + Comments.safe(func.span().toString());
    String doc = Comments.safe(func.doc());
    StringBuilder text = new StringBuilder("/*\n");
    text.append(doc.isEmpty() ? place + "\n" : Layout.wrap(place + ": ", " * ", doc));
    text.append(table(rows(operator)));
    if (operator.workspaceBytes() > 0) {
      String bytes = symbols.workspaceBytes(func.name());
      text.append(" * Workspace: ").append(bytes).append(" bytes, aligned as malloc does.\n");
    }
    SortedSet<String> inexact = new TreeSet<>();
    func.inexact().forEach(call -> inexact.add(call.function()));
    if (!inexact.isEmpty()) {
      String start = " * The JVM may give other last bits, since Java lets these differ: ";
      text.append(Layout.fill(start, " *   ", List.copyOf(inexact), ".")).append('\n');
    }
    List<String> errors = operator.errors().stream().map(ErrorCode::constant).toList();
    if (!errors.isEmpty()) {
      text.append(Layout.fill(" * Errors: ", " *   ", errors, ".")).append('\n');
    }
    return text.append(" */\n").toString();
  }

  private static List<Row> rows(OperatorFacts operator) {
    List<Row> rows = new ArrayList<>();
    for (Argument argument : Argument.of(operator)) {
      String text = argument.type();
      if (!argument.mayBe().isEmpty()) {
        text += ", may be " + String.join(" or ", argument.mayBe());
      }
      if (!argument.name().equals(argument.javaName())) {
        text += ", in Java " + Comments.safe(argument.javaName());
      }
      rows.add(new Row(argument.name(), direction(argument.access()), text));
    }
    Buffer result = operator.func().result();
    if (result != null && result.tensorShape().isEmpty()) {
      rows.add(new Row(result.name(), "out", result.dtype().toString()));
    }
    return rows;
  }

  private static String direction(Access access) {
    return switch (access) {
      case READ -> "in";
      case WRITE -> "out";
      case READWRITE -> "inout";
    };
  }

  private static String table(List<Row> rows) {
    int names = rows.stream().mapToInt(r -> r.name().length()).max().orElse(0);
    int directions = rows.stream().mapToInt(r -> r.direction().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(" *   ").append(row.name()).append(" ".repeat(names - row.name().length() + 2));
      text.append(row.direction()).append(" ".repeat(directions - row.direction().length() + 2));
      text.append(row.text()).append('\n');
    }
    return text.toString();
  }

  private String macros(OperatorFacts operator) {
    String name = operator.func().name();
    StringBuilder text = new StringBuilder();
    for (Argument argument : Argument.of(operator)) {
      if (argument.isTensor()) {
        text.append(define(symbols.elements(name, argument.name()), argument.elements()));
        text.append(define(symbols.bytes(name, argument.name()), argument.bytes()));
      }
    }
    if (operator.workspaceBytes() > 0) {
      text.append(define(symbols.workspaceBytes(name), operator.workspaceBytes()));
    }
    return text.toString();
  }

  private static String define(String name, long value) {
    return "#define " + name + " " + value + "\n";
  }
}
