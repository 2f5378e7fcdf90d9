package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Size;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A local vector of int32 to which each round of a loop adds a product.
 *
 * @param store of the sum
 * @param old what it is the sum of with the product
 * @param a the factors, without the variables that the loop binds
 */
record ProductSum(Stmt.BufferStore store, Expr.BufferLoad old, Expr a, Expr b) {
  /** Those of a loop that does nothing else. */
  static List<ProductSum> of(Stmt.For loop) {
    List<ProductSum> sums = new Collector().collect(loop.body());
    Set<Buffer> stored = Effects.stored(loop.body());
    for (ProductSum sum : sums) {
      if (Effects.dependsOn(sum.a(), Set.of(), stored)
          || Effects.dependsOn(sum.b(), Set.of(), stored)
          || sum.old().indices().stream()
              .anyMatch(i -> Effects.dependsOn(i, Set.of(loop.var()), stored))) {
        throw new Refusal("rounds of " + loop.var().name() + " need the sums of others");
      }
    }
    if (sums.isEmpty()) {
      throw new Refusal(loop.var().name() + " adds nothing");
    }
    return sums;
  }

  /** Whether the factors are always values of a type. */
  boolean isOf(DType type, LocalRanges ranges) {
    Interval all = Interval.of(type);
    return ranges.of(a).within(all) && ranges.of(b).within(all);
  }

  /** The store of another sum. */
  Stmt with(Expr value) {
    return new Stmt.BufferStore(store.buffer(), old.indices(), value, store.span());
  }

  /** Values in the places of variables are not larger: each might double the one before. */
  private static final int LARGEST = 50;

  private static final class Collector {
    private final Map<Expr.Var, Expr> values = new HashMap<>();
    private final List<ProductSum> sums = new ArrayList<>();
    private final Rewriter inlined =
        new Rewriter() {
          @Override
          public Expr visit(Expr.Var e) {
            return values.getOrDefault(e, e);
          }
        };

    List<ProductSum> collect(Stmt body) {
      add(body);
      return sums;
    }

    private void add(Stmt stmt) {
      if (stmt instanceof Stmt.SeqStmt seq) {
        seq.stmts().forEach(this::add);
      } else if (stmt instanceof Stmt.Let let) {
        Expr value = inlined.rewrite(let.value());
        if (Size.of(value) > LARGEST) {
          throw new Refusal(let.var().name() + " is much to compute");
        }
        values.put(let.var(), value);
        add(let.body());
      } else if (stmt instanceof Stmt.BufferStore store) {
        sums.add(sum(store));
      } else {
        throw new Refusal("there is more than sums");
      }
    }

    private ProductSum sum(Stmt.BufferStore store) {
      Buffer buffer = store.buffer();
      if (buffer.scope() == Buffer.Scope.LOCAL
          && buffer.dtype() == DType.INT32
          && store.mask() == null
          && store.value().lanes() > 1
          && inlined.rewrite(store.value()) instanceof Expr.Binary sum
          && sum.op() == BinaryOp.ADD) {
        boolean isFirst = isOld(sum.a(), store);
        Expr old = isFirst ? sum.a() : sum.b();
        Expr added = isFirst ? sum.b() : sum.a();
        if (isOld(old, store)
            && added instanceof Expr.Binary product
            && product.op() == BinaryOp.MUL) {
          return new ProductSum(store, (Expr.BufferLoad) old, product.a(), product.b());
        }
      }
      throw new Refusal(buffer.name() + " is no int32 vector to which products are added");
    }

    private boolean isOld(Expr e, Stmt.BufferStore store) {
      return e instanceof Expr.BufferLoad load
          && load.buffer().equals(store.buffer())
          && load.indices().equals(store.indices().stream().map(inlined::rewrite).toList());
    }
  }
}
