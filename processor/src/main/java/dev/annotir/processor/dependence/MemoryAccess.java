package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Affine;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A load or store in a nest.
 *
 * @param number its place in the order of a round
 * @param isStore whether it is a store, else a load
 * @param loops the loops of the nest around it, outermost first
 * @param indices as sums of the loops' variables and of others that {@code domain} speaks of
 * @param domain the rounds that come here
 * @param fresh in how many of the loops around, outermost first, the buffer is a new one each round
 * @param update the reduction whose load or store it is, or null
 */
public record MemoryAccess(
    int number,
    Buffer buffer,
    boolean isStore,
    List<Loop> loops,
    List<Affine> indices,
    Domain domain,
    int fresh,
    @Nullable Update update,
    Span span) {
  public MemoryAccess {
    loops = List.copyOf(loops);
    indices = List.copyOf(indices);
  }

  /** The number of loops of the nest around both. */
  int commonLoops(MemoryAccess other) {
    int common = 0;
    while (common < Math.min(loops.size(), other.loops.size())
        && loops.get(common).equals(other.loops.get(common))) {
      common++;
    }
    return common;
  }

  boolean isIn(Loop loop) {
    return loops.contains(loop);
  }
}
