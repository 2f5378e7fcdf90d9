package dev.annotir.processor.frontend;

/** A method of the Java library, as a function of values of its parameters' types. */
sealed interface LibraryFunction {
  /** Of one parameter. */
  non-sealed interface Of1 extends LibraryFunction {
    Value of(Value a);
  }

  /** Of two parameters. */
  non-sealed interface Of2 extends LibraryFunction {
    Value of(Value a, Value b);
  }

  /** Of three parameters. */
  non-sealed interface Of3 extends LibraryFunction {
    Value of(Value a, Value b, Value c);
  }

  /** The result, which may have a type that Java's cast makes the method's. */
  default Value apply(Value... args) {
    if (this instanceof Of1 f) {
      return f.of(args[0]);
    } else if (this instanceof Of2 f) {
      return f.of(args[0], args[1]);
    }
    return ((Of3) this).of(args[0], args[1], args[2]);
  }
}
