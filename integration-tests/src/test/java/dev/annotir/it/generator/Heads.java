package dev.annotir.it.generator;

import java.util.List;

/** The heads of loops that kernels have. */
final class Heads {
  /** A nest has no more rounds, all loops together. */
  static final long MOST_ROUNDS = 2_500;

  private final Grammar g;

  Heads(Grammar g) {
    this.g = g;
  }

  /** The head of a loop, with what comes before it. */
  record Head(String before, Code value, String text, Variable i) {
    private static Head of(String text, Variable i) {
      return new Head("", null, text, i);
    }
  }

  /**
   * Draws one.
   *
   * @param rounds those of the loops around
   * @param extents those that had better be run over; one that is goes
   */
  Head draw(long rounds, List<Integer> extents) {
    return g.dice
        .<Head>forms()
        .add(extents.isEmpty() ? 16 : 60, () -> over(rounds, extents))
        .add(4, () -> triangular(rounds))
        .add(2, () -> stepping(rounds))
        .add(2, () -> bounded(rounds))
        .add(1, this::empty)
        .draw();
  }

  /** From near the start to near the end of an extent, up or down. */
  private Head over(long rounds, List<Integer> extents) {
    int extent =
        !extents.isEmpty()
            ? extents.remove(0)
            : g.dice.chance(85) ? g.shapes.extent() : g.dice.between(1, 4);
    int room = (int) Math.max(1, MOST_ROUNDS / rounds);
    int low = Math.min(extent - 1, g.dice.of(0, 0, 0, 0, 1, 1, 2, 3));
    int high = Math.max(low, extent - 1 - g.dice.of(0, 0, 0, 0, 1, 1, 2, 3));
    high = Math.min(high, low + room - 1);
    Type type = g.dice.chance(4) ? Type.LONG : g.dice.chance(4) ? Type.SHORT : Type.INT;
    String text =
        g.dice
            .<String>forms()
            .add(12, () -> "for (@ = L; $ < E; $++)")
            .add(2, () -> "for (@ = L; $ <= H; ++$)")
            .add(2, () -> "for (@ = H; $ >= L; $--)")
            .draw()
            .replace("L", "" + low)
            .replace("H", "" + high)
            .replace("E", "" + (high + 1));
    return Head.of(text, Variable.index(type, g.scope.fresh("i"), low, high));
  }

  /** As far as the variable of a loop around says, or from there. */
  private Head triangular(long rounds) {
    List<Variable> outer =
        g.scope.indices().stream()
            .filter(v -> v.type() == Type.INT && v.low() >= 0)
            .filter(v -> v.high() * rounds <= MOST_ROUNDS)
            .toList();
    if (outer.isEmpty()) {
      return null;
    }
    Variable i = g.dice.of(outer);
    boolean below = g.dice.chance(60);
    Variable j = Variable.index(Type.INT, g.scope.fresh("i"), below ? 0 : i.low(), i.high());
    String text =
        below
            ? g.dice.of(
                "for (@ = 0; $ <= I; $++)", "for (@ = 0; $ < I; $++)", "for (@ = I; $ >= 0; $--)")
            : g.dice.of(
                "for (@ = I; $ < E; $++)",
                "for (@ = I + 1; $ < E; $++)",
                "for (@ = H; $ > I; $--)");
    return Head.of(
        text.replace("I", i.name()).replace("E", "" + (i.high() + 1)).replace("H", "" + i.high()),
        j);
  }

  private Head stepping(long rounds) {
    int count = (int) Math.min(g.shapes.extent(), MOST_ROUNDS / rounds);
    int step = g.dice.between(2, 3);
    int last = (count - 1) / step * step;
    if (last <= 0) {
      return null;
    }
    Variable i = Variable.index(Type.INT, g.scope.fresh("i"), 0, last);
    String text =
        g.dice
            .of("for (@ = 0; $ < E; $ += S)", "for (@ = H; $ >= 0; $ -= S)")
            .replace("E", "" + count)
            .replace("H", "" + last)
            .replace("S", "" + step);
    return Head.of(text, i);
  }

  /** As far as the data says. */
  private Head bounded(long rounds) {
    int extent = (int) Math.min(g.shapes.extent(), Math.max(1, MOST_ROUNDS / rounds));
    String n = g.scope.fresh("n");
    String bound =
        g.dice.of("Math.min(#, E)", "Math.floorMod(#, E + 1)", "Math.max(0, Math.min(#, E))");
    return new Head(
        "final int " + n + " = " + bound.replace("E", "" + extent) + ";",
        g.expressions.leaf(Type.INT),
        "for (@ = 0; $ < " + n + "; $++)",
        Variable.index(Type.INT, g.scope.fresh("i"), 0, extent - 1));
  }

  /** No round at all. */
  private Head empty() {
    int at = g.dice.between(0, 3);
    return Head.of(
        "for (@ = " + at + "; $ < " + g.dice.between(0, at) + "; $++)",
        Variable.index(Type.INT, g.scope.fresh("i"), at, at));
  }
}
