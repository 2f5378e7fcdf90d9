package dev.annotir.it.bench;

import dev.annotir.it.OperatorInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** One operator, and what each peer has to say about it. */
record Measurement(OperatorInfo operator, Work work, Map<Peer, Cell> cells) {
  /** The fastest of some peers. */
  Optional<Peer> fastest(Predicate<Peer> some) {
    Optional<Peer> best = Optional.empty();
    for (Peer peer : cells.keySet()) {
      if (some.test(peer) && time(peer).isPresent()) {
        if (best.isEmpty() || nanoseconds(peer) < nanoseconds(best.get())) {
          best = Optional.of(peer);
        }
      }
    }
    return best;
  }

  /** The nanoseconds of the fastest of some peers. */
  OptionalDouble time(Predicate<Peer> some) {
    return fastest(some).map(this::time).orElse(OptionalDouble.empty());
  }

  /** The nanoseconds of annotir's fastest C. */
  OptionalDouble annotir() {
    return time(peer -> peer.group() == Peer.Group.ANNOTIR);
  }

  private OptionalDouble time(Peer peer) {
    return cells.get(peer) instanceof Cell.Time time
        ? OptionalDouble.of(time.nanoseconds())
        : OptionalDouble.empty();
  }

  private double nanoseconds(Peer peer) {
    return time(peer).getAsDouble();
  }

  /** One without cells yet. */
  static Measurement of(OperatorInfo operator) {
    return new Measurement(operator, Work.of(operator), new LinkedHashMap<>());
  }
}
