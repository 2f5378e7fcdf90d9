package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;

/**
 * A Java exception that ends a call.
 *
 * @param kind the last words of its C constant, such as {@code INDEX_OUT_OF_BOUNDS}
 * @param exception the binary name of the exception's class
 * @param message what happened, such as {@code index into x (length 4)}
 * @param file the source file that the top frame of Java's stack trace names
 * @param line the line that the top frame names
 * @param span the expression that throws
 */
public record Fault(
    String kind, String exception, String message, String file, int line, Span span) {
  public static final String INDEX_OUT_OF_BOUNDS = "INDEX_OUT_OF_BOUNDS";
  public static final String RANGE_OUT_OF_BOUNDS = "RANGE_OUT_OF_BOUNDS";
  public static final String ILLEGAL_ARGUMENT = "ILLEGAL_ARGUMENT";
  public static final String DIVISION_BY_ZERO = "DIVISION_BY_ZERO";
  public static final String OVERFLOW = "OVERFLOW";

  /** The exception of an access. */
  public static final String ARRAY_INDEX = "java.lang.ArrayIndexOutOfBoundsException";

  /** The exception's class without its package. */
  public String exceptionSimpleName() {
    return exception.substring(exception.lastIndexOf('.') + 1);
  }

  /** The text for people: {@code ArithmeticException: / by zero at Basics.java:65}. */
  public String text() {
    return exceptionSimpleName() + ": " + message + " at " + file + ":" + line;
  }
}
