package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Rewriter;
import java.util.Map;

/** Statements with shuffled vectors in the places of loads. */
final class Replaced extends Rewriter {
  private final Map<Expr, Expr> values;

  Replaced(Map<Expr, Expr> values) {
    this.values = values;
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Expr value = values.get(e);
    return value == null ? super.visit(e) : value;
  }

  /** To twice the width at a time: of more, gcc 12 makes one lane after the other. */
  @Override
  public Expr visit(Expr.Cast e) {
    Expr value = values.get(e.value());
    boolean isInteger = e.dtype().isInteger() && e.value().dtype().isInteger();
    if (value == null || !isInteger) {
      return super.visit(e);
    }
    while (value.dtype().bits() * 2 < e.dtype().bits()) {
      DType twice = value.dtype().bits() == 8 ? DType.INT16 : DType.INT32;
      value = new Expr.Cast(twice, value, e.span());
    }
    return new Expr.Cast(e.dtype(), value, e.span());
  }
}
