package dev.annotir.processor.dependence;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop of a function with the loops inside, and what they load and store.
 *
 * @param outer the variables of the Fors around, outermost first
 * @param loops the loop itself, then those inside, each before those inside it
 * @param accesses all that runs come to, in the order of a round
 */
public record LoopNest(
    PrimFunc func,
    Stmt.For root,
    List<Expr.Var> outer,
    List<Loop> loops,
    List<MemoryAccess> accesses) {
  public LoopNest {
    outer = List.copyOf(outer);
    loops = List.copyOf(loops);
    accesses = List.copyOf(accesses);
  }

  /** The nest of a For of a function. */
  public static LoopNest of(PrimFunc func, Stmt.For root) {
    AccessCollector collector = new AccessCollector(func.body(), root);
    return new LoopNest(func, root, collector.outer(), collector.loops(), collector.accesses());
  }

  /** The loop of the nest that has a variable. */
  public Loop loop(Expr.Var var) {
    return loops.stream()
        .filter(loop -> loop.var().equals(var))
        .findFirst()
        .orElseThrow(() -> new CompilerBug(var.name() + " is no loop that runs come to"));
  }

  /**
   * Whether all that a loop does it does in another, directly or through loops that all the same
   * holds for: there are but variables and conditions between.
   */
  public boolean isPerfect(Loop outerLoop, Loop inner) {
    Stmt stmt = outerLoop.body();
    while (stmt != inner.stmt()) {
      Stmt next = only(stmt);
      if (next == null) {
        return false;
      }
      stmt = next;
    }
    return true;
  }

  /** The one statement within another that does something; null where there are more, or none. */
  private static @Nullable Stmt only(Stmt stmt) {
    if (stmt instanceof Stmt.Let let) {
      return let.body();
    } else if (stmt instanceof Stmt.IfThenElse s) {
      return s.elseCase().isNop() ? s.thenCase() : null;
    } else if (stmt instanceof Stmt.SeqStmt s) {
      return s.stmts().size() == 1 ? s.stmts().get(0) : null;
    }
    return stmt instanceof Stmt.For loop ? loop.body() : null;
  }
}
