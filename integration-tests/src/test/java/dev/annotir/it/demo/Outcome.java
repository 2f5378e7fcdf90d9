package dev.annotir.it.demo;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a call did.
 *
 * @param values the bytes of every tensor that it writes, then of its result; none after an
 *     exception
 * @param exception {@code java.lang.ArithmeticException at Basics.java:71}, or empty
 */
record Outcome(List<ByteBuffer> values, String exception) {
  static Outcome failed(String exception, String file, int line) {
    return new Outcome(List.of(), exception + " at " + file + ":" + line);
  }

  boolean isFailure() {
    return !exception.isEmpty();
  }
}
