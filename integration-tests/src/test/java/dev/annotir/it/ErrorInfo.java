package dev.annotir.it;

/**
 * An error of an operator, as operators.json describes it.
 *
 * @param message of a stated one, the exception's own, or null
 * @param stated whether a throw or an assert in the Java code says so
 */
public record ErrorInfo(
    int code, String exception, String message, String file, int line, boolean stated) {
  Reply.Failed reply() {
    return new Reply.Failed(exception, file, line, stated ? text() : null);
  }

  /** The text for people, as the C and TVM give it. */
  String text() {
    return text(exception, message, file, line);
  }

  static String text(String exception, String message, String file, int line) {
    String simple = exception.substring(exception.lastIndexOf('.') + 1);
    return simple + (message == null ? "" : ": " + message) + " at " + file + ":" + line;
  }
}
