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
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
          all.add(new Trial(found, own, values, changes, names).of(round, isSure));
        });
    Stmt asBefore = new Copy(names).loop(found);
    Stmt fast = new Stmt.For(found.var(), found.extent(), in(found, values), span);
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

  /** What a round does with values in the places of elements. */
  private static Stmt in(Stmt.For found, Map<Expr.BufferLoad, Expr.Var> values) {
    return new WithValues(found, values).rewrite(found.body());
  }

  private static class WithValues extends Rewriter {
    private final Rewriter inlined;
    private final Map<Expr.BufferLoad, Expr.Var> values;

    WithValues(Stmt.For found, Map<Expr.BufferLoad, Expr.Var> values) {
      this.inlined = OneRoundElement.inlined(found);
      this.values = values;
    }

    @Override
    public Expr visit(Expr.BufferLoad e) {
      Expr.Var value = e.buffer().isScalar() ? null : values.get(inlined.rewrite(e));
      return value == null ? super.visit(e) : value;
    }
  }

  /** Finds out, before a loop, whether one of its rounds would change elements. */
  private static final class Trial extends WithValues {
    private final Stmt.For found;
    private final Map<Buffer, Expr.Var> own = new LinkedHashMap<>();
    private final Buffer changes;
    private final FreshNames names;
    private final Set<Buffer> inside = new LinkedHashSet<>();

    /** What the round stores but the trial does not. */
    private final Set<Buffer> unstored = new LinkedHashSet<>();

    Trial(
        Stmt.For found,
        List<OneRoundElement> elements,
        Map<Expr.BufferLoad, Expr.Var> values,
        Buffer changes,
        FreshNames names) {
      super(found, values);
      this.found = found;
      this.changes = changes;
      this.names = names;
      for (OneRoundElement element : elements) {
        Expr.Var value = values.get(element.load());
        if (value != null) {
          own.put(element.buffer(), value);
        }
      }
    }

    /**
     * @param isSure whether the loop has the round
     */
    Stmt of(Expr round, boolean isSure) {
      Span span = found.span();
      DType type = found.var().dtype();
      Expr number = round.dtype() == type ? round : new Expr.Cast(type, round, span);
      Expr.Var at = new Expr.Var(names.fresh(found.var().name()), type, span);
      Stmt body = new Copy(names).set(found.var(), at).rewrite(rewrite(found.body()));
      Expr zero = Expr.Const.of(type, 0, span);
      Expr isRound =
          new Expr.Binary(
              BinaryOp.AND,
              new Expr.Binary(BinaryOp.LE, zero, at, span),
              new Expr.Binary(BinaryOp.LT, at, found.extent(), span),
              span);
      Stmt tried = isSure ? body : new Stmt.IfThenElse(isRound, body, Stmt.nop(span), span);
      return new Stmt.Let(at, number, tried, span);
    }

    @Override
    public Expr visit(Expr.BufferLoad e) {
      if (unstored.contains(e.buffer())) {
        throw new Refusal("a round loads what it has stored into " + e.buffer().name());
      }
      return super.visit(e);
    }

    @Override
    public Stmt visit(Stmt.Allocate s) {
      inside.add(s.buffer());
      return super.visit(s);
    }

    @Override
    public Stmt visit(Stmt.BufferStore s) {
      if (inside.contains(s.buffer())) {
        return super.visit(s);
      }
      Expr.Var value = own.get(s.buffer());
      Expr stored = rewrite(s.value());
      if (value == null) {
        unstored.add(s.buffer());
        return Stmt.nop(s.span());
      }
      Expr differs = new Expr.Binary(BinaryOp.NE, bits(stored), bits(value), s.span());
      Expr yes = Expr.Const.bool(true, s.span());
      Stmt note = new Stmt.BufferStore(changes, List.of(), yes, s.span());
      return new Stmt.IfThenElse(differs, note, Stmt.nop(s.span()), s.span());
    }
  }

  /** What is equal only where all bits are. */
  private static Expr bits(Expr e) {
    return switch (e.dtype()) {
      case BOOL, INT32, INT64 -> e;
      case UINT64 -> new Expr.Cast(DType.INT64, e, e.span());
      case FLOAT16, BFLOAT16 ->
          bits(new Expr.Call(Expr.Intrinsic.REINTERPRET, List.of(e), DType.INT16, e.span()));
      case FLOAT32 -> new Expr.Call(Expr.Intrinsic.REINTERPRET, List.of(e), DType.INT32, e.span());
      case FLOAT64 -> new Expr.Call(Expr.Intrinsic.REINTERPRET, List.of(e), DType.INT64, e.span());
      default -> new Expr.Cast(DType.INT32, e, e.span());
    };
  }
}
