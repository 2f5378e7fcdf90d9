package dev.annotir.processor.script;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Param;
import java.util.List;
import java.util.stream.Collectors;

/** The text of parameters' types. */
final class TensorType {
  private TensorType() {}

  /** {@code x: T.Buffer((4,), "float32")} or {@code n: T.int32}. */
  static String declare(Param param) {
    if (param instanceof Buffer buffer) {
      String shape = shape(buffer.tensorShape());
      String dtype = Literals.string(buffer.dtype().tvmName());
      return buffer.name() + ": T.Buffer(" + shape + ", " + dtype + ")";
    }
    return param.name() + ": T." + param.dtype().tvmName();
  }

  /** A tuple, of one element for a scalar. */
  static String shape(List<Integer> shape) {
    if (shape.size() < 2) {
      return "(" + (shape.isEmpty() ? 1 : shape.get(0)) + ",)";
    }
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
