package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether linear equalities and inequalities have a solution in integers: Pugh's Omega test.
 *
 * <p>A row is the factors of the unknowns, then a constant. Equalities are solved by Euclid's
 * algorithm on the unknowns; inequalities by Fourier and Motzkin's elimination, whose rows are
 * rounded to integers. Where an elimination has integer solutions only perhaps, those that it
 * surely has (the dark shadow) and then the few places where others can be are tried.
 */
final class IntegerSystem {
  enum Answer {
    YES,
    NO,
    /** The steps, or the numbers of a {@code long}, did not suffice. */
    UNKNOWN;

    /** Whether there is a solution of two systems that have no unknown in common. */
    Answer and(Answer other) {
      return this == NO || other == NO ? NO : this == UNKNOWN ? this : other;
    }
  }

  private final int unknowns;
  private final Steps steps;
  private final List<long[]> equalities;
  private final List<long[]> inequalities;

  /** Sums that are asked for, in terms of the unknowns that are left. */
  private final List<long[]> tracked;

  IntegerSystem(int unknowns, Steps steps) {
    this(unknowns, steps, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private IntegerSystem(
      int unknowns,
      Steps steps,
      List<long[]> equalities,
      List<long[]> inequalities,
      List<long[]> tracked) {
    this.unknowns = unknowns;
    this.steps = steps;
    this.equalities = equalities;
    this.inequalities = inequalities;
    this.tracked = tracked;
  }

  IntegerSystem copy() {
    return new IntegerSystem(unknowns, steps, copy(equalities), copy(inequalities), copy(tracked));
  }

  private static List<long[]> copy(List<long[]> rows) {
    List<long[]> copies = new ArrayList<>(rows.size() + 2);
    for (long[] row : rows) {
      copies.add(row.clone());
    }
    return copies;
  }

  /** Says that a row is 0. */
  void addEquality(long[] row) {
    equalities.add(row);
  }

  /** Says that a row is at least 0. */
  void addInequality(long[] row) {
    inequalities.add(row);
  }

  /** Adds a sum to those that are asked for. */
  void track(long[] row) {
    tracked.add(row);
  }

  /** Whether a sum is the same in all solutions of the equalities. */
  boolean isConstant(int i) {
    return greatestDivisor(tracked.get(i)) == 0;
  }

  /** The constant of a sum. */
  long constant(int i) {
    return tracked.get(i)[unknowns];
  }

  /**
   * Solves the equalities: whether they have a solution, and no inequality of numbers is wrong. If
   * UNKNOWN, this is of no use anymore.
   */
  Answer solveEqualities() {
    try {
      return eliminateEqualities() && removeConstants() ? Answer.YES : Answer.NO;
    } catch (ArithmeticException e) {
      return Answer.UNKNOWN;
    }
  }

  private boolean removeConstants() {
    boolean areRight = true;
    for (long[] row : inequalities) {
      areRight &= row[unknowns] >= 0 || greatestDivisor(row) != 0;
    }
    inequalities.removeIf(row -> greatestDivisor(row) == 0);
    return areRight;
  }

  /** Says that a sum has a sign: -1, 0 or 1; solves the equalities. */
  Answer restrict(int sum, int sign) {
    long[] row = tracked.get(sum).clone();
    if (sign == 0) {
      equalities.add(row);
      return solveEqualities();
    }
    for (int i = 0; i < row.length; i++) {
      row[i] *= sign;
    }
    row[unknowns]--;
    inequalities.add(row);
    return Answer.YES;
  }

  /** The parts whose unknowns no row connects: also those without a sum, or without an unknown. */
  List<SystemPart> parts() {
    Connections connections = new Connections(unknowns);
    inequalities.forEach(connections::add);
    tracked.forEach(connections::add);
    List<SystemPart> parts = new ArrayList<>();
    for (int sum = 0; sum < tracked.size(); sum++) {
      if (isConstant(sum)) {
        parts.add(part(connections, -1, List.of(sum)));
      }
    }
    for (int representative : connections.representatives()) {
      List<Integer> sums = new ArrayList<>();
      for (int sum = 0; sum < tracked.size(); sum++) {
        if (connections.of(tracked.get(sum)) == representative) {
          sums.add(sum);
        }
      }
      parts.add(part(connections, representative, sums));
    }
    return parts;
  }

  private SystemPart part(Connections connections, int representative, List<Integer> sums) {
    int[] columns = connections.unknowns(representative);
    IntegerSystem part = new IntegerSystem(columns.length, steps);
    for (long[] row : inequalities) {
      if (connections.of(row) == representative) {
        part.addInequality(compressed(row, columns));
      }
    }
    sums.forEach(sum -> part.track(compressed(tracked.get(sum), columns)));
    return new SystemPart(part, sums);
  }

  private long[] compressed(long[] row, int[] columns) {
    long[] compressed = new long[columns.length + 1];
    for (int i = 0; i < columns.length; i++) {
      compressed[i] = row[columns[i]];
    }
    compressed[columns.length] = row[unknowns];
    return compressed;
  }

  /** Whether there is a solution. */
  Answer isSolvable() {
    try {
      return copy().solve();
    } catch (ArithmeticException e) {
      return Answer.UNKNOWN;
    }
  }

  private Answer solve() {
    while (true) {
      if (!eliminateEqualities() || !tighten()) {
        return Answer.NO;
      } else if (!equalities.isEmpty()) {
        continue;
      } else if (inequalities.isEmpty()) {
        return Answer.YES;
      }
      Elimination next = Elimination.cheapest(inequalities, unknowns, -1);
      if (!steps.take()) {
        return Answer.UNKNOWN;
      } else if (!next.isExact()) {
        return solve(next);
      }
      replace(next, 0);
    }
  }

  /** Whether there is a solution, where the next elimination may have more than this. */
  private Answer solve(Elimination next) {
    IntegerSystem real = copy();
    real.replace(next, 0);
    if (real.solve() == Answer.NO) {
      return Answer.NO;
    }
    IntegerSystem dark = copy();
    dark.replace(next, 1);
    if (dark.solve() == Answer.YES) {
      return Answer.YES;
    }
    Answer answer = Answer.NO;
    long most = next.greatestAbove(inequalities);
    for (long[] below : next.below(inequalities)) {
      long factor = below[next.unknown()];
      long last = Math.floorDiv(Math.multiplyExact(most, factor) - most - factor, most);
      for (long i = 0; i <= last; i++) {
        IntegerSystem splinter = copy();
        long[] row = below.clone();
        row[unknowns] = Math.subtractExact(row[unknowns], i);
        splinter.addEquality(row);
        Answer found = steps.take() ? splinter.solve() : Answer.UNKNOWN;
        if (found == Answer.YES) {
          return found;
        } else if (found == Answer.UNKNOWN) {
          answer = found;
        }
        if (!steps.areLeft()) {
          return Answer.UNKNOWN;
        }
      }
    }
    return answer;
  }

  private void replace(Elimination elimination, int dark) {
    List<long[]> rows = elimination.rows(inequalities, dark, steps);
    inequalities.clear();
    inequalities.addAll(rows);
  }

  /**
   * Where a tracked sum lies in all solutions; perhaps more than that. The ends of {@link
   * Interval#ALL} where there is none.
   */
  Interval range(int sum) {
    if (isConstant(sum)) {
      return Interval.of(constant(sum));
    }
    try {
      return new Projection(unknowns, steps).range(tracked.get(sum), equalities, inequalities);
    } catch (ArithmeticException e) {
      return Interval.ALL;
    }
  }

  /** Solves all equalities for one unknown each; false where one has no solution. */
  private boolean eliminateEqualities() {
    while (!equalities.isEmpty()) {
      long[] row = equalities.remove(equalities.size() - 1);
      long divisor = greatestDivisor(row);
      if (divisor == 0) {
        if (row[unknowns] != 0) {
          return false;
        }
        continue;
      } else if (row[unknowns] % divisor != 0) {
        return false;
      }
      for (int i = 0; i <= unknowns; i++) {
        row[i] /= divisor;
      }
      int unknown = least(row);
      while (Math.abs(row[unknown]) != 1) {
        reduce(row, unknown);
        unknown = least(row);
      }
      substitute(row, unknown);
    }
    return true;
  }

  /** The unknown with the least factor. */
  private int least(long[] row) {
    int least = -1;
    for (int i = 0; i < unknowns; i++) {
      if (row[i] != 0 && (least < 0 || Math.abs(row[i]) < Math.abs(row[least]))) {
        least = i;
      }
    }
    return least;
  }

  /**
   * Makes the other factors of a row the remainders by that of one unknown, in whose place there
   * comes it and multiples of the others: as many solutions as before.
   */
  private void reduce(long[] row, int unknown) {
    for (int i = 0; i < unknowns; i++) {
      long quotient = i == unknown ? 0 : row[i] / row[unknown];
      if (quotient != 0) {
        addColumn(row, i, unknown, -quotient);
        for (List<long[]> rows : List.of(equalities, inequalities, tracked)) {
          for (long[] other : rows) {
            addColumn(other, i, unknown, -quotient);
          }
        }
      }
    }
  }

  private static void addColumn(long[] row, int to, int from, long factor) {
    if (row[from] != 0) {
      row[to] = Math.addExact(row[to], Math.multiplyExact(row[from], factor));
    }
  }

  /** Puts what an equality says of an unknown, whose factor there is 1 or -1, into all rows. */
  private void substitute(long[] row, int unknown) {
    for (List<long[]> rows : List.of(equalities, inequalities, tracked)) {
      for (long[] other : rows) {
        long factor = Math.multiplyExact(-other[unknown], row[unknown]);
        if (factor != 0) {
          for (int i = 0; i <= unknowns; i++) {
            other[i] = Math.addExact(other[i], Math.multiplyExact(row[i], factor));
          }
        }
      }
    }
  }

  private long greatestDivisor(long[] row) {
    return Rows.greatestDivisor(row, unknowns);
  }

  /** Rounds the inequalities; two that leave one value become an equality. */
  private boolean tighten() {
    List<long[]> rounded = Rows.tightened(inequalities);
    if (rounded == null) {
      return false;
    }
    inequalities.clear();
    for (long[] row : rounded) {
      int opposite = Rows.opposite(inequalities, row);
      if (opposite >= 0 && inequalities.get(opposite)[unknowns] + row[unknowns] == 0) {
        inequalities.remove(opposite);
        equalities.add(row);
      } else {
        inequalities.add(row);
      }
    }
    return true;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    equalities.forEach(row -> text.append(Arrays.toString(row)).append(" = 0\n"));
    inequalities.forEach(row -> text.append(Arrays.toString(row)).append(" >= 0\n"));
    return text.toString();
  }
}
