package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.Size;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts the value of a Let where its variable is used: a constant or variable always; another value
 * where it is used once, or is small and reads no memory, nothing on the way changes what it reads,
 * and it is not computed more often than before.
 */
final class ForwardLets extends Rewriter {
  /** So many nodes a value may have to be put in more than one place. */
  private static final int SMALL = 3;

  /** So many nodes a value may have at all, for expressions that people can read. */
  private static final int LARGEST = 24;

  private ForwardLets() {}

  static PrimFunc run(PrimFunc func) {
    return func.withBody(new ForwardLets().rewrite(func.body()));
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr value = s.value();
    Stmt body = s.body();
    if (value instanceof Expr.Const || value instanceof Expr.Var || canForward(s)) {
      return rewrite(replace(s.var(), value, body));
    }
    Stmt newBody = rewrite(body);
    return newBody == body ? s : new Stmt.Let(s.var(), value, newBody, s.span());
  }

  private static boolean canForward(Stmt.Let s) {
    Set<String> reads =
        Effects.loaded(s.value()).stream()
            .filter(b -> b.scope() != Buffer.Scope.CONST)
            .map(Buffer::name)
            .collect(Collectors.toSet());
    Uses uses = new Uses(s.var(), reads);
    uses.walk(s.body());
    int size = Size.of(s.value());
    boolean once = uses.count <= 1 && size <= LARGEST && !uses.inLoop;
    boolean small = size <= SMALL && Effects.loaded(s.value()).isEmpty();
    return (once || small) && !uses.changed;
  }

  private static Stmt replace(Expr.Var var, Expr value, Stmt body) {
    return new Rewriter() {
      @Override
      public Expr visit(Expr.Var e) {
        return e.name().equals(var.name()) ? value : e;
      }
    }.rewrite(body);
  }

  /** How a body uses a variable whose value reads some buffers. */
  private static final class Uses extends Walker {
    private final Expr.Var var;
    private final Set<String> reads;
    private int count;
    private int loops;
    private boolean stored;

    /** Whether a use is in a loop that the Let is outside of. */
    private boolean inLoop;

    /** Whether a use comes after a store into what the value reads. */
    private boolean changed;

    Uses(Expr.Var var, Set<String> reads) {
      this.var = var;
      this.reads = reads;
    }

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.Var v && v.name().equals(var.name())) {
        count++;
        inLoop |= loops > 0;
        changed |= stored;
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      boolean isLoop = s instanceof Stmt.For || s instanceof Stmt.While;
      if (isLoop) {
        // A round comes after the stores of the one before.
        stored |= Effects.stored(s).stream().anyMatch(b -> reads.contains(b.name()));
        loops++;
      }
      super.enter(s);
      if (isLoop) {
        loops--;
      }
      stored |= s instanceof Stmt.BufferStore store && reads.contains(store.buffer().name());
    }
  }
}
