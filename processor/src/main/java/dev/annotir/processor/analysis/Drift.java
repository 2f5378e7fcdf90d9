package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By how much a round of a loop changes its counters, and so what the sums that hold before the
 * loop are in each round: {@code 8 - n} is not negative before a loop that makes n at most 3 more
 * each time, and {@code 8 - n + 3 * round} at the start of every round.
 */
final class Drift {
  /** So many counters of a loop are looked at. */
  private static final int MOST_COUNTERS = 12;

  /** So often a counter's change may turn out to be larger than before. */
  private static final int MOST_CHANGES = 2;

  /** Products of two of these, and sums of some, fit a {@code long}. */
  private static final long LARGEST = 1L << 29;

  /** No loop makes more in a hundred years. */
  private static final Interval ROUNDS = new Interval(0, Long.MAX_VALUE);

  /**
   * The change of a counter in a round.
   *
   * @param start what the counter held when the round began
   * @param least Long.MIN_VALUE where nothing is known
   * @param most Long.MAX_VALUE where nothing is known
   * @param changes how often these turned out to be more than thought
   */
  private record Step(Expr.Var start, long least, long most, int changes) {
    boolean covers(Step other) {
      return least <= other.least && other.most <= most;
    }

    Step with(Step other, boolean isLate) {
      boolean isFirst = changes == 0;
      boolean givesUp = isLate || changes > MOST_CHANGES;
      long lo = isFirst ? other.least : least;
      long hi = isFirst ? other.most : most;
      if (other.least < lo) {
        lo = givesUp ? Long.MIN_VALUE : other.least;
      }
      if (other.most > hi) {
        hi = givesUp ? Long.MAX_VALUE : other.most;
      }
      return new Step(start, lo, hi, changes + 1);
    }
  }

  private final Expr.Var round;
  private final List<Affine> before;

  /** By the counters' loads. */
  private final Map<Expr, Step> steps = new LinkedHashMap<>();

  /**
   * @param round the number of rounds made
   * @param before what holds before the loop
   */
  Drift(List<Buffer> counters, Set<Buffer> stored, Expr.Var round, Facts before) {
    this.round = round;
    for (Buffer counter : counters) {
      Expr load = new Expr.BufferLoad(counter, List.of(), round.span());
      String name = round.name() + "@" + counter.name();
      Expr.Var start = new Expr.Var(name, counter.dtype(), round.span());
      steps.put(load, new Step(start, 0, 0, 0));
    }
    this.before = steps.isEmpty() ? List.of() : before.sumsOf(steps.keySet(), stored);
  }

  /** The scalars that a body changes and that live longer than it. */
  static List<Buffer> counters(Stmt body) {
    Set<Buffer> counters = new LinkedHashSet<>();
    Set<Buffer> own = new LinkedHashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Allocate allocate) {
          own.add(allocate.buffer());
        } else if (s instanceof Stmt.BufferStore store
            && store.buffer().isScalar()
            && store.buffer().dtype().isInteger()
            && counters.size() < MOST_COUNTERS) {
          counters.add(store.buffer());
        }
        super.enter(s);
      }
    }.walk(body);
    counters.removeAll(own);
    return List.copyOf(counters);
  }

  /** Notes what holds at the start of every round. */
  void enter(Facts facts) {
    if (steps.isEmpty()) {
      return;
    }
    if (round.dtype() == DType.INT64) {
      facts.ranges().set(round, ROUNDS);
    }
    for (Affine sum : before) {
      Affine drifted = drifted(sum);
      if (drifted != null) {
        facts.addSum(drifted);
      }
    }
  }

  private @Nullable Affine drifted(Affine sum) {
    long least = 0;
    for (Map.Entry<Expr, Step> counter : steps.entrySet()) {
      long factor = sum.factor(counter.getKey());
      long change = factor > 0 ? counter.getValue().least() : counter.getValue().most();
      if (factor != 0) {
        if (Math.abs(factor) >= LARGEST || !isKnown(change)) {
          return null;
        }
        least += factor * change;
      }
    }
    return sum.plus(Affine.of(round), -least);
  }

  private static boolean isKnown(long change) {
    return -LARGEST < change && change < LARGEST;
  }

  /** Notes what the counters hold now, where a round starts, so that {@link #covers} can tell. */
  void mark(Facts facts) {
    for (Map.Entry<Expr, Step> counter : steps.entrySet()) {
      facts.name(counter.getKey(), counter.getValue().start());
    }
  }

  /**
   * Whether a round that ends with these facts has changed no counter by more than was thought;
   * otherwise more is thought now.
   *
   * @param isLate whether what changes more is given up
   */
  boolean covers(Facts end, boolean isLate) {
    if (end.isUnreachable()) {
      return true;
    }
    boolean covered = true;
    for (Map.Entry<Expr, Step> counter : steps.entrySet()) {
      Step known = counter.getValue();
      Interval found = end.difference(Affine.of(counter.getKey()), Affine.of(known.start()));
      Step now = new Step(known.start(), found.lo(), found.hi(), 0);
      if (!known.covers(now)) {
        covered = false;
        counter.setValue(known.with(now, isLate));
      }
    }
    return covered;
  }
}
