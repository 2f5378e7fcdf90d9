package dev.annotir.processor.script;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /** The type of positions in a buffer's memory. */
  static DType indexType(Buffer buffer) {
    return buffer.elements() > Integer.MAX_VALUE ? DType.INT64 : DType.INT32;
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

  private StringBuilder place(Buffer buffer, List<Expr> indices) {
    out.append(names.get(buffer.name())).append('[');
    position(buffer, indices).accept(this);
    return out.append(']');
  }

  /** The position in row-major memory. */
  private static Expr position(Buffer buffer, List<Expr> indices) {
    Span span = buffer.span();
    DType dtype = indexType(buffer);
    @Nullable Expr sum = null;
    long constant = 0;
    long stride = buffer.elements();
    for (int axis = 0; axis < indices.size(); axis++) {
      stride /= buffer.shape().get(axis);
      Expr index = indices.get(axis);
      if (index instanceof Expr.Const c) {
        constant += c.bits() * stride;
        continue;
      }
      Expr wide = dtype == index.dtype() ? index : new Expr.Cast(dtype, index, span);
      Expr factor = Expr.Const.of(dtype, stride, span);
      Expr term = stride == 1 ? wide : new Expr.Binary(BinaryOp.MUL, wide, factor, span);
      sum = sum == null ? term : new Expr.Binary(BinaryOp.ADD, sum, term, span);
    }
    Expr offset = Expr.Const.of(dtype, constant, span);
    if (sum == null) {
      return offset;
    }
    return constant == 0 ? sum : new Expr.Binary(BinaryOp.ADD, sum, offset, span);
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
  private StringBuilder call(String name, DType dtype, List<Expr> args) {
    out.append("@tir.").append(name).append('(');
    return list(args).append(", dtype=").append(dtype).append(')');
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
    out.append('(').append(e.dtype()).append("*)");
    return place(e.buffer(), e.indices());
  }

  /** TIR negates by a product. */
  @Override
  public StringBuilder visit(Expr.Unary e) {
    if (e.op() == Expr.UnaryOp.NEG) {
      long minusOne = e.dtype().isFloat() ? Double.doubleToRawLongBits(-1) : -1;
      long bits = e.dtype() == DType.FLOAT32 ? Float.floatToRawIntBits(-1) : minusOne;
      return infix(e.a(), "*", Expr.Const.of(e.dtype(), bits, e.span()));
    } else if (e.dtype() != DType.BOOL) {
      return call("bitwise_not", e.dtype(), List.of(e.a()));
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
    return call(name, e.dtype(), List.of(e.a(), e.b()));
  }

  @Override
  public StringBuilder visit(Expr.Cast e) {
    out.append("cast(").append(e.dtype()).append(", ");
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
        };
    return call(name, e.dtype(), e.args());
  }

  @Override
  public StringBuilder visit(Expr.Select e) {
    return function("select", e.condition(), e.a(), e.b());
  }

  @Override
  public StringBuilder visit(Expr.Ramp e) {
    throw new CompilerBug("a vector in TIR as text");
  }

  @Override
  public StringBuilder visit(Expr.Broadcast e) {
    throw new CompilerBug("a vector in TIR as text");
  }

  @Override
  public StringBuilder visit(Expr.IfThenElse e) {
    return call("if_then_else", e.dtype(), List.of(e.condition(), e.a(), e.b()));
  }
}
