package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many rounds of two loops around a reduction run in step, so that what they load serves
 * several sums at once, and as many sums stay in registers as there are.
 *
 * @param rows a loop around {@code vectors}; null where one loop alone is unrolled
 */
record RegisterTile(Expr.@Nullable Var rows, int rowFactor, int vectorFactor) {
  /** No more rounds run in step. */
  static final int MOST = 16;

  /** The operations that a processor makes at once, and the loads. */
  private static final double PORTS = 2;

  /** The bytes that the first and the second cache hold. */
  static final long NEAREST = 32 << 10;

  static final long NEAR = 1 << 20;

  /** Even where loads do not hold up the rest, less of them are better. */
  private static final double TIE = 0.05;

  /**
   * As many places of memory at a distance of a power of two as the nearest cache holds; those of
   * rows often are.
   */
  private static final int WAYS = 8;

  /** How long a sum takes to be an operand again, with some slack. */
  private static final double LATENCY = 6;

  /** What each round of a loop costs beside. */
  private static final double ROUND = 1;

  /**
   * The tile that costs the least.
   *
   * @param around the loops around, outermost first
   * @param vectors the loop that counts vectors, or null
   * @param region where the vectors are
   */
  static RegisterTile of(
      PrimFunc func,
      List<Stmt.For> around,
      Stmt.@Nullable For vectors,
      Stmt region,
      Target target) {
    RegisterTile best = new RegisterTile(null, 1, 1);
    Stmt.For hot = reduction(region);
    if (hot == null) {
      return best;
    }
    RegisterTile window = SlidingWindow.tile(around, region, hot);
    if (window != null) {
      return window;
    }
    double least = Double.MAX_VALUE;
    List<Stmt.@Nullable For> candidates = new ArrayList<>(around);
    candidates.add(null);
    for (Stmt.For rows : candidates) {
      Body body = new Body(func, hot, rows, vectors, around);
      int mostRows = rows == null ? 1 : (int) Math.min(MOST, Cost.rounds(rows));
      int mostVectors = vectors == null ? 1 : (int) Math.min(MOST, Cost.rounds(vectors));
      for (int r = 1; r <= mostRows; r++) {
        for (int v = 1; v <= mostVectors && body.registers(r, v) <= target.registers(); v++) {
          double cost = body.cost(r, v) / (rows == null ? 1 : Cost.rounds(rows));
          boolean isNear = r * v == 1 || body.streams(r, v) <= WAYS;
          if (isNear && cost < least * 0.99) {
            least = cost;
            best = new RegisterTile(rows == null ? null : rows.var(), r, v);
          }
        }
      }
    }
    return best;
  }

  /** The innermost loop in which sums of vectors grow; null where there is none. */
  private static Stmt.@Nullable For reduction(Stmt region) {
    Stmt.For found = null;
    for (Stmt.For loop : Loops.within(region)) {
      if (Loops.within(loop.body()).isEmpty() && !sums(loop).isEmpty()) {
        found = found == null ? loop : found;
      }
    }
    return found;
  }

  private static Set<Buffer> sums(Stmt.For loop) {
    Set<Buffer> sums = new LinkedHashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store
            && store.buffer().scope() == Buffer.Scope.LOCAL
            && store.buffer().shape().size() == 1
            && store.value().lanes() > 1) {
          sums.add(store.buffer());
        }
        super.enter(s);
      }
    }.walk(loop.body());
    return sums;
  }

  /**
   * A load that walks along rows.
   *
   * @param byRow 1 where each row has one of its own
   * @param byVector 1 where each vector has one of its own
   * @param uses how often each element of a copy of them is loaded; 0 where there is to be none
   */
  private record Rows(int byRow, int byVector, int lanes, double uses) {
    /** How many a tile walks along at once: none where a copy has them in the order of loads. */
    int streams(int r, int v) {
      double ofTiles = byRow == 1 ? uses : uses / r;
      return Pack.isOften(ofTiles) ? 0 : lanes * (byRow == 1 ? r : 1) * (byVector == 1 ? v : 1);
    }
  }

  /** What the rounds of a reduction do. */
  private static final class Body {
    private final Stmt.@Nullable For rows;
    private final Stmt.@Nullable For vectors;
    private final int sums;

    /** Loads that each row, each vector, both or none have of their own. */
    private final double[] loads = new double[4];

    /** The loads that walk along rows. */
    private final List<Rows> along = new ArrayList<>();

    private double operations;

    Body(
        PrimFunc func,
        Stmt.For hot,
        Stmt.@Nullable For rows,
        Stmt.@Nullable For vectors,
        List<Stmt.For> around) {
      this.rows = rows;
      this.vectors = vectors;
      this.sums = sums(hot).size();
      Variance byRow = rows == null ? null : new Variance(rows, Set.of());
      Variance byVector = vectors == null ? null : new Variance(vectors, Set.of());
      Set<Expr> seen = new LinkedHashSet<>();
      List<RowAccess> alongRows = RowAccess.within(hot);
      List<Variance> others = around.stream().map(loop -> new Variance(loop, Set.of())).toList();
      new Walker() {
        @Override
        protected void enter(Stmt s) {
          if (s instanceof Stmt.BufferStore store) {
            enter(store.value());
          } else {
            super.enter(s);
          }
        }

        @Override
        protected void enter(Expr e) {
          if (e instanceof Expr.BufferLoad load) {
            if (!isInRegister(load.buffer()) && seen.add(e)) {
              int row = byRow != null && byRow.varies(e) ? 1 : 0;
              int vector = byVector != null && byVector.varies(e) ? 2 : 0;
              boolean isAlong =
                  alongRows.stream().anyMatch(a -> a.is(load.buffer(), load.indices()));
              if (isAlong) {
                along.add(new Rows(row, vector / 2, load.lanes(), Pack.uses(func, around, load)));
              }
              boolean isPacked = others.stream().anyMatch(loop -> !loop.varies(load));
              loads[row + vector] += cost(load, isAlong || isPacked);
            }
            return; // indices cost nothing
          }
          boolean isOperation =
              e.lanes() > 1
                  && !(e instanceof Expr.Broadcast)
                  && !(e instanceof Expr.Ramp)
                  && !(e instanceof Expr.Var);
          operations += isOperation ? 1 : 0;
          super.enter(e);
        }
      }.walk(hot.body());
    }

    private static boolean isInRegister(Buffer buffer) {
      return buffer.scope() == Buffer.Scope.LOCAL && buffer.shape().size() <= 1;
    }

    /** What a load costs: more where its buffer does not fit into the nearest cache. */
    private static double cost(Expr.BufferLoad load, boolean isCollectedBefore) {
      boolean isOne = load.lanes() == 1 || Cost.isContiguous(load.indices()) || isCollectedBefore;
      long bytes = load.buffer().bytes();
      double distance = bytes <= NEAREST ? 1 : bytes <= NEAR ? 2 : 4;
      return isOne ? distance : distance * load.lanes();
    }

    /** The registers for sums, and for what they are made of. */
    int registers(int r, int v) {
      int operands = loads[2] > 0 ? v : loads[1] > 0 ? r : 0;
      return sums * r * v + Math.min(operands, Math.max(r, v)) + 2;
    }

    /** The rows that the tile walks along at once. */
    int streams(int r, int v) {
      return along.stream().mapToInt(rows -> rows.streams(r, v)).sum();
    }

    /** What all rounds of both loops cost, for each round of the reduction. */
    double cost(int r, int v) {
      long allRows = rows == null ? 1 : (long) Cost.rounds(rows);
      long allVectors = vectors == null ? 1 : (long) Cost.rounds(vectors);
      return (allRows / r) * (allVectors / v) * step(r, v)
          + (allRows / r) * (allVectors % v) * step(r, 1)
          + (allRows % r) * (allVectors / v) * step(1, v)
          + (allRows % r) * (allVectors % v) * step(1, 1);
    }

    private double step(int r, int v) {
      double loaded = loads[0] + loads[1] * r + loads[2] * v + loads[3] * r * v;
      double busy = Math.max(operations * r * v, loaded) / PORTS;
      return ROUND + Math.max(busy, LATENCY) + TIE * loaded;
    }
  }
}
