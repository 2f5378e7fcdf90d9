package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.AccessVerifier;
import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.dependence.Dependence;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads the elements that only one round of a loop may store into before the loop, where that round
 * stores what is there already: {@code d[i][k]} in a loop of {@code d[i][j] = min(d[i][j], d[i][k]
 * + d[k][j])} over j. What it would store is computed before the loop; if that differs, the loop
 * runs as it was.
 *
 * <p>That is right as the round loads nothing that an earlier round has stored, but for such
 * elements: so the first of these rounds stores what was computed, which changes nothing, and then
 * so does the next.
 *
 * @param loop afterwards the one that no longer loads these elements
 */
public record Speculate(Expr.Var loop) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      requireStraight(found);
      VariableRanges ranges = new VariableRanges(func);
      long last = ranges.of(found.extent()).hi() - 1;
      List<OneRoundElement> elements = new ArrayList<>(OneRoundElement.of(found));
      elements.removeIf(
          element -> ranges.of(element.round()).hi() < 0 || ranges.of(element.round()).lo() > last);
      if (elements.isEmpty()) {
        throw new Refusal("no element is stored by one round of " + loop.name() + " alone");
      }
      PrimFunc result = Loops.replace(func, found, speculated(func, found, elements, ranges));
      Dependences dependences = Dependences.of(result, Loops.find(result, loop));
      Loops.requireRuns(dependences, loop);
      boolean loadsFirst =
          dependences.isComplete()
              && dependences.carriedBy(loop).stream()
                  .noneMatch(d -> d.kind() == Dependence.Kind.FLOW);
      if (!loadsFirst) {
        throw new Refusal("rounds of " + loop.name() + " load what others have stored");
      } else if (!AccessVerifier.isProved(result)) {
        throw new Refusal("an element may be outside before " + loop.name());
      }
      return new Result.Done(result);
    } catch (Refusal e) {
      return e.result();
    }
  }

  /** Refuses loops whose rounds jump, fail, or have vectors or loops inside. */
  private void requireStraight(Stmt.For found) {
    boolean[] isStraight = {Effects.escapes(found.body()).isEmpty()};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        isStraight[0] &=
            !(s instanceof Stmt.For || s instanceof Stmt.While || s instanceof Stmt.Check);
        super.enter(s);
      }

      @Override
      protected void enter(Expr e) {
        isStraight[0] &= e.lanes() == 1;
        super.enter(e);
      }
    }.walk(found.body());
    if (!isStraight[0]) {
      throw new Refusal("rounds of " + loop.name() + " are no straight code");
    }
  }

  private static Stmt speculated(
      PrimFunc func, Stmt.For found, List<OneRoundElement> elements, VariableRanges ranges) {
    Span span = found.span();
    FreshNames names = new FreshNames(func);
    Map<Expr.BufferLoad, Expr.Var> values = new LinkedHashMap<>();
    Map<Expr, List<OneRoundElement>> byRound = new LinkedHashMap<>();
    for (OneRoundElement element : elements) {
      Buffer buffer = element.buffer();
      String name = names.fresh(buffer.name() + "_value");
      values.put(element.load(), new Expr.Var(name, buffer.dtype(), span));
      byRound.computeIfAbsent(element.round(), round -> new ArrayList<>()).add(element);
    }
    Buffer changes = Buffer.local(names.fresh("changes"), DType.BOOL, List.of(), span);
    List<Stmt> all = new ArrayList<>();
    byRound.forEach(
        (round, own) -> {
          boolean isSure = isSure(ranges.of(round), found);
          all.add(new RoundTrial(found, own, values, changes, names).of(round, isSure));
        });
    Stmt asBefore = new Copy(names).loop(found);
    Stmt body = new WithValues(found, values).rewrite(found.body());
    Stmt fast = new Stmt.For(found.var(), found.extent(), body, span);
    Expr condition = new Expr.BufferLoad(changes, List.of(), span);
    all.add(new Stmt.IfThenElse(condition, asBefore, fast, span));
    Stmt result = new Stmt.Allocate(changes, new Stmt.SeqStmt(all, span), span);
    for (Map.Entry<Expr.BufferLoad, Expr.Var> value : values.entrySet()) {
      result = new Stmt.Let(value.getValue(), value.getKey(), result, span);
    }
    if (Loops.runs(found, 1)) {
      return result;
    }
    Expr zero = Expr.Const.of(found.extent().dtype(), 0, span);
    Expr runs = new Expr.Binary(BinaryOp.LT, zero, found.extent(), span);
    return new Stmt.IfThenElse(runs, result, Stmt.nop(span), span);
  }

  /** Whether a loop surely has a round. */
  private static boolean isSure(Interval round, Stmt.For loop) {
    return round.lo() >= 0
        && round.hi() < Integer.MAX_VALUE
        && Loops.runs(loop, (int) round.hi() + 1);
  }
}
