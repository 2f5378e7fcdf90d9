package dev.annotir.it;

/** A call of an operator that can be repeated, on the JVM or in C. */
public interface TimedCall {
  /** Gives all arguments their first values again. */
  void reset();

  /** Calls the operator so many times and returns the nanoseconds that it took. */
  long run(int times);

  /**
   * The bytes of what calls have written: the tensors among the parameters that the operator does
   * not only read, then the result.
   */
  byte[] written();
}
