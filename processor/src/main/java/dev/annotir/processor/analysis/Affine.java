package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sum of integer multiples of expressions and a constant, in unbounded integers.
 *
 * @param terms no factor is 0
 */
record Affine(Map<Expr, Long> terms, long constant) {
  /**
   * Wide enough for every index and sum of a program, narrow enough that no step here overflows.
   */
  private static final long LIMIT = 1L << 40;

  static Affine of(long constant) {
    return new Affine(Map.of(), constant);
  }

  static Affine of(Expr atom) {
    return new Affine(Map.of(atom, 1L), 0);
  }

  /**
   * The form of an integer expression where {@code ranges} hold. A part that may wrap, or that is
   * no sum or multiple, is an atom.
   */
  static Affine of(Expr e, Ranges ranges) {
    if (e instanceof Expr.Var v) {
      Affine definition = ranges.definition(v);
      return definition == null ? of(v) : definition;
    }
    Affine form = convert(e, ranges);
    return form == null ? of(e) : form;
  }

  private static @Nullable Affine convert(Expr e, Ranges ranges) {
    if (e instanceof Expr.Const c) {
      return -LIMIT < c.bits() && c.bits() < LIMIT ? of(c.bits()) : null;
    } else if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG && ranges.isExact(u)) {
      return of(u.a(), ranges).times(-1);
    } else if (e instanceof Expr.Cast c
        && c.value().dtype().isInteger()
        && ranges.of(c.value()).within(Interval.of(c.dtype()))) {
      return of(c.value(), ranges);
    } else if (e instanceof Expr.Binary b && b.op() == Expr.BinaryOp.SHL) {
      return shifted(b, ranges);
    } else if (e instanceof Expr.Binary b && ranges.isExact(b)) {
      Affine left = of(b.a(), ranges);
      Affine right = of(b.b(), ranges);
      return switch (b.op()) {
        case ADD -> left.plus(right, 1);
        case SUB -> left.plus(right, -1);
        case MUL ->
            right.isConstant()
                ? left.times(right.constant)
                : left.isConstant() ? right.times(left.constant) : null;
        default -> null;
      };
    }
    return null;
  }

  private static @Nullable Affine shifted(Expr.Binary b, Ranges ranges) {
    Interval distance = ranges.of(b.b());
    if (!distance.isSingle() || distance.lo() < 0 || distance.lo() > 30) {
      return null;
    }
    Interval value = ranges.of(b.a()).times(Interval.of(1L << distance.lo()));
    return value != null && value.within(Interval.of(b.dtype()))
        ? of(b.a(), ranges).times(1L << distance.lo())
        : null;
  }

  boolean isConstant() {
    return terms.isEmpty();
  }

  /** This plus {@code factor} times the other; null where the numbers get too large. */
  @Nullable Affine plus(@Nullable Affine other, long factor) {
    if (other == null || Math.abs(factor) >= LIMIT) {
      return null;
    }
    Map<Expr, Long> sum = new LinkedHashMap<>(terms);
    for (Map.Entry<Expr, Long> term : other.terms.entrySet()) {
      long added = sum.getOrDefault(term.getKey(), 0L) + multiply(factor, term.getValue());
      if (Math.abs(added) >= LIMIT) {
        return null;
      } else if (added == 0) {
        sum.remove(term.getKey());
      } else {
        sum.put(term.getKey(), added);
      }
    }
    long newConstant = constant + multiply(factor, other.constant);
    return Math.abs(newConstant) < LIMIT ? new Affine(sum, newConstant) : null;
  }

  @Nullable Affine times(long factor) {
    return of(0).plus(this, factor);
  }

  /** The product, or something so far beyond the limit that no sum with it is within. */
  private static long multiply(long a, long b) {
    return Math.multiplyHigh(a, b) == (a * b >> 63) && Math.abs(a * b) < LIMIT ? a * b : 2 * LIMIT;
  }

  /** The least value where the atoms lie in their ranges; Long.MIN_VALUE where there is none. */
  long least(Ranges ranges) {
    Interval sum = Interval.of(constant);
    for (Map.Entry<Expr, Long> term : terms.entrySet()) {
      Interval product = ranges.of(term.getKey()).times(Interval.of(term.getValue()));
      Interval next = product == null ? null : sum.plus(product);
      if (next == null) {
        return Long.MIN_VALUE;
      }
      sum = next;
    }
    return sum.lo();
  }

  List<Expr> atoms() {
    return new ArrayList<>(terms.keySet());
  }

  long factor(Expr atom) {
    return terms.getOrDefault(atom, 0L);
  }
}
