package dev.annotir.processor.diagnostic;

/** Ends the lowering of one operator whose source has a mistake. */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  public UserError(Id id, Span span, String text) {
    super(text);
    this.diagnostic = new Diagnostic(id, text, span);
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
