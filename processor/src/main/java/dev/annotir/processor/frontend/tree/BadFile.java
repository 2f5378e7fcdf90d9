package dev.annotir.processor.frontend.tree;

/** Says that a file cannot be used; the message says why. */
public final class BadFile extends Exception {
  private static final long serialVersionUID = 1;

  BadFile(String message) {
    super(message);
  }
}
