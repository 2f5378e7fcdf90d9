package dev.annotir.processor.pass;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Walker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An index that is {@code factor * variable} plus multiples of what a loop does not change, modulo
 * 2<sup>32</sup>: where the sum in unbounded integers is an index of an array, it is that index.
 *
 * @param terms what int32 values that the loop does not change are counted
 */
record LinearIndex(long factor, Map<Expr, Long> terms, long constant) {
  /** So far from zero factors may be: a few products with an int fit a {@code long}. */
  private static final long LARGEST = 1L << 16;

  private static final int MOST_TERMS = 8;

  /**
   * The form of an index; null where it has none.
   *
   * @param values of the variables that the loop's body binds
   * @param stored what the loop stores into
   */
  static @Nullable LinearIndex of(
      Expr e, Expr.Var variable, Map<String, Expr> values, Set<Buffer> stored) {
    if (e.dtype() != DType.INT32) {
      return null;
    } else if (e instanceof Expr.Const c) {
      return new LinearIndex(0, Map.of(), c.bits());
    } else if (e.equals(variable)) {
      return new LinearIndex(1, Map.of(), 0);
    } else if (e instanceof Expr.Var v && values.containsKey(v.name())) {
      return of(values.get(v.name()), variable, values, stored);
    } else if (isFixed(e, values, stored)) {
      return new LinearIndex(0, Map.of(e, 1L), 0);
    } else if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG) {
      LinearIndex a = of(u.a(), variable, values, stored);
      return a == null ? null : new LinearIndex(0, Map.of(), 0).plus(a, -1);
    }
    LinearIndex sum =
        e instanceof Expr.Binary b && b.a().dtype() == DType.INT32
            ? binary(b, variable, values, stored)
            : null;
    boolean isTerm =
        sum == null && e instanceof Expr.Binary && isUnchanged(e, variable, values, stored);
    return isTerm ? new LinearIndex(0, Map.of(e, 1L), 0) : sum;
  }

  private static @Nullable LinearIndex binary(
      Expr.Binary e, Expr.Var variable, Map<String, Expr> values, Set<Buffer> stored) {
    LinearIndex a = of(e.a(), variable, values, stored);
    LinearIndex b = of(e.b(), variable, values, stored);
    if (a == null || b == null) {
      return null;
    }
    LinearIndex none = new LinearIndex(0, Map.of(), 0);
    return switch (e.op()) {
      case ADD -> a.plus(b, 1);
      case SUB -> a.plus(b, -1);
      case MUL ->
          b.isConstant()
              ? none.plus(a, b.constant)
              : a.isConstant() ? none.plus(b, a.constant) : null;
      case SHL ->
          b.isConstant() && b.constant >= 0 && b.constant < 16
              ? none.plus(a, 1L << b.constant)
              : null;
      default -> null;
    };
  }

  /** Whether an expression is a variable, or a scalar, that a loop does not change. */
  private static boolean isFixed(Expr e, Map<String, Expr> values, Set<Buffer> stored) {
    if (e instanceof Expr.Cast cast && cast.value().dtype().isInteger()) {
      return cast.value().dtype().bits() < 32 && isFixed(cast.value(), values, stored);
    } else if (e instanceof Expr.BufferLoad load) {
      return load.buffer().isScalar() && !stored.contains(load.buffer());
    }
    return e instanceof Expr.Var v && !values.containsKey(v.name());
  }

  /** Whether an expression has one value in all rounds, which may be computed before the loop. */
  private static boolean isUnchanged(
      Expr e, Expr.Var variable, Map<String, Expr> values, Set<Buffer> stored) {
    boolean[] unchanged = {true};
    new Walker() {
      @Override
      protected void enter(Expr part) {
        if (part instanceof Expr.Var || part instanceof Expr.BufferLoad) {
          unchanged[0] &= !part.equals(variable) && isFixed(part, values, stored);
        } else if (part instanceof Expr.Binary b && b.op().isDivision()) {
          // Before the loop, no check of the divisor has been made.
          unchanged[0] &= b.b() instanceof Expr.Const divisor && divisor.bits() > 0;
        }
        super.enter(part);
      }
    }.walk(e);
    return unchanged[0];
  }

  private boolean isConstant() {
    return factor == 0 && terms.isEmpty();
  }

  private @Nullable LinearIndex plus(LinearIndex other, long times) {
    if (Math.abs(times) >= LARGEST) {
      return null;
    }
    long newFactor = factor + times * other.factor;
    long newConstant = constant + times * other.constant;
    boolean isSmall = Math.abs(newFactor) < LARGEST && Math.abs(newConstant) < 1L << 40;
    Map<Expr, Long> sum = new LinkedHashMap<>(terms);
    for (Map.Entry<Expr, Long> term : other.terms.entrySet()) {
      long added = sum.getOrDefault(term.getKey(), 0L) + times * term.getValue();
      isSmall &= Math.abs(added) < LARGEST;
      sum.put(term.getKey(), added);
    }
    sum.values().removeIf(f -> f == 0);
    return isSmall && sum.size() <= MOST_TERMS
        ? new LinearIndex(newFactor, sum, newConstant)
        : null;
  }

  /**
   * Its greatest value, or its least, in a loop of at least one round, as an int64.
   *
   * @param names of some terms
   */
  Expr end(Expr extent, Map<Expr, Expr.Var> names, boolean greatest, Span span) {
    boolean isLast = greatest == factor > 0;
    Expr sum = number(isLast ? constant - factor : constant, span);
    if (isLast && factor != 0) {
      sum = add(sum, factor, extent, span);
    }
    for (Map.Entry<Expr, Long> term : terms.entrySet()) {
      Expr.Var name = names.get(term.getKey());
      sum = add(sum, term.getValue(), name == null ? term.getKey() : name, span);
    }
    return Simplify.simplify(sum);
  }

  private static Expr add(Expr sum, long times, Expr value, Span span) {
    Expr wide = new Expr.Cast(DType.INT64, value, span);
    Expr product = new Expr.Binary(BinaryOp.MUL, number(times, span), wide, span);
    return new Expr.Binary(BinaryOp.ADD, sum, product, span);
  }

  private static Expr number(long value, Span span) {
    return Expr.Const.of(DType.INT64, value, span);
  }
}
