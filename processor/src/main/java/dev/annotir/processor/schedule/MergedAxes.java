package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A function with one loop in the place of two, and with one axis in the place of each two that
 * they walk, wherever in the function these are indexed. What callers see of a tensor stays.
 */
final class MergedAxes extends Rewriter {
  /**
   * What a buffer becomes.
   *
   * @param axis the first of the axes that become one
   * @param extent that of the second
   */
  private record Merged(Buffer buffer, int axis, int extent) {}

  private final Stmt.For outside;
  private final Stmt.For inside;

  /** The rounds of the inner loop, and those of the loop in place of both. */
  private final int extent;

  private final int rounds;
  private final Expr.Var both;

  private final Map<Buffer, Merged> merged = new HashMap<>();

  /**
   * Merges what two loops walk.
   *
   * @param extent the rounds of the inner one
   * @param rounds those of both
   * @param both the variable of the loop in their place
   */
  MergedAxes(Stmt.For outside, Stmt.For inside, int extent, int rounds, Expr.Var both) {
    this.outside = outside;
    this.inside = inside;
    this.extent = extent;
    this.rounds = rounds;
    this.both = both;
    new Accesses().walk(inside.body());
  }

  PrimFunc rewrite(PrimFunc func) {
    List<Param> params = new ArrayList<>();
    for (Param param : func.params()) {
      params.add(param instanceof Buffer buffer ? buffer(buffer) : param);
    }
    return new PrimFunc(
        func.name(),
        func.method(),
        func.doc(),
        params,
        func.result() == null ? null : buffer(func.result()),
        func.exit(),
        rewrite(func.body()),
        func.javaNames(),
        func.javaTypes(),
        func.inexact(),
        func.span());
  }

  /** Finds the axes that become one. */
  private final class Accesses extends Walker {
    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.BufferLoad load) {
        merge(load.buffer(), load.indices());
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.BufferStore store) {
        merge(store.buffer(), store.indices());
      }
      super.enter(s);
    }
  }

  private void merge(Buffer buffer, List<Expr> indices) {
    int axis = indices.indexOf(outside.var());
    boolean isNext =
        axis >= 0 && axis + 1 < indices.size() && indices.get(axis + 1).equals(inside.var());
    if (!isNext || buffer.shape().get(axis + 1) != extent) {
      return; // Refused later unless it has neither variable, or both in one index.
    }
    long all = (long) buffer.shape().get(axis) * extent;
    if (buffer.scope() == Buffer.Scope.CONST || all != (int) all) {
      throw new Refusal("the axes of " + buffer.name() + " stay apart");
    }
    List<Integer> shape = new ArrayList<>(buffer.shape());
    shape.set(axis, (int) all);
    shape.remove(axis + 1);
    List<Integer> seen = buffer.scope() == Buffer.Scope.LOCAL ? shape : buffer.tensorShape();
    Buffer now =
        new Buffer(buffer.name(), buffer.dtype(), shape, seen, buffer.scope(), null, buffer.span());
    Merged known = merged.putIfAbsent(buffer, new Merged(now, axis, extent));
    if (known != null && known.axis() != axis) {
      throw new Refusal("other axes of " + buffer.name() + " become one");
    }
  }

  private Buffer buffer(Buffer buffer) {
    Merged change = merged.get(buffer);
    return change == null ? buffer : change.buffer();
  }

  private List<Expr> indices(Merged change, List<Expr> indices) {
    if (Expr.lanesOf(indices) > 1) {
      throw new Refusal(change.buffer().name() + " has vectors");
    }
    Expr row = indices.get(change.axis());
    Expr column = indices.get(change.axis() + 1);
    Expr length = Expr.Const.int32(change.extent(), row.span());
    Expr first = new Expr.Binary(BinaryOp.MUL, row, length, row.span());
    List<Expr> result = new ArrayList<>(indices);
    result.set(change.axis(), new Expr.Binary(BinaryOp.ADD, first, column, row.span()));
    result.remove(change.axis() + 1);
    return rewriteAll(result);
  }

  /** Where both stand for the round of the loop in their place: that. */
  @Override
  public Expr visit(Expr.Binary e) {
    boolean isBoth =
        e.op() == BinaryOp.ADD
            && (isFirst(e.a()) && e.b().equals(inside.var())
                || e.a().equals(inside.var()) && isFirst(e.b()));
    return isBoth ? both : super.visit(e);
  }

  /** Whether an expression is the round of both loops in which a round of the outer one begins. */
  private boolean isFirst(Expr e) {
    return e instanceof Expr.Binary product
        && product.op() == BinaryOp.MUL
        && (product.a().equals(outside.var()) && isExtent(product.b())
            || isExtent(product.a()) && product.b().equals(outside.var()));
  }

  private boolean isExtent(Expr e) {
    return e instanceof Expr.Const c && c.bits() == extent;
  }

  @Override
  public Expr visit(Expr.Var e) {
    if (e.equals(outside.var()) || e.equals(inside.var())) {
      throw new Refusal("a round needs " + e.name() + " by itself");
    }
    return e;
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Merged change = merged.get(e.buffer());
    return change == null
        ? super.visit(e)
        : new Expr.BufferLoad(change.buffer(), indices(change, e.indices()), e.span());
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Merged change = merged.get(s.buffer());
    if (change == null) {
      return super.visit(s);
    }
    List<Expr> indices = indices(change, s.indices());
    Expr mask = s.mask() == null ? null : rewrite(s.mask());
    return new Stmt.BufferStore(change.buffer(), indices, rewrite(s.value()), mask, s.span());
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    return new Stmt.Allocate(buffer(s.buffer()), rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.For s) {
    if (s != outside) {
      return super.visit(s);
    }
    Expr.Const end = Expr.Const.int32(rounds, s.span());
    return new Stmt.For(both, end, rewrite(inside.body()), s.span());
  }
}
