package dev.annotir.processor.dependence;

import java.util.ArrayList;
import java.util.List;

/**
 * The step that takes an unknown out of inequalities.
 *
 * @param unknown -1 where no row has one
 * @param isExact whether the rows after it have integer solutions only where those before have
 */
record Elimination(int unknown, boolean isExact) {
  /** The step that leaves the fewest rows, of an exact kind where there is one. */
  static Elimination cheapest(List<long[]> rows, int unknowns, int except) {
    Elimination best = new Elimination(-1, true);
    long least = Long.MAX_VALUE;
    for (int unknown = 0; unknown < unknowns; unknown++) {
      long below = 0;
      long above = 0;
      long greatestBelow = 0;
      long greatestAbove = 0;
      for (long[] row : rows) {
        long factor = row[unknown];
        if (factor > 0) {
          below++;
          greatestBelow = Math.max(greatestBelow, factor);
        } else if (factor < 0) {
          above++;
          greatestAbove = Math.max(greatestAbove, -factor);
        }
      }
      if (unknown == except || below + above == 0) {
        continue;
      }
      boolean exact = below == 0 || above == 0 || greatestBelow == 1 || greatestAbove == 1;
      long cost = below * above - below - above + (exact ? 0 : 1L << 40);
      if (cost < least) {
        least = cost;
        best = new Elimination(unknown, exact);
      }
    }
    return best;
  }

  /** The rows that bound the unknown from below. */
  List<long[]> below(List<long[]> rows) {
    return rows.stream().filter(row -> row[unknown] > 0).toList();
  }

  /** The greatest factor in a row that bounds the unknown from above. */
  long greatestAbove(List<long[]> rows) {
    return rows.stream().mapToLong(row -> -row[unknown]).max().orElse(0);
  }

  /**
   * The rows without the unknown.
   *
   * @param dark 0 for all real solutions, 1 for those between which an integer surely lies
   */
  List<long[]> rows(List<long[]> rows, int dark, Steps steps) {
    List<long[]> result = new ArrayList<>();
    List<long[]> below = new ArrayList<>();
    List<long[]> above = new ArrayList<>();
    for (long[] row : rows) {
      (row[unknown] > 0 ? below : row[unknown] < 0 ? above : result).add(row);
    }
    for (long[] low : below) {
      for (long[] high : above) {
        if (!steps.take()) {
          throw new ArithmeticException("out of steps");
        }
        result.add(combined(low, high, dark));
      }
    }
    return result;
  }

  private long[] combined(long[] low, long[] high, int dark) {
    long a = low[unknown];
    long b = -high[unknown];
    long[] row = new long[low.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Math.addExact(Math.multiplyExact(b, low[i]), Math.multiplyExact(a, high[i]));
    }
    long gap = Math.multiplyExact(Math.multiplyExact(a - 1, b - 1), dark);
    row[row.length - 1] = Math.subtractExact(row[row.length - 1], gap);
    return row;
  }
}
