package dev.annotir.it.generator;

import java.util.List;
import java.util.Locale;

/** Java's primitive types. */
enum Type {
  BOOLEAN,
  BYTE,
  SHORT,
  CHAR,
  INT,
  LONG,
  FLOAT,
  DOUBLE;

  static final List<Type> ALL = List.of(values());
  static final List<Type> NUMBERS = ALL.subList(1, 8);
  static final List<Type> INTEGERS = ALL.subList(1, 6);

  /** The keyword. */
  String java() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }

  boolean isInteger() {
    return INTEGERS.contains(this);
  }

  /** Whether operators turn it into int. */
  boolean isNarrow() {
    return this == BYTE || this == SHORT || this == CHAR;
  }

  /** Whether an assignment to the other type needs no cast. */
  boolean widensTo(Type other) {
    return this == other
        || (this != BOOLEAN
            && other != BOOLEAN
            && ALL.indexOf(other) > ALL.indexOf(this)
            && other != CHAR
            && !(this == CHAR && other.isNarrow()));
  }

  /** The types whose operators with this one give this one. */
  List<Type> operands() {
    return ALL.subList(1, ALL.indexOf(this) + 1);
  }

  long min() {
    return switch (this) {
      case BYTE -> Byte.MIN_VALUE;
      case SHORT -> Short.MIN_VALUE;
      case CHAR, BOOLEAN -> 0;
      case LONG -> Long.MIN_VALUE;
      default -> Integer.MIN_VALUE;
    };
  }

  long max() {
    return switch (this) {
      case BYTE -> Byte.MAX_VALUE;
      case SHORT -> Short.MAX_VALUE;
      case CHAR -> Character.MAX_VALUE;
      case BOOLEAN -> 1;
      case LONG -> Long.MAX_VALUE;
      default -> Integer.MAX_VALUE;
    };
  }
}
