package dev.annotir.processor.dependence;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import org.jspecify.annotations.Nullable;

/**
 * A store that combines an element with another value: {@code b[i] = op(b[i], e)}, where e does not
 * load from b.
 *
 * @param op ADD, MUL, AND, OR, XOR, MIN or MAX; a subtraction is an addition
 * @param isFree whether updates of one element have the same result in any order: integers wrap,
 *     and MIN and MAX choose (of floats, -0.0 is less than 0.0, and a NaN, whose bits nobody
 *     promises, is the result wherever it comes). The sum and the product of floats round, so their
 *     order stays.
 */
public record Update(BinaryOp op, boolean isFree) {
  /** Whether two updates of one element may change places. */
  boolean mayPass(@Nullable Update other) {
    return other != null && isFree && other.isFree && op == other.op;
  }

  /** What a store updates, or null. */
  static @Nullable Update of(Stmt.BufferStore store) {
    Expr value = store.value();
    while (value instanceof Expr.Cast c && keepsLowBits(c, store)) {
      value = c.value();
    }
    BinaryOp op = value instanceof Expr.Binary b ? sumOr(b.op()) : BinaryOp.EQ;
    boolean isFloat = value.dtype().isFloat();
    boolean isChoice = op == BinaryOp.MIN || op == BinaryOp.MAX;
    boolean isKnown =
        switch (op) {
          case ADD, MUL -> true;
          case AND, OR, XOR -> !isFloat;
          case MIN, MAX -> value == store.value();
          default -> false;
        };
    return isKnown && loads(store) == 1 && isOperand(value, op, store)
        ? new Update(op, !isFloat || isChoice)
        : null;
  }

  private static BinaryOp sumOr(BinaryOp op) {
    return op == BinaryOp.SUB ? BinaryOp.ADD : op;
  }

  /**
   * Whether as many low bits as the buffer's elements have pass a cast. Those of sums, products and
   * bitwise operators depend on those of the operands alone.
   */
  private static boolean keepsLowBits(Expr.Cast c, Stmt.BufferStore store) {
    return c.dtype().isInteger()
        && c.value().dtype().isInteger()
        && c.dtype().bits() >= store.buffer().dtype().bits()
        && c.value().dtype().bits() >= store.buffer().dtype().bits();
  }

  /** Whether an expression is the element, or what the operator makes of it and others. */
  private static boolean isOperand(Expr e, BinaryOp op, Stmt.BufferStore store) {
    if (e instanceof Expr.BufferLoad load) {
      return load.buffer().equals(store.buffer()) && load.indices().equals(store.indices());
    } else if (e instanceof Expr.Cast c) {
      boolean isChoice = op == BinaryOp.MIN || op == BinaryOp.MAX;
      return !isChoice && keepsLowBits(c, store) && isOperand(c.value(), op, store);
    } else if (e instanceof Expr.Binary b && sumOr(b.op()) == op) {
      return isOperand(b.a(), op, store) || b.op() != BinaryOp.SUB && isOperand(b.b(), op, store);
    }
    return false;
  }

  /** How often a store loads from the buffer that it stores into. */
  private static int loads(Stmt.BufferStore store) {
    int[] count = {0};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        count[0] +=
            e instanceof Expr.BufferLoad load && load.buffer().equals(store.buffer()) ? 1 : 0;
        super.enter(e);
      }
    }.walk(store);
    return count[0];
  }
}
