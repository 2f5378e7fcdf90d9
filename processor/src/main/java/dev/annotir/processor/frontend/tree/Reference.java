package dev.annotir.processor.frontend.tree;

/** What a tree names; classes by their canonical names. */
public sealed interface Reference {
  /** A local variable, a parameter, an array's length, or a field with a constant value. */
  record Variable(StoredVariable variable) implements Reference {}

  /** A field whose value javac does not know. */
  record Field(String owner, String name) implements Reference {}

  /**
   * A method.
   *
   * @param parameters the descriptors of the erased parameter types, one after the other
   */
  record Method(String owner, String name, String parameters) implements Reference {}

  /** A class. */
  record Type(String name) implements Reference {}
}
