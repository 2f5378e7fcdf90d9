package dev.annotir.processor.c;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.DotProduct;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Expressions of several lanes, other than of bools, as C of GNU vector types. What C has no
 * operator for stands in variables before, or is computed lane by lane.
 */
final class VectorPrinter implements Expr.Visitor<CExpr> {
  private final ExprPrinter scalars;
  private final VectorVariables variables;
  private final Temporaries temporaries;
  private final MaskPrinter masks;
  private final VectorAccess access;

  VectorPrinter(ExprPrinter scalars, VectorVariables variables, Temporaries temporaries) {
    this.scalars = scalars;
    this.variables = variables;
    this.temporaries = temporaries;
    this.masks = new MaskPrinter(this);
    this.access = new VectorAccess(this);
  }

  ExprPrinter scalars() {
    return scalars;
  }

  VectorVariables variables() {
    return variables;
  }

  Temporaries temporaries() {
    return temporaries;
  }

  MaskPrinter masks() {
    return masks;
  }

  VectorAccess access() {
    return access;
  }

  CExpr print(Expr e) {
    return e.accept(this);
  }

  static String type(Expr e) {
    return VectorTypes.of(e.dtype(), e.lanes());
  }

  private static String unsigned(Expr e) {
    return VectorTypes.unsigned(e.dtype().bits(), e.lanes());
  }

  private static String signed(Expr e) {
    return VectorTypes.signed(e.dtype().bits(), e.lanes());
  }

  /** The value that a Let binds, as its variable holds it. */
  CExpr bound(Stmt.Let s) {
    return s.var().dtype() == DType.BOOL
        ? masks.print(s.value(), variables.maskBits(s.var()))
        : print(s.value());
  }

  /** The value as the name of a variable. */
  CExpr named(Expr e) {
    return temporaries.named(type(e), print(e));
  }

  @Override
  public CExpr visit(Expr.Const e) {
    throw new CompilerBug("a scalar in C of several lanes");
  }

  @Override
  public CExpr visit(Expr.Var e) {
    return CExpr.primary(e.name());
  }

  @Override
  public CExpr visit(Expr.BufferLoad e) {
    return access.load(e);
  }

  @Override
  public CExpr visit(Expr.Unary e) {
    if (e.op() == Expr.UnaryOp.NOT) {
      return new CExpr("~" + print(e.a()).at(CExpr.UNARY), CExpr.UNARY);
    }
    return e.dtype().isFloat() ? print(e.a()).negated() : bits(e).cast(type(e));
  }

  @Override
  public CExpr visit(Expr.Binary e) {
    if (e.dtype().isFloat()) {
      return floating(e);
    }
    CExpr joined = access.joined(e);
    if (joined != null) {
      return joined;
    }
    return switch (e.op()) {
      case ADD, SUB, MUL, SHL, USHR, AND, OR, XOR -> bits(e).cast(type(e));
      case SHR -> CExpr.binary(print(e.a()), ">>", distance(e, signed(e)), CExpr.SHIFT);
      case MIN, MAX -> extreme(e);
      case TRUNCDIV ->
          e.dtype().bits() == 16
              ? divided(e)
              : laneByLane("div", e.dtype(), List.of(e.a(), e.b()), e);
      case TRUNCMOD -> laneByLane("mod", e.dtype(), List.of(e.a(), e.b()), e);
      case FLOORDIV, FLOORMOD -> laneByLane(lower(e.op()), e.dtype(), List.of(e.a(), e.b()), e);
      default -> throw new CompilerBug(e.op() + " of vectors of integers");
    };
  }

  /** The bits of integers as a vector of unsigned ones, whose arithmetic wraps. */
  private CExpr bits(Expr e) {
    if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG) {
      return bits(u.a()).negated();
    } else if (e instanceof Expr.Binary b) {
      return switch (b.op()) {
        case ADD, SUB -> bits(b, CExpr.SUM);
        case MUL -> bits(b, CExpr.PRODUCT);
        case AND, OR, XOR -> bits(b, CExpr.BITWISE);
        case SHL -> CExpr.binary(bits(b.a()), "<<", distance(b, unsigned(b)), CExpr.SHIFT);
        case USHR -> CExpr.binary(bits(b.a()), ">>", distance(b, unsigned(b)), CExpr.SHIFT);
        default -> print(b).cast(unsigned(b));
      };
    }
    return print(e).cast(unsigned(e));
  }

  private CExpr bits(Expr.Binary e, int level) {
    CExpr a = isScalar(e.a()) && !isScalar(e.b()) ? bitsOfScalar(e.a()) : bits(e.a());
    CExpr b = isScalar(e.b()) ? bitsOfScalar(e.b()) : bits(e.b());
    return CExpr.binary(a, e.op().symbol(), b, level);
  }

  /** By a constant other than 0 and -1, which compilers make a product. */
  private CExpr divided(Expr.Binary e) {
    return CExpr.binary(print(e.a()), "/", print(e.b()), CExpr.PRODUCT);
  }

  /**
   * Whether C takes the one value of all lanes as an operand beside a vector. What is narrower than
   * an int C promotes, and then it does not fit the lanes.
   */
  private static boolean isScalar(Expr e) {
    return e instanceof Expr.Broadcast b
        && (e.dtype().bits() >= 32 || b.value() instanceof Expr.Const);
  }

  private CExpr bitsOfScalar(Expr e) {
    Expr value = ((Expr.Broadcast) e).value();
    DType unsigned = unsigned(e.dtype());
    return value instanceof Expr.Const c
        ? CExpr.primary(CTypes.literal(unsigned, unsigned.wrap(c.bits())))
        : scalars.print(value).cast(CTypes.of(unsigned));
  }

  private static DType unsigned(DType dtype) {
    return switch (dtype.bits()) {
      case 8 -> DType.UINT8;
      case 16 -> DType.UINT16;
      case 32 -> DType.UINT32;
      default -> DType.UINT64;
    };
  }

  /** By how many bits to shift, in a vector like the left operand. */
  private CExpr distance(Expr.Binary e, String type) {
    int mask = e.dtype().bits() - 1;
    if (e.b() instanceof Expr.Broadcast b && b.value() instanceof Expr.Const c) {
      return CExpr.primary(Long.toString(c.bits() & mask));
    }
    CExpr count = print(e.b());
    CExpr own =
        e.dtype().bits() == 32
            ? count.cast(type)
            : CExpr.call("__builtin_convertvector", count.text() + ", " + type);
    return CExpr.binary(own, "&", CExpr.primary(Integer.toString(mask)), CExpr.BITWISE);
  }

  private CExpr floating(Expr.Binary e) {
    return switch (e.op()) {
      case ADD, SUB -> floatSum(e);
      case MUL, DIV -> plain(e, CExpr.PRODUCT);
      case MIN, MAX -> floatExtreme(e);
      case FMOD -> laneByLane("fmod", e.dtype(), List.of(e.a(), e.b()), e);
      default -> throw new CompilerBug(e.op() + " of vectors of floats");
    };
  }

  /** A sum or difference; as {@link ExprPrinter} says, some of zero need care. */
  private CExpr floatSum(Expr.Binary e) {
    boolean isSum = e.op() == BinaryOp.ADD;
    if (isZero(e.b(), !isSum)) {
      return plusZero(e, print(e.a()));
    } else if (isZero(e.a(), false)) {
      return plusZero(e, isSum ? print(e.b()) : print(e.b()).negated());
    }
    return plain(e, CExpr.SUM);
  }

  private static boolean isZero(Expr e, boolean negative) {
    return e instanceof Expr.Broadcast b
        && b.value() instanceof Expr.Const c
        && c.floating() == 0
        && c.bits() != 0 == negative;
  }

  private CExpr plusZero(Expr e, CExpr value) {
    CExpr a = temporaries.named(type(e), value);
    CExpr isZero =
        masks.compared(a, "==", CExpr.primary(CTypes.literal(e.dtype(), 0)), e.dtype(), e.lanes());
    CExpr kept = CExpr.binary(a.cast(signed(e)), "&", complement(isZero), CExpr.BITWISE);
    return kept.cast(type(e));
  }

  private static CExpr complement(CExpr mask) {
    return new CExpr("~" + mask.at(CExpr.UNARY), CExpr.UNARY);
  }

  /** An operator of C on vectors, or a vector and a scalar. */
  CExpr plain(Expr.Binary e, int level) {
    boolean both = isScalar(e.a()) && isScalar(e.b());
    return CExpr.binary(
        both ? print(e.a()) : operand(e.a()), e.op().symbol(), operand(e.b()), level);
  }

  private CExpr operand(Expr e) {
    return e instanceof Expr.Broadcast b && e.dtype().isFloat()
        ? scalars.print(b.value())
        : print(e);
  }

  private CExpr extreme(Expr.Binary e) {
    CExpr a = named(e.a());
    CExpr b = named(e.b());
    CExpr first = masks.compared(a, e.op() == BinaryOp.MIN ? "<" : ">", b, e.dtype(), e.lanes());
    return blend(e.dtype(), e.lanes(), first, a, b);
  }

  /** Math.min or Math.max. */
  private CExpr floatExtreme(Expr.Binary e) {
    boolean first = isComparable(e.a());
    if (first || isComparable(e.b())) {
      return extremeOf(e, named(first ? e.b() : e.a()), first ? e.a() : e.b());
    }
    return VectorFunctions.has(e.op(), e.dtype(), e.lanes())
        ? instruction(e.op(), List.of(e.a(), e.b()), e)
        : extremeInSteps(e, named(e.a()), named(e.b()));
  }

  /** The same steps as for one lane. */
  private CExpr extremeInSteps(Expr.Binary e, CExpr a, CExpr b) {
    DType dtype = e.dtype();
    boolean min = e.op() == BinaryOp.MIN;
    CExpr less =
        blend(dtype, e.lanes(), masks.compared(a, min ? "<" : ">", b, dtype, e.lanes()), a, b);
    CExpr both = CExpr.binary(a.cast(signed(e)), min ? "|" : "&", b.cast(signed(e)), CExpr.BITWISE);
    CExpr equal = masks.compared(a, "==", b, dtype, e.lanes());
    CExpr least = blend(dtype, e.lanes(), equal, both.cast(type(e)), less);
    return blend(dtype, e.lanes(), masks.compared(a, "!=", a, dtype, e.lanes()), a, least);
  }

  private static boolean isComparable(Expr e) {
    return e instanceof Expr.Broadcast b
        && b.value() instanceof Expr.Const c
        && ExprPrinter.isComparable(c);
  }

  /** That of a vector and a constant that is neither NaN nor -0.0. */
  private CExpr extremeOf(Expr.Binary e, CExpr x, Expr constant) {
    Expr.Const c = (Expr.Const) ((Expr.Broadcast) constant).value();
    String symbol = e.op() == BinaryOp.MIN ? ">" : c.bits() == 0 ? "<=" : "<";
    CExpr beyond = masks.compared(x, symbol, scalars.print(c), e.dtype(), e.lanes());
    return blend(e.dtype(), e.lanes(), beyond, print(constant), x);
  }

  /** {@code a} where the mask, of the lanes' width, is true, else {@code b}. */
  CExpr blend(DType dtype, int lanes, CExpr mask, CExpr a, CExpr b) {
    String integers = VectorTypes.signed(dtype.bits(), lanes);
    CExpr m = temporaries.named(integers, mask);
    CExpr chosen = CExpr.binary(m, "&", a.cast(integers), CExpr.BITWISE);
    CExpr other = CExpr.binary(complement(m), "&", b.cast(integers), CExpr.BITWISE);
    CExpr blended = CExpr.binary(chosen, "|", other, CExpr.BITWISE);
    return temporaries.declare(
        VectorTypes.of(dtype, lanes), blended.cast(VectorTypes.of(dtype, lanes)).text());
  }

  @Override
  public CExpr visit(Expr.Cast e) {
    DType from = e.value().dtype();
    if (from == e.dtype()) {
      return print(e.value());
    } else if (from.isFloat() && e.dtype().isInteger()) {
      return saturated(e);
    } else if (from.isInteger() && e.dtype().isInteger() && from.bits() == e.dtype().bits()) {
      return print(e.value()).cast(type(e));
    }
    return VectorConversions.has(from, e.dtype(), e.lanes())
        ? widened(e)
        : converted(print(e.value()), type(e));
  }

  private CExpr widened(Expr.Cast e) {
    DType from = e.value().dtype();
    String name = VectorConversions.name(from, e.dtype(), e.lanes());
    CExpr wide = CExpr.call(name, print(e.value()).text());
    return from.kind() == e.dtype().kind() ? wide : wide.cast(type(e));
  }

  static CExpr converted(CExpr value, String type) {
    return CExpr.call("__builtin_convertvector", value.text() + ", " + type);
  }

  /** A float as the nearest integer towards zero that the type has; NaN as 0. */
  private CExpr saturated(Expr.Cast e) {
    Expr value = e.value();
    DType from = value.dtype();
    CExpr a = named(value);
    String limit = CTypes.literal(from, limit(from, e.dtype()));
    CExpr high = masks.compared(a, ">=", CExpr.literal(limit), from, e.lanes());
    CExpr low = masks.compared(a, "<=", CExpr.literal("-" + limit), from, e.lanes());
    CExpr below = masks.compared(magnitude(a, value), "<", CExpr.literal(limit), from, e.lanes());
    CExpr inside =
        CExpr.binary(a.cast(signed(value)), "&", below.cast(signed(value)), CExpr.BITWISE);
    CExpr truncated = converted(inside.cast(type(value)), type(e));
    CExpr greatest = CExpr.primary(CTypes.literal(e.dtype(), e.dtype().max()));
    CExpr least = CExpr.primary(CTypes.literal(e.dtype(), e.dtype().min()));
    CExpr mostly = CExpr.binary(masks.widened(high, from.bits(), e), "&", greatest, CExpr.BITWISE);
    CExpr rest = CExpr.binary(masks.widened(low, from.bits(), e), "&", least, CExpr.BITWISE);
    return CExpr.binary(
        CExpr.binary(truncated, "|", mostly, CExpr.BITWISE), "|", rest, CExpr.BITWISE);
  }

  /** The bits of the float that is one more than an integer type's greatest value. */
  private static long limit(DType from, DType to) {
    double limit = to == DType.INT32 ? 0x1p31 : 0x1p63;
    return from == DType.FLOAT32
        ? Float.floatToIntBits((float) limit)
        : Double.doubleToLongBits(limit);
  }

  /** The absolute values of floats. */
  private static CExpr magnitude(CExpr a, Expr e) {
    DType bits = e.dtype() == DType.FLOAT32 ? DType.INT32 : DType.INT64;
    CExpr all = CExpr.primary(CTypes.literal(bits, bits.max()));
    return CExpr.binary(a.cast(signed(e)), "&", all, CExpr.BITWISE).cast(type(e));
  }

  @Override
  public CExpr visit(Expr.Call e) {
    Expr first = e.args().get(0);
    return switch (e.intrinsic()) {
      case REINTERPRET -> e.dtype() == first.dtype() ? print(first) : print(first).cast(type(e));
      case ABS -> e.dtype().isFloat() ? magnitude(print(first), e) : absolute(e);
      case RINT -> rounded(e);
      case DOT_INT16, DOT_INT8 -> dotProduct(e);
      default ->
          VectorFunctions.has(e.intrinsic(), e.dtype(), e.lanes())
              ? instruction(e.intrinsic(), e.args(), e)
              : laneByLane(lower(e.intrinsic()), first.dtype(), e.args(), e);
    };
  }

  private CExpr dotProduct(Expr.Call e) {
    if (!DotProducts.has(e.lanes())) {
      return print(DotProduct.inParts(e));
    }
    String args = e.args().stream().map(a -> named(a).text()).collect(Collectors.joining(", "));
    return CExpr.call(DotProducts.name(DotProduct.bits(e.intrinsic()), e.lanes()), args);
  }

  /** As for one lane: adding 2^23, or 2^52, rounds what is less to an integer. */
  private CExpr rounded(Expr.Call e) {
    CExpr a = named(e.args().get(0));
    CExpr size = temporaries.declare(type(e), magnitude(a, e).text());
    CExpr limit = CExpr.primary(e.dtype() == DType.FLOAT32 ? "8388608.0f" : "4503599627370496.0");
    CExpr sum = CExpr.binary(size, "+", limit, CExpr.SUM);
    CExpr integer = temporaries.declare(type(e), CExpr.binary(sum, "-", limit, CExpr.SUM).text());
    CExpr sign = CExpr.binary(a.cast(signed(e)), "^", size.cast(signed(e)), CExpr.BITWISE);
    CExpr bits = CExpr.binary(integer.cast(signed(e)), "|", sign, CExpr.BITWISE);
    CExpr less = masks.compared(size, "<", limit, e.dtype(), e.lanes());
    return blend(e.dtype(), e.lanes(), less, bits.cast(type(e)), a);
  }

  private CExpr instruction(Enum<?> function, List<Expr> operands, Expr e) {
    String args = operands.stream().map(a -> named(a).text()).collect(Collectors.joining(", "));
    String name = VectorFunctions.name(function, e.dtype(), e.lanes());
    return temporaries.declare(type(e), name + "(" + args + ")");
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private CExpr absolute(Expr.Call e) {
    CExpr a = named(e.args().get(0));
    CExpr sign = CExpr.binary(a, ">>", CExpr.primary(e.dtype().bits() - 1 + ""), CExpr.SHIFT);
    CExpr s = temporaries.declare(type(e), sign.text()).cast(unsigned(e));
    CExpr flipped = CExpr.binary(a.cast(unsigned(e)), "^", s, CExpr.BITWISE);
    return CExpr.binary(flipped, "-", s, CExpr.SUM).cast(type(e));
  }

  /** A call of the function of one lane for each. */
  CExpr laneByLane(String function, DType dtype, List<Expr> args, Expr e) {
    StringBuilder items = new StringBuilder("{ANNOTIR_CALL" + args.size() + "_" + e.lanes());
    items.append("(annotir_" + function + "_" + dtype.tvmName());
    args.forEach(arg -> items.append(", ").append(named(arg).text()));
    String type = e.dtype() == DType.BOOL ? VectorTypes.signed(64, e.lanes()) : type(e);
    return temporaries.declare(type, items.append(", 0)}").toString());
  }

  /** Whether any lane of a variable is true. */
  String any(Expr.Call e) {
    Expr mask = e.args().get(0);
    int bits = Math.max(variables.maskBits(mask), 128 / mask.lanes());
    return "ANNOTIR_ANY_" + bits * mask.lanes() + "(" + masks.print(mask, bits).text() + ")";
  }

  @Override
  public CExpr visit(Expr.Select e) {
    CExpr mask = masks.print(e.condition(), e.dtype().bits());
    return blend(e.dtype(), e.lanes(), mask, print(e.a()), print(e.b()));
  }

  @Override
  public CExpr visit(Expr.IfThenElse e) {
    return choice(e, type(e), this::print, this::print);
  }

  /** The value of one of two sides, of which only that one is evaluated. */
  CExpr choice(Expr.IfThenElse e, String type, Side then, Side otherwise) {
    String name = temporaries.name();
    Lines lines = temporaries.lines();
    lines.variable(name, type + " " + name + " = {0};");
    lines.open("if (" + scalars.print(e.condition()).text() + ") {", "");
    lines.add(name + " = " + then.print(e.a()).text() + ";");
    lines.reopen("} else {");
    lines.add(name + " = " + otherwise.print(e.b()).text() + ";");
    lines.close("}");
    return CExpr.primary(name);
  }

  /** A side of a choice as C. */
  interface Side {
    CExpr print(Expr e);
  }

  @Override
  public CExpr visit(Expr.Ramp e) {
    String type = VectorTypes.unsigned(e.dtype().bits(), e.lanes());
    CExpr steps = temporaries.declare(type, "{ANNOTIR_NUMBERS_" + e.lanes() + "(0)}");
    DType scalar = e.dtype() == DType.INT64 ? DType.UINT64 : DType.UINT32;
    CExpr base = scalars.print(e.base()).cast(CTypes.of(scalar));
    CExpr factor = CExpr.primary(CTypes.literal(scalar, scalar.wrap(e.stride())));
    CExpr distance = e.stride() == 1 ? steps : CExpr.binary(steps, "*", factor, CExpr.PRODUCT);
    return CExpr.binary(distance, "+", base, CExpr.SUM).cast(type(e));
  }

  @Override
  public CExpr visit(Expr.Broadcast e) {
    return broadcast(scalars.print(e.value()), e, type(e), CTypes.of(e.dtype()));
  }

  @Override
  public CExpr visit(Expr.Shuffle e) {
    String mask = VectorTypes.signed(e.dtype().bits(), e.lanes());
    String vectors = named(e.a()).text() + ", " + named(e.b()).text();
    String indices = e.indices().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return CExpr.call("ANNOTIR_SHUFFLE", mask + ", " + vectors + ", " + indices);
  }

  /** A vector of one value, which has the type of the elements. */
  CExpr broadcast(CExpr value, Expr.Broadcast e, String type, String element) {
    CExpr one = e.value() instanceof Expr.Const ? value : temporaries.named(element, value);
    return temporaries.declare(type, "{ANNOTIR_ALL_" + e.lanes() + "(" + one.text() + ")}");
  }
}
