package dev.annotir.processor.ir;

import org.jspecify.annotations.Nullable;

/** The state of one run: values by the slots that compiled code knows. */
final class Frame {
  final long[] vars;
  final long[][] buffers;

  /** The variables that are vectors. */
  final long[][] vectors;

  /** Which lane of a vector is evaluated. */
  int lane;

  @Nullable Fault fault;
  private long steps;

  Frame(int vars, int buffers, long steps) {
    this.vars = new long[vars];
    this.vectors = new long[vars][];
    this.buffers = new long[buffers][];
    this.steps = steps;
  }

  /** Counts a step; thrown is {@link OutOfSteps} where none is left. */
  void step() {
    if (--steps < 0) {
      throw new OutOfSteps();
    }
  }

  /** Ends a run that takes too long. */
  static final class OutOfSteps extends RuntimeException {
    private static final long serialVersionUID = 1;

    OutOfSteps() {
      super("out of steps", null, false, false);
    }
  }
}
