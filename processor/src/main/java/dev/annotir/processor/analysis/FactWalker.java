package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A walk through a function in the order of its runs that always has the {@link Facts} of the
 * place. At a loop it finds ranges for the integer variables that hold in every round; what it
 * cannot find it forgets.
 */
public abstract class FactWalker extends Rewriter {
  /** So many rounds of a loop are tried each time that the walk comes to it. */
  private static final int ROUNDS = 10;

  /** So many rounds are tried with ranges that end at numbers of the source. */
  private static final int CAREFUL_ROUNDS = 4;

  /** In so many of them the ranges may start at numbers other than 0. */
  private static final int MOST_CAREFUL_ROUNDS = 2;

  /** So many rounds are tried with narrower ranges than those that hold in all. */
  private static final int NARROWER_ROUNDS = 2;

  /** So many rounds of a loop are tried in all: loops around come to it again and again. */
  private static final int MOST_ROUNDS = 80;

  private static final NavigableSet<Long> ZERO =
      Collections.unmodifiableNavigableSet(new TreeSet<>(Set.of(0L)));

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

  /** What stands for the number of rounds that a While has made. */
  private final IdentityHashMap<Stmt, Expr.Var> whileRounds = new IdentityHashMap<>();

  /** What a loop's body does, and what was found of it. */
  private static final class Loop {
    final Set<Buffer> stored;
    final NavigableSet<Long> thresholds;

    /** The integer variables and arrays that it changes. */
    final List<Buffer> integers = new ArrayList<>();

    final List<Buffer> counters;

    int roundsTried;

    /** What held when the walk last came here. */
    @Nullable Invariant invariant;

    Loop(Stmt body) {
      stored = Effects.stored(body);
      thresholds = Effects.constants(body);
      for (Buffer buffer : stored) {
        if (buffer.dtype().isInteger()) {
          integers.add(buffer);
        }
      }
      counters = Drift.counters(body);
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
    facts.allocate(s.buffer());
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Stmt.BufferStore store = (Stmt.BufferStore) super.visit(s);
    if (store.buffer().isScalar()) {
      facts.store(store.buffer(), store.value());
    } else {
      facts.storeElement(store.buffer(), store.value());
    }
    return store;
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    Expr condition = rewrite(s.condition());
    Facts ifFalse = facts.copy();
    facts.assume(condition, true);
    ifFalse.assume(condition, false);
    Stmt thenCase = rewriteCase(s.thenCase(), s.condition(), true);
    Facts afterTrue = facts;
    facts = ifFalse;
    Stmt elseCase = rewriteCase(s.elseCase(), s.condition(), false);
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
    Expr a = rewriteCase(e.a(), e.condition(), true);
    facts = before.copy();
    facts.assume(condition, false);
    Expr b = rewriteCase(e.b(), e.condition(), false);
    facts = before;
    return condition == e.condition() && a == e.a() && b == e.b()
        ? e
        : new Expr.IfThenElse(condition, a, b, e.span());
  }

  @Override
  public Stmt visit(Stmt.For s) {
    Expr extent = rewrite(s.extent());
    Affine fixed = facts.affine(extent);
    boolean lasts = fixed.atoms().stream().allMatch(atom -> atom instanceof Expr.Var);
    Interval rounds = facts.ranges().of(extent);
    Consumer<Facts> enter = f -> f.enterLoop(s.var(), extent);
    boolean isKnown = stabilize(s.body(), s.var(), enter);
    Facts around = facts.copy();
    Stmt body = isKnown ? s.body() : round(s, s.body(), enter);
    facts = around;
    facts.leaveLoop(s.var(), lasts ? fixed : null, rounds);
    return extent == s.extent() && body == s.body()
        ? s
        : new Stmt.For(s.var(), extent, body, s.span());
  }

  @Override
  public Stmt visit(Stmt.While s) {
    Expr.Var round =
        whileRounds.computeIfAbsent(
            s.body(), body -> new Expr.Var("round@" + whileRounds.size(), DType.INT64, s.span()));
    Consumer<Facts> enter = f -> f.assume(s.condition(), true);
    boolean isKnown = stabilize(s.body(), round, enter);
    Expr condition = rewrite(s.condition());
    Facts around = facts.copy();
    Stmt body = isKnown ? s.body() : round(s, s.body(), enter);
    facts = around;
    facts.tightenAll();
    facts.assume(condition, false);
    return condition == s.condition() && body == s.body()
        ? s
        : new Stmt.While(condition, body, s.span());
  }

  private Stmt round(Stmt loop, Stmt body, Consumer<Facts> enter) {
    enter.accept(facts);
    facts.tightenAll();
    return rewriteRound(loop, body);
  }

  /** The body of a For or While, with what holds at the start of every round. */
  protected Stmt rewriteRound(Stmt loop, Stmt body) {
    return rewrite(body);
  }

  /** A branch, whose facts say that the condition holds, or does not. */
  protected Stmt rewriteCase(Stmt branch, Expr condition, boolean holds) {
    return rewrite(branch);
  }

  /** What is chosen, whose facts say that the condition holds, or does not. */
  protected Expr rewriteCase(Expr choice, Expr condition, boolean holds) {
    return rewrite(choice);
  }

  /**
   * Makes the facts hold at the start of every round of a loop.
   *
   * @return whether all that a trial wants to know of the loop is known
   */
  private boolean stabilize(Stmt body, Expr.Var round, Consumer<Facts> enter) {
    Loop loop = loops.computeIfAbsent(body, Loop::new);
    Invariant known = loop.invariant;
    if (known == null || !known.isOf(facts)) {
      known = find(loop, body, round, enter);
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
  private @Nullable Invariant find(Loop loop, Stmt body, Expr.Var round, Consumer<Facts> enter) {
    Invariant earlier = loop.invariant;
    Facts before = facts.copy();
    facts.forget(loop.stored);
    if (loop.integers.isEmpty() && trials == 0) {
      return null;
    }
    Map<String, Affine> definitions = Map.copyOf(facts.ranges().definitions());
    Drift drift = new Drift(loop.counters, loop.stored, round, before);
    Facts general = facts.copy();
    Map<Buffer, Interval> atStart = new LinkedHashMap<>();
    for (Buffer buffer : loop.integers) {
      if (before.ranges().knows(buffer)) {
        Interval first = before.ranges().of(buffer);
        atStart.put(buffer, first);
        // Loops around know less each time, so that what held before is where to begin.
        facts
            .ranges()
            .set(
                buffer,
                earlier == null ? first : first.union(earlier.stable().ranges().of(buffer)));
      }
    }
    for (int i = 0; i < ROUNDS && mayTry(loop); i++) {
      Map<Label, Facts> exited = new HashMap<>();
      Facts end = afterRound(body, enter, drift, exited);
      boolean stable = drift.covers(end, i > CAREFUL_ROUNDS);
      NavigableSet<Long> below = i < MOST_CAREFUL_ROUNDS ? loop.thresholds : ZERO;
      NavigableSet<Long> above =
          i < CAREFUL_ROUNDS ? loop.thresholds : Collections.emptyNavigableSet();
      for (Buffer buffer : atStart.keySet()) {
        stable &= end.isUnreachable() || facts.widen(buffer, end.ranges().of(buffer), below, above);
      }
      if (stable) {
        exited = narrow(loop, body, enter, drift, atStart, end, exited);
        drift.enter(facts);
        Invariant found = new Invariant(before, definitions, facts.copy(), exited);
        loop.invariant = found;
        return found;
      }
    }
    facts = general;
    return null;
  }

  /**
   * Narrows the ranges to what is there before the loop and at the end of a round, where that holds
   * in all rounds too.
   *
   * @param end the facts at the end of a round
   * @param exited the facts of its exits
   * @return the facts of the exits from a round with the narrower ranges
   */
  private Map<Label, Facts> narrow(
      Loop loop,
      Stmt body,
      Consumer<Facts> enter,
      Drift drift,
      Map<Buffer, Interval> atStart,
      Facts end,
      Map<Label, Facts> exited) {
    Map<Label, Facts> result = exited;
    Facts last = end;
    for (int i = 0; i < NARROWER_ROUNDS; i++) {
      Facts wide = facts;
      Facts narrow = facts.copy();
      boolean isNarrower = false;
      for (Map.Entry<Buffer, Interval> start : atStart.entrySet()) {
        Buffer buffer = start.getKey();
        Interval reached =
            last.isUnreachable()
                ? start.getValue()
                : start.getValue().union(last.ranges().of(buffer));
        isNarrower |= !wide.ranges().of(buffer).within(reached);
        narrow.ranges().set(buffer, reached);
      }
      if (!isNarrower || !mayTry(loop)) {
        return result;
      }
      Map<Label, Facts> exits = new HashMap<>();
      facts = narrow;
      last = afterRound(body, enter, drift, exits);
      if (!isWithin(last, narrow, atStart.keySet()) || !drift.covers(last, false)) {
        facts = wide;
        return result;
      }
      result = exits;
    }
    return result;
  }

  private static boolean isWithin(Facts end, Facts start, Set<Buffer> buffers) {
    return end.isUnreachable()
        || buffers.stream().allMatch(b -> end.ranges().of(b).within(start.ranges().of(b)));
  }

  private boolean mayTry(Loop loop) {
    int most = tried < PATIENCE ? MOST_ROUNDS : tried < 3 * PATIENCE ? ROUNDS : 0;
    return loop.roundsTried++ < most;
  }

  /** The facts at the end of a round; those at its exits are put into {@code exited}. */
  private Facts afterRound(
      Stmt body, Consumer<Facts> enter, Drift drift, Map<Label, Facts> exited) {
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
    drift.enter(facts);
    enter.accept(facts);
    facts.tightenAll();
    drift.mark(facts);
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
