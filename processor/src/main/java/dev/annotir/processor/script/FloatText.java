package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;

/**
 * The text of float operations by Java's rules. TVM rewrites some as if they were real numbers:
 * {@code x * 0}, {@code x + 0}, {@code x - x}, {@code (x + y) - y}, {@code x == x}; there an
 * operand is hidden from it.
 */
final class FloatText {
  private final Expressions exprs;
  private final Prelude prelude;

  FloatText(Expressions exprs, Prelude prelude) {
    this.exprs = exprs;
    this.prelude = prelude;
  }

  Code of(Expr.Binary e) {
    return switch (e.op()) {
      case ADD -> Code.infix(operand(e.a()), "+", operand(e.b()), Code.SUM);
      case SUB -> difference(e);
      case MUL -> Code.infix(operand(e.a()), "*", operand(e.b()), Code.PRODUCT);
      case DIV -> Code.infix(operand(e.a()), "/", operand(e.b()), Code.PRODUCT);
      case FMOD -> library(e.dtype(), "fmod", exprs.of(e.a()), exprs.of(e.b()));
      case MIN, MAX -> extreme(e);
      default -> comparison(e);
    };
  }

  private Code difference(Expr.Binary e) {
    boolean hide = isSum(e.b()) || SameValue.isPossible(e.a(), e.b());
    Code a = operand(e.a());
    Code left = isSum(e.a()) ? prelude.stored(e.dtype(), a) : a;
    Code b = operand(e.b());
    return Code.infix(left, "-", hide ? prelude.stored(e.dtype(), b) : b, Code.SUM);
  }

  /** Whether TVM could see a sum or difference in it. */
  private static boolean isSum(Expr value) {
    Expr e = Lanes.uniform(value);
    return e instanceof Expr.Select
        || e instanceof Expr.IfThenElse
        || e instanceof Expr.Binary b
            && (b.op() == Expr.BinaryOp.ADD || b.op() == Expr.BinaryOp.SUB);
  }

  /** An operand of which TVM does not see that it is zero. */
  private Code operand(Expr e) {
    if (!(Lanes.uniform(e) instanceof Expr.Const c) || c.floating() != 0) {
      return exprs.of(e);
    }
    Code bits = Code.reinterpret(bitsOf(c.dtype()), Literals.of(c));
    return Code.reinterpret(c.dtype(), bits).spread(e.lanes());
  }

  private static DType bitsOf(DType dtype) {
    return dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
  }

  /**
   * A call of the C library, on scalars: TVM's fma may round twice, and it analyses its fmod as an
   * integer's.
   */
  static Code library(DType dtype, String function, Code... args) {
    Code[] all = new Code[args.length + 2];
    all[0] = Code.atom(Literals.string(dtype.tvmName()));
    all[1] = Code.atom(Literals.string(dtype == DType.FLOAT32 ? function + "f" : function));
    System.arraycopy(args, 0, all, 2, args.length);
    return Code.call("call_pure_extern", all);
  }

  private Code comparison(Expr.Binary e) {
    Code a = exprs.of(e.a());
    Code b = distinct(e.a(), e.b(), exprs.of(e.b()));
    return e.op() == Expr.BinaryOp.NE
        ? not(Code.compare(a, "==", b))
        : Code.compare(a, e.op().symbol(), b);
  }

  /** The text of {@code b} such that TVM does not take it for {@code a}. */
  private Code distinct(Expr a, Expr b, Code code) {
    return SameValue.isPossible(a, b) ? prelude.stored(b.dtype(), code) : code;
  }

  /** The opposite of a condition; TVM's own takes {@code a >= b} for that of {@code a < b}. */
  static Code not(Code condition) {
    return Code.call("bitwise_xor", condition, Literals.bool(true));
  }

  /** The condition, from which TVM concludes nothing. */
  static Code opaque(Code condition) {
    return Code.call("bitwise_and", condition, Literals.bool(true));
  }

  private Code extreme(Expr.Binary e) {
    if (Lanes.uniform(e.b()) instanceof Expr.Const c && !Double.isNaN(c.floating())) {
      return extremeOfConstant(e.op(), e.a(), c);
    } else if (Lanes.uniform(e.a()) instanceof Expr.Const c && !Double.isNaN(c.floating())) {
      return extremeOfConstant(e.op(), e.b(), c);
    }
    Code a = prelude.shared(e.a(), exprs.of(e.a()));
    Code b = prelude.shared(e.b(), exprs.of(e.b()));
    return extreme(e.op(), e.dtype(), a, distinct(e.a(), e.b(), b));
  }

  /** Which of the two, where a constant decides between the zeros; NaN is the other one. */
  private Code extremeOfConstant(Expr.BinaryOp op, Expr e, Expr.Const constant) {
    boolean max = op == Expr.BinaryOp.MAX;
    boolean negative = 1 / constant.floating() < 0;
    boolean otherZero = constant.floating() == 0 && negative == max;
    String symbol = (max ? "<" : ">") + (otherZero ? "" : "=");
    Code c = Literals.of(constant);
    Code x = prelude.shared(e, exprs.of(e));
    return Code.call("Select", Code.compare(x, symbol, c), c, x);
  }

  /** Of equal numbers, zeros of either sign perhaps, min has the sign of any, max that of both. */
  private static Code extreme(Expr.BinaryOp op, DType dtype, Code a, Code b) {
    boolean min = op == Expr.BinaryOp.MIN;
    DType bits = bitsOf(dtype);
    Code signs =
        Code.call(
            min ? "bitwise_or" : "bitwise_and",
            Code.reinterpret(bits, a),
            Code.reinterpret(bits, b));
    Code equal = opaque(Code.compare(a, "==", b));
    Code orNaN =
        Code.call("Select", equal, Code.reinterpret(dtype, signs), Code.infix(a, "+", b, Code.SUM));
    Code first = opaque(Code.compare(a, min ? "<" : ">", b));
    Code second = opaque(Code.compare(a, min ? ">" : "<", b));
    return Code.call("Select", first, a, Code.call("Select", second, b, orNaN));
  }

  /**
   * Java's conversion to int32 or int64; only what fits is converted, as more is undefined in TVM.
   */
  Code toInteger(Expr.Cast e) {
    DType from = e.value().dtype();
    Code high = Literals.of(from, floatBits(from, -(double) e.dtype().min()));
    Code low = Literals.of(from, floatBits(from, (double) e.dtype().min()));
    Code x = prelude.shared(e.value(), exprs.of(e.value()));
    Code fits = Code.call("bitwise_and", Code.compare(x, ">=", low), Code.compare(x, "<", high));
    Code fitting = Code.cast(Code.call("Select", fits, x, Literals.of(from, 0)), e.dtype());
    Code least = Literals.of(e.dtype(), e.dtype().min());
    Code most = Literals.of(e.dtype(), e.dtype().max());
    Code orLeast = Code.call("Select", opaque(Code.compare(x, "<", low)), least, fitting);
    return Code.call("Select", opaque(Code.compare(x, ">=", high)), most, orLeast);
  }

  private static long floatBits(DType dtype, double value) {
    return dtype == DType.FLOAT32
        ? Float.floatToIntBits((float) value)
        : Double.doubleToLongBits(value);
  }
}
