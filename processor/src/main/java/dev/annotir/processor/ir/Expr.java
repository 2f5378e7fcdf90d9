package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import java.util.List;

/**
 * A value. Expressions are pure and total: they change nothing and have a value for all operands,
 * so nobody can observe their order. What Java would throw is a {@link Stmt.Check} before.
 *
 * <p>The meaning of each node stands on it; {@link Interpreter} computes it. An expression of
 * several lanes is a vector: its value in each lane is that of the same expression of its operands'
 * values there.
 */
public sealed interface Expr {
  /** The type of the value, or of each of a vector's lanes. */
  DType dtype();

  /** The number of values side by side, on each of which an operator acts alone; 1 of a scalar. */
  int lanes();

  Span span();

  <R> R accept(Visitor<R> visitor);

  /** The operators with one operand. */
  enum UnaryOp {
    /** Two's complement negation, or the change of a float's sign bit. */
    NEG("-"),
    /** The complement of an integer's bits, or of a bool. */
    NOT("~");

    private final String symbol;

    UnaryOp(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }
  }

  /**
   * The operators with two operands, both of one type (int8, int16, uint8, uint16, int32, int64,
   * float32, float64 or bool), which is also the result's, but for comparisons (bool) and shifts
   * (the left operand's). The narrow integers are what steps of a schedule make of int32.
   */
  enum BinaryOp {
    /** The sum; integers wrap. */
    ADD("+"),
    /** The difference; integers wrap. */
    SUB("-"),
    /** The product; integers wrap. */
    MUL("*"),
    /** The quotient of floats, IEEE 754. */
    DIV("/"),
    /** The quotient of integers towards zero; MIN / -1 wraps, x / 0 is 0. */
    TRUNCDIV("truncdiv"),
    /** What TRUNCDIV leaves, with the dividend's sign; x % 0 is 0. */
    TRUNCMOD("truncmod"),
    /** The quotient of integers towards negative infinity; MIN / -1 wraps, x / 0 is 0. */
    FLOORDIV("floordiv"),
    /** What FLOORDIV leaves, with the divisor's sign; x mod 0 is 0. */
    FLOORMOD("floormod"),
    /** What truncated division of floats leaves, exact: C's fmod, Java's %. */
    FMOD("fmod"),
    /** The lesser; of floats as Math.min: NaN wins, -0.0 is less than 0.0. */
    MIN("min"),
    /** The greater; of floats as Math.max: NaN wins, -0.0 is less than 0.0. */
    MAX("max"),
    /** Bits, or bools, both operands evaluated. */
    AND("&"),
    OR("|"),
    XOR("^"),
    /**
     * Left shift by the right operand, an int32, modulo the bits of the left one; 32 of an int32.
     */
    SHL("<<"),
    /** Right shift that copies the sign of signed integers, by as many bits as SHL. */
    SHR(">>"),
    /** Right shift that brings zeros in, by as many bits as SHL. */
    USHR(">>>"),
    EQ("=="),
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    BinaryOp(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    public boolean isComparison() {
      return compareTo(EQ) >= 0;
    }

    public boolean isShift() {
      return this == SHL || this == SHR || this == USHR;
    }

    /** Whether it is an integer division or its remainder. */
    public boolean isDivision() {
      return this == TRUNCDIV || this == TRUNCMOD || this == FLOORDIV || this == FLOORMOD;
    }
  }

  /** Functions that are exactly specified, named as in java.lang.Math where they stand there. */
  enum Intrinsic {
    /** The absolute value; that of an integer MIN is MIN. */
    ABS(1),
    /** The square root, correctly rounded. */
    SQRT(1),
    /** The greatest integral float not greater; keeps -0.0. */
    FLOOR(1),
    /** The least integral float not less; -0.5 becomes -0.0. */
    CEIL(1),
    /** The nearest integral float, ties to even; keeps the sign of zero. */
    RINT(1),
    /** a * b + c with one rounding. */
    FMA(3),
    /** The same bits as a value of another type of the same width. */
    REINTERPRET(1),
    /** The number of one bits of an int32 or int64. */
    POPCOUNT(1),
    /** The number of zero bits of an int32 or int64 above its highest one bit; all of 0. */
    CLZ(1),
    /** The high 64 bits of the product of two int64. */
    MULTIPLY_HIGH(2),
    /** Whether the product of two int64 is an int64: a bool. */
    PRODUCT_FITS(2),
    /**
     * The third of three int32 plus the products of the halves of the first and the second, low
     * with low and high with high, each an int16; wraps.
     */
    DOT_INT16(3),
    /**
     * The third of three int32 plus the products of the quarters, likewise, each an int8; wraps.
     */
    DOT_INT8(3),
    /**
     * Whether a bool is true in any lane: of several lanes one value, the condition of a statement.
     */
    ANY(1);

    private final int arity;

    Intrinsic(int arity) {
      this.arity = arity;
    }

    /** The number of its arguments. */
    public int arity() {
      return arity;
    }
  }

  /**
   * A constant.
   *
   * @param bits the value as {@link DType} says; NaN is the canonical one
   */
  record Const(DType dtype, long bits, Span span) implements Expr {
    public Const {
      bits = dtype.wrap(bits);
    }

    public static Const of(DType dtype, long value, Span span) {
      return new Const(dtype, value, span);
    }

    public static Const int32(int value, Span span) {
      return new Const(DType.INT32, value, span);
    }

    public static Const bool(boolean value, Span span) {
      return new Const(DType.BOOL, value ? 1 : 0, span);
    }

    public static Const float32(float value, Span span) {
      return new Const(DType.FLOAT32, Arithmetic.bitsOf(value), span);
    }

    public static Const float64(double value, Span span) {
      return new Const(DType.FLOAT64, Arithmetic.bitsOf(value), span);
    }

    /** The value of a constant of type float32 or float64. */
    public double floating() {
      return dtype == DType.FLOAT32
          ? Float.intBitsToFloat((int) bits)
          : Double.longBitsToDouble(bits);
    }

    @Override
    public int lanes() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Const e && bits == e.bits && dtype == e.dtype;
    }

    @Override
    public int hashCode() {
      return 31 * dtype.tvmName().hashCode() + Long.hashCode(bits);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A value that has a name: a scalar parameter, a loop variable, or what a {@link Stmt.Let} binds;
   * its name is unique in its function.
   *
   * @param lanes 1 but where a Let binds it to a vector
   */
  record Var(String name, DType dtype, int lanes, Span span) implements Expr, Param {
    /** A scalar. */
    public Var(String name, DType dtype, Span span) {
      this(name, dtype, 1, span);
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Var e && dtype == e.dtype && lanes == e.lanes && name.equals(e.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * The element of a buffer; each index is an int32 within its extent. With an index of several
   * lanes it is a vector of elements; an index of one lane is the same for all.
   */
  record BufferLoad(Buffer buffer, List<Expr> indices, Span span) implements Expr {
    public BufferLoad {
      indices = List.copyOf(indices);
    }

    @Override
    public DType dtype() {
      return buffer.dtype();
    }

    @Override
    public int lanes() {
      return lanesOf(indices);
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof BufferLoad e && buffer.equals(e.buffer) && indices.equals(e.indices);
    }

    @Override
    public int hashCode() {
      return 31 * buffer.hashCode() + indices.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  record Unary(UnaryOp op, Expr a, Span span) implements Expr {
    @Override
    public DType dtype() {
      return a.dtype();
    }

    @Override
    public int lanes() {
      return a.lanes();
    }

    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Unary e && op == e.op && a.equals(e.a);
    }

    @Override
    public int hashCode() {
      return 31 * op.symbol().hashCode() + a.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  record Binary(BinaryOp op, Expr a, Expr b, Span span) implements Expr {
    @Override
    public DType dtype() {
      return op.isComparison() ? DType.BOOL : a.dtype();
    }

    @Override
    public int lanes() {
      return a.lanes();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Binary e && op == e.op && a.equals(e.a) && b.equals(e.b);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * op.symbol().hashCode() + a.hashCode()) + b.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * Java's conversion: integers wrap, a float becomes the nearest float, a float becomes an int32
   * or int64 by truncation that saturates, NaN giving 0. There is none between bool and other
   * types, none from a float to a narrower integer, and none of LABEL types.
   */
  record Cast(DType dtype, Expr value, Span span) implements Expr {
    @Override
    public int lanes() {
      return value.lanes();
    }

    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Cast e && dtype == e.dtype && value.equals(e.value);
    }

    @Override
    public int hashCode() {
      return 31 * dtype.tvmName().hashCode() + value.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * A function of its arguments.
   *
   * @param dtype the arguments' but for REINTERPRET and PRODUCT_FITS
   */
  record Call(Intrinsic intrinsic, List<Expr> args, DType dtype, Span span) implements Expr {
    public Call {
      args = List.copyOf(args);
    }

    @Override
    public int lanes() {
      return intrinsic == Intrinsic.ANY ? 1 : args.get(0).lanes();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Call e
              && intrinsic == e.intrinsic
              && dtype == e.dtype
              && args.equals(e.args);
    }

    @Override
    public int hashCode() {
      return 31 * intrinsic.name().hashCode() + args.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code a} where {@code condition} holds, else {@code b}; both may be evaluated. */
  record Select(Expr condition, Expr a, Expr b, Span span) implements Expr {
    @Override
    public DType dtype() {
      return a.dtype();
    }

    @Override
    public int lanes() {
      return a.lanes();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Select e
              && condition.equals(e.condition)
              && a.equals(e.a)
              && b.equals(e.b);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * condition.hashCode() + a.hashCode()) + b.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code a} where {@code condition} holds, else {@code b}; only that one is evaluated, so the
   * other may index outside. The condition has one lane, {@code a} and {@code b} as many as they
   * like.
   */
  record IfThenElse(Expr condition, Expr a, Expr b, Span span) implements Expr {
    @Override
    public DType dtype() {
      return a.dtype();
    }

    @Override
    public int lanes() {
      return a.lanes();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof IfThenElse e
              && condition.equals(e.condition)
              && a.equals(e.a)
              && b.equals(e.b);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * condition.hashCode() + a.hashCode()) + b.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * The vector base, base + stride, base + 2 * stride and so on.
   *
   * @param base of one lane, int32 or int64
   * @param lanes 2 or more
   */
  record Ramp(Expr base, int stride, int lanes, Span span) implements Expr {
    /** The vector 0, 1, 2 and so on: the indices of a vector's own lanes. */
    public static Ramp numbers(int lanes, Span span) {
      return new Ramp(Const.int32(0, span), 1, lanes, span);
    }

    @Override
    public DType dtype() {
      return base.dtype();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Ramp e
              && stride == e.stride
              && lanes == e.lanes
              && base.equals(e.base);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * stride + lanes) + base.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * The vector of one value in every lane.
   *
   * @param value of one lane
   * @param lanes 2 or more
   */
  record Broadcast(Expr value, int lanes, Span span) implements Expr {
    @Override
    public DType dtype() {
      return value.dtype();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Broadcast e && lanes == e.lanes && value.equals(e.value);
    }

    @Override
    public int hashCode() {
      return 31 * lanes + value.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * The vector of chosen lanes of two vectors.
   *
   * @param a of as many lanes as {@code b} and the result, and no bools
   * @param indices for each lane of the result that of {@code a}, or of {@code b} from {@code
   *     a.lanes()} on
   */
  record Shuffle(Expr a, Expr b, List<Integer> indices, Span span) implements Expr {
    public Shuffle {
      indices = List.copyOf(indices);
    }

    @Override
    public DType dtype() {
      return a.dtype();
    }

    @Override
    public int lanes() {
      return indices.size();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof Shuffle e
              && indices.equals(e.indices)
              && a.equals(e.a)
              && b.equals(e.b);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * indices.hashCode() + a.hashCode()) + b.hashCode();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visit(this);
    }
  }

  /** The lanes of an element with these indices: those of the indices that have several, else 1. */
  static int lanesOf(List<Expr> indices) {
    int lanes = 1;
    for (Expr index : indices) {
      lanes = Math.max(lanes, index.lanes());
    }
    return lanes;
  }

  /** A function over the kinds of expressions. */
  interface Visitor<R> {
    R visit(Const e);

    R visit(Var e);

    R visit(BufferLoad e);

    R visit(Unary e);

    R visit(Binary e);

    R visit(Cast e);

    R visit(Call e);

    R visit(Select e);

    R visit(IfThenElse e);

    R visit(Ramp e);

    R visit(Broadcast e);

    R visit(Shuffle e);
  }
}
