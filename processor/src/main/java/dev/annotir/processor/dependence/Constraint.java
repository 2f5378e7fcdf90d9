package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Affine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sum of variables is.
 *
 * @param isEquality whether it is 0, else at least 0
 */
record Constraint(Affine sum, boolean isEquality) {
  /** That {@code a} is at least {@code b}; of numbers that get too large nothing is said. */
  static List<Constraint> atLeast(@Nullable Affine a, @Nullable Affine b, long gap) {
    Affine more = a == null ? null : a.plus(b, -1);
    Affine sum = more == null || b == null ? null : more.plus(Affine.of(gap), -1);
    return sum == null ? List.of() : List.of(new Constraint(sum, false));
  }

  /** That both are equal; of numbers that get too large nothing is said. */
  static List<Constraint> equal(@Nullable Affine a, @Nullable Affine b) {
    Affine sum = a == null || b == null ? null : a.plus(b, -1);
    return sum == null ? List.of() : List.of(new Constraint(sum, true));
  }
}
