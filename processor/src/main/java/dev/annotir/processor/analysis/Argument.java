package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import java.util.ArrayList;
import java.util.List;

/**
 * What a caller passes to an operator: a parameter, or the tensor that takes its result.
 *
 * @param name the name in C and TIR
 * @param javaName the name in Java, for messages
 * @param shape the extents that callers see; none for a scalar
 * @param access what becomes of a tensor; READ for a scalar
 * @param mayBe the names of the arguments that may be the same tensor
 */
public record Argument(
    String name,
    String javaName,
    DType dtype,
    List<Integer> shape,
    Access access,
    List<String> mayBe) {
  public Argument {
    shape = List.copyOf(shape);
    mayBe = List.copyOf(mayBe);
  }

  /**
   * The arguments of an operator in order: its parameters, then the tensor that takes its result.
   */
  public static List<Argument> of(OperatorFacts operator) {
    PrimFunc func = operator.func();
    List<Argument> arguments = new ArrayList<>();
    for (Param param : func.params()) {
      arguments.add(of(operator, param));
    }
    if (func.result() != null && !func.result().tensorShape().isEmpty()) {
      arguments.add(of(operator, func.result()));
    }
    return arguments;
  }

  /** What a caller passes to give an operator its constants. */
  public static List<Argument> ofConstants(OperatorFacts operator) {
    return operator.constants().stream()
        .map(
            c ->
                new Argument(
                    c.name(), c.name(), c.dtype(), c.tensorShape(), Access.READ, List.of()))
        .toList();
  }

  private static Argument of(OperatorFacts operator, Param param) {
    String name = param.name();
    String javaName = operator.func().javaNames().getOrDefault(name, name);
    if (!(param instanceof Buffer tensor)) {
      return new Argument(name, javaName, param.dtype(), List.of(), Access.READ, List.of());
    }
    Access access =
        tensor.scope() == Buffer.Scope.RESULT
            ? Access.WRITE
            : operator.access().getOrDefault(name, Access.READ);
    List<String> mayBe = operator.mayBe().getOrDefault(name, List.of());
    return new Argument(name, javaName, tensor.dtype(), tensor.tensorShape(), access, mayBe);
  }

  public boolean isTensor() {
    return !shape.isEmpty();
  }

  public boolean isWritten() {
    return access != Access.READ;
  }

  /** The number of elements. */
  public long elements() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** The bytes of all elements. */
  public long bytes() {
    return elements() * dtype.bytes();
  }

  /** The type for people: {@code float32[3, 4]}, or {@code int32} for a scalar. */
  public String type() {
    return dtype + (shape.isEmpty() ? "" : shape.toString());
  }
}
