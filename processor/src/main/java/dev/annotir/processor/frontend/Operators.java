package dev.annotir.processor.frontend;

import com.sun.source.tree.Tree;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr.BinaryOp;
import org.jspecify.annotations.Nullable;

/** The IR's operators of Java's. */
final class Operators {
  private Operators() {}

  /**
   * The operator of a binary expression or a compound assignment on integers or bools; null for
   * what is none.
   */
  static @Nullable BinaryOp binary(Tree.Kind kind) {
    return switch (kind) {
      case PLUS, PLUS_ASSIGNMENT -> BinaryOp.ADD;
      case MINUS, MINUS_ASSIGNMENT -> BinaryOp.SUB;
      case MULTIPLY, MULTIPLY_ASSIGNMENT -> BinaryOp.MUL;
      case DIVIDE, DIVIDE_ASSIGNMENT -> BinaryOp.TRUNCDIV;
      case REMAINDER, REMAINDER_ASSIGNMENT -> BinaryOp.TRUNCMOD;
      case AND, AND_ASSIGNMENT -> BinaryOp.AND;
      case OR, OR_ASSIGNMENT -> BinaryOp.OR;
      case XOR, XOR_ASSIGNMENT -> BinaryOp.XOR;
      case LEFT_SHIFT, LEFT_SHIFT_ASSIGNMENT -> BinaryOp.SHL;
      case RIGHT_SHIFT, RIGHT_SHIFT_ASSIGNMENT -> BinaryOp.SHR;
      case UNSIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> BinaryOp.USHR;
      case EQUAL_TO -> BinaryOp.EQ;
      case NOT_EQUAL_TO -> BinaryOp.NE;
      case LESS_THAN -> BinaryOp.LT;
      case LESS_THAN_EQUAL -> BinaryOp.LE;
      case GREATER_THAN -> BinaryOp.GT;
      case GREATER_THAN_EQUAL -> BinaryOp.GE;
      default -> null;
    };
  }

  /** Whether Java has an operator on operands of those types. */
  static boolean isDefined(BinaryOp op, DType left, DType right) {
    boolean bitwise = op == BinaryOp.AND || op == BinaryOp.OR || op == BinaryOp.XOR;
    if (left == DType.BOOL || right == DType.BOOL) {
      return bitwise && left == right;
    }
    return !(bitwise || op.isShift()) || left.isInteger() && right.isInteger();
  }

  /** The operator that an integer one stands for between floats. */
  static BinaryOp onFloats(BinaryOp op) {
    return switch (op) {
      case TRUNCDIV -> BinaryOp.DIV;
      case TRUNCMOD -> BinaryOp.FMOD;
      default -> op;
    };
  }
}
