package dev.annotir.processor.diagnostic;

import javax.tools.Diagnostic.Kind;

/** Every message that users see, by its stable id. */
public enum Id {
  // The operator's declaration.
  OPERATOR_NOT_STATIC(
      "the method lacks static, or has a modifier or type parameter that an operator cannot have"),
  BAD_NAME("a name that C, C++ or Python does not leave free, or that is too long"),
  NAME_COLLISION("two operators or generated identifiers have the same name"),
  TOO_MANY_OPERATORS("more operators than an archive of the chosen version can hold"),
  NON_STATIC_SHAPE("an extent is not a constant of at least 1"),
  BAD_TENSOR("@Tensor is missing, or does not fit the type that it stands on"),
  BAD_DTYPE("a dtype label that does not fit the array's element type"),
  BAD_PARAMETER("a parameter or result of a type that no operator can have"),
  // The language.
  UNSUPPORTED("a construct that operators cannot use"),
  UNSUPPORTED_TYPE("a value of a type that operators cannot use"),
  UNSUPPORTED_CALL("a method that operators cannot call"),
  BAD_HELPER("@Helper on a method that no operator can call"),
  STALE_HELPER("a helper of an earlier compilation whose file is missing, changed or unreadable"),
  RECURSION("a helper that calls itself"),
  MUTABLE_FIELD("a field that is not a constant"),
  BAD_CONSTANT("a constant array whose elements the compiler cannot know"),
  CONSTANT_WRITTEN("a store into a constant array"),
  ARRAY_SHAPE(
      "an array whose shape the compiler cannot know, or that is used as one of another shape"),
  INEXACT(
      Kind.WARNING,
      "a method of Math that Java does not define to the last bit, so that C may differ"),
  // What the prover finds.
  INDEX_OUT_OF_BOUNDS("an index that is certainly outside its array"),
  DIVISION_BY_ZERO("an integer division by what is certainly zero"),
  // The environment.
  BAD_OPTION("an unknown option of the processor, or a bad value of one"),
  NO_JAVAC("the compiler is not javac"),
  CANNOT_WRITE("the archive cannot be written"),
  INTERNAL("a bug in annotir"),
  // Notes of -Aannotir.explain.
  GUARD_STAYS(Kind.NOTE, "a check that stays in the generated code"),
  VECTORISED(Kind.NOTE, "a loop whose rounds run side by side"),
  NOT_VECTORISED(Kind.NOTE, "a loop whose rounds run one after the other, and why");

  private final Kind kind;
  private final String meaning;

  Id(String meaning) {
    this(Kind.ERROR, meaning);
  }

  Id(Kind kind, String meaning) {
    this.kind = kind;
    this.meaning = meaning;
  }

  /** How javac reports it. */
  public Kind kind() {
    return kind;
  }

  /** What it is about, for the table of messages. */
  public String meaning() {
    return meaning;
  }
}
