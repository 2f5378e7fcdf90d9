package dev.annotir.processor.script;

import dev.annotir.processor.ir.Expr;
import java.util.List;

/** Whether TVM could find two expressions to be one value. */
final class SameValue {
  private SameValue() {}

  static boolean isPossible(Expr left, Expr right) {
    Expr a = Lanes.uniform(left);
    Expr b = Lanes.uniform(right);
    if (a instanceof Expr.BufferLoad x && b instanceof Expr.BufferLoad y) {
      return x.buffer().equals(y.buffer()) && !differ(x.indices(), y.indices());
    } else if (a instanceof Expr.Var && b instanceof Expr.Var) {
      return a.equals(b);
    }
    return !isLeaf(a) && !isLeaf(b);
  }

  private static boolean isLeaf(Expr e) {
    return e instanceof Expr.Const || e instanceof Expr.Var || e instanceof Expr.BufferLoad;
  }

  private static boolean differ(List<Expr> a, List<Expr> b) {
    for (int i = 0; i < a.size(); i++) {
      boolean sameBase = base(a.get(i)).equals(base(b.get(i)));
      if (sameBase && offset(a.get(i)) != offset(b.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** An index without the constant that it adds. */
  private static Expr base(Expr e) {
    if (e instanceof Expr.Binary b && addsConstant(b)) {
      return b.a();
    } else if (e instanceof Expr.Ramp r) {
      return new Expr.Ramp(base(r.base()), r.stride(), r.lanes(), r.span());
    }
    return e instanceof Expr.Const c ? Expr.Const.int32(0, c.span()) : e;
  }

  private static long offset(Expr e) {
    if (e instanceof Expr.Binary b && addsConstant(b)) {
      long distance = ((Expr.Const) b.b()).bits();
      return b.op() == Expr.BinaryOp.ADD ? distance : -distance;
    } else if (e instanceof Expr.Ramp r) {
      return offset(r.base());
    }
    return e instanceof Expr.Const c ? c.bits() : 0;
  }

  private static boolean addsConstant(Expr.Binary b) {
    return b.b() instanceof Expr.Const
        && (b.op() == Expr.BinaryOp.ADD || b.op() == Expr.BinaryOp.SUB);
  }
}
