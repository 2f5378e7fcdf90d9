package dev.annotir.processor.dependence;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which unknowns rows connect; each set of them has a representative. */
final class Connections {
  /** For each unknown itself or a lesser one. */
  private final int[] lesser;

  Connections(int unknowns) {
    lesser = new int[unknowns];
    Arrays.setAll(lesser, i -> i);
  }

  /** Connects the unknowns of a row. */
  void add(long[] row) {
    int one = -1;
    for (int i = 0; i < lesser.length; i++) {
      if (row[i] != 0) {
        int other = of(i);
        if (one >= 0) {
          lesser[Math.max(one, other)] = Math.min(one, other);
        }
        one = of(other);
      }
    }
  }

  private int of(int unknown) {
    int least = unknown;
    while (lesser[least] != least) {
      least = lesser[least];
    }
    return least;
  }

  /** The representative of a row's unknowns; -1 if it has none. */
  int of(long[] row) {
    for (int i = 0; i < lesser.length; i++) {
      if (row[i] != 0) {
        return of(i);
      }
    }
    return -1;
  }

  /** Those of all sets. */
  int[] representatives() {
    return IntStream.range(0, lesser.length).filter(i -> lesser[i] == i).toArray();
  }

  /** The unknowns of a set; none for -1. */
  int[] unknowns(int representative) {
    return IntStream.range(0, lesser.length).filter(i -> of(i) == representative).toArray();
  }
}
