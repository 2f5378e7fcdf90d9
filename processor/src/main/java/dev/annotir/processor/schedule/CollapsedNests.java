package dev.annotir.processor.schedule;

import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Chooses the nests that become single loops, as their rows would not fill vectors. */
final class CollapsedNests {
  /** Rows of so many elements fill the widest vectors of the narrowest elements. */
  private static final int FULL_ROW = Target.AVX512.vectorBits() / 8;

  private CollapsedNests() {}

  /**
   * The function with single loops; only where these leave less arithmetic on indices, which other
   * loops over the same elements may need more of.
   */
  static PrimFunc of(PrimFunc func) {
    PrimFunc all = collapsed(func, false);
    return operations(all) <= operations(func) ? all : collapsed(func, true);
  }

  /**
   * The function in which innermost loops are one with those around them.
   *
   * @param alone whether each of them must pay by itself
   */
  private static PrimFunc collapsed(PrimFunc func, boolean alone) {
    PrimFunc result = func;
    List<Stmt.For> inward = new ArrayList<>(Loops.within(func.body()));
    Collections.reverse(inward);
    for (Stmt.For each : inward) {
      // It is still there: only loops inside it have changed.
      Stmt.For outer = Loops.find(result, each.var());
      if (outer.body() instanceof Stmt.For inner
          && isShort(inner)
          && new Collapse(outer.var(), inner.var()).apply(result) instanceof Step.Result.Done done
          && (!alone || operations(done.func()) <= operations(result))
          && staysParallel(result, outer, inner, done.func())) {
        result = done.func();
      }
    }
    return result;
  }

  /** Whether rounds that do not depend on each other are not in one loop with others that do. */
  private static boolean staysParallel(
      PrimFunc before, Stmt.For outer, Stmt.For inner, PrimFunc after) {
    int place = Loops.within(before.body()).indexOf(outer);
    Stmt.For both = Loops.within(after.body()).get(place);
    return !isParallel(before, outer, inner) || isParallel(after, both, both);
  }

  private static boolean isParallel(PrimFunc func, Stmt.For nest, Stmt.For loop) {
    Dependences dependences = Dependences.of(func, nest);
    return Loops.isReached(dependences, loop.var()) && dependences.isParallel(loop.var());
  }

  private static boolean isShort(Stmt.For loop) {
    return Loops.within(loop.body()).isEmpty()
        && loop.extent() instanceof Expr.Const extent
        && extent.bits() % FULL_ROW != 0;
  }

  private static int operations(PrimFunc func) {
    int[] operations = {0};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        operations[0] += e instanceof Expr.Binary ? 1 : 0;
        super.enter(e);
      }
    }.walk(func.body());
    return operations[0];
  }
}
