package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Facts;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;

/**
 * Makes a While whose counter starts at a constant and ends at one a For. {@link RecognizeLoops}
 * would do the same, but first finds out what is known at the loop, for which the loops around it
 * are tried again and again; most loops do not need it.
 */
final class RecognizeFixedLoops extends Rewriter {
  private final CountedLoops loops;

  private RecognizeFixedLoops(PrimFunc func) {
    this.loops = new CountedLoops(func);
  }

  static PrimFunc run(PrimFunc func) {
    return RemoveDead.run(func.withBody(new RecognizeFixedLoops(func).rewrite(func.body())));
  }

  @Override
  public Stmt visit(Stmt.While s) {
    Stmt.While inner = (Stmt.While) super.visit(s);
    LoopCounter counter = LoopCounter.of(inner);
    if (counter == null
        || !(loops.start(counter, s) instanceof Expr.Const first)
        || !(counter.bound() instanceof Expr.Const)) {
      return inner;
    }
    Stmt result = loops.of(counter, first, new Facts(), s);
    return result == null ? inner : result;
  }
}
