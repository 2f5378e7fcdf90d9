package dev.annotir.processor.script;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Rewriter;
import java.util.List;

/**
 * A tree without operators whose operands all are constants, because TVM folds some of them
 * wrongly.
 */
final class ConstantFolding extends Rewriter {
  @Override
  public Expr visit(Expr.Unary e) {
    Expr.Unary r = (Expr.Unary) super.visit(e);
    return fold(r, r.a());
  }

  @Override
  public Expr visit(Expr.Binary e) {
    Expr.Binary r = (Expr.Binary) super.visit(e);
    return fold(r, r.a(), r.b());
  }

  @Override
  public Expr visit(Expr.Cast e) {
    Expr.Cast r = (Expr.Cast) super.visit(e);
    return fold(r, r.value());
  }

  @Override
  public Expr visit(Expr.Call e) {
    Expr.Call r = (Expr.Call) super.visit(e);
    return fold(r, r.args());
  }

  @Override
  public Expr visit(Expr.Select e) {
    Expr.Select r = (Expr.Select) super.visit(e);
    return Lanes.uniform(r.condition()) instanceof Expr.Const c
        ? (c.bits() != 0 ? r.a() : r.b())
        : r;
  }

  @Override
  public Expr visit(Expr.IfThenElse e) {
    Expr.IfThenElse r = (Expr.IfThenElse) super.visit(e);
    return Lanes.uniform(r.condition()) instanceof Expr.Const c
        ? (c.bits() != 0 ? r.a() : r.b())
        : r;
  }

  private static Expr fold(Expr e, Expr... operands) {
    return fold(e, List.of(operands));
  }

  private static Expr fold(Expr e, List<Expr> operands) {
    boolean constant = operands.stream().map(Lanes::uniform).allMatch(Expr.Const.class::isInstance);
    if (!constant) {
      return e;
    }
    Expr lane = new Lane(Expr.Const.int32(0, e.span())).rewrite(e);
    return Lanes.spread(Interpreter.constant(lane), e.lanes());
  }
}
