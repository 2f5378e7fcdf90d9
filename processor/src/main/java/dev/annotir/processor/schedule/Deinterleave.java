package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Loads vectors of elements side by side where a vector's lanes are few elements from each other,
 * and chooses the lanes by shuffles: loads that are near each other have their vectors in common.
 *
 * <p>The loads come together before the first statement that needs one of them. A tensor that may
 * be the same as one that is stored into has an element for each round, which is then still loaded
 * before it is stored.
 */
public record Deinterleave() implements Step {
  @Override
  public Result apply(PrimFunc func) {
    Stmt body = new Placement(new FreshNames(func)).rewrite(func.body());
    return body == func.body()
        ? new Result.Refused("no vectors are loaded from every second to fourth element")
        : new Result.Done(func.withBody(body));
  }

  /** Puts what is loaded together before the statement that needs it, and out of its loops. */
  private static final class Placement extends Rewriter {
    private final FreshNames names;

    Placement(FreshNames names) {
      this.names = names;
    }

    @Override
    public Stmt rewrite(Stmt s) {
      if (s instanceof Stmt.Allocate || s instanceof Stmt.Let let && !isStrided(let.value())) {
        return super.rewrite(s);
      } else if (!isStrided(s)) {
        return s;
      }
      Stmt result = s;
      if (!Loops.mayFail(s) && Effects.escapes(s).isEmpty()) {
        for (Interleaved loads : together(s)) {
          result = loads.before(result, names);
        }
      }
      return result == s ? super.rewrite(s) : rewrite(result);
    }

    /** Nothing within an expression is a place for statements. */
    @Override
    public Expr rewrite(Expr e) {
      return e;
    }
  }

  private static boolean isStrided(Stmt stmt) {
    Strided strided = new Strided();
    strided.walk(stmt);
    return strided.isFound;
  }

  private static boolean isStrided(Expr expr) {
    Strided strided = new Strided();
    strided.walk(expr);
    return strided.isFound;
  }

  /** Looks for a load of every second element, or so. */
  private static final class Strided extends Walker {
    private boolean isFound;

    @Override
    protected void enter(Expr e) {
      isFound |= e instanceof Expr.BufferLoad load && StridedLoad.of(load) != null;
      super.enter(e);
    }
  }

  /** The loads to which every run of a statement comes, of what is there before. */
  private static List<Interleaved> together(Stmt stmt) {
    Collector collector = new Collector();
    collector.walk(stmt);
    // A store comes after the loads of its own value.
    Set<Buffer> stored = stmt instanceof Stmt.BufferStore ? Set.of() : Effects.stored(stmt);
    List<Interleaved> all = new ArrayList<>();
    for (Expr.BufferLoad load : collector.loads) {
      StridedLoad strided = StridedLoad.of(load);
      if (strided != null
          && !Effects.dependsOn(load, collector.bound, stored)
          && all.stream().noneMatch(loads -> loads.add(strided))) {
        all.add(new Interleaved(strided));
      }
    }
    List<Interleaved> parts = new ArrayList<>();
    all.forEach(loads -> parts.addAll(loads.parts()));
    if (stmt instanceof Stmt.SeqStmt seq) {
      parts.removeIf(loads -> seq.stmts().stream().filter(loads::isIn).count() == 1);
    }
    return parts;
  }

  private static final class Collector extends RoundWalker {
    final Set<Expr.BufferLoad> loads = new LinkedHashSet<>();
    final Set<Expr.Var> bound = new HashSet<>();

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.BufferLoad load && load.lanes() > 1 && !isPerhaps()) {
        loads.add(load);
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let) {
        bound.add(let.var());
      } else if (s instanceof Stmt.For inner) {
        bound.add(inner.var());
      }
      super.enter(s);
    }
  }
}
