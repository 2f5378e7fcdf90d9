package dev.annotir.processor.ir;

import static dev.annotir.processor.ir.Arithmetic.bitsOf;
import static dev.annotir.processor.ir.Arithmetic.float32Of;
import static dev.annotir.processor.ir.Arithmetic.float64Of;

import java.util.function.LongBinaryOperator;

/** The functions that the operators are on floats: Java's. */
final class FloatArithmetic {
  private FloatArithmetic() {}

  static LongBinaryOperator float32(Expr.BinaryOp op) {
    return switch (op) {
      case ADD -> (a, b) -> bitsOf(float32Of(a) + float32Of(b));
      case SUB -> (a, b) -> bitsOf(float32Of(a) - float32Of(b));
      case MUL -> (a, b) -> bitsOf(float32Of(a) * float32Of(b));
      case DIV -> (a, b) -> bitsOf(float32Of(a) / float32Of(b));
      case FMOD -> (a, b) -> bitsOf(float32Of(a) % float32Of(b));
      case MIN -> (a, b) -> bitsOf(Math.min(float32Of(a), float32Of(b)));
      case MAX -> (a, b) -> bitsOf(Math.max(float32Of(a), float32Of(b)));
      case EQ -> (a, b) -> float32Of(a) == float32Of(b) ? 1 : 0;
      case NE -> (a, b) -> float32Of(a) != float32Of(b) ? 1 : 0;
      case LT -> (a, b) -> float32Of(a) < float32Of(b) ? 1 : 0;
      case LE -> (a, b) -> float32Of(a) <= float32Of(b) ? 1 : 0;
      case GT -> (a, b) -> float32Of(a) > float32Of(b) ? 1 : 0;
      case GE -> (a, b) -> float32Of(a) >= float32Of(b) ? 1 : 0;
      default -> throw Arithmetic.none(op, DType.FLOAT32);
    };
  }

  static LongBinaryOperator float64(Expr.BinaryOp op) {
    return switch (op) {
      case ADD -> (a, b) -> bitsOf(float64Of(a) + float64Of(b));
      case SUB -> (a, b) -> bitsOf(float64Of(a) - float64Of(b));
      case MUL -> (a, b) -> bitsOf(float64Of(a) * float64Of(b));
      case DIV -> (a, b) -> bitsOf(float64Of(a) / float64Of(b));
      case FMOD -> (a, b) -> bitsOf(float64Of(a) % float64Of(b));
      case MIN -> (a, b) -> bitsOf(Math.min(float64Of(a), float64Of(b)));
      case MAX -> (a, b) -> bitsOf(Math.max(float64Of(a), float64Of(b)));
      case EQ -> (a, b) -> float64Of(a) == float64Of(b) ? 1 : 0;
      case NE -> (a, b) -> float64Of(a) != float64Of(b) ? 1 : 0;
      case LT -> (a, b) -> float64Of(a) < float64Of(b) ? 1 : 0;
      case LE -> (a, b) -> float64Of(a) <= float64Of(b) ? 1 : 0;
      case GT -> (a, b) -> float64Of(a) > float64Of(b) ? 1 : 0;
      case GE -> (a, b) -> float64Of(a) >= float64Of(b) ? 1 : 0;
      default -> throw Arithmetic.none(op, DType.FLOAT64);
    };
  }

  /** The value of an intrinsic of float32 arguments, of which it takes as many as it has. */
  static float call(Expr.Intrinsic intrinsic, float a, float b, float c) {
    return switch (intrinsic) {
      case ABS -> Math.abs(a);
      case SQRT -> (float) Math.sqrt(a);
      case FLOOR -> (float) Math.floor(a);
      case CEIL -> (float) Math.ceil(a);
      case RINT -> (float) Math.rint(a);
      case FMA -> Math.fma(a, b, c);
      default -> throw Arithmetic.none(intrinsic, DType.FLOAT32);
    };
  }

  /** The value of an intrinsic of float64 arguments, of which it takes as many as it has. */
  static double call(Expr.Intrinsic intrinsic, double a, double b, double c) {
    return switch (intrinsic) {
      case ABS -> Math.abs(a);
      case SQRT -> Math.sqrt(a);
      case FLOOR -> Math.floor(a);
      case CEIL -> Math.ceil(a);
      case RINT -> Math.rint(a);
      case FMA -> Math.fma(a, b, c);
      default -> throw Arithmetic.none(intrinsic, DType.FLOAT64);
    };
  }
}
