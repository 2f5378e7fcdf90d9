package dev.annotir.it.generator;

import java.util.List;
import java.util.function.Predicate;

/** Elements, rows and lengths of arrays. */
final class Arrays {
  private final Grammar g;

  Arrays(Grammar g) {
    this.g = g;
  }

  /** An element of that type, or null if no array has such. */
  Code element(Type type, int depth) {
    List<Variable> arrays = g.kernels.read(g.scope.arrays(type));
    return arrays.isEmpty() ? null : element(g.dice.of(arrays), depth);
  }

  /** An element of an array. */
  Code element(Variable array, int depth) {
    Code indices =
        g.dice.chance(g.style.near())
            ? g.subscripts.of(array)
            : subscripts(array, array.shape().size(), depth);
    return Code.expression(array.type(), "##", array.name(), indices);
  }

  /** Indices of the first dimensions, each in brackets. */
  Code subscripts(Variable array, int count, int depth) {
    Code all = Code.text("");
    for (int i = 0; i < count; i++) {
      all = Code.text("#[#]", all, g.indices.of(array.shape().get(i), depth));
    }
    return all;
  }

  /** The length of an array or of its rows, or null without arrays. */
  Code length() {
    List<Variable> arrays = g.scope.arrays();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    int rank = g.dice.below(array.shape().size());
    return Code.expression(Type.INT, "##.length", array.name(), subscripts(array, rank, 0));
  }

  /** Elements one after the other: an array of one dimension, or a row of one of more. */
  record Row(Code code, Variable array) {
    int length() {
      return array.shape().get(array.shape().size() - 1);
    }
  }

  /** Such a row, or null if there is none. */
  Row row(Predicate<Variable> chosen) {
    List<Variable> arrays = g.scope.arrays().stream().filter(chosen).toList();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    return new Row(
        Code.text("##", array.name(), subscripts(array, array.shape().size() - 1, 1)), array);
  }

  /** The start and the end of a part of a row, most of them inside and in order. */
  Code range(int length) {
    int from = g.dice.below(length + 1);
    return g.dice
        .<Code>forms()
        .add(4, () -> Code.text("#, #", from, g.dice.between(from, length)))
        .add(3, () -> Code.text("#, # + (#)", from, from, g.indices.of(length - from + 1, 1)))
        .add(1, () -> Code.text("#, #", g.indices.of(length + 1, 1), length))
        .add(1, () -> Code.text("#, #", g.indices.of(length + 1, 1), g.indices.of(length + 1, 1)))
        .draw();
  }

  /** A row of an array of a higher rank, as a variable of its own; null if there is none. */
  Code view() {
    List<Variable> arrays = g.scope.arrays().stream().filter(v -> v.shape().size() > 1).toList();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    int fixed = g.dice.between(1, array.shape().size() - 1);
    Code indices = subscripts(array, fixed, 1);
    Variable row =
        Variable.array(
            array.type(),
            array.shape().subList(fixed, array.shape().size()),
            g.scope.fresh("row"),
            array.writable());
    g.scope.declare(row);
    return Code.statement(
        "# # = ##;", g.dice.chance(20) ? "var" : row.javaType(), row.name(), array.name(), indices);
  }

  /**
   * An array of that type and rank with at least the extents, or a row of one; null if there is
   * none.
   */
  Code argument(Variable parameter) {
    int rank = parameter.shape().size();
    List<Variable> arrays =
        g.scope.arrays(parameter.type()).stream()
            .filter(v -> v.shape().size() >= rank && (v.writable() || !parameter.writable()))
            .filter(
                v ->
                    fits(
                        v.shape().subList(v.shape().size() - rank, v.shape().size()),
                        parameter.shape()))
            .toList();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    return Code.text("##", array.name(), subscripts(array, array.shape().size() - rank, 1));
  }

  private boolean fits(List<Integer> shape, List<Integer> expected) {
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) < expected.get(i) && !g.dice.chance(g.style.wild())) {
        return false;
      }
    }
    return true;
  }
}
