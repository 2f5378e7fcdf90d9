package dev.annotir.processor.script;

import dev.annotir.processor.ir.Expr;
import java.util.HashSet;
import java.util.Set;

/** Whether TVM could find an integer expression to be a constant. */
final class Constancy {
  private final Set<Expr> loads = new HashSet<>();
  private boolean other;

  private Constancy() {}

  /** Not if it adds and multiplies elements of buffers, each once, and whatever else. */
  static boolean isPossible(Expr e) {
    Constancy constancy = new Constancy();
    constancy.collect(e);
    return constancy.other || constancy.loads.isEmpty();
  }

  private void collect(Expr e) {
    if (e instanceof Expr.BufferLoad) {
      other |= !loads.add(e);
    } else if (e instanceof Expr.Cast c && c.value().dtype().isInteger()) {
      collect(c.value());
    } else if (e instanceof Expr.Unary u && Widening.isRing(e)) {
      collect(u.a());
    } else if (e instanceof Expr.Binary b && Widening.isRing(e)) {
      collect(b.a());
      collect(b.b());
    } else if (e instanceof Expr.Broadcast b) {
      collect(b.value());
    } else {
      other |= !(e instanceof Expr.Const || e instanceof Expr.Var);
    }
  }
}
