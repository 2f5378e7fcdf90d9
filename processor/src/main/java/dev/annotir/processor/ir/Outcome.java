package dev.annotir.processor.ir;

/** How a run of a function ended; the tensors that it was given hold what it stored until then. */
public sealed interface Outcome {
  /**
   * It came to its end.
   *
   * @param result the elements of what it returns, one for a scalar, none for void
   */
  record Returned(long[] result) implements Outcome {
    /** The scalar that it returns. */
    public long scalar() {
      return result[0];
    }
  }

  /** A check failed. */
  record Faulted(Fault fault) implements Outcome {}

  /** It made as many steps as it was allowed and had not ended. */
  record OutOfSteps(long steps) implements Outcome {}
}
