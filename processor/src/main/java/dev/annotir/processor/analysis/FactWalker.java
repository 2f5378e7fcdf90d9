package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A walk through a function in the order of its runs that always has the {@link Facts} of the
 * place. At a loop it finds ranges for the integer variables that hold in every round; what it
 * cannot find it forgets.
 */
public abstract class FactWalker extends Rewriter {
  /** So many rounds of a loop are tried each time that the walk comes to it. */
  private static final int ROUNDS = 5;

  /** So many rounds of a loop are tried in all: loops around come to it again and again. */
  private static final int MOST_ROUNDS = 60;

  /** After trials of so many statements, loops are tried less often, and after thrice, no more. */
  private static final int PATIENCE = 300_000;

  private Facts facts = new Facts();

  /** The facts of the exits to each enclosing block, joined. */
  private Map<Label, Facts> exits = new HashMap<>();

  private int trials;

  /** How many statements were tried. */
  private int tried;

  /** The loops that the walk came to, by their bodies. */
  private final IdentityHashMap<Stmt, Loop> loops = new IdentityHashMap<>();

  /** What a loop's body does, and what was found of it. */
  private static final class Loop {
    final Set<Buffer> stored;
    final NavigableSet<Long> thresholds;

    /** The integer variables that it changes. */
    final List<Buffer> integers = new ArrayList<>();

    int roundsTried;

    /** What held when the walk last came here. */
    @Nullable Invariant invariant;

    Loop(Stmt body) {
      stored = Effects.stored(body);
      thresholds = Effects.constants(body);
      for (Buffer buffer : stored) {
        if (buffer.isScalar() && buffer.dtype().isInteger()) {
          integers.add(buffer);
        }
      }
    }
  }

  /**
   * What holds in every round of a loop.
   *
   * @param before the facts at the loop
   * @param definitions what variables were there
   * @param stable the facts at the start of every round
   * @param exits the facts of the exits from a round to blocks around the loop
   */
  private record Invariant(
      Facts before, Map<String, Affine> definitions, Facts stable, Map<Label, Facts> exits) {
    boolean isOf(Facts facts) {
      return before.isSame(facts) && facts.ranges().definitions().equals(definitions);
    }
  }

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
    tried += trials > 0 ? 1 : 0;
    return facts.isUnreachable() ? unreachable(s) : super.rewrite(s);
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr value = rewrite(s.value());
    facts.bind(s.var(), value);
    Stmt body = rewrite(s.body());
    facts.leave(s.var());
    return value == s.value() && body == s.body()
        ? s
        : new Stmt.Let(s.var(), value, body, s.span());
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
    return condition == s.condition() && thenCase == s.thenCase() && elseCase == s.elseCase()
        ? s
        : new Stmt.IfThenElse(condition, thenCase, elseCase, s.span());
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
    return condition == e.condition() && a == e.a() && b == e.b()
        ? e
        : new Expr.IfThenElse(condition, a, b, e.span());
  }

  @Override
  public Stmt visit(Stmt.For s) {
    Expr extent = rewrite(s.extent());
    Consumer<Facts> enter = f -> f.enterLoop(s.var(), extent);
    boolean isKnown = stabilize(s.body(), enter);
    Facts around = facts.copy();
    Stmt body = isKnown ? s.body() : round(s.body(), enter);
    facts = around;
    return extent == s.extent() && body == s.body()
        ? s
        : new Stmt.For(s.var(), extent, body, s.span());
  }

  @Override
  public Stmt visit(Stmt.While s) {
    Consumer<Facts> enter = f -> f.assume(s.condition(), true);
    boolean isKnown = stabilize(s.body(), enter);
    Expr condition = rewrite(s.condition());
    Facts around = facts.copy();
    Stmt body = isKnown ? s.body() : round(s.body(), enter);
    facts = around;
    facts.assume(condition, false);
    return condition == s.condition() && body == s.body()
        ? s
        : new Stmt.While(condition, body, s.span());
  }

  private Stmt round(Stmt body, Consumer<Facts> enter) {
    enter.accept(facts);
    return rewrite(body);
  }

  /**
   * Makes the facts hold at the start of every round of a loop.
   *
   * @return whether all that a trial wants to know of the loop is known
   */
  private boolean stabilize(Stmt body, Consumer<Facts> enter) {
    Loop loop = loops.computeIfAbsent(body, Loop::new);
    Invariant known = loop.invariant;
    if (known == null || !known.isOf(facts)) {
      known = find(loop, body, enter);
    } else {
      facts = known.stable().copy();
    }
    if (known == null || trials == 0) {
      return false;
    }
    for (Map.Entry<Label, Facts> exit : known.exits().entrySet()) {
      leave(exit.getKey(), exit.getValue());
    }
    return true;
  }

  /** Tries rounds of a loop until nothing changes; null where that takes too long. */
  private @Nullable Invariant find(Loop loop, Stmt body, Consumer<Facts> enter) {
    Invariant earlier = loop.invariant;
    Facts before = facts.copy();
    facts.forget(loop.stored);
    if (loop.integers.isEmpty() && trials == 0) {
      return null;
    }
    Map<String, Affine> definitions = Map.copyOf(facts.ranges().definitions());
    Facts general = facts.copy();
    for (Buffer buffer : loop.integers) {
      Interval atStart = before.ranges().of(buffer);
      // Loops around know less each time, so that what held before is where to begin.
      facts
          .ranges()
          .set(
              buffer,
              earlier == null ? atStart : atStart.union(earlier.stable().ranges().of(buffer)));
    }
    for (int i = 0; i < ROUNDS && mayTry(loop); i++) {
      Map<Label, Facts> exited = new HashMap<>();
      Facts end = afterRound(body, enter, exited);
      boolean stable = true;
      for (Buffer buffer : loop.integers) {
        stable &=
            end.isUnreachable() || facts.widen(buffer, end.ranges().of(buffer), loop.thresholds);
      }
      if (stable) {
        Invariant found = new Invariant(before, definitions, facts.copy(), exited);
        loop.invariant = found;
        return found;
      }
    }
    facts = general;
    return null;
  }

  private boolean mayTry(Loop loop) {
    int most = tried < PATIENCE ? MOST_ROUNDS : tried < 3 * PATIENCE ? ROUNDS : 0;
    return loop.roundsTried++ < most;
  }

  /** The facts at the end of a round; those at its exits are put into {@code exited}. */
  private Facts afterRound(Stmt body, Consumer<Facts> enter, Map<Label, Facts> exited) {
    Facts start = facts;
    Map<Label, Facts> outer = exits;
    facts = start.copy();
    exits = exited;
    for (Label label : outer.keySet()) {
      Facts none = start.copy();
      none.setUnreachable();
      exits.put(label, none);
    }
    trials++;
    round(body, enter);
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
    return body == s.body() ? s : new Stmt.Block(s.label(), body, s.span());
  }

  @Override
  public Stmt visit(Stmt.Exit s) {
    leave(s.label(), facts);
    facts.setUnreachable();
    return s;
  }

  private void leave(Label label, Facts with) {
    Facts at = exits.get(label);
    if (at != null) {
      at.join(with);
    }
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    Stmt result = super.visit(s);
    facts.assume(s.condition(), true);
    return result;
  }
}
