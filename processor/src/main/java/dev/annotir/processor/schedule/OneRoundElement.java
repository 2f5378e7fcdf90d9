package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.Size;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An element that rounds of a loop load, and that one of them alone may store into.
 *
 * @param load it, by indices that are the same in all rounds
 * @param round the number of the one; the loop may have no such round
 */
record OneRoundElement(Expr.BufferLoad load, Expr round) {
  /** Larger values are not put in the places of variables: each may double the one before. */
  private static final int LARGEST_VALUE = 50;

  Buffer buffer() {
    return load.buffer();
  }

  /** Those of a loop. */
  static List<OneRoundElement> of(Stmt.For loop) {
    Collector collector = new Collector(loop);
    Rewriter inlined = inlined(loop);
    Set<Expr.BufferLoad> loads = new LinkedHashSet<>();
    for (Expr.BufferLoad load : collector.loads) {
      if (collector.stores.containsKey(load.buffer())
          && !collector.bound.contains(load.buffer())
          && !load.buffer().isScalar()) {
        Expr.BufferLoad outside = (Expr.BufferLoad) inlined.rewrite(load);
        if (outside.indices().stream().noneMatch(collector::changes)) {
          loads.add(outside);
        }
      }
    }
    List<OneRoundElement> elements = new ArrayList<>();
    for (Expr.BufferLoad load : loads) {
      Set<Expr> rounds = new LinkedHashSet<>();
      for (List<Expr> indices : collector.stores.getOrDefault(load.buffer(), Set.of())) {
        rounds.add(round(loop.var(), indices.stream().map(inlined::rewrite).toList(), load));
      }
      Expr round = rounds.iterator().next();
      if (rounds.size() == 1 && round != null && !collector.changes(round)) {
        elements.add(new OneRoundElement(load, round));
      }
    }
    return elements;
  }

  /** The round in which indices are those of an element; null if not known to be just one. */
  private static @Nullable Expr round(Expr.Var loop, List<Expr> indices, Expr.BufferLoad element) {
    WrappingSum round = null;
    for (int axis = 0; axis < indices.size(); axis++) {
      WrappingSum own = WrappingSum.of(indices.get(axis));
      WrappingSum other = WrappingSum.of(element.indices().get(axis));
      Integer distance = own.distanceTo(other);
      if (distance == null || distance != 0) {
        WrappingSum where = own.where(loop, other);
        if (where == null || round != null) {
          return null;
        }
        round = where;
      }
    }
    return round == null ? null : round.expr(element.span());
  }

  /**
   * Puts the values of the variables within a loop in their places, but for those that are loaded
   * or large.
   */
  static Rewriter inlined(Stmt.For loop) {
    Map<Expr.Var, Expr> values = new HashMap<>();
    Rewriter inlined =
        new Rewriter() {
          @Override
          public Expr visit(Expr.Var e) {
            return values.getOrDefault(e, e);
          }
        };
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Let let && Effects.loaded(let.value()).isEmpty()) {
          Expr value = inlined.rewrite(let.value());
          if (Size.of(value) <= LARGEST_VALUE) {
            values.put(let.var(), value);
          }
        }
        super.enter(s);
      }
    }.walk(loop.body());
    return inlined;
  }

  /** The accesses of a loop. */
  private static final class Collector extends Walker {
    final Set<Expr.BufferLoad> loads = new LinkedHashSet<>();
    final Map<Buffer, Set<List<Expr>>> stores = new HashMap<>();
    final Set<Buffer> bound = new HashSet<>();
    private final Set<Expr.Var> vars = new HashSet<>();

    Collector(Stmt.For loop) {
      vars.add(loop.var());
      walk(loop.body());
    }

    /** Whether an expression may have different values in the loop. */
    boolean changes(Expr e) {
      return Effects.dependsOn(e, vars, stores.keySet()) || Effects.dependsOn(e, vars, bound);
    }

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.BufferLoad load) {
        loads.add(load);
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let) {
        vars.add(let.var());
      } else if (s instanceof Stmt.Allocate allocate) {
        bound.add(allocate.buffer());
      } else if (s instanceof Stmt.BufferStore store) {
        stores.computeIfAbsent(store.buffer(), b -> new LinkedHashSet<>()).add(store.indices());
      }
      super.enter(s);
    }
  }
}
