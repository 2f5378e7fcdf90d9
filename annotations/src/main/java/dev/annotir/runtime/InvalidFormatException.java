package dev.annotir.runtime;

/** Says where bytes are not what their format asks for. */
public sealed class InvalidFormatException extends RuntimeException permits NonStaticShapeError {
  private static final long serialVersionUID = 1;

  private final String text;
  private final long offset;

  /**
   * An exception about the bytes at an offset.
   *
   * @param text what is wrong there
   */
  InvalidFormatException(String text, long offset) {
    super(text + " (at offset " + offset + ")");
    this.text = text;
    this.offset = offset;
  }

  /** Where the bytes are that cannot be read, counted from the first of all. */
  public long offset() {
    return offset;
  }

  /** What is wrong, without the offset. */
  String text() {
    return text;
  }

  /** The same, where the bytes are a part of others that begins at {@code start}. */
  InvalidFormatException within(String part, long start) {
    return new InvalidFormatException(part + ": " + text, start + offset);
  }
}
