package dev.annotir.it.generator;

import java.util.List;

/** break, continue and return, each in an if so that what follows can be reached. */
final class Jumps {
  private final Grammar g;

  Jumps(Grammar g) {
    this.g = g;
  }

  Code of() {
    Code jump = g.dice.<Code>forms().add(5, this::leave).add(1, this::giveBack).draw();
    Code condition = g.conditions.of(Math.min(2, g.style.depth()));
    return Code.statement(g.dice.chance(50) ? "if (#) #" : "if (#) {\n#\n}", condition, jump);
  }

  /** A throw or an assert, for some data. */
  Code fail() {
    if (g.dice.chance(20)) {
      return bound();
    }
    Code condition = g.conditions.of(0);
    if (g.dice.chance(40)) {
      return Code.statement(g.dice.of("assert #;", "assert # : \"no\";"), condition);
    }
    String exception =
        g.dice.of(
            "IllegalArgumentException", "IllegalStateException", "ArithmeticException", "Error");
    return Code.statement(
        "if (# && #) throw new #(#);",
        condition,
        g.conditions.of(1),
        exception,
        g.dice.of("", "\"bad value\"", "\"a\" + 1"));
  }

  /** An assert that a variable, or a sum of two, is within limits: what follows may rely on it. */
  private Code bound() {
    Type type = g.dice.of(Type.INT, Type.LONG);
    Code value = g.expressions.leaf(type);
    if (g.dice.chance(40)) {
      value = Code.expression(type, "# # #", value, g.dice.of("+", "-"), g.expressions.leaf(type));
    }
    String condition =
        g.dice.of("# >= A && # <= B", "# > -B && # < B", "!(# < A | # > B)", "# <= B || # > BL");
    return Code.statement(
        "assert "
            + condition
                .replace("A", "" + g.dice.between(-2, 2))
                .replace("B", "" + g.dice.of(3, 7, 100, 100_000, Integer.MAX_VALUE))
            + ";",
        value,
        value);
  }

  /** break or continue of any statement around; null if there is none. */
  private Code leave() {
    List<Scope.Target> targets = g.scope.targets();
    if (targets.isEmpty()) {
      return null;
    }
    Scope.Target target = g.dice.of(targets);
    boolean innermost = target == innermostLoop(targets);
    String word = target.isLoop() ? g.dice.of("break", "continue") : "break";
    return Code.text(innermost && g.dice.chance(60) ? "#;" : "# " + target.label() + ";", word);
  }

  private static Scope.Target innermostLoop(List<Scope.Target> targets) {
    for (int i = targets.size() - 1; i >= 0; i--) {
      if (targets.get(i).isLoop()) {
        return targets.get(i);
      }
    }
    return null;
  }

  /** A return with the value that the method needs. */
  Code giveBack() {
    Variable result = g.scope.result;
    if (result == null) {
      return Code.text("return;");
    } else if (result.isArray()) {
      return Code.text("return #;", result.name());
    }
    return Code.text("return #;", g.expressions.of(result.type(), g.style.depth()));
  }
}
