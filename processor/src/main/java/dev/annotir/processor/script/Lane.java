package dev.annotir.processor.script;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Rewriter;

/** One lane of vectors as a scalar, in which the lane's number is an int32. */
final class Lane extends Rewriter {
  private final Expr number;

  Lane(Expr number) {
    this.number = number;
  }

  @Override
  public Expr visit(Expr.Broadcast e) {
    return e.value();
  }

  @Override
  public Expr visit(Expr.Shuffle e) {
    throw new CompilerBug("a Shuffle within an operation that TVM has for scalars alone");
  }

  @Override
  public Expr visit(Expr.Ramp e) {
    boolean wide = e.dtype() == DType.INT64;
    Expr lane = wide ? new Expr.Cast(DType.INT64, number, e.span()) : number;
    Expr stride = Expr.Const.of(e.dtype(), e.stride(), e.span());
    Expr offset = e.stride() == 1 ? lane : new Expr.Binary(BinaryOp.MUL, lane, stride, e.span());
    boolean fromZero = e.base() instanceof Expr.Const c && c.bits() == 0;
    return fromZero ? offset : new Expr.Binary(BinaryOp.ADD, e.base(), offset, e.span());
  }
}
