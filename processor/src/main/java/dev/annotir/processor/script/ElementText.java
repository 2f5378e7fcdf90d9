package dev.annotir.processor.script;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of elements, under the shapes that callers see. TVM takes a vector as the last index
 * only: others index the same memory as an array of one dimension.
 */
final class ElementText {
  private final Expressions exprs;
  private final Prelude prelude;
  private final Map<Buffer, String> flat = new HashMap<>();

  ElementText(Expressions exprs, Prelude prelude) {
    this.exprs = exprs;
    this.prelude = prelude;
  }

  Code of(Buffer buffer, List<Expr> indices) {
    int lanes = Expr.lanesOf(indices);
    boolean asCalled = buffer.tensorShape().equals(buffer.shape());
    if (lanes == 1) {
      List<String> text = new ArrayList<>();
      if (asCalled) {
        indices.forEach(index -> text.add(exprs.index(index).text()));
      } else {
        split(buffer, indices, text);
      }
      return element(buffer.name(), text, 1);
    }
    List<Expr> outer = indices.stream().limit(indices.size() - 1L).map(Lanes::uniform).toList();
    if (asCalled && Expr.lanesOf(outer) == 1) {
      List<String> text = new ArrayList<>();
      outer.forEach(index -> text.add(exprs.index(index).text()));
      text.add(exprs.index(indices.get(outer.size())).spread(lanes).text());
      return element(buffer.name(), text, lanes);
    }
    Expr position = RowMajor.position(buffer, indices);
    Code code = position.dtype() == DType.INT32 ? exprs.index(position) : exprs.of(position);
    String name = flat.computeIfAbsent(buffer, prelude::flat);
    return element(name, List.of(code.text()), lanes);
  }

  private static Code element(String name, List<String> indices, int lanes) {
    return Code.atom(
        name + "[" + (indices.isEmpty() ? "0" : String.join(", ", indices)) + "]", lanes);
  }

  /** Each axis of a buffer is one or more of the tensor, in order. */
  private void split(Buffer buffer, List<Expr> indices, List<String> text) {
    List<Integer> tensor = buffer.tensorShape();
    int first = 0;
    for (int axis = 0; axis < indices.size(); axis++) {
      int end = first + 1;
      long extent = tensor.get(first);
      boolean isLast = axis + 1 == indices.size();
      while (end < tensor.size() && (isLast || extent < buffer.shape().get(axis))) {
        extent *= tensor.get(end);
        end++;
      }
      split(indices.get(axis), tensor.subList(first, end), text);
      first = end;
    }
  }

  private void split(Expr index, List<Integer> shape, List<String> text) {
    int stride = 1;
    for (int extent : shape.subList(1, shape.size())) {
      stride *= extent;
    }
    for (int i = 0; i < shape.size(); i++) {
      text.add(coordinate(index, stride, i == 0 ? 0 : shape.get(i)));
      stride /= i + 1 < shape.size() ? shape.get(i + 1) : 1;
    }
  }

  private String coordinate(Expr index, int stride, int extent) {
    if (index instanceof Expr.Const c) {
      long whole = c.bits() / stride;
      return Long.toString(extent == 0 ? whole : whole % extent);
    }
    Code code = exprs.index(index);
    if (stride > 1) {
      code = Code.infix(code, "//", Code.atom(Integer.toString(stride)), Code.PRODUCT);
    }
    if (extent > 0) {
      code = Code.infix(code, "%", Code.atom(Integer.toString(extent)), Code.PRODUCT);
    }
    return code.text();
  }
}
