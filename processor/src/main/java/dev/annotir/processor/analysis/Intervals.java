package dev.annotir.processor.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Intervals by name. A copy costs nothing until one of the two changes. */
final class Intervals {
  /** The places of names, of all copies. */
  private final Map<String, Integer> places;

  private @Nullable Interval[] values;

  /** Whether another has the same array. */
  private boolean isShared;

  Intervals() {
    this(new HashMap<>(), new Interval[8], false);
  }

  private Intervals(Map<String, Integer> places, @Nullable Interval[] values, boolean isShared) {
    this.places = places;
    this.values = values;
    this.isShared = isShared;
  }

  Intervals copy() {
    isShared = true;
    return new Intervals(places, values, true);
  }

  @Nullable Interval get(String name) {
    Integer place = places.get(name);
    return place == null || place >= values.length ? null : values[place];
  }

  void put(String name, Interval interval) {
    int place = places.computeIfAbsent(name, n -> places.size());
    own(place + 1);
    values[place] = interval;
  }

  void remove(String name) {
    Integer place = places.get(name);
    if (place != null && place < values.length && values[place] != null) {
      own(values.length);
      values[place] = null;
    }
  }

  private void own(int length) {
    if (isShared || length > values.length) {
      values = Arrays.copyOf(values, length > values.length ? 2 * length : values.length);
      isShared = false;
    }
  }

  /** Makes this the same as another copy. */
  void become(Intervals other) {
    other.isShared = true;
    values = other.values;
    isShared = true;
  }

  /** Keeps the names that another copy has too, with what both intervals hold. */
  void join(Intervals other) {
    if (values == other.values) {
      return;
    }
    own(values.length);
    for (int i = 0; i < values.length; i++) {
      Interval a = values[i];
      Interval b = i < other.values.length ? other.values[i] : null;
      if (a != b) {
        values[i] = a == null || b == null ? null : a.union(b);
      }
    }
  }

  /** Whether another copy says the same. */
  boolean isSame(Intervals other) {
    int both = Math.min(values.length, other.values.length);
    return values == other.values
        || Arrays.equals(values, 0, both, other.values, 0, both)
            && isEmpty(values, both)
            && isEmpty(other.values, both);
  }

  private static boolean isEmpty(@Nullable Interval[] values, int from) {
    for (int i = from; i < values.length; i++) {
      if (values[i] != null) {
        return false;
      }
    }
    return true;
  }
}
