package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.List;

/** The text of expressions at one place of a function. */
final class Expressions implements Expr.Visitor<Code> {
  private final Facts facts;
  private final Prelude prelude;
  private final Widening widening;
  private final FloatText floats;
  private final IntegerText integers;
  private final BitText bits;

  Expressions(Facts facts, Prelude prelude) {
    this.facts = facts;
    this.prelude = prelude;
    this.widening = new Widening(facts.ranges());
    this.floats = new FloatText(this, prelude);
    this.integers = new IntegerText(this, facts, prelude);
    this.bits = new BitText(this, prelude);
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
    return FloatComparisons.in(e)
        ? FloatText.not(of(e))
        : new Code("not " + of(e).at(Code.NOT + 1), Code.NOT);
  }

  static Code cast(Code value, DType dtype) {
    return Code.call("cast", value, Code.atom(Literals.string(dtype.tvmName())));
  }

  /** The element's text under the shape that callers see. */
  Code element(Buffer buffer, List<Expr> indices) {
    List<String> text = new ArrayList<>();
    if (buffer.tensorShape().equals(buffer.shape())) {
      indices.forEach(index -> text.add(index(index).text()));
    } else {
      split(indices.get(0), buffer.tensorShape(), text);
    }
    return Code.atom(buffer.name() + "[" + (text.isEmpty() ? "0" : String.join(", ", text)) + "]");
  }

  private void split(Expr index, List<Integer> shape, List<String> text) {
    int stride = 1;
    for (int extent : shape.subList(1, shape.size())) {
      stride *= extent;
    }
    for (int i = 0; i < shape.size(); i++) {
      text.add(coordinate(index, stride, i == 0 ? 0 : shape.get(i)));
      stride /= i + 1 < shape.size() ? shape.get(i + 1) : 1;
    }
  }

  private String coordinate(Expr index, int stride, int extent) {
    if (index instanceof Expr.Const c) {
      long whole = c.bits() / stride;
      return Long.toString(extent == 0 ? whole : whole % extent);
    }
    Code code = index(index);
    if (stride > 1) {
      code = Code.infix(code, "//", Code.atom(Integer.toString(stride)), Code.PRODUCT);
    }
    if (extent > 0) {
      code = Code.infix(code, "%", Code.atom(Integer.toString(extent)), Code.PRODUCT);
    }
    return code.text();
  }

  /** The text of an int32, in which constants beside an operator stand bare. */
  Code index(Expr e) {
    if (e instanceof Expr.Const c) {
      return new Code(Long.toString(c.bits()), c.bits() < 0 ? Code.SIGN : Code.ATOM);
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
    return Code.atom(e.name());
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
      return new Code("-" + of(e.a()).at(Code.ATOM), Code.SIGN);
    }
    return integers.negate(e, false);
  }

  @Override
  public Code visit(Expr.Binary e) {
    DType dtype = e.a().dtype();
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
      return cast(stored(e.value()), e.dtype());
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
      return cast(of(e), to);
    } else if (to == DType.UINT64 || from == DType.UINT64 && to == DType.INT64) {
      return sameBits(e, to);
    } else if (to.kind() == DType.Kind.UINT) {
      DType wide = from.bits() > to.bits() ? from : DType.INT64;
      Code value = from == wide ? of(e) : cast(of(e), wide);
      return cast(Code.call("bitwise_and", value, Literals.of(wide, to.max())), to);
    }
    Code operand = Constancy.isPossible(e) ? prelude.stored(from, of(e)) : of(e);
    Code value = cast(operand, to);
    return opaque ? value : prelude.stored(to, value);
  }

  /** Between int64 and uint64; TVM fails on the reinterpretation of what it finds to be zero. */
  private Code sameBits(Expr e, DType to) {
    DType from = to == DType.UINT64 ? DType.INT64 : DType.UINT64;
    Code value = e.dtype() == from ? of(e) : cast(of(e), from);
    return FloatText.reinterpret(to, prelude.stored(from, value));
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
      case FMA ->
          FloatText.library(e.dtype(), "fma", of(first), of(e.args().get(1)), of(e.args().get(2)));
      case REINTERPRET -> reinterpret(first, e.dtype());
      case POPCOUNT -> bits.popcount(first);
      case CLZ -> bits.leadingZeros(first);
      case MULTIPLY_HIGH -> bits.multiplyHigh(first, e.args().get(1));
      case PRODUCT_FITS -> bits.productFits(first, e.args().get(1));
    };
  }

  private Code reinterpret(Expr e, DType to) {
    if (e.dtype() == to || e.dtype().isInteger() && to.isInteger()) {
      return narrow(e, to, false);
    }
    boolean known = e.dtype().isInteger() && !(e instanceof Expr.BufferLoad);
    return FloatText.reinterpret(to, known ? prelude.stored(e.dtype(), stored(e)) : of(e));
  }

  @Override
  public Code visit(Expr.Select e) {
    Code condition = condition(e.condition(), FloatComparisons.in(e.b()));
    return Code.call("Select", condition, of(e.a()), of(e.b()));
  }

  @Override
  public Code visit(Expr.Ramp e) {
    throw new CompilerBug("a vector in TIR as text");
  }

  @Override
  public Code visit(Expr.Broadcast e) {
    throw new CompilerBug("a vector in TIR as text");
  }

  @Override
  public Code visit(Expr.IfThenElse e) {
    Code condition = condition(e.condition(), FloatComparisons.in(e.b()));
    Prelude.Prepared a = prelude.prepare(() -> of(e.a()));
    Prelude.Prepared b = prelude.prepare(() -> of(e.b()));
    if (a.lines().isEmpty() && b.lines().isEmpty()) {
      return Code.call("if_then_else", condition, a.code(), b.code());
    }
    Code result = prelude.element(e.dtype());
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
