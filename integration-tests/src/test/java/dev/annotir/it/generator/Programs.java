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

  private Program program(String name) {
    for (int i = dice.between(0, 2); i > 0; i--) {
      constant();
    }
    Variable computed = dice.chance(15) ? computed() : null;
    int constants = g.scope.mark();
    for (int i = dice.between(0, g.style.isKernels() ? 1 : 3); i > 0; i--) {
      helper(constants);
    }
    operator(name, constants, computed);
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
    List<Integer> shape = Shapes.small(dice, 2);
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

  /** A constant that a method computes. */
  private Variable computed() {
    List<Variable> parameters = new ArrayList<>();
    for (int i = dice.between(0, 2); i > 0; i--) {
      parameters.add(scalarParameter());
    }
    int mark = g.scope.mark();
    Variable result =
        dice.chance(25) ? Variable.scalar(dice.of(Type.ALL), "", false) : made("r", 2);
    Method method = helper(mark, result, parameters);
    List<Code> arguments = parameters.stream().map(p -> g.literals.of(p.type())).toList();
    String name = g.scope.fresh("K");
    names.add("");
    members.add(
        Code.text(
            "# # # = #(#);",
            "private static final",
            result.javaType(),
            name,
            method.name(),
            arguments(arguments)));
    Variable constant = new Variable(name, result.type(), result.shape(), false, 0, -1);
    g.scope.declare(constant);
    return constant;
  }

  private static Code arguments(List<Code> values) {
    Code all = Code.text("");
    for (int i = 0; i < values.size(); i++) {
      all = Code.text(i == 0 ? "##" : "#, #", all, values.get(i));
    }
    return all;
  }

  private Variable made(String prefix, int rank) {
    return Variable.array(dice.of(Type.ALL), Shapes.small(dice, rank), g.scope.fresh(prefix), true);
  }

  private void helper(int constants) {
    List<Variable> parameters = new ArrayList<>();
    for (int i = dice.between(0, 3); i > 0; i--) {
      parameters.add(helperParameter());
    }
    List<Variable> arrays = parameters.stream().filter(Variable::isArray).toList();
    Variable result =
        dice.<Variable>forms()
            .add(4, () -> null)
            .add(9, () -> Variable.scalar(dice.of(dice.of(Type.ALL), Type.INT), "", false))
            .add(2, () -> made("r", 2))
            .add(2, () -> arrays.isEmpty() ? null : dice.of(arrays))
            .one();
    helper(constants, result, parameters);
  }

  private Method helper(int constants, Variable result, List<Variable> parameters) {
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
    g.scope.enter(result, Math.max(2, g.style.statements() / 3), constants);
    parameters.forEach(g.scope::declare);
    Code made =
        result != null && result.isArray() && !parameters.contains(result)
            ? declared(result)
            : Code.text("");
    members.add(
        Code.text(
            "# # #(#) {\n##\n}",
            dice.of("static", "private static"),
            result == null ? "void" : result.javaType(),
            method.name(),
            text(parameters),
            made,
            body(Math.min(2, g.style.nesting()), dice.between(1, 3))));
    g.scope.reset(constants);
    g.scope.declare(method);
    return method;
  }

  /** The new array that a method gives. */
  private Code declared(Variable result) {
    g.scope.declare(result);
    return Code.text(
        "# # = new ##;\n",
        result.javaType(),
        result.name(),
        result.type().java(),
        brackets(result.shape()));
  }

  private Variable helperParameter() {
    return dice.chance(60)
        ? scalarParameter()
        : Variable.array(
            dice.of(Type.INT, Type.FLOAT, dice.of(Type.ALL)),
            List.of(dice.between(1, 4)),
            g.scope.fresh("p"),
            true);
  }

  private Variable scalarParameter() {
    return Variable.scalar(dice.of(dice.of(Type.ALL), Type.INT), g.scope.fresh("p"), true);
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

  /**
   * Where a constant is read whatever happens: an operator that does not read it is compiled even
   * if it cannot be computed.
   */
  private Code read(Variable constant) {
    Variable copy = Variable.scalar(constant.type(), g.scope.fresh("v"), true);
    g.scope.declare(copy);
    return Code.text(
        "# # = ##;\n",
        copy.javaType(),
        copy.name(),
        constant.name(),
        "[0]".repeat(constant.shape().size()));
  }

  private void operator(String name, int constants, Variable computed) {
    List<Code> parameters = new ArrayList<>();
    Variable result = result();
    g.scope.enter(result, g.style.statements(), constants);
    int more = g.style.isKernels() ? 1 : 0;
    for (int i = dice.between(1, 4) + more; i > 0; i--) {
      parameters.add(tensor());
    }
    for (int i = dice.between(0, 3); i > 0; i--) {
      Variable scalar =
          Variable.scalar(dice.of(dice.of(Type.ALL), Type.INT), g.scope.fresh("a"), true);
      parameters.add(Code.text("# #", scalar.javaType(), scalar.name()));
      g.scope.declare(scalar);
    }
    Code made = result != null && result.isArray() ? declared(result) : Code.text("");
    Code read = computed == null ? Code.text("") : read(computed);
    Code body = body(g.style.nesting(), dice.between(2, 5));
    members.add(
        Code.text(
            "@Operator\n## static # #(#) {\n###\n}",
            result != null && result.isArray() ? tensorOf(result.shape(), "") + " " : "",
            dice.of("public", ""),
            result == null ? "void" : result.javaType(),
            name.toLowerCase(java.util.Locale.ROOT),
            Code.list(", ", parameters),
            made,
            read,
            body));
  }

  private Variable result() {
    return dice.<Variable>forms()
        .add(4, () -> Variable.scalar(dice.of(Type.ALL), "", false))
        .add(
            1,
            () ->
                Variable.array(dice.of(Type.ALL), Shapes.small(dice, 2), g.scope.fresh("r"), true))
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
    Type type = g.shapes.type();
    List<Integer> shape = g.shapes.of(3);
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
