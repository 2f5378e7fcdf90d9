package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a scalar that gets its one value before anything reads it a Let; the branches of an if may
 * give it. What a conditional expression chooses becomes an expression again.
 */
final class ScalarsToLets extends Rewriter {
  /** So deep may conditionals be nested: deeper ones people cannot read, nor all compilers. */
  private static final int DEEPEST = 16;

  private ScalarsToLets() {}

  static PrimFunc run(PrimFunc func) {
    return func.withBody(new ScalarsToLets().rewrite(func.body()));
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    Stmt body = rewrite(s.body());
    Buffer buffer = s.buffer();
    if (!buffer.isScalar()) {
      return new Stmt.Allocate(buffer, body, s.span());
    }
    List<Stmt> stmts = body instanceof Stmt.SeqStmt seq ? seq.stmts() : List.of(body);
    for (int i = 0; i < stmts.size(); i++) {
      Expr value = valueGiven(stmts.get(i), buffer);
      Stmt rest = new Stmt.SeqStmt(stmts.subList(i + 1, stmts.size()), s.span());
      if (value != null && depth(value) <= DEEPEST && !Effects.stored(rest).contains(buffer)) {
        return bound(buffer, value, stmts.subList(0, i), rest, s);
      } else if (Effects.stored(stmts.get(i)).contains(buffer)
          || Effects.loaded(stmts.get(i)).contains(buffer)) {
        break;
      }
    }
    return new Stmt.Allocate(buffer, body, s.span());
  }

  private static int depth(Expr e) {
    return e instanceof Expr.IfThenElse c ? 1 + Math.max(depth(c.a()), depth(c.b())) : 0;
  }

  private static Stmt bound(
      Buffer buffer, Expr value, List<Stmt> before, Stmt rest, Stmt.Allocate s) {
    Expr.Var var = new Expr.Var(buffer.name(), buffer.dtype(), buffer.span());
    Stmt reading =
        new Rewriter() {
          @Override
          public Expr visit(Expr.BufferLoad e) {
            return e.buffer().equals(buffer) ? var : super.visit(e);
          }
        }.rewrite(rest);
    List<Stmt> all = new ArrayList<>(before);
    all.add(new Stmt.Let(var, value, reading, s.span()));
    return all.size() == 1 ? all.get(0) : new Stmt.SeqStmt(all, s.span());
  }

  /** The value of a statement that does nothing but give the scalar one; null for any other. */
  private static @Nullable Expr valueGiven(Stmt stmt, Buffer buffer) {
    if (stmt instanceof Stmt.BufferStore store && store.buffer().equals(buffer)) {
      return Effects.loaded(store.value()).contains(buffer) ? null : store.value();
    } else if (stmt instanceof Stmt.IfThenElse s) {
      Expr a = valueGiven(s.thenCase(), buffer);
      Expr b = valueGiven(s.elseCase(), buffer);
      return a == null || b == null || Effects.loaded(s.condition()).contains(buffer)
          ? null
          : Simplify.simplify(new Expr.IfThenElse(s.condition(), a, b, s.span()));
    } else if (stmt instanceof Stmt.SeqStmt seq && seq.stmts().size() == 1) {
      return valueGiven(seq.stmts().get(0), buffer);
    }
    return null;
  }
}
