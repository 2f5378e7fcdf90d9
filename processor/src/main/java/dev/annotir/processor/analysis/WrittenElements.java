package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The elements of a tensor that are surely written at a place, by their offsets. */
final class WrittenElements {
  /**
   * The offsets {@code start + factor1 * i1 + factor2 * i2 ...} for all i from 0 to below their
   * extents.
   *
   * @param start in variables of the place
   * @param steps sorted, so that equal families are equal
   */
  private record Family(Affine start, List<Step> steps) {
    /** Written out, as the JVM would link those of records at first use. */
    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Family f && start.equals(f.start) && steps.equals(f.steps);
    }

    @Override
    public int hashCode() {
      return 31 * start.hashCode() + steps.hashCode();
    }

    boolean isClosed() {
      return start.isConstant();
    }

    Family with(Expr.Var var, long extent) {
      long factor = start.factor(var);
      Affine rest = start.plus(Affine.of(var), -factor);
      if (rest == null || factor == 0) {
        return this;
      }
      List<Step> more = new ArrayList<>(steps);
      more.add(new Step(factor, extent));
      Collections.sort(more);
      return new Family(rest, more);
    }
  }

  private record Step(long factor, long extent) implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
      int byFactor = Long.compare(factor, other.factor);
      return byFactor == 0 ? Long.compare(extent, other.extent) : byFactor;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Step step && factor == step.factor && extent == step.extent;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(31 * factor + extent);
    }
  }

  private final int size;
  private final BitSet elements;
  private final Set<Family> open;
  private boolean unreachable;

  WrittenElements(int size) {
    this(size, new BitSet(), new HashSet<>(), false);
  }

  private WrittenElements(int size, BitSet elements, Set<Family> open, boolean unreachable) {
    this.size = size;
    this.elements = elements;
    this.open = open;
    this.unreachable = unreachable;
  }

  /** All elements of a tensor. */
  static WrittenElements all(int size) {
    BitSet elements = new BitSet(size);
    elements.set(0, size);
    return new WrittenElements(size, elements, new HashSet<>(), false);
  }

  WrittenElements copy() {
    return new WrittenElements(size, (BitSet) elements.clone(), new HashSet<>(open), unreachable);
  }

  /** Whether all elements are; also where no run comes. */
  boolean isAll() {
    return unreachable || elements.cardinality() == size;
  }

  void setUnreachable() {
    unreachable = true;
  }

  void add(Affine offset) {
    add(new Family(offset, List.of()));
  }

  private void add(Family family) {
    if (family.isClosed()) {
      elements.or(elementsOf(family));
    } else {
      open.add(family);
    }
  }

  private BitSet elementsOf(Family family) {
    BitSet result = new BitSet();
    long start = family.start().constant();
    if (start >= 0 && start < size) {
      result.set((int) start);
    }
    for (Step step : family.steps()) {
      BitSet more = new BitSet();
      for (int at = result.nextSetBit(0); at >= 0; at = result.nextSetBit(at + 1)) {
        for (long i = 0; i < step.extent(); i++) {
          long place = at + i * step.factor();
          if (place >= 0 && place < size) {
            more.set((int) place);
          }
        }
      }
      result = more;
    }
    return result;
  }

  /** Makes this what is written where either this or the other is. */
  void join(WrittenElements other) {
    if (other.unreachable) {
      return;
    } else if (unreachable) {
      unreachable = false;
      elements.clear();
      elements.or(other.elements);
      open.clear();
      open.addAll(other.open);
      return;
    }
    elements.and(other.elements);
    open.retainAll(other.open);
  }

  /** Ends a loop whose rounds surely all came: what each wrote is written now. */
  void close(Expr.Var var, Map<Expr.Var, Long> loops) {
    List<Family> before = List.copyOf(open);
    open.clear();
    for (Family family : before) {
      // What else depends on the round cannot be counted out.
      if (loops.keySet().containsAll(family.start().atoms())) {
        add(family.with(var, loops.getOrDefault(var, 1L)));
      }
    }
  }

  /** Forgets what is told by the contents of a buffer that changes. */
  void forget(Buffer buffer) {
    open.removeIf(
        family ->
            family.start().atoms().stream()
                .anyMatch(atom -> Effects.loaded(atom).contains(buffer)));
  }

  /**
   * Whether an offset is one that is written, by itself or as one of the values that loops around
   * give it.
   */
  boolean covers(Affine offset, Map<Expr.Var, Long> loops) {
    Family family = new Family(offset, List.of());
    if (open.contains(family)) {
      return true;
    }
    for (Expr.Var var : Coverage.innermostFirst(loops)) {
      family = family.with(var, loops.getOrDefault(var, 1L));
      if (open.contains(family)) {
        return true;
      }
    }
    if (!family.isClosed()) {
      return false;
    }
    BitSet missing = elementsOf(family);
    missing.andNot(elements);
    return missing.isEmpty();
  }
}
