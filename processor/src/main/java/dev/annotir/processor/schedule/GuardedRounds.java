package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Affine;
import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;

/** The rounds of a loop for which conditions inside hold, whatever the loops inside do. */
final class GuardedRounds extends FactWalker {
  private final Stmt.For loop;
  private final long extent;
  private long first;
  private long end;
  private boolean isInside;

  private GuardedRounds(Stmt.For loop, long extent) {
    this.loop = loop;
    this.extent = extent;
    this.end = extent;
  }

  static GuardedRounds of(PrimFunc func, Stmt.For loop) {
    if (!(loop.extent() instanceof Expr.Const extent)) {
      throw new Refusal("the extent of " + loop.var().name() + " is not known");
    }
    GuardedRounds rounds = new GuardedRounds(loop, extent.bits());
    rounds.rewrite(func.body());
    return rounds;
  }

  long extent() {
    return extent;
  }

  /** The first round for which they hold. */
  long first() {
    return first;
  }

  /** The round after the last for which they hold. */
  long end() {
    return end;
  }

  long count() {
    return end - first;
  }

  /** Whether no condition leaves out rounds, or none that is known to. */
  boolean isAll() {
    return count() == extent;
  }

  @Override
  protected Stmt rewriteRound(Stmt s, Stmt body) {
    boolean before = isInside;
    isInside |= s == loop;
    Stmt result = super.rewriteRound(s, body);
    isInside = before;
    return result;
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    narrow(s.condition());
    return super.visit(s);
  }

  @Override
  public Expr visit(Expr.IfThenElse e) {
    narrow(e.condition());
    return super.visit(e);
  }

  @Override
  public Expr visit(Expr.Select e) {
    narrow(e.condition());
    return super.visit(e);
  }

  private void narrow(Expr condition) {
    Conjunction both = Conjunction.of(condition);
    if (both != null) {
      narrow(both.a());
      narrow(both.b());
    }
    if (!isInside || isTrial() || !(condition instanceof Expr.Binary b)) {
      return;
    }
    switch (b.op()) {
      case LT -> atLeast(b.b(), b.a(), 1);
      case LE -> atLeast(b.b(), b.a(), 0);
      case GT -> atLeast(b.a(), b.b(), 1);
      case GE -> atLeast(b.a(), b.b(), 0);
      default -> {}
    }
  }

  /** Keeps the rounds for which one integer is so much more than another. */
  private void atLeast(Expr more, Expr less, long distance) {
    if (!more.dtype().isInteger()) {
      return;
    }
    Affine difference = facts().affine(more).plus(facts().affine(less), -1);
    if (difference == null || difference.factor(loop.var()) == 0) {
      return;
    }
    long factor = difference.factor(loop.var());
    Affine rest = difference.plus(Affine.of(loop.var()), -factor);
    Affine room = rest == null ? null : rest.plus(Affine.of(distance), -1);
    if (room == null) {
      return;
    }
    // It holds where factor * round + least >= 0.
    long least = least(room);
    if (least <= -extent * Math.abs(factor) * 2 || least >= extent * Math.abs(factor) * 2) {
      return;
    }
    long from = factor > 0 ? -Math.floorDiv(least, factor) : 0;
    long to = factor > 0 ? extent : Math.floorDiv(least, -factor) + 1;
    boolean isLong = Math.min(to, extent) - Math.max(from, 0) >= extent / 2;
    if (isLong) {
      first = Math.max(first, from);
      end = Math.min(end, to);
    }
  }

  /** The least value of a sum; hardly any where nothing is known. */
  private long least(Affine sum) {
    long least = sum.constant();
    for (int i = 0; i < sum.size(); i++) {
      Interval range = facts().ranges().of(sum.atom(i));
      long value = sum.factor(i) > 0 ? range.lo() : range.hi();
      if (Math.abs(value) > Integer.MAX_VALUE || Math.abs(sum.factor(i)) > Integer.MAX_VALUE) {
        return Long.MIN_VALUE;
      }
      least += sum.factor(i) * value;
    }
    return least;
  }
}
