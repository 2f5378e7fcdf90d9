package dev.annotir.processor.schedule;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.PrimFunc;
import java.util.List;

/**
 * The function that runs an operator on a target, with the parameters of the operator's own.
 *
 * @param vectors those that loops have become
 */
public record Variant(Target target, PrimFunc func, List<Vectors> vectors) {
  public Variant {
    vectors = List.copyOf(vectors);
  }

  /**
   * The vectors of a loop.
   *
   * @param loop where it stands in the Java
   * @param lanes of the widest of them
   */
  public record Vectors(Span loop, int lanes) {}
}
