package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;

/** The text of integer divisions, which in TVM must neither overflow nor be by zero. */
final class Divisions {
  private final Expressions exprs;
  private final Facts facts;
  private final Prelude prelude;

  Divisions(Expressions exprs, Facts facts, Prelude prelude) {
    this.exprs = exprs;
    this.facts = facts;
    this.prelude = prelude;
  }

  /**
   * The text of a division or remainder.
   *
   * @param opaque whether TVM does not use what it believes to know of the value
   */
  Code of(Expr.Binary e, boolean opaque) {
    boolean zero = facts.mayBe(e.b(), 0);
    boolean overflow = facts.mayBe(e.b(), -1) && facts.mayBe(e.a(), e.dtype().min());
    if (!zero && !overflow) {
      return Code.call(e.op().symbol(), exprs.of(e.a()), divisor(e.b()));
    } else if (!zero && e.dtype().bits() <= 32) {
      return wide(e, opaque);
    }
    Code a = overflow ? prelude.shared(e.a(), exprs.of(e.a())) : exprs.of(e.a());
    Code b = prelude.shared(e.b(), divisor(e.b()));
    return guarded(e, a, b, zero, overflow);
  }

  /** The divisor; TVM fails on the least integer, whose magnitude overflows, where it sees it. */
  private Code divisor(Expr e) {
    boolean least = Lanes.uniform(e) instanceof Expr.Const c && c.bits() == e.dtype().min();
    return least ? prelude.stored(e.dtype(), exprs.of(e)) : exprs.of(e);
  }

  /** The quotient of int32, or narrower integers, in int64, where -1 does no harm. */
  private Code wide(Expr.Binary e, boolean opaque) {
    Code a64 = Code.cast(exprs.of(e.a()), DType.INT64);
    Code b64 = Code.cast(divisor(e.b()), DType.INT64);
    Code narrow = Code.cast(Code.call(e.op().symbol(), a64, b64), e.dtype());
    return opaque || !isQuotient(e.op()) ? narrow : prelude.stored(e.dtype(), narrow);
  }

  private static boolean isQuotient(BinaryOp op) {
    return op == BinaryOp.TRUNCDIV || op == BinaryOp.FLOORDIV;
  }

  /** Divides by 1 instead of by 0 and -1; that is right for the remainders by -1. */
  private Code guarded(Expr.Binary e, Code a, Code b, boolean zero, boolean overflow) {
    Code one = Literals.of(e.dtype(), 1);
    Code none = Literals.of(e.dtype(), 0);
    Code isZero = Code.compare(b, "==", none);
    Code isMinusOne = Code.compare(b, "==", Literals.of(e.dtype(), -1));
    Code safe = zero ? Code.call("Select", isZero, one, b) : b;
    safe = overflow ? Code.call("Select", isMinusOne, one, safe) : safe;
    Code result = Code.call(e.op().symbol(), a, prelude.stored(e.dtype(), safe));
    if (overflow && isQuotient(e.op())) {
      Expr dividend = new Expr.Var(a.text(), e.dtype(), a.lanes(), e.span());
      Code negative = exprs.of(new Expr.Unary(Expr.UnaryOp.NEG, dividend, e.span()));
      result = Code.call("Select", isMinusOne, negative, result);
    }
    return zero ? Code.call("Select", isZero, none, result) : result;
  }
}
