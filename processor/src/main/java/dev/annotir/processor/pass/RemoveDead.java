package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.Set;

/**
 * Removes local buffers that nothing loads, with the stores into them, and variables that nothing
 * uses.
 */
final class RemoveDead extends Rewriter {
  private final Set<Buffer> loaded;
  private final Set<String> used;

  private RemoveDead(Set<Buffer> loaded, Set<String> used) {
    this.loaded = loaded;
    this.used = used;
  }

  static PrimFunc run(PrimFunc func) {
    PrimFunc before = Simplify.run(once(func));
    PrimFunc after = once(before);
    while (after.body() != before.body()) {
      before = Simplify.run(after);
      after = once(before);
    }
    return before;
  }

  private static PrimFunc once(PrimFunc func) {
    Set<String> used = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.Var v) {
          used.add(v.name());
        }
        super.enter(e);
      }
    }.walk(func.body());
    RemoveDead pass = new RemoveDead(Effects.loaded(func.body()), used);
    return func.withBody(pass.rewrite(func.body()));
  }

  private boolean isDead(Buffer buffer) {
    return buffer.scope() == Buffer.Scope.LOCAL && !loaded.contains(buffer);
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    return isDead(s.buffer()) ? rewrite(s.body()) : super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    return isDead(s.buffer()) ? Stmt.nop(s.span()) : super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    return used.contains(s.var().name()) ? super.visit(s) : rewrite(s.body());
  }
}
