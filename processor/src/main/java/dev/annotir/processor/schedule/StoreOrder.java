package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where blocks of rows are transposed, the order in which their stores go on in the same rows. */
final class StoreOrder {
  /** A line that is stored is loaded before, and goes back to memory. */
  private static final int STORE = 2;

  private static final int LOAD = 1;

  private StoreOrder() {}

  /** The function with the better order of blocks. */
  static PrimFunc ordered(PrimFunc func) {
    PrimFunc result = func;
    for (Stmt.For loop : Loops.within(func.body())) {
      Step step = of(loop);
      if (step != null && step.apply(result) instanceof Step.Result.Done done) {
        result = done.func();
      }
    }
    return result;
  }

  /** The step that makes the order of a loop's blocks better; null for none. */
  private static @Nullable Step of(Stmt.For outer) {
    if (!(outer.body() instanceof Stmt.For inner) || !Loops.within(inner.body()).isEmpty()) {
      return null;
    }
    List<RowAccess> accesses = RowAccess.within(inner);
    if (accesses.isEmpty()
        || !Loops.runs(outer, 2)
        || jumps(inner.body(), outer.var()) >= jumps(inner.body(), inner.var())) {
      return null;
    }
    return new StripInterchange(outer.var(), inner.var(), accesses.get(0).lanes());
  }

  /** What the accesses cost whose next round is elsewhere. */
  private static int jumps(Stmt body, Expr.Var var) {
    Map<Place, Integer> costs = new LinkedHashMap<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store) {
          count(store.buffer(), store.indices(), STORE);
        }
        super.enter(s);
      }

      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load) {
          count(load.buffer(), load.indices(), LOAD);
        }
        super.enter(e);
      }

      private void count(Buffer buffer, List<Expr> indices, int cost) {
        if (!Cost.isNext(indices, var)) {
          costs.merge(new Place(buffer, indices), cost, Math::max);
        }
      }
    }.walk(body);
    return costs.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** An element, or the vector of several. */
  private record Place(Buffer buffer, List<Expr> indices) {}
}
