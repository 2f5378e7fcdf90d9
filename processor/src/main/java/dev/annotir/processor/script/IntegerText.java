package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;

/** The text of operations of integers other than divisions: as Java's wherever TVM's overflow. */
final class IntegerText {
  private final Expressions exprs;
  private final Ranges ranges;
  private final Widening widening;
  private final Prelude prelude;
  private final WrappingInt64 wrapping;
  private final Divisions divisions;

  IntegerText(Expressions exprs, Facts facts, Prelude prelude) {
    this.exprs = exprs;
    this.ranges = facts.ranges();
    this.widening = new Widening(ranges);
    this.prelude = prelude;
    this.wrapping = new WrappingInt64(exprs, prelude);
    this.divisions = new Divisions(exprs, facts, prelude);
  }

  /**
   * The text of an operation.
   *
   * @param opaque whether TVM does not use what it believes to know of the value
   */
  Code of(Expr.Binary e, boolean opaque) {
    if (e.op().isComparison()) {
      return Code.compare(exprs.of(e.a()), e.op().symbol(), exprs.of(e.b()));
    } else if (e.op().isDivision()) {
      return divisions.of(e, opaque);
    }
    return switch (e.op()) {
      case ADD, SUB, MUL -> ring(e, e.op(), e.a(), e.b(), opaque);
      case SHL -> shiftLeft(e, opaque);
      case SHR -> Code.call("shift_right", exprs.of(e.a()), distance(e, e.dtype()));
      case USHR -> unsignedShiftRight(e);
      case MIN -> call("min", e);
      case MAX -> call("max", e);
      case AND -> call("bitwise_and", e);
      case OR -> call("bitwise_or", e);
      default -> call("bitwise_xor", e);
    };
  }

  Code negate(Expr.Unary e, boolean opaque) {
    Expr zero = new Expr.Const(e.dtype(), 0, e.span());
    return ring(e, BinaryOp.SUB, zero, e.a(), opaque);
  }

  private Code call(String function, Expr.Binary e) {
    return Code.call(function, exprs.of(e.a()), exprs.of(e.b()));
  }

  private Code ring(Expr e, BinaryOp op, Expr a, Expr b, boolean opaque) {
    if (widening.isExact(e)) {
      return ring(op, exprs.of(a), exprs.of(b));
    } else if (e.dtype() == DType.INT64) {
      return wrapping.of(op, a, b);
    } else if (e.dtype().bits() < 32) {
      return inInt64(op, a, Widening.cast(b), e, opaque);
    }
    return exprs.narrow(widening.widen(e), DType.INT32, opaque);
  }

  /** An operation of narrow integers, which does not overflow there. */
  private Code inInt64(BinaryOp op, Expr a, Expr b, Expr e, boolean opaque) {
    Expr wide = new Expr.Binary(op, Widening.cast(a), b, e.span());
    return exprs.narrow(wide, e.dtype(), opaque);
  }

  static Code ring(BinaryOp op, Code a, Code b) {
    return Code.infix(a, op.symbol(), b, op == BinaryOp.MUL ? Code.PRODUCT : Code.SUM);
  }

  Code absolute(Expr.Call e, boolean opaque) {
    Expr a = e.args().get(0);
    if (!ranges.of(a).contains(e.dtype().min())) {
      return Code.call("abs", exprs.of(a));
    }
    Code value = prelude.shared(a, exprs.of(a));
    Expr.Var shared = new Expr.Var(value.text(), a.dtype(), value.lanes(), a.span());
    Code negative = negate(new Expr.Unary(Expr.UnaryOp.NEG, shared, e.span()), opaque);
    Code zero = Literals.of(e.dtype(), 0);
    return Code.call("Select", Code.compare(value, "<", zero), negative, value);
  }

  /**
   * A shift in int64 where an int32 may lose bits; TVM takes it for a product that does not
   * overflow.
   */
  private Code shiftLeft(Expr.Binary e, boolean opaque) {
    if (isExactShift(e)) {
      return Code.call("shift_left", exprs.of(e.a()), distance(e, e.dtype()));
    } else if (e.dtype().bits() < 32) {
      return inInt64(e.op(), e.a(), masked(e), e, opaque);
    }
    Code wide = exprs.of(e.dtype() == DType.INT32 ? Widening.cast(e.a()) : e.a());
    Code shifted = Code.call("shift_left", wide, distance(e, DType.INT64));
    Code result = e.dtype() == DType.INT32 ? Code.cast(shifted, DType.INT32) : shifted;
    return opaque ? result : prelude.stored(e.dtype(), result);
  }

  /** The distance of a shift of narrow integers, less than their bits. */
  private static Expr masked(Expr.Binary e) {
    Expr mask = Expr.Const.int32(e.dtype().bits() - 1, e.span());
    Expr all = Lanes.spread(mask, e.lanes());
    return new Expr.Binary(BinaryOp.AND, e.b(), all, e.span());
  }

  /** Whether no bit of the result is lost, so that the shift is a product. */
  private boolean isExactShift(Expr.Binary e) {
    if (!(Lanes.uniform(e.b()) instanceof Expr.Const c)) {
      return false;
    }
    int distance = (int) c.bits() & (e.dtype().bits() - 1);
    Interval a = ranges.of(e.a());
    return a.lo() >= e.dtype().min() >> distance && a.hi() <= e.dtype().max() >> distance;
  }

  /** A signed shift less the copies of the sign. */
  private Code unsignedShiftRight(Expr.Binary e) {
    Code shifted = Code.call("shift_right", exprs.of(e.a()), distance(e, e.dtype()));
    if (ranges.of(e.a()).lo() >= 0) {
      return shifted;
    }
    int bits = e.dtype().bits();
    if (Lanes.uniform(e.b()) instanceof Expr.Const c) {
      int distance = (int) c.bits() & (bits - 1);
      long mask = e.dtype().wrap((bits == 32 ? 0xFFFFFFFFL : -1L) >>> distance);
      return Code.call("bitwise_and", shifted, Literals.of(e.dtype(), mask));
    }
    // The sign's copies are the bits of -1 shifted left by the complement of the distance, plus
    // one.
    Code rest = ring(BinaryOp.SUB, Literals.of(e.dtype(), bits - 1), distance(e, e.dtype()));
    Code minusOne = Literals.of(e.dtype(), -1);
    Code half = prelude.stored(e.dtype(), Code.call("shift_left", minusOne, rest));
    Code one = Literals.of(e.dtype(), 1);
    Code copies = prelude.stored(e.dtype(), Code.call("shift_left", half, one));
    return Code.call("bitwise_and", shifted, Code.call("bitwise_not", copies));
  }

  private Code distance(Expr.Binary e, DType dtype) {
    int mask = e.dtype().bits() - 1;
    if (Lanes.uniform(e.b()) instanceof Expr.Const c) {
      return Literals.of(dtype, c.bits() & mask);
    }
    Code code = prelude.shared(e.b(), exprs.of(e.b()));
    Code masked =
        ranges.of(e.b()).within(new Interval(0, mask))
            ? code
            : Code.call("bitwise_and", code, Literals.int32(mask));
    return dtype == DType.INT32 ? masked : Code.cast(masked, dtype);
  }
}
