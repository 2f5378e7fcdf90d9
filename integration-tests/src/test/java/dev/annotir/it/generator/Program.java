package dev.annotir.it.generator;

/**
 * One operator in a class of its own, with its constants and helpers.
 *
 * @param name the class's and the operator's
 */
public record Program(String name, Code code) {
  /** The class, to stand in another. */
  public String java() {
    return code.java();
  }
}
