package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Interval;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets of rows, each the factors of unknowns and then a constant, that are at least 0. */
final class Rows {
  private Rows() {}

  /** The greatest divisor of the first so many numbers; 0 where all are. */
  static long greatestDivisor(long[] row, int count) {
    long divisor = 0;
    for (int i = 0; i < count && divisor != 1; i++) {
      long rest = Math.abs(row[i]);
      while (rest != 0) {
        long remainder = divisor % rest;
        divisor = rest;
        rest = remainder;
      }
    }
    return divisor;
  }

  /**
   * The same integer solutions by rows whose factors have no divisor in common, of those with equal
   * factors one; null where there is no solution.
   */
  static @Nullable List<long[]> tightened(List<long[]> rows) {
    List<long[]> kept = new ArrayList<>(rows.size());
    for (long[] row : rows) {
      int last = row.length - 1;
      long divisor = greatestDivisor(row, last);
      if (divisor == 0) {
        if (row[last] < 0) {
          return null;
        }
        continue;
      }
      if (divisor > 1) {
        for (int i = 0; i < last; i++) {
          row[i] /= divisor;
        }
        row[last] = Math.floorDiv(row[last], divisor);
      }
      int same = like(kept, row, 1);
      if (same < 0) {
        kept.add(row);
      } else if (row[last] < kept.get(same)[last]) {
        kept.set(same, row);
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      int opposite = like(kept, kept.get(i), -1);
      if (opposite > i) {
        int last = kept.get(i).length - 1;
        if (Math.addExact(kept.get(i)[last], kept.get(opposite)[last]) < 0) {
          return null;
        }
      }
    }
    return kept;
  }

  /** The place of the row with the opposite factors; -1 if there is none. */
  static int opposite(List<long[]> rows, long[] row) {
    return like(rows, row, -1);
  }

  private static int like(List<long[]> rows, long[] row, int sign) {
    for (int at = 0; at < rows.size(); at++) {
      long[] other = rows.get(at);
      int i = 0;
      while (i < row.length - 1 && other[i] == sign * row[i]) {
        i++;
      }
      if (i == row.length - 1) {
        return at;
      }
    }
    return -1;
  }

  /** Where an unknown lies by the rows that have it, which have no other. */
  static Interval bounds(List<long[]> rows, int unknown) {
    long lo = Long.MIN_VALUE;
    long hi = Long.MAX_VALUE;
    for (long[] row : rows) {
      long constant = row[row.length - 1];
      if (row[unknown] > 0) {
        lo = Math.max(lo, -Math.floorDiv(constant, row[unknown]));
      } else if (row[unknown] < 0) {
        hi = Math.min(hi, Math.floorDiv(constant, -row[unknown]));
      }
    }
    return lo <= hi ? new Interval(lo, hi) : Interval.ALL;
  }
}
