package dev.annotir.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of an operator.
 *
 * @param symbol the packed function's
 * @param result what it returns: a scalar, or a tensor that the packed function takes last; or null
 */
record NativeSignature(
    String name,
    String symbol,
    String className,
    String method,
    List<Parameter> parameters,
    @Nullable Parameter result,
    List<String> constants,
    List<Fault> faults) {

  /**
   * A parameter.
   *
   * @param type the Java type
   * @param shape the extents of a tensor; none for a scalar
   */
  record Parameter(
      String name, Class<?> type, DataType dtype, long[] shape, boolean isRead, boolean isWritten) {
    boolean isTensor() {
      return shape.length > 0;
    }

    long elements() {
      return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    long bytes() {
      return elements() * dtype.bytes();
    }

    /** The extents of a Java array with the elements, whose rank is 1 or that of the tensor. */
    int[] extents(int rank) {
      return rank == shape.length
          ? Arrays.stream(shape).mapToInt(Math::toIntExact).toArray()
          : new int[] {Math.toIntExact(elements())};
    }

    /** The type for people, such as {@code float32[3][4]}. */
    @Override
    public String toString() {
      return dtype
          + Arrays.stream(shape).mapToObj(e -> "[" + e + "]").collect(Collectors.joining());
    }
  }

  /**
   * What a code of the operator stands for.
   *
   * @param exception the name of its class
   * @param message its text, or null
   */
  record Fault(int code, String exception, @Nullable String message, String file, int line) {}

  /** The scalar that it returns, or null. */
  @Nullable Parameter scalarResult() {
    return result == null || result.isTensor() ? null : result;
  }

  /** The tensor that it returns, or null. */
  @Nullable Parameter tensorResult() {
    return result != null && result.isTensor() ? result : null;
  }
}
