package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.dependence.IntegerSystem.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The distances between the rounds in which two accesses have the same element: for each loop
 * around both the three signs are tried that a distance may have, and within one those of the next.
 */
final class DistanceSearch {
  /** So many vectors of one pair are told apart. */
  private static final int MOST = 100;

  /** So many steps are made for a pair. */
  private static final int STEPS = 4_000;

  private final MemoryAccess first;
  private final MemoryAccess second;
  private final int depth;

  /** So many of the loops are in the same round. */
  private final int shared;

  private final Map<List<Integer>, List<Interval>> found = new LinkedHashMap<>();
  private final List<Integer> signs = new ArrayList<>();
  private boolean isExact;
  private boolean isKnown = true;

  private DistanceSearch(MemoryAccess first, MemoryAccess second) {
    this.first = first;
    this.second = second;
    this.depth = first.commonLoops(second);
    this.shared = Math.min(depth, Math.min(first.fresh(), second.fresh()));
    this.isExact = first.domain().isExact() && second.domain().isExact();
  }

  /**
   * What was found.
   *
   * @param vectors from the round of the first access to that of the second, of either sign
   */
  record Result(List<DistanceVector> vectors, boolean isExact) {}

  /** The distances of two accesses; of one and itself, only those to later rounds. */
  static Result of(MemoryAccess first, MemoryAccess second, Steps steps) {
    DistanceSearch search = new DistanceSearch(first, second);
    search.run(steps);
    if (!search.isKnown) {
      return new Result(search.unknown(), false);
    }
    List<DistanceVector> vectors = search.found.values().stream().map(DistanceVector::new).toList();
    return new Result(vectors, search.isExact);
  }

  private void run(Steps steps) {
    for (List<Constraint> a : first.domain().alternatives()) {
      for (List<Constraint> b : second.domain().alternatives()) {
        Steps own = steps.part(STEPS);
        IntegerSystem system = new PairSystem(first, second, depth, shared).system(a, b, own);
        Answer answer = system.solveEqualities();
        if (answer == Answer.UNKNOWN) {
          isKnown = false;
        } else if (answer == Answer.YES) {
          search(system, Answer.UNKNOWN, false, false);
        }
        isKnown &= own.areLeft();
        if (!isKnown) {
          return;
        }
      }
    }
  }

  /**
   * @param answer whether the system has a solution, if that was tried
   * @param isCarried whether a loop around has rounds of different numbers
   */
  private void search(IntegerSystem system, Answer answer, boolean isTried, boolean isCarried) {
    int level = signs.size();
    boolean isSelf = first == second;
    if (level == depth) {
      if (!isSelf || isCarried) {
        add(system, isTried ? answer : system.isSolvable());
      }
      return;
    }
    if (level < shared || system.isConstant(level - shared)) {
      int sign = level < shared ? 0 : Long.signum(system.constant(level - shared));
      if (!isSelf || isCarried || sign >= 0) {
        signs.add(sign);
        search(system, answer, isTried, isCarried || sign != 0);
        signs.remove(level);
      }
      return;
    }
    for (int sign = isSelf && !isCarried ? 0 : -1; sign <= 1 && isKnown; sign++) {
      IntegerSystem part = system.copy();
      Answer solved = restrict(part, level - shared, sign);
      if (solved == Answer.UNKNOWN) {
        isKnown = false; // an overflow
      } else if (solved == Answer.YES) {
        Answer partly = part.isSolvable();
        if (partly != Answer.NO) {
          signs.add(sign);
          search(part, partly, true, isCarried || sign != 0);
          signs.remove(level);
        }
      }
    }
  }

  private static Answer restrict(IntegerSystem system, int sum, int sign) {
    long[] row = system.tracked(sum);
    if (sign == 0) {
      system.addEquality(row);
      return system.solveEqualities();
    }
    if (sign < 0) {
      for (int i = 0; i < row.length; i++) {
        row[i] = -row[i];
      }
    }
    row[row.length - 1]--;
    system.addInequality(row);
    return Answer.YES;
  }

  private void add(IntegerSystem system, Answer answer) {
    if (answer == Answer.NO) {
      return;
    }
    isExact &= answer == Answer.YES;
    List<Interval> distances = new ArrayList<>();
    for (int level = 0; level < depth; level++) {
      distances.add(level < shared ? DistanceVector.ZERO : distance(system, level));
    }
    found.merge(List.copyOf(signs), distances, DistanceSearch::union);
    isKnown &= found.size() <= MOST;
  }

  private Interval distance(IntegerSystem system, int level) {
    int sign = signs.get(level);
    if (sign == 0) {
      return DistanceVector.ZERO;
    }
    Interval range = system.range(level - shared);
    Interval side = sign > 0 ? DistanceVector.LATER : DistanceVector.EARLIER;
    return side.intersect(range);
  }

  private static List<Interval> union(List<Interval> a, List<Interval> b) {
    List<Interval> union = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      union.add(a.get(i).union(b.get(i)));
    }
    return union;
  }

  /** All that can be: in the same round of all loops, or carried by each, in both directions. */
  private List<DistanceVector> unknown() {
    List<DistanceVector> vectors = new ArrayList<>();
    if (first != second) {
      vectors.add(vector(depth, DistanceVector.ZERO));
    }
    for (int carrier = shared; carrier < depth; carrier++) {
      vectors.add(vector(carrier, DistanceVector.LATER));
      if (first != second) {
        vectors.add(vector(carrier, DistanceVector.EARLIER));
      }
    }
    return vectors;
  }

  private DistanceVector vector(int carrier, Interval distance) {
    List<Interval> distances = new ArrayList<>();
    for (int level = 0; level < depth; level++) {
      distances.add(
          level < carrier ? DistanceVector.ZERO : level == carrier ? distance : Interval.ALL);
    }
    return new DistanceVector(distances);
  }
}
