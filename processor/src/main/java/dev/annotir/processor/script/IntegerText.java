package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;

/** The text of int32 and int64 operations: as Java's wherever TVM's overflow or divide by zero. */
final class IntegerText {
  private final Expressions exprs;
  private final Facts facts;
  private final Ranges ranges;
  private final Widening widening;
  private final Temporaries temporaries;
  private final WrappingInt64 wrapping;

  IntegerText(Expressions exprs, Facts facts, Temporaries temporaries) {
    this.exprs = exprs;
    this.facts = facts;
    this.ranges = facts.ranges();
    this.widening = new Widening(ranges);
    this.temporaries = temporaries;
    this.wrapping = new WrappingInt64(exprs, temporaries);
  }

  Code of(Expr.Binary e) {
    if (e.op().isComparison()) {
      return Code.compare(exprs.of(e.a()), e.op().symbol(), exprs.of(e.b()));
    } else if (e.op().isShift()) {
      return shift(e);
    } else if (e.op().isDivision()) {
      return e.dtype() == DType.INT32 ? divide32(e, false) : divide64(e);
    }
    return switch (e.op()) {
      case ADD, SUB, MUL -> ringOf(e);
      case MIN -> call("min", e);
      case MAX -> call("max", e);
      case AND -> call("bitwise_and", e);
      case OR -> call("bitwise_or", e);
      default -> call("bitwise_xor", e);
    };
  }

  private Code call(String function, Expr.Binary e) {
    return Code.call(function, exprs.of(e.a()), exprs.of(e.b()));
  }

  private Code ringOf(Expr.Binary e) {
    if (ranges.isExact(e)) {
      return ring(e.op(), exprs.of(e.a()), exprs.of(e.b()));
    }
    return e.dtype() == DType.INT32
        ? exprs.convert(widening.widen(e), DType.INT32)
        : wrapping.of(e.op(), e.a(), e.b());
  }

  static Code ring(BinaryOp op, Code a, Code b) {
    return Code.infix(a, op.symbol(), b, op == BinaryOp.MUL ? Code.PRODUCT : Code.SUM);
  }

  Code negate(Expr.Unary e) {
    if (ranges.isExact(e)) {
      return ring(BinaryOp.SUB, Literals.of(e.dtype(), 0), exprs.of(e.a()));
    }
    return e.dtype() == DType.INT32
        ? exprs.convert(widening.widen(e), DType.INT32)
        : wrapping.negate(e);
  }

  Code absolute(Expr.Call e) {
    Expr a = e.args().get(0);
    if (!ranges.of(a).contains(e.dtype().min())) {
      return Code.call("abs", exprs.of(a));
    }
    Expr negative = new Expr.Unary(Expr.UnaryOp.NEG, a, e.span());
    Code zero = Literals.of(e.dtype(), 0);
    return temporaries.bind(
        a,
        exprs.of(a),
        x -> {
          Expr.Var bound = new Expr.Var(x.text(), a.dtype(), e.span());
          Expr operand = x.text().equals(exprs.of(a).text()) ? negative : negated(bound);
          return Code.call("Select", Code.compare(x, "<", zero), exprs.of(operand), x);
        });
  }

  private static Expr negated(Expr e) {
    return new Expr.Unary(Expr.UnaryOp.NEG, e, e.span());
  }

  private Code shift(Expr.Binary e) {
    boolean left = e.op() == BinaryOp.SHL;
    if (left ? isExactShift(e) : e.op() == BinaryOp.SHR || ranges.of(e.a()).lo() >= 0) {
      Code distance = distance(e, e.dtype());
      return Code.call(left ? "shift_left" : "shift_right", exprs.of(e.a()), distance);
    }
    DType unsigned = e.dtype() == DType.INT32 ? DType.UINT32 : DType.UINT64;
    Code value = FloatText.reinterpret(unsigned, exprs.of(e.a()));
    Code shifted = Code.call(left ? "shift_left" : "shift_right", value, distance(e, unsigned));
    return FloatText.reinterpret(e.dtype(), shifted);
  }

  private Code distance(Expr.Binary e, DType dtype) {
    int mask = e.dtype().bits() - 1;
    if (e.b() instanceof Expr.Const c) {
      return Literals.of(dtype, c.bits() & mask);
    }
    Code code = exprs.of(e.b());
    Code masked =
        ranges.of(e.b()).within(new Interval(0, mask))
            ? code
            : Code.call("bitwise_and", code, Literals.int32(mask));
    return dtype == DType.INT32 ? masked : Expressions.cast(masked, dtype);
  }

  /** Whether no bit of the result is lost, so that the shift is a product. */
  private boolean isExactShift(Expr.Binary e) {
    if (!(e.b() instanceof Expr.Const c)) {
      return false;
    }
    int distance = (int) c.bits() & (e.dtype().bits() - 1);
    Interval a = ranges.of(e.a());
    boolean shiftable = distance < 63;
    Interval type = Interval.of(e.dtype());
    return shiftable && a.lo() >= type.lo() >> distance && a.hi() <= type.hi() >> distance;
  }

  /**
   * Divides in int64, where only zero as a divisor is not defined, unless int32 does.
   *
   * @param stored whether TVM does not use the quotient's range
   */
  Code divide32(Expr.Binary e, boolean stored) {
    boolean overflow = facts.mayBe(e.b(), -1) && ranges.of(e.a()).contains(e.dtype().min());
    Code a = exprs.of(e.a());
    Code b = divisor(e.b());
    if (facts.mayBe(e.b(), 0)) {
      return temporaries.bind(
          e.b(), b, d -> orZero(d, divide32(e.op(), a, nonzero(d), overflow, stored)));
    }
    return divide32(e.op(), a, b, overflow, stored);
  }

  /** The divisor; TVM fails on the least one, whose magnitude overflows, where it sees it. */
  private Code divisor(Expr e) {
    if (e instanceof Expr.Const c && c.bits() == e.dtype().min()) {
      DType unsigned = e.dtype() == DType.INT32 ? DType.UINT32 : DType.UINT64;
      Code least = Literals.of(unsigned, unsigned.wrap(c.bits()));
      return FloatText.reinterpret(e.dtype(), least);
    }
    return exprs.of(e);
  }

  private static Code nonzero(Code d) {
    return Code.call("Select", Code.compare(d, "==", Literals.int32(0)), Literals.int32(1), d);
  }

  private static Code orZero(Code d, Code quotient) {
    return Code.call(
        "Select", Code.compare(d, "==", Literals.int32(0)), Literals.int32(0), quotient);
  }

  private static Code divide32(BinaryOp op, Code a, Code b, boolean overflow, boolean stored) {
    if (!overflow) {
      return Code.call(op.symbol(), a, b);
    }
    Code wide =
        Code.call(op.symbol(), Expressions.cast(a, DType.INT64), Expressions.cast(b, DType.INT64));
    if (stored || op == BinaryOp.TRUNCMOD || op == BinaryOp.FLOORMOD) {
      return Expressions.cast(wide, DType.INT32);
    }
    Code low = Code.call("bitwise_and", wide, Literals.of(DType.INT64, 0xFFFFFFFFL));
    return FloatText.reinterpret(DType.INT32, Expressions.cast(low, DType.UINT32));
  }

  /** Divides by what is neither 0 nor, if that may overflow, -1. */
  private Code divide64(Expr.Binary e) {
    boolean zero = facts.mayBe(e.b(), 0);
    boolean overflow = facts.mayBe(e.b(), -1) && ranges.of(e.a()).contains(e.dtype().min());
    if (!zero && !overflow) {
      return Code.call(e.op().symbol(), exprs.of(e.a()), divisor(e.b()));
    }
    return temporaries.bind(
        e.b(),
        exprs.of(e.b()),
        d ->
            overflow
                ? temporaries.bind(DType.INT64, exprs.of(e.a()), a -> divide64(e, a, d, zero))
                : divide64(e, exprs.of(e.a()), d, zero));
  }

  private Code divide64(Expr.Binary e, Code a, Code d, boolean zero) {
    boolean quotient = e.op() == BinaryOp.TRUNCDIV || e.op() == BinaryOp.FLOORDIV;
    boolean overflow = facts.mayBe(e.b(), -1) && ranges.of(e.a()).contains(e.dtype().min());
    Code one = Literals.of(DType.INT64, 1);
    Code none = Literals.of(DType.INT64, 0);
    Code safe = d;
    if (zero) {
      safe = Code.call("Select", Code.compare(d, "==", none), one, safe);
    }
    if (overflow) {
      Code minusOne = Code.compare(d, "==", Literals.of(DType.INT64, -1));
      safe = Code.call("Select", minusOne, one, safe);
    }
    Code result = Code.call(e.op().symbol(), a, safe);
    if (overflow && quotient) {
      Code minusOne = Code.compare(d, "==", Literals.of(DType.INT64, -1));
      Expr.Var dividend = new Expr.Var(a.text(), DType.INT64, e.span());
      result = Code.call("Select", minusOne, exprs.of(negated(dividend)), result);
    }
    Code isZero = Code.compare(d, "==", none);
    return zero ? Code.call("Select", isZero, none, result) : result;
  }
}
