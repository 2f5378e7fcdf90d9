package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.dependence.Dependence;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.dependence.DistanceVector;
import dev.annotir.processor.dependence.MemoryAccess;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/** Finds how far rows of sweeps are from those that they depend on, in the same step or earlier. */
final class RowDistances {
  /** Farther rows are none that anything near depends on. */
  private static final long FARTHEST = 1 << 16;

  private final Sweeps sweeps;

  /** The variables of the loops that each sweep's row is in, in the loop that is asked. */
  private final List<Expr.Var> parts = new ArrayList<>();

  private final List<RowDistance> distances = new ArrayList<>();

  private RowDistances(Sweeps sweeps) {
    this.sweeps = sweeps;
  }

  /**
   * That a row depends on one of another sweep, or of the same in another step.
   *
   * @param from the number of the sweep that comes first
   * @param to that of the one that comes after
   * @param steps how many steps later it comes, at least
   * @param rows how many rows farther it is, at least
   */
  record RowDistance(int from, int to, long steps, long rows) {}

  /**
   * The distances of all dependences between sweeps in the order in which they are; or a Refusal.
   */
  static List<RowDistance> of(PrimFunc func, Sweeps sweeps) {
    RowDistances result = new RowDistances(sweeps);
    Stmt.For steps = sweeps.steps();
    Stmt.For together = result.together(new FreshNames(func));
    Dependences dependences = Dependences.of(Loops.replace(func, steps, together), together);
    if (!dependences.isComplete()) {
      throw new Refusal(steps.var().name() + " has too many accesses");
    }
    dependences.all().forEach(result::add);
    return result.distances;
  }

  /**
   * The steps with the rows of all sweeps in one loop, each in a loop of one round. Nobody may run
   * that; but it has the same accesses in the same rows, and the dependences between all of these,
   * though perhaps the other way round.
   */
  private Stmt.For together(FreshNames names) {
    Stmt.For first = sweeps.loops().get(0);
    List<Stmt> rows = new ArrayList<>();
    for (Stmt.For loop : sweeps.loops()) {
      Expr.Var part = new Expr.Var(names.fresh("sweep"), first.var().dtype(), loop.span());
      parts.add(part);
      Expr one = Expr.Const.int32(1, loop.span());
      Stmt body = new Copy(null).set(loop.var(), first.var()).rewrite(loop.body());
      Stmt row = new Stmt.For(part, one, body, loop.span());
      if (Sweeps.rows(loop) < sweeps.mostRows()) {
        Expr isRow = new Expr.Binary(BinaryOp.LT, first.var(), loop.extent(), loop.span());
        row = new Stmt.IfThenElse(isRow, row, Stmt.nop(loop.span()), loop.span());
      }
      rows.add(row);
    }
    Expr most = Expr.Const.int32((int) sweeps.mostRows(), first.span());
    Stmt seq = new Stmt.SeqStmt(rows, first.span());
    Stmt all = sweeps.bound(new Stmt.For(first.var(), most, seq, first.span()));
    Stmt.For steps = sweeps.steps();
    return new Stmt.For(steps.var(), steps.extent(), all, steps.span());
  }

  private void add(Dependence d) {
    int from = sweep(d.source());
    int to = sweep(d.sink());
    for (DistanceVector vector : d.vectors()) {
      Interval steps = vector.distances().get(0);
      Interval rows = vector.distances().get(1);
      boolean isSameStep = steps.equals(Interval.of(0));
      boolean isBackwards = isSameStep && from > to;
      boolean isFar = isBackwards ? rows.hi() > FARTHEST : rows.lo() < -FARTHEST;
      if (steps.lo() < 0 || isFar) {
        throw new Refusal("rows depend on far ones by " + d.buffer().name());
      } else if (!isSameStep) {
        distances.add(new RowDistance(from, to, steps.lo(), rows.lo()));
      } else if (isBackwards) {
        distances.add(new RowDistance(to, from, 0, -rows.hi()));
      } else if (from < to) {
        distances.add(new RowDistance(from, to, 0, rows.lo()));
      }
    }
  }

  /** The number of the sweep that an access is in. */
  private int sweep(MemoryAccess access) {
    return parts.indexOf(access.loops().get(2).var());
  }
}
