package dev.annotir.it.generator;

import java.util.List;

/** Calls of the class's own methods. */
final class Calls {
  private final Grammar g;

  Calls(Grammar g) {
    this.g = g;
  }

  /** A call that gives that type; null if no method does. */
  Code value(Type type, int depth) {
    List<Method> methods =
        g.scope.methods().stream()
            .filter(m -> m.result() != null && !m.result().isArray() && m.result().type() == type)
            .toList();
    if (methods.isEmpty()) {
      return null;
    }
    Code call = call(g.dice.of(methods), depth);
    return call == null ? null : Code.expression(type, "#", call);
  }

  /** A call for what it does; null if there is no method. */
  Code statement(int depth) {
    List<Method> methods = g.scope.methods();
    if (methods.isEmpty()) {
      return null;
    }
    Code call = call(g.dice.of(methods), depth);
    return call == null ? null : Code.statement("#;", call);
  }

  /** An element of the array that a call gives; null if no method gives one of that type. */
  Code element(Type type, int depth) {
    List<Method> methods = arrays().stream().filter(m -> m.result().type() == type).toList();
    if (methods.isEmpty()) {
      return null;
    }
    Method method = g.dice.of(methods);
    Code call = call(method, depth);
    return call == null
        ? null
        : Code.expression(
            type,
            "##",
            call,
            g.arrays.subscripts(method.result(), method.result().shape().size(), 1));
  }

  /** A variable for the array that a call gives, and perhaps for those of later calls too. */
  Code declared() {
    List<Method> methods = arrays();
    if (methods.isEmpty()) {
      return null;
    }
    Method method = g.dice.of(methods);
    Code call = call(method, 1);
    if (call == null) {
      return null;
    }
    Variable result = method.result();
    Variable array = Variable.array(result.type(), result.shape(), g.scope.fresh("t"), true);
    g.scope.declare(array);
    Code declaration = Code.statement("# # = #;", array.javaType(), array.name(), call);
    Code again = g.dice.chance(40) ? call(method, 1) : null;
    return again == null ? declaration : repeated(declaration, array, again);
  }

  /** The array of one round is what the next one starts from. */
  private Code repeated(Code declaration, Variable array, Code call) {
    String round = g.scope.fresh("w");
    return Code.text(
        "#\n#",
        declaration,
        Code.statement(
            "for (int W = 0; W < #; W++) {\n#\n}".replace("W", round),
            g.dice.between(0, 3),
            Code.list(
                "\n",
                List.of(
                    Code.statement("#;", g.effects.to(array, 1)),
                    Code.statement("# = #;", array.name(), call)))));
  }

  private List<Method> arrays() {
    return g.scope.methods().stream()
        .filter(m -> m.result() != null && m.result().isArray())
        .toList();
  }

  private Code call(Method method, int depth) {
    Code arguments = Code.text("");
    for (Variable parameter : method.parameters()) {
      Code argument =
          parameter.isArray()
              ? g.arrays.argument(parameter)
              : g.expressions.of(parameter.type(), Math.min(depth, 2));
      if (argument == null) {
        return null;
      }
      arguments = Code.text(arguments.parts().size() == 1 ? "##" : "#, #", arguments, argument);
    }
    return Code.text("#(#)", method.name(), arguments);
  }
}
