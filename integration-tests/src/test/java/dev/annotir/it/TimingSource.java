package dev.annotir.it;

import dev.annotir.processor.ir.DType;
import java.util.ArrayList;
import java.util.List;

/** Writes the C that calls typed functions with pointers to their arguments and takes the time. */
public final class TimingSource {
  private TimingSource() {}

  static String name(OperatorInfo operator) {
    return "timed_" + operator.symbol();
  }

  public static String of(List<OperatorInfo> operators) {
    StringBuilder c = new StringBuilder();
    c.append("#define _POSIX_C_SOURCE 199309L\n#include <stdint.h>\n#include <time.h>\n");
    c.append("#include \"").append(operators.get(0).library()).append("_operators.h\"\n");
    c.append(
        """

        static int64_t now(void) {
          struct timespec t;
          clock_gettime(CLOCK_MONOTONIC, &t);
          return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
        }
        """);
    operators.forEach(operator -> c.append(function(operator)));
    return c.toString();
  }

  private static String function(OperatorInfo operator) {
    return """

    int32_t %s(void** a, int32_t times, int64_t* nanoseconds);
    int32_t %s(void** a, int32_t times, int64_t* nanoseconds) {
      int32_t code = 0;
      int64_t start = now();
      for (int32_t i = 0; i < times; ++i) code = %s(%s);
      *nanoseconds = now() - start;
      return code;
    }
    """
        .formatted(
            name(operator),
            name(operator),
            operator.symbol(),
            String.join(", ", arguments(operator)));
  }

  private static List<String> arguments(OperatorInfo operator) {
    List<String> arguments = new ArrayList<>();
    for (Parameter parameter : operator.parameters()) {
      String at = "a[" + arguments.size() + "]";
      arguments.add(parameter.tensor() ? at : "*(const " + type(parameter.dtype()) + "*)" + at);
    }
    if (operator.result() != null) {
      arguments.add("a[" + arguments.size() + "]");
    }
    if (operator.workspaceBytes() > 0) {
      arguments.add("a[" + arguments.size() + "]");
    }
    return arguments;
  }

  private static String type(DType scalar) {
    return switch (scalar) {
      case BOOL -> "uint8_t";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
      default -> scalar.tvmName() + "_t";
    };
  }
}
