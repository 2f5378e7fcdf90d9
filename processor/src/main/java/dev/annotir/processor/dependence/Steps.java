package dev.annotir.processor.dependence;

import org.jspecify.annotations.Nullable;

/** What is left of a number of steps; whoever finds none left answers that it does not know. */
final class Steps {
  private final @Nullable Steps whole;
  private long left;

  Steps(long most) {
    this(most, null);
  }

  private Steps(long most, @Nullable Steps whole) {
    this.left = most;
    this.whole = whole;
  }

  /** So many of these, if there are. */
  Steps part(long most) {
    return new Steps(most, this);
  }

  /** Takes one; whether there was one. */
  boolean take() {
    return --left >= 0 && (whole == null || whole.take());
  }

  boolean areLeft() {
    return left > 0 && (whole == null || whole.areLeft());
  }
}
