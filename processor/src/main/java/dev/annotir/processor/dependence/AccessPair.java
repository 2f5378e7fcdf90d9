package dev.annotir.processor.dependence;

import dev.annotir.processor.ir.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two accesses of one buffer, one of them a store, or a store and itself in another round. How they
 * depend on each other is found when it is asked for: most pairs cannot matter to a question.
 */
final class AccessPair {
  private final MemoryAccess first;
  private final MemoryAccess second;
  private final Steps steps;

  /** The loops around both, outermost first. */
  private final List<Loop> loops;

  private @Nullable List<Dependence> dependences;

  /**
   * @param first the one that comes first in a round
   * @param steps what the search may take
   */
  AccessPair(MemoryAccess first, MemoryAccess second, Steps steps) {
    this.first = first;
    this.second = second;
    this.steps = steps;
    this.loops = first.loops().subList(0, first.commonLoops(second));
  }

  Buffer buffer() {
    return first.buffer();
  }

  /** Whether a loop is around both. */
  boolean isIn(Loop loop) {
    return loops.contains(loop);
  }

  /**
   * Whether rounds of a loop may have an element in common: it is around both, and the buffer is
   * not a new one in each round.
   */
  boolean mayBeCarriedBy(Loop loop) {
    return loops.indexOf(loop) >= first.fresh();
  }

  /** The dependences from the first to the second, then those from the second to the first. */
  List<Dependence> dependences() {
    List<Dependence> result = dependences;
    if (result == null) {
      result = find();
      dependences = result;
    }
    return result;
  }

  private List<Dependence> find() {
    DistanceSearch.Result found = DistanceSearch.of(first, second, steps);
    List<DistanceVector> forward = new ArrayList<>();
    List<DistanceVector> backward = new ArrayList<>();
    for (DistanceVector vector : found.vectors()) {
      int carrier = vector.carrier();
      if (carrier < 0 || vector.direction(carrier) == Direction.LATER) {
        forward.add(vector);
      } else {
        backward.add(vector.reversed());
      }
    }
    List<Dependence> result = new ArrayList<>();
    if (!forward.isEmpty()) {
      result.add(dependence(first, second, forward, found.isExact()));
    }
    if (!backward.isEmpty()) {
      result.add(dependence(second, first, backward, found.isExact()));
    }
    return result;
  }

  private Dependence dependence(
      MemoryAccess source, MemoryAccess sink, List<DistanceVector> vectors, boolean isExact) {
    Update update = first.update();
    Update reduction = update != null && update.equals(second.update()) ? update : null;
    Dependence.Kind kind = Dependence.Kind.of(source, sink);
    return new Dependence(kind, source, sink, loops, vectors, reduction, isExact);
  }
}
