package dev.annotir.it.generator;

import java.util.List;
import java.util.function.Supplier;

/** Loops of every form; all end. */
final class Loops {
  private final Grammar g;

  Loops(Grammar g) {
    this.g = g;
  }

  /** A loop that people do not often write. */
  Code of(int nesting) {
    return g.dice
        .<Code>forms()
        .add(5, () -> stepping(nesting))
        .add(3, () -> atTheLimit(nesting))
        .add(2, () -> twoVariables(nesting))
        .add(3, () -> whileLoop(nesting))
        .add(2, () -> doLoop(nesting))
        .add(4, () -> dataBound(nesting))
        .add(3, () -> forEach(nesting))
        .add(2, () -> changedInside(nesting))
        .add(3, () -> g.walks.cursor(nesting))
        .add(3, () -> g.walks.rows(nesting))
        .draw();
  }

  /** A loop over an extent, up or down, or over the part that an outer variable bounds. */
  Code canonical(int nesting) {
    return g.dice
        .<Code>forms()
        .add(8, () -> over(g.dice.between(1, 6), nesting))
        .add(3, () -> overArray(nesting))
        .add(3, () -> triangular(nesting))
        .add(2, () -> forEach(nesting))
        .draw();
  }

  /** The loop's body with a target to jump to; the variable is known inside. */
  private Code body(Variable variable, String label, int nesting) {
    int mark = g.scope.mark();
    if (variable != null) {
      g.scope.declare(variable);
    }
    Code body = inside(label, () -> g.statements.block(nesting - 1));
    g.scope.reset(mark);
    return body;
  }

  private Code inside(String label, Supplier<Code> body) {
    g.scope.push(new Scope.Target(label, true));
    Code written = body.get();
    g.scope.pop();
    return written;
  }

  private Code over(int extent, int nesting) {
    Variable i = Variable.index(type(), g.scope.fresh("i"), 0, extent - 1);
    String label = g.scope.fresh("l");
    String head =
        g.dice
            .<String>forms()
            .add(10, () -> "for (@ = 0; $ < N; $++)")
            .add(2, () -> "for (@ = 0; $ <= N - 1; ++$)")
            .add(1, () -> "for (@ = 0; N > $; $ += 1)")
            .add(2, () -> i.type() == Type.CHAR ? null : "for (@ = N - 1; $ >= 0; $--)")
            .add(1, () -> "for (@ = 0; $ != N; $++)")
            .draw();
    return loop(label, head.replace("N", "" + extent), i, nesting);
  }

  private Type type() {
    return g.dice.chance(12) ? g.dice.of(Type.INTEGERS) : Type.INT;
  }

  private Code loop(String label, String head, Variable variable, int nesting) {
    String name = variable.name();
    String text = head.replace("@", variable.type().java() + " " + name).replace("$", name);
    return Code.statement(label + ":\n" + text + " #", body(variable, label, nesting));
  }

  private Code overArray(int nesting) {
    List<Variable> arrays = g.scope.arrays();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    Variable i = Variable.index(Type.INT, g.scope.fresh("i"), 0, array.shape().get(0) - 1);
    return loop(
        g.scope.fresh("l"), "for (@ = 0; $ < " + array.name() + ".length; $++)", i, nesting);
  }

  private Code triangular(int nesting) {
    List<Variable> outer =
        g.scope.indices().stream().filter(v -> v.type() == Type.INT && v.low() >= 0).toList();
    if (outer.isEmpty()) {
      return null;
    }
    Variable i = g.dice.of(outer);
    int end = (int) i.high() + 1;
    String name = g.scope.fresh("i");
    boolean upper = g.dice.chance(50);
    Variable j = Variable.index(Type.INT, name, upper ? i.low() : 0, upper ? end - 1 : i.high());
    String head =
        upper
            ? g.dice.of("for (@ = #; $ < N; $++)", "for (@ = N - 1; $ >= #; $--)")
            : g.dice.of(
                "for (@ = 0; $ <= #; $++)", "for (@ = 0; $ < #; $++)", "for (@ = #; $ >= 0; $--)");
    return loop(g.scope.fresh("l"), head.replace("#", i.name()).replace("N", "" + end), j, nesting);
  }

  /** Any start, step and end, known to the compiler. */
  private Code stepping(int nesting) {
    Type type = type();
    int from = g.dice.between(type == Type.CHAR ? 0 : -2, 7);
    int step = g.dice.between(1, 3);
    int rounds = g.dice.between(0, 5);
    boolean down = type != Type.CHAR && g.dice.chance(40);
    int to = down ? from - step * rounds : from + step * rounds;
    long low = rounds == 0 ? 0 : down ? to + step : from;
    long high = rounds == 0 ? -1 : down ? from : to - step;
    Variable i = Variable.index(type, g.scope.fresh("i"), low, high);
    String head =
        g.dice
            .<String>forms()
            .add(4, () -> "for (@ = A; $ C B; $ U S)")
            .add(1, () -> "for (@ = A; $ != B; $ U S)")
            .add(1, () -> "for (@ = A; B D $; $ U S)")
            .draw()
            .replace("A", "" + from)
            .replace("B", "" + to)
            .replace("C", down ? ">" : "<")
            .replace("D", down ? "<" : ">")
            .replace("U", down ? "-=" : "+=")
            .replace("S", "" + step);
    return loop(g.scope.fresh("l"), head, i, nesting);
  }

  /** Counters that come to the ends of their types; a counter of its own ends the loop. */
  private Code atTheLimit(int nesting) {
    Type type = g.dice.of(Type.INTEGERS);
    String limit = type == Type.INT ? "Integer" : type == Type.CHAR ? "Character" : boxed(type);
    String fuel = g.scope.fresh("f");
    Variable i = Variable.scalar(type, g.scope.fresh("i"), false);
    String label = g.scope.fresh("l");
    String head =
        g.dice.of(
            "for (@ = (T) (L.MAX_VALUE - 2); $ <= L.MAX_VALUE; $++)",
            "for (@ = (T) (L.MIN_VALUE + 2); $ >= L.MIN_VALUE; $--)",
            "for (@ = (T) (L.MAX_VALUE - 5); $ > 0; $ += 3)",
            "for (@ = L.MIN_VALUE; $ <= L.MAX_VALUE; $ += L.MAX_VALUE / 2)",
            "for (@ = (T) 100; $ != 3; $ *= 7)",
            "for (@ = (T) 1; $ != 0; $ <<= 9)",
            "for (@ = L.MAX_VALUE; $ != 0; $ >>>= 3)",
            "for (@ = (T) (L.MIN_VALUE + 1); $ < L.MAX_VALUE; $--)");
    head =
        head.replace("@", type.java() + " " + i.name())
            .replace("$", i.name())
            .replace("T", type.java())
            .replace("L.", limit + ".")
            .replaceFirst("\\) *$", ")");
    int mark = g.scope.mark();
    g.scope.declare(i);
    List<Code> statements = inList(label, nesting);
    g.scope.reset(mark);
    return Code.statement(
        "int " + fuel + " = #;\n" + label + ":\n#{\nif (--" + fuel + " < 0) break;\n#\n}",
        g.dice.between(3, 9),
        head + " ",
        Code.list("\n", statements));
  }

  private static String boxed(Type type) {
    String name = type.java();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** The statements of a loop's body, with a target to jump to. */
  List<Code> inList(String label, int nesting) {
    g.scope.push(new Scope.Target(label, true));
    List<Code> statements = g.statements.list(nesting - 1, g.dice.between(1, 3));
    g.scope.pop();
    return statements;
  }

  private Code twoVariables(int nesting) {
    int extent = g.dice.between(1, 7);
    Variable i = Variable.index(Type.INT, g.scope.fresh("i"), 0, extent - 1);
    Variable j = Variable.index(Type.INT, g.scope.fresh("i"), 0, extent - 1);
    String label = g.scope.fresh("l");
    int mark = g.scope.mark();
    g.scope.declare(i);
    g.scope.declare(j);
    Code body = inside(label, () -> g.statements.block(nesting - 1));
    g.scope.reset(mark);
    String order = g.dice.of("<", "<=", "!=");
    if (order.equals("!=") && extent % 2 == 0) {
      order = "<";
    }
    return Code.statement(
        label + ":\nfor (int # = 0, # = #; # # #; #++, #--) #",
        i.name(),
        j.name(),
        extent - 1,
        i.name(),
        order,
        j.name(),
        i.name(),
        j.name(),
        body);
  }

  private Code whileLoop(int nesting) {
    String label = g.scope.fresh("l");
    Variable w = Variable.scalar(Type.INT, g.scope.fresh("w"), false);
    Code condition = g.conditions.of(1);
    Code body = body(w, label, nesting);
    String head =
        g.dice.of(
            "int W = 0;\nL:\nwhile (W++ < N && #) #",
            "int W = N;\nL:\nwhile (--W > 0 && #) #",
            "int W = 0;\nL:\nfor (; W < N; W++) if (#) #",
            "int W = N;\nL:\nwhile (W-- != 0 && (W > 1 || #)) #");
    return Code.statement(
        head.replace("W", w.name()).replace("L", label).replace("N", "" + g.dice.between(1, 5)),
        condition,
        body);
  }

  private Code doLoop(int nesting) {
    String label = g.scope.fresh("l");
    Variable w = Variable.scalar(Type.INT, g.scope.fresh("w"), false);
    Code body = body(w, label, nesting);
    Code condition = g.conditions.of(1);
    return Code.statement(
        "int W = 0;\nL:\ndo # while (++W < N && #);"
            .replace("W", w.name())
            .replace("L", label)
            .replace("N", "" + g.dice.between(1, 4)),
        body,
        condition);
  }

  /** The data says how often; at most a few times. */
  private Code dataBound(int nesting) {
    int extent = g.dice.between(2, 6);
    Code bound = g.expressions.of(Type.INT, 2);
    Variable n = Variable.scalar(Type.INT, g.scope.fresh("n"), false);
    boolean inclusive = g.dice.chance(25);
    Variable i = Variable.index(type(), g.scope.fresh("i"), 0, inclusive ? extent : extent - 1);
    String head =
        inclusive
            ? "for (@ = 0; $ <= n; $++)"
            : g.dice.of("for (@ = 0; $ < n; $++)", "for (@ = 0; n > $; $++)");
    Code loop =
        loop(
            g.scope.fresh("l"),
            head.replace("n;", n.name() + ";").replace("n >", n.name() + " >"),
            i,
            nesting);
    String bounded =
        g.dice.of("Math.min(#, X)", "Math.floorMod(#, X + 1)", "(#) % (X + 1)", "(#) > X ? X : 0");
    return Code.statement(
        "final int # = " + bounded.replace("X", "" + extent) + ";\n#", n.name(), bound, loop);
  }

  private Code forEach(int nesting) {
    List<Variable> arrays = g.scope.arrays();
    if (arrays.isEmpty()) {
      return null;
    }
    Variable array = g.dice.of(arrays);
    Code source = Code.text("##", array.name(), "");
    List<Integer> shape = array.shape();
    if (shape.size() > 1 && g.dice.chance(30)) {
      source = Code.text("##", array.name(), g.arrays.subscripts(array, 1, 1));
      shape = shape.subList(1, shape.size());
    }
    List<Integer> rest = shape.subList(1, shape.size());
    String name = g.scope.fresh("e");
    Variable element =
        rest.isEmpty()
            ? Variable.scalar(array.type(), name, true)
            : Variable.array(array.type(), rest, name, array.writable());
    String label = g.scope.fresh("l");
    Code body = body(element, label, nesting);
    return Code.statement(label + ":\nfor (# # : #) #", element.javaType(), name, source, body);
  }

  /** The body also moves the loop's variable, forward. */
  private Code changedInside(int nesting) {
    String label = g.scope.fresh("l");
    int end = g.dice.between(2, 7);
    Variable i = Variable.scalar(Type.INT, g.scope.fresh("i"), false);
    int mark = g.scope.mark();
    g.scope.declare(i);
    Code condition = g.conditions.of(1);
    List<Code> statements = inList(label, nesting);
    g.scope.reset(mark);
    return Code.statement(
        label + ":\nfor (int # = 0; # < #; #) {\n#\nif (#) #++;\n#\n}",
        i.name(),
        i.name(),
        end,
        i.name() + "++",
        g.dice.chance(50) ? "" : "if (" + i.name() + " == 1) continue;",
        condition,
        i.name(),
        Code.list("\n", statements));
  }
}
