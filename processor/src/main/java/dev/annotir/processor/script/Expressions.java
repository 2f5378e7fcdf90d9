package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.DotProduct;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;

/** The text of expressions at one place of a function. */
final class Expressions implements Expr.Visitor<Code> {
  private final Facts facts;
  private final Prelude prelude;
  private final Widening widening;
  private final FloatText floats;
  private final IntegerText integers;
  private final BitText bits;
  private final ElementText elements;
  private final LaneLoop loops;

  Expressions(Facts facts, Prelude prelude) {
    this.facts = facts;
    this.prelude = prelude;
    this.widening = new Widening(facts.ranges());
    this.floats = new FloatText(this, prelude);
    this.integers = new IntegerText(this, facts, prelude);
    this.bits = new BitText(this, prelude);
    this.elements = new ElementText(this, prelude);
    this.loops = new LaneLoop(this, facts, prelude);
  }

  /** The text of a value. */
  Code of(Expr e) {
    return e.accept(this);
  }

  /** The text of a value of which TVM does not use what it believes to know: it may be simpler. */
  Code stored(Expr e) {
    if (e instanceof Expr.Binary b && b.dtype().isInteger()) {
      return integers.of(b, true);
    } else if (e instanceof Expr.Unary u && isNegation(u)) {
      return integers.negate(u, true);
    } else if (e instanceof Expr.Cast c && isOfIntegers(c)) {
      return narrow(wideOperand(c), c.dtype(), true);
    }
    return of(e);
  }

  private static boolean isNegation(Expr.Unary u) {
    return u.op() == Expr.UnaryOp.NEG && u.dtype().isInteger();
  }

  private static boolean isOfIntegers(Expr.Cast c) {
    return c.dtype().isInteger() && c.value().dtype().isInteger();
  }

  /**
   * The text of a condition.
   *
   * @param otherwise whether what follows where it fails compares floats
   */
  Code condition(Expr e, boolean otherwise) {
    return otherwise && FloatComparisons.in(e) ? FloatText.opaque(of(e)) : of(e);
  }

  Code not(Expr e) {
    Code code = of(e);
    return FloatComparisons.in(e)
        ? FloatText.not(code)
        : new Code("not " + code.at(Code.NOT + 1), Code.NOT, code.lanes());
  }

  /** The element's text under the shape that callers see. */
  Code element(Buffer buffer, List<Expr> indices) {
    return elements.of(buffer, indices);
  }

  /** The text of an int32 index, in which constants beside an operator stand bare. */
  Code index(Expr e) {
    if (e instanceof Expr.Const c) {
      return new Code(Long.toString(c.bits()), c.bits() < 0 ? Code.SIGN : Code.ATOM);
    } else if (e instanceof Expr.Ramp ramp) {
      return ramp(ramp);
    } else if (e instanceof Expr.Broadcast b) {
      return index(b.value()).spread(b.lanes());
    } else if (e instanceof Expr.Binary b && Widening.isRing(b) && !widening.mayWrap(b)) {
      return IntegerText.ring(b.op(), index(b.a()), index(b.b()));
    }
    return of(e);
  }

  @Override
  public Code visit(Expr.Const e) {
    return Literals.of(e);
  }

  @Override
  public Code visit(Expr.Var e) {
    return Code.atom(e.name(), e.lanes());
  }

  @Override
  public Code visit(Expr.BufferLoad e) {
    return element(e.buffer(), e.indices());
  }

  @Override
  public Code visit(Expr.Unary e) {
    if (e.op() == Expr.UnaryOp.NOT) {
      return e.dtype() == DType.BOOL ? not(e.a()) : Code.call("bitwise_not", of(e.a()));
    } else if (e.dtype().isFloat()) {
      return new Code("-" + of(e.a()).at(Code.ATOM), Code.SIGN, e.lanes());
    }
    return integers.negate(e, false);
  }

  @Override
  public Code visit(Expr.Binary e) {
    DType dtype = e.a().dtype();
    if (e.op() == BinaryOp.FMOD && e.lanes() > 1) {
      return loops.of(e);
    }
    return dtype.isFloat() ? floats.of(e) : dtype == DType.BOOL ? bool(e) : integers.of(e, false);
  }

  private Code bool(Expr.Binary e) {
    Code a = of(e.a());
    Code b = of(e.b());
    boolean plain = !FloatComparisons.in(e);
    return switch (e.op()) {
      case AND -> plain ? Code.infix(a, "and", b, Code.AND) : Code.call("bitwise_and", a, b);
      case OR -> plain ? Code.infix(a, "or", b, Code.OR) : Code.call("bitwise_or", a, b);
      case EQ -> FloatText.not(Code.call("bitwise_xor", a, b));
      default -> Code.call("bitwise_xor", a, b);
    };
  }

  @Override
  public Code visit(Expr.Cast e) {
    DType from = e.value().dtype();
    if (from == e.dtype()) {
      return of(e.value());
    } else if (e.dtype().isFloat()) {
      return Code.cast(stored(e.value()), e.dtype());
    }
    return from.isFloat() ? floats.toInteger(e) : narrow(wideOperand(e), e.dtype(), false);
  }

  private Expr wideOperand(Expr.Cast e) {
    boolean low = e.dtype().bits() <= 32 && widening.mayWrap(e.value());
    return low ? widening.widen(e.value()) : e.value();
  }

  /**
   * The low bits of an integer. TVM supposes that a cast changes no value, and it fails on one of a
   * constant that is no value of the type.
   *
   * @param opaque whether TVM does not use what it believes to know of the value
   */
  Code narrow(Expr e, DType to, boolean opaque) {
    DType from = e.dtype();
    if (from == to) {
      return of(e);
    } else if (fits(e, to)) {
      return Code.cast(of(e), to);
    } else if (to == DType.UINT64 || from == DType.UINT64 && to == DType.INT64) {
      return sameBits(e, to);
    } else if (to.kind() == DType.Kind.UINT) {
      DType wide = from.bits() > to.bits() ? from : DType.INT64;
      Code value = from == wide ? of(e) : Code.cast(of(e), wide);
      return Code.cast(Code.call("bitwise_and", value, Literals.of(wide, to.max())), to);
    }
    Code operand = Constancy.isPossible(e) ? prelude.stored(from, of(e)) : of(e);
    Code value = Code.cast(operand, to);
    return opaque ? value : prelude.stored(to, value);
  }

  /** Between int64 and uint64; TVM fails on the reinterpretation of what it finds to be zero. */
  private Code sameBits(Expr e, DType to) {
    DType from = to == DType.UINT64 ? DType.INT64 : DType.UINT64;
    Code value = e.dtype() == from ? of(e) : Code.cast(of(e), from);
    return Code.reinterpret(to, prelude.stored(from, value));
  }

  private boolean fits(Expr e, DType to) {
    if (e.dtype() == DType.UINT64) {
      return false;
    }
    Interval value = facts.ranges().of(e);
    return to == DType.UINT64 ? value.lo() >= 0 : value.within(Interval.of(to));
  }

  @Override
  public Code visit(Expr.Call e) {
    Expr first = e.args().get(0);
    return switch (e.intrinsic()) {
      case ABS -> e.dtype().isFloat() ? Code.call("abs", of(first)) : integers.absolute(e, false);
      case SQRT -> Code.call("sqrt", of(first));
      case FLOOR -> Code.call("floor", of(first));
      case CEIL -> Code.call("ceil", of(first));
      case RINT -> Code.call("nearbyint", of(first));
      case FMA -> e.lanes() > 1 ? loops.of(e) : fma(e);
      case REINTERPRET -> reinterpret(first, e.dtype());
      case POPCOUNT -> bits.popcount(first);
      case CLZ -> bits.leadingZeros(first);
      case MULTIPLY_HIGH -> bits.multiplyHigh(first, e.args().get(1));
      case PRODUCT_FITS -> bits.productFits(first, e.args().get(1));
      case DOT_INT16, DOT_INT8 -> of(DotProduct.inParts(e));
      case ANY -> loops.any(first);
    };
  }

  private Code fma(Expr.Call e) {
    Code[] args = e.args().stream().map(this::of).toArray(Code[]::new);
    return FloatText.library(e.dtype(), "fma", args);
  }

  private Code reinterpret(Expr e, DType to) {
    if (e.dtype() == to || e.dtype().isInteger() && to.isInteger()) {
      return narrow(e, to, false);
    }
    boolean known = e.dtype().isInteger() && !(e instanceof Expr.BufferLoad);
    return Code.reinterpret(to, known ? prelude.stored(e.dtype(), stored(e)) : of(e));
  }

  @Override
  public Code visit(Expr.Select e) {
    Code condition = condition(e.condition(), FloatComparisons.in(e.b()));
    return Code.call("Select", condition, of(e.a()), of(e.b()));
  }

  /** TVM's ramps must not overflow; another is a sum. */
  @Override
  public Code visit(Expr.Ramp e) {
    Interval steps = Interval.of(0).union(Interval.of((long) e.stride() * (e.lanes() - 1)));
    Interval value = facts.ranges().of(e.base()).plus(steps);
    if (value != null && value.within(Interval.of(e.dtype()))) {
      return ramp(e);
    }
    DType wide = DType.INT64;
    Expr base = Lanes.spread(e.dtype() == wide ? e.base() : Widening.cast(e.base()), e.lanes());
    Expr offset = new Expr.Ramp(Expr.Const.of(wide, 0, e.span()), e.stride(), e.lanes(), e.span());
    return narrow(new Expr.Binary(BinaryOp.ADD, base, offset, e.span()), e.dtype(), false);
  }

  private Code ramp(Expr.Ramp e) {
    boolean plain = e.dtype() == DType.INT32;
    Code base = plain ? index(e.base()) : of(e.base());
    String stride = plain ? String.valueOf(e.stride()) : Literals.of(e.dtype(), e.stride()).text();
    return Code.atom("T.Ramp(" + base + ", " + stride + ", " + e.lanes() + ")", e.lanes());
  }

  @Override
  public Code visit(Expr.Broadcast e) {
    return of(e.value()).spread(e.lanes());
  }

  @Override
  public Code visit(Expr.Shuffle e) {
    String vectors = "[" + of(e.a()) + ", " + of(e.b()) + "]";
    return Code.atom("T.Shuffle(" + vectors + ", " + e.indices() + ")", e.lanes());
  }

  @Override
  public Code visit(Expr.IfThenElse e) {
    Code condition = condition(e.condition(), FloatComparisons.in(e.b()));
    Prelude.Prepared a = prelude.prepare(() -> of(e.a()));
    Prelude.Prepared b = prelude.prepare(() -> of(e.b()));
    if (a.lines().isEmpty() && b.lines().isEmpty()) {
      String args = condition + ", " + a.code() + ", " + b.code();
      return Code.atom("T.if_then_else(" + args + ")", e.lanes());
    }
    Code result = prelude.element(e.dtype(), e.lanes());
    prelude.line("if " + condition + ":");
    side(a, result);
    prelude.line("else:");
    side(b, result);
    return result;
  }

  private void side(Prelude.Prepared value, Code result) {
    value.lines().forEach(line -> prelude.line(Statements.INDENT + line));
    prelude.line(Statements.INDENT + result + " = " + value.code());
  }
}
