package dev.annotir.processor.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * A copy of a tree that subclasses change where they override; what does not change stays the same
 * object.
 */
public abstract class Rewriter implements Expr.Visitor<Expr>, Stmt.Visitor<Stmt> {
  public Expr rewrite(Expr e) {
    return e.accept(this);
  }

  public Stmt rewrite(Stmt s) {
    return s.accept(this);
  }

  protected final List<Expr> rewriteAll(List<Expr> list) {
    List<Expr> result = new ArrayList<>(list.size());
    boolean same = true;
    for (Expr e : list) {
      Expr r = rewrite(e);
      same &= r == e;
      result.add(r);
    }
    return same ? list : result;
  }

  @Override
  public Expr visit(Expr.Const e) {
    return e;
  }

  @Override
  public Expr visit(Expr.Var e) {
    return e;
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    List<Expr> indices = rewriteAll(e.indices());
    return indices == e.indices() ? e : new Expr.BufferLoad(e.buffer(), indices, e.span());
  }

  @Override
  public Expr visit(Expr.Unary e) {
    Expr a = rewrite(e.a());
    return a == e.a() ? e : new Expr.Unary(e.op(), a, e.span());
  }

  @Override
  public Expr visit(Expr.Binary e) {
    Expr a = rewrite(e.a());
    Expr b = rewrite(e.b());
    return a == e.a() && b == e.b() ? e : new Expr.Binary(e.op(), a, b, e.span());
  }

  @Override
  public Expr visit(Expr.Cast e) {
    Expr value = rewrite(e.value());
    return value == e.value() ? e : new Expr.Cast(e.dtype(), value, e.span());
  }

  @Override
  public Expr visit(Expr.Call e) {
    List<Expr> args = rewriteAll(e.args());
    return args == e.args() ? e : new Expr.Call(e.intrinsic(), args, e.dtype(), e.span());
  }

  @Override
  public Expr visit(Expr.Select e) {
    Expr condition = rewrite(e.condition());
    Expr a = rewrite(e.a());
    Expr b = rewrite(e.b());
    return condition == e.condition() && a == e.a() && b == e.b()
        ? e
        : new Expr.Select(condition, a, b, e.span());
  }

  @Override
  public Expr visit(Expr.IfThenElse e) {
    Expr condition = rewrite(e.condition());
    Expr a = rewrite(e.a());
    Expr b = rewrite(e.b());
    return condition == e.condition() && a == e.a() && b == e.b()
        ? e
        : new Expr.IfThenElse(condition, a, b, e.span());
  }

  @Override
  public Expr visit(Expr.Ramp e) {
    Expr base = rewrite(e.base());
    return base == e.base() ? e : new Expr.Ramp(base, e.stride(), e.lanes(), e.span());
  }

  @Override
  public Expr visit(Expr.Broadcast e) {
    Expr value = rewrite(e.value());
    return value == e.value() ? e : new Expr.Broadcast(value, e.lanes(), e.span());
  }

  @Override
  public Expr visit(Expr.Shuffle e) {
    Expr a = rewrite(e.a());
    Expr b = rewrite(e.b());
    return a == e.a() && b == e.b() ? e : new Expr.Shuffle(a, b, e.indices(), e.span());
  }

  @Override
  public Stmt visit(Stmt.SeqStmt s) {
    List<Stmt> result = new ArrayList<>(s.stmts().size());
    boolean same = true;
    for (Stmt stmt : s.stmts()) {
      Stmt r = rewrite(stmt);
      same &= r == stmt;
      result.add(r);
    }
    return same ? s : new Stmt.SeqStmt(result, s.span());
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr value = rewrite(s.value());
    Stmt body = rewrite(s.body());
    return value == s.value() && body == s.body()
        ? s
        : new Stmt.Let(s.var(), value, body, s.span());
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    Stmt body = rewrite(s.body());
    return body == s.body() ? s : new Stmt.Allocate(s.buffer(), body, s.span());
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    List<Expr> indices = rewriteAll(s.indices());
    Expr value = rewrite(s.value());
    Expr mask = s.mask() == null ? null : rewrite(s.mask());
    return indices == s.indices() && value == s.value() && mask == s.mask()
        ? s
        : new Stmt.BufferStore(s.buffer(), indices, value, mask, s.span());
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    Expr condition = rewrite(s.condition());
    Stmt thenCase = rewrite(s.thenCase());
    Stmt elseCase = rewrite(s.elseCase());
    return condition == s.condition() && thenCase == s.thenCase() && elseCase == s.elseCase()
        ? s
        : new Stmt.IfThenElse(condition, thenCase, elseCase, s.span());
  }

  @Override
  public Stmt visit(Stmt.For s) {
    Expr extent = rewrite(s.extent());
    Stmt body = rewrite(s.body());
    return extent == s.extent() && body == s.body()
        ? s
        : new Stmt.For(s.var(), extent, body, s.span());
  }

  @Override
  public Stmt visit(Stmt.While s) {
    Expr condition = rewrite(s.condition());
    Stmt body = rewrite(s.body());
    return condition == s.condition() && body == s.body()
        ? s
        : new Stmt.While(condition, body, s.span());
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    Stmt body = rewrite(s.body());
    return body == s.body() ? s : new Stmt.Block(s.label(), body, s.span());
  }

  @Override
  public Stmt visit(Stmt.Exit s) {
    return s;
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    Expr condition = rewrite(s.condition());
    return condition == s.condition() ? s : new Stmt.Check(condition, s.fault(), s.span());
  }
}
