package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Size;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Unrolls the loops around reductions, as {@link RegisterTile} says. */
final class Tiling {
  /** Larger loops are not unrolled: that would take long to check, and to compile. */
  private static final int LARGEST_UNROLLED = 3_000;

  private final Target target;
  private PrimFunc func;

  private Tiling(PrimFunc func, Target target) {
    this.func = func;
    this.target = target;
  }

  /**
   * The function that runs more rounds in step where sums can share what they load.
   *
   * @param vectors the loop that counts vectors; it is not there where one vector is enough
   * @param around those around it, outermost first
   */
  static PrimFunc of(PrimFunc func, Expr.Var vectors, List<Expr.Var> around, Target target) {
    Tiling tiling = new Tiling(func, target);
    tiling.tile(vectors, around);
    return tiling.func;
  }

  private void tile(Expr.Var vectors, List<Expr.Var> around) {
    List<Set<Expr.Var>> nests = nestsInside(vectors);
    if (nests.size() > 1) {
      nests.forEach(rows -> tile(rows, null));
    } else {
      Set<Expr.Var> rows = new LinkedHashSet<>(around);
      nests.forEach(rows::addAll);
      tile(rows, vectors);
    }
  }

  private void tile(Set<Expr.Var> rows, Expr.@Nullable Var vectors) {
    RegisterTile tile = best(rows, vectors);
    int vectorFactor = tile.vectorFactor();
    while (tile.rows() != null && tile.rowFactor() > 1) {
      List<Stmt.For> before = Loops.within(func.body());
      unroll(tile.rows(), tile.rowFactor());
      rows.remove(tile.rows());
      unrollCopies(vectors, before);
      // After the first rows: each row's element meets all vectors before the next one is loaded.
      unroll(vectors, vectorFactor);
      vectorFactor = 1;
      tile = best(rows, null);
    }
    unroll(vectors, vectorFactor);
  }

  /** Runs vectors of the rows that are left in step, too. */
  private void unrollCopies(Expr.@Nullable Var vectors, List<Stmt.For> before) {
    Set<Expr.Var> old = new HashSet<>();
    Set<Span> places = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Stmt.For loop : before) {
      old.add(loop.var());
      if (loop.var().equals(vectors)) {
        places.add(loop.span());
      }
    }
    for (Stmt.For loop : Loops.within(func.body())) {
      if (!old.contains(loop.var()) && places.contains(loop.span())) {
        unroll(loop.var(), best(Set.of(), loop.var()).vectorFactor());
      }
    }
  }

  /** By the outermost loops inside another that have reductions, those that may run in step. */
  private List<Set<Expr.Var>> nestsInside(Expr.Var vectors) {
    List<Set<Expr.Var>> nests = new ArrayList<>();
    for (Stmt.For loop : Loops.within(func.body())) {
      if (loop.var().equals(vectors)) {
        for (Stmt.For nest : Loops.outermost(loop.body())) {
          Set<Expr.Var> rows = new LinkedHashSet<>();
          for (Stmt.For inner : Loops.within(nest)) {
            if (!Loops.within(inner.body()).isEmpty() && allowsJam(inner)) {
              rows.add(inner.var());
            }
          }
          if (!rows.isEmpty()) {
            nests.add(rows);
          }
        }
      }
    }
    return nests;
  }

  private boolean allowsJam(Stmt.For loop) {
    Dependences dependences = Dependences.of(func, loop);
    return Loops.isReached(dependences, loop.var())
        && dependences.allowsJam(loop.var(), RegisterTile.MOST);
  }

  /** Runs so many rounds of a loop in step unless it is large. */
  private void unroll(Expr.@Nullable Var var, int factor) {
    if (var != null
        && factor > 1
        && Size.of(Loops.find(func, var)) * factor <= LARGEST_UNROLLED
        && new UnrollJam(var, factor).apply(func) instanceof Step.Result.Done done) {
      func = done.func();
    }
  }

  private RegisterTile best(Set<Expr.Var> rows, Expr.@Nullable Var vectors) {
    List<Stmt.For> around = new ArrayList<>();
    Stmt.For counter = null;
    for (Stmt.For loop : Loops.within(func.body())) {
      if (rows.contains(loop.var())) {
        around.add(loop);
      } else if (loop.var().equals(vectors)) {
        counter = loop;
      }
    }
    Stmt region = counter;
    if (region == null) {
      region = around.isEmpty() ? func.body() : around.get(around.size() - 1);
    }
    return RegisterTile.of(func, around, counter, region, target);
  }
}
