package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.List;
import java.util.function.Function;

/** The text of what TVM has no operation of vectors for: a loop takes lane after lane. */
final class LaneLoop {
  private final Expressions exprs;
  private final Facts facts;
  private final Prelude prelude;

  LaneLoop(Expressions exprs, Facts facts, Prelude prelude) {
    this.exprs = exprs;
    this.facts = facts;
    this.prelude = prelude;
  }

  /** The lanes of a local buffer, which a loop sets one after the other: calls of the C library. */
  Code of(Expr e) {
    Buffer result = prelude.vector(e.dtype(), e.lanes(), e.span());
    Expr.Var lane = prelude.lane(e.span());
    Code element = exprs.element(result, List.of(lane));
    each(lane, e, value -> element + " = " + value);
    return exprs.element(result, Lanes.all(e.lanes(), e.span()));
  }

  /** Whether a bool is true in any lane. */
  Code any(Expr mask) {
    Expr.Var lane = prelude.lane(mask.span());
    Code any = prelude.stored(DType.INT32, Code.atom("T.int32(0)"));
    each(
        lane,
        mask,
        value -> any + " = T.bitwise_or(" + any + ", " + Code.cast(value, DType.INT32) + ")");
    return new Code(any + " != T.int32(0)", Code.COMPARE);
  }

  private void each(Expr.Var lane, Expr e, Function<Code, String> statement) {
    facts.ranges().set(lane, new Interval(0, e.lanes() - 1L));
    Prelude.Prepared value = prelude.prepare(() -> exprs.of(new Lane(lane).rewrite(e)));
    prelude.line("for " + lane.name() + " in T.serial(0, " + e.lanes() + "):");
    value.lines().forEach(line -> prelude.line(Statements.INDENT + line));
    prelude.line(Statements.INDENT + statement.apply(value.code()));
  }
}
