package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.List;

/**
 * The text of float operations by Java's rules. TVM rewrites some as if they were real numbers:
 * {@code x * 0}, {@code x + 0}, {@code x - x}, {@code (x + y) - y}, {@code x == x}; there an
 * operand is hidden from it by a reinterpretation as an integer and back.
 */
final class FloatText {
  private final Expressions exprs;
  private final Temporaries temporaries;

  FloatText(Expressions exprs, Temporaries temporaries) {
    this.exprs = exprs;
    this.temporaries = temporaries;
  }

  Code of(Expr.Binary e) {
    Code a = zeroHidden(e.a());
    Code b = zeroHidden(e.b());
    return switch (e.op()) {
      case ADD -> Code.infix(a, "+", b, Code.SUM);
      case SUB -> difference(e, a, b);
      case MUL -> Code.infix(a, "*", b, Code.PRODUCT);
      case DIV -> Code.infix(a, "/", b, Code.PRODUCT);
      case FMOD -> Code.call("truncmod", a, b);
      case MIN, MAX -> extreme(e);
      default -> comparison(e);
    };
  }

  private Code difference(Expr.Binary e, Code a, Code b) {
    Code left = isSum(e.a()) ? hide(e.a().dtype(), a) : a;
    boolean hide = isSum(e.b()) || mayBeSame(e.a(), e.b());
    return Code.infix(left, "-", hide ? hide(e.b().dtype(), b) : b, Code.SUM);
  }

  private Code comparison(Expr.Binary e) {
    Code a = exprs.of(e.a());
    Code b = exprs.of(e.b());
    Code right = mayBeSame(e.a(), e.b()) ? hide(e.b().dtype(), b) : b;
    return e.op() == Expr.BinaryOp.NE
        ? not(Code.compare(a, "==", right))
        : Code.compare(a, e.op().symbol(), right);
  }

  /** The opposite of a condition; TVM's own takes {@code a >= b} for that of {@code a < b}. */
  static Code not(Code condition) {
    return Code.call("bitwise_xor", condition, Literals.bool(true));
  }

  /** The condition, from which TVM concludes nothing. */
  static Code opaque(Code condition) {
    return Code.call("bitwise_and", condition, Literals.bool(true));
  }

  private Code zeroHidden(Expr e) {
    Code code = exprs.of(e);
    return e instanceof Expr.Const c && c.floating() == 0 ? hide(c.dtype(), code) : code;
  }

  private static Code hide(DType dtype, Code code) {
    DType bits = dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
    return reinterpret(dtype, reinterpret(bits, code));
  }

  static Code reinterpret(DType dtype, Code value) {
    return Code.call("reinterpret", Code.atom(Literals.string(dtype.tvmName())), value);
  }

  /** Whether TVM could see a sum or difference in it. */
  private static boolean isSum(Expr e) {
    return e instanceof Expr.Select
        || e instanceof Expr.IfThenElse
        || e instanceof Expr.Binary b
            && (b.op() == Expr.BinaryOp.ADD || b.op() == Expr.BinaryOp.SUB);
  }

  /** Whether TVM could find both to be one value. */
  static boolean mayBeSame(Expr a, Expr b) {
    if (a instanceof Expr.BufferLoad x && b instanceof Expr.BufferLoad y) {
      return x.buffer().equals(y.buffer()) && !differ(x.indices(), y.indices());
    } else if (a instanceof Expr.Var v && b instanceof Expr.Var w) {
      return v.equals(w);
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

  private static Expr base(Expr e) {
    return e instanceof Expr.Binary b && isShift(b)
        ? b.a()
        : e instanceof Expr.Const c ? Expr.Const.int32(0, c.span()) : e;
  }

  private static long offset(Expr e) {
    if (e instanceof Expr.Binary b && isShift(b)) {
      long distance = ((Expr.Const) b.b()).bits();
      return b.op() == Expr.BinaryOp.ADD ? distance : -distance;
    }
    return e instanceof Expr.Const c ? c.bits() : 0;
  }

  private static boolean isShift(Expr.Binary b) {
    return b.b() instanceof Expr.Const
        && (b.op() == Expr.BinaryOp.ADD || b.op() == Expr.BinaryOp.SUB);
  }

  private Code extreme(Expr.Binary e) {
    if (e.b() instanceof Expr.Const c && !Double.isNaN(c.floating())) {
      return extremeOfConstant(e.op(), e.a(), c);
    } else if (e.a() instanceof Expr.Const c && !Double.isNaN(c.floating())) {
      return extremeOfConstant(e.op(), e.b(), c);
    }
    return temporaries.bind(
        e.a(),
        exprs.of(e.a()),
        a -> temporaries.bind(e.b(), exprs.of(e.b()), b -> extreme(e.op(), e.dtype(), a, b)));
  }

  /** Which of the two, where a constant decides between the zeros; NaN is the other one. */
  private Code extremeOfConstant(Expr.BinaryOp op, Expr e, Expr.Const constant) {
    boolean max = op == Expr.BinaryOp.MAX;
    boolean zero = constant.floating() == 0;
    boolean losing = zero && (1 / constant.floating() < 0) == max;
    String symbol = max ? (losing ? "<" : "<=") : losing ? ">" : ">=";
    Code c = Literals.of(constant);
    return temporaries.bind(
        e, exprs.of(e), x -> Code.call("Select", guard(Code.compare(x, symbol, c), e), c, x));
  }

  private static Code guard(Code condition, Expr e) {
    return FloatComparisons.in(e) ? opaque(condition) : condition;
  }

  /**
   * Of two equal numbers, zeros of either sign perhaps, min has the sign bit of both, max of
   * neither.
   */
  private static Code extreme(Expr.BinaryOp op, DType dtype, Code a, Code b) {
    boolean min = op == Expr.BinaryOp.MIN;
    DType bits = dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
    Code both =
        Code.call(min ? "bitwise_or" : "bitwise_and", reinterpret(bits, a), reinterpret(bits, b));
    Code hidden = hide(dtype, b);
    Code equal = opaque(Code.compare(a, "==", hidden));
    Code sum = Code.infix(a, "+", b, Code.SUM);
    Code rest = Code.call("Select", equal, reinterpret(dtype, both), sum);
    Code first = opaque(Code.compare(a, min ? "<" : ">", hidden));
    Code second = opaque(Code.compare(a, min ? ">" : "<", hidden));
    return Code.call("Select", first, a, Code.call("Select", second, b, rest));
  }

  /**
   * Java's conversion to int32 or int64; only what fits is converted, since more is undefined in
   * TVM.
   */
  Code toInteger(Expr.Cast e) {
    DType from = e.value().dtype();
    long end = Double.doubleToLongBits(-(double) e.dtype().min());
    Code high = Literals.of(from, floatBits(from, Double.longBitsToDouble(end)));
    Code low = Literals.of(from, floatBits(from, (double) e.dtype().min()));
    Code zero = Literals.of(from, 0);
    return temporaries.bind(
        e.value(),
        exprs.of(e.value()),
        x -> {
          Code inside =
              Code.call("bitwise_and", Code.compare(x, ">=", low), Code.compare(x, "<", high));
          Code clamped = Code.call("Select", inside, x, zero);
          Code tooHigh = opaque(Code.compare(x, ">=", high));
          Code tooLow = opaque(Code.compare(x, "<", low));
          return Code.call(
              "Select",
              tooHigh,
              Literals.of(e.dtype(), e.dtype().max()),
              Code.call(
                  "Select",
                  tooLow,
                  Literals.of(e.dtype(), e.dtype().min()),
                  Expressions.cast(clamped, e.dtype())));
        });
  }

  private static long floatBits(DType dtype, double value) {
    return dtype == DType.FLOAT32
        ? Float.floatToIntBits((float) value)
        : Double.doubleToLongBits(value);
  }
}
