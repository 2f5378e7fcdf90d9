package dev.annotir.processor.c;

/**
 * The text of a C expression, and how tightly its outermost operator binds.
 *
 * @param level one of the constants here; a higher one binds tighter
 */
record CExpr(String text, int level) {
  static final int CONDITIONAL = 1;
  static final int LOGICAL_OR = 2;
  static final int LOGICAL_AND = 3;
  static final int BITWISE = 4;
  static final int COMPARISON = 5;
  static final int SHIFT = 6;
  static final int SUM = 7;
  static final int PRODUCT = 8;
  static final int UNARY = 9;
  static final int PRIMARY = 10;

  static CExpr primary(String text) {
    return new CExpr(text, PRIMARY);
  }

  /** A literal, which may start with a sign. */
  static CExpr literal(String text) {
    return new CExpr(text, text.startsWith("-") ? UNARY : PRIMARY);
  }

  static CExpr call(String function, String arguments) {
    return primary(function + "(" + arguments + ")");
  }

  /** A conversion to a type; none of one to the same type again. */
  CExpr cast(String type) {
    String prefix = "(" + type + ")";
    return text.startsWith(prefix) && level == UNARY ? this : new CExpr(prefix + at(UNARY), UNARY);
  }

  CExpr negated() {
    String operand = at(UNARY);
    return new CExpr(operand.startsWith("-") ? "-(" + operand + ")" : "-" + operand, UNARY);
  }

  /** The condition that holds where this one does not. */
  CExpr not() {
    if (text.equals("0") || text.equals("1")) {
      return primary(text.equals("0") ? "1" : "0");
    } else if (level == COMPARISON && text.endsWith(" != 0")) {
      return new CExpr(text.substring(0, text.length() - 5) + " == 0", COMPARISON);
    }
    return new CExpr("!" + at(UNARY), UNARY);
  }

  /** The operator of a level with its operands, parenthesised where C or a warning asks for it. */
  static CExpr binary(CExpr a, String operator, CExpr b, int level) {
    boolean bitwise = level == BITWISE || level == SHIFT;
    boolean logical = level == LOGICAL_AND || level == LOGICAL_OR;
    int operand = bitwise ? UNARY : logical ? COMPARISON : level == COMPARISON ? SUM : level;
    String left = a.isChainOf(operator, level) ? a.text : a.at(operand);
    String right = b.at(level == SUM || level == PRODUCT ? level + 1 : operand);
    return new CExpr(left + " " + operator + " " + right, level);
  }

  /** Whether it reads on as {@code a & b & c} with one more operand. */
  private boolean isChainOf(String operator, int level) {
    boolean chains = level == LOGICAL_AND || level == LOGICAL_OR || level == BITWISE;
    return chains && this.level == level && isOnlyOperator(operator);
  }

  /** Whether no other operator of the same level stands outside parentheses. */
  private boolean isOnlyOperator(String operator) {
    int depth = 0;
    for (int i = 0; i + 2 < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      boolean other = c == ' ' && "&|^".indexOf(text.charAt(i + 1)) >= 0;
      if (depth == 0 && other && !text.startsWith(operator + " ", i + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Clang warns of {@code a & b ? x : y}. */
  static CExpr conditional(CExpr condition, CExpr a, CExpr b) {
    return new CExpr(
        condition.at(condition.level == BITWISE ? COMPARISON : LOGICAL_OR)
            + " ? "
            + a.at(LOGICAL_OR)
            + " : "
            + b.at(LOGICAL_OR),
        CONDITIONAL);
  }

  /** The text as an operand of an operator that takes this level without parentheses. */
  String at(int least) {
    return level < least ? "(" + text + ")" : text;
  }

  /** Whether it is short enough to stand twice. */
  boolean isSimple() {
    return level >= UNARY && text.length() <= 24 && text.indexOf('(') < 0;
  }
}
