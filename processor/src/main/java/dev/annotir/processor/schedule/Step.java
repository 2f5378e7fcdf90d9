package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.PrimFunc;

/** A change of a function's loops that leaves every result alone, or is refused. */
public sealed interface Step
    permits Vectorize,
        UnrollJam,
        Interchange,
        StripInterchange,
        Distribute,
        Promote,
        Transpose,
        Pack,
        Deinterleave,
        Narrow,
        GroupProducts,
        Speculate,
        Peel,
        Collapse,
        TimeSkew,
        Split,
        AlignedLoads {
  /** The function after the step. */
  Result apply(PrimFunc func);

  /** What becomes of a step. */
  sealed interface Result {
    /** The function after it. */
    record Done(PrimFunc func) implements Result {}

    /**
     * That it is not made.
     *
     * @param reason for people, such as "the rounds of j depend on each other"
     */
    record Refused(String reason) implements Result {}
  }
}
