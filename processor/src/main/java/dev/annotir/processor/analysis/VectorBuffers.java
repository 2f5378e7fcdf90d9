package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which local buffers are no arrays in memory but variables of a vector type: those of one axis
 * that are only accessed as a whole.
 */
public final class VectorBuffers {
  private VectorBuffers() {}

  /** Those that a statement accesses. */
  public static Set<Buffer> of(Stmt stmt) {
    Set<Buffer> wholes = new HashSet<>();
    Set<Buffer> inMemory = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load) {
          access(load.buffer(), load.indices());
        }
        super.enter(e);
      }

      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store) {
          access(store.buffer(), store.indices());
        }
        super.enter(s);
      }

      private void access(Buffer buffer, List<Expr> indices) {
        (isWhole(buffer, indices) ? wholes : inMemory).add(buffer);
      }
    }.walk(stmt);
    wholes.removeAll(inMemory);
    return wholes;
  }

  private static boolean isWhole(Buffer buffer, List<Expr> indices) {
    return buffer.scope() == Buffer.Scope.LOCAL
        && indices.size() == 1
        && indices.get(0) instanceof Expr.Ramp ramp
        && ramp.base() instanceof Expr.Const base
        && base.bits() == 0
        && ramp.stride() == 1
        && ramp.lanes() == buffer.shape().get(0);
  }
}
