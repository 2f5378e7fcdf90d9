package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The text of an expression with how tightly Python binds its outermost operator.
 *
 * @param level one of the constants, from loose to tight
 * @param lanes those of the value; an operator of a vector and a scalar takes the scalar in each
 */
record Code(String text, int level, int lanes) {
  static final int OR = 1;
  static final int AND = 2;
  static final int NOT = 3;
  static final int COMPARE = 4;
  static final int SUM = 6;
  static final int PRODUCT = 7;
  static final int SIGN = 8;
  static final int ATOM = 9;

  /** A scalar. */
  Code(String text, int level) {
    this(text, level, 1);
  }

  static Code atom(String text) {
    return new Code(text, ATOM);
  }

  static Code atom(String text, int lanes) {
    return new Code(text, ATOM, lanes);
  }

  /** {@code T.function(args)} of values, of which each lane's result depends on that lane alone. */
  static Code call(String function, Code... args) {
    int lanes = Arrays.stream(args).mapToInt(Code::lanes).max().orElse(1);
    String list =
        Arrays.stream(args).map(arg -> arg.spread(lanes).text()).collect(Collectors.joining(", "));
    return atom("T." + function + "(" + list + ")", lanes);
  }

  /** The value converted to another type. */
  static Code cast(Code value, DType dtype) {
    return atom("T.cast(" + value + ", " + type(dtype, value.lanes) + ")", value.lanes);
  }

  /** The value's bits as one of another type. */
  static Code reinterpret(DType dtype, Code value) {
    return atom("T.reinterpret(" + type(dtype, value.lanes) + ", " + value + ")", value.lanes);
  }

  private static String type(DType dtype, int lanes) {
    return Literals.string(lanes > 1 ? dtype.tvmName() + "x" + lanes : dtype.tvmName());
  }

  /** The text, in parentheses if its operator binds more loosely than {@code least}. */
  String at(int least) {
    return level < least ? "(" + text + ")" : text;
  }

  /** The vector of which each lane is this scalar; a vector itself. */
  Code spread(int lanes) {
    return lanes == this.lanes ? this : atom("T.Broadcast(" + text + ", " + lanes + ")", lanes);
  }

  /** An operator that groups from the left. */
  static Code infix(Code a, String operator, Code b, int level) {
    int lanes = Math.max(a.lanes, b.lanes);
    String left = a.spread(lanes).at(level);
    return new Code(left + " " + operator + " " + b.spread(lanes).at(level + 1), level, lanes);
  }

  /** A comparison, whose operands are none. */
  static Code compare(Code a, String operator, Code b) {
    int lanes = Math.max(a.lanes, b.lanes);
    String left = a.spread(lanes).at(COMPARE + 1);
    String right = b.spread(lanes).at(COMPARE + 1);
    return new Code(left + " " + operator + " " + right, COMPARE, lanes);
  }

  @Override
  public String toString() {
    return text;
  }
}
