package dev.annotir.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a call has ended, so that equal replies mean the same bits. */
sealed interface Reply {
  /** Whether this is what the JVM's reply promises. */
  default boolean agrees(Reply java) {
    return equals(java);
  }

  /**
   * It returned.
   *
   * @param values the elements of {@link OperatorInfo#outcomes}
   */
  record Returned(List<long[]> values) implements Reply {
    /** What an operator leaves behind, any NaN made the same. */
    static Returned of(OperatorInfo operator, List<long[]> values) {
      List<Parameter> outcomes = operator.outcomes();
      List<long[]> canonical = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        canonical.add(Elements.canonical(outcomes.get(i).dtype(), values.get(i)));
      }
      return new Returned(canonical);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Returned returned
          && Arrays.deepEquals(values.toArray(), returned.values.toArray());
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(values.toArray());
    }

    @Override
    public String toString() {
      return "returned " + Arrays.deepToString(values.toArray());
    }

    /** Where this differs from another reply, in words. */
    String difference(OperatorInfo operator, Returned other) {
      for (int i = 0; i < values.size(); i++) {
        int at = Arrays.mismatch(values.get(i), other.values.get(i));
        if (at >= 0) {
          Parameter outcome = operator.outcomes().get(i);
          return "%s[%d] is %s, not %s"
              .formatted(
                  outcome.name(),
                  at,
                  Elements.text(outcome.dtype(), other.values.get(i)[at]),
                  Elements.text(outcome.dtype(), values.get(i)[at]));
        }
      }
      return "equal";
    }
  }

  /**
   * It threw, or returned a code that stands for this exception.
   *
   * @param text what it says, with class and place; null where only these are promised
   */
  record Failed(String exception, String file, int line, String text) implements Reply {
    @Override
    public boolean agrees(Reply java) {
      return java instanceof Failed other
          && exception.equals(other.exception)
          && file.equals(other.file)
          && line == other.line
          && (text == null || text.equals(other.text));
    }
  }

  /** It was given up. */
  record Endless() implements Reply {}
}
