package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Argument;
import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the operators of a library have in common, on which the text around them depends. */
record Traits(List<List<Argument>> arguments, List<Buffer> results) {
  static Traits of(LibraryFacts facts) {
    return new Traits(
        Stream.concat(
                facts.operators().stream().map(Argument::of),
                facts.bindsConstants()
                    ? facts.operators().stream().map(Argument::ofConstants)
                    : Stream.of())
            .toList(),
        facts.operators().stream().flatMap(o -> scalarResult(o).stream()).toList());
  }

  private static List<Buffer> scalarResult(OperatorFacts operator) {
    Buffer result = operator.func().result();
    return result != null && result.tensorShape().isEmpty() ? List.of(result) : List.of();
  }

  boolean any(Predicate<Argument> test) {
    return arguments.stream().anyMatch(list -> list.stream().anyMatch(test));
  }

  boolean hasTensor() {
    return any(Argument::isTensor);
  }

  boolean hasScalar() {
    return any(a -> !a.isTensor());
  }

  boolean hasScalar(DType dtype) {
    return any(a -> !a.isTensor() && a.dtype() == dtype);
  }

  boolean hasTensor(DType dtype) {
    return any(a -> a.isTensor() && a.dtype() == dtype);
  }

  /** Whether some operator writes a tensor that another argument could overlap. */
  boolean canOverlap() {
    return arguments.stream()
        .anyMatch(
            list ->
                list.stream().filter(Argument::isTensor).count() > 1
                    && list.stream().anyMatch(Argument::isWritten));
  }

  boolean hasFloatResult() {
    return results.stream().anyMatch(r -> r.dtype().isFloat());
  }

  boolean hasIntegerResult() {
    return results.stream().anyMatch(r -> !r.dtype().isFloat());
  }

  /** The largest rank, and at least 1. */
  int rank() {
    return arguments.stream()
        .flatMap(List::stream)
        .mapToInt(a -> a.shape().size())
        .reduce(1, Math::max);
  }

  /** The largest number of arguments, and at least 1. */
  int most() {
    return arguments.stream().mapToInt(List::size).reduce(1, Math::max);
  }

  /** How many words of 32 bits hold one bit for each argument. */
  int words() {
    return (most() + 31) / 32;
  }
}
