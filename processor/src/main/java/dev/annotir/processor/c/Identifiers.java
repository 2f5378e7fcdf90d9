package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.ErrorCode;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every identifier that a library's C defines for all to see, checked: legal, and each from one
 * source only.
 */
public final class Identifiers {
  private static final int LONGEST_SYMBOL = 120;

  /** So long that {@code ./codegen/host/include/<library>_operators.h} fits into a tar header. */
  private static final int LONGEST_LIBRARY = 64;

  /** What CMake keeps for its own targets, among the words that C leaves free. */
  private static final Set<String> CMAKE =
      Set.of("all", "help", "install", "preinstall", "clean", "edit_cache", "rebuild_cache");

  private final Symbols symbols;
  private final Map<String, String> origins = new HashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Identifiers(Symbols symbols) {
    this.symbols = symbols;
  }

  /**
   * What is wrong with the names of a library and its operators; empty if nothing.
   *
   * @param library the place of the library's name
   */
  public static List<Diagnostic> check(LibraryFacts facts, Span library) {
    Identifiers identifiers = new Identifiers(Symbols.of(facts.library()));
    identifiers.checkLibrary(facts.library().name(), library);
    identifiers.addCommon(library);
    ConstantPlaces places = ConstantPlaces.of(facts.library(), facts.params());
    for (Buffer constant : facts.library().constants()) {
      String symbol = identifiers.symbols.constant(constant.name());
      String origin = "the constant " + constant.name();
      identifiers.add(symbol, origin, constant.span());
      if (places.isString(constant)) {
        identifiers.add(
            identifiers.symbols.bytesOfConstant(constant.name()), origin, constant.span());
      }
    }
    facts.boundOperators().forEach(identifiers::addInit);
    facts.operators().forEach(identifiers::checkOperator);
    facts.operators().forEach(identifiers::addMacros);
    return List.copyOf(identifiers.diagnostics);
  }

  private void checkLibrary(String name, Span span) {
    if (!isLegal(name) || CMAKE.contains(name)) {
      report(
          Id.BAD_NAME,
          "C, C++, Python or CMake takes the library's name "
              + name
              + ", or it is no identifier in ASCII\n"
              + "write another: @OperatorLibrary(\""
              + suggestion(name)
              + "\")",
          span);
    } else if (name.length() > LONGEST_LIBRARY) {
      report(
          Id.BAD_NAME,
          "the library's name "
              + name
              + " has "
              + name.length()
              + " characters, but an archive takes "
              + LONGEST_LIBRARY
              + "\nwrite a shorter one: @OperatorLibrary(\"...\")",
          span);
    }
  }

  private void checkOperator(OperatorFacts operator) {
    String name = operator.func().name();
    Span span = operator.func().span();
    String symbol = symbols.typed(name);
    if (!isLegal(name)) {
      report(
          Id.BAD_NAME,
          "C, C++ or Python takes the operator's name "
              + name
              + ", or it is no identifier in ASCII\n"
              + "write another: @Operator(\""
              + suggestion(name)
              + "\")",
          span);
    } else {
      checkLength(symbol, span);
    }
    String origin = "the operator " + name;
    add(symbol, origin, span);
    add(symbols.packed(name), "the packed function of " + name, span);
    add(Symbols.ffi(name), origin, span);
  }

  private void checkLength(String symbol, Span span) {
    if (symbol.length() > LONGEST_SYMBOL) {
      report(
          Id.BAD_NAME,
          "the operator's symbol "
              + symbol
              + " has "
              + symbol.length()
              + " characters, but TVM takes "
              + LONGEST_SYMBOL
              + "\nwrite a shorter name: @Operator(\"...\")",
          span);
    }
  }

  /** What gives an operator its constants. */
  private void addInit(OperatorFacts operator) {
    String name = Symbols.init(operator.func().name());
    checkLength(name, operator.func().span());
    String origin = "the constants of " + operator.func().name();
    add(symbols.packed(name), origin, operator.func().span());
    add(Symbols.ffi(name), origin, operator.func().span());
  }

  /** Enum constants and macros. */
  private void addMacros(OperatorFacts operator) {
    String name = operator.func().name();
    Span span = operator.func().span();
    for (ErrorCode error : operator.errors()) {
      add(error.constant(), "an error of " + name, error.fault().span());
    }
    for (Argument argument : Argument.of(operator)) {
      if (argument.isTensor()) {
        String origin = "the parameter " + argument.javaName() + " of " + name;
        add(symbols.elements(name, argument.name()), origin, span);
        add(symbols.bytes(name, argument.name()), origin, span);
      }
    }
    if (operator.workspaceBytes() > 0) {
      add(symbols.workspaceBytes(name), "the workspace of " + name, span);
    }
  }

  private void addCommon(Span span) {
    for (String suffix : List.of("_check", "_module", "_get_function", "_error_text", "_error")) {
      add(symbols.library() + suffix, "every library", span);
    }
    for (String suffix : List.of("_constants", "_constants_load")) {
      add(symbols.library() + suffix, "every library with constants", span);
    }
    for (String suffix : List.of("_RESTRICT", "_OPERATORS_H_", "_PARAMS_OFFSET")) {
      add(symbols.macros() + suffix, "every library", span);
    }
    for (String constant : ErrorsPrinter.commonNames()) {
      add(symbols.macros() + "_" + constant, "every library", span);
    }
  }

  private void add(String identifier, String origin, Span span) {
    String earlier = origins.putIfAbsent(identifier, origin);
    if (earlier != null) {
      report(
          Id.NAME_COLLISION,
          "the C of "
              + earlier
              + " and of "
              + origin
              + " would both define "
              + identifier
              + "\n"
              + "write another name for one of them, such as @Operator(\"...\")",
          span);
    }
  }

  private void report(Id id, String text, Span span) {
    diagnostics.add(new Diagnostic(id, text, span));
  }

  private static boolean isLegal(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") && !Names.isReservedWord(name);
  }

  private static String suggestion(String name) {
    String ascii = name.replaceAll("[^A-Za-z0-9_]|^_+|_+$", "").replaceAll("__+", "_");
    String legal = ascii.isEmpty() || Character.isDigit(ascii.charAt(0)) ? "op" + ascii : ascii;
    return isLegal(legal) && !CMAKE.contains(legal) ? legal : "my_" + legal;
  }
}
