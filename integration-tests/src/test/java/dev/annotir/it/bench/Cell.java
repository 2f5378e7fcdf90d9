package dev.annotir.it.bench;

/** What a peer has to say about an operator. */
sealed interface Cell {
  /** It computes the right result, in so many nanoseconds. */
  record Time(double nanoseconds) implements Cell {}

  /** It computes something else, or fails; it is not timed. */
  record Wrong(String why) implements Cell {}

  /** It has no such operator. */
  record Absent() implements Cell {}

  /** It is not installed. */
  record Missing() implements Cell {}
}
