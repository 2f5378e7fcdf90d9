import dev.annotir.Operator;
import dev.annotir.Tensor;

/** The operator of a small archive. */
final class Add {
  /** Adds B[0] to every element of A; the sums wrap. */
  @Operator
  static void add(@Tensor({2}) byte[] A, @Tensor({1}) byte[] B, @Tensor({2}) byte[] C) {
    for (int i = 0; i < 2; i++) {
      C[i] = (byte) (A[i] + B[0]);
    }
  }
}
