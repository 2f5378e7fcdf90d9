package dev.annotir.runtime;

import org.jspecify.annotations.Nullable;

/** A library of operators by name, as TVM's {@code runtime::Module}. */
public interface OperatorModule {
  /** The kind of this module, such as {@code "java"}. */
  String typeKey();

  /**
   * Looks an operator up; nothing else happens.
   *
   * @return the operator called {@code name}, or null if there is none
   */
  @Nullable PackedFunc getFunction(String name);
}
