package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rounds of a loop in strips of equal length, and those that are left, one by one. */
final class Strips {
  private final Stmt.For loop;
  private final FreshNames names;

  Strips(Stmt.For loop, FreshNames names) {
    this.loop = loop;
    this.names = names;
  }

  /**
   * What makes a strip.
   *
   * @param length the number of its rounds
   * @param body the rounds from the given one on
   */
  record Strip(int length, Function<Expr, Stmt> body) {}

  /**
   * All rounds of the loop: as many strips of each kind as there are rounds for, one kind after the
   * other; where the number of rounds is not known, the length of each is a multiple of the next
   * one's. The strips of the first kind that come are counted by the loop's variable.
   */
  Stmt of(List<Strip> strips) {
    List<Strip> kinds = new ArrayList<>(strips);
    kinds.add(new Strip(1, round -> new Copy(names).set(loop.var(), round).rewrite(loop.body())));
    List<Stmt> parts = new ArrayList<>();
    if (loop.extent() instanceof Expr.Const extent) {
      long first = 0;
      Expr.Var counter = loop.var();
      for (Strip kind : kinds) {
        long count = Math.max(0, extent.bits() - first) / kind.length();
        if (count > 0) {
          parts.add(strips(kind, counter, constant(count), constant(first)));
          counter = fresh("");
        }
        first += count * kind.length();
      }
      return seq(parts);
    }
    return counted(kinds);
  }

  /**
   * All rounds of a loop in as few strips as hold them, of which the last begin before the others
   * end. Their number is known, and fills one strip; both kinds have the same length.
   */
  Stmt overlapping(Strip strip, Strip last) {
    long end = ((Expr.Const) loop.extent()).bits() - last.length();
    long count = (end + strip.length() - 1) / strip.length();
    // At equal distances, all strips are made by one loop.
    boolean isOne = count > 0 && end % count == 0;
    long distance = isOne ? end / count : strip.length();
    Expr start = binary(BinaryOp.MUL, loop.var(), constant(distance));
    Expr extent = constant(isOne ? count + 1 : count);
    Stmt strips = new Stmt.For(loop.var(), extent, strip.body().apply(start), loop.span());
    return isOne ? strips : seq(List.of(strips, last.body().apply(constant(end))));
  }

  private Stmt counted(List<Strip> kinds) {
    boolean isPlain = loop.extent() instanceof Expr.Var;
    Expr.Var rounds = isPlain ? (Expr.Var) loop.extent() : fresh("_rounds");
    List<Stmt> parts = new ArrayList<>();
    Expr first = constant(0);
    Expr.Var counter = loop.var();
    for (Strip kind : kinds) {
      Expr left = binary(BinaryOp.SUB, rounds, first);
      Expr count = binary(BinaryOp.TRUNCDIV, left, constant(kind.length()));
      parts.add(strips(kind, counter, count, first));
      Expr.Var next = fresh("_first");
      counter = fresh("");
      parts.add(new Stmt.Let(next, wholes(rounds, kind.length()), nop(), loop.span()));
      first = next;
    }
    // Each Let holds in all that follows.
    Stmt result = nop();
    for (int i = parts.size() - 2; i >= 0; i--) {
      Stmt part = parts.get(i);
      result =
          part instanceof Stmt.Let let
              ? new Stmt.Let(let.var(), let.value(), result, let.span())
              : result.isNop() ? part : seq(List.of(part, result));
    }
    return isPlain ? result : new Stmt.Let(rounds, loop.extent(), result, loop.span());
  }

  /** The rounds that fill strips of a length; longer ones before are some of these each. */
  private Expr wholes(Expr rounds, int length) {
    Expr strips = binary(BinaryOp.TRUNCDIV, rounds, constant(length));
    return binary(BinaryOp.MUL, strips, constant(length));
  }

  private Stmt strips(Strip kind, Expr.Var counter, Expr count, Expr first) {
    if (count instanceof Expr.Const c && c.bits() == 1) {
      return kind.body().apply(first);
    }
    Expr start = binary(BinaryOp.MUL, counter, constant(kind.length()));
    Stmt body = kind.body().apply(binary(BinaryOp.ADD, start, first));
    return new Stmt.For(counter, count, body, loop.span());
  }

  private Expr.Var fresh(String suffix) {
    return new Expr.Var(
        names.fresh(loop.var().name() + suffix), loop.var().dtype(), loop.var().span());
  }

  private Expr constant(long value) {
    return Expr.Const.of(loop.var().dtype(), value, loop.span());
  }

  private Stmt nop() {
    return Stmt.nop(loop.span());
  }

  private Stmt seq(List<Stmt> stmts) {
    return stmts.size() == 1 ? stmts.get(0) : new Stmt.SeqStmt(stmts, loop.span());
  }

  private static Expr binary(BinaryOp op, Expr a, Expr b) {
    return Simplify.simplify(new Expr.Binary(op, a, b, a.span()));
  }
}
