package dev.annotir.processor.script;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The text of an expression with how tightly Python binds its outermost operator.
 *
 * @param level one of the constants, from loose to tight
 */
record Code(String text, int level) {
  static final int OR = 1;
  static final int AND = 2;
  static final int NOT = 3;
  static final int COMPARE = 4;
  static final int SUM = 6;
  static final int PRODUCT = 7;
  static final int SIGN = 8;
  static final int ATOM = 9;

  static Code atom(String text) {
    return new Code(text, ATOM);
  }

  /** {@code T.function(args)}. */
  static Code call(String function, Code... args) {
    String list = Arrays.stream(args).map(Code::text).collect(Collectors.joining(", "));
    return atom("T." + function + "(" + list + ")");
  }

  /** The text, in parentheses if its operator binds more loosely than {@code least}. */
  String at(int least) {
    return level < least ? "(" + text + ")" : text;
  }

  /** An operator that groups from the left. */
  static Code infix(Code a, String operator, Code b, int level) {
    return new Code(a.at(level) + " " + operator + " " + b.at(level + 1), level);
  }

  /** A comparison, whose operands are none. */
  static Code compare(Code a, String operator, Code b) {
    return new Code(a.at(COMPARE + 1) + " " + operator + " " + b.at(COMPARE + 1), COMPARE);
  }

  @Override
  public String toString() {
    return text;
  }
}
