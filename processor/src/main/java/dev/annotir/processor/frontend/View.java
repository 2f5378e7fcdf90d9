package dev.annotir.processor.frontend;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Java array reference stands for now: one of the parts, each a buffer or what its first
 * indices select of it.
 *
 * @param selector which of the parts: a constant or variable, as are the indices, so that the view
 *     stays what it was
 * @param shape the extents of the Java array; none for an element
 * @param javaType the type that Java's element has; the buffer's may be a label for it
 * @param text the reference as the user wrote it
 * @param origin the variable that it was read from, if any
 */
record View(
    List<Part> parts,
    Expr selector,
    List<Integer> shape,
    DType javaType,
    String text,
    @Nullable Origin origin) {
  /**
   * What the first indices select of a buffer.
   *
   * @param root what the array is part of: the site of a new array, else the buffer
   * @param inPool whether the first index is the slot of a new array in its pool
   */
  record Part(Object root, Buffer buffer, boolean inPool, List<Expr> prefix) {
    Part {
      prefix = List.copyOf(prefix);
    }

    /** How many of Java's indices there are. */
    int depth() {
      return prefix.size() - (inPool ? 1 : 0);
    }

    private Part at(Expr index) {
      List<Expr> indices = new ArrayList<>(prefix);
      indices.add(index);
      return new Part(root, buffer, inPool, indices);
    }
  }

  /**
   * A variable that was read.
   *
   * @param assignments how many assignments to it stood before
   * @param loops how many loops of its method were around
   */
  record Origin(ArrayVariable variable, int assignments, int loops) {}

  View {
    parts = List.copyOf(parts);
    shape = List.copyOf(shape);
  }

  static View of(Part part, List<Integer> shape, DType javaType, String text) {
    Expr first = Expr.Const.int32(0, part.buffer().span());
    return new View(List.of(part), first, shape, javaType, text, null);
  }

  /** A whole tensor or constant. */
  static View whole(Buffer buffer, DType javaType, String text) {
    return of(new Part(buffer, buffer, false, List.of()), buffer.shape(), javaType, text);
  }

  View named(String newText) {
    return new View(parts, selector, shape, javaType, newText, origin);
  }

  /** The same, where the variable that it was read from is no Java variable. */
  View temporary(String newText) {
    return new View(parts, selector, shape, javaType, newText, null);
  }

  /** Whether it may be in the same memory as another. */
  boolean mayBePartOf(View other) {
    return parts.stream()
        .anyMatch(a -> other.parts.stream().anyMatch(b -> a.buffer().equals(b.buffer())));
  }

  int length() {
    return shape.get(0);
  }

  boolean isElement() {
    return shape.isEmpty();
  }

  View at(Expr index, String newText) {
    List<Part> selected = parts.stream().map(part -> part.at(index)).toList();
    List<Integer> rest = shape.subList(1, shape.size());
    return new View(selected, selector, rest, javaType, newText, origin);
  }
}
