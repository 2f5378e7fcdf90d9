package dev.annotir.it;

/** A call of an operator that can be repeated, on the JVM or in C. */
interface TimedCall {
  /** Gives all arguments their first values again. */
  void reset();

  /** Calls the operator so many times and returns the nanoseconds that it took. */
  long run(int times);
}
