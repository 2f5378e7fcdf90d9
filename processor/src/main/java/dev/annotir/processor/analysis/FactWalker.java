package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A walk through a function in the order of its runs that always has the {@link Facts} of the
 * place. At a loop it finds ranges for the integer variables that hold in every round; what it
 * cannot find it forgets.
 */
public abstract class FactWalker extends Rewriter {
  private static final int ROUNDS = 5;
  private static final int DEEPEST_TRIAL = 3;

  private Facts facts = new Facts();

  /** The facts of the exits to each enclosing block, joined. */
  private Map<Label, Facts> exits = new HashMap<>();

  private int trials;

  protected final Facts facts() {
    return facts;
  }

  /** Whether this walk only tries what a loop does, so that nothing shall be reported. */
  protected final boolean isTrial() {
    return trials > 0;
  }

  /** What stands for a statement that no run comes to. */
  protected Stmt unreachable(Stmt s) {
    return s;
  }

  @Override
  public Stmt rewrite(Stmt s) {
    return facts.isUnreachable() ? unreachable(s) : super.rewrite(s);
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr value = rewrite(s.value());
    facts.bind(s.var(), value);
    Stmt body = rewrite(s.body());
    return new Stmt.Let(s.var(), value, body, s.span());
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    if (s.buffer().isScalar()) {
      facts.store(s.buffer(), new Expr.Const(s.buffer().dtype(), 0, s.span()));
    }
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Stmt.BufferStore store = (Stmt.BufferStore) super.visit(s);
    if (store.buffer().isScalar()) {
      facts.store(store.buffer(), store.value());
    } else {
      facts.forget(Set.of(store.buffer()));
    }
    return store;
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    Expr condition = rewrite(s.condition());
    Facts ifFalse = facts.copy();
    facts.assume(condition, true);
    ifFalse.assume(condition, false);
    Stmt thenCase = rewrite(s.thenCase());
    Facts afterTrue = facts;
    facts = ifFalse;
    Stmt elseCase = rewrite(s.elseCase());
    facts.join(afterTrue);
    return new Stmt.IfThenElse(condition, thenCase, elseCase, s.span());
  }

  @Override
  public Expr visit(Expr.IfThenElse e) {
    Expr condition = rewrite(e.condition());
    Facts before = facts;
    facts = before.copy();
    facts.assume(condition, true);
    Expr a = rewrite(e.a());
    facts = before.copy();
    facts.assume(condition, false);
    Expr b = rewrite(e.b());
    facts = before;
    return new Expr.IfThenElse(condition, a, b, e.span());
  }

  @Override
  public Stmt visit(Stmt.For s) {
    Expr extent = rewrite(s.extent());
    Consumer<Facts> enter = f -> f.enterLoop(s.var(), extent);
    stabilize(s.body(), enter);
    Facts around = facts.copy();
    enter.accept(facts);
    Stmt body = rewrite(s.body());
    facts = around;
    return new Stmt.For(s.var(), extent, body, s.span());
  }

  @Override
  public Stmt visit(Stmt.While s) {
    stabilize(s.body(), f -> f.assume(s.condition(), true));
    Expr condition = rewrite(s.condition());
    Facts around = facts.copy();
    facts.assume(condition, true);
    Stmt body = rewrite(s.body());
    facts = around;
    facts.assume(condition, false);
    return new Stmt.While(condition, body, s.span());
  }

  /** Makes the facts hold at the start of every round of a loop. */
  private void stabilize(Stmt body, Consumer<Facts> enter) {
    Set<Buffer> stored = Effects.stored(body);
    List<Buffer> integers = new ArrayList<>();
    for (Buffer buffer : stored) {
      if (buffer.isScalar() && buffer.dtype().isInteger()) {
        integers.add(buffer);
      }
    }
    Facts before = facts.copy();
    facts.forget(stored);
    if (integers.isEmpty() || trials >= DEEPEST_TRIAL) {
      return;
    }
    Facts general = facts.copy();
    integers.forEach(b -> facts.ranges().set(b, before.ranges().of(b)));
    NavigableSet<Long> thresholds = Effects.constants(body);
    for (int round = 0; round < ROUNDS; round++) {
      Facts end = afterRound(body, enter);
      boolean stable = true;
      for (Buffer buffer : integers) {
        stable &= end.isUnreachable() || facts.widen(buffer, end.ranges().of(buffer), thresholds);
      }
      if (stable) {
        return;
      }
    }
    facts = general;
  }

  private Facts afterRound(Stmt body, Consumer<Facts> enter) {
    Facts start = facts;
    Map<Label, Facts> outer = exits;
    facts = start.copy();
    exits = new HashMap<>();
    trials++;
    enter.accept(facts);
    rewrite(body);
    Facts end = facts;
    trials--;
    exits = outer;
    facts = start;
    return end;
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    Facts none = facts.copy();
    none.setUnreachable();
    exits.put(s.label(), none);
    Stmt body = rewrite(s.body());
    Facts exited = exits.remove(s.label());
    if (exited != null) {
      facts.join(exited);
    }
    return new Stmt.Block(s.label(), body, s.span());
  }

  @Override
  public Stmt visit(Stmt.Exit s) {
    Facts at = exits.get(s.label());
    if (at != null) {
      at.join(facts.copy());
    }
    facts.setUnreachable();
    return s;
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    Stmt result = super.visit(s);
    facts.assume(s.condition(), true);
    return result;
  }
}
