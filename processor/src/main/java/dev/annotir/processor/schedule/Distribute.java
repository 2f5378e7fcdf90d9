package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Makes three loops of one: what its rounds do before a loop inside, that loop, and what they do
 * after it.
 *
 * @param inner directly in {@code outer}
 */
public record Distribute(Expr.Var outer, Expr.Var inner) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, outer);
      List<Stmt> parts = parts(found);
      if (Effects.dependsOn(found.extent(), Set.of(), Effects.stored(found.body()))) {
        return new Result.Refused("the extent of " + outer.name() + " differs between parts");
      }
      Dependences dependences = Dependences.of(func, found);
      Loops.requireRuns(dependences, outer);
      // What may be done for all rounds in step may be so part by part.
      if (!dependences.allowsVectors(outer, Long.MAX_VALUE)) {
        return new Result.Refused("the rounds of " + outer.name() + " depend on each other");
      }
      for (Buffer buffer : dependences.privateBuffers(outer)) {
        if (parts.stream().filter(part -> accesses(part, buffer)).count() > 1) {
          return new Result.Refused("each part of a round needs its own " + buffer.name());
        }
      }
      return new Result.Done(Loops.replace(func, found, loops(found, parts, func)));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /**
   * What comes before the loop inside, that loop, and what comes after it, as far as it is there.
   */
  private List<Stmt> parts(Stmt.For found) {
    List<Stmt> stmts = Loops.parts(found.body());
    for (int i = 0; i < stmts.size() && stmts.size() > 1; i++) {
      if (stmts.get(i) instanceof Stmt.For loop && loop.var().equals(inner)) {
        List<Stmt> parts = new ArrayList<>();
        parts.add(new Stmt.SeqStmt(stmts.subList(0, i), found.span()));
        parts.add(loop);
        parts.add(new Stmt.SeqStmt(stmts.subList(i + 1, stmts.size()), found.span()));
        parts.removeIf(Stmt::isNop);
        return parts;
      }
    }
    throw new Refusal(inner.name() + " is no part of what " + outer.name() + " does");
  }

  private static boolean accesses(Stmt part, Buffer buffer) {
    return Effects.stored(part).contains(buffer) || Effects.loaded(part).contains(buffer);
  }

  /** A loop for each part; that of the loop inside has the name of the one before. */
  private Stmt loops(Stmt.For found, List<Stmt> parts, PrimFunc func) {
    FreshNames names = new FreshNames(func);
    List<Stmt> loops = new ArrayList<>();
    for (Stmt part : parts) {
      Expr.Var var = outer;
      if (!(part instanceof Stmt.For)) {
        var = new Expr.Var(names.fresh(outer.name()), outer.dtype(), outer.span());
      }
      Stmt body = new Copy(null).set(outer, var).rewrite(part);
      loops.add(new Stmt.For(var, found.extent(), body, found.span()));
    }
    return new Stmt.SeqStmt(loops, found.span());
  }
}
