package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Nests that update an array in place from other elements of its own, as shortest paths and
 * eliminations do: {@code d[i][j] = min(d[i][j], d[i][k] + d[k][j])}. A round may change what the
 * others load.
 */
final class Pivots {
  private final Grammar g;

  Pivots(Grammar g) {
    this.g = g;
  }

  /** A nest over an array; null if it is too large. */
  Code of(Variable array) {
    long rounds = array.shape().stream().mapToLong(extent -> extent).reduce(1, (a, b) -> a * b);
    int least = Collections.min(array.shape());
    if (rounds * least > 2_000) {
      return null;
    }
    int mark = g.scope.mark();
    Variable k = Variable.index(Type.INT, g.scope.fresh("i"), 0, least - 1);
    g.scope.declare(k);
    List<String> heads = new ArrayList<>();
    List<String> indices = new ArrayList<>();
    for (int extent : array.shape()) {
      int low = extent > 2 && g.dice.chance(20) ? 1 : 0;
      Variable i = Variable.index(Type.INT, g.scope.fresh("i"), low, extent - 1);
      g.scope.declare(i);
      heads.add(Nests.head(i, g.dice.chance(15)));
      indices.add(i.name());
    }
    if (g.dice.chance(15)) {
      Collections.reverse(heads);
    }
    heads.add(0, Nests.head(k, false));
    Code body = update(array, indices, k);
    g.scope.reset(mark);
    for (int i = heads.size() - 1; i >= 0; i--) {
      body = Code.statement("# {\n#\n}", heads.get(i), Code.list("\n", List.of(body)));
    }
    return body;
  }

  private Code update(Variable array, List<String> indices, Variable k) {
    int last = indices.size() - 1;
    String target = element(array, indices, -1, "");
    String here =
        g.dice.chance(80) ? k.name() : String.valueOf(g.dice.below(array.shape().get(last)));
    String pivot = element(array, indices, last, here);
    Type type = array.type();
    Code other =
        last > 0 && g.dice.chance(70)
            ? Code.text(element(array, indices, 0, k.name()))
            : g.expressions.of(type, 1);
    return type == Type.BOOLEAN ? bits(target, pivot, other) : numbers(type, target, pivot, other);
  }

  /** The array's element with another index in one place. */
  private static String element(Variable array, List<String> indices, int place, String index) {
    StringBuilder text = new StringBuilder(array.name());
    for (int i = 0; i < indices.size(); i++) {
      text.append('[').append(i == place ? index : indices.get(i)).append(']');
    }
    return text.toString();
  }

  private Code bits(String target, String pivot, Code other) {
    String and = g.dice.of("&", "&", "&", "|", "^");
    return g.dice.chance(60)
        ? Code.statement("# #= # # #;", target, g.dice.of("|", "|", "&", "^"), pivot, and, other)
        : Code.statement("if (# # #) # = true;", pivot, and, other, target);
  }

  private Code numbers(Type type, String target, String pivot, Code other) {
    boolean isFloating = type.isFloating();
    String operator =
        isFloating ? g.dice.of("+", "-", "*", "/") : g.dice.of("+", "+", "-", "*", "&", "|");
    Code through = Code.text("# # #", pivot, operator, other);
    if (g.dice.chance(30)) {
      through = Code.text("Math.#(#, #)", g.dice.of("min", "max"), pivot, other);
    }
    String cast = type.isNarrow() || type == Type.LONG ? "(" + type.java() + ") " : "";
    Code value = Code.text("#(#)", cast, through);
    return g.dice
        .<Code>forms()
        .add(
            4,
            () ->
                Code.statement(
                    "# = #Math.#(#, #);", target, cast, g.dice.of("min", "max"), target, value))
        .add(
            4,
            () ->
                Code.statement(
                    "if (# # #) # = #;", value, g.dice.of("<", ">", "<="), target, target, value))
        .add(
            isFloating ? 0 : 2,
            () -> Code.statement("# #= #;", target, g.dice.of("|", "&", "^"), value))
        .add(2, () -> Code.statement("# #= #;", target, g.dice.of("+", "-", "-", "*"), value))
        .draw();
  }
}
