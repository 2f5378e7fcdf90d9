package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the first and the last rounds of a loop in loops of their own, where conditions inside hold
 * for all rounds between: those at the border of an image, where the others need not ask for it.
 *
 * @param loop afterwards the one of the rounds between
 */
public record Peel(Expr.Var loop) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      GuardedRounds rounds = GuardedRounds.of(func, found);
      if (rounds.isAll() || rounds.count() < 2) {
        return new Result.Refused("no condition holds for many rounds of " + loop.name());
      }
      FreshNames names = new FreshNames(func);
      List<Stmt> parts = new ArrayList<>();
      if (rounds.first() > 0) {
        parts.add(part(found, 0, rounds.first(), new Copy(names)));
      }
      parts.add(part(found, rounds.first(), rounds.end(), null));
      if (rounds.end() < rounds.extent()) {
        parts.add(part(found, rounds.end(), rounds.extent(), new Copy(names)));
      }
      Stmt all = new Stmt.SeqStmt(parts, found.span());
      return new Result.Done(ProvedConditions.dropped(Loops.replace(func, found, all)));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /**
   * The rounds from the first to before the end.
   *
   * @param copy null for the part that keeps the names
   */
  private static Stmt part(Stmt.For found, long first, long end, @Nullable Copy copy) {
    Expr.Var var = found.var();
    Expr from = Expr.Const.of(var.dtype(), first, found.span());
    Expr round = Simplify.simplify(new Expr.Binary(BinaryOp.ADD, var, from, found.span()));
    Stmt body = first == 0 ? found.body() : new Copy(null).set(var, round).rewrite(found.body());
    Expr extent = Expr.Const.of(var.dtype(), end - first, found.span());
    Stmt.For part = new Stmt.For(var, extent, body, found.span());
    return copy == null ? part : copy.loop(part);
  }
}
