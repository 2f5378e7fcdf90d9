package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many steps over arrays run at once, so that their rows stay in the cache. */
final class TimeTile {
  /** More steps at once save little more. */
  private static final int MOST_STEPS = 32;

  /** Fewer rows in one go have too many loops around. */
  private static final int LEAST_ROWS = 4;

  /** What does more for each byte, as {@link Cost} counts, does not wait for memory. */
  private static final double MOST_PER_BYTE = 8;

  private final Sweeps sweeps;

  /** Which loops, of the steps and the sweeps, all accesses of a buffer differ between. */
  private final Map<Buffer, Set<Stmt.For>> differing = new LinkedHashMap<>();

  private TimeTile(Sweeps sweeps) {
    this.sweeps = sweeps;
    look(sweeps.steps());
    sweeps.loops().forEach(this::look);
  }

  /** The step for a loop; null where each round finds in the cache what it needs, or none would. */
  static @Nullable TimeSkew of(PrimFunc func, Stmt.For loop) {
    try {
      TimeTile tile = new TimeTile(Sweeps.of(loop));
      return tile.isLarge() ? tile.choose(func) : null;
    } catch (Refusal e) {
      return null;
    }
  }

  /** Notes which buffers have other elements in each round of a loop. */
  private void look(Stmt.For loop) {
    Variance variance = new Variance(loop, Set.of());
    Set<Buffer> same = new LinkedHashSet<>();
    Set<Buffer> other = new LinkedHashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store) {
          boolean varies = store.indices().stream().anyMatch(variance::varies);
          (varies ? other : same).add(store.buffer());
        }
        super.enter(s);
      }

      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load) {
          boolean varies = load.indices().stream().anyMatch(variance::varies);
          (varies ? other : same).add(load.buffer());
        }
        super.enter(e);
      }
    }.walk(loop.body());
    same.forEach(buffer -> differing.computeIfAbsent(buffer, b -> new LinkedHashSet<>()));
    other.removeAll(same);
    for (Buffer buffer : other) {
      differing.computeIfAbsent(buffer, b -> new LinkedHashSet<>()).add(loop);
    }
  }

  /** Whether a step leaves nothing in the cache for the next, and does little with it. */
  private boolean isLarge() {
    double bytes = 0;
    for (Map.Entry<Buffer, Set<Stmt.For>> entry : differing.entrySet()) {
      boolean isOther = entry.getValue().contains(sweeps.steps());
      bytes += entry.getKey().bytes() / (isOther ? Math.max(1, Cost.rounds(sweeps.steps())) : 1);
    }
    double work = new Cost(Target.SCALAR).of(sweeps.steps().body());
    return bytes > RegisterTile.NEAR && work / bytes <= MOST_PER_BYTE;
  }

  private @Nullable TimeSkew choose(PrimFunc func) {
    double row = 0;
    double beside = 0;
    for (Map.Entry<Buffer, Set<Stmt.For>> entry : differing.entrySet()) {
      boolean isRow = sweeps.loops().stream().anyMatch(entry.getValue()::contains);
      double bytes = entry.getKey().bytes();
      row += isRow ? bytes / sweeps.mostRows() : 0;
      beside += isRow ? 0 : bytes;
    }
    long fit = (long) ((RegisterTile.NEAR / 2 - beside) / Math.max(1, row));
    if (fit < LEAST_ROWS) {
      return null;
    }
    // A power of two, so that rows that are vectors fill these.
    int near = (int) (RegisterTile.NEAREST / Math.max(1, row));
    int rows = Math.max(LEAST_ROWS, Integer.highestOneBit(near) / 2);
    TimeSkew.Delays delays =
        TimeSkew.Delays.of(RowDistances.of(func, sweeps), sweeps.loops().size());
    if (delays.shift() == 0) {
      return null; // no row needs others of the step before: loops that change places do more
    }
    // One row before and after those that are written is read, too.
    long inStep = rows + delays.places(sweeps, 1) - sweeps.mostRows() + 2;
    double all = Cost.rounds(sweeps.steps());
    long fitting = (fit - inStep) / delays.shift() + 1;
    double most = Math.min(Math.min(all, MOST_STEPS), (double) fitting);
    if (most < 2) {
      return null;
    }
    int steps = (int) Math.ceil(all / Math.ceil(all / (int) most));
    return new TimeSkew(sweeps.steps().var(), steps, rows);
  }
}
