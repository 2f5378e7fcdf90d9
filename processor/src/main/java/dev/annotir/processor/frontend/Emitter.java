package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The statements of one Java block while it is lowered, in order. Bindings and allocations are
 * entries like the others; {@link #finish} nests what follows them.
 */
final class Emitter {
  /** An entry of the list. */
  private sealed interface Entry {}

  private record Plain(Stmt stmt) implements Entry {}

  private record Binding(Expr.Var var, Expr value) implements Entry {}

  private record Allocation(Buffer buffer) implements Entry {}

  private final List<Entry> entries = new ArrayList<>();

  void emit(Stmt stmt) {
    if (!stmt.isNop()) {
      entries.add(new Plain(stmt));
    }
  }

  void let(Expr.Var var, Expr value) {
    entries.add(new Binding(var, value));
  }

  void allocate(Buffer buffer) {
    entries.add(new Allocation(buffer));
  }

  /** Adds the entries of another. */
  void append(Emitter other) {
    entries.addAll(other.entries);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The place after what was emitted until now. */
  int mark() {
    return entries.size();
  }

  /** Binds a value at an earlier place. */
  void letAt(int mark, Expr.Var var, Expr value) {
    entries.add(mark, new Binding(var, value));
  }

  /** Whether something emitted since the mark can change the value of {@code e}. */
  boolean changesSince(int mark, Expr e) {
    if (mark == entries.size()) {
      return false;
    }
    Set<String> read = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Expr part) {
        if (part instanceof Expr.BufferLoad load && load.buffer().scope() != Buffer.Scope.CONST) {
          read.add(load.buffer().name());
        }
        super.enter(part);
      }
    }.walk(e);
    return !read.isEmpty()
        && entries.subList(mark, entries.size()).stream()
            .anyMatch(entry -> entry instanceof Plain p && stores(p.stmt(), read));
  }

  private static boolean stores(Stmt stmt, Set<String> buffers) {
    boolean[] found = {false};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        found[0] |= s instanceof Stmt.BufferStore store && buffers.contains(store.buffer().name());
        super.enter(s);
      }
    }.walk(stmt);
    return found[0];
  }

  /** All entries as one statement. */
  Stmt finish(Span span) {
    return nest(0, span);
  }

  private Stmt nest(int from, Span span) {
    List<Stmt> stmts = new ArrayList<>();
    for (int i = from; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry instanceof Plain plain) {
        stmts.add(plain.stmt());
      } else if (entry instanceof Binding binding) {
        Span place = binding.value().span();
        stmts.add(new Stmt.Let(binding.var(), binding.value(), nest(i + 1, place), place));
        break;
      } else if (entry instanceof Allocation allocation) {
        Span place = allocation.buffer().span();
        stmts.add(new Stmt.Allocate(allocation.buffer(), nest(i + 1, place), place));
        break;
      }
    }
    return stmts.size() == 1 ? stmts.get(0) : new Stmt.SeqStmt(stmts, span);
  }
}
