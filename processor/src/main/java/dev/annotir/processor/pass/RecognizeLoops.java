package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.analysis.Facts;
import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.List;

/**
 * Makes a While whose number of rounds is known at its start a For: a scalar that only the end of
 * the body changes, by a constant, is compared with a bound that the body does not change. Where
 * its value could wrap before the loop ends, the While stays.
 */
final class RecognizeLoops extends FactWalker {
  private final CountedLoops loops;

  private RecognizeLoops(PrimFunc func) {
    this.loops = new CountedLoops(func);
  }

  static PrimFunc run(PrimFunc func) {
    return hasCounters(func)
        ? RemoveDead.run(func.withBody(new RecognizeLoops(func).rewrite(func.body())))
        : func;
  }

  /** Whether there is a loop to be looked at: what is known at loops takes long to find. */
  private static boolean hasCounters(PrimFunc func) {
    boolean[] found = {false};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        found[0] |= s instanceof Stmt.While loop && LoopCounter.of(loop) != null;
        super.enter(s);
      }
    }.walk(func.body());
    return found[0];
  }

  @Override
  public Stmt visit(Stmt.While s) {
    if (isTrial()) {
      return super.visit(s);
    }
    Facts entry = facts().copy();
    Stmt.While inner = (Stmt.While) super.visit(s);
    LoopCounter counter = LoopCounter.of(inner);
    if (counter == null) {
      return inner;
    }
    Expr first = new Expr.BufferLoad(counter.buffer(), List.of(), s.span());
    Interval known = entry.ranges().of(first);
    Expr start = loops.start(counter, s);
    if (known.isSingle()) {
      first = Expr.Const.of(first.dtype(), known.lo(), s.span());
    } else if (start != null) {
      first = start;
    }
    Stmt result = loops.of(counter, first, entry, s);
    return result == null ? inner : result;
  }
}
