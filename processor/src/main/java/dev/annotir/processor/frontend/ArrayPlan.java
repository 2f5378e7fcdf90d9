package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the lowerings of one operator found out about its array variables and the arrays that it
 * makes. An operator is lowered until a lowering finds nothing new: then every use of a variable
 * knew all arrays that the variable may stand for.
 */
final class ArrayPlan {
  /**
   * Arrays that a variable may stand for.
   *
   * @param root as of {@link View.Part}
   * @param depth how many indices select it
   */
  record Candidate(Object root, int depth) {}

  /** What an operator makes by one {@code new}. */
  record Made(String name, DType type, List<Integer> shape, Span span) {}

  /** New arrays of one type and shape that variables may mix up, so that they share a buffer. */
  static final class Pool {
    private final List<Site> members = new ArrayList<>();
    private final Made made;
    private int home;
    private boolean repeats;
    private int slots = 1;

    private Pool(Site site, Made made, int home) {
      members.add(site);
      this.made = made;
      this.home = home;
    }

    /** What stands for all of them. */
    Site root() {
      return members.get(0);
    }

    Made made() {
      return made;
    }

    /** The depth of the scope that all variables which may stand for one are in. */
    int home() {
      return home;
    }

    /** Whether one may be made while variables still stand for what the same {@code new} made. */
    boolean repeats() {
      return repeats;
    }

    /** How many of them exist at a time. */
    int slots() {
      return repeats ? slots : members.size();
    }

    int indexOf(Site site) {
      return members.indexOf(site);
    }
  }

  private final Map<Site, Set<Candidate>> candidates = new HashMap<>();
  private final Map<Object, Integer> order = new HashMap<>();
  private final Map<Site, Pool> pools = new HashMap<>();
  private boolean changed;

  /** Whether something was found since the last time, so that the lowering before was wrong. */
  boolean takeChanged() {
    boolean result = changed;
    changed = false;
    return result;
  }

  /** Notes an array that is made in a scope of that depth. */
  Pool made(Site site, Made made, int depth) {
    Pool pool = pools.computeIfAbsent(site, s -> new Pool(s, made, depth));
    hold(pool, depth);
    return pool;
  }

  Pool pool(Site site) {
    Pool pool = pools.get(site);
    if (pool == null) {
      throw new IllegalArgumentException("no array is made at " + site);
    }
    return pool;
  }

  /** Notes that a variable in a scope of that depth may stand for parts of a root. */
  void hold(Object root, int depth) {
    if (root instanceof Site site) {
      hold(pool(site), depth);
    }
  }

  private void hold(Pool pool, int depth) {
    if (depth < pool.home) {
      pool.home = depth;
      changed = true;
    }
  }

  /** Notes that an array is made in a loop within its home. */
  void repeat(Pool pool) {
    changed |= !pool.repeats;
    pool.repeats = true;
  }

  /** Notes that so many arrays of a pool may be in use at a time. */
  void needSlots(Pool pool, int slots) {
    changed |= slots > pool.slots;
    pool.slots = Math.max(pool.slots, slots);
  }

  /** Notes an array that a variable may stand for. */
  void add(Site variable, Candidate candidate) {
    Set<Candidate> known = candidates.computeIfAbsent(variable, v -> new LinkedHashSet<>());
    order.putIfAbsent(candidate.root(), order.size());
    if (known.add(candidate)) {
      changed = true;
      for (Candidate other : known) {
        if (other.depth() == candidate.depth()) {
          merge(other.root(), candidate.root());
        }
      }
    }
  }

  private void merge(Object a, Object b) {
    if (a instanceof Site first && b instanceof Site second) {
      Pool into = pool(first);
      Pool from = pool(second);
      if (into != from && into.made.shape().equals(from.made.shape())) {
        into.members.addAll(from.members);
        into.home = Math.min(into.home, from.home);
        into.repeats |= from.repeats;
        into.slots = Math.max(into.slots, from.slots);
        from.members.forEach(member -> pools.put(member, into));
      }
    }
  }

  /** The arrays that a variable may stand for, as far as is known, each pool once. */
  List<Candidate> candidates(Site variable) {
    return candidates.getOrDefault(variable, Set.of()).stream()
        .map(candidate -> new Candidate(rootOf(candidate.root()), candidate.depth()))
        .distinct()
        .sorted(
            Comparator.comparing((Candidate c) -> order.getOrDefault(c.root(), 0))
                .thenComparing(Candidate::depth))
        .toList();
  }

  private Object rootOf(Object root) {
    return root instanceof Site site ? pool(site).root() : root;
  }

  /** The extents of the arrays that a candidate stands for. */
  List<Integer> shape(Candidate candidate) {
    List<Integer> shape =
        candidate.root() instanceof Site site
            ? pool(site).made().shape()
            : ((Buffer) candidate.root()).shape();
    return shape.subList(candidate.depth(), shape.size());
  }
}
