package dev.annotir.it.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Geometric means of how much longer than annotir others take. */
final class Means {
  private Means() {}

  /** The mean of ratios; none of none. */
  static OptionalDouble geometric(List<Double> ratios) {
    OptionalDouble logarithm = ratios.stream().mapToDouble(Math::log).average();
    return logarithm.isPresent() ? OptionalDouble.of(Math.exp(logarithm.getAsDouble())) : logarithm;
  }

  /** One line for all groups. */
  static String line(List<Peer> peers, List<Measurement> measurements) {
    StringBuilder line = new StringBuilder("Geometric means of time / annotir's time: ");
    line.append(part("best peer", measurements, Means::isRival));
    line.append(", ").append(part("best library", measurements, Means::isLibrary));
    line.append(", ")
        .append(part("best of gcc and clang", measurements, p -> p.group() == Peer.Group.NAIVE));
    for (Peer jvm : peers) {
      if (jvm.group() == Peer.Group.JVM) {
        line.append(", ").append(part(jvm.name(), measurements, jvm::equals));
      }
    }
    return line.append('.').toString();
  }

  /** Whether a peer is one of those that the best is chosen from. */
  static boolean isRival(Peer peer) {
    return peer.group() == Peer.Group.NAIVE || isLibrary(peer);
  }

  static boolean isLibrary(Peer peer) {
    return peer.group() == Peer.Group.LIBRARY;
  }

  /** How much longer than annotir the fastest of some peers takes, where both have a time. */
  static OptionalDouble ratio(Measurement measurement, Predicate<Peer> some) {
    OptionalDouble other = measurement.time(some);
    OptionalDouble annotir = measurement.annotir();
    return other.isPresent() && annotir.isPresent()
        ? OptionalDouble.of(other.getAsDouble() / annotir.getAsDouble())
        : OptionalDouble.empty();
  }

  private static String part(String name, List<Measurement> all, Predicate<Peer> some) {
    List<Double> ratios =
        all.stream().map(m -> ratio(m, some)).flatMap(r -> r.stream().boxed()).toList();
    OptionalDouble mean = geometric(ratios);
    return mean.isEmpty()
        ? name + " -"
        : String.format(
            Locale.ROOT, "%s %.2f (%d operators)", name, mean.getAsDouble(), ratios.size());
  }
}
