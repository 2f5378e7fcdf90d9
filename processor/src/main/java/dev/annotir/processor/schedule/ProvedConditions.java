package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import org.jspecify.annotations.Nullable;

/** Drops the conditions that surely hold. */
final class ProvedConditions extends FactWalker {
  private ProvedConditions() {}

  static PrimFunc dropped(PrimFunc func) {
    return func.withBody(new ProvedConditions().rewrite(func.body()));
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    Expr left = isTrial() ? s.condition() : unproved(s.condition());
    if (left == null) {
      return rewrite(s.thenCase());
    }
    return super.visit(
        left == s.condition()
            ? s
            : new Stmt.IfThenElse(left, s.thenCase(), s.elseCase(), s.span()));
  }

  @Override
  public Expr visit(Expr.IfThenElse e) {
    Expr left = isTrial() ? e.condition() : unproved(e.condition());
    if (left == null) {
      return rewrite(e.a());
    }
    return super.visit(
        left == e.condition() ? e : new Expr.IfThenElse(left, e.a(), e.b(), e.span()));
  }

  /** What of a conjunction is not sure; null where all of it is. */
  private @Nullable Expr unproved(Expr e) {
    return Conjunction.only(e, part -> part.lanes() > 1 || !facts().proves(part));
  }
}
