package dev.annotir.processor.c;

import dev.annotir.processor.analysis.ErrorCode;
import dev.annotir.processor.analysis.LibraryFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Prints the codes that operators return, and their texts. */
final class ErrorsPrinter {
  /** A code that every library has. */
  private enum Common {
    OK(0, "no error", ""),
    BAD_ARGUMENT(
        -1, "bad argument", "packed functions: an argument has the right type, but does not fit"),
    NO_WORKSPACE(-2, "no workspace", "memory is short"),
    CONSTANTS_NOT_BOUND(-3, "constants not bound", "the constants were not given yet"),
    BAD_TYPE(
        -4,
        "bad type of argument",
        "packed functions: wrong number of arguments, or wrong type of one");

    private final int code;
    private final String text;
    private final String comment;

    Common(int code, String text, String comment) {
      this.code = code;
      this.text = text;
      this.comment = comment;
    }
  }

  private final Symbols symbols;
  private final List<ErrorCode> errors;

  ErrorsPrinter(LibraryFacts facts) {
    this.symbols = Symbols.of(facts.library());
    this.errors = facts.errors();
  }

  /** The codes that every library has, without the library's name. */
  static List<String> commonNames() {
    return Arrays.stream(Common.values()).map(Common::name).toList();
  }

  /** The enumerators, each on its line, with or without comments. */
  String enumerators(boolean withComments) {
    List<String> lines = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (Common common : Common.values()) {
      lines.add(symbols.macros() + "_" + common + " = " + common.code);
      comments.add(withComments ? common.comment : "");
    }
    for (ErrorCode error : errors) {
      lines.add(error.constant() + " = " + error.code());
      comments.add(withComments ? shortened(Comments.safe(error.fault().text())) : "");
    }
    for (int i = 0; i < lines.size() - 1; i++) {
      lines.set(i, lines.get(i) + ",");
    }
    return Layout.commented("  ", lines, comments);
  }

  private static String shortened(String text) {
    int most = Layout.WIDTH - "  /*  */".length();
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  /** The function that gives the text of a code. */
  String errorText() {
    StringBuilder text = new StringBuilder();
    text.append("const char* ").append(symbols.library()).append("_error_text(int32_t code) {\n");
    text.append("  switch (code) {\n");
    for (Common common : Common.values()) {
      text.append(label(symbols.macros() + "_" + common, common.text));
    }
    for (ErrorCode error : errors) {
      text.append(label(error.constant(), error.fault().text()));
    }
    return text.append("    default: return \"unknown error\";\n  }\n}\n").toString();
  }

  private static String label(String constant, String text) {
    String label = "    case " + constant + ":";
    String statement = "return " + Layout.literal(text) + ";";
    boolean fits = label.length() + 1 + statement.length() <= Layout.WIDTH;
    return label + (fits ? " " : "\n      ") + statement + "\n";
  }
}
