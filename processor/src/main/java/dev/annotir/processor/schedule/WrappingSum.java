package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An integer expression of one lane as a sum of multiples, which holds modulo 2^32 whatever the
 * values are; as indices are inside arrays, a difference of two of them is then exact.
 */
final class WrappingSum {
  private final Map<Expr, Integer> factors = new LinkedHashMap<>();
  private int constant;

  private WrappingSum() {}

  static WrappingSum of(Expr e) {
    WrappingSum sum = new WrappingSum();
    sum.add(e, 1);
    sum.factors.values().removeIf(factor -> factor == 0);
    return sum;
  }

  private void add(Expr e, int factor) {
    if (e instanceof Expr.Const c) {
      constant += factor * (int) c.bits();
    } else if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG) {
      add(u.a(), -factor);
    } else if (e instanceof Expr.Binary b && b.op() == BinaryOp.ADD) {
      add(b.a(), factor);
      add(b.b(), factor);
    } else if (e instanceof Expr.Binary b && b.op() == BinaryOp.SUB) {
      add(b.a(), factor);
      add(b.b(), -factor);
    } else if (e instanceof Expr.Binary b
        && b.op() == BinaryOp.MUL
        && b.b() instanceof Expr.Const c) {
      add(b.a(), factor * (int) c.bits());
    } else if (e instanceof Expr.Binary b
        && b.op() == BinaryOp.SHL
        && b.b() instanceof Expr.Const c) {
      add(b.a(), factor << (int) c.bits());
    } else {
      factors.merge(e, factor, Integer::sum);
    }
  }

  /** What the sum grows by with a variable; null where that differs. */
  @Nullable Integer factor(Expr.Var var) {
    boolean isInside =
        factors.keySet().stream()
            .anyMatch(atom -> !atom.equals(var) && Effects.dependsOn(atom, Set.of(var), Set.of()));
    return isInside ? null : factors.getOrDefault(var, 0);
  }

  /**
   * How much more the sum is than a multiple of a power of two, whatever a variable is that may be
   * left out; null where that is not known.
   */
  @Nullable Integer multipleOf(int power, Expr.@Nullable Var except) {
    for (Map.Entry<Expr, Integer> term : factors.entrySet()) {
      if (term.getValue() % power != 0 && !term.getKey().equals(except)) {
        return null;
      }
    }
    return constant;
  }

  /** How much more another sum is; null where that is not the same always. */
  @Nullable Integer distanceTo(WrappingSum other) {
    return factors.equals(other.factors) ? Integer.valueOf(other.constant - constant) : null;
  }

  /**
   * What a variable that the sum grows or falls with, one for one, is where the sum is another;
   * null for any other variable.
   */
  @Nullable WrappingSum where(Expr.Var var, WrappingSum value) {
    Integer factor = factor(var);
    if (factor == null || Math.abs(factor) != 1) {
      return null;
    }
    WrappingSum result = new WrappingSum();
    result.add(value, factor);
    result.add(this, -factor);
    result.factors.remove(var);
    result.factors.values().removeIf(f -> f == 0);
    return result;
  }

  private void add(WrappingSum other, int factor) {
    constant += factor * other.constant;
    other.factors.forEach((atom, f) -> factors.merge(atom, factor * f, Integer::sum));
  }

  /** The sum as an int32. */
  Expr expr(Span span) {
    Expr result = null;
    for (Map.Entry<Expr, Integer> term : factors.entrySet()) {
      Expr atom = term.getKey();
      int factor = term.getValue();
      if (result == null) {
        result = factor == 1 ? atom : product(atom, factor, span);
      } else {
        Expr size = Math.abs(factor) == 1 ? atom : product(atom, Math.abs(factor), span);
        result = new Expr.Binary(factor < 0 ? BinaryOp.SUB : BinaryOp.ADD, result, size, span);
      }
    }
    Expr size = Expr.Const.int32(Math.abs(constant), span);
    if (result == null) {
      return Expr.Const.int32(constant, span);
    }
    BinaryOp op = constant < 0 ? BinaryOp.SUB : BinaryOp.ADD;
    return constant == 0 ? result : new Expr.Binary(op, result, size, span);
  }

  private static Expr product(Expr atom, int factor, Span span) {
    return new Expr.Binary(BinaryOp.MUL, atom, Expr.Const.int32(factor, span), span);
  }
}
