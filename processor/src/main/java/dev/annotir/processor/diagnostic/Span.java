package dev.annotir.processor.diagnostic;

import java.util.function.Supplier;

/**
 * A place in a Java source: the first character of what it is about.
 *
 * <p>All spans are equal, so that two IR nodes are equal when they mean the same, wherever they
 * were written; {@link #samePlace} compares places. The frontend finds the tree of a span by the
 * object's identity.
 *
 * @param file the source's name without folders, such as {@code Vision.java}
 * @param line counted from 1
 * @param column counted from 1
 * @param source prints what stands there, which few of many spans are asked for
 */
public record Span(String file, int line, int column, Supplier<String> source) {
  public Span(String file, int line, int column) {
    this(file, line, column, () -> "");
  }

  /** What stands there, shortened; empty where no message needs it. */
  public String text() {
    return source.get();
  }

  /** Whether both are the same place. */
  public boolean samePlace(Span other) {
    return file.equals(other.file) && line == other.line && column == other.column;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Span;
  }

  @Override
  public int hashCode() {
    return 1;
  }

  /** The place as people write it: {@code Vision.java:12}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
