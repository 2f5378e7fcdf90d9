package dev.annotir.it.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes the C that calls typed functions with pointers to their arguments and measures the time.
 */
final class Caller {
  private Caller() {}

  static String name(Operator operator) {
    return "demo_" + operator.library() + "_" + operator.name();
  }

  static String source(List<Operator> operators) {
    StringBuilder c = new StringBuilder();
    c.append("#define _POSIX_C_SOURCE 199309L\n");
    c.append("#include <stdint.h>\n#include <time.h>\n");
    c.append("#include \"").append(operators.get(0).library()).append("_operators.h\"\n\n");
    c.append("static int64_t now(void) {\n");
    c.append("  struct timespec t;\n");
    c.append("  clock_gettime(CLOCK_MONOTONIC, &t);\n");
    c.append("  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;\n");
    c.append("}\n");
    operators.forEach(operator -> c.append(function(operator)));
    return c.toString();
  }

  private static String function(Operator operator) {
    return """

    int32_t %s(void** a, int32_t times, int64_t* nanoseconds);
    int32_t %s(void** a, int32_t times, int64_t* nanoseconds) {
      int32_t code = 0;
      int64_t start = now();
      for (int32_t i = 0; i < times; ++i) code = %s_%s(%s);
      *nanoseconds = now() - start;
      return code;
    }
    """
        .formatted(
            name(operator),
            name(operator),
            operator.library(),
            operator.name(),
            String.join(", ", arguments(operator)));
  }

  private static List<String> arguments(Operator operator) {
    List<String> arguments = new ArrayList<>();
    for (Operator.Argument parameter : operator.parameters()) {
      String at = "a[" + arguments.size() + "]";
      arguments.add(parameter.isTensor() ? at : "*(const " + parameter.type().cName() + "*)" + at);
    }
    if (operator.result() != null) {
      arguments.add("a[" + arguments.size() + "]");
    }
    if (operator.workspaceBytes() > 0) {
      arguments.add("a[" + arguments.size() + "]");
    }
    return arguments;
  }
}
