package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.DotProduct;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Expressions as C of the same value, free of undefined behaviour: what the intervals prove not to
 * overflow is printed plainly, the rest in unsigned arithmetic or as a call of a function of {@link
 * RuntimeFunctions}. A bool is an int of value 0 or 1.
 */
final class ExprPrinter implements Expr.Visitor<CExpr> {
  private final Places places;
  private Ranges ranges;

  ExprPrinter(Places places, Ranges ranges) {
    this.places = places;
    this.ranges = ranges;
  }

  CExpr print(Expr e) {
    return e.accept(this);
  }

  /** The same printer where other intervals hold. */
  ExprPrinter where(Ranges other) {
    return new ExprPrinter(places, other);
  }

  Interval interval(Expr e) {
    return ranges.of(e);
  }

  @Override
  public CExpr visit(Expr.Const e) {
    return CExpr.literal(CTypes.literal(e.dtype(), e.bits()));
  }

  @Override
  public CExpr visit(Expr.Var e) {
    return places.value(e);
  }

  @Override
  public CExpr visit(Expr.BufferLoad e) {
    return places.value(e.buffer(), place(e.buffer(), e.indices()));
  }

  /** The element of a buffer, to be read or assigned. */
  CExpr place(Buffer buffer, List<Expr> indices) {
    String name = places.name(buffer);
    if (!buffer.isScalar()) {
      return CExpr.primary(
          name + "[" + new IndexPrinter(this, ranges).print(buffer, indices) + "]");
    }
    return Places.isVariable(buffer) ? CExpr.primary(name) : new CExpr("*" + name, CExpr.UNARY);
  }

  @Override
  public CExpr visit(Expr.Unary e) {
    if (e.dtype() == DType.BOOL) {
      return not(e.a());
    } else if (e.op() == Expr.UnaryOp.NOT) {
      return narrowed(e, new CExpr("~" + print(e.a()).at(CExpr.UNARY), CExpr.UNARY));
    }
    return wraps(e) ? signed(e) : narrowed(e, wide(e.a()).negated());
  }

  @Override
  public CExpr visit(Expr.Binary e) {
    if (e.op().isComparison()) {
      return compare(e.op(), e);
    } else if (e.dtype() == DType.BOOL) {
      return bool(e);
    } else if (e.dtype().isFloat()) {
      return floating(e);
    }
    Expr.BufferLoad first = JoinedLoads.first(e);
    if (first != null) {
      return CExpr.call(
          JoinedLoads.function(first), "&" + place(first.buffer(), first.indices()).text());
    }
    return wraps(e) ? signed(e) : narrowed(e, integer(e));
  }

  /** The value of an operation as its type, which C computed as an int where that is narrower. */
  private static CExpr narrowed(Expr e, CExpr value) {
    boolean isNarrow = e.dtype().isInteger() && e.dtype().bits() < 32;
    return isNarrow ? value.cast(CTypes.of(e.dtype())) : value;
  }

  private CExpr compare(BinaryOp op, Expr.Binary e) {
    Interval known = ranges.of(e);
    if (known.isSingle()) {
      return truth(known.contains(1) == (op == e.op()));
    } else if (e.a().equals(e.b()) && !e.a().dtype().isFloat()) {
      return truth(op == BinaryOp.EQ || op == BinaryOp.LE || op == BinaryOp.GE);
    }
    return binary(e, op.symbol(), CExpr.COMPARISON);
  }

  private static CExpr truth(boolean value) {
    return CExpr.primary(value ? "1" : "0");
  }

  private CExpr binary(Expr.Binary e, String symbol, int level) {
    return CExpr.binary(print(e.a()), symbol, print(e.b()), level);
  }

  private CExpr bool(Expr.Binary e) {
    Conditions.Bounds bounds = Conditions.bounds(e);
    if (bounds != null) {
      return within(bounds, "<");
    }
    return switch (e.op()) {
      case AND, OR, XOR -> binary(e, e.op().symbol(), CExpr.BITWISE);
      default -> throw new IllegalArgumentException(e.op() + " of bools");
    };
  }

  /** {@code 0 <= i && i < n} as one comparison. */
  private CExpr within(Conditions.Bounds bounds, String symbol) {
    Expr index = bounds.index();
    if (ranges.of(index).lo() >= 0) {
      CExpr extent = CExpr.primary(CTypes.literal(index.dtype(), bounds.extent()));
      return CExpr.binary(print(index), symbol, extent, CExpr.COMPARISON);
    }
    CExpr extent = CExpr.primary(CTypes.literal(DType.UINT64, bounds.extent()));
    return CExpr.binary(unsigned(index), symbol, extent, CExpr.COMPARISON);
  }

  /** The value of a condition where the other holds. */
  private Supplier<CExpr> printed(Expr e, Expr condition, boolean holds, boolean negated) {
    return () -> {
      Ranges narrowed = ranges.copy();
      Conditions.assume(narrowed, condition, holds);
      ExprPrinter there = where(narrowed);
      return negated ? there.not(e) : there.print(e);
    };
  }

  /** The condition that holds where this one does not. */
  CExpr not(Expr e) {
    Conditions.Bounds bounds = Conditions.bounds(e);
    Conditions.Pair both = Conditions.conjunction(e);
    Conditions.Pair either = Conditions.disjunction(e);
    if (bounds != null) {
      return within(bounds, ">=");
    } else if (e instanceof Expr.Binary c && isReversible(c)) {
      return compare(Conditions.opposite(c.op()), c);
    } else if (e instanceof Expr.Unary u) {
      return print(u.a());
    } else if (both != null && both.lazy()) {
      return junction(not(both.a()), "||", printed(both.b(), both.a(), true, true));
    } else if (either != null && either.lazy()) {
      return junction(not(either.a()), "&&", printed(either.b(), either.a(), false, true));
    }
    return print(e).not();
  }

  /** Whether a comparison and its opposite are never both false, as with NaN. */
  private static boolean isReversible(Expr.Binary e) {
    return e.op() == BinaryOp.EQ
        || e.op() == BinaryOp.NE
        || (e.op().isComparison() && !e.a().dtype().isFloat());
  }

  /** {@code a && b} or {@code a || b}, or what is left of it where {@code a} is known. */
  private static CExpr junction(CExpr a, String symbol, Supplier<CExpr> b) {
    String neutral = symbol.equals("&&") ? "1" : "0";
    if (a.text().equals("0") || a.text().equals("1")) {
      return a.text().equals(neutral) ? b.get() : a;
    }
    CExpr other = b.get();
    if (other.text().equals(neutral)) {
      return a;
    }
    int level = symbol.equals("&&") ? CExpr.LOGICAL_AND : CExpr.LOGICAL_OR;
    return CExpr.binary(a, symbol, other, level);
  }

  private CExpr floating(Expr.Binary e) {
    return switch (e.op()) {
      case ADD, SUB -> floatSum(e);
      case MUL, DIV -> binary(e, e.op().symbol(), CExpr.PRODUCT);
      case FMOD -> call("fmod", e.dtype(), e.a(), e.b());
      case MIN, MAX -> floatExtreme(e);
      default -> throw new IllegalArgumentException(e.op() + " of floats");
    };
  }

  /**
   * A sum or difference. Where one operand is a zero that only makes a zero of the other positive,
   * gcc (12) leaves it out if the other comes from an integer, though that may be -0.0.
   */
  private CExpr floatSum(Expr.Binary e) {
    boolean isSum = e.op() == BinaryOp.ADD;
    if (isZero(e.b(), !isSum)) {
      return printedCall("plus_zero", e.dtype(), print(e.a()));
    } else if (isZero(e.a(), false)) {
      CExpr other = print(e.b());
      return printedCall("plus_zero", e.dtype(), isSum ? other : other.negated());
    }
    return binary(e, e.op().symbol(), CExpr.SUM);
  }

  private static boolean isZero(Expr e, boolean negative) {
    return e instanceof Expr.Const c && c.floating() == 0 && c.bits() != 0 == negative;
  }

  /**
   * Math.min or Math.max. That of a constant is one comparison: where it fails, x is NaN or the
   * result. Not so for -0.0, where clang 14 takes the sign of the wrong zero.
   */
  private CExpr floatExtreme(Expr.Binary e) {
    boolean min = e.op() == BinaryOp.MIN;
    boolean first = e.a() instanceof Expr.Const;
    CExpr x = print(first ? e.b() : e.a());
    if (!((first ? e.a() : e.b()) instanceof Expr.Const c) || !isComparable(c) || !x.isSimple()) {
      CExpr other = print(first ? e.a() : e.b());
      return printedCall(min ? "min" : "max", e.dtype(), first ? other : x, first ? x : other);
    }
    String symbol = min ? ">" : c.bits() == 0 ? "<=" : "<";
    return CExpr.conditional(CExpr.binary(x, symbol, print(c), CExpr.COMPARISON), print(c), x);
  }

  /** Whether a float constant is neither NaN nor -0.0. */
  static boolean isComparable(Expr.Const c) {
    return !Double.isNaN(c.floating()) && (c.floating() != 0 || c.bits() == 0);
  }

  private CExpr call(String function, DType dtype, Expr... args) {
    return call(function, dtype, List.of(args));
  }

  private CExpr call(String function, DType dtype, List<Expr> args) {
    return printedCall(function, dtype, args.stream().map(this::print).toArray(CExpr[]::new));
  }

  /** The functions of int32 take the narrower integers, too. */
  private static CExpr printedCall(String function, DType dtype, CExpr... args) {
    boolean isNarrow = dtype.isInteger() && dtype.bits() < 32;
    String arguments = Stream.of(args).map(CExpr::text).collect(Collectors.joining(", "));
    String type = isNarrow ? DType.INT32.tvmName() : dtype.tvmName();
    return CExpr.call("annotir_" + function + "_" + type, arguments);
  }

  /** An operator on int32 or int64 that does not overflow. */
  private CExpr integer(Expr.Binary e) {
    return switch (e.op()) {
      case ADD, SUB -> sum(e);
      case MUL -> wideOperands(e, CExpr.PRODUCT);
      case TRUNCDIV ->
          isPlainDivision(e) ? wideOperands(e, "/") : call("div", e.dtype(), e.a(), e.b());
      case TRUNCMOD ->
          isPlainDivision(e) ? wideOperands(e, "%") : call("mod", e.dtype(), e.a(), e.b());
      case FLOORDIV ->
          isUnsignedDivision(e) ? wideOperands(e, "/") : call("floordiv", e.dtype(), e.a(), e.b());
      case FLOORMOD ->
          isUnsignedDivision(e) ? wideOperands(e, "%") : call("floormod", e.dtype(), e.a(), e.b());
      case AND, OR, XOR -> binary(e, e.op().symbol(), CExpr.BITWISE);
      case SHL, SHR, USHR -> shift(e);
      case MIN -> extreme(e, "<", "min");
      case MAX -> extreme(e, ">", "max");
      default -> throw new IllegalArgumentException(e.op() + " of integers");
    };
  }

  /** {@code a + b}, or {@code a - 5} instead of {@code a + -5}. */
  private CExpr sum(Expr.Binary e) {
    if (e.op() == BinaryOp.ADD
        && e.b() instanceof Expr.Const c
        && c.bits() < 0
        && c.bits() > Integer.MIN_VALUE
        && !(e.a() instanceof Expr.Const)) {
      return CExpr.binary(print(e.a()), "-", CExpr.primary(Long.toString(-c.bits())), CExpr.SUM);
    }
    return wideOperands(e, CExpr.SUM);
  }

  private CExpr wideOperands(Expr.Binary e, int level) {
    return wideOperands(e, e.op().symbol(), level);
  }

  private CExpr wideOperands(Expr.Binary e, String symbol) {
    return wideOperands(e, symbol, CExpr.PRODUCT);
  }

  /**
   * An operator of C, computed in 64 bits where the type asks for it though both operands are
   * short.
   */
  private CExpr wideOperands(Expr.Binary e, String symbol, int level) {
    CExpr a = isShort(e.b()) ? wide(e.a()) : print(e.a());
    return CExpr.binary(a, symbol, print(e.b()), level);
  }

  /** An operand of a type no narrower than its own, whatever its literals are. */
  private CExpr wide(Expr e) {
    return isShort(e) ? print(e).cast("int64_t") : print(e);
  }

  /** Whether it is an int64 that C computes as an int, since all its literals are short. */
  private static boolean isShort(Expr e) {
    if (e.dtype() != DType.INT64) {
      return false;
    } else if (e instanceof Expr.Const c) {
      return c.bits() == (int) c.bits();
    } else if (e instanceof Expr.Select choice) {
      return isShort(choice.a()) && isShort(choice.b());
    } else if (e instanceof Expr.IfThenElse choice) {
      return isShort(choice.a()) && isShort(choice.b());
    } else if (e instanceof Expr.Unary u) {
      return u.op() == Expr.UnaryOp.NOT && isShort(u.a());
    }
    return e instanceof Expr.Binary b
        && List.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR, BinaryOp.MIN, BinaryOp.MAX)
            .contains(b.op())
        && isShort(b.a())
        && isShort(b.b());
  }

  /** Whether C's own division is defined and exact. */
  private boolean isPlainDivision(Expr.Binary e) {
    Interval divisor = ranges.of(e.b());
    boolean overflows = divisor.contains(-1) && ranges.of(e.a()).contains(e.dtype().min());
    return !divisor.contains(0) && !overflows;
  }

  /** Whether both operands are so that rounding down is rounding towards zero. */
  private boolean isUnsignedDivision(Expr.Binary e) {
    return ranges.of(e.a()).lo() >= 0 && ranges.of(e.b()).lo() > 0;
  }

  private CExpr shift(Expr.Binary e) {
    String symbol = e.op() == BinaryOp.SHL ? "<<" : ">>";
    return CExpr.binary(wide(e.a()), symbol, distance(e), CExpr.SHIFT);
  }

  /** The distance of a shift, reduced as Java does. */
  private CExpr distance(Expr.Binary e) {
    int mask = e.dtype().bits() - 1;
    if (e.b() instanceof Expr.Const c) {
      return CExpr.primary(Long.toString(c.bits() & mask));
    } else if (ranges.of(e.b()).within(new Interval(0, mask))) {
      return print(e.b());
    }
    return CExpr.binary(print(e.b()), "&", CExpr.primary(Integer.toString(mask)), CExpr.BITWISE);
  }

  private CExpr extreme(Expr.Binary e, String symbol, String function) {
    CExpr a = print(e.a());
    CExpr b = print(e.b());
    if (!a.isSimple() || !b.isSimple()) {
      return printedCall(function, e.dtype(), a, b);
    }
    return CExpr.conditional(CExpr.binary(a, symbol, b, CExpr.COMPARISON), a, b);
  }

  /** Whether it is computed in unsigned arithmetic because signed arithmetic could overflow. */
  private boolean wraps(Expr e) {
    if (!e.dtype().isInteger()) {
      return false;
    } else if (e instanceof Expr.Unary u) {
      return u.op() == Expr.UnaryOp.NEG && !ranges.isExact(u);
    }
    return e instanceof Expr.Binary b && wraps(b);
  }

  private boolean wraps(Expr.Binary e) {
    return switch (e.op()) {
      case ADD, SUB, MUL -> !ranges.isExact(e);
      case SHL -> ranges.of(e.a()).lo() < 0 || ranges.of(e).lo() < 0;
      case USHR -> ranges.of(e.a()).lo() < 0;
      case AND, OR, XOR -> wraps(e.a()) || wraps(e.b());
      default -> false;
    };
  }

  private CExpr signed(Expr e) {
    return unsigned(e).cast(CTypes.of(e.dtype()));
  }

  /** The bits of an int32 or int64 as a value of the unsigned type. */
  private CExpr unsigned(Expr e) {
    if (e instanceof Expr.Const c) {
      DType type = c.dtype() == DType.INT64 ? DType.UINT64 : DType.UINT32;
      return CExpr.primary(CTypes.literal(type, type.wrap(c.bits())));
    } else if (wraps(e) && e instanceof Expr.Unary u) {
      return CExpr.binary(CExpr.primary("0u"), "-", unsigned(u.a()), CExpr.SUM);
    } else if (wraps(e) && e instanceof Expr.Binary b) {
      return unsignedBinary(b);
    }
    return print(e).cast(unsignedType(e));
  }

  /** No narrower than an int, to which C would promote it: products might overflow. */
  private static String unsignedType(Expr e) {
    return CTypes.unsigned(e.dtype().bits() < 32 ? DType.INT32 : e.dtype());
  }

  private CExpr unsignedBinary(Expr.Binary e) {
    CExpr a = unsigned(e.a());
    boolean narrow =
        e.a() instanceof Expr.Const && (e.op().isShift() || e.b() instanceof Expr.Const);
    CExpr first = narrow ? a.cast(unsignedType(e)) : a;
    return switch (e.op()) {
      case ADD, SUB -> CExpr.binary(first, e.op().symbol(), unsigned(e.b()), CExpr.SUM);
      case MUL -> CExpr.binary(first, "*", unsigned(e.b()), CExpr.PRODUCT);
      case SHL -> CExpr.binary(first, "<<", distance(e), CExpr.SHIFT);
      case USHR -> CExpr.binary(first, ">>", distance(e), CExpr.SHIFT);
      default -> CExpr.binary(first, e.op().symbol(), unsigned(e.b()), CExpr.BITWISE);
    };
  }

  @Override
  public CExpr visit(Expr.Cast e) {
    DType from = e.value().dtype();
    DType to = e.dtype();
    if (from == to) {
      return print(e.value());
    } else if (from.isFloat() && to.isInteger()) {
      return CExpr.call(
          "annotir_" + from.tvmName() + "_to_" + to.tvmName(), print(e.value()).text());
    } else if (to == DType.INT32 && from.bits() < 32) {
      return print(e.value()); // C promotes it
    } else if (wraps(e.value()) && to.isInteger() && to.bits() <= from.bits()) {
      return unsigned(e.value()).cast(CTypes.of(to));
    }
    return print(e.value()).cast(CTypes.of(to));
  }

  @Override
  public CExpr visit(Expr.Call e) {
    List<Expr> args = e.args();
    return switch (e.intrinsic()) {
      case ABS -> e.dtype().isFloat() ? fabs(e) : narrowed(e, call("abs", e.dtype(), args));
      case REINTERPRET -> reinterpret(e);
      case DOT_INT16, DOT_INT8 -> print(DotProduct.inParts(e));
      case ANY -> throw new CompilerBug("lanes within an expression of scalars");
      default -> {
        String name = e.intrinsic().name().toLowerCase(java.util.Locale.ROOT);
        yield call(name, args.get(0).dtype(), args);
      }
    };
  }

  private CExpr fabs(Expr.Call e) {
    String function = e.dtype() == DType.FLOAT32 ? "__builtin_fabsf" : "__builtin_fabs";
    return CExpr.call(function, print(e.args().get(0)).text());
  }

  private CExpr reinterpret(Expr.Call e) {
    Expr arg = e.args().get(0);
    DType from = arg.dtype();
    if (from == e.dtype()) {
      return print(arg);
    } else if (from.isFloat()) {
      CExpr bits = CExpr.call("annotir_" + from.tvmName() + "_to_bits", print(arg).text());
      return e.dtype().kind() == DType.Kind.INT ? bits : bits.cast(CTypes.of(e.dtype()));
    } else if (e.dtype().isFloat()) {
      CExpr bits =
          from.kind() == DType.Kind.INT ? print(arg) : print(arg).cast("int" + from.bits() + "_t");
      return CExpr.call("annotir_bits_to_" + e.dtype().tvmName(), bits.text());
    }
    return (wraps(arg) ? unsigned(arg) : print(arg)).cast(CTypes.of(e.dtype()));
  }

  @Override
  public CExpr visit(Expr.Select e) {
    return conditional(e, print(e.condition()), print(e.a()), print(e.b()));
  }

  @Override
  public CExpr visit(Expr.Ramp e) {
    throw new CompilerBug("a vector in C of one lane");
  }

  @Override
  public CExpr visit(Expr.Broadcast e) {
    throw new CompilerBug("a vector in C of one lane");
  }

  @Override
  public CExpr visit(Expr.Shuffle e) {
    throw new CompilerBug("a vector in C of one lane");
  }

  @Override
  public CExpr visit(Expr.IfThenElse e) {
    Conditions.Bounds bounds = Conditions.bounds(e);
    if (bounds != null) {
      return within(bounds, "<");
    }
    Conditions.Pair both = Conditions.conjunction(e);
    if (both != null) {
      return junction(print(e.condition()), "&&", printed(e.a(), e.condition(), true, false));
    }
    Conditions.Pair either = Conditions.disjunction(e);
    if (either != null) {
      return junction(print(e.condition()), "||", printed(e.b(), e.condition(), false, false));
    }
    CExpr condition = print(e.condition());
    return conditional(
        e,
        condition,
        printed(e.a(), e.condition(), true, false).get(),
        printed(e.b(), e.condition(), false, false).get());
  }

  private static CExpr conditional(Expr e, CExpr condition, CExpr a, CExpr b) {
    if (condition.text().equals("0") || condition.text().equals("1")) {
      CExpr chosen = condition.text().equals("1") ? a : b;
      return e.dtype() == DType.INT64 && !isShort(e) ? chosen.cast("int64_t") : chosen;
    }
    CExpr value = CExpr.conditional(condition, a, b);
    boolean narrow = e.dtype().bits() < 32 && e.dtype() != DType.BOOL;
    return narrow ? value.cast(CTypes.of(e.dtype())) : value;
  }
}
