package dev.annotir.processor.script;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.Set;

/**
 * Which stores change what an expression reads.
 *
 * @param aliases whether two tensors of the caller may be one
 */
record Effects(boolean aliases) {
  /** Whether the statement may change the value of the expression. */
  boolean changes(Stmt s, Expr e) {
    Set<Buffer> read = reads(e);
    return stores(s).stream().anyMatch(stored -> read.stream().anyMatch(r -> same(r, stored)));
  }

  private boolean same(Buffer a, Buffer b) {
    return a.equals(b)
        || aliases && a.scope() != Buffer.Scope.LOCAL && b.scope() != Buffer.Scope.LOCAL;
  }

  private static Set<Buffer> reads(Expr e) {
    Set<Buffer> result = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Expr inner) {
        if (inner instanceof Expr.BufferLoad load && load.buffer().scope() != Buffer.Scope.CONST) {
          result.add(load.buffer());
        }
        super.enter(inner);
      }
    }.walk(e);
    return result;
  }

  private static Set<Buffer> stores(Stmt s) {
    Set<Buffer> result = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt inner) {
        if (inner instanceof Stmt.BufferStore store) {
          result.add(store.buffer());
        } else if (inner instanceof Stmt.Allocate allocate) {
          result.add(allocate.buffer());
        }
        super.enter(inner);
      }
    }.walk(s);
    return result;
  }
}
