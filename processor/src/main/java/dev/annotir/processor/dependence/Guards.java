package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Affine;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;

/** The rounds in which a condition holds. */
final class Guards {
  private final IndexForms forms;

  Guards(IndexForms forms) {
    this.forms = forms;
  }

  /** The rounds in which a condition holds, or does not. */
  Domain of(Expr condition, boolean holds) {
    if (condition instanceof Expr.Const c) {
      return c.bits() != 0 == holds ? Domain.ALL : Domain.NONE;
    } else if (condition instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NOT) {
      return of(u.a(), !holds);
    } else if (condition instanceof Expr.Binary b && b.a().dtype().isInteger()) {
      return compare(b, holds);
    } else if (condition instanceof Expr.Binary b
        && b.op() == (holds ? BinaryOp.AND : BinaryOp.OR)) {
      return of(b.a(), holds).and(of(b.b(), holds));
    } else if (condition instanceof Expr.Binary b
        && b.op() == (holds ? BinaryOp.OR : BinaryOp.AND)) {
      return of(b.a(), holds).or(of(b.b(), holds));
    } else if (condition instanceof Expr.IfThenElse c) {
      return chosen(c.condition(), c.a(), c.b(), holds);
    } else if (condition instanceof Expr.Select c) {
      return chosen(c.condition(), c.a(), c.b(), holds);
    }
    return Domain.UNKNOWN;
  }

  private Domain chosen(Expr condition, Expr a, Expr b, boolean holds) {
    return of(condition, true).and(of(a, holds)).or(of(condition, false).and(of(b, holds)));
  }

  private Domain compare(Expr.Binary e, boolean holds) {
    if (!e.op().isComparison()) {
      return Domain.UNKNOWN;
    }
    Affine a = forms.of(e.a());
    Affine b = forms.of(e.b());
    return switch (e.op()) {
      case LT -> holds ? atLeast(b, a, 1) : atLeast(a, b, 0);
      case LE -> holds ? atLeast(b, a, 0) : atLeast(a, b, 1);
      case GT -> holds ? atLeast(a, b, 1) : atLeast(b, a, 0);
      case GE -> holds ? atLeast(a, b, 0) : atLeast(b, a, 1);
      default ->
          e.op() == BinaryOp.EQ == holds
              ? domain(Constraint.equal(a, b))
              : atLeast(a, b, 1).or(atLeast(b, a, 1));
    };
  }

  private static Domain atLeast(Affine a, Affine b, long gap) {
    return domain(Constraint.atLeast(a, b, gap));
  }

  /** The rounds that fulfil a constraint; of none nothing is known. */
  private static Domain domain(List<Constraint> constraint) {
    if (constraint.isEmpty()) {
      return Domain.UNKNOWN;
    }
    Constraint only = constraint.get(0);
    if (only.sum().isConstant()) {
      long value = only.sum().constant();
      return (only.isEquality() ? value == 0 : value >= 0) ? Domain.ALL : Domain.NONE;
    }
    return Domain.of(constraint);
  }
}
