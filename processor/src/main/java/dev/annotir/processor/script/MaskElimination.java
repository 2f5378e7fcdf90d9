package dev.annotir.processor.script;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A statement without stores of some lanes only, for which TVMScript has no text: a loop stores one
 * lane after the other. What a store may change is read for all lanes before.
 */
final class MaskElimination extends Rewriter {
  private final Aliasing aliasing;
  private final FreshNames names;

  private MaskElimination(Aliasing aliasing, FreshNames names) {
    this.aliasing = aliasing;
    this.names = names;
  }

  static Stmt eliminate(Stmt s, Aliasing aliasing, FreshNames names) {
    return new MaskElimination(aliasing, names).rewrite(s);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Expr mask = s.mask();
    if (mask == null) {
      return s;
    }
    return known(s, mask, m -> known(s, s.value(), v -> indices(s, m, v)));
  }

  /** What follows with a value that the store does not change. */
  private Stmt known(Stmt.BufferStore s, Expr value, Function<Expr, Stmt> rest) {
    if (!aliasing.changes(s, value)) {
      return rest.apply(value);
    }
    Buffer buffer = buffer(value.dtype(), value.lanes(), s.span());
    List<Expr> all = Lanes.all(value.lanes(), s.span());
    Stmt set = new Stmt.BufferStore(buffer, all, value, s.span());
    Stmt then = rest.apply(new Expr.BufferLoad(buffer, all, s.span()));
    return new Stmt.Allocate(buffer, new Stmt.SeqStmt(List.of(set, then), s.span()), s.span());
  }

  /** The indices of the lanes that are stored are known first too; others may read outside. */
  private Stmt indices(Stmt.BufferStore s, Expr mask, Expr value) {
    List<Buffer> buffers = new ArrayList<>();
    List<Stmt> stmts = new ArrayList<>();
    List<Expr> indices = new ArrayList<>();
    for (Expr index : s.indices()) {
      if (!aliasing.changes(s, index)) {
        indices.add(index);
        continue;
      }
      Buffer buffer = buffer(DType.INT32, mask.lanes(), s.span());
      List<Expr> all = Lanes.all(mask.lanes(), s.span());
      buffers.add(buffer);
      Expr spread = Lanes.spread(index, mask.lanes());
      stmts.add(each(new Stmt.BufferStore(buffer, all, spread, mask, s.span())));
      indices.add(new Expr.BufferLoad(buffer, all, s.span()));
    }
    stmts.add(each(new Stmt.BufferStore(s.buffer(), indices, value, mask, s.span())));
    Stmt result = stmts.size() == 1 ? stmts.get(0) : new Stmt.SeqStmt(stmts, s.span());
    for (Buffer buffer : buffers) {
      result = new Stmt.Allocate(buffer, result, s.span());
    }
    return result;
  }

  private Buffer buffer(DType dtype, int lanes, Span span) {
    return Buffer.local(names.fresh("t"), dtype, Lanes.shape(lanes), span);
  }

  private Stmt each(Stmt.BufferStore s) {
    Expr mask = Objects.requireNonNull(s.mask());
    Span span = s.span();
    Expr.Var lane = new Expr.Var(names.fresh("lane"), DType.INT32, span);
    UnaryOperator<Expr> one = new Lane(lane)::rewrite;
    List<Expr> indices = s.indices().stream().map(one).toList();
    Stmt store = new Stmt.BufferStore(s.buffer(), indices, one.apply(s.value()), span);
    Stmt stored = new Stmt.IfThenElse(one.apply(mask), store, Stmt.nop(span), span);
    return new Stmt.For(lane, Expr.Const.int32(mask.lanes(), span), stored, span);
  }
}
