package dev.annotir.processor.analysis;

/** What a function does with a tensor that its caller passes. */
public enum Access {
  READ("read"),
  /** Every element is written on every normal return, and none is read before. */
  WRITE("write"),
  READWRITE("readwrite");

  private final String text;

  Access(String text) {
    this.text = text;
  }

  /** The word in operators.json. */
  @Override
  public String toString() {
    return text;
  }
}
