package dev.annotir.benchmarks;

import dev.annotir.Operator;
import dev.annotir.Tensor;

/** An operator that does next to nothing, so that its call is what takes time. */
final class Additions {
  private Additions() {}

  /** Adds two vectors. */
  @Operator
  static void add(@Tensor({16}) float[] a, @Tensor({16}) float[] b, @Tensor({16}) float[] sum) {
    for (int i = 0; i < 16; i++) {
      sum[i] = a[i] + b[i];
    }
  }
}
