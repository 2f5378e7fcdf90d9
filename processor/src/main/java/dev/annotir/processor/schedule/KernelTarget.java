package dev.annotir.processor.schedule;

import java.util.List;
import java.util.Locale;

/** Which variants of kernels the C holds, as the option {@code annotir.target} says. */
public enum KernelTarget {
  /** One for each width of vectors, of which the C preprocessor chooses. */
  PORTABLE,
  /** The loops as they were written, for small memories. */
  PORTABLE_SMALL;

  /** What kernels are scheduled for beside scalar instructions, widest vectors first. */
  public List<Target> targets() {
    return switch (this) {
      case PORTABLE -> List.of(Target.AVX512, Target.AVX2, Target.V128);
      case PORTABLE_SMALL -> List.of();
    };
  }

  /** The option's value. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
