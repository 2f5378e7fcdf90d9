package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The lines that stand before a statement and set buffers of one element, so that no operand stands
 * in the text twice and TVM knows nothing of a value: it never looks into what was stored.
 */
final class Prelude {
  private final FreshNames names;
  private final List<String> allocations = new ArrayList<>();
  private List<String> lines = new ArrayList<>();

  Prelude(FreshNames names) {
    this.names = names;
  }

  /** Text and the lines before it. */
  record Prepared(List<String> lines, Code code) {}

  /** The lines that allocate the buffers at the function's top. */
  List<String> allocations() {
    return allocations;
  }

  /** The text with its own lines. */
  Prepared prepare(Supplier<Code> text) {
    List<String> outer = lines;
    lines = new ArrayList<>();
    try {
      Code code = text.get();
      return new Prepared(lines, code);
    } finally {
      lines = outer;
    }
  }

  void line(String line) {
    lines.add(line);
  }

  /** A new element that nothing is stored into yet. */
  Code element(DType dtype) {
    String name = names.fresh("t");
    allocations.add(name + " = T.alloc_buffer((1,), \"" + dtype.tvmName() + "\")");
    return Code.atom(name + "[0]");
  }

  /** The value as an element of which TVM knows nothing. */
  Code stored(DType dtype, Code value) {
    Code element = element(dtype);
    line(element + " = " + value);
    return element;
  }

  /** The value of an expression as text to be used several times. */
  Code shared(Expr e, Code value) {
    return isSmall(e, 2) ? value : stored(e.dtype(), value);
  }

  private static boolean isSmall(Expr e, int depth) {
    if (e instanceof Expr.BufferLoad load) {
      return depth > 0 && load.indices().stream().allMatch(index -> isSmall(index, depth - 1));
    } else if (e instanceof Expr.Binary b) {
      return depth == 1 && Widening.isRing(e) && isSmall(b.a(), 0) && isSmall(b.b(), 0);
    }
    return e instanceof Expr.Const || e instanceof Expr.Var;
  }
}
