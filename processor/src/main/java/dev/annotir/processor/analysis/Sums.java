package dev.annotir.processor.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sums that are not negative at one place of a function; of those with equal terms the least. */
final class Sums {
  /** So many of the newest are kept. */
  private static final int MOST = 100;

  private final List<Affine> sums;

  Sums() {
    this(new ArrayList<>());
  }

  private Sums(List<Affine> sums) {
    this.sums = sums;
  }

  Sums copy() {
    return new Sums(new ArrayList<>(sums));
  }

  /** Each is at least 0. */
  List<Affine> all() {
    return sums;
  }

  boolean isSame(Sums other) {
    return sums.equals(other.sums);
  }

  /** Notes that a sum is at least 0. */
  void add(Affine sum) {
    int at = indexOf(sum);
    if (at >= 0) {
      if (sum.constant() < sums.get(at).constant()) {
        sums.set(at, sum);
      }
      return;
    } else if (sums.size() == MOST) {
      sums.remove(0);
    }
    sums.add(sum);
  }

  private int indexOf(Affine terms) {
    for (int i = 0; i < sums.size(); i++) {
      if (sums.get(i).hasTermsOf(terms)) {
        return i;
      }
    }
    return -1;
  }

  /** The sum with the terms of another. */
  @Nullable Affine like(Affine terms) {
    int at = indexOf(terms);
    return at < 0 ? null : sums.get(at);
  }

  void removeIf(Predicate<Affine> condition) {
    sums.removeIf(condition);
  }

  void become(Sums other) {
    sums.clear();
    sums.addAll(other.sums);
  }

  /** Says the same of what an atom becomes when {@code step} is added to it. */
  void step(Affine atom, Affine step) {
    List<Affine> changed = new ArrayList<>();
    for (Affine sum : sums) {
      if (sum.factor(atom, 0) != 0) {
        changed.add(sum);
      }
    }
    sums.removeIf(sum -> sum.factor(atom, 0) != 0);
    for (Affine sum : changed) {
      Affine after = sum.plus(step, -sum.factor(atom, 0));
      if (after != null && !after.isConstant()) {
        add(after);
      }
    }
  }

  /** Keeps what holds where these do, with their ranges, and where the others do, with theirs. */
  void join(Ranges ranges, Sums others, Ranges otherRanges) {
    // Both begin with what was known where they parted.
    int same = 0;
    int shorter = Math.min(sums.size(), others.sums.size());
    while (same < shorter && sums.get(same) == others.sums.get(same)) {
      same++;
    }
    List<Affine> both = new ArrayList<>();
    for (Affine sum : sums.subList(same, sums.size())) {
      Affine weaker = weaker(sum, others, otherRanges);
      if (weaker != null) {
        both.add(weaker);
      }
    }
    for (Affine sum : others.sums.subList(same, others.sums.size())) {
      Affine weaker = indexOf(sum) >= 0 ? null : weaker(sum, this, ranges);
      if (weaker != null) {
        both.add(weaker);
      }
    }
    sums.subList(same, sums.size()).clear();
    both.forEach(this::add);
  }

  /** The sum, larger where the other side needs that; null if it knows nothing of the terms. */
  private static @Nullable Affine weaker(Affine sum, Sums others, Ranges otherRanges) {
    Affine other = others.like(sum);
    if (other != null) {
      return other.constant() > sum.constant() ? other : sum;
    } else if (sum.size() == 1) {
      return null; // the ranges say it
    }
    long least = sum.least(otherRanges);
    return least >= 0 ? sum : least == Long.MIN_VALUE ? null : sum.plus(Affine.of(1), -least);
  }
}
