package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values that variables of a function may ever have, local ones that loops change too: such a
 * one is 0 or what is stored into it, plus what is added, as often as the loops inside its own
 * scope make rounds.
 */
final class LocalRanges {
  /** What one walk finds the next one uses; what holds after any of them holds. */
  private static final int WALKS = 3;

  private final Ranges ranges = new Ranges();

  LocalRanges(PrimFunc func) {
    for (int i = 0; i < WALKS; i++) {
      new Variables().walk(func.body());
    }
  }

  /** The values that an expression may have. */
  Interval of(Expr e) {
    return ranges.of(e);
  }

  /** The values that a local variable may have. */
  Interval of(Buffer variable) {
    return ranges.of(new Expr.BufferLoad(variable, List.of(), variable.span()));
  }

  private final class Variables extends Walker {
    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.For loop) {
        ranges.set(loop.var(), new Interval(0, Math.max(0, of(loop.extent()).hi() - 1)));
      } else if (s instanceof Stmt.Let let && let.value().dtype().isInteger()) {
        ranges.set(let.var(), of(let.value()));
      } else if (s instanceof Stmt.Allocate allocate) {
        Buffer buffer = allocate.buffer();
        if (buffer.isScalar() && buffer.dtype().isInteger()) {
          Interval value = new Stores(buffer).within(allocate.body());
          ranges.set(buffer, value == null ? Interval.of(buffer.dtype()) : value);
        }
      }
      super.enter(s);
    }
  }

  /**
   * What a store makes of the old value.
   *
   * @param fresh values that it may have instead; null for none
   * @param added what it may be more than the old one, or than such a value
   */
  private record Change(@Nullable Interval fresh, Interval added) {
    static final Change NONE = new Change(null, Interval.of(0));

    Change or(Change other) {
      Interval either = fresh == null ? other.fresh : other.fresh == null ? fresh : null;
      Interval both = fresh != null && other.fresh != null ? fresh.union(other.fresh) : either;
      return new Change(both, added.union(other.added));
    }
  }

  /** What is stored into one variable. */
  private final class Stores extends Walker {
    private final Buffer buffer;

    /** So often at most a statement runs while the variable lives; null where nothing bounds it. */
    private @Nullable Interval times = Interval.of(1);

    /** Values that do not come from the old one; a variable starts as 0. */
    private Interval fresh = Interval.of(0);

    /** What is added in all; null where nothing bounds it. */
    private @Nullable Interval added = Interval.of(0);

    Stores(Buffer buffer) {
      this.buffer = buffer;
    }

    @Nullable Interval within(Stmt body) {
      walk(body);
      Interval all = added == null ? null : fresh.plus(added);
      boolean fits = all != null && all.within(Interval.of(buffer.dtype()));
      return fits ? all : null;
    }

    @Override
    protected void enter(Expr e) {}

    @Override
    protected void enter(Stmt s) {
      Interval outside = times;
      if (s instanceof Stmt.BufferStore store && store.buffer().equals(buffer)) {
        add(change(store.value()));
      } else if (s instanceof Stmt.For loop) {
        long rounds = Math.max(0, of(loop.extent()).hi());
        times = times == null ? null : times.times(Interval.of(rounds));
      } else if (s instanceof Stmt.While) {
        times = null;
      }
      super.enter(s);
      times = outside;
    }

    private void add(@Nullable Change change) {
      if (change == null) {
        added = null;
        return;
      }
      fresh = change.fresh() == null ? fresh : fresh.union(change.fresh());
      Interval zero = Interval.of(0);
      if (added != null && !change.added().equals(zero)) {
        Interval all = times == null ? null : change.added().union(zero).times(times);
        added = all == null ? null : added.plus(all);
      }
    }

    /** Null where it is something else. */
    private @Nullable Change change(Expr e) {
      if (!readsOld(e)) {
        return new Change(of(e), Interval.of(0));
      } else if (e instanceof Expr.BufferLoad) {
        return Change.NONE;
      } else if (e instanceof Expr.Select s) {
        return either(s.a(), s.b());
      } else if (e instanceof Expr.IfThenElse s) {
        return either(s.a(), s.b());
      }
      return e instanceof Expr.Binary b ? binary(b) : null;
    }

    private boolean readsOld(Expr e) {
      return Effects.dependsOn(e, Set.of(), Set.of(buffer));
    }

    private @Nullable Change either(Expr a, Expr b) {
      Change first = change(a);
      Change second = change(b);
      return first == null || second == null ? null : first.or(second);
    }

    private @Nullable Change binary(Expr.Binary e) {
      return switch (e.op()) {
        case MIN, MAX -> either(e.a(), e.b());
        case ADD -> readsOld(e.a()) ? sum(e.a(), e.b(), false) : sum(e.b(), e.a(), false);
        case SUB -> sum(e.a(), e.b(), true);
        default -> null;
      };
    }

    private @Nullable Change sum(Expr old, Expr term, boolean isSubtracted) {
      Change change = readsOld(term) ? null : change(old);
      if (change == null) {
        return null;
      }
      Interval value = of(term);
      Interval all = isSubtracted ? change.added().minus(value) : change.added().plus(value);
      // The parts of a sum, too: none may overflow.
      return all == null ? null : new Change(change.fresh(), all.union(change.added()));
    }
  }
}
