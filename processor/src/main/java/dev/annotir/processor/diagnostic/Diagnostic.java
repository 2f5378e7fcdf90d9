package dev.annotir.processor.diagnostic;

/**
 * A message for the user: what is wrong and why, then what to write instead.
 *
 * @param text without the id; may have several lines
 */
public record Diagnostic(Id id, String text, Span span) {
  /** The message as javac prints it after the position. */
  public String message() {
    return "[annotir:" + id + "] " + text;
  }
}
