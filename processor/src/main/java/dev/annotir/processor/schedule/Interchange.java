package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts a loop inside another that was all that it did. Variables between them go inside both.
 *
 * @param outer the loop that is outside before
 */
public record Interchange(Expr.Var outer, Expr.Var inner) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For outside = Loops.find(func, outer);
      List<Stmt.Let> between = new ArrayList<>();
      Stmt.For inside = inside(outside, between);
      require(isFixed(inside.extent(), outside, between), inner);
      require(isFixed(outside.extent(), outside, List.of()), outer);
      Dependences dependences = Dependences.of(func, outside);
      Loops.requireRuns(dependences, inner);
      if (!dependences.allowsInterchange(outer, inner)) {
        return new Result.Refused(
            outer.name() + " and " + inner.name() + " do not change places without a change");
      }
      Stmt body = inside.body();
      for (int i = between.size() - 1; i >= 0; i--) {
        Stmt.Let let = between.get(i);
        body = new Stmt.Let(let.var(), let.value(), body, let.span());
      }
      Stmt within = new Stmt.For(outer, outside.extent(), body, outside.span());
      Stmt result = new Stmt.For(inner, inside.extent(), within, inside.span());
      return new Result.Done(Loops.replace(func, outside, result));
    } catch (Refusal e) {
      return e.result();
    }
  }

  private Stmt.For inside(Stmt.For outside, List<Stmt.Let> between) {
    Stmt stmt = outside.body();
    while (stmt instanceof Stmt.Let let) {
      between.add(let);
      stmt = let.body();
    }
    if (stmt instanceof Stmt.For loop && loop.var().equals(inner)) {
      return loop;
    }
    throw new Refusal(inner.name() + " is not all that " + outer.name() + " does");
  }

  private static void require(boolean isFixed, Expr.Var loop) {
    if (!isFixed) {
      throw new Refusal("the extent of " + loop.name() + " differs between rounds");
    }
  }

  /** Whether an extent is the same in all rounds of a loop. */
  private static boolean isFixed(Expr extent, Stmt.For loop, List<Stmt.Let> between) {
    Set<Expr.Var> changing = new HashSet<>(Set.of(loop.var()));
    between.forEach(let -> changing.add(let.var()));
    return !Effects.dependsOn(extent, changing, Effects.stored(loop.body()));
  }
}
