package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What is drawn by chance. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number from 0 to below a bound. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number between two, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  long bits() {
    return random.nextLong();
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T of(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final <T> T of(T... list) {
    return list[random.nextInt(list.length)];
  }

  /** Forms to choose from by their weights. */
  <T> Forms<T> forms() {
    return new Forms<>();
  }

  /** Forms with weights. */
  final class Forms<T> {
    private final List<Supplier<T>> forms = new ArrayList<>();
    private final List<Integer> weights = new ArrayList<>();
    private int sum;

    Forms<T> add(int weight, Supplier<T> form) {
      forms.add(form);
      weights.add(weight);
      sum += weight;
      return this;
    }

    /** Draws a form; one that cannot be written here gives null, and another is drawn. */
    T draw() {
      while (true) {
        T drawn = one();
        if (drawn != null) {
          return drawn;
        }
      }
    }

    /** Draws a form once, which may give null. */
    T one() {
      int at = below(sum);
      for (int i = 0; i < forms.size(); i++) {
        at -= weights.get(i);
        if (at < 0) {
          return forms.get(i).get();
        }
      }
      throw new AssertionError();
    }
  }
}
