package dev.annotir.it.generator;

/** Calls of Java's library. */
final class LibraryCalls {
  private final Grammar g;

  LibraryCalls(Grammar g) {
    this.g = g;
  }

  /** A call of a method that returns that type; null if there is none. */
  Code of(Type type, int depth) {
    return switch (type) {
      case INT, LONG -> integer(type, depth);
      case FLOAT, DOUBLE -> floating(type, depth);
      default -> null;
    };
  }

  private Code integer(Type type, int depth) {
    Code a = g.expressions.of(type, depth);
    return g.dice
        .<Code>forms()
        .add(
            3,
            () ->
                call(
                    type,
                    "Math.#(#, #)",
                    g.dice.of("min", "max"),
                    a,
                    g.expressions.of(type, depth)))
        .add(2, () -> call(type, "Math.abs(#)", a))
        .add(
            2,
            () ->
                call(
                    type,
                    "Math.#(#, #)",
                    g.dice.of("floorMod", "floorDiv"),
                    a,
                    g.arithmetic.divisor(type, depth)))
        .draw();
  }

  private Code floating(Type type, int depth) {
    Code a = g.expressions.of(type, depth);
    String from = g.dice.of("Math", "Math", "StrictMath");
    return g.dice
        .<Code>forms()
        .add(
            4,
            () ->
                call(
                    type,
                    "#.#(#, #)",
                    from,
                    g.dice.of("min", "max"),
                    a,
                    g.expressions.of(type, depth)))
        .add(2, () -> call(type, "#.abs(#)", from, a))
        .add(
            2,
            () ->
                call(
                    type,
                    "Math.fma(#, #, #)",
                    a,
                    g.expressions.of(type, depth),
                    g.expressions.of(type, depth)))
        .add(
            3,
            () ->
                call(
                    type,
                    (type == Type.FLOAT ? "(float) " : "") + "#.#(#)",
                    from,
                    g.dice.of("sqrt", "floor", "ceil", "rint"),
                    a))
        .draw();
  }

  private static Code call(Type type, String template, Object... pieces) {
    return Code.expression(type, template, pieces);
  }
}
