package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.List;

/** The text of expressions at one place of a function. */
final class Expressions implements Expr.Visitor<Code> {
  private final Facts facts;
  private final Widening widening;
  private final FloatText floats;
  private final IntegerText integers;

  Expressions(Facts facts, Temporaries temporaries) {
    this.facts = facts;
    this.widening = new Widening(facts.ranges());
    this.floats = new FloatText(this, temporaries);
    this.integers = new IntegerText(this, facts, temporaries);
  }

  /** The text of a value. */
  Code of(Expr e) {
    return e.accept(this);
  }

  /** The text of a value whose range TVM does not use, so that it may be simpler. */
  Code stored(Expr e) {
    if (widening.mayWrap(e)) {
      return cast(of(widening.widen(e)), DType.INT32);
    } else if (e instanceof Expr.Cast c && c.value().dtype().isInteger() && isInt(c.dtype())) {
      return cast(of(wideOperand(c)), c.dtype());
    } else if (e instanceof Expr.Binary b && b.op().isDivision() && b.dtype() == DType.INT32) {
      return integers.divide32(b, true);
    }
    return of(e);
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

  private static boolean isInt(DType dtype) {
    return dtype.kind() == DType.Kind.INT;
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
    return integers.negate(e);
  }

  @Override
  public Code visit(Expr.Binary e) {
    DType dtype = e.a().dtype();
    return dtype.isFloat() ? floats.of(e) : dtype == DType.BOOL ? bool(e) : integers.of(e);
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
    return from.isFloat() ? floats.toInteger(e) : convert(wideOperand(e), e.dtype());
  }

  private Expr wideOperand(Expr.Cast e) {
    boolean low = e.dtype().bits() <= 32 && widening.mayWrap(e.value());
    return low ? widening.widen(e.value()) : e.value();
  }

  /** The low bits of an integer; TVM supposes that a cast changes no value. */
  Code convert(Expr e, DType to) {
    DType from = e.dtype();
    Code value = of(e);
    if (from == to) {
      return value;
    } else if (fits(e, to)) {
      return cast(value, to);
    } else if (from.bits() == to.bits()) {
      return FloatText.reinterpret(to, value);
    } else if (from.bits() < to.bits()) {
      return FloatText.reinterpret(to, cast(value, signed(to)));
    }
    long mask = (1L << to.bits()) - 1;
    Code low = cast(Code.call("bitwise_and", value, Literals.of(from, mask)), unsigned(to));
    return isInt(to) ? FloatText.reinterpret(to, low) : low;
  }

  private boolean fits(Expr e, DType to) {
    if (to == DType.UINT64) {
      return e.dtype() != DType.UINT64 && facts.ranges().of(e).lo() >= 0;
    }
    return e.dtype() != DType.UINT64 && facts.ranges().of(e).within(Interval.of(to));
  }

  private static DType signed(DType dtype) {
    return DType.valueOf("INT" + dtype.bits());
  }

  private static DType unsigned(DType dtype) {
    return DType.valueOf("UINT" + dtype.bits());
  }

  @Override
  public Code visit(Expr.Call e) {
    Expr first = e.args().get(0);
    return switch (e.intrinsic()) {
      case ABS -> e.dtype().isFloat() ? Code.call("abs", of(first)) : integers.absolute(e);
      case SQRT -> Code.call("sqrt", of(first));
      case FLOOR -> Code.call("floor", of(first));
      case CEIL -> Code.call("ceil", of(first));
      case RINT -> Code.call("nearbyint", of(first));
      case FMA -> fma(e);
      case REINTERPRET ->
          first.dtype() == e.dtype() ? of(first) : FloatText.reinterpret(e.dtype(), stored(first));
    };
  }

  /** By the C library; TVM's own {@code fma} may round twice. */
  private Code fma(Expr.Call e) {
    return Code.call(
        "call_pure_extern",
        Code.atom(Literals.string(e.dtype().tvmName())),
        Code.atom(e.dtype() == DType.FLOAT32 ? "\"fmaf\"" : "\"fma\""),
        of(e.args().get(0)),
        of(e.args().get(1)),
        of(e.args().get(2)));
  }

  @Override
  public Code visit(Expr.Select e) {
    return choice("Select", e.condition(), e.a(), e.b());
  }

  @Override
  public Code visit(Expr.IfThenElse e) {
    return choice("if_then_else", e.condition(), e.a(), e.b());
  }

  private Code choice(String function, Expr condition, Expr a, Expr b) {
    return Code.call(function, condition(condition, FloatComparisons.in(b)), of(a), of(b));
  }
}
