package dev.annotir.processor.diagnostic;

/** Says that annotir itself is wrong, never the user's source. */
public final class CompilerBug extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CompilerBug(String message) {
    super(message);
  }
}
