package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tile of short reductions over a window that the next row has mostly, too: several rows at
 * once, so that compilers, which unroll so short loops, load each element for all of them.
 */
final class SlidingWindow {
  private static final int ROWS = 4;

  /** Compilers unroll no more updates of sums than these; gcc counts some instructions each. */
  private static final int MOST_UPDATES = 40;

  private SlidingWindow() {}

  /** The tile; null where it is another reduction. */
  static @Nullable RegisterTile tile(List<Stmt.For> around, Stmt region, Stmt.For hot) {
    List<Stmt.For> window = window(region, hot);
    double updates = 1;
    for (Stmt.For loop : window) {
      updates *= loop.extent() instanceof Expr.Const ? Cost.rounds(loop) : MOST_UPDATES;
    }
    int rows = (int) Math.min(ROWS, MOST_UPDATES / Math.max(1, updates));
    for (Stmt.For row : around) {
      if (rows > 1 && Cost.rounds(row) >= rows && slides(hot, row, window)) {
        return new RegisterTile(row.var(), rows, 1);
      }
    }
    return null;
  }

  /** The loops of the reduction, the innermost one too. */
  private static List<Stmt.For> window(Stmt region, Stmt.For hot) {
    List<Stmt.For> window = new ArrayList<>();
    for (Stmt.For loop : Loops.within(region)) {
      if (loop != region && (loop == hot || Loops.within(loop.body()).contains(hot))) {
        window.add(loop);
      }
    }
    return window;
  }

  /** Whether all vectors of elements move with the rows as with a loop of the window. */
  private static boolean slides(Stmt.For hot, Stmt.For row, List<Stmt.For> window) {
    int[] loads = {0, 0};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load && !load.indices().isEmpty()) {
          boolean isSum = load.buffer().shape().size() == 1 && isNumbers(load);
          boolean slides = window.stream().anyMatch(loop -> isSame(load, row, loop));
          loads[0] += isSum ? 0 : 1;
          loads[1] += slides ? 1 : 0;
        } else {
          super.enter(e);
        }
      }
    }.walk(hot.body());
    return loads[0] > 0 && loads[0] == loads[1];
  }

  /** Whether it is a vector in a variable. */
  private static boolean isNumbers(Expr.BufferLoad load) {
    return load.indices().equals(List.of(Expr.Ramp.numbers(load.lanes(), load.span())));
  }

  /** Whether the places move with one loop just as with another. */
  private static boolean isSame(Expr.BufferLoad load, Stmt.For row, Stmt.For loop) {
    boolean moves = false;
    for (Expr index : load.indices()) {
      Expr first = index instanceof Expr.Ramp ramp ? ramp.base() : index;
      if (first.lanes() > 1) {
        return false;
      }
      WrappingSum sum = WrappingSum.of(first);
      Integer withRow = sum.factor(row.var());
      if (withRow == null || !withRow.equals(sum.factor(loop.var()))) {
        return false;
      }
      moves |= withRow != 0;
    }
    return moves;
  }
}
