package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/** Statements, and blocks of them. */
final class Statements {
  private final Grammar g;

  Statements(Grammar g) {
    this.g = g;
  }

  /** Statements in braces, with a scope of their own. */
  Code block(int nesting) {
    return Code.block(list(nesting, g.dice.between(1, 3)));
  }

  /** Statements, and after them the scope as it was before. */
  List<Code> list(int nesting, int count) {
    int mark = g.scope.mark();
    List<Code> statements = new ArrayList<>();
    for (int i = 0; i < count && (g.scope.budget > 0 || statements.isEmpty()); i++) {
      g.scope.budget--;
      statements.add(of(nesting));
    }
    g.scope.reset(mark);
    return statements;
  }

  private Code of(int nesting) {
    int inner = nesting > 0 ? 1 : 0;
    return g.dice
        .<Code>forms()
        .add(20, this::effect)
        .add(10, g.declarations::of)
        .add(2, () -> g.calls.statement(2))
        .add(g.style.jumps(), g.jumps::of)
        .add(2, g.arrayCalls::statement)
        .add(2, this::swap)
        .add(1, this::exchange)
        .add(inner * 12, () -> g.branches.of(nesting))
        .add(inner * 3, () -> g.switches.statement(nesting))
        .add(1, g.jumps::fail)
        .add(inner * (100 - g.style.canonical()) / 4, () -> g.loops.of(nesting))
        .add(inner * g.style.canonical() / 4, () -> g.loops.canonical(nesting))
        .add(inner * g.style.canonical() / 4, () -> g.nests.of())
        .add(inner * g.style.kernels(), g.kernels::of)
        .add(inner * g.style.jumps() / 4, () -> labelled(nesting))
        .draw();
  }

  private Code effect() {
    Code effect = g.effects.any(g.style.depth());
    return effect == null ? null : Code.statement("#;", effect);
  }

  private Code labelled(int nesting) {
    String label = g.scope.fresh("b");
    g.scope.push(new Scope.Target(label, false));
    Code body = block(nesting - 1);
    g.scope.pop();
    return Code.statement("#: #", label, body);
  }

  /** Two elements, one in place of the other. */
  private Code swap() {
    List<Variable> arrays = g.scope.writableArrays();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    Code first = g.arrays.element(array, 1);
    Code second = g.arrays.element(array, 1);
    String name = g.scope.fresh("s");
    return Code.statement(
        "{\n# # = #;\n# = #;\n# = #;\n}",
        array.type().java(),
        name,
        first,
        first,
        second,
        second,
        name);
  }

  /** Two new arrays of one shape that change places after each round, as in stencils. */
  private Code exchange() {
    if (g.scope.budget < 2) {
      return null;
    }
    Type type = g.dice.of(Type.ALL);
    int extent = g.dice.between(1, 5);
    Variable first = Variable.array(type, List.of(extent), g.scope.fresh("t"), true);
    Variable second = Variable.array(type, List.of(extent), g.scope.fresh("t"), true);
    String spare = g.scope.fresh("t");
    String round = g.scope.fresh("w");
    int mark = g.scope.mark();
    g.scope.declare(first);
    g.scope.declare(second);
    Code start = effectOn(first);
    Code step = effectOn(g.dice.of(first, second));
    Code end = effectOn(g.dice.of(first, second));
    Code read = effect();
    g.scope.reset(mark);
    return Code.statement(
        "{\n# A = new #[#];\n# B = new #[#];\n#\nfor (int W = 0; W < #; W++) {\n#\n# C = A;\nA = B;\nB = C;\n#\n}\n#\n}"
            .replace("A", first.name())
            .replace("B", second.name())
            .replace("C", spare)
            .replace("W", round),
        first.javaType(),
        type.java(),
        extent,
        second.javaType(),
        type.java(),
        extent,
        start,
        g.dice.between(0, 3),
        Code.list("\n", List.of(step)),
        first.javaType(),
        Code.list("\n", List.of(end)),
        read == null ? "" : read);
  }

  private Code effectOn(Variable variable) {
    return Code.statement("#;", g.effects.to(variable, g.style.depth()));
  }
}
