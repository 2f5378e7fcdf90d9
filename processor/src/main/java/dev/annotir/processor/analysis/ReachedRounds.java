package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Expr;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The loops around a place that certainly make all their rounds, outermost first: every combination
 * of their variables' values comes there.
 *
 * @param extents by the loops' variables
 * @param shown the variables that users know, by those of the loops
 */
public record ReachedRounds(Map<Expr.Var, Long> extents, Map<Expr.Var, Expr.Var> shown) {
  public static final ReachedRounds NONE = new ReachedRounds(Map.of(), Map.of());

  /** With one more loop inside. */
  public ReachedRounds with(Expr.Var var, long extent) {
    Map<Expr.Var, Long> more = new LinkedHashMap<>(extents);
    more.put(var, extent);
    return new ReachedRounds(more, shown);
  }

  /** Notes a variable that may be the Java name of a loop's: {@code i} for {@code i_round + 1}. */
  public ReachedRounds naming(Expr.Var var) {
    Map<Expr.Var, Expr.Var> more = new LinkedHashMap<>(shown);
    for (Expr.Var round : extents.keySet()) {
      if (round.name().equals(var.name() + "_round")) {
        more.put(round, var);
      }
    }
    return new ReachedRounds(extents, more);
  }

  /**
   * The first combination for which an index is outside 0 .. length - 1, such as {@code is 128 when
   * j is 125}; null if there is none, or none that is known to come.
   */
  public @Nullable String outside(Facts facts, Expr index, long length) {
    Affine sum = facts.affine(index);
    if (!extents.keySet().containsAll(sum.atoms())) {
      return null;
    }
    Map<Expr.Var, Long> at = first(sum, 1, length - sum.constant());
    if (at == null) {
      at = first(sum, -1, sum.constant() + 1);
    }
    return at == null ? null : describe(facts, sum, at);
  }

  /** The first values for which {@code sign} times the terms is at least {@code wanted}. */
  private @Nullable Map<Expr.Var, Long> first(Affine sum, int sign, long wanted) {
    long most = 0;
    for (Map.Entry<Expr.Var, Long> loop : extents.entrySet()) {
      most += Math.max(0, sign * sum.factor(loop.getKey()) * (loop.getValue() - 1));
    }
    if (most < wanted) {
      return null;
    }
    Map<Expr.Var, Long> values = new LinkedHashMap<>();
    long left = wanted;
    for (Map.Entry<Expr.Var, Long> loop : extents.entrySet()) {
      long factor = sign * sum.factor(loop.getKey());
      most -= Math.max(0, factor * (loop.getValue() - 1));
      // the least value with factor * value + most >= left
      long value = factor <= 0 || left <= most ? 0 : -Math.floorDiv(most - left, factor);
      values.put(loop.getKey(), value);
      left -= factor * value;
    }
    return values;
  }

  private String describe(Facts facts, Affine sum, Map<Expr.Var, Long> at) {
    long index = sum.constant();
    StringJoiner when = new StringJoiner(" and ", " when ", "").setEmptyValue("");
    for (Map.Entry<Expr.Var, Long> value : at.entrySet()) {
      index += sum.factor(value.getKey()) * value.getValue();
      if (sum.factor(value.getKey()) != 0) {
        Expr.Var known = shown.getOrDefault(value.getKey(), value.getKey());
        when.add(known.name() + " is " + valueOf(facts, known, value.getKey(), value.getValue()));
      }
    }
    return "is " + index + when;
  }

  private static long valueOf(Facts facts, Expr.Var known, Expr.Var round, long value) {
    Affine sum = facts.affine(known);
    return sum.constant() + sum.factor(round) * value;
  }
}
