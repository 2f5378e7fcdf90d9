package dev.annotir.it;

import dev.annotir.processor.ir.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Everyday arguments, on which operators do all of their work. */
public final class TimedInputs {
  private static final int BOUND = 100;

  private TimedInputs() {}

  /** The same arguments every time, for an operator that does not throw with them. */
  public static Call of(OperatorInfo operator) {
    return draw(operator, BOUND);
  }

  /** The same arguments every time; no operator throws whose arrays are longer than 1. */
  static Call of(OperatorInfo operator, Engine java) {
    for (int bound = BOUND; ; bound /= 4) {
      Call call = draw(operator, Math.max(bound, 1));
      boolean returns = java.run(List.of(new Job(operator, call))).get(0) instanceof Reply.Returned;
      if (returns || bound <= 1) {
        return call;
      }
    }
  }

  /**
   * Floating point between 0 and 1, 32-bit integers from 1 to a bound, any values of other types.
   * Square matrices have a heavy diagonal, so that solvers do not stop at once.
   */
  private static Call draw(OperatorInfo operator, int bound) {
    Random random = new Random(42);
    List<long[]> arguments = new ArrayList<>();
    for (Parameter parameter : operator.parameters()) {
      long[] values = new long[parameter.elements()];
      for (int i = 0; i < values.length; i++) {
        values[i] = element(parameter.dtype(), random, bound, diagonal(parameter.shape(), i));
      }
      arguments.add(values);
    }
    return new Call(arguments);
  }

  private static long element(DType dtype, Random random, int bound, int diagonal) {
    if (dtype == DType.FLOAT32 || dtype == DType.FLOAT64) {
      return Elements.ofDouble(dtype, random.nextDouble() + diagonal);
    } else if (dtype == DType.INT32) {
      return 1L + random.nextInt(bound);
    }
    long bits = random.nextLong();
    return dtype == DType.BOOL ? bits & 1 : dtype.wrap(bits);
  }

  private static int diagonal(List<Integer> shape, int at) {
    boolean square = shape.size() == 2 && shape.get(0).equals(shape.get(1));
    return square && at % (shape.get(0) + 1) == 0 ? shape.get(0) : 0;
  }
}
