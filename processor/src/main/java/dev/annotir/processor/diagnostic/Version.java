package dev.annotir.processor.diagnostic;

/** What generated files and messages call this program. */
public final class Version {
  /** The program's name and version, such as {@code annotir 0.1.0}. */
  public static final String ANNOTIR = "annotir 0.1.0";

  private Version() {}
}
