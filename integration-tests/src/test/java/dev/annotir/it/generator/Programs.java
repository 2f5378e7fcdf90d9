package dev.annotir.it.generator;

import java.util.ArrayList;
import java.util.List;

/** Writes the class of an operator. */
public final class Programs {
  private final Dice dice;
  private final Grammar g;
  private final List<Code> members = new ArrayList<>();

  /** Of each member the helper's name; of a constant none. */
  private final List<String> names = new ArrayList<>();

  private Programs(Dice dice) {
    this.dice = dice;
    this.g = new Grammar(dice, Style.draw(dice));
  }

  /** The program of a seed: always the same. */
  public static Program of(String name, long seed) {
    return new Programs(new Dice(seed)).program(name);
  }

  /** Extents of up to that many dimensions. */
  static List<Integer> shape(Dice dice, int rank) {
    List<Integer> shape = new ArrayList<>();
    for (int i = dice.between(1, rank); i > 0; i--) {
      shape.add(dice.between(1, rank > 2 ? 4 : 6));
    }
    return shape;
  }

  private Program program(String name) {
    for (int i = dice.between(0, 2); i > 0; i--) {
      constant();
    }
    int constants = g.scope.mark();
    for (int i = dice.between(0, 3); i > 0; i--) {
      helper(constants);
    }
    operator(name, constants);
    dropUncalled();
    return new Program(
        name, name, Code.text("static final class # {\n#\n}", name, Code.list("\n", members)));
  }

  /** Leaves out the helpers that nothing calls. */
  private void dropUncalled() {
    for (int i = members.size() - 2; i >= 0; i--) {
      String name = names.get(i);
      String rest = Code.list("\n", members.subList(i + 1, members.size())).java();
      if (!name.isEmpty() && !rest.contains(name + "(")) {
        members.remove(i);
      }
    }
  }

  private void constant() {
    names.add("");
    Type type = dice.of(Type.ALL);
    if (dice.chance(30)) {
      Variable scalar = Variable.scalar(type, g.scope.fresh("C"), false);
      members.add(
          Code.text("static final # # = #;", type.java(), scalar.name(), g.literals.of(type)));
      g.scope.declare(scalar);
      return;
    }
    List<Integer> shape = shape(dice, 2);
    if (dice.chance(30)) {
      table(dice.of(dice.of(Type.INTEGERS), Type.INT), shape);
      return;
    }
    Variable table = Variable.array(type, shape, g.scope.fresh("T"), false);
    members.add(
        Code.text(
            "private static final # # = #;",
            table.javaType(),
            table.name(),
            elements(type, shape)));
    g.scope.declare(table);
  }

  /** A constant array of indices. */
  private void table(Type type, List<Integer> shape) {
    int extent = dice.between(1, 6);
    Variable table = Variable.table(type, shape, g.scope.fresh("I"), 0, extent - 1);
    members.add(
        Code.text(
            "private static final # # = #;",
            table.javaType(),
            table.name(),
            indices(shape, extent)));
    g.scope.declare(table);
  }

  private String indices(List<Integer> shape, int extent) {
    List<String> indices = new ArrayList<>();
    for (int i = 0; i < shape.get(0); i++) {
      indices.add(
          shape.size() > 1
              ? indices(shape.subList(1, shape.size()), extent)
              : "" + dice.below(extent));
    }
    return "{" + String.join(", ", indices) + "}";
  }

  private String elements(Type type, List<Integer> shape) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < shape.get(0); i++) {
      elements.add(
          shape.size() > 1
              ? elements(type, shape.subList(1, shape.size()))
              : g.literals.of(type).java().strip());
    }
    return "{" + String.join(", ", elements) + "}";
  }

  private void helper(int constants) {
    List<Variable> parameters = new ArrayList<>();
    for (int i = dice.between(0, 3); i > 0; i--) {
      parameters.add(helperParameter());
    }
    Type result = dice.chance(25) ? null : dice.of(dice.of(Type.ALL), Type.INT);
    List<Method> sameParameters =
        g.scope.methods().stream()
            .filter(m -> !types(m.parameters()).equals(types(parameters)))
            .toList();
    boolean overloads =
        sameParameters.size() == g.scope.methods().size()
            && !sameParameters.isEmpty()
            && dice.chance(40);
    Method method =
        new Method(
            overloads ? g.scope.methods().get(0).name() : g.scope.fresh("h"), result, parameters);
    names.add(method.name());
    Variable given = result == null ? null : Variable.scalar(result, "", false);
    g.scope.enter(given, Math.max(2, g.style.statements() / 3), constants);
    parameters.forEach(g.scope::declare);
    members.add(
        Code.text(
            "# # #(#) {\n#\n}",
            dice.of("static", "private static"),
            result == null ? "void" : result.java(),
            method.name(),
            text(parameters),
            body(Math.min(2, g.style.nesting()), dice.between(1, 3))));
    g.scope.reset(constants);
    g.scope.declare(method);
  }

  private Variable helperParameter() {
    String name = g.scope.fresh("p");
    return dice.chance(60)
        ? Variable.scalar(dice.of(dice.of(Type.ALL), Type.INT), name, true)
        : Variable.array(
            dice.of(Type.INT, Type.FLOAT, dice.of(Type.ALL)),
            List.of(dice.between(1, 4)),
            name,
            true);
  }

  private static List<String> types(List<Variable> parameters) {
    return parameters.stream().map(Variable::javaType).toList();
  }

  private static String text(List<Variable> parameters) {
    return String.join(", ", parameters.stream().map(p -> p.javaType() + " " + p.name()).toList());
  }

  private Code body(int nesting, int statements) {
    List<Code> code = new ArrayList<>(g.statements.list(nesting, statements));
    if (g.scope.result != null) {
      code.add(Code.text("#", g.jumps.giveBack()));
    }
    return Code.list("\n", code);
  }

  private void operator(String name, int constants) {
    List<Code> parameters = new ArrayList<>();
    Variable result = result();
    g.scope.enter(result, g.style.statements(), constants);
    for (int i = dice.between(1, 4); i > 0; i--) {
      parameters.add(tensor());
    }
    for (int i = dice.between(0, 3); i > 0; i--) {
      Variable scalar =
          Variable.scalar(dice.of(dice.of(Type.ALL), Type.INT), g.scope.fresh("a"), true);
      parameters.add(Code.text("# #", scalar.javaType(), scalar.name()));
      g.scope.declare(scalar);
    }
    Code made = Code.text("");
    if (result != null && result.isArray()) {
      g.scope.declare(result);
      made =
          Code.text(
              "# # = new ##;\n",
              result.javaType(),
              result.name(),
              result.type().java(),
              brackets(result.shape()));
    }
    Code body = body(g.style.nesting(), dice.between(2, 5));
    members.add(
        Code.text(
            "@Operator\n## static # #(#) {\n##\n}",
            result != null && result.isArray() ? tensorOf(result.shape(), "") + " " : "",
            dice.of("public", ""),
            result == null ? "void" : result.javaType(),
            name.toLowerCase(java.util.Locale.ROOT),
            Code.list(", ", parameters),
            made,
            body));
  }

  private Variable result() {
    return dice.<Variable>forms()
        .add(4, () -> Variable.scalar(dice.of(Type.ALL), "", false))
        .add(1, () -> Variable.array(dice.of(Type.ALL), shape(dice, 2), g.scope.fresh("r"), true))
        .add(3, () -> Variable.scalar(dice.of(Type.INT, Type.FLOAT, Type.LONG), "", false))
        .draw();
  }

  private static String brackets(List<Integer> shape) {
    StringBuilder text = new StringBuilder();
    shape.forEach(extent -> text.append('[').append(extent).append(']'));
    return text.toString();
  }

  private static String tensorOf(List<Integer> shape, String dtype) {
    String extents = String.join(", ", shape.stream().map(String::valueOf).toList());
    return dtype.isEmpty()
        ? "@Tensor({" + extents + "})"
        : "@Tensor(value = {" + extents + "}, dtype = DType." + dtype + ")";
  }

  /** An array, at times flat, at times with a label. */
  private Code tensor() {
    Type type = dice.of(dice.of(Type.ALL), dice.of(Type.INT, Type.FLOAT, Type.FLOAT, Type.DOUBLE));
    List<Integer> shape = shape(dice, 3);
    boolean flat = shape.size() > 1 && dice.chance(20);
    List<Integer> java = flat ? List.of(shape.stream().reduce(1, (a, b) -> a * b)) : shape;
    String dtype =
        !dice.chance(15)
            ? ""
            : switch (type) {
              case BYTE -> "UINT8";
              case SHORT -> dice.of("UINT16", "FLOAT16", "BFLOAT16");
              case CHAR -> "UINT16";
              case INT -> "UINT32";
              case LONG -> "UINT64";
              default -> "";
            };
    Variable tensor = Variable.array(type, java, g.scope.fresh("x"), true);
    g.scope.declare(tensor);
    return Code.text("# # #", tensorOf(shape, dtype), tensor.javaType(), tensor.name());
  }
}
