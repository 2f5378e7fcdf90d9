package dev.annotir.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An operator's name and parameters, as {@code scale(float[3][4] x, int n)} states them. */
record Signature(String operator, List<Parameter> parameters) {
  private static final Map<String, Class<?>> ELEMENTS =
      Stream.of(
              boolean.class,
              byte.class,
              short.class,
              char.class,
              int.class,
              long.class,
              float.class,
              double.class)
          .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

  /** Those of all modules so far: each stands in a module as a constant. */
  private static final Map<String, Signature> KNOWN = new ConcurrentHashMap<>();

  /**
   * A parameter.
   *
   * @param type a primitive type, or an array of as many dimensions as there are extents
   */
  record Parameter(String name, Class<?> type, int... extents) {
    /** Reads {@code float[3][4] x}. */
    static Parameter parse(String text) {
      int space = text.indexOf(' ');
      String[] parts = text.substring(0, space).split("\\[");
      int[] extents = new int[parts.length - 1];
      for (int i = 0; i < extents.length; i++) {
        extents[i] = Integer.parseInt(parts[i + 1].substring(0, parts[i + 1].length() - 1));
      }
      Class<?> type = type(parts[0] + "[]".repeat(extents.length));
      return new Parameter(text.substring(space + 1), type, extents);
    }

    /**
     * The type of a name such as {@code float[][]}.
     *
     * @throws IllegalArgumentException if it is no primitive type, or array type of one
     */
    static Class<?> type(String name) {
      int rank = 0;
      while (name.endsWith("[]".repeat(rank + 1))) {
        rank++;
      }
      Class<?> type = ELEMENTS.get(name.substring(0, name.length() - 2 * rank));
      if (type == null) {
        throw new IllegalArgumentException("no type of operators is " + name);
      }
      for (int i = 0; i < rank; i++) {
        type = type.arrayType();
      }
      return type;
    }
  }

  /** The signature that a text states. */
  static Signature of(String text) {
    return KNOWN.computeIfAbsent(text, Signature::parse);
  }

  private static Signature parse(String text) {
    int open = text.indexOf('(');
    String parameters = text.substring(open + 1, text.length() - 1);
    List<Parameter> parsed = new ArrayList<>();
    for (String parameter : parameters.isEmpty() ? new String[0] : parameters.split(", ")) {
      parsed.add(Parameter.parse(parameter));
    }
    return new Signature(text.substring(0, open), List.copyOf(parsed));
  }
}
