package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The loops over rows that each round of a loop, a step, runs one after the other, and that are all
 * that it does.
 *
 * @param steps the loop around
 * @param lets what each step binds for all of its sweeps, outermost first
 * @param loops the sweeps
 */
record Sweeps(Stmt.For steps, List<Stmt.Let> lets, List<Stmt.For> loops) {
  /** Sums of so large numbers of rows are still far from those that wrap. */
  private static final long MOST_ROWS = 1 << 24;

  Sweeps {
    lets = List.copyOf(lets);
    loops = List.copyOf(loops);
  }

  /** The sweeps of a loop; a Refusal where it does something else. */
  static Sweeps of(Stmt.For steps) {
    requireStraight(steps);
    List<Stmt.Let> lets = new ArrayList<>();
    Set<Buffer> stored = Effects.stored(steps.body());
    Stmt body = steps.body();
    while (body instanceof Stmt.Let let) {
      if (Effects.dependsOn(let.value(), Set.of(), stored)) {
        throw new Refusal(let.var().name() + " is loaded between sweeps");
      }
      lets.add(let);
      body = let.body();
    }
    List<Stmt.For> loops = new ArrayList<>();
    for (Stmt part : body instanceof Stmt.SeqStmt seq ? seq.stmts() : List.of(body)) {
      if (!(part instanceof Stmt.For loop) || rows(loop) <= 0 || rows(loop) > MOST_ROWS) {
        throw new Refusal(
            "the rounds of " + steps.var().name() + " are no loops over known numbers of rows");
      }
      loops.add(loop);
    }
    if (loops.isEmpty() || steps.var().dtype() != DType.INT32) {
      throw new Refusal(steps.var().name() + " counts no sweeps");
    }
    return new Sweeps(steps, lets, loops);
  }

  private static void requireStraight(Stmt.For steps) {
    boolean[] isStraight = {Effects.escapes(steps.body()).isEmpty()};
    Set<Buffer> variables = Effects.stored(steps.body());
    variables.removeIf(buffer -> !buffer.isScalar());
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        isStraight[0] &= !(s instanceof Stmt.While || s instanceof Stmt.Check);
        if (s instanceof Stmt.Allocate allocate) {
          variables.remove(allocate.buffer());
        }
        super.enter(s);
      }
    }.walk(steps.body());
    if (!isStraight[0]) {
      throw new Refusal("rounds of " + steps.var().name() + " may end early, or never");
    }
    // What they hold would depend on the order in which rows are looked at.
    variables.stream()
        .findFirst()
        .ifPresent(
            variable -> {
              throw new Refusal(variable.name() + " outlives the rows");
            });
  }

  /** The number of a sweep's rows; 0 where it is not known. */
  static long rows(Stmt.For loop) {
    return loop.extent() instanceof Expr.Const c && c.dtype() == DType.INT32 ? c.bits() : 0;
  }

  /** The number of rows of the longest sweep. */
  long mostRows() {
    return loops.stream().mapToLong(Sweeps::rows).max().orElse(0);
  }

  /** A statement of a step with all that the steps bind. */
  Stmt bound(Stmt stmt) {
    Stmt result = stmt;
    for (int i = lets.size() - 1; i >= 0; i--) {
      Stmt.Let let = lets.get(i);
      result = new Stmt.Let(let.var(), let.value(), result, let.span());
    }
    return result;
  }
}
