package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Memory for elements of one type, compact and row major. Two buffers never overlap.
 *
 * @param name unique in its function, and among the constants of the library
 * @param dtype the type of the elements in memory
 * @param shape the extents by which loads and stores index it; none for a scalar
 * @param tensorShape the extents that callers see, of the same product; other than {@code shape}
 *     where a one-dimensional Java array holds a tensor of higher rank, or a step of a schedule
 *     makes one axis of several: each extent of {@code shape} is a product of some of these in
 *     order
 * @param data the elements of a constant, else null
 */
public record Buffer(
    String name,
    DType dtype,
    List<Integer> shape,
    List<Integer> tensorShape,
    Scope scope,
    @Nullable ConstantData data,
    Span span)
    implements Param {
  /** Where a buffer comes from. */
  public enum Scope {
    /** A tensor that the caller passes. */
    PARAM,
    /** What the function returns: a tensor that the caller passes last, or, of rank 0, a scalar. */
    RESULT,
    /** Elements that never change. */
    CONST,
    /** A local variable or array. */
    LOCAL
  }

  public Buffer {
    shape = List.copyOf(shape);
    tensorShape = List.copyOf(tensorShape);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Buffer b
            && name.equals(b.name)
            && dtype == b.dtype
            && scope == b.scope
            && shape.equals(b.shape)
            && tensorShape.equals(b.tensorShape)
            && Objects.equals(data, b.data);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** A local buffer. */
  public static Buffer local(String name, DType dtype, List<Integer> shape, Span span) {
    return new Buffer(name, dtype, shape, shape, Scope.LOCAL, null, span);
  }

  /** Whether it is a single variable. */
  public boolean isScalar() {
    return shape.isEmpty();
  }

  /** The number of elements. */
  public long elements() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** The bytes of all elements. */
  public long bytes() {
    return elements() * dtype.bytes();
  }
}
