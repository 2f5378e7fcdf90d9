package dev.annotir.processor.dependence;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dependences between the loads and stores of a nest, and which orders of its rounds they
 * allow.
 *
 * <p>They are exact where extents, conditions and indices are sums of the loops' variables, or
 * quotients and remainders of such by constants, and the loops are Fors that no Exit leaves; else
 * there may be more than really come, never fewer. So it is, too, beyond a number of steps that no
 * ordinary nest needs.
 *
 * <p>A dependence is one of memory: between any two accesses of one element, others between or not.
 * Elements of a buffer that is allocated within a loop are others in each of its rounds.
 *
 * <p>What the queries allow leaves every result alone. An order that is asked for is one of whole
 * rounds, one after the other. What {@link Control} forbids, they refuse. What they say of Fors is
 * of the rounds; whether bounds that depend on other loops can be rewritten, the caller sees.
 */
public final class Dependences {
  /** So many steps are made for all pairs. */
  private static final int STEPS = 60_000;

  /** With more pairs than this nothing may be reordered. */
  private static final int MOST_PAIRS = 4_000;

  private final LoopNest nest;

  /** Those of each buffer that is stored into; null where there are too many. */
  private final @Nullable List<AccessPair> pairs;

  private final Map<Loop, Control> controls = new LinkedHashMap<>();
  private final Map<Loop, Set<Buffer>> privates = new LinkedHashMap<>();

  private Dependences(LoopNest nest, @Nullable List<AccessPair> pairs) {
    this.nest = nest;
    this.pairs = pairs;
  }

  /** The dependences within a For of a function. */
  public static Dependences of(PrimFunc func, Stmt.For root) {
    return of(LoopNest.of(func, root));
  }

  /** The dependences within a nest. */
  public static Dependences of(LoopNest nest) {
    Map<Buffer, List<MemoryAccess>> byBuffer = new LinkedHashMap<>();
    for (MemoryAccess access : nest.accesses()) {
      byBuffer.computeIfAbsent(access.buffer(), b -> new ArrayList<>()).add(access);
    }
    byBuffer.values().removeIf(accesses -> accesses.stream().noneMatch(MemoryAccess::isStore));
    long count = byBuffer.values().stream().mapToLong(a -> (long) a.size() * a.size()).sum() / 2;
    if (count > MOST_PAIRS) {
      return new Dependences(nest, null);
    }
    Steps steps = new Steps(STEPS);
    List<AccessPair> pairs = new ArrayList<>();
    for (List<MemoryAccess> accesses : byBuffer.values()) {
      for (int i = 0; i < accesses.size(); i++) {
        for (int j = i; j < accesses.size(); j++) {
          if (accesses.get(i).isStore() || accesses.get(j).isStore()) {
            pairs.add(new AccessPair(accesses.get(i), accesses.get(j), steps));
          }
        }
      }
    }
    return new Dependences(nest, pairs);
  }

  public LoopNest nest() {
    return nest;
  }

  /** All of them. */
  public List<Dependence> all() {
    return dependences(pair -> true).toList();
  }

  private Stream<Dependence> dependences(Predicate<AccessPair> isAskedFor) {
    return pairs == null
        ? Stream.empty()
        : pairs.stream().filter(isAskedFor).flatMap(pair -> pair.dependences().stream());
  }

  /** Whether they are known at all; a nest of too many accesses may not be reordered. */
  public boolean isComplete() {
    return pairs != null;
  }

  /** How rounds of a loop may end early. */
  public Control control(Expr.Var loop) {
    return controls.computeIfAbsent(nest.loop(loop), Control::of);
  }

  /**
   * The local buffers that outlive the rounds of a loop only by their place: each round writes what
   * it reads of them, and nobody reads them afterwards. A schedule that runs rounds side by side
   * gives each its own.
   */
  public Set<Buffer> privateBuffers(Expr.Var loop) {
    return privates.computeIfAbsent(nest.loop(loop), l -> PrivateBuffers.of(nest, l));
  }

  /** The dependences between rounds of a loop, but for those of private buffers. */
  public List<Dependence> carriedBy(Expr.Var loop) {
    Loop carrier = nest.loop(loop);
    Set<Buffer> own = privateBuffers(loop);
    return dependences(pair -> pair.mayBeCarriedBy(carrier) && !own.contains(pair.buffer()))
        .filter(d -> d.isCarriedBy(carrier))
        .toList();
  }

  /**
   * Whether the rounds of a loop do not depend on each other, so that they may run in any order,
   * and side by side, each with its own private buffers.
   */
  public boolean isParallel(Expr.Var loop) {
    return isFree(loop) && carriedBy(loop).isEmpty();
  }

  /**
   * Whether the rounds of a loop may run in any order, one after the other: they may update the
   * same elements where the order of the updates shows in no result.
   */
  public boolean isReorderable(Expr.Var loop) {
    return isFree(loop) && carriedBy(loop).stream().allMatch(Dependence::isFree);
  }

  private boolean isFree(Expr.Var loop) {
    return isComplete() && nest.loop(loop).isFor() && !control(loop).keepsOrder();
  }

  /** Whether a loop may change places with the next inside, all that it does being inside both. */
  public boolean allowsInterchange(Expr.Var outer, Expr.Var inner) {
    return allowsOrder(List.of(outer, inner), List.of(inner, outer));
  }

  /**
   * Whether loops may have another order.
   *
   * @param loops each directly in the one before
   * @param order the same in the new order
   */
  public boolean allowsOrder(List<Expr.Var> loops, List<Expr.Var> order) {
    return isBand(loops)
        && binding(loops)
            .allMatch(d -> d.vectors().stream().allMatch(v -> keeps(d, v, loops, order)));
  }

  /**
   * Whether loops may be tiled, and so have every order: no dependence goes back in one of them.
   *
   * @param loops each directly in the one before
   */
  public boolean isPermutable(List<Expr.Var> loops) {
    return isBand(loops)
        && binding(loops).allMatch(d -> d.vectors().stream().allMatch(v -> goesOn(d, v, loops)));
  }

  /** Whether each loop is all that the one before does, and all come to the end of their rounds. */
  private boolean isBand(List<Expr.Var> loops) {
    boolean isBand = isComplete();
    for (int i = 0; i < loops.size() && isBand; i++) {
      isBand =
          isFree(loops.get(i))
              && (i == 0 || nest.isPerfect(nest.loop(loops.get(i - 1)), nest.loop(loops.get(i))));
    }
    return isBand;
  }

  /** The dependences within the first of some loops that an order of all of them must keep. */
  private Stream<Dependence> binding(List<Expr.Var> loops) {
    Loop first = nest.loop(loops.get(0));
    Set<Buffer> own = privateBuffers(loops.get(loops.size() - 1));
    return dependences(pair -> pair.isIn(first) && !own.contains(pair.buffer()))
        .filter(d -> !d.isFree());
  }

  private boolean keeps(
      Dependence d, DistanceVector vector, List<Expr.Var> loops, List<Expr.Var> order) {
    if (isCarriedAround(d, vector, loops)) {
      return true;
    }
    Set<Expr.Var> known = new LinkedHashSet<>();
    d.loops().forEach(loop -> known.add(loop.var()));
    for (Expr.Var var : order) {
      if (!known.contains(var)) {
        return false; // a condition or variable between the loops loads what they store
      }
      switch (vector.direction(d.loops().indexOf(nest.loop(var)))) {
        case LATER:
          return true;
        case EARLIER, ANY:
          return false;
        case SAME:
          break;
      }
    }
    return true;
  }

  private boolean goesOn(Dependence d, DistanceVector vector, List<Expr.Var> loops) {
    if (isCarriedAround(d, vector, loops)) {
      return true;
    }
    for (Expr.Var var : loops) {
      int place = d.loops().indexOf(nest.loop(var));
      if (place < 0 || vector.distances().get(place).lo() < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a loop around some loops keeps a dependence whatever their order. */
  private boolean isCarriedAround(Dependence d, DistanceVector vector, List<Expr.Var> loops) {
    int carrier = vector.carrier();
    return carrier >= 0 && carrier < d.loops().indexOf(nest.loop(loops.get(0)));
  }

  /**
   * Whether so many rounds of a loop may run in step, each statement and each round of the loops
   * inside for all of them at once.
   */
  public boolean allowsVectors(Expr.Var loop, long width) {
    return isFree(loop) && shared(loop).allMatch(d -> staysInStep(d, loop, width, false));
  }

  /**
   * Whether so many rounds of a loop may run in step, each statement and each round of the loops
   * inside for one of them after the other.
   */
  public boolean allowsJam(Expr.Var loop, long width) {
    return isFree(loop)
        && shared(loop).allMatch(d -> d.isFree() || staysInStep(d, loop, width, true));
  }

  /**
   * The buffers whose updates keep their order where so many rounds of a loop otherwise run in
   * step; null where that is not enough.
   */
  public @Nullable Set<Buffer> updatedInOrder(Expr.Var loop, long width) {
    if (!isFree(loop)) {
      return null;
    }
    Set<Buffer> updated = new LinkedHashSet<>();
    for (Dependence d : shared(loop).toList()) {
      if (!staysInStep(d, loop, width, true)) {
        return null;
      } else if (!staysInStep(d, loop, width, false)) {
        updated.add(d.buffer());
      }
    }
    return updated;
  }

  /** What a loop may carry of buffers that are not private. */
  private Stream<Dependence> shared(Expr.Var loop) {
    Set<Buffer> own = privateBuffers(loop);
    return dependences(
        pair -> pair.mayBeCarriedBy(nest.loop(loop)) && !own.contains(pair.buffer()));
  }

  private boolean staysInStep(Dependence d, Expr.Var loop, long width, boolean inOrder) {
    return d.vectors().stream().allMatch(v -> staysInStep(d, v, nest.loop(loop), width, inOrder));
  }

  /**
   * @param inOrder whether each statement is done for one round after the other
   */
  private static boolean staysInStep(
      Dependence d, DistanceVector v, Loop loop, long width, boolean inOrder) {
    int place = d.loops().indexOf(loop);
    if (v.carrier() != place || v.distances().get(place).lo() >= width) {
      return true;
    }
    for (int i = place + 1; i < d.loops().size(); i++) {
      switch (v.direction(i)) {
        case LATER:
          return true;
        case EARLIER, ANY:
          return false;
        case SAME:
          break;
      }
    }
    Update update = d.source().update();
    boolean isOneStatement = update != null && update == d.sink().update();
    return d.source().number() < d.sink().number() || inOrder && isOneStatement;
  }
}
