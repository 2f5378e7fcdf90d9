package dev.annotir.processor.schedule;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;

/** Int32s that narrower integers make side by side. */
final class Parts {
  private Parts() {}

  /** An int32 of the low bits of two or four, those of the first one lowest. */
  static Expr joined(List<Expr> parts) {
    int bits = 32 / parts.size();
    int last = parts.size() - 1;
    Expr result = low(parts.get(0), bits);
    for (int i = 1; i < last; i++) {
      result = or(result, shifted(low(parts.get(i), bits), i * bits));
    }
    return or(result, shifted(parts.get(last), last * bits));
  }

  /** Whether an expression is one that parts make. */
  static boolean areJoinedIn(Expr e) {
    return e instanceof Expr.Binary or
        && or.op() == BinaryOp.OR
        && or.b() instanceof Expr.Binary shifted
        && shifted.op() == BinaryOp.SHL
        && (areJoinedIn(or.a()) || or.a() instanceof Expr.Binary low && low.op() == BinaryOp.AND);
  }

  private static Expr low(Expr e, int bits) {
    return new Expr.Binary(BinaryOp.AND, e, all((1 << bits) - 1, e.lanes(), e.span()), e.span());
  }

  private static Expr shifted(Expr e, int distance) {
    return new Expr.Binary(BinaryOp.SHL, e, all(distance, e.lanes(), e.span()), e.span());
  }

  private static Expr or(Expr a, Expr b) {
    return new Expr.Binary(BinaryOp.OR, a, b, a.span());
  }

  private static Expr all(int value, int lanes, Span span) {
    Expr one = Expr.Const.int32(value, span);
    return lanes == 1 ? one : new Expr.Broadcast(one, lanes, span);
  }
}
