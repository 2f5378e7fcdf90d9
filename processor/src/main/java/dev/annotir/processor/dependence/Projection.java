package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Interval;
import java.util.ArrayList;
import java.util.List;

/** Where a sum of unknowns lies by Fourier and Motzkin's elimination of all of them. */
final class Projection {
  private final int unknowns;
  private final Steps steps;

  Projection(int unknowns, Steps steps) {
    this.unknowns = unknowns;
    this.steps = steps;
  }

  /**
   * Where a sum lies in all solutions; perhaps more than that.
   *
   * @throws ArithmeticException if the numbers of a {@code long}, or the steps, did not suffice
   */
  Interval range(long[] sum, List<long[]> equalities, List<long[]> inequalities) {
    // One more unknown, which is the sum.
    List<long[]> rows = new ArrayList<>();
    for (long[] row : inequalities) {
      rows.add(widened(row, 0, 1));
    }
    rows.add(widened(sum, -1, 1));
    rows.add(widened(sum, 1, -1));
    for (long[] row : equalities) {
      rows.add(widened(row, 0, 1));
      rows.add(widened(row, 0, -1));
    }
    while (true) {
      List<long[]> rounded = Rows.tightened(rows);
      if (rounded == null || !steps.areLeft()) {
        return Interval.ALL;
      }
      Elimination next = Elimination.cheapest(rounded, unknowns + 1, unknowns);
      if (next.unknown() < 0) {
        return Rows.bounds(rounded, unknowns);
      }
      rows = next.rows(rounded, 0, steps);
    }
  }

  private long[] widened(long[] row, long last, long factor) {
    long[] wide = new long[unknowns + 2];
    for (int i = 0; i < unknowns; i++) {
      wide[i] = Math.multiplyExact(row[i], factor);
    }
    wide[unknowns] = last;
    wide[unknowns + 1] = Math.multiplyExact(row[unknowns], factor);
    return wide;
  }
}
