package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Size;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A statement without Lets, which TIR has in other forms in every version: a small value that
 * nothing changes while it is used stands where it is used, another in a buffer of its lanes. A
 * loop whose variable another one only renames takes that one's name.
 */
final class LetElimination extends Rewriter {
  private static final int SMALL = 4;

  private final Aliasing aliasing;
  private final Map<String, Expr> values = new HashMap<>();

  private LetElimination(Aliasing aliasing) {
    this.aliasing = aliasing;
  }

  static Stmt eliminate(Stmt s, Aliasing aliasing) {
    return new LetElimination(aliasing).rewrite(s);
  }

  @Override
  public Expr visit(Expr.Var e) {
    return values.getOrDefault(e.name(), e);
  }

  @Override
  public Stmt visit(Stmt.For s) {
    Stmt body = s.body();
    if (body instanceof Stmt.Let let && let.value().equals(s.var())) {
      Expr extent = rewrite(s.extent());
      values.put(s.var().name(), let.var());
      return new Stmt.For(let.var(), extent, rewrite(let.body()), s.span());
    }
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr value = rewrite(s.value());
    Uses uses = new Uses(s.var());
    uses.walk(s.body());
    // Loops over lanes choose one of each operand's, but cannot of a Shuffle's.
    boolean cheap =
        !(value instanceof Expr.Shuffle)
            && (Size.of(value) <= SMALL || uses.count == 1 && !uses.inLoop);
    if (uses.count == 0) {
      return rewrite(s.body());
    } else if (cheap && !aliasing.changes(s.body(), value)) {
      values.put(s.var().name(), value);
      return rewrite(s.body());
    }
    String name = s.var().name();
    int lanes = s.var().lanes();
    Buffer buffer = Buffer.local(name, s.var().dtype(), Lanes.shape(lanes), s.span());
    List<Expr> all = Lanes.all(lanes, s.span());
    values.put(name, new Expr.BufferLoad(buffer, all, s.span()));
    Stmt store = new Stmt.BufferStore(buffer, all, value, s.span());
    Stmt seq = new Stmt.SeqStmt(List.of(store, rewrite(s.body())), s.span());
    return new Stmt.Allocate(buffer, seq, s.span());
  }

  /** Counts where a variable stands. */
  private static final class Uses extends Walker {
    private final Expr.Var var;
    private int loops;
    int count;
    boolean inLoop;

    Uses(Expr.Var var) {
      this.var = var;
    }

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.Var v && v.name().equals(var.name())) {
        count++;
        inLoop |= loops > 0;
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      boolean loop = s instanceof Stmt.For || s instanceof Stmt.While;
      loops += loop ? 1 : 0;
      super.enter(s);
      loops -= loop ? 1 : 0;
    }
  }
}
