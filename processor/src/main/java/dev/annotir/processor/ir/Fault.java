package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import org.jspecify.annotations.Nullable;

/**
 * A Java exception that ends a call.
 *
 * @param kind the last words of its C constant, such as {@code INDEX_OUT_OF_BOUNDS}
 * @param exception the binary name of the exception's class
 * @param message what happened, such as {@code index into x (length 4)}; of a stated exception its
 *     own message, or null where it has none
 * @param file the source file that the top frame of Java's stack trace names
 * @param line the line that the top frame names
 * @param span the expression that throws
 */
public record Fault(
    Origin origin,
    String kind,
    String exception,
    @Nullable String message,
    String file,
    int line,
    Span span) {
  /** What throws. */
  public enum Origin {
    /** An operation of Java, such as an array access. */
    OPERATION,
    /** An assert. */
    ASSERT,
    /** A throw. */
    THROW
  }

  public static final String INDEX_OUT_OF_BOUNDS = "INDEX_OUT_OF_BOUNDS";
  public static final String RANGE_OUT_OF_BOUNDS = "RANGE_OUT_OF_BOUNDS";
  public static final String DIVISION_BY_ZERO = "DIVISION_BY_ZERO";
  public static final String OVERFLOW = "OVERFLOW";

  /** The exception of an access. */
  public static final String ARRAY_INDEX = "java.lang.ArrayIndexOutOfBoundsException";

  /** An exception that an operation throws. */
  public Fault(String kind, String exception, String message, String file, int line, Span span) {
    this(Origin.OPERATION, kind, exception, message, file, line, span);
  }

  /** Whether the Java code itself says what is thrown, and with which message. */
  public boolean isStated() {
    return origin != Origin.OPERATION;
  }

  /** Whether it is an array access outside the array. */
  public boolean isIndex() {
    return isOutside(INDEX_OUT_OF_BOUNDS);
  }

  /** Whether it is a range that a method of the library finds outside an array. */
  public boolean isRange() {
    return isOutside(RANGE_OUT_OF_BOUNDS);
  }

  private boolean isOutside(String what) {
    return origin == Origin.OPERATION && exception.equals(ARRAY_INDEX) && kind.equals(what);
  }

  /** Whether it is an integer division by zero. */
  public boolean isDivision() {
    return origin == Origin.OPERATION && kind.equals(DIVISION_BY_ZERO);
  }

  /** The exception's class without its package. */
  public String exceptionSimpleName() {
    return exception.substring(exception.lastIndexOf('.') + 1);
  }

  /** The text for people: {@code ArithmeticException: / by zero at Basics.java:65}. */
  public String text() {
    String what = message == null ? "" : ": " + message;
    return exceptionSimpleName() + what + " at " + file + ":" + line;
  }
}
