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
    List<Method> methods = g.scope.methods().stream().filter(m -> m.result() == type).toList();
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
