package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/** Every form of switch, over a few small numbers. */
final class Switches {
  private final Grammar g;

  Switches(Grammar g) {
    this.g = g;
  }

  /** A selector, mostly one that the cases know. */
  private Code selector() {
    Type type = g.dice.of(Type.INT, Type.INT, Type.BYTE, Type.SHORT, Type.CHAR);
    Code value = g.expressions.of(type, Math.min(2, g.style.depth()));
    return g.dice.chance(70) ? Code.expression(Type.INT, "(# & 3)", value) : value;
  }

  private List<String> labels() {
    List<String> labels = new ArrayList<>(List.of("0", "1", "2", "3", "7", "'a'"));
    while (labels.size() > 2 && g.dice.chance(60)) {
      labels.remove(g.dice.below(labels.size()));
    }
    return labels;
  }

  Code statement(int nesting) {
    return g.dice.chance(50) ? groups(nesting) : rules(nesting);
  }

  /** Cases with colons; some fall through. */
  private Code groups(int nesting) {
    Code selector = selector();
    List<Code> cases = new ArrayList<>();
    for (String label : labels()) {
      String last = g.dice.of("break;", "break;", "");
      cases.add(
          g.dice.chance(20)
              ? Code.text("case #:", label)
              : Code.text("case #: #\n#", label, g.statements.block(nesting - 1), last));
    }
    if (g.dice.chance(70)) {
      cases.add(
          g.dice.below(cases.size() + 1),
          Code.text("default: #\n#", g.statements.block(nesting - 1), g.dice.of("break;", "")));
    }
    return Code.statement("switch (#) {\n#\n}", selector, Code.list("\n", cases));
  }

  /** Cases with arrows. */
  private Code rules(int nesting) {
    Code selector = selector();
    List<Code> cases = new ArrayList<>();
    List<String> labels = labels();
    for (int i = 0; i < labels.size(); i++) {
      String label =
          labels.get(i)
              + (i + 1 < labels.size() && g.dice.chance(20) ? ", " + labels.get(++i) : "");
      cases.add(Code.text("case # -> #", label, g.statements.block(nesting - 1)));
    }
    if (g.dice.chance(70)) {
      cases.add(Code.text("default -> #", g.statements.block(nesting - 1)));
    }
    return Code.statement("switch (#) {\n#\n}", selector, Code.list("\n", cases));
  }

  /** A switch that gives a value of that type. */
  Code expression(Type type, int depth) {
    Code selector = selector();
    boolean arrows = g.dice.chance(70);
    List<Code> cases = new ArrayList<>();
    for (String label : labels()) {
      cases.add(given("case " + label, arrows, type, depth));
    }
    Code rest = given("default", arrows, type, depth);
    return Code.expression(type, "(switch (#) {\n#\n#\n})", selector, Code.list("\n", cases), rest);
  }

  private Code given(String label, boolean arrow, Type type, int depth) {
    Code value = g.expressions.of(type, depth - 1);
    Code effect = g.dice.chance(25) ? g.effects.any(1) : null;
    if (!arrow) {
      return Code.text(
          "#:\n#yield #;", label, effect == null ? "" : Code.text("#;\n", effect), value);
    }
    return effect == null
        ? Code.text("# -> #;", label, value)
        : Code.text("# -> {\n#;\nyield #;\n}", label, effect, value);
  }
}
