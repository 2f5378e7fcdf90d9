package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/**
 * The function that each operator is, on values held as {@link DType} says; what the interpreter
 * and constant folding compute with.
 *
 * <p>A NaN that arithmetic gives is the canonical one.
 */
public final class Arithmetic {
  private static final long FLOAT_SIGN = 1L << 31;

  private Arithmetic() {}

  /** The function of an operator with one operand of a type. */
  public static LongUnaryOperator of(Expr.UnaryOp op, DType dtype) {
    if (op == Expr.UnaryOp.NOT) {
      return dtype == DType.BOOL ? a -> a ^ 1 : a -> dtype.wrap(~a);
    }
    return switch (dtype) {
      case INT8, INT16, UINT8, UINT16 -> a -> dtype.wrap(-a);
      case INT32 -> a -> -(int) a;
      case INT64 -> a -> -a;
      case FLOAT32 -> a -> a ^ FLOAT_SIGN;
      case FLOAT64 -> a -> a ^ Long.MIN_VALUE;
      default -> throw none(op, dtype);
    };
  }

  /** The function of an operator whose left operand has a type. */
  public static LongBinaryOperator of(Expr.BinaryOp op, DType dtype) {
    return switch (dtype) {
      case BOOL -> bool(op);
      case INT8, INT16, UINT8, UINT16 -> narrow(op, dtype);
      case INT32 -> int32(op);
      case INT64 -> int64(op);
      case FLOAT32 -> FloatArithmetic.float32(op);
      case FLOAT64 -> FloatArithmetic.float64(op);
      default -> throw none(op, dtype);
    };
  }

  /** The conversion from a type to another. */
  public static LongUnaryOperator cast(DType from, DType to) {
    if (from == to) {
      return a -> a;
    } else if (from.isInteger() && to.isInteger()) {
      return to::wrap;
    } else if (from.isInteger() && from != DType.UINT64 && to.isFloat()) {
      return to == DType.FLOAT32 ? a -> bitsOf((float) a) : a -> bitsOf((double) a);
    } else if (from.isFloat() && to.isFloat()) {
      return to == DType.FLOAT32
          ? a -> bitsOf((float) float64Of(a))
          : a -> bitsOf((double) float32Of(a));
    } else if (from.isFloat() && to == DType.INT32) {
      return from == DType.FLOAT32 ? a -> (int) float32Of(a) : a -> (int) float64Of(a);
    } else if (from.isFloat() && to == DType.INT64) {
      return from == DType.FLOAT32 ? a -> (long) float32Of(a) : a -> (long) float64Of(a);
    }
    throw new CompilerBug("no cast from " + from + " to " + to);
  }

  /** A function of as many of its arguments as an intrinsic has. */
  @FunctionalInterface
  public interface LongTernaryOperator {
    long applyAsLong(long a, long b, long c);
  }

  /**
   * The function of an intrinsic.
   *
   * @param dtype the result's type
   */
  public static LongTernaryOperator of(Expr.Intrinsic intrinsic, DType dtype) {
    return switch (intrinsic) {
      case REINTERPRET -> (a, b, c) -> dtype.wrap(a);
      case POPCOUNT -> (a, b, c) -> Long.bitCount(a & mask(dtype));
      case CLZ -> (a, b, c) -> Long.numberOfLeadingZeros(a & mask(dtype)) - (64 - dtype.bits());
      case MULTIPLY_HIGH -> (a, b, c) -> Math.multiplyHigh(a, b);
      case PRODUCT_FITS -> (a, b, c) -> Math.multiplyHigh(a, b) == a * b >> 63 ? 1 : 0;
      case ANY -> (a, b, c) -> a; // of one lane
      case DOT_INT16 -> (a, b, c) -> dot(16, (int) a, (int) b, (int) c);
      case DOT_INT8 -> (a, b, c) -> dot(8, (int) a, (int) b, (int) c);
      case ABS, SQRT, FLOOR, CEIL, RINT, FMA -> ofNumbers(intrinsic, dtype);
    };
  }

  /** A sum plus the products of the parts of two int32 that have so many bits. */
  private static int dot(int bits, int a, int b, int sum) {
    int result = sum;
    for (int above = 32 - bits; above >= 0; above -= bits) {
      result += (a << above >> 32 - bits) * (b << above >> 32 - bits);
    }
    return result;
  }

  /** The bits that values of an integer type have. */
  private static long mask(DType dtype) {
    return -1L >>> (64 - dtype.bits());
  }

  private static LongTernaryOperator ofNumbers(Expr.Intrinsic intrinsic, DType dtype) {
    return switch (dtype) {
      case FLOAT32 ->
          (a, b, c) ->
              bitsOf(FloatArithmetic.call(intrinsic, float32Of(a), float32Of(b), float32Of(c)));
      case FLOAT64 ->
          (a, b, c) ->
              bitsOf(FloatArithmetic.call(intrinsic, float64Of(a), float64Of(b), float64Of(c)));
      case INT8, INT16 -> (a, b, c) -> dtype.wrap(Math.abs(a));
      case INT32 -> (a, b, c) -> Math.abs((int) a);
      case INT64 -> (a, b, c) -> Math.abs(a);
      default -> throw none(intrinsic, dtype);
    };
  }

  private static LongBinaryOperator bool(Expr.BinaryOp op) {
    return switch (op) {
      case AND -> (a, b) -> a & b;
      case OR -> (a, b) -> a | b;
      case XOR, NE -> (a, b) -> a ^ b;
      case EQ -> (a, b) -> a ^ b ^ 1;
      default -> throw none(op, DType.BOOL);
    };
  }

  /** Computed in 64 bits, of which the low ones are kept: both operands are less than 2^16. */
  private static LongBinaryOperator narrow(Expr.BinaryOp op, DType dtype) {
    int mask = dtype.bits() - 1;
    return switch (op) {
      case SHL -> (a, b) -> dtype.wrap(a << (b & mask));
      case SHR -> (a, b) -> a >> (b & mask);
      default -> {
        LongBinaryOperator wide = int64(op);
        yield op.isComparison() ? wide : (a, b) -> dtype.wrap(wide.applyAsLong(a, b));
      }
    };
  }

  private static LongBinaryOperator int32(Expr.BinaryOp op) {
    return switch (op) {
      case ADD -> (a, b) -> (int) (a + b);
      case SUB -> (a, b) -> (int) (a - b);
      case MUL -> (a, b) -> (int) (a * b);
      case TRUNCDIV -> (a, b) -> b == 0 ? 0 : (int) (a / b);
      case FLOORDIV -> (a, b) -> b == 0 ? 0 : (int) Math.floorDiv(a, b);
      case SHL -> (a, b) -> (int) a << (int) b;
      case SHR -> (a, b) -> (int) a >> (int) b;
      case USHR -> (a, b) -> (int) a >>> (int) b;
      default -> int64(op);
    };
  }

  private static LongBinaryOperator int64(Expr.BinaryOp op) {
    return switch (op) {
      case ADD -> (a, b) -> a + b;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case TRUNCDIV -> (a, b) -> b == 0 ? 0 : a / b;
      case TRUNCMOD -> (a, b) -> b == 0 ? 0 : a % b;
      case FLOORDIV -> (a, b) -> b == 0 ? 0 : Math.floorDiv(a, b);
      case FLOORMOD -> (a, b) -> b == 0 ? 0 : Math.floorMod(a, b);
      case MIN -> Math::min;
      case MAX -> Math::max;
      case AND -> (a, b) -> a & b;
      case OR -> (a, b) -> a | b;
      case XOR -> (a, b) -> a ^ b;
      case SHL -> (a, b) -> a << b;
      case SHR -> (a, b) -> a >> b;
      case USHR -> (a, b) -> a >>> b;
      case EQ -> (a, b) -> a == b ? 1 : 0;
      case NE -> (a, b) -> a != b ? 1 : 0;
      case LT -> (a, b) -> a < b ? 1 : 0;
      case LE -> (a, b) -> a <= b ? 1 : 0;
      case GT -> (a, b) -> a > b ? 1 : 0;
      case GE -> (a, b) -> a >= b ? 1 : 0;
      default -> throw none(op, DType.INT64);
    };
  }

  /** The value of a float32. */
  static float float32Of(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  /** The value of a float64. */
  static double float64Of(long bits) {
    return Double.longBitsToDouble(bits);
  }

  /** A float32 as it is held. */
  static long bitsOf(float value) {
    return Float.floatToIntBits(value) & 0xFFFFFFFFL;
  }

  /** A float64 as it is held. */
  static long bitsOf(double value) {
    return Double.doubleToLongBits(value);
  }

  static CompilerBug none(Enum<?> op, DType dtype) {
    return new CompilerBug("no " + op + " of " + dtype);
  }
}
