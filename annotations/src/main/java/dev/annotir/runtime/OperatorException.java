package dev.annotir.runtime;

import org.jspecify.annotations.Nullable;

/** Says why an operator cannot be loaded, or cannot run, other than by what its method throws. */
public final class OperatorException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An exception.
   *
   * @param message what went wrong, and what to do
   */
  public OperatorException(String message) {
    super(message);
  }

  /**
   * An exception with its cause.
   *
   * @param message what went wrong, and what to do
   */
  public OperatorException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
