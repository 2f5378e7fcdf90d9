package dev.annotir.it.generator;

import java.util.List;

/** Loops that walk over arrays by variables of their own. */
final class Walks {
  private final Grammar g;

  Walks(Grammar g) {
    this.g = g;
  }

  /** Reads element after element, and writes some: a cursor into each array. */
  Code cursor(int nesting) {
    Arrays.Row in = g.arrays.row(variable -> true);
    Arrays.Row out = g.arrays.row(Variable::writable);
    if (in == null || out == null) {
      return null;
    }
    int end = in.length() - (g.dice.chance(g.style.wild()) ? -1 : g.dice.below(2));
    String label = g.scope.fresh("l");
    Variable i = Variable.scalar(Type.INT, g.scope.fresh("i"), false);
    Variable o = Variable.scalar(Type.INT, g.scope.fresh("o"), false);
    Variable element = Variable.scalar(in.array().type(), g.scope.fresh("e"), true);
    int mark = g.scope.mark();
    g.scope.declare(i);
    g.scope.declare(o);
    g.scope.declare(element);
    List<Code> statements = g.loops.inList(label, nesting);
    Code condition = g.conditions.of(1);
    Code written = g.expressions.of(out.array().type(), 1);
    g.scope.reset(mark);
    String guard =
        g.dice.of(
            "if (O < M && #)", "if (#)", "if (O >= M) break;\nelse if (#)", "if ((#) & O < M)");
    return Code.statement(
        "int I = 0, O = 0;\nL:\nwhile (I < N) {\n# E = #[I++];\n#\nG #[O++] = #;\n}"
            .replace("G", guard.replace("M", "" + out.length()))
            .replace("I", i.name())
            .replace("O", o.name())
            .replace("L", label)
            .replace("N", "" + end)
            .replace("E", element.name()),
        element.javaType(),
        in.code(),
        Code.list("\n", statements),
        condition,
        out.code(),
        written);
  }

  /** A variable that stands for one row after another, also of two arrays of one shape. */
  Code rows(int nesting) {
    List<Variable> arrays = g.scope.arrays().stream().filter(v -> v.shape().size() > 1).toList();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable first = g.dice.of(arrays);
    List<Integer> rest = first.shape().subList(1, first.shape().size());
    List<Variable> others =
        arrays.stream()
            .filter(v -> v.type() == first.type() && v.writable() == first.writable())
            .filter(v -> v.shape().subList(1, v.shape().size()).equals(rest))
            .toList();
    Variable second = g.dice.of(others);
    Variable row = Variable.array(first.type(), rest, g.scope.fresh("row"), first.writable());
    Code start = g.arrays.subscripts(first, 1, 1);
    Variable i = Variable.index(Type.INT, g.scope.fresh("i"), 0, second.shape().get(0) - 1);
    String label = g.scope.fresh("l");
    int mark = g.scope.mark();
    g.scope.declare(row);
    g.scope.declare(i);
    List<Code> statements = g.loops.inList(label, nesting);
    Code condition = g.conditions.of(1);
    Code next = g.arrays.subscripts(second, 1, 1);
    g.scope.reset(mark);
    return Code.statement(
        "# R = A#;\nL:\nfor (int I = 0; I < N; I++) {\n#\n# R = B#;\n}"
            .replace("I", i.name())
            .replace("L", label)
            .replace("N", "" + second.shape().get(0))
            .replace("R", row.name())
            .replace("A", first.name())
            .replace("B", second.name()),
        row.javaType(),
        start,
        Code.list("\n", statements),
        g.dice.chance(50) ? Code.text("if (#)", condition) : "",
        next);
  }
}
