package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/** Loops around one computation, as numeric code has: over all elements of an array, with sums. */
final class Nests {
  private final Grammar g;

  Nests(Grammar g) {
    this.g = g;
  }

  /** A nest; null if there is no array to write. */
  Code of() {
    List<Variable> arrays = g.scope.writableArrays();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    Code pivots = g.dice.chance(20) ? new Pivots(g).of(array) : null;
    if (pivots != null) {
      return pivots;
    }
    int mark = g.scope.mark();
    List<String> heads = new ArrayList<>();
    for (int extent : array.shape()) {
      boolean inner = extent > 2 && g.dice.chance(25);
      int low = inner ? 1 : 0;
      int high = inner ? extent - 2 : extent - 1;
      Variable i = Variable.index(Type.INT, g.scope.fresh("i"), low, high);
      g.scope.declare(i);
      heads.add(head(i, g.dice.chance(15)));
    }
    if (g.dice.chance(20)) {
      java.util.Collections.reverse(heads);
    }
    Code body =
        g.dice
            .<Code>forms()
            .add(5, () -> elementwise(array, current(array)))
            .add(4, () -> reduction(array, current(array)))
            .add(2, () -> conditional(array, current(array)))
            .add(1, () -> recurrence(array))
            .add(1, () -> histogram(array))
            .draw();
    g.scope.reset(mark);
    for (int i = heads.size() - 1; i >= 0; i--) {
      body = Code.statement("# {\n#\n}", heads.get(i), Code.list("\n", List.of(body)));
    }
    return body;
  }

  /** The head of the loop over a variable's values, up or down. */
  static String head(Variable i, boolean down) {
    String name = i.name();
    return down
        ? "for (int "
            + name
            + " = "
            + i.high()
            + "; "
            + name
            + " >= "
            + i.low()
            + "; "
            + name
            + "--)"
        : "for (int "
            + name
            + " = "
            + i.low()
            + "; "
            + name
            + " < "
            + (i.high() + 1)
            + "; "
            + name
            + "++)";
  }

  /** The element of the innermost variables, which were declared last. */
  private String current(Variable array) {
    List<Variable> indices = g.scope.indices();
    StringBuilder text = new StringBuilder(array.name());
    for (int i = 0; i < array.shape().size(); i++) {
      text.append('[')
          .append(indices.get(indices.size() - array.shape().size() + i).name())
          .append(']');
    }
    return text.toString();
  }

  private Code elementwise(Variable array, String target) {
    Type type = array.type();
    String operator =
        type == Type.BOOLEAN ? g.dice.of("=", "^=") : g.dice.of("=", "=", "=", "+=", "-=", "*=");
    return Code.statement("# # #;", target, operator, g.expressions.of(type, g.style.depth()));
  }

  /** A sum, product, minimum or maximum over one more loop. */
  private Code reduction(Variable array, String target) {
    Type type =
        array.type() == Type.BOOLEAN
            ? Type.BOOLEAN
            : g.dice.of(array.type(), array.type(), Type.INT, Type.DOUBLE);
    String sum = g.scope.fresh("s");
    Code start = g.dice.chance(70) ? g.literals.of(type) : g.expressions.of(type, 1);
    int extent = g.dice.between(1, 5);
    Variable k = Variable.index(Type.INT, g.scope.fresh("i"), 0, extent - 1);
    int mark = g.scope.mark();
    g.scope.declare(k);
    Code term = g.expressions.of(type, g.style.depth());
    Code step =
        type == Type.BOOLEAN
            ? Code.statement("# # #;", sum, g.dice.of("&=", "|=", "^="), term)
            : g.dice
                .<Code>forms()
                .add(
                    6, () -> Code.statement("# # #;", sum, g.dice.of("+=", "+=", "-=", "*="), term))
                .add(
                    2,
                    () ->
                        type.isNarrow()
                            ? null
                            : Code.statement(
                                "# = Math.#(#, #);", sum, g.dice.of("min", "max"), sum, term))
                .add(
                    2,
                    () ->
                        type.isFloating()
                            ? Code.statement(
                                "# = Math.fma(#, #, #);", sum, term, g.expressions.of(type, 1), sum)
                            : null)
                .add(1, () -> Code.statement("if (# > #) # = #;", term, sum, sum, term))
                .draw();
    g.scope.reset(mark);
    String back = type == Type.BOOLEAN ? sum : "(" + array.type().java() + ") " + sum;
    return Code.text(
        "#\n#\n#",
        Code.statement("# # = #;", type.java(), sum, start),
        Code.statement(head(k, false) + " {\n#\n}", Code.list("\n", List.of(step))),
        Code.statement("# = #;", target, back));
  }

  private Code conditional(Variable array, String target) {
    Code condition = g.conditions.of(Math.min(2, g.style.depth()));
    return Code.statement(
        g.dice.chance(70) ? "if (#) {\n#\n}" : "if (#) continue;\n#",
        condition,
        elementwise(array, target));
  }

  /** Each element from its neighbour. */
  private Code recurrence(Variable array) {
    if (array.shape().size() > 1 || array.type() == Type.BOOLEAN || array.shape().get(0) < 2) {
      return null;
    }
    List<Variable> indices = g.scope.indices();
    Variable i = indices.get(indices.size() - 1);
    boolean before = i.low() >= 1;
    boolean after = i.high() + 1 < array.shape().get(0);
    if (!before && !after) {
      return null;
    }
    String neighbour = array.name() + "[" + i.name() + (before ? " - 1]" : " + 1]");
    return Code.statement(
        "# #= #;", array.name() + "[" + i.name() + "]", g.dice.of("+", "-", ""), neighbour);
  }

  /** Counts what the data names. */
  private Code histogram(Variable array) {
    if (array.type() == Type.BOOLEAN) {
      return null;
    }
    return Code.statement("#++;", g.arrays.element(array, 2));
  }
}
