package dev.annotir.processor.dependence;

import dev.annotir.processor.ir.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a load or store comes after another of the same element, one of them a store.
 *
 * @param source the one that comes first
 * @param sink the one that comes after
 * @param loops those of the nest around both, outermost first
 * @param vectors the distances at which that happens
 * @param reduction what both update in the same way, or null
 * @param isExact whether each vector's directions come in every run in which no check fails; else
 *     there may be fewer
 */
public record Dependence(
    Kind kind,
    MemoryAccess source,
    MemoryAccess sink,
    List<Loop> loops,
    List<DistanceVector> vectors,
    @Nullable Update reduction,
    boolean isExact) {
  /** What comes first and what after. */
  public enum Kind {
    /** A store, then a load. */
    FLOW,
    /** A load, then a store. */
    ANTI,
    /** Two stores. */
    OUTPUT;

    static Kind of(MemoryAccess source, MemoryAccess sink) {
      return !source.isStore() ? ANTI : sink.isStore() ? OUTPUT : FLOW;
    }
  }

  public Dependence {
    loops = List.copyOf(loops);
    vectors = List.copyOf(vectors);
  }

  public Buffer buffer() {
    return source.buffer();
  }

  /** Whether both ends may change places, as updates whose order no result shows. */
  public boolean isFree() {
    return reduction != null && reduction.isFree();
  }

  /** Whether source and sink are in different rounds of a loop, and in one of each around it. */
  public boolean isCarriedBy(Loop loop) {
    int place = loops.indexOf(loop);
    return place >= 0 && vectors.stream().anyMatch(v -> v.carrier() == place);
  }
}
