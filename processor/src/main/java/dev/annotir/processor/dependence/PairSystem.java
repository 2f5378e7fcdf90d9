package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Affine;
import dev.annotir.processor.ir.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says in rows when two accesses have the same element. The unknowns are the variables of the first
 * access's loops, by how much those of the second are more, and what else the sums speak of.
 */
final class PairSystem {
  /**
   * A variable of one access alone.
   *
   * @param side 0 of the first, 1 of the second
   */
  private record Own(Expr atom, int side) {}

  /** The difference of a common loop's variables. */
  private record Distance(int level) {}

  private final MemoryAccess first;
  private final MemoryAccess second;
  private final int common;

  /** So many of the common loops are in the same round. */
  private final int shared;

  private final Map<Object, Integer> unknowns = new HashMap<>();

  /** The places of loops by their variables. */
  private final Map<Expr, Integer> levels = new HashMap<>();

  PairSystem(MemoryAccess first, MemoryAccess second, int common, int shared) {
    this.first = first;
    this.second = second;
    this.common = common;
    this.shared = shared;
    for (MemoryAccess access : List.of(first, second)) {
      for (int level = 0; level < access.loops().size(); level++) {
        levels.put(access.loops().get(level).var(), level);
      }
    }
  }

  /** The system, which tracks the distances of the loops that are not shared. */
  IntegerSystem system(List<Constraint> ofFirst, List<Constraint> ofSecond, Steps steps) {
    for (int level = shared; level < common; level++) {
      unknown(new Distance(level));
    }
    ofFirst.forEach(c -> note(c.sum(), 0));
    ofSecond.forEach(c -> note(c.sum(), 1));
    first.indices().forEach(index -> note(index, 0));
    second.indices().forEach(index -> note(index, 1));
    IntegerSystem system = new IntegerSystem(unknowns.size(), steps);
    ofFirst.forEach(c -> add(system, c, 0));
    ofSecond.forEach(c -> add(system, c, 1));
    for (int i = 0; i < first.indices().size(); i++) {
      long[] row = new long[unknowns.size() + 1];
      add(row, first.indices().get(i), 0, 1);
      add(row, second.indices().get(i), 1, -1);
      system.addEquality(row);
    }
    for (int level = shared; level < common; level++) {
      long[] row = new long[unknowns.size() + 1];
      row[unknown(new Distance(level))] = 1;
      system.track(row);
    }
    return system;
  }

  private void add(IntegerSystem system, Constraint constraint, int side) {
    long[] row = new long[unknowns.size() + 1];
    add(row, constraint.sum(), side, 1);
    if (constraint.isEquality()) {
      system.addEquality(row);
    } else {
      system.addInequality(row);
    }
  }

  private void note(Affine sum, int side) {
    for (Expr atom : sum.atoms()) {
      unknown(key(atom, side));
    }
  }

  private int unknown(Object key) {
    return unknowns.computeIfAbsent(key, k -> unknowns.size());
  }

  private Object key(Expr atom, int side) {
    Integer level = levels.get(atom);
    if (level != null) {
      return level < shared ? atom : new Own(atom, level < common ? 0 : side);
    }
    return NestNames.isFresh(atom) ? new Own(atom, side) : atom;
  }

  private void add(long[] row, Affine sum, int side, long sign) {
    for (int i = 0; i < sum.size(); i++) {
      Expr atom = sum.atom(i);
      row[unknown(key(atom, side))] += sign * sum.factor(i);
      Integer level = levels.get(atom);
      if (side == 1 && level != null && level >= shared && level < common) {
        row[unknown(new Distance(level))] += sign * sum.factor(i);
      }
    }
    row[row.length - 1] += sign * sum.constant();
  }
}
