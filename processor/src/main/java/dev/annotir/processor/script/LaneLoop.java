package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import java.util.List;

/** The text of vectors by operations that TVM has for scalars alone: calls of the C library. */
final class LaneLoop {
  private final Expressions exprs;
  private final Facts facts;
  private final Prelude prelude;

  LaneLoop(Expressions exprs, Facts facts, Prelude prelude) {
    this.exprs = exprs;
    this.facts = facts;
    this.prelude = prelude;
  }

  /** The lanes of a local buffer, which a loop sets one after the other. */
  Code of(Expr e) {
    Buffer result = prelude.vector(e.dtype(), e.lanes(), e.span());
    Expr.Var lane = prelude.lane(e.span());
    facts.ranges().set(lane, new Interval(0, e.lanes() - 1L));
    Prelude.Prepared value = prelude.prepare(() -> exprs.of(new Lane(lane).rewrite(e)));
    prelude.line("for " + lane.name() + " in T.serial(0, " + e.lanes() + "):");
    value.lines().forEach(line -> prelude.line(Statements.INDENT + line));
    Code element = exprs.element(result, List.of(lane));
    prelude.line(Statements.INDENT + element + " = " + value.code());
    return exprs.element(result, Lanes.all(e.lanes(), e.span()));
  }
}
