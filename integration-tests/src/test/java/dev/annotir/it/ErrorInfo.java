package dev.annotir.it;

/** An error of an operator, as operators.json describes it. */
record ErrorInfo(int code, String exception, String message, String file, int line) {
  Reply.Failed reply() {
    return new Reply.Failed(exception, file, line);
  }

  /** The text for people, as the C and TVM give it. */
  String text() {
    String simple = exception.substring(exception.lastIndexOf('.') + 1);
    return simple + ": " + message + " at " + file + ":" + line;
  }
}
