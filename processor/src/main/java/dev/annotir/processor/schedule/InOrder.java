package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An update of what all lanes have in common, by one lane after the other. */
final class InOrder {
  private final int lanes;
  private final FreshNames names;
  private final UnaryOperator<Expr> widen;
  private final Expr.Var lane;

  /** By vectors, the buffers of which the lanes are loaded. */
  private final Map<Expr, Buffer> copies = new LinkedHashMap<>();

  /**
   * @param widen what an expression is for all lanes
   */
  InOrder(int lanes, FreshNames names, UnaryOperator<Expr> widen, Stmt at) {
    this.lanes = lanes;
    this.names = names;
    this.widen = widen;
    this.lane = new Expr.Var(names.fresh("lane"), DType.INT32, at.span());
  }

  /**
   * The loop over the lanes.
   *
   * @param indices of the element
   * @param mask the lanes that update it; null for all
   */
  Stmt of(Stmt.BufferStore s, List<Expr> indices, @Nullable Expr mask) {
    Stmt update = new Stmt.BufferStore(s.buffer(), indices, laneOf(s.value(), s), s.span());
    if (mask != null) {
      update = new Stmt.IfThenElse(laneOf(mask), update, Stmt.nop(s.span()), s.span());
    }
    List<Stmt> stmts = new ArrayList<>();
    List<Expr> all = List.of(Expr.Ramp.numbers(lanes, s.span()));
    copies.forEach((vector, copy) -> stmts.add(new Stmt.BufferStore(copy, all, vector, s.span())));
    stmts.add(new Stmt.For(lane, Expr.Const.int32(lanes, s.span()), update, s.span()));
    Stmt result = new Stmt.SeqStmt(stmts, s.span());
    for (Buffer copy : copies.values()) {
      result = new Stmt.Allocate(copy, result, s.span());
    }
    return result;
  }

  /** What is stored for one lane: all that does not load the element is computed for all before. */
  private Expr laneOf(Expr e, Stmt.BufferStore s) {
    if (!Effects.loaded(e).contains(s.buffer())) {
      return laneOf(widen.apply(e));
    } else if (e instanceof Expr.Binary b) {
      return new Expr.Binary(b.op(), laneOf(b.a(), s), laneOf(b.b(), s), b.span());
    } else if (e instanceof Expr.Cast c) {
      return new Expr.Cast(c.dtype(), laneOf(c.value(), s), c.span());
    } else if (e instanceof Expr.BufferLoad load) {
      return widen.apply(load);
    }
    throw new Refusal("all rounds store into one element of " + s.buffer().name());
  }

  private Expr laneOf(Expr e) {
    if (e.lanes() == 1) {
      return e;
    }
    Buffer copy =
        copies.computeIfAbsent(
            e, v -> Buffer.local(names.fresh("lanes"), v.dtype(), List.of(lanes), v.span()));
    return new Expr.BufferLoad(copy, List.of(lane), e.span());
  }
}
