package dev.annotir.it.generator;

import java.util.List;

/** Expressions whose type is exactly a given one. */
final class Expressions {
  private final Grammar g;

  Expressions(Grammar g) {
    this.g = g;
  }

  Code of(Type type, int depth) {
    if (depth <= 0) {
      return leaf(type);
    } else if (type == Type.BOOLEAN) {
      return g.conditions.of(depth);
    }
    int calls = g.style.isKernels() ? 1 : 5;
    int leaves = g.style.isKernels() ? 5 : 20;
    return g.dice
        .<Code>forms()
        .add(leaves, () -> leaf(type))
        .add(30, () -> g.arithmetic.binary(type, depth))
        .add(5, () -> g.arithmetic.unary(type, depth))
        .add(g.style.isKernels() ? 12 : 6, () -> g.arithmetic.cast(type, depth))
        .add(20, () -> g.arrays.element(type, Math.min(depth - 1, 2)))
        .add(g.style.effects(), () -> g.effects.value(type, depth - 1))
        .add(4, () -> choice(type, depth))
        .add(calls / 2, () -> depth > 1 ? g.switches.expression(type, depth) : null)
        .add(calls, () -> g.calls.value(type, depth - 1))
        .add(calls / 2, () -> g.calls.element(type, depth - 1))
        .add(calls / 4, () -> g.math.of(type, depth - 1))
        .add(calls, () -> g.library.of(type, depth - 1))
        .draw();
  }

  private Code choice(Type type, int depth) {
    return Code.expression(
        type,
        g.dice.chance(15) ? "(#\n? #\n: #)" : "(# ? # : #)",
        g.conditions.of(depth - 1),
        of(type, depth - 1),
        of(type, depth - 1));
  }

  /** A variable, an element or a constant. */
  Code leaf(Type type) {
    List<Variable> variables = g.scope.scalars(type);
    int elements = g.style.isKernels() && !g.indices.isNested() ? 40 : g.style.canonical() / 10;
    return g.dice
        .<Code>forms()
        .add(12, () -> variables.isEmpty() ? null : variable(type, g.dice.of(variables)))
        .add(4, () -> g.literals.of(type))
        .add(elements, () -> g.arrays.element(type, 0))
        .add(1, () -> type == Type.INT ? g.arrays.length() : null)
        .add(2, () -> converted(type))
        .draw();
  }

  private static Code variable(Type type, Variable variable) {
    return Code.expression(type, "#", variable.name());
  }

  /** A variable of another type, cast. */
  private Code converted(Type type) {
    if (type == Type.BOOLEAN) {
      return null;
    }
    List<Variable> others = g.scope.scalars(g.dice.of(Type.NUMBERS));
    return others.isEmpty()
        ? null
        : Code.expression(type, "(#) #", type.java(), g.dice.of(others).name());
  }
}
