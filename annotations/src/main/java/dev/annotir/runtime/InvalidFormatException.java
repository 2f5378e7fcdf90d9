package dev.annotir.runtime;

/** Says where bytes are not what their format asks for. */
public final class InvalidFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long offset;

  /**
   * An exception about the bytes at an offset.
   *
   * @param text what is wrong there
   */
  InvalidFormatException(String text, long offset) {
    super(text + " (at offset " + offset + ")");
    this.offset = offset;
  }

  /** Where the bytes are that cannot be read, counted from the first of all. */
  public long offset() {
    return offset;
  }
}
