package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What counts the rounds of a While: {@code compared < bound} at its top, and {@code buffer +=
 * step} at the end of its body.
 *
 * @param compared the counter, or it plus or minus something that the loop does not change
 * @param body the body without the update
 */
record LoopCounter(Buffer buffer, Expr compared, BinaryOp op, Expr bound, long step, Stmt body) {
  /** The counter of a loop; null where there is none. */
  static @Nullable LoopCounter of(Stmt.While loop) {
    if (!(loop.condition() instanceof Expr.Binary test) || !test.op().isComparison()) {
      return null;
    }
    List<Stmt> stmts = loop.body() instanceof Stmt.SeqStmt seq ? seq.stmts() : List.of(loop.body());
    LoopCounter counter = of(test.a(), test.op(), test.b(), stmts, loop);
    return counter != null ? counter : of(test.b(), mirrored(test.op()), test.a(), stmts, loop);
  }

  /**
   * The counter among what is compared: the scalar itself, or the only operand of a sum that
   * changes.
   */
  private static @Nullable LoopCounter of(
      Expr compared, BinaryOp op, Expr bound, List<Stmt> stmts, Stmt.While loop) {
    Buffer buffer = scalar(compared);
    if (buffer == null && compared instanceof Expr.Binary sum) {
      Set<Buffer> stored = Effects.stored(loop.body());
      boolean fixedRight = Effects.loaded(sum.b()).stream().noneMatch(stored::contains);
      boolean fixedLeft = Effects.loaded(sum.a()).stream().noneMatch(stored::contains);
      if (fixedRight && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)) {
        buffer = scalar(sum.a());
      } else if (fixedLeft && sum.op() == BinaryOp.ADD) {
        buffer = scalar(sum.b());
      }
    }
    return buffer == null ? null : of(buffer, compared, op, bound, stmts, loop);
  }

  private static @Nullable Buffer scalar(Expr e) {
    return e instanceof Expr.BufferLoad load
            && load.buffer().isScalar()
            && (e.dtype() == DType.INT32 || e.dtype() == DType.INT64)
        ? load.buffer()
        : null;
  }

  private static BinaryOp mirrored(BinaryOp op) {
    return switch (op) {
      case LT -> BinaryOp.GT;
      case LE -> BinaryOp.GE;
      case GT -> BinaryOp.LT;
      case GE -> BinaryOp.LE;
      default -> op;
    };
  }

  /**
   * The counter that a buffer is; its update may stand among the updates of other scalars at the
   * end.
   */
  private static @Nullable LoopCounter of(
      Buffer buffer, Expr compared, BinaryOp op, Expr bound, List<Stmt> stmts, Stmt.While loop) {
    Set<Buffer> stored = Effects.stored(loop.body());
    if (Effects.loaded(bound).stream().anyMatch(stored::contains)) {
      return null;
    }
    for (int i = stmts.size() - 1; i >= 0; i--) {
      Long step = step(stmts.get(i), buffer);
      if (step != null && step != 0 && step != Long.MIN_VALUE) {
        List<Stmt> rest = new ArrayList<>(stmts);
        rest.remove(i);
        Stmt body = new Stmt.SeqStmt(rest, loop.span());
        return Effects.stored(body).contains(buffer)
            ? null
            : new LoopCounter(buffer, compared, op, bound, step, body);
      } else if (!storesToScalar(stmts.get(i)) || Effects.loaded(stmts.get(i)).contains(buffer)) {
        return null;
      }
    }
    return null;
  }

  /** By how much a statement changes the scalar, where it does that only. */
  private static @Nullable Long step(Stmt stmt, Buffer buffer) {
    if (stmt instanceof Stmt.BufferStore store
        && store.buffer().equals(buffer)
        && store.value() instanceof Expr.Binary sum
        && buffer.equals(scalar(sum.a()))
        && sum.b() instanceof Expr.Const c) {
      return sum.op() == BinaryOp.ADD
          ? (Long) c.bits()
          : sum.op() == BinaryOp.SUB ? -c.bits() : null;
    }
    return null;
  }

  private static boolean storesToScalar(Stmt stmt) {
    return stmt instanceof Stmt.BufferStore store && store.buffer().isScalar();
  }
}
