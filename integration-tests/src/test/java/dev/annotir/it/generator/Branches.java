package dev.annotir.it.generator;

/** Statements that choose. */
final class Branches {
  private final Grammar g;

  Branches(Grammar g) {
    this.g = g;
  }

  Code of(int nesting) {
    return g.dice
        .<Code>forms()
        .add(5, () -> Code.statement("if (#) #", condition(), g.statements.block(nesting - 1)))
        .add(
            4,
            () ->
                Code.statement(
                    "if (#) # else #",
                    condition(),
                    g.statements.block(nesting - 1),
                    g.statements.block(nesting - 1)))
        .add(
            1,
            () ->
                Code.statement(
                    "if (#) # else if (#) # else #",
                    condition(),
                    g.statements.block(nesting - 1),
                    condition(),
                    g.statements.block(nesting - 1),
                    g.statements.block(nesting - 1)))
        .add(3, () -> guarded(nesting))
        .draw();
  }

  private Code condition() {
    return g.conditions.of(g.style.depth());
  }

  /** A variable that is an index where a condition holds. */
  private Code guarded(int nesting) {
    int extent = g.dice.between(1, 8);
    Code value = g.expressions.of(Type.INT, 2);
    Variable index = Variable.index(Type.INT, g.scope.fresh("k"), 0, extent - 1);
    String condition = g.dice.of("# >= 0 && # < #", "!(# < 0 || # >= #)", "0 <= # && # <= # - 1");
    int mark = g.scope.mark();
    g.scope.declare(index);
    Code body = g.statements.block(nesting - 1);
    g.scope.reset(mark);
    return Code.statement(
        "{\nfinal int # = #;\nif (" + condition + ") #\n}",
        index.name(),
        value,
        index.name(),
        index.name(),
        extent,
        body);
  }
}
