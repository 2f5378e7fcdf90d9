package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.Map;

/** What a loop does with variables in the places of elements that are the same in all rounds. */
class WithValues extends Rewriter {
  private final Rewriter inlined;
  private final Map<Expr.BufferLoad, Expr.Var> values;

  WithValues(Stmt.For loop, Map<Expr.BufferLoad, Expr.Var> values) {
    this.inlined = OneRoundElement.inlined(loop);
    this.values = values;
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Expr.Var value = e.buffer().isScalar() ? null : values.get(inlined.rewrite(e));
    return value == null ? super.visit(e) : value;
  }
}
