package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * So many rounds of a loop inside another as load what stays in the second cache while all rounds
 * of the other come.
 */
record CacheBlock(Expr.Var inner, int length) {
  /** The bytes that the second cache holds. */
  private static final long CACHE = 1 << 20;

  /** As much less to load as is worth another order. */
  private static final int WORTHWHILE = 2;

  /** The function with blocks where they pay. */
  static PrimFunc blocked(PrimFunc func) {
    PrimFunc result = func;
    for (Stmt.For loop : Loops.within(func.body())) {
      CacheBlock block = of(loop);
      if (block != null) {
        result = block.apply(result, loop.var());
      }
    }
    return result;
  }

  private PrimFunc apply(PrimFunc func, Expr.Var outer) {
    // Refused where the loop inside is all that the other does.
    Step.Result alone = new Distribute(outer, inner).apply(func);
    PrimFunc apart = alone instanceof Step.Result.Done done ? done.func() : func;
    Step step =
        length == 1 ? new Interchange(outer, inner) : new StripInterchange(outer, inner, length);
    return step.apply(apart) instanceof Step.Result.Done done ? done.func() : func;
  }

  /** The first block that makes the order of a loop and one of those directly in it better. */
  private static @Nullable CacheBlock of(Stmt.For outer) {
    if (!(outer.extent() instanceof Expr.Const) || !isLarge(outer)) {
      return null;
    }
    for (Stmt part : Loops.parts(outer.body())) {
      if (part instanceof Stmt.For inner && inner.extent() instanceof Expr.Const) {
        int length = length(outer, inner);
        if (length > 0) {
          return new CacheBlock(inner.var(), length);
        }
      }
    }
    return null;
  }

  /** Whether the cache does not hold some buffer. */
  private static boolean isLarge(Stmt.For loop) {
    return loads(loop).stream().anyMatch(load -> load.buffer().bytes() > CACHE);
  }

  /** The rounds of a block; 0 where other orders are no better. */
  private static int length(Stmt.For outer, Stmt.For inner) {
    Variance byOuter = new Variance(outer, Set.of());
    Variance byInner = new Variance(inner, Set.of());
    Set<Expr.BufferLoad> again = loads(inner);
    again.removeIf(byOuter::varies);
    Set<Expr.BufferLoad> others = loads(inner);
    others.removeIf(load -> !byOuter.varies(load) || byInner.varies(load));
    List<Stmt.For> loops = Loops.within(inner);
    long all = bytes(again, loops);
    long one = bytes(again, loops.subList(1, loops.size()));
    if (all <= CACHE || one == 0 || one > CACHE / 2) {
      return 0;
    }
    long length = CACHE / 2 / one;
    double before = all * Cost.rounds(outer);
    double after = all + bytes(others, Loops.within(outer)) * Cost.rounds(inner) / length;
    boolean isBetter = length < Cost.rounds(inner) && after * WORTHWHILE <= before;
    return isBetter ? even((int) Cost.rounds(inner), (int) length) : 0;
  }

  /** A length not much less of which there are whole blocks alone, if there is one. */
  private static int even(int rounds, int most) {
    for (int length = most; length > most / 2; length--) {
      if (rounds % length == 0) {
        return length;
      }
    }
    return most;
  }

  private static Set<Expr.BufferLoad> loads(Stmt.For loop) {
    Set<Expr.BufferLoad> loads = new LinkedHashSet<>();
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load && load.buffer().scope() != Buffer.Scope.LOCAL) {
          loads.add(load);
        }
        super.enter(e);
      }
    }.walk(loop.body());
    return loads;
  }

  /** What loads take in the rounds of some loops, of each buffer not more than there is. */
  private static long bytes(Set<Expr.BufferLoad> loads, List<Stmt.For> loops) {
    List<Variance> variances = loops.stream().map(loop -> new Variance(loop, Set.of())).toList();
    Map<Buffer, Double> bytes = new HashMap<>();
    for (Expr.BufferLoad load : loads) {
      double own = load.lanes() * load.dtype().bits() / 8.0;
      for (int i = 0; i < loops.size(); i++) {
        own *= variances.get(i).varies(load) ? Cost.rounds(loops.get(i)) : 1;
      }
      bytes.merge(load.buffer(), own, Double::sum);
    }
    double sum = 0;
    for (Map.Entry<Buffer, Double> each : bytes.entrySet()) {
      sum += Math.min(each.getValue(), (double) each.getKey().bytes());
    }
    return (long) sum;
  }
}
