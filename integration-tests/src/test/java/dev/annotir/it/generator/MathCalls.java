package dev.annotir.it.generator;

import java.util.List;

/** Calls of {@code dev.annotir.math}. */
final class MathCalls {
  private static final String PACKAGE = "dev.annotir.math.";
  private static final List<String> BOTH =
      List.of(
          "exp", "log", "log2", "sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "cbrt", "erf",
          "sigmoid");
  private static final List<String> ONLY_DOUBLE =
      List.of("expm1", "log1p", "log10", "asin", "acos");

  private final Grammar g;

  MathCalls(Grammar g) {
    this.g = g;
  }

  /** A call that gives that type; null if there is none. */
  Code of(Type type, int depth) {
    if (type == Type.SHORT) {
      return fromFloat(depth);
    } else if (!type.isFloating()) {
      return null;
    }
    return g.dice
        .<Code>forms()
        .add(4, () -> function(type, depth))
        .add(2, () -> type == Type.FLOAT ? toFloat(depth) : null)
        .add(3, () -> reduction(type))
        .one();
  }

  private Code function(Type type, int depth) {
    String owner = PACKAGE + (type == Type.FLOAT ? "FloatMath." : "DoubleMath.");
    Code operand = g.expressions.of(type, depth);
    if (g.dice.chance(20)) {
      String name = g.dice.of("pow", "atan2", type == Type.FLOAT ? "pow" : "hypot");
      return Code.expression(type, "#(#, #)", owner + name, operand, g.expressions.of(type, depth));
    }
    boolean other = type == Type.DOUBLE && g.dice.chance(25);
    return Code.expression(type, "#(#)", owner + g.dice.of(other ? ONLY_DOUBLE : BOTH), operand);
  }

  /** The bits that a NaN has are not promised: it becomes the one that Java calls canonical. */
  private Code fromFloat(int depth) {
    return Code.expression(
        Type.SHORT,
        "#.fromFloat(Float.intBitsToFloat(Float.floatToIntBits(#)))",
        PACKAGE + g.dice.of("Half", "BFloat16"),
        g.expressions.of(Type.FLOAT, depth));
  }

  private Code toFloat(int depth) {
    return Code.expression(
        Type.FLOAT,
        "#.toFloat(#)",
        PACKAGE + g.dice.of("Half", "BFloat16"),
        g.expressions.of(Type.SHORT, depth));
  }

  /** Of a whole row, or of a part of it; null if there is none of the type. */
  private Code reduction(Type type) {
    Arrays.Row row = g.arrays.row(variable -> variable.type() == type);
    if (row == null) {
      return null;
    }
    if (g.dice.chance(25)) {
      Arrays.Row other = g.arrays.row(variable -> variable.type() == type);
      int count = g.dice.below(Math.min(row.length(), other.length()) + 1);
      return Code.expression(
          type,
          "#Reduce.dot(#, #, #, #, #)",
          PACKAGE,
          row.code(),
          g.indices.of(row.length() - count + 1, 0),
          other.code(),
          g.indices.of(other.length() - count + 1, 0),
          count);
    }
    String name = g.dice.of("sum", "max", "min");
    return g.dice.chance(50)
        ? Code.expression(type, "#Reduce.#(#)", PACKAGE, name, row.code())
        : Code.expression(
            type, "#Reduce.#(#, #)", PACKAGE, name, row.code(), g.arrays.range(row.length()));
  }
}
