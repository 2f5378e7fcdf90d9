package dev.annotir.processor.ir;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with the types of a node's operands, an empty string where nothing is:
 *
 * <ul>
 *   <li>both operands of a Binary have one type, but a shift's right one is int32;
 *   <li>ADD SUB MUL MIN MAX LT LE GT GE take int32, int64, the narrow integers (int8, int16, uint8,
 *       uint16), float32, float64; DIV FMOD the floats; divisions and shifts int32, int64, SHL SHR
 *       the narrow ones too, TRUNCDIV int16 and uint16; AND OR XOR all integers named and bool; EQ
 *       NE all of them;
 *   <li>NEG takes int32, int64, the narrow integers, float32, float64; NOT all but the floats, and
 *       bool;
 *   <li>a Cast is between integers, from integers but uint64 to floats, between floats, or from a
 *       float to int32 or int64; or it changes nothing;
 *   <li>ABS takes int8, int16, int32, int64, float32, float64, POPCOUNT and CLZ int32 and int64,
 *       MULTIPLY_HIGH int64, dot products int32, the other functions floats, all of one type that
 *       is the result's; PRODUCT_FITS takes int64 and gives a bool; REINTERPRET takes an argument
 *       of as many bits as its result, and no bool; ANY takes bools of several lanes;
 *   <li>operands and result have equally many lanes, but the condition of an IfThenElse has one;
 *       indices have one or as many as the element; Ramp and Broadcast take one and give several; a
 *       Shuffle takes several, of two vectors of one type, and no bools.
 * </ul>
 */
final class OperandTypes implements Expr.Visitor<String> {
  static final OperandTypes BROKEN = new OperandTypes();

  private static final Set<DType> INTS = EnumSet.of(DType.INT32, DType.INT64);
  private static final Set<DType> FLOATS = EnumSet.of(DType.FLOAT32, DType.FLOAT64);
  private static final Set<DType> ALL =
      EnumSet.of(
          DType.BOOL,
          DType.INT8,
          DType.INT16,
          DType.INT32,
          DType.INT64,
          DType.UINT8,
          DType.UINT16,
          DType.FLOAT32,
          DType.FLOAT64);
  private static final Set<DType> BITS = without(FLOATS);
  private static final Set<DType> NUMBERS = without(EnumSet.of(DType.BOOL));
  private static final Set<DType> SHIFTED =
      EnumSet.of(DType.INT8, DType.INT16, DType.INT32, DType.INT64, DType.UINT8, DType.UINT16);
  private static final Set<DType> SIGNED =
      without(EnumSet.of(DType.BOOL, DType.UINT8, DType.UINT16));
  private static final Set<DType> DIVIDED =
      EnumSet.of(DType.INT16, DType.UINT16, DType.INT32, DType.INT64);

  private OperandTypes() {}

  @Override
  public String visit(Expr.Const e) {
    boolean value = e.dtype().wrap(e.bits()) == e.bits();
    boolean bool = e.dtype() != DType.BOOL || (e.bits() & 1) == e.bits();
    return value && bool ? "" : "no value of " + e.dtype();
  }

  @Override
  public String visit(Expr.Var e) {
    return "";
  }

  @Override
  public String visit(Expr.BufferLoad e) {
    return lanes(e.indices());
  }

  @Override
  public String visit(Expr.Unary e) {
    return within(e.dtype(), e.op() == Expr.UnaryOp.NEG ? NUMBERS : BITS);
  }

  @Override
  public String visit(Expr.Binary e) {
    DType right = e.op().isShift() ? DType.INT32 : e.a().dtype();
    if (e.b().dtype() != right) {
      return "operands of " + e.a().dtype() + " and " + e.b().dtype();
    } else if (e.a().lanes() != e.b().lanes()) {
      return "operands of " + e.a().lanes() + " and " + e.b().lanes() + " lanes";
    }
    return within(e.a().dtype(), operands(e.op()));
  }

  private static Set<DType> operands(Expr.BinaryOp op) {
    return switch (op) {
      case ADD, SUB, MUL, MIN, MAX, LT, LE, GT, GE -> NUMBERS;
      case DIV, FMOD -> FLOATS;
      case TRUNCDIV -> DIVIDED;
      case SHL, SHR -> SHIFTED;
      case TRUNCMOD, FLOORDIV, FLOORMOD, USHR -> INTS;
      case AND, OR, XOR -> BITS;
      case EQ, NE -> ALL;
    };
  }

  @Override
  public String visit(Expr.Cast e) {
    DType from = e.value().dtype();
    DType to = e.dtype();
    boolean legal =
        from == to
            || from.isInteger() && to.isInteger()
            || from.isInteger() && from != DType.UINT64 && to.isFloat()
            || from.isFloat() && (to.isFloat() || INTS.contains(to));
    return legal ? "" : "a cast from " + from + " to " + to;
  }

  @Override
  public String visit(Expr.Call e) {
    List<Expr> args = e.args();
    if (args.size() != e.intrinsic().arity()) {
      return args.size() + " arguments";
    } else if (e.intrinsic() == Expr.Intrinsic.ANY) {
      Expr mask = args.get(0);
      boolean legal = mask.dtype() == DType.BOOL && mask.lanes() > 1 && e.dtype() == DType.BOOL;
      return legal ? "" : "any of " + mask.lanes() + " " + mask.dtype();
    } else if (args.stream().anyMatch(arg -> arg.lanes() != e.lanes())) {
      return "arguments of several numbers of lanes";
    }
    if (e.intrinsic() == Expr.Intrinsic.REINTERPRET) {
      DType from = args.get(0).dtype();
      boolean legal =
          from.bits() == e.dtype().bits() && from != DType.BOOL && e.dtype() != DType.BOOL;
      return legal || from == e.dtype() ? "" : "a reinterpretation of " + from + " as " + e.dtype();
    }
    if (e.intrinsic() == Expr.Intrinsic.PRODUCT_FITS) {
      boolean legal = e.dtype() == DType.BOOL && args.stream().allMatch(a -> isLong(a.dtype()));
      return legal ? "" : "a product other than of int64";
    }
    if (args.stream().anyMatch(arg -> arg.dtype() != e.dtype())) {
      return "arguments of another type than the result";
    }
    return within(
        e.dtype(),
        switch (e.intrinsic()) {
          case ABS -> SIGNED;
          case POPCOUNT, CLZ -> INTS;
          case MULTIPLY_HIGH -> EnumSet.of(DType.INT64);
          case DOT_INT16, DOT_INT8 -> EnumSet.of(DType.INT32);
          default -> FLOATS;
        });
  }

  private static boolean isLong(DType dtype) {
    return dtype == DType.INT64;
  }

  @Override
  public String visit(Expr.Select e) {
    return choice(e.condition(), e.lanes(), e.a(), e.b());
  }

  @Override
  public String visit(Expr.IfThenElse e) {
    return choice(e.condition(), 1, e.a(), e.b());
  }

  private static String choice(Expr condition, int lanes, Expr a, Expr b) {
    if (condition.dtype() != DType.BOOL) {
      return "a condition of " + condition.dtype();
    } else if (condition.lanes() != lanes) {
      return "a condition of " + condition.lanes() + " lanes";
    } else if (a.lanes() != b.lanes()) {
      return "sides of " + a.lanes() + " and " + b.lanes() + " lanes";
    }
    return a.dtype() == b.dtype() ? "" : "sides of " + a.dtype() + " and " + b.dtype();
  }

  @Override
  public String visit(Expr.Ramp e) {
    String broken = vector(e.base(), e.lanes());
    return broken.isEmpty() ? within(e.dtype(), INTS) : broken;
  }

  @Override
  public String visit(Expr.Broadcast e) {
    return vector(e.value(), e.lanes());
  }

  @Override
  public String visit(Expr.Shuffle e) {
    int lanes = e.lanes();
    if (e.a().dtype() != e.b().dtype() || e.dtype() == DType.BOOL) {
      return "vectors of " + e.a().dtype() + " and " + e.b().dtype();
    } else if (lanes < 2 || e.a().lanes() != lanes || e.b().lanes() != lanes) {
      return "vectors of " + e.a().lanes() + " and " + e.b().lanes() + " lanes for " + lanes;
    }
    boolean legal = e.indices().stream().allMatch(i -> 0 <= i && i < 2 * lanes);
    return legal ? "" : "lanes " + e.indices();
  }

  private static String vector(Expr of, int lanes) {
    if (of.lanes() > 1) {
      return "a vector of a vector";
    }
    return lanes > 1 ? "" : "a vector of " + lanes + " lanes";
  }

  /** What is wrong with the lanes of indices. */
  static String lanes(List<Expr> indices) {
    int lanes = Expr.lanesOf(indices);
    boolean legal = indices.stream().allMatch(i -> i.lanes() == 1 || i.lanes() == lanes);
    return legal ? "" : "indices of several numbers of lanes";
  }

  private static Set<DType> without(Set<DType> others) {
    EnumSet<DType> rest = EnumSet.copyOf(ALL);
    rest.removeAll(others);
    return rest;
  }

  private static String within(DType dtype, Set<DType> legal) {
    return legal.contains(dtype) ? "" : "an operand of " + dtype;
  }
}
