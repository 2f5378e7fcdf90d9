package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;

/** Walks what a loop does and knows of each part whether every round comes to it. */
abstract class RoundWalker extends Walker {
  private boolean isPerhaps;

  /** Whether some rounds may not come to what is walked now. */
  final boolean isPerhaps() {
    return isPerhaps;
  }

  @Override
  protected void enter(Expr e) {
    boolean before = isPerhaps;
    isPerhaps |= e instanceof Expr.IfThenElse;
    super.enter(e);
    isPerhaps = before;
  }

  @Override
  protected void enter(Stmt s) {
    boolean before = isPerhaps;
    isPerhaps |=
        s instanceof Stmt.IfThenElse
            || s instanceof Stmt.While
            || s instanceof Stmt.Block
            || s instanceof Stmt.For loop && !Loops.runs(loop, 1);
    super.enter(s);
    isPerhaps = before;
  }
}
