package dev.annotir.processor.script;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The lines that stand before a statement and set buffers of one element a lane, so that no operand
 * stands in the text twice and TVM knows nothing of a value: it never looks into what was stored.
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

  /** New elements, one for each lane, that nothing is stored into yet. */
  Code element(DType dtype, int lanes) {
    String name = allocate(dtype, lanes);
    return lanes == 1
        ? Code.atom(name + "[0]")
        : Code.atom(name + "[T.Ramp(0, 1, " + lanes + ")]", lanes);
  }

  /** A new buffer for the lanes of a vector. */
  Buffer vector(DType dtype, int lanes, Span span) {
    return Buffer.local(allocate(dtype, lanes), dtype, Lanes.shape(lanes), span);
  }

  private String allocate(DType dtype, int lanes) {
    String name = names.fresh("t");
    allocations.add(name + " = T.alloc_buffer((" + lanes + ",), \"" + dtype.tvmName() + "\")");
    return name;
  }

  /** The name of a buffer's memory as an array of one dimension. */
  String flat(Buffer buffer) {
    String name = names.fresh(buffer.name() + "_flat");
    String shape = "(" + buffer.elements() + ",), " + Literals.string(buffer.dtype().tvmName());
    allocations.add(name + " = T.decl_buffer(" + shape + ", data=" + buffer.name() + ".data)");
    return name;
  }

  /** A new variable for the number of a lane. */
  Expr.Var lane(Span span) {
    return new Expr.Var(names.fresh("lane"), DType.INT32, span);
  }

  /** The value as elements of which TVM knows nothing. */
  Code stored(DType dtype, Code value) {
    Code element = element(dtype, value.lanes());
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
    } else if (e instanceof Expr.Broadcast b) {
      return isSmall(b.value(), depth);
    } else if (e instanceof Expr.Ramp r) {
      return isSmall(r.base(), depth);
    } else if (e instanceof Expr.Binary b) {
      return depth == 1 && Widening.isRing(e) && isSmall(b.a(), 0) && isSmall(b.b(), 0);
    }
    return e instanceof Expr.Const || e instanceof Expr.Var;
  }
}
