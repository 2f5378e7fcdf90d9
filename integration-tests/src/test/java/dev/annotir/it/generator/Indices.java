package dev.annotir.it.generator;

import java.util.List;

/** Indices into arrays of a known extent, of type int or narrower. */
final class Indices {
  private static final List<Type> INDEX_TYPES = List.of(Type.INT, Type.BYTE, Type.SHORT, Type.CHAR);

  private final Grammar g;

  /** The indices around the place that may be outside. */
  private int nested;

  Indices(Grammar g) {
    this.g = g;
  }

  Code of(int extent, int depth) {
    return g.dice.chance(g.style.inside()) ? inside(extent, depth) : uncertain(extent, depth);
  }

  /** One that is not inside for all data. */
  Code uncertain(int extent, int depth) {
    nested++;
    Code index =
        g.dice.chance(g.style.wild())
            ? g.expressions.of(g.dice.of(INDEX_TYPES), Math.max(1, depth))
            : probable(extent, depth);
    nested--;
    return index;
  }

  /** Whether the place is in an index, where further elements had better be few. */
  boolean isNested() {
    return nested > 0;
  }

  /** One that is inside on every iteration. */
  Code inside(int extent, int depth) {
    Code fromTable = depth > 0 && g.dice.chance(15) ? fromTable(extent, depth) : null;
    if (fromTable != null) {
      return fromTable;
    }
    Code affine = affine(extent);
    if (affine != null && g.dice.chance(85)) {
      return affine;
    }
    if (depth <= 0 || g.style.canonical() > 90) {
      return affine == null ? Literals.number(g.dice.below(extent)) : affine;
    }
    Code any = g.expressions.of(Type.INT, depth - 1);
    return g.dice
        .<Code>forms()
        .add(3, () -> Literals.number(g.dice.below(extent)))
        .add(3, () -> Integer.bitCount(extent) == 1 ? index("# & #", any, extent - 1) : null)
        .add(2, () -> index("Math.floorMod(#, #)", any, extent))
        .add(2, () -> index("(# & 0x7fffffff) % #", any, extent))
        .add(1, () -> index("Math.min(Math.max(#, 0), #)", any, extent - 1))
        .add(1, () -> index("(#) >>> 1 & 0 | #", any, g.dice.below(extent)))
        .add(1, () -> index("(# >>> 28) * # >> 4", any, extent))
        .add(1, () -> index("Math.abs(# % #)", any, extent))
        .add(1, () -> extent >= 2 ? index("(#) ? # : #", g.conditions.of(depth - 1), 1, 0) : null)
        .draw();
  }

  /** An element of a constant array of indices; null if none fits. */
  private Code fromTable(int extent, int depth) {
    List<Variable> tables =
        g.scope.arrays().stream()
            .filter(v -> v.isTable(extent) && INDEX_TYPES.contains(v.type()))
            .toList();
    return tables.isEmpty() ? null : g.arrays.element(g.dice.of(tables), depth - 1);
  }

  /** One that is inside for most data, and not certainly outside. */
  private Code probable(int extent, int depth) {
    List<Variable> near =
        g.scope.indices().stream().filter(v -> v.low() < extent && v.high() >= 0).toList();
    List<Variable> free =
        INDEX_TYPES.stream()
            .flatMap(type -> g.scope.scalars(type).stream())
            .filter(v -> !v.isIndex() && v.writable())
            .toList();
    Code any = g.expressions.of(Type.INT, depth - 1);
    return g.dice
        .<Code>forms()
        .add(3, () -> index("# % #", any, extent))
        .add(2, () -> index("# & #", any, extent))
        .add(1, () -> index("java.util.Objects.checkIndex(# % #, #)", any, extent, extent))
        .add(4, () -> free.isEmpty() ? null : index("#", g.dice.of(free).name()))
        .add(2, () -> near.isEmpty() ? null : nearly(g.dice.of(near), extent))
        .draw();
  }

  /** A loop's variable, kept inside on the way or by a condition that does not always hold. */
  private Code nearly(Variable i, int extent) {
    if (i.low() >= 0 && i.high() < extent) {
      return index("#", asInt(i));
    }
    return index(
        "# ? # : #",
        g.conditions.of(1),
        asInt(i),
        (int) Math.max(0, Math.min(extent - 1, i.low())));
  }

  /** A sum of loop variables and constants whose values are known to fit; null if none is. */
  private Code affine(int extent) {
    List<Variable> fitting =
        g.scope.indices().stream().filter(v -> v.high() - v.low() < extent).toList();
    if (fitting.isEmpty()) {
      return null;
    }
    Variable i = g.dice.of(fitting);
    long room = extent - 1 - (i.high() - i.low());
    if (g.dice.chance(12)) {
      long from = i.high() + g.dice.below((int) room + 1);
      return index("# - #", from, asInt(i));
    }
    List<Variable> second =
        g.scope.indices().stream().filter(v -> v != i && v.high() - v.low() <= room).toList();
    if (!second.isEmpty() && g.dice.chance(35)) {
      Variable j = g.dice.of(second);
      long left = room - (j.high() - j.low());
      long offset = g.dice.below((int) left + 1) - i.low() - j.low();
      return index("# + ##", asInt(i), asInt(j), plus(offset));
    }
    if (second.size() >= 1 && g.dice.chance(20)) {
      Variable j = g.dice.of(g.scope.indices());
      long width = j.high() - j.low() + 1;
      long most = (i.high() - i.low()) * width + width - 1;
      if (j != i && most < extent) {
        return index("# * # + ##", asInt(i), width, asInt(j), plus(-i.low() * width - j.low()));
      }
    }
    long offset =
        (g.dice.chance(60) ? Math.min(room, Math.max(0, i.low())) : g.dice.below((int) room + 1))
            - i.low();
    return index("##", asInt(i), plus(offset));
  }

  static String asInt(Variable index) {
    return index.type() == Type.LONG ? "(int) " + index.name() : index.name();
  }

  private static String plus(long offset) {
    return offset == 0 ? "" : offset > 0 ? " + " + offset : " - " + -offset;
  }

  private static Code index(String template, Object... pieces) {
    return Code.expression(Type.INT, template, pieces);
  }
}
