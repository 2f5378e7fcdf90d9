package dev.annotir.runtime;

import org.jspecify.annotations.Nullable;

/** An operator as a function of any arguments, as TVM's {@code PackedFunc}. */
@FunctionalInterface
public interface PackedFunc {
  /**
   * Calls the operator and returns its result, or null where it has none.
   *
   * @param args the operator's arguments in the order of its parameters: arrays for tensors, boxed
   *     primitives for scalars
   * @throws IllegalArgumentException if the number, the type or the shape of the arguments does not
   *     fit
   * @throws RuntimeException the exception that the operator's method throws
   */
  @Nullable Object call(@Nullable Object... args);
}
