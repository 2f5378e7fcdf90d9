package dev.annotir.processor.c;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The store that a variable's life starts with, which becomes the initialiser of its declaration.
 */
final class FirstStore {
  private FirstStore() {}

  /**
   * The store into the buffer, a variable of C, that is executed before all else; null where there
   * is none.
   */
  static Stmt.@Nullable BufferStore of(Stmt body, Buffer variable) {
    Set<Buffer> fresh = new HashSet<>(Set.of(variable));
    Stmt first = body;
    while (true) {
      if (first instanceof Stmt.SeqStmt seq && !seq.stmts().isEmpty()) {
        first = seq.stmts().get(0);
      } else if (first instanceof Stmt.Allocate allocate) {
        fresh.add(allocate.buffer());
        first = allocate.body();
      } else {
        boolean found =
            first instanceof Stmt.BufferStore store
                && store.buffer().equals(variable)
                && store.mask() == null
                && !loadsAny(store.value(), fresh);
        return found ? (Stmt.BufferStore) first : null;
      }
    }
  }

  private static boolean loadsAny(Expr e, Set<Buffer> buffers) {
    boolean[] found = {false};
    new Walker() {
      @Override
      protected void enter(Expr inner) {
        found[0] |= inner instanceof Expr.BufferLoad load && buffers.contains(load.buffer());
        super.enter(inner);
      }
    }.walk(e);
    return found[0];
  }

  /** A statement that starts with a store, without it. */
  static Stmt without(Stmt body) {
    if (body instanceof Stmt.SeqStmt seq) {
      List<Stmt> rest = new ArrayList<>(seq.stmts());
      Stmt first = without(rest.remove(0));
      if (!first.isNop()) {
        rest.add(0, first);
      }
      return new Stmt.SeqStmt(rest, seq.span());
    } else if (body instanceof Stmt.Allocate allocate) {
      return new Stmt.Allocate(allocate.buffer(), without(allocate.body()), allocate.span());
    }
    return Stmt.nop(body.span());
  }
}
