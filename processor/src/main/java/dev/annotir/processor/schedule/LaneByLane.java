package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A statement within vectors, for one lane after the other. */
final class LaneByLane extends Rewriter {
  private final Map<Expr.Var, Expr> values;
  private final Map<Buffer, Buffer> buffers;
  private final int lanes;
  private final FreshNames names;
  private final Expr.Var lane;

  /** The buffers that each lane has anew. */
  private final Set<Buffer> inside = new HashSet<>();

  /** By vectors in variables, which have no single lanes, the buffers that have. */
  private final Map<Expr, Buffer> copies = new LinkedHashMap<>();

  /**
   * @param values the vectors that variables are
   * @param buffers those whose last axis is the lanes, by what they stand for
   */
  LaneByLane(
      Map<Expr.Var, Expr> values,
      Map<Buffer, Buffer> buffers,
      int lanes,
      FreshNames names,
      Stmt at) {
    this.values = values;
    this.buffers = buffers;
    this.lanes = lanes;
    this.names = names;
    this.lane = new Expr.Var(names.fresh("lane"), DType.INT32, at.span());
  }

  /** The loop over the lanes. */
  Stmt of(Stmt s) {
    if (!Effects.escapes(s).isEmpty()) {
      throw new Refusal("lanes would end one after the other");
    }
    Expr extent = Expr.Const.int32(lanes, s.span());
    List<Stmt> stmts = new ArrayList<>();
    Stmt loop = new Stmt.For(lane, extent, rewrite(s), s.span());
    copies.forEach(
        (vector, copy) -> stmts.add(new Stmt.BufferStore(copy, all(vector), vector, s.span())));
    stmts.add(loop);
    Stmt result = stmts.size() == 1 ? loop : new Stmt.SeqStmt(stmts, s.span());
    for (Buffer copy : copies.values()) {
      result = new Stmt.Allocate(copy, result, s.span());
    }
    return result;
  }

  private List<Expr> all(Expr at) {
    return List.of(Expr.Ramp.numbers(lanes, at.span()));
  }

  @Override
  public Expr visit(Expr.Var e) {
    Expr value = values.get(e);
    if (value == null) {
      return e;
    } else if (value instanceof Expr.Ramp ramp) {
      Expr number =
          ramp.dtype() == DType.INT32 ? lane : new Expr.Cast(ramp.dtype(), lane, e.span());
      Expr stride = Expr.Const.of(ramp.dtype(), ramp.stride(), e.span());
      return binary(BinaryOp.ADD, ramp.base(), binary(BinaryOp.MUL, number, stride));
    }
    return value.lanes() == 1 ? value : copied(value, e.name());
  }

  /** A lane would fail before an earlier one comes to what follows. */
  @Override
  public Stmt visit(Stmt.Check s) {
    throw new Refusal("a check would be made lane by lane");
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    inside.add(s.buffer());
    return super.visit(s);
  }

  private Expr copied(Expr vector, String name) {
    Buffer copy =
        copies.computeIfAbsent(
            vector,
            v -> Buffer.local(names.fresh(name + "_lanes"), v.dtype(), List.of(lanes), v.span()));
    return new Expr.BufferLoad(copy, List.of(lane), vector.span());
  }

  private static Expr binary(BinaryOp op, Expr a, Expr b) {
    return Simplify.simplify(new Expr.Binary(op, a, b, a.span()));
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Buffer wide = buffers.get(e.buffer());
    if (wide == null) {
      return super.visit(e);
    } else if (e.indices().isEmpty()) {
      return copied(new Expr.BufferLoad(wide, all(e), e.span()), e.buffer().name());
    }
    return new Expr.BufferLoad(wide, own(rewriteAll(e.indices())), e.span());
  }

  private List<Expr> own(List<Expr> indices) {
    List<Expr> own = new ArrayList<>(indices);
    own.add(lane);
    return own;
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Buffer wide = buffers.get(s.buffer());
    if (wide == null) {
      if (s.buffer().scope() == Buffer.Scope.LOCAL && !inside.contains(s.buffer())) {
        throw new Refusal("all lanes have " + s.buffer().name() + " in common");
      }
      return super.visit(s);
    } else if (s.indices().isEmpty()) {
      // It would be stored into the copy.
      throw new Refusal(s.buffer().name() + " changes lane by lane");
    }
    List<Expr> indices = own(rewriteAll(s.indices()));
    return new Stmt.BufferStore(wide, indices, rewrite(s.value()), s.mask(), s.span());
  }
}
