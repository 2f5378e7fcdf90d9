package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Nests of loops that tempt a scheduler: statements on every level, sums that grow in variables and
 * in elements, rounds that depend on each other a few rounds apart, bounds that the loops around
 * give.
 */
final class Kernels {
  private final Grammar g;
  private final Heads heads;

  /** Whether most rounds store into elements and variables of their own. */
  private boolean tidy;

  /** The arrays that the nest writes. */
  private List<Variable> targets = List.of();

  /** Whether what the style lets fail fails in this nest, too. */
  private boolean fails = true;

  /** How many times as often that is as otherwise. */
  private int doubt = 1;

  /** The extents of the array that the nest runs over, as far as no loop has them yet. */
  private final List<Integer> extents = new ArrayList<>();

  /** The variables that were there before the nest. */
  private List<Variable> outer = List.of();

  /** The arrays that were there before the nest. */
  private List<Variable> outerArrays = List.of();

  /** The rounds of the loops around. */
  private long rounds = 1;

  /** The conditions around. */
  private int conditions;

  Kernels(Grammar g) {
    this.g = g;
    this.heads = new Heads(g);
  }

  /** A nest; null if there is no array to write, or no room. */
  Code of() {
    if (g.scope.writableArrays().isEmpty() || rounds > 1) {
      return null;
    }
    Code pivots = g.dice.chance(8) ? new Pivots(g).of(g.dice.of(g.scope.writableArrays())) : null;
    if (pivots != null) {
      return pivots;
    }
    int mark = g.scope.mark();
    tidy = g.dice.chance(60);
    outer = g.scope.writableScalars();
    outerArrays = g.scope.writableArrays();
    fails = g.dice.chance(50);
    extents.clear();
    targets = outerArrays;
    if (tidy) {
      targets = List.of(g.dice.of(targets), g.dice.of(targets));
      extents.addAll(targets.get(0).shape());
    }
    int depth = extents.isEmpty() ? g.dice.between(0, 2) : extents.size() - 1;
    depth = Math.min(2, depth + g.dice.below(2));
    if (g.dice.chance(20)) {
      Collections.reverse(extents);
    }
    Code nest = g.dice.chance(75) ? loop(depth, () -> null) : reduction(2);
    g.scope.reset(mark);
    fails = true;
    targets = List.of();
    return nest;
  }

  /** Those of some arrays that are read: where most rounds are tidy, others than are written. */
  List<Variable> read(List<Variable> arrays) {
    List<Variable> others = arrays.stream().filter(v -> !targets.contains(v)).toList();
    return !tidy || others.isEmpty() || g.dice.chance(20) ? arrays : others;
  }

  /** Whether an index may be outside, for some data. */
  boolean mayFail() {
    return fails && g.dice.chance(doubt * (100 - g.style.inside()));
  }

  /**
   * A loop.
   *
   * @param depth how many loops may be inside
   * @param given a statement of the innermost body, or null
   */
  private Code loop(int depth, Supplier<Code> given) {
    Heads.Head head = heads.draw(rounds, extents);
    Variable i = head.i();
    String label = g.scope.fresh("l");
    String text = head.text().replace("@", i.type().java() + " " + i.name()).replace("$", i.name());
    long before = rounds;
    int mark = g.scope.mark();
    rounds *= Math.max(1, i.high() - i.low() + 1);
    g.scope.declare(i);
    g.scope.push(new Scope.Target(label, true));
    List<Code> body = body(depth, given);
    g.scope.pop();
    g.scope.reset(mark);
    rounds = before;
    Code loop = Code.statement("#:\n# {\n#\n}", label, text, Code.list("\n", body));
    return head.value() == null
        ? loop
        : Code.text("#\n#", Code.statement(head.before(), head.value()), loop);
  }

  /** Statements, of which one is the given one or has it inside. */
  private List<Code> body(int depth, Supplier<Code> given) {
    List<Code> body = new ArrayList<>();
    int mark = g.scope.mark();
    int count = g.dice.of(1, 1, 2, 2, 3);
    int place = g.dice.below(count);
    for (int i = 0; i < count; i++) {
      Code first = i != place ? null : depth > 0 ? loop(depth - 1, given) : given.get();
      body.add(first == null ? statement(i == place ? 0 : depth) : first);
    }
    g.scope.reset(mark);
    return body;
  }

  private Code statement(int depth) {
    boolean inner = depth > 0;
    return g.dice
        .<Code>forms()
        .add(12, this::store)
        .add(3, this::update)
        .add(3, this::variable)
        .add(4, () -> branch(depth))
        .add(g.style.jumps(), g.jumps::of)
        .add(1, () -> g.statements.list(0, 1).get(0))
        .add(inner ? 3 : 0, () -> loop(depth - 1, () -> null))
        .add(inner ? 5 : 0, () -> reduction(depth))
        .add(inner ? 2 : 0, () -> row(depth))
        .add(2, this::counted)
        .draw();
  }

  private Code branch(int depth) {
    if (conditions == 2) {
      return null;
    }
    conditions++;
    Code condition = g.conditions.of(g.dice.between(0, 1));
    Code then = Code.list("\n", body(Math.max(0, depth - 1), () -> null));
    Code branch =
        g.dice.chance(60)
            ? Code.statement("if (#) {\n#\n}", condition, then)
            : Code.statement(
                "if (#) {\n#\n} else {\n#\n}",
                condition,
                then,
                Code.list("\n", body(Math.max(0, depth - 1), () -> null)));
    conditions--;
    return branch;
  }

  /** An element gets a value. */
  private Code store() {
    Variable array = target();
    Code target = target(array);
    return g.dice.chance(60)
        ? Code.statement("#;", g.effects.to(array.type(), target, g.dice.between(2, 3)))
        : updated(array.type(), target);
  }

  /** An array to write: one of the nest's, or one that it has made itself. */
  private Variable target() {
    List<Variable> own =
        g.scope.writableArrays().stream().filter(v -> !outerArrays.contains(v)).toList();
    return g.dice.of(own.isEmpty() || g.dice.chance(60) ? targets : own);
  }

  private Code target(Variable array) {
    return tidy && g.dice.chance(90) ? g.subscripts.own(array) : g.arrays.element(array, 1);
  }

  /** A variable that outlives the round, or does not, gets a value. */
  private Code update() {
    List<Variable> scalars = new ArrayList<>(g.scope.writableScalars());
    if (tidy) {
      scalars.removeAll(outer);
    }
    if (scalars.isEmpty()) {
      return null;
    }
    // Those of the innermost loops come last.
    int last = scalars.size() - 1;
    Variable scalar = g.dice.of(scalars.get(last), scalars.get(last), g.dice.of(scalars));
    return updated(scalar.type(), Code.text(scalar.name()));
  }

  /** A target combined with another value, as sums and minima grow. */
  private Code updated(Type type, Code target) {
    Code value = g.expressions.of(type, g.style.depth());
    if (type == Type.BOOLEAN) {
      return Code.statement("# # #;", target, g.dice.of("=", "&=", "|=", "^="), value);
    }
    Type wide = type.isNarrow() ? Type.INT : type;
    return g.dice
        .<Code>forms()
        .add(6, () -> Code.statement("# # #;", target, g.dice.of("+=", "+=", "-=", "*="), value))
        .add(3, () -> Code.statement("# = #;", target, value))
        .add(
            2,
            () ->
                type.isFloating()
                    ? null
                    : Code.statement("# # #;", target, g.dice.of("&=", "|=", "^="), value))
        .add(
            2,
            () ->
                Code.statement(
                    "# = (#) Math.#(#, #);",
                    target,
                    type.java(),
                    g.dice.of("min", "max"),
                    target,
                    value))
        .add(
            3,
            () ->
                type.isFloating()
                    ? Code.statement(
                        "# = Math.fma(#, #, #);", target, value, g.expressions.of(type, 1), target)
                    : null)
        .add(1, () -> Code.statement("if (# > #) # = #;", value, target, target, value))
        .add(
            2,
            () ->
                Code.statement(
                    "# = (#) (# # #);",
                    target,
                    type.java(),
                    target,
                    g.dice.of("+", "-", "*"),
                    g.expressions.of(wide, g.style.depth())))
        .draw();
  }

  /** A variable of a round's own. */
  private Code variable() {
    Type type = g.shapes.type();
    Code value = g.expressions.of(type, g.style.depth());
    Variable variable = Variable.scalar(type, g.scope.fresh("v"), true);
    g.scope.declare(variable);
    return Code.statement("# # = #;", type.java(), variable.name(), value);
  }

  /** A sum in loops, of a variable that is stored afterwards or of an element itself. */
  private Code reduction(int depth) {
    Variable array = target();
    if (g.dice.chance(40)) {
      doubt = 4;
      Code target = target(array);
      doubt = 1;
      return loop(g.dice.below(depth), () -> updated(array.type(), target));
    }
    Type type = array.type() == Type.BOOLEAN || g.dice.chance(75) ? array.type() : g.shapes.type();
    if (type == Type.BOOLEAN != (array.type() == Type.BOOLEAN)) {
      return null;
    }
    Variable sum = Variable.scalar(type, g.scope.fresh("s"), true);
    Code start = g.dice.chance(70) ? g.literals.of(type) : g.expressions.of(type, 1);
    g.scope.declare(sum);
    Code loop = loop(g.dice.below(depth), () -> updated(type, Code.text(sum.name())));
    Code end =
        type == Type.BOOLEAN
            ? Code.statement("# = #;", target(array), sum.name())
            : Code.statement(
                "# # (#) #;",
                target(array),
                g.dice.of("=", "=", "=", "+="),
                array.type().java(),
                sum.name());
    return Code.text(
        "#\n#\n#", Code.statement("# # = #;", type.java(), sum.name(), start), loop, end);
  }

  /** A loop that ends after so many rounds, or earlier where its condition fails. */
  private Code counted() {
    int most = g.dice.between(1, 6);
    if (rounds * most > Heads.MOST_ROUNDS) {
      return null;
    }
    Variable count = Variable.index(Type.INT, g.scope.fresh("n"), 0, most);
    Code start = Code.statement("int # = 0;", count.name());
    g.scope.declare(count);
    long before = rounds;
    rounds *= most;
    Code condition = g.conditions.of(1);
    Code goesOn = Code.text("# < #", count.name(), most);
    boolean isFirst = g.dice.chance(60);
    // First, so that no jump leaves it out.
    List<Code> body = new ArrayList<>(List.of(Code.statement("#++;", count.name())));
    body.addAll(body(0, () -> null));
    rounds = before;
    Code loop =
        Code.statement(
            "while (# && #) {\n#\n}",
            isFirst ? goesOn : condition,
            isFirst ? condition : goesOn,
            Code.list("\n", body));
    return Code.text("#\n#", start, loop);
  }

  /** An array of a round's own, that a loop sets. */
  private Code row(int depth) {
    Type type = g.shapes.type();
    int extent = Math.min(g.shapes.extent(), 20);
    Variable row = Variable.array(type, List.of(extent), g.scope.fresh("t"), true);
    g.scope.declare(row);
    Code loop = loop(depth - 1, () -> Code.statement("#;", g.effects.to(row, g.style.depth())));
    return Code.text(
        "#\n#",
        Code.statement("# # = new #[#];", row.javaType(), row.name(), type.java(), extent),
        loop);
  }
}
