package dev.annotir.runtime;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of an operator, in {@code operators.json}.
 *
 * @param name by which modules find it
 * @param packed the C symbol of the packed function
 * @param className the library's class
 * @param method the Java method
 * @param parameters in Java's order
 * @param result what it returns, a scalar or a tensor that the packed function takes last; or null
 * @param constants the names of those that it reads
 * @param faults what it may throw
 * @param isExact whether the C has the bits of every JVM
 */
public record OperatorInfo(
    String name,
    String packed,
    String className,
    String method,
    List<Parameter> parameters,
    @Nullable Parameter result,
    List<String> constants,
    List<Fault> faults,
    boolean isExact) {

  /**
   * A parameter or result.
   *
   * @param name the Java name
   * @param type the Java type
   * @param dtype the type of a tensor's elements, or of the scalar, that native code sees
   * @param extents of the tensor that native code sees; none for a scalar
   */
  public record Parameter(
      String name,
      Class<?> type,
      DataType dtype,
      List<Integer> extents,
      boolean isRead,
      boolean isWritten) {
    /** Whether it is a tensor, in Java an array. */
    public boolean isTensor() {
      return !extents.isEmpty();
    }

    /** The number of elements; 1 of a scalar. */
    public long elements() {
      long elements = 1;
      for (int extent : extents) {
        elements = Math.multiplyExact(elements, (long) extent);
      }
      return elements;
    }

    /** The primitive type, of a scalar or of an array's elements. */
    public Class<?> element() {
      Class<?> element = type;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      return element;
    }

    /**
     * The extents of the Java array, in which one dimension may hold all elements.
     *
     * @return of a scalar none
     */
    public int[] javaExtents() {
      int rank = 0;
      for (Class<?> of = type; of.isArray(); of = of.getComponentType()) {
        rank++;
      }
      return extents(rank);
    }

    /** The extents of an array with the elements, of as many dimensions as the tensor or of one. */
    int[] extents(int rank) {
      if (rank != extents.size()) {
        return new int[] {Math.toIntExact(elements())};
      }
      int[] result = new int[rank];
      for (int i = 0; i < rank; i++) {
        result[i] = extents.get(i);
      }
      return result;
    }

    long[] shape() {
      long[] shape = new long[extents.size()];
      for (int i = 0; i < shape.length; i++) {
        shape[i] = extents.get(i);
      }
      return shape;
    }

    long bytes() {
      return elements() * dtype.bytes();
    }

    /** The type that native code sees, such as {@code float32[3][4]}. */
    @Override
    public String toString() {
      return dtype + extents.stream().map(e -> "[" + e + "]").collect(Collectors.joining());
    }
  }

  /**
   * What an operator may throw, with its code in C.
   *
   * @param exception the qualified name of its class
   * @param message its text, or null
   * @param file the Java file
   * @param line the line that the JVM's stack trace begins with
   * @param isStated whether a {@code throw} or an {@code assert} says so, so that the text is the
   *     JVM's too
   */
  public record Fault(
      int code,
      String exception,
      @Nullable String message,
      String file,
      int line,
      boolean isStated) {}

  /**
   * The operators of an archive by name, in its order.
   *
   * @throws InvalidFormatException if annotir did not write it
   */
  public static Map<String, OperatorInfo> of(MlfArchive archive) {
    return OperatorsDocument.of(archive).operators();
  }

  /** The scalar that it returns, or null. */
  @Nullable Parameter scalarResult() {
    return result == null || result.isTensor() ? null : result;
  }

  /** The tensor that it returns, or null. */
  @Nullable Parameter tensorResult() {
    return result != null && result.isTensor() ? result : null;
  }
}
