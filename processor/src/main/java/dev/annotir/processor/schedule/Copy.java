package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of statements with values for variables of other places, and with new names for all that
 * the statements bind.
 */
final class Copy extends Rewriter {
  private final @Nullable FreshNames names;
  private final Map<Expr.Var, Expr> values = new HashMap<>();
  private final Map<Buffer, Buffer> buffers = new HashMap<>();
  private final Map<Label, Label> labels = new HashMap<>();

  /**
   * @param names null for a copy that has the names of the original
   */
  Copy(@Nullable FreshNames names) {
    this.names = names;
  }

  /** Makes the copy have an expression in the place of a variable. */
  Copy set(Expr.Var var, Expr value) {
    values.put(var, value);
    return this;
  }

  /** A variable like another, which the copy has in its place. */
  Expr.Var rename(Expr.Var var) {
    if (names == null) {
      return var;
    }
    Expr.Var copy = new Expr.Var(names.fresh(var.name()), var.dtype(), var.lanes(), var.span());
    values.put(var, copy);
    return copy;
  }

  /** A local buffer like another, which the copy has in its place. */
  Buffer rename(Buffer buffer) {
    if (names == null) {
      return buffer;
    }
    Buffer copy =
        Buffer.local(names.fresh(buffer.name()), buffer.dtype(), buffer.shape(), buffer.span());
    buffers.put(buffer, copy);
    return copy;
  }

  /** The copy of a loop. */
  Stmt.For loop(Stmt.For s) {
    Expr extent = rewrite(s.extent());
    return new Stmt.For(rename(s.var()), extent, rewrite(s.body()), s.span());
  }

  @Override
  public Expr visit(Expr.Var e) {
    return values.getOrDefault(e, e);
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Buffer buffer = buffers.getOrDefault(e.buffer(), e.buffer());
    return new Expr.BufferLoad(buffer, rewriteAll(e.indices()), e.span());
  }

  /** Indices of rounds with a known number are numbers. */
  @Override
  public Expr visit(Expr.Binary e) {
    Expr binary = super.visit(e);
    return binary == e || !e.dtype().isInteger() ? binary : Simplify.simplify(binary);
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr value = rewrite(s.value());
    return new Stmt.Let(rename(s.var()), value, rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    return new Stmt.Allocate(rename(s.buffer()), rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Stmt.BufferStore store = (Stmt.BufferStore) super.visit(s);
    Buffer buffer = buffers.getOrDefault(s.buffer(), s.buffer());
    return new Stmt.BufferStore(buffer, store.indices(), store.value(), store.mask(), store.span());
  }

  @Override
  public Stmt visit(Stmt.For s) {
    return loop(s);
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    Label label = names == null ? s.label() : new Label(names.fresh(s.label().name()));
    labels.put(s.label(), label);
    return new Stmt.Block(label, rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.Exit s) {
    return new Stmt.Exit(labels.getOrDefault(s.label(), s.label()), s.span());
  }
}
