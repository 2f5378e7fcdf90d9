package dev.annotir.processor.ir;

/** The end of a {@link Stmt.Block} or of a function; its name is unique in its function. */
public record Label(String name) {
  /** Written out, as the JVM would link those of records at first use. */
  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Label label && name.equals(label.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
