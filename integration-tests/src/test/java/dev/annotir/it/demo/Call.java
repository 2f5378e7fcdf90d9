package dev.annotir.it.demo;

/** An operator with its arguments in place, on one of the two sides. */
interface Call {
  /** Gives all arguments their first values again. */
  void reset();

  /** Calls the operator so many times and returns the nanoseconds that it took. */
  long run(int times);

  /** What the operator does with the first values. */
  Outcome outcome();
}
