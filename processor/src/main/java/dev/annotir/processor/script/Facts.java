package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/** What is known at one place: the ranges of variables, and what a check found not to be zero. */
final class Facts {
  private final Ranges ranges = new Ranges();
  private final Aliasing aliasing;
  private List<Expr> nonzero = new ArrayList<>();

  Facts(Aliasing aliasing) {
    this.aliasing = aliasing;
  }

  Ranges ranges() {
    return ranges;
  }

  boolean mayBe(Expr e, long value) {
    boolean checked = value == 0 && nonzero.contains(Lanes.uniform(e));
    return !checked && ranges.of(e).contains(value);
  }

  /** Takes a condition that holds from here on. */
  void learn(Expr condition) {
    if (condition instanceof Expr.Binary b && b.op() == Expr.BinaryOp.AND) {
      learn(b.a());
      learn(b.b());
    } else if (condition instanceof Expr.Binary b
        && b.op() == Expr.BinaryOp.NE
        && b.b() instanceof Expr.Const c
        && c.bits() == 0) {
      nonzero.add(b.a());
    }
  }

  /** What is known now. */
  List<Expr> save() {
    return new ArrayList<>(nonzero);
  }

  /** Goes back to what was known before the statement, less what the statement may change. */
  void restore(List<Expr> saved, Stmt s) {
    nonzero = new ArrayList<>(saved);
    forget(s);
  }

  /** Forgets what the statement may change. */
  void forget(Stmt s) {
    nonzero.removeIf(e -> aliasing.changes(s, e));
  }
}
