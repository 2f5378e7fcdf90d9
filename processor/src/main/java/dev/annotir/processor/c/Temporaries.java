package dev.annotir.processor.c;

/** Variables for parts of expressions, which stand before the statement that needs them. */
final class Temporaries {
  private final Lines lines;
  private int count;

  Temporaries(Lines lines) {
    this.lines = lines;
  }

  Lines lines() {
    return lines;
  }

  /** A name that nothing else has. */
  String name() {
    return "annotir_" + ++count;
  }

  /** The value as a name: its own, or that of a new variable. */
  CExpr named(String type, CExpr value) {
    return isName(value) ? value : declare(type, value.text());
  }

  /** A new variable of a value. */
  CExpr declare(String type, String value) {
    String name = name();
    lines.let(name, type + " " + name + " = " + value + ";");
    return CExpr.primary(name);
  }

  private static boolean isName(CExpr e) {
    return e.text().chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))
        && !Character.isDigit(e.text().charAt(0));
  }
}
