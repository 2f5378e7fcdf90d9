package dev.annotir.it.generator;

/** Operators on numbers. */
final class Arithmetic {
  private final Grammar g;

  Arithmetic(Grammar g) {
    this.g = g;
  }

  /** Two operands, at least one of which makes the result that type. */
  Code binary(Type type, int depth) {
    Type computed = type.isNarrow() ? Type.INT : type;
    Code result =
        g.dice
            .<Code>forms()
            .add(
                12,
                () ->
                    grouped(
                        computed,
                        "# # #",
                        operand(computed, depth, true),
                        g.dice.of("+", "-", "*", "+", "-"),
                        operand(computed, depth, false)))
            .add(g.style.isKernels() ? 1 : 4, () -> division(computed, depth))
            .add(3, () -> chosen(computed, depth))
            .add(
                5,
                () ->
                    computed.isFloating()
                        ? null
                        : grouped(
                            computed,
                            "# # #",
                            operand(computed, depth, true),
                            g.dice.of("&", "|", "^"),
                            operand(computed, depth, false)))
            .add(3, () -> computed.isFloating() ? null : shift(computed, depth))
            .draw();
    return narrowed(type, result);
  }

  /** The second operand may be of any type that the first one's does not change by. */
  private Code operand(Type type, int depth, boolean first) {
    boolean other = !first && g.dice.chance(30);
    return g.expressions.of(other ? g.dice.of(type.operands()) : type, depth - 1);
  }

  /** By a method that processors have an instruction for. */
  private Code chosen(Type type, int depth) {
    Code first = g.expressions.of(type, depth - 1);
    return g.dice
        .<Code>forms()
        .add(2, () -> Code.expression(type, "Math.abs(#)", first))
        .add(
            4,
            () ->
                Code.expression(
                    type,
                    "Math.#(#, #)",
                    g.dice.of("min", "max"),
                    first,
                    operand(type, depth, false)))
        .add(
            2,
            () ->
                type.isFloating()
                    ? Code.expression(
                        type,
                        "Math.fma(#, #, #)",
                        first,
                        g.expressions.of(type, depth - 1),
                        g.expressions.of(type, depth - 1))
                    : null)
        .add(
            2,
            () ->
                type == Type.DOUBLE
                    ? Code.expression(type, "Math.sqrt(#)", first)
                    : type == Type.FLOAT
                        ? Code.expression(type, "(float) Math.sqrt(#)", first)
                        : null)
        .draw();
  }

  private Code division(Type type, int depth) {
    return grouped(
        type,
        "# # #",
        g.expressions.of(type, depth - 1),
        g.dice.chance(g.style.isKernels() ? 85 : 50) ? "/" : "%",
        type.isFloating() ? operand(type, depth, false) : divisor(type, depth));
  }

  /** What an integer is divided by. */
  Code divisor(Type type, int depth) {
    if (!g.dice.chance(g.style.safe())) {
      return g.expressions.of(type, depth - 1);
    }
    return g.dice
        .<Code>forms()
        .add(4, () -> Literals.number(g.dice.between(1, 9)))
        .add(1, () -> Code.expression(Type.INT, "(-1)"))
        .add(2, () -> Code.expression(type, "(# | 1)", g.expressions.of(type, depth - 1)))
        .add(1, () -> Code.expression(type, "((# & 7) + 1)", g.expressions.of(type, depth - 1)))
        .draw();
  }

  private Code shift(Type type, int depth) {
    return grouped(
        type,
        "# # #",
        g.expressions.of(type, depth - 1),
        g.dice.of("<<", ">>", ">>>"),
        g.dice.chance(60)
            ? Literals.number(g.dice.between(-2, 70))
            : g.expressions.of(g.dice.of(Type.INTEGERS), depth - 1));
  }

  Code unary(Type type, int depth) {
    Type computed = type.isNarrow() ? Type.INT : type;
    Code operand = g.expressions.of(computed, depth - 1);
    return narrowed(
        type,
        grouped(
            computed,
            "#(#)",
            computed.isFloating() ? g.dice.of("-", "-", "+") : g.dice.of("-", "~", "+"),
            operand));
  }

  /** A value of another type, cast. */
  Code cast(Type type, int depth) {
    return Code.expression(
        type,
        "(#) (#)",
        type.java(),
        g.expressions.of(
            g.style.isKernels() ? g.shapes.number() : g.dice.of(Type.NUMBERS), depth - 1));
  }

  /** Operators widen to int: a narrow type is restored by a cast. */
  static Code narrowed(Type type, Code value) {
    return type.isNarrow() ? Code.expression(type, "(#) #", type.java(), value) : value;
  }

  private Code grouped(Type type, String template, Object... pieces) {
    return Code.expression(
        type, g.dice.chance(3) ? "(\n" + template + ")" : "(" + template + ")", pieces);
  }
}
