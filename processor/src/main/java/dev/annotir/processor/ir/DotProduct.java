package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;

/** What the dot products of the parts of int32s are in plain arithmetic. */
public final class DotProduct {
  private DotProduct() {}

  /** Whether a function is one. */
  public static boolean is(Intrinsic intrinsic) {
    return intrinsic == Intrinsic.DOT_INT16 || intrinsic == Intrinsic.DOT_INT8;
  }

  /** The bits of each part. */
  public static int bits(Intrinsic intrinsic) {
    return intrinsic == Intrinsic.DOT_INT16 ? 16 : 8;
  }

  /** The sum of products that a dot product is. */
  public static Expr inParts(Expr.Call e) {
    int bits = bits(e.intrinsic());
    Expr sum = e.args().get(2);
    for (int above = 32 - bits; above >= 0; above -= bits) {
      Expr a = part(e.args().get(0), bits, above);
      Expr b = part(e.args().get(1), bits, above);
      sum = binary(BinaryOp.ADD, sum, binary(BinaryOp.MUL, a, b));
    }
    return sum;
  }

  /** The number that bits of each lane are, above which so many others stand. */
  private static Expr part(Expr e, int bits, int above) {
    Expr left = above == 0 ? e : binary(BinaryOp.SHL, e, all(above, e.lanes(), e.span()));
    return binary(BinaryOp.SHR, left, all(32 - bits, e.lanes(), e.span()));
  }

  private static Expr all(int value, int lanes, Span span) {
    Expr one = Expr.Const.int32(value, span);
    return lanes == 1 ? one : new Expr.Broadcast(one, lanes, span);
  }

  private static Expr binary(BinaryOp op, Expr a, Expr b) {
    return new Expr.Binary(op, a, b, a.span());
  }
}
