package dev.annotir.it.generator;

import java.util.List;

/** Calls of Java's methods on arrays: copies and fills, also of ranges. */
final class ArrayCalls {
  private final Grammar g;

  ArrayCalls(Grammar g) {
    this.g = g;
  }

  /** A copy or a fill; null if there is no array to write. */
  Code statement() {
    return g.dice.<Code>forms().add(3, this::copy).add(1, this::fill).add(2, this::fillRange).one();
  }

  /** A copy of a range, perhaps into the same array. */
  private Code copy() {
    Arrays.Row to = g.arrays.row(Variable::writable);
    if (to == null) {
      return null;
    }
    Arrays.Row from =
        g.dice.chance(40) ? to : g.arrays.row(variable -> variable.type() == to.array().type());
    int most = Math.min(from.length(), to.length());
    int count = g.dice.below(most + 1);
    return Code.statement(
        "System.arraycopy(#, #, #, #, #);",
        from.code(),
        g.indices.of(from.length() - count + 1, 1),
        to.code(),
        g.indices.of(to.length() - count + 1, 1),
        g.dice.chance(70) ? Literals.number(count) : g.indices.of(count + 1, 2));
  }

  private Code fill() {
    Arrays.Row row = g.arrays.row(Variable::writable);
    return row == null
        ? null
        : Code.statement("java.util.Arrays.fill(#, #);", row.code(), value(row));
  }

  private Code fillRange() {
    Arrays.Row row = g.arrays.row(Variable::writable);
    return row == null
        ? null
        : Code.statement(
            "java.util.Arrays.fill(#, #, #);",
            row.code(),
            g.arrays.range(row.length()),
            value(row));
  }

  private Code value(Arrays.Row row) {
    return g.expressions.of(row.array().type(), Math.min(2, g.style.depth()));
  }

  /** The start of an array, or all of it and zeros, as a new one; null if there is no array. */
  Code copied() {
    Arrays.Row row = g.arrays.row(variable -> true);
    if (row == null) {
      return null;
    }
    int length = g.dice.between(1, row.length() + 2);
    Variable copy = Variable.array(row.array().type(), List.of(length), g.scope.fresh("t"), true);
    g.scope.declare(copy);
    return Code.statement(
        "# # = java.util.Arrays.copyOf(#, #);", copy.javaType(), copy.name(), row.code(), length);
  }
}
