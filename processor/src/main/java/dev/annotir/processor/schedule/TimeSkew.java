package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.AccessVerifier;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Runs the sweeps of many steps at once, a few rows of each after the other, so that what one
 * leaves is still in the cache when the next comes: each sweep stays as far behind the one before
 * as its rows depend on that one's.
 *
 * <p>Row i of sweep k in step t has place {@code i + t * shift + delay(k)}. No dependence goes from
 * a place to one before it. So blocks of places may come one after the other, if the rows of each
 * keep their order.
 *
 * @param loop the steps; each round runs one sweep after the other, and nothing else
 * @param steps how many of them run at once
 * @param rows how many rows of each sweep run in one go
 */
public record TimeSkew(Expr.Var loop, int steps, int rows) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Sweeps sweeps = Sweeps.of(Loops.find(func, loop));
      Delays delays = Delays.of(RowDistances.of(func, sweeps), sweeps.loops().size());
      return apply(func, sweeps, delays);
    } catch (Refusal e) {
      return e.result();
    }
  }

  /**
   * By how many places sweeps come after others.
   *
   * @param delays of the sweeps of a step, after the first place of the step
   * @param shift of a step's sweep after that of the step before
   */
  record Delays(List<Long> delays, long shift) {
    Delays {
      delays = List.copyOf(delays);
    }

    /** The least that keep the distances. */
    static Delays of(List<RowDistances.RowDistance> distances, int sweeps) {
      List<Long> delays = new ArrayList<>(Collections.nCopies(sweeps, 0L));
      for (int k = 0; k < sweeps; k++) {
        for (RowDistances.RowDistance d : distances) {
          if (d.to() == k && d.steps() == 0) {
            delays.set(k, Math.max(delays.get(k), delays.get(d.from()) - d.rows()));
          }
        }
      }
      long shift = 0;
      for (RowDistances.RowDistance d : distances) {
        if (d.steps() > 0) {
          long missing = delays.get(d.from()) - delays.get(d.to()) - d.rows();
          shift = Math.max(shift, (missing + d.steps() - 1) / d.steps());
        }
      }
      return new Delays(delays, shift);
    }

    /** The number of places that so many steps have. */
    long places(Sweeps sweeps, int steps) {
      long places = 0;
      for (int k = 0; k < delays.size(); k++) {
        places = Math.max(places, Sweeps.rows(sweeps.loops().get(k)) + delays.get(k));
      }
      return places + shift * (steps - 1);
    }
  }

  /** The function after the step, if the delays keep all dependences. */
  Result apply(PrimFunc func, Sweeps sweeps, Delays delays) {
    if (steps < 1 || rows < 1 || delays.places(sweeps, steps) + rows > Integer.MAX_VALUE / 2) {
      return new Result.Refused("there are too many places");
    }
    Stmt skewed = new Skewed(sweeps, delays, new FreshNames(func)).all();
    PrimFunc result = Loops.replace(func, sweeps.steps(), skewed);
    return AccessVerifier.isProved(result)
        ? new Result.Done(result)
        : new Result.Refused("an element may be outside in a row of " + loop.name());
  }

  /** Makes the loops. */
  private final class Skewed {
    private final Sweeps sweeps;
    private final Delays delays;
    private final FreshNames names;
    private final Stmt.For before;

    Skewed(Sweeps sweeps, Delays delays, FreshNames names) {
      this.sweeps = sweeps;
      this.delays = delays;
      this.names = names;
      this.before = sweeps.steps();
    }

    /** All steps, so many at once. */
    Stmt all() {
      if (before.extent() instanceof Expr.Const c && c.bits() <= steps) {
        return blocks(before.extent(), loop);
      }
      Lets lets = new Lets(names);
      Expr count = before.extent();
      Expr tiles = constant(((long) Cost.rounds(before) + steps - 1) / steps);
      if (!(count instanceof Expr.Const)) {
        count = lets.bind(loop.name() + "_count", binary(BinaryOp.MAX, count, constant(0)));
        // The last one may be empty.
        tiles =
            binary(BinaryOp.ADD, binary(BinaryOp.TRUNCDIV, count, constant(steps)), constant(1));
      }
      Expr.Var tile = fresh(loop.name() + "_tile");
      Expr first = binary(BinaryOp.MUL, tile, constant(steps));
      Expr left = binary(BinaryOp.SUB, count, first);
      boolean isWhole = count instanceof Expr.Const c && c.bits() % steps == 0;
      Expr own = isWhole ? constant(steps) : binary(BinaryOp.MIN, left, constant(steps));
      Stmt blocks = blocks(own, binary(BinaryOp.ADD, first, loop));
      return lets.with(new Stmt.For(tile, tiles, blocks, before.span()));
    }

    /**
     * Some steps, block by block.
     *
     * @param count the number of the steps
     * @param step which of all steps each is
     */
    private Stmt blocks(Expr count, Expr step) {
      Expr.Var block = fresh(sweeps.loops().get(0).var().name() + "_block");
      long most = count instanceof Expr.Const c ? Math.max(1, c.bits()) : steps;
      long blocks = (delays.places(sweeps, (int) most) + rows - 1) / rows;
      Lets lets = new Lets(names);
      Expr place = binary(BinaryOp.MUL, block, constant(rows));
      Expr shift = binary(BinaryOp.MUL, loop, constant(delays.shift()));
      Expr first = lets.bind(loop.name() + "_first", binary(BinaryOp.SUB, place, shift));
      List<Stmt> parts = new ArrayList<>();
      for (int k = 0; k < sweeps.loops().size(); k++) {
        parts.add(part(sweeps.loops().get(k), delays.delays().get(k), first));
      }
      Stmt seq = new Stmt.SeqStmt(parts, before.span());
      Stmt body = new Copy(null).set(loop, step).rewrite(sweeps.bound(seq));
      Stmt inner = new Stmt.For(loop, count, lets.with(body), before.span());
      return new Stmt.For(block, constant(blocks), inner, before.span());
    }

    /** The rows of a sweep in one block. */
    private Stmt part(Stmt.For sweep, long delay, Expr first) {
      Lets lets = new Lets(names);
      String name = sweep.var().name();
      Expr lowest = binary(BinaryOp.SUB, first, constant(delay));
      Expr start = lets.bind(name + "_start", binary(BinaryOp.MAX, lowest, constant(0)));
      Expr highest = binary(BinaryOp.ADD, first, constant(rows - delay));
      Expr end = lets.bind(name + "_end", binary(BinaryOp.MIN, highest, sweep.extent()));
      Expr row = binary(BinaryOp.ADD, start, sweep.var());
      Stmt body = new Copy(null).set(sweep.var(), row).rewrite(sweep.body());
      Expr count = binary(BinaryOp.SUB, end, start);
      Stmt all = new Stmt.For(sweep.var(), count, body, sweep.span());
      // That there are rows at all is what proofs about strips of them need.
      Stmt none = Stmt.nop(sweep.span());
      return lets.with(
          new Stmt.IfThenElse(binary(BinaryOp.LT, start, end), all, none, sweep.span()));
    }

    private Expr.Var fresh(String name) {
      return new Expr.Var(names.fresh(name), loop.dtype(), before.span());
    }

    private Expr constant(long value) {
      return Expr.Const.int32((int) value, before.span());
    }

    private Expr binary(BinaryOp op, Expr a, Expr b) {
      return Simplify.simplify(new Expr.Binary(op, a, b, before.span()));
    }
  }
}
