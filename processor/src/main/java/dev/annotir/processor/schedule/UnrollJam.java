package dev.annotir.processor.schedule;

import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Buffer;
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
 * Runs several rounds of a loop in step, the loops inside for all of them at once: what they load
 * alike is loaded once.
 *
 * @param loop whose rounds may run in step; afterwards the one that counts so many of them
 * @param factor the number of rounds in step
 */
public record UnrollJam(Expr.Var loop, int factor) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      Dependences dependences = Dependences.of(func, found);
      Loops.requireRuns(dependences, loop);
      if (!dependences.allowsJam(loop, factor)) {
        return new Result.Refused("the rounds of " + loop.name() + " depend on each other");
      }
      Stmt jammed = jammed(func, found, dependences.privateBuffers(loop));
      return new Result.Done(Loops.replace(func, found, jammed));
    } catch (Refusal e) {
      return e.result();
    }
  }

  private Stmt jammed(PrimFunc func, Stmt.For found, Set<Buffer> privates) {
    Variance variance = new Variance(found, privates);
    if (variance.jumps()) {
      throw new Refusal("some rounds jump where others do not");
    }
    FreshNames names = new FreshNames(func);
    List<Buffer> outside = new ArrayList<>();
    Strips.Strip rounds =
        new Strips.Strip(
            factor,
            first -> {
              Jam jam = new Jam(found, variance, indices(first), names);
              privates.stream()
                  .filter(variance::varies)
                  .forEach(buffer -> outside.addAll(jam.replace(buffer)));
              return jam.jam(found.body());
            });
    Stmt result = new Strips(found, names).of(List.of(rounds));
    for (Buffer buffer : outside) {
      result = new Stmt.Allocate(buffer, result, buffer.span());
    }
    return result;
  }

  private List<Expr> indices(Expr first) {
    List<Expr> indices = new ArrayList<>();
    for (int i = 0; i < factor; i++) {
      Expr round = Expr.Const.of(first.dtype(), i, first.span());
      indices.add(Simplify.simplify(new Expr.Binary(BinaryOp.ADD, first, round, first.span())));
    }
    return indices;
  }
}
