package dev.annotir.it.generator;

import java.util.List;

/** Assignments and increments, as expressions of their targets' type. */
final class Effects {
  private static final List<String> BOTH = List.of("+=", "-=", "*=", "/=", "%=");
  private static final List<String> KERNELS = List.of("+=", "+=", "-=", "*=");
  private static final List<String> INTEGER =
      List.of("+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "+=", "^=");

  private final Grammar g;

  Effects(Grammar g) {
    this.g = g;
  }

  /** An assignment of any type, or null if nothing is assignable. */
  Code any(int depth) {
    List<Variable> scalars = g.scope.writableScalars();
    List<Variable> arrays = g.scope.writableArrays();
    if (scalars.isEmpty() && arrays.isEmpty()) {
      return null;
    }
    boolean scalar = arrays.isEmpty() || (!scalars.isEmpty() && g.dice.chance(45));
    return to(g.dice.of(scalar ? scalars : arrays), depth);
  }

  /** An assignment as an operand of that type; null if nothing of the type is assignable. */
  Code value(Type type, int depth) {
    List<Variable> targets =
        new java.util.ArrayList<>(
            g.scope.writableScalars().stream().filter(v -> v.type() == type).toList());
    g.scope.writableArrays().stream().filter(v -> v.type() == type).forEach(targets::add);
    return targets.isEmpty()
        ? null
        : Code.expression(type, "(#)", to(g.dice.of(targets), Math.min(depth, 2)));
  }

  /** An assignment to a variable or to one of its elements. */
  Code to(Variable variable, int depth) {
    return to(
        variable.type(),
        variable.isArray()
            ? g.arrays.element(variable, Math.min(depth, 1))
            : Code.text(variable.name()),
        depth);
  }

  /** An assignment to a target of that type. */
  Code to(Type type, Code target, int depth) {
    if (type == Type.BOOLEAN) {
      return Code.expression(
          type, "# # #", target, g.dice.of("=", "&=", "|=", "^="), g.expressions.of(type, depth));
    }
    return g.dice
        .<Code>forms()
        .add(6, () -> Code.expression(type, "# = #", target, assigned(type, depth)))
        .add(5, () -> compound(type, target, depth))
        .add(2, () -> Code.expression(type, "##", target, g.dice.of("++", "--")))
        .add(1, () -> Code.expression(type, "##", g.dice.of("++", "--"), target))
        .draw();
  }

  /** A value that an assignment to that type takes, perhaps by widening. */
  Code assigned(Type type, int depth) {
    List<Type> widening = Type.NUMBERS.stream().filter(t -> t.widensTo(type)).toList();
    return g.expressions.of(g.dice.chance(25) ? g.dice.of(widening) : type, depth);
  }

  /** The right side may be of any type: the result is cast. */
  private Code compound(Type type, Code target, int depth) {
    Type other = g.dice.chance(70) ? type : g.dice.of(Type.NUMBERS);
    boolean integers = type.isInteger() && other.isInteger();
    // Remainders have no vectors.
    List<String> all = g.style.isKernels() && g.dice.chance(90) ? KERNELS : BOTH;
    String operator = g.dice.of(integers && g.dice.chance(70) ? INTEGER : all);
    boolean divides = operator.equals("/=") || operator.equals("%=");
    Code value =
        divides && integers ? g.arithmetic.divisor(other, depth) : g.expressions.of(other, depth);
    return Code.expression(type, "# # #", target, operator, value);
  }
}
