package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs all rounds of a loop for one strip of the loop inside it after the other.
 *
 * @param inner all that {@code outer} does; afterwards the one that counts the strips
 * @param length of a strip
 */
public record StripInterchange(Expr.Var outer, Expr.Var inner, int length) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For outside = Loops.find(func, outer);
      if (!(outside.body() instanceof Stmt.For inside && inside.var().equals(inner))) {
        return new Result.Refused(inner.name() + " is not all that " + outer.name() + " does");
      }
      requireFixed(inside, outside);
      requireFixed(outside, outside);
      Dependences dependences = Dependences.of(func, outside);
      Loops.requireRuns(dependences, inner);
      if (!dependences.isPermutable(List.of(outer, inner))) {
        return new Result.Refused(
            "strips of " + inner.name() + " do not come before all of " + outer.name());
      }
      Stmt rounds = new Stmt.For(outer, outside.extent(), inside.body(), outside.span());
      Stmt.For interchanged = new Stmt.For(inner, inside.extent(), rounds, inside.span());
      FreshNames names = new FreshNames(func);
      Stmt result = new Strips(interchanged, names).of(strips(outside, inside, names));
      return new Result.Done(Loops.replace(func, outside, result));
    } catch (Refusal e) {
      return e.result();
    }
  }

  private static void requireFixed(Stmt.For loop, Stmt.For outside) {
    Set<Expr.Var> changing = Set.of(outside.var());
    if (Effects.dependsOn(loop.extent(), changing, Effects.stored(outside.body()))) {
      throw new Refusal("the extent of " + loop.var().name() + " differs between rounds");
    }
  }

  private List<Strips.Strip> strips(Stmt.For outside, Stmt.For inside, FreshNames names) {
    List<Integer> lengths = new ArrayList<>(List.of(length));
    if (inside.extent() instanceof Expr.Const extent && extent.bits() % length > 1) {
      lengths.add((int) (extent.bits() % length));
    }
    List<Strips.Strip> strips = new ArrayList<>();
    for (int rounds : lengths) {
      strips.add(new Strips.Strip(rounds, first -> strip(outside, inside, first, rounds, names)));
    }
    return strips;
  }

  /** All rounds outside for so many rounds inside. */
  private static Stmt strip(
      Stmt.For outside, Stmt.For inside, Expr first, int rounds, FreshNames names) {
    Expr.Var var = inside.var();
    Expr.Var number = new Expr.Var(names.fresh(var.name()), var.dtype(), var.span());
    Expr round = Simplify.simplify(new Expr.Binary(BinaryOp.ADD, first, number, var.span()));
    Copy copy = new Copy(names).set(var, round);
    Expr.Var all = copy.rename(outside.var());
    Expr extent = Expr.Const.of(var.dtype(), rounds, var.span());
    Stmt strip = new Stmt.For(number, extent, copy.rewrite(inside.body()), inside.span());
    return new Stmt.For(all, outside.extent(), strip, outside.span());
  }
}
