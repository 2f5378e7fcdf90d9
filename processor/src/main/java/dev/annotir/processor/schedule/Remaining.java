package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which rounds have not left the blocks around that others have: a bool a round for each label. */
final class Remaining {
  private final FreshNames names;
  private final int lanes;
  private final Map<Label, Buffer> buffers = new LinkedHashMap<>();

  Remaining(FreshNames names, int lanes) {
    this.names = names;
    this.lanes = lanes;
  }

  /** A new vector of bools. */
  Buffer buffer(String name, Span span) {
    return Buffer.local(names.fresh(name), DType.BOOL, List.of(lanes), span);
  }

  Expr load(Buffer buffer, Span span) {
    return new Expr.BufferLoad(buffer, List.of(Expr.Ramp.numbers(lanes, span)), span);
  }

  Stmt store(Buffer buffer, Expr value) {
    Span span = value.span();
    return new Stmt.BufferStore(buffer, List.of(Expr.Ramp.numbers(lanes, span)), value, span);
  }

  /** Starts a block; what is yielded is to be allocated around it. */
  Buffer enter(Stmt.Block block) {
    Buffer buffer = buffer("remaining", block.span());
    buffers.put(block.label(), buffer);
    return buffer;
  }

  void leave(Stmt.Block block) {
    buffers.remove(block.label());
  }

  boolean has(Label label) {
    return buffers.containsKey(label);
  }

  /** Those of the blocks around that some rounds may leave in a statement. */
  List<Label> leftBy(Stmt stmt) {
    return buffers.isEmpty()
        ? List.of()
        : Effects.escapes(stmt).stream()
            .filter(this::has)
            .sorted(Comparator.comparing(Label::name))
            .toList();
  }

  /** Which rounds have left none of some blocks. */
  Expr in(List<Label> labels, Span span) {
    Expr all = null;
    for (Label label : labels) {
      Expr one = load(Objects.requireNonNull(buffers.get(label)), span);
      all = all == null ? one : new Expr.Binary(BinaryOp.AND, all, one, span);
    }
    return Objects.requireNonNull(all);
  }

  /** Has some rounds leave a block. */
  Stmt exit(Stmt.Exit exit, Expr who) {
    Buffer buffer = Objects.requireNonNull(buffers.get(exit.label()));
    Expr others = new Expr.Unary(Expr.UnaryOp.NOT, who, exit.span());
    Expr before = load(buffer, exit.span());
    return store(buffer, new Expr.Binary(BinaryOp.AND, before, others, exit.span()));
  }
}
