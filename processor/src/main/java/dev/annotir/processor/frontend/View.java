package dev.annotir.processor.frontend;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Java array reference stands for: a buffer, or the part of it with the first indices given.
 *
 * @param prefix constants and variables, so that the view stays what it was
 * @param javaType the type that Java's element has; the buffer's may be a label for it
 * @param text the reference as the user wrote it
 */
record View(Buffer buffer, List<Expr> prefix, DType javaType, String text) {
  View {
    prefix = List.copyOf(prefix);
  }

  /** The extents of this array. */
  List<Integer> shape() {
    return buffer.shape().subList(prefix.size(), buffer.shape().size());
  }

  int length() {
    return buffer.shape().get(prefix.size());
  }

  boolean isElement() {
    return prefix.size() == buffer.shape().size();
  }

  View at(Expr index, String newText) {
    List<Expr> indices = new ArrayList<>(prefix);
    indices.add(index);
    return new View(buffer, indices, javaType, newText);
  }
}
