package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * By how many rounds of each loop the sink of a dependence comes after its source.
 *
 * @param distances of the loops around both, outermost first; each has one sign, but for loops
 *     inside one that is known to carry the dependence. Ends are Long.MIN_VALUE and Long.MAX_VALUE
 *     where there is none
 */
public record DistanceVector(List<Interval> distances) {
  static final Interval ZERO = Interval.of(0);
  static final Interval LATER = new Interval(1, Long.MAX_VALUE);
  static final Interval EARLIER = new Interval(Long.MIN_VALUE, -1);

  public DistanceVector {
    distances = List.copyOf(distances);
  }

  /** The place of the loop that carries the dependence; -1 if both ends are in one round of all. */
  public int carrier() {
    for (int i = 0; i < distances.size(); i++) {
      if (!distances.get(i).equals(ZERO)) {
        return i;
      }
    }
    return -1;
  }

  /** Where the sink's round of a loop lies. */
  public Direction direction(int loop) {
    Interval distance = distances.get(loop);
    if (distance.equals(ZERO)) {
      return Direction.SAME;
    }
    return distance.lo() > 0
        ? Direction.LATER
        : distance.hi() < 0 ? Direction.EARLIER : Direction.ANY;
  }

  /** The direction of each loop. */
  public List<Direction> directions() {
    List<Direction> directions = new ArrayList<>();
    for (int i = 0; i < distances.size(); i++) {
      directions.add(direction(i));
    }
    return directions;
  }

  /** Whether the distances are the same in all rounds. */
  public boolean isConstant() {
    return distances.stream().allMatch(Interval::isSingle);
  }

  /** From the sink to the source. */
  DistanceVector reversed() {
    List<Interval> reversed = new ArrayList<>();
    for (Interval d : distances) {
      reversed.add(
          new Interval(
              d.hi() == Long.MAX_VALUE ? Long.MIN_VALUE : -d.hi(),
              d.lo() == Long.MIN_VALUE ? Long.MAX_VALUE : -d.lo()));
    }
    return new DistanceVector(reversed);
  }

  /** As in books: {@code (1, <, *)}. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < distances.size(); i++) {
      Interval distance = distances.get(i);
      parts.add(distance.isSingle() ? Long.toString(distance.lo()) : direction(i).symbol());
    }
    return "(" + String.join(", ", parts) + ")";
  }
}
