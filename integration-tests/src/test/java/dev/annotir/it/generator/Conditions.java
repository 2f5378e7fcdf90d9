package dev.annotir.it.generator;

/** Expressions of type boolean. */
final class Conditions {
  private final Grammar g;

  Conditions(Grammar g) {
    this.g = g;
  }

  Code of(int depth) {
    if (depth <= 0) {
      return g.dice
          .<Code>forms()
          .add(3, () -> comparison(0))
          .add(1, () -> g.expressions.leaf(Type.BOOLEAN))
          .draw();
    }
    return g.dice
        .<Code>forms()
        .add(12, () -> comparison(depth - 1))
        .add(2, () -> g.expressions.leaf(Type.BOOLEAN))
        .add(
            5,
            () ->
                condition(
                    "(# # #)",
                    of(depth - 1),
                    g.dice.of("&&", "||", "&&", "||", "&", "|", "^", "==", "!="),
                    of(depth - 1)))
        .add(2, () -> condition("!(#)", of(depth - 1)))
        .add(1, () -> condition("(# ? # : #)", of(depth - 1), of(depth - 1), of(depth - 1)))
        .add(g.style.effects() / 4, () -> g.effects.value(Type.BOOLEAN, depth - 1))
        .add(
            2,
            () ->
                condition(
                    "((# & #) != 0)", g.expressions.of(Type.INT, depth - 1), 1 << g.dice.below(4)))
        .add(1, () -> g.calls.value(Type.BOOLEAN, depth - 1))
        .add(1, () -> g.library.of(Type.BOOLEAN, depth - 1))
        .draw();
  }

  private Code comparison(int depth) {
    Type type =
        g.style.isKernels() && g.dice.chance(70)
            ? g.shapes.number()
            : g.dice.of(Type.INT, Type.INT, Type.INT, Type.LONG, g.dice.of(Type.NUMBERS));
    Code left = g.expressions.of(type, depth);
    if (type.isFloating() && g.dice.chance(8)) {
      return condition("(# != #)", left, left);
    }
    Type other = g.dice.chance(80) ? type : g.dice.of(Type.NUMBERS);
    Code right = g.dice.chance(40) ? g.literals.of(other) : g.expressions.of(other, depth);
    return condition("(# # #)", left, g.dice.of("<", "<=", ">", ">=", "==", "!=", "<", ">"), right);
  }

  private static Code condition(String template, Object... pieces) {
    return Code.expression(Type.BOOLEAN, template, pieces);
  }
}
