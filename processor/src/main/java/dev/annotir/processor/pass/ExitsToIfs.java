package dev.annotir.processor.pass;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns exits of a block that cross no loop into if and else, and an exit at the top of an endless
 * loop into the loop's condition.
 */
final class ExitsToIfs extends Rewriter {
  private ExitsToIfs() {}

  static PrimFunc run(PrimFunc func) {
    return Simplify.run(func.withBody(new ExitsToIfs().rewrite(func.body())));
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    Stmt body = rewrite(s.body());
    if (body instanceof Stmt.While loop) {
      return new Stmt.Block(s.label(), condition(loop, s.label()), s.span());
    }
    return new Stmt.Block(s.label(), nest(body, s.label()), s.span());
  }

  /** The statement with what follows an if that exits in the other branch of that if. */
  private static Stmt nest(Stmt stmt, Label label) {
    if (stmt instanceof Stmt.Let s) {
      return new Stmt.Let(s.var(), s.value(), nest(s.body(), label), s.span());
    } else if (stmt instanceof Stmt.Allocate s) {
      return new Stmt.Allocate(s.buffer(), nest(s.body(), label), s.span());
    } else if (stmt instanceof Stmt.IfThenElse s) {
      return new Stmt.IfThenElse(
          s.condition(), nest(s.thenCase(), label), nest(s.elseCase(), label), s.span());
    }
    List<Stmt> stmts = stmt instanceof Stmt.SeqStmt seq ? seq.stmts() : List.of(stmt);
    List<Stmt> result = new ArrayList<>();
    for (int i = 0; i < stmts.size(); i++) {
      if (stmts.get(i) instanceof Stmt.IfThenElse s && i < stmts.size() - 1) {
        Stmt rest = new Stmt.SeqStmt(stmts.subList(i + 1, stmts.size()), s.span());
        if (exitsAtEnd(s.thenCase(), label)) {
          result.add(choice(s, s.thenCase(), join(s.elseCase(), rest), label));
          return sequence(result, stmt.span());
        } else if (exitsAtEnd(s.elseCase(), label)) {
          result.add(choice(s, join(s.thenCase(), rest), s.elseCase(), label));
          return sequence(result, stmt.span());
        }
      }
      boolean last = i == stmts.size() - 1;
      result.add(
          last && !(stmts.get(i) instanceof Stmt.SeqStmt) && stmts.size() > 1
              ? nest(stmts.get(i), label)
              : stmts.get(i));
    }
    return sequence(result, stmt.span());
  }

  private static Stmt choice(Stmt.IfThenElse s, Stmt thenCase, Stmt elseCase, Label label) {
    return new Stmt.IfThenElse(
        s.condition(),
        withoutExit(nest(thenCase, label), label),
        withoutExit(nest(elseCase, label), label),
        s.span());
  }

  private static Stmt join(Stmt first, Stmt second) {
    return first.isNop() ? second : new Stmt.SeqStmt(List.of(first, second), first.span());
  }

  private static Stmt sequence(List<Stmt> stmts, Span span) {
    return stmts.size() == 1 ? stmts.get(0) : new Stmt.SeqStmt(stmts, span);
  }

  private static boolean exitsAtEnd(Stmt stmt, Label label) {
    if (stmt instanceof Stmt.SeqStmt seq && !seq.stmts().isEmpty()) {
      return exitsAtEnd(seq.stmts().get(seq.stmts().size() - 1), label);
    }
    return stmt instanceof Stmt.Exit exit && exit.label().equals(label);
  }

  private static Stmt withoutExit(Stmt stmt, Label label) {
    if (stmt instanceof Stmt.Exit exit && exit.label().equals(label)) {
      return Stmt.nop(stmt.span());
    } else if (stmt instanceof Stmt.SeqStmt seq && exitsAtEnd(seq, label)) {
      List<Stmt> stmts = new ArrayList<>(seq.stmts());
      int last = stmts.size() - 1;
      stmts.set(last, withoutExit(stmts.get(last), label));
      return new Stmt.SeqStmt(stmts, seq.span());
    }
    return stmt;
  }

  /** A loop with the exits at the top of its body in its condition. */
  private static Stmt.While condition(Stmt.While loop, Label label) {
    List<Stmt> stmts = loop.body() instanceof Stmt.SeqStmt seq ? seq.stmts() : List.of(loop.body());
    if (stmts.isEmpty()
        || !(stmts.get(0) instanceof Stmt.IfThenElse s)
        || !(s.thenCase() instanceof Stmt.Exit exit)
        || !exit.label().equals(label)
        || !s.elseCase().isNop()) {
      return loop;
    }
    Span span = loop.span();
    Expr holds =
        Simplify.simplify(new Expr.Unary(Expr.UnaryOp.NOT, s.condition(), s.condition().span()));
    Expr no = Expr.Const.bool(false, span);
    Expr both = Simplify.simplify(new Expr.IfThenElse(loop.condition(), holds, no, span));
    Stmt rest = new Stmt.SeqStmt(stmts.subList(1, stmts.size()), span);
    return condition(new Stmt.While(both, rest, span), label);
  }
}
