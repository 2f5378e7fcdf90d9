package dev.annotir.it;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The arguments of a call: for each parameter its elements in row-major order, as the interpreter
 * takes them. The same array twice is the same tensor twice.
 */
public record Call(List<long[]> arguments) {
  /** The same call with arrays of its own. */
  Call copy() {
    IdentityHashMap<long[], long[]> copies = new IdentityHashMap<>();
    List<long[]> copied = new ArrayList<>();
    for (long[] argument : arguments) {
      copied.add(copies.computeIfAbsent(argument, long[]::clone));
    }
    return new Call(copied);
  }

  /** The call whose parameter {@code output} is the same tensor as {@code input}. */
  Call inPlace(int output, int input) {
    List<long[]> changed = new ArrayList<>(arguments);
    changed.set(output, changed.get(input));
    return new Call(changed);
  }

  /** The first parameter that has the same tensor as this one. */
  int firstSame(int parameter) {
    int first = 0;
    while (arguments.get(first) != arguments.get(parameter)) {
      first++;
    }
    return first;
  }

  String text(OperatorInfo operator) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = operator.parameters().get(i);
      long[] values = arguments.get(i);
      String elements =
          Arrays.stream(values)
              .limit(40)
              .mapToObj(value -> Elements.text(parameter.dtype(), value))
              .collect(Collectors.joining(", ", "{", values.length > 40 ? ", ...}" : "}"));
      parts.add(
          firstSame(i) < i
              ? parameter.name() + " is " + operator.parameters().get(firstSame(i)).name()
              : parameter.name() + " = " + elements);
    }
    return String.join("\n  ", parts);
  }
}
