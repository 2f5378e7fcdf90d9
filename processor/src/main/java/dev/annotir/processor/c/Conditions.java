package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import org.jspecify.annotations.Nullable;

/** Patterns among conditions, and what follows where one holds. */
final class Conditions {
  private Conditions() {}

  /**
   * The operands of a conjunction or disjunction.
   *
   * @param lazy whether the second is evaluated only where the first leaves the value open
   */
  record Pair(Expr a, Expr b, boolean lazy) {}

  /** An index and the constant extent that it is tested against. */
  record Bounds(Expr index, long extent) {}

  /** The operands of {@code a && b} or {@code a & b}; null for another condition. */
  static @Nullable Pair conjunction(Expr e) {
    if (e instanceof Expr.Binary b && b.op() == BinaryOp.AND && b.dtype() == DType.BOOL) {
      return new Pair(b.a(), b.b(), false);
    } else if (e instanceof Expr.IfThenElse c && c.dtype() == DType.BOOL && is(c.b(), 0)) {
      return new Pair(c.condition(), c.a(), true);
    }
    return null;
  }

  /** The operands of {@code a || b} or {@code a | b}; null for another condition. */
  static @Nullable Pair disjunction(Expr e) {
    if (e instanceof Expr.Binary b && b.op() == BinaryOp.OR && b.dtype() == DType.BOOL) {
      return new Pair(b.a(), b.b(), false);
    } else if (e instanceof Expr.IfThenElse c && c.dtype() == DType.BOOL && is(c.a(), 1)) {
      return new Pair(c.condition(), c.b(), true);
    }
    return null;
  }

  /** The index and extent of {@code 0 <= i && i < n}; null for another condition. */
  static @Nullable Bounds bounds(Expr e) {
    Pair pair = conjunction(e);
    if (pair == null
        || !(pair.a() instanceof Expr.Binary low)
        || !(pair.b() instanceof Expr.Binary high)
        || high.op() != BinaryOp.LT
        || !(high.b() instanceof Expr.Const extent)
        || extent.bits() <= 0
        || !extent.dtype().isInteger()) {
      return null;
    }
    boolean same =
        (low.op() == BinaryOp.GE && is(low.b(), 0) && low.a().equals(high.a()))
            || (low.op() == BinaryOp.LE && is(low.a(), 0) && low.b().equals(high.a()));
    return same ? new Bounds(high.a(), extent.bits()) : null;
  }

  private static boolean is(Expr e, long bits) {
    return e instanceof Expr.Const c && c.bits() == bits && !c.dtype().isFloat();
  }

  /** The comparison that holds where this one does not. */
  static BinaryOp opposite(BinaryOp op) {
    return switch (op) {
      case EQ -> BinaryOp.NE;
      case NE -> BinaryOp.EQ;
      case LT -> BinaryOp.GE;
      case GE -> BinaryOp.LT;
      case GT -> BinaryOp.LE;
      case LE -> BinaryOp.GT;
      default -> throw new IllegalArgumentException(op.symbol());
    };
  }

  /** The comparison that holds for {@code b, a} where this one holds for {@code a, b}. */
  private static BinaryOp mirrored(BinaryOp op) {
    return switch (op) {
      case LT -> BinaryOp.GT;
      case GT -> BinaryOp.LT;
      case LE -> BinaryOp.GE;
      case GE -> BinaryOp.LE;
      default -> op;
    };
  }

  /** Narrows the intervals of variables to those where the condition is {@code holds}. */
  static void assume(Ranges ranges, Expr condition, boolean holds) {
    Pair pair = holds ? conjunction(condition) : disjunction(condition);
    if (pair != null) {
      assume(ranges, pair.a(), holds);
      assume(ranges, pair.b(), holds);
    } else if (condition instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NOT) {
      assume(ranges, u.a(), !holds);
    } else if (condition instanceof Expr.Binary c && c.op().isComparison()) {
      BinaryOp op = holds ? c.op() : opposite(c.op());
      narrow(ranges, c.a(), op, c.b());
      narrow(ranges, c.b(), mirrored(op), c.a());
    }
  }

  private static void narrow(Ranges ranges, Expr a, BinaryOp op, Expr b) {
    if (!(a instanceof Expr.Var var) || !var.dtype().isInteger() || var.dtype() == DType.UINT64) {
      return;
    }
    Interval old = ranges.of(var);
    Interval other = ranges.of(b);
    ranges.set(
        var,
        switch (op) {
          case LT -> old.intersect(below(other.hi()));
          case LE -> old.intersect(new Interval(Long.MIN_VALUE, other.hi()));
          case GT -> old.intersect(above(other.lo()));
          case GE -> old.intersect(new Interval(other.lo(), Long.MAX_VALUE));
          case EQ -> old.intersect(other);
          case NE -> other.isSingle() ? without(old, other.lo()) : old;
          default -> old;
        });
  }

  private static Interval below(long value) {
    return new Interval(Long.MIN_VALUE, value == Long.MIN_VALUE ? value : value - 1);
  }

  private static Interval above(long value) {
    return new Interval(value == Long.MAX_VALUE ? value : value + 1, Long.MAX_VALUE);
  }

  /** The interval without one of its ends. */
  private static Interval without(Interval all, long value) {
    if (all.isSingle()) {
      return all;
    }
    return new Interval(
        all.lo() == value ? value + 1 : all.lo(), all.hi() == value ? value - 1 : all.hi());
  }
}
