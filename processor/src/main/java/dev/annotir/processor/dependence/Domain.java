package dev.annotir.processor.dependence;

import java.util.ArrayList;
import java.util.List;

/**
 * The rounds of loops in which a place is reached: those that fulfil all constraints of one of the
 * alternatives. Variables in them that are of no loop have any value that the constraints leave.
 *
 * @param isExact whether the place is reached in all of these rounds
 */
record Domain(List<List<Constraint>> alternatives, boolean isExact) {
  /** So many alternatives are told apart. */
  private static final int MOST = 4;

  /** All rounds. */
  static final Domain ALL = new Domain(List.of(List.of()), true);

  /** No round. */
  static final Domain NONE = new Domain(List.of(), true);

  /** Perhaps not all rounds, but nobody knows which. */
  static final Domain UNKNOWN = new Domain(List.of(List.of()), false);

  static Domain of(List<Constraint> constraints) {
    return new Domain(List.of(constraints), true);
  }

  /** The rounds of both. */
  Domain and(Domain other) {
    if (other.alternatives.size() == 1 && other.alternatives.get(0).isEmpty()) {
      return new Domain(alternatives, isExact && other.isExact);
    } else if (alternatives.size() * other.alternatives.size() > MOST) {
      return new Domain(alternatives, false);
    }
    List<List<Constraint>> both = new ArrayList<>();
    for (List<Constraint> a : alternatives) {
      for (List<Constraint> b : other.alternatives) {
        List<Constraint> all = new ArrayList<>(a);
        all.addAll(b);
        both.add(all);
      }
    }
    return new Domain(both, isExact && other.isExact);
  }

  /** The rounds of one of them, or of both. */
  Domain or(Domain other) {
    if (alternatives.size() + other.alternatives.size() > MOST) {
      return UNKNOWN;
    }
    List<List<Constraint>> all = new ArrayList<>(alternatives);
    all.addAll(other.alternatives);
    return new Domain(all, isExact && other.isExact);
  }

  /** The same rounds, of which perhaps not all come. */
  Domain inexact() {
    return new Domain(alternatives, false);
  }
}
