package dev.annotir.processor.script;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.List;
import java.util.Map;

/** The text of expressions as {@link PrimFnPrinter} prints them. */
final class PrimFnExpressions implements Expr.Visitor<StringBuilder> {
  private final Map<String, String> names;
  private StringBuilder out = new StringBuilder();

  /**
   * @param names by the names of variables and buffers in the function, the variables and pointers
   */
  PrimFnExpressions(Map<String, String> names) {
    this.names = names;
  }

  String text(Expr e) {
    out = new StringBuilder();
    return e.accept(this).toString();
  }

  /** {@code x_2[(i*4)]}, which a store changes. */
  String element(Buffer buffer, List<Expr> indices) {
    out = new StringBuilder();
    return place(buffer, indices).toString();
  }

  /** A constant of any type but those whose values are only labelled: int32 bare. */
  static String literal(DType dtype, long bits) {
    return switch (dtype.kind()) {
      case BOOL -> bits != 0 ? "True" : "False";
      case INT -> bits + (dtype == DType.INT32 ? "" : "i" + dtype.bits());
      case UINT -> Long.toUnsignedString(bits) + "u" + dtype.bits();
      case FLOAT -> Literals.decimal(dtype, bits) + "f" + dtype.bits();
      case LABEL -> "@tir.reinterpret(" + bits + "u16, dtype=" + dtype + ")";
    };
  }

  /** The type of a value; a bool of several lanes is an integer of one bit. */
  static String type(Expr e) {
    String lane = e.dtype() == DType.BOOL ? "uint1" : e.dtype().tvmName();
    return e.lanes() == 1 ? e.dtype().tvmName() : lane + "x" + e.lanes();
  }

  private StringBuilder place(Buffer buffer, List<Expr> indices) {
    out.append(names.get(buffer.name())).append('[');
    RowMajor.position(buffer, indices).accept(this);
    return out.append(']');
  }

  private StringBuilder infix(Expr a, String operator, Expr b) {
    out.append('(');
    a.accept(this).append(operator);
    return b.accept(this).append(')');
  }

  private StringBuilder function(String name, Expr... args) {
    out.append(name).append('(');
    return list(List.of(args)).append(')');
  }

  /** A function of TIR, which has a name of its own and a type. */
  private StringBuilder call(String name, String type, List<Expr> args) {
    out.append("@tir.").append(name).append('(');
    return list(args).append(", dtype=").append(type).append(')');
  }

  private StringBuilder list(List<Expr> args) {
    for (int i = 0; i < args.size(); i++) {
      out.append(i == 0 ? "" : ", ");
      args.get(i).accept(this);
    }
    return out;
  }

  @Override
  public StringBuilder visit(Expr.Const e) {
    return out.append(literal(e.dtype(), e.bits()));
  }

  @Override
  public StringBuilder visit(Expr.Var e) {
    return out.append(names.get(e.name()));
  }

  @Override
  public StringBuilder visit(Expr.BufferLoad e) {
    out.append('(').append(type(e)).append("*)");
    return place(e.buffer(), e.indices());
  }

  /** TIR negates by a product. */
  @Override
  public StringBuilder visit(Expr.Unary e) {
    if (e.op() == Expr.UnaryOp.NEG) {
      long minusOne = e.dtype().isFloat() ? Double.doubleToRawLongBits(-1) : -1;
      long bits = e.dtype() == DType.FLOAT32 ? Float.floatToRawIntBits(-1) : minusOne;
      return infix(e.a(), "*", Lanes.spread(Expr.Const.of(e.dtype(), bits, e.span()), e.lanes()));
    } else if (e.dtype() != DType.BOOL) {
      return call("bitwise_not", type(e), List.of(e.a()));
    }
    out.append('!');
    return e.a().accept(this);
  }

  @Override
  public StringBuilder visit(Expr.Binary e) {
    boolean bool = e.a().dtype() == DType.BOOL;
    return switch (e.op()) {
      case MUL -> infix(e.a(), "*", e.b());
      case TRUNCDIV -> infix(e.a(), " / ", e.b());
      case TRUNCMOD -> infix(e.a(), " % ", e.b());
      case ADD, SUB, DIV, EQ, NE, LT, LE, GT, GE ->
          infix(e.a(), " " + e.op().symbol() + " ", e.b());
      case FLOORDIV, FLOORMOD, MIN, MAX -> function(e.op().symbol(), e.a(), e.b());
      case AND -> bool ? infix(e.a(), " && ", e.b()) : call("bitwise_and", e);
      case OR -> bool ? infix(e.a(), " || ", e.b()) : call("bitwise_or", e);
      case XOR -> call("bitwise_xor", e);
      case FMOD -> call("fmod", e);
      case SHL -> call("shift_left", e);
      case SHR -> call("shift_right", e);
      case USHR -> call("shift_right_unsigned", e);
    };
  }

  private StringBuilder call(String name, Expr.Binary e) {
    return call(name, type(e), List.of(e.a(), e.b()));
  }

  @Override
  public StringBuilder visit(Expr.Cast e) {
    out.append("cast(").append(type(e)).append(", ");
    return e.value().accept(this).append(')');
  }

  @Override
  public StringBuilder visit(Expr.Call e) {
    String name =
        switch (e.intrinsic()) {
          case ABS -> e.dtype().isFloat() ? "fabs" : "abs";
          case SQRT -> "sqrt";
          case FLOOR -> "floor";
          case CEIL -> "ceil";
          case RINT -> "nearbyint";
          case FMA -> "fma";
          case REINTERPRET -> "reinterpret";
          case POPCOUNT -> "popcount";
          case CLZ -> "clz";
          case MULTIPLY_HIGH -> "multiply_high";
          case PRODUCT_FITS -> "product_fits";
          case DOT_INT16 -> "dot_int16";
          case DOT_INT8 -> "dot_int8";
          case ANY -> "any";
        };
    return call(name, type(e), e.args());
  }

  @Override
  public StringBuilder visit(Expr.Select e) {
    return function("select", e.condition(), e.a(), e.b());
  }

  @Override
  public StringBuilder visit(Expr.Ramp e) {
    out.append("ramp(");
    e.base().accept(this).append(", ").append(literal(e.dtype(), e.stride()));
    return out.append(", ").append(e.lanes()).append(')');
  }

  @Override
  public StringBuilder visit(Expr.Broadcast e) {
    out.append("broadcast(");
    return e.value().accept(this).append(", ").append(e.lanes()).append(')');
  }

  @Override
  public StringBuilder visit(Expr.Shuffle e) {
    out.append("shuffle(");
    e.a().accept(this).append(", ");
    e.b().accept(this).append(", ");
    return out.append(e.indices()).append(')');
  }

  @Override
  public StringBuilder visit(Expr.IfThenElse e) {
    return call("if_then_else", type(e), List.of(e.condition(), e.a(), e.b()));
  }
}
