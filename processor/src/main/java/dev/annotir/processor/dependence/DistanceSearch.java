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
          search(system);
        }
        isKnown &= own.areLeft();
        if (!isKnown) {
          return;
        }
      }
    }
  }

  private void search(IntegerSystem system) {
    SystemPart[] parts = new SystemPart[depth - shared];
    Answer others = Answer.YES;
    for (SystemPart part : system.parts()) {
      if (part.sums().isEmpty()) {
        others = others.and(part.answer());
      }
      part.sums().forEach(sum -> parts[sum] = part);
    }
    if (others != Answer.NO) {
      search(parts, others, false);
    }
  }

  /**
   * Tries the signs of the next loop.
   *
   * @param parts those of the distances of the loops that are not shared, with the signs so far
   * @param others whether the parts without distances have a solution
   * @param isCarried whether a loop around has rounds of different numbers
   */
  private void search(SystemPart[] parts, Answer others, boolean isCarried) {
    int level = signs.size();
    boolean isOrdered = first == second && !isCarried;
    if (level == depth) {
      if (!isOrdered) {
        add(parts, others);
      }
      return;
    }
    SystemPart part = level < shared ? null : parts[level - shared];
    if (part == null || part.isConstant(level - shared)) {
      int sign = part == null ? 0 : Long.signum(part.constant(level - shared));
      if (!isOrdered || sign >= 0) {
        next(sign, parts, others, isCarried);
      }
      return;
    }
    for (int sign = isOrdered ? 0 : -1; sign <= 1 && isKnown; sign++) {
      SystemPart restricted = part.where(level - shared, sign);
      if (restricted == null) {
        isKnown = false; // an overflow
      } else if (restricted.answer() != Answer.NO) {
        SystemPart[] next = parts.clone();
        restricted.sums().forEach(sum -> next[sum] = restricted);
        next(sign, next, others, isCarried);
      }
    }
  }

  private void next(int sign, SystemPart[] parts, Answer others, boolean isCarried) {
    signs.add(sign);
    search(parts, others, isCarried || sign != 0);
    signs.remove(signs.size() - 1);
  }

  private void add(SystemPart[] parts, Answer others) {
    Answer answer = others;
    for (SystemPart part : parts) {
      answer = answer.and(part.answer());
    }
    if (answer == Answer.NO) {
      return;
    }
    isExact &= answer == Answer.YES;
    List<Interval> distances = new ArrayList<>();
    for (int level = 0; level < depth; level++) {
      int sum = level - shared;
      distances.add(signs.get(level) == 0 ? DistanceVector.ZERO : distance(parts[sum], level));
    }
    found.merge(List.copyOf(signs), distances, DistanceSearch::union);
    isKnown &= found.size() <= MOST;
  }

  private Interval distance(SystemPart part, int level) {
    Interval side = signs.get(level) > 0 ? DistanceVector.LATER : DistanceVector.EARLIER;
    return side.intersect(part.range(level - shared));
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
