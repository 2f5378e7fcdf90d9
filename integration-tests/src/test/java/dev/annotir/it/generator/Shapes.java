package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/** The extents and types of an operator's arrays. */
final class Shapes {
  /** Around the widths of vectors, so that there are rounds left over, or none. */
  private static final List<Integer> EXTENTS =
      List.of(1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 63, 64, 65, 100);

  /** An array has no more elements. */
  private static final int MOST = 3_000;

  private final Dice dice;
  private final boolean alike;
  private final List<Integer> extents = new ArrayList<>();
  private final List<Type> types = new ArrayList<>();

  /**
   * Draws what arrays have in common.
   *
   * @param alike whether that is much, as of arrays that one nest of loops runs over; else they are
   *     small
   */
  Shapes(Dice dice, boolean alike) {
    this.dice = dice;
    this.alike = alike;
    for (int i = dice.between(1, 3); i > 0; i--) {
      extents.add(dice.of(EXTENTS));
    }
    types.add(dice.of(Type.FLOAT, Type.DOUBLE, Type.INT, dice.of(Type.ALL)));
    types.add(dice.chance(50) ? types.get(0) : dice.of(Type.ALL));
    types.add(dice.chance(50) ? types.get(0) : dice.of(Type.ALL));
  }

  /** The type of an array. */
  Type type() {
    return alike && dice.chance(90)
        ? dice.of(types)
        : dice.of(dice.of(Type.ALL), dice.of(Type.INT, Type.FLOAT, Type.FLOAT, Type.DOUBLE));
  }

  /** A type of arrays that is none of booleans. */
  Type number() {
    Type type = type();
    return type == Type.BOOLEAN ? Type.INT : type;
  }

  /** The extents of an array of up to that many dimensions. */
  List<Integer> of(int rank) {
    if (!alike) {
      return small(dice, rank);
    }
    List<Integer> shape = new ArrayList<>();
    int room = MOST;
    for (int i = dice.between(1, rank); i > 0; i--) {
      int extent = Math.min(room, extent() + dice.of(0, 0, 0, 1, 2, 3));
      shape.add(extent);
      room /= extent;
    }
    return shape;
  }

  /** One that others have, too. */
  int extent() {
    return alike ? dice.of(extents) : dice.between(1, 6);
  }

  /** Extents of up to that many dimensions, all small. */
  static List<Integer> small(Dice dice, int rank) {
    List<Integer> shape = new ArrayList<>();
    for (int i = dice.between(1, rank); i > 0; i--) {
      shape.add(dice.between(1, rank > 2 ? 4 : 6));
    }
    return shape;
  }
}
