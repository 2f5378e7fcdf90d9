package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/** Local variables. */
final class Declarations {
  private final Grammar g;

  Declarations(Grammar g) {
    this.g = g;
  }

  Code of() {
    return g.dice
        .<Code>forms()
        .add(8, this::scalar)
        .add(2, this::constant)
        .add(1, this::assignedLater)
        .add(2, this::fresh)
        .add(2, this::initialised)
        .add(3, g.arrays::view)
        .add(2, this::copied)
        .add(1, g.arrayCalls::copied)
        .add(3, g.calls::declared)
        .draw();
  }

  private Code scalar() {
    Type type = g.dice.of(g.dice.of(Type.ALL), Type.INT);
    boolean inferred = g.dice.chance(10);
    Code value = inferred ? g.expressions.of(type, g.style.depth()) : assigned(type);
    return declared(type, true, "# # = #;", inferred ? "var" : type.java(), value);
  }

  private Code assigned(Type type) {
    return type == Type.BOOLEAN
        ? g.conditions.of(g.style.depth())
        : g.effects.assigned(type, g.style.depth());
  }

  private Code constant() {
    Type type = g.dice.of(Type.ALL);
    Code value = g.dice.chance(50) ? g.literals.of(type) : g.expressions.of(type, g.style.depth());
    return declared(type, false, "final # # = #;", type.java(), value);
  }

  private Code declared(Type type, boolean writable, String template, String word, Code value) {
    Variable variable = Variable.scalar(type, g.scope.fresh("v"), writable);
    g.scope.declare(variable);
    return Code.statement(template, word, variable.name(), value);
  }

  private Code assignedLater() {
    Type type = g.dice.of(Type.ALL);
    Code condition = g.conditions.of(1);
    Code first = assigned(type);
    Code second = assigned(type);
    Variable variable = Variable.scalar(type, g.scope.fresh("v"), true);
    g.scope.declare(variable);
    return Code.statement(
        "# #;\nif (#) {\n# = #;\n} else {\n# = #;\n}",
        type.java(),
        variable.name(),
        condition,
        variable.name(),
        first,
        variable.name(),
        second);
  }

  /** A new array of zeros. */
  private Code fresh() {
    Type type = g.dice.of(Type.ALL);
    List<Integer> shape = Shapes.small(g.dice, 2);
    Variable array = Variable.array(type, shape, g.scope.fresh("t"), true);
    g.scope.declare(array);
    StringBuilder extents = new StringBuilder();
    shape.forEach(extent -> extents.append('[').append(extent).append(']'));
    return Code.statement("# # = new ##;", array.javaType(), array.name(), type.java(), extents);
  }

  /** A copy of an array of one dimension, or of a row; null if there is none. */
  private Code copied() {
    List<Variable> arrays = g.scope.arrays();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable source = g.dice.of(arrays);
    int rank = source.shape().size();
    Variable copy =
        Variable.array(
            source.type(), source.shape().subList(rank - 1, rank), g.scope.fresh("t"), true);
    Code row = g.arrays.subscripts(source, rank - 1, 1);
    g.scope.declare(copy);
    return Code.statement("# # = ##.clone();", copy.javaType(), copy.name(), source.name(), row);
  }

  /** An array of given elements. */
  private Code initialised() {
    Type type = g.dice.of(Type.ALL);
    int count = g.dice.between(1, 5);
    Code elements = Code.text("");
    for (int i = 0; i < count; i++) {
      elements = Code.text(i == 0 ? "##" : "#, #", elements, g.expressions.of(type, 1));
    }
    Variable array =
        Variable.array(type, new ArrayList<>(List.of(count)), g.scope.fresh("t"), true);
    g.scope.declare(array);
    return Code.statement("# # = {#};", array.javaType(), array.name(), elements);
  }
}
