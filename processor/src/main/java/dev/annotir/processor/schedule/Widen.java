package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a loop for several rounds at once, each in a lane. */
final class Widen extends Rewriter {
  private final Variance variance;
  private final FreshNames names;
  private final int lanes;
  private final Set<Expr.Var> apart;
  private final Set<Buffer> inOrder;
  private final Map<Expr.Var, Expr> values = new HashMap<>();
  private final Map<Buffer, Buffer> buffers = new HashMap<>();

  private final Stmt body;
  private final Remaining remaining;

  /** Which rounds come here; null for all. */
  private Expr.@Nullable Var mask;

  /** The buffers of which rounds that the mask leaves out need no values any more. */
  private Set<Buffer> dead = Set.of();

  /** The loops around, inside the one for whose rounds this is. */
  private int depth;

  /**
   * @param first the first of the rounds
   * @param apart the loops inside that run for one round after the other
   * @param inOrder the buffers that one round updates after the other
   */
  Widen(
      Stmt.For loop,
      Variance variance,
      Expr first,
      int lanes,
      FreshNames names,
      Set<Expr.Var> apart,
      Set<Buffer> inOrder) {
    this.body = loop.body();
    this.remaining = new Remaining(names, lanes);
    this.apart = apart;
    this.inOrder = inOrder;
    this.variance = variance;
    this.names = names;
    this.lanes = lanes;
    values.put(loop.var(), new Expr.Ramp(first, 1, lanes, loop.var().span()));
  }

  /** The buffer of vectors that stands for one allocated outside. */
  Buffer replace(Buffer buffer) {
    Buffer wide = wide(names.fresh(buffer.name()), buffer);
    buffers.put(buffer, wide);
    return wide;
  }

  private Buffer wide(String name, Buffer buffer) {
    List<Integer> shape = new ArrayList<>(buffer.shape());
    shape.add(lanes);
    return Buffer.local(name, buffer.dtype(), shape, buffer.span());
  }

  private Expr vector(Expr e) {
    return e.lanes() > 1 ? e : new Expr.Broadcast(e, lanes, e.span());
  }

  private boolean isScalar(Expr... exprs) {
    boolean isScalar = true;
    for (Expr e : exprs) {
      isScalar &= e.lanes() == 1;
    }
    return isScalar;
  }

  @Override
  public Expr visit(Expr.Var e) {
    if (e.lanes() > 1) {
      throw new Refusal("there are vectors already");
    }
    return values.getOrDefault(e, e);
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Buffer wide = buffers.get(e.buffer());
    return wide == null
        ? super.visit(e)
        : new Expr.BufferLoad(wide, inLanes(rewriteAll(e.indices()), e), e.span());
  }

  /** Indices of each lane's own element. */
  private List<Expr> inLanes(List<Expr> indices, Expr at) {
    List<Expr> all = new ArrayList<>(indices);
    all.add(Expr.Ramp.numbers(lanes, at.span()));
    return all;
  }

  @Override
  public Expr visit(Expr.Unary e) {
    Expr.Unary unary = (Expr.Unary) super.visit(e);
    return Ramps.fold(unary);
  }

  @Override
  public Expr visit(Expr.Binary e) {
    Expr a = rewrite(e.a());
    Expr b = rewrite(e.b());
    if (isScalar(a, b)) {
      return new Expr.Binary(e.op(), a, b, e.span());
    }
    Expr ramp = Ramps.fold(e.op(), a, b, e.span());
    return ramp == null ? new Expr.Binary(e.op(), vector(a), vector(b), e.span()) : ramp;
  }

  @Override
  public Expr visit(Expr.Cast e) {
    Expr.Cast cast = (Expr.Cast) super.visit(e);
    return Ramps.fold(cast);
  }

  @Override
  public Expr visit(Expr.Call e) {
    List<Expr> args = rewriteAll(e.args());
    if (!isScalar(args.toArray(Expr[]::new))) {
      args = args.stream().map(this::vector).toList();
    }
    return new Expr.Call(e.intrinsic(), args, e.dtype(), e.span());
  }

  @Override
  public Expr visit(Expr.Select e) {
    return select(rewrite(e.condition()), rewrite(e.a()), rewrite(e.b()), e);
  }

  private Expr select(Expr condition, Expr a, Expr b, Expr at) {
    if (isScalar(condition, a, b)) {
      return new Expr.Select(condition, a, b, at.span());
    }
    return isFalse(b)
        ? new Expr.Binary(Expr.BinaryOp.AND, vector(condition), vector(a), at.span())
        : new Expr.Select(vector(condition), vector(a), vector(b), at.span());
  }

  private static boolean isFalse(Expr e) {
    return e instanceof Expr.Const c && c.dtype() == DType.BOOL && c.bits() == 0;
  }

  @Override
  public Expr visit(Expr.IfThenElse e) {
    Expr condition = rewrite(e.condition());
    Expr a = rewrite(e.a());
    Expr b = rewrite(e.b());
    if (condition.lanes() > 1) {
      return select(condition, a, b, e); // of loads that MaskedLoads allows
    }
    return isScalar(a, b)
        ? new Expr.IfThenElse(condition, a, b, e.span())
        : new Expr.IfThenElse(condition, vector(a), vector(b), e.span());
  }

  @Override
  public Expr visit(Expr.Ramp e) {
    throw new Refusal("there are vectors already");
  }

  @Override
  public Expr visit(Expr.Broadcast e) {
    throw new Refusal("there are vectors already");
  }

  @Override
  public Expr visit(Expr.Shuffle e) {
    throw new Refusal("there are vectors already");
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr value = rewrite(s.value());
    if (value.lanes() == 1) {
      return new Stmt.Let(s.var(), value, rewrite(s.body()), s.span());
    } else if (value instanceof Expr.Ramp ramp) {
      return let(s, ramp);
    }
    Expr.Var wide = new Expr.Var(s.var().name(), s.var().dtype(), lanes, s.var().span());
    values.put(s.var(), wide);
    return new Stmt.Let(wide, value, rewrite(s.body()), s.span());
  }

  /** A variable for the first lane, so that indices stay ramps. */
  private Stmt let(Stmt.Let s, Expr.Ramp ramp) {
    values.put(s.var(), new Expr.Ramp(s.var(), ramp.stride(), lanes, s.span()));
    return new Stmt.Let(s.var(), ramp.base(), rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    if (!variance.varies(s.buffer())) {
      return super.visit(s);
    }
    Buffer wide = wide(s.buffer().name(), s.buffer());
    buffers.put(s.buffer(), wide);
    return new Stmt.Allocate(wide, rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    if (s.mask() != null) {
      throw new Refusal("there are vectors already");
    }
    List<Expr> indices = rewriteAll(s.indices());
    if (inOrder.contains(s.buffer()) && Expr.lanesOf(indices) == 1) {
      return new InOrder(lanes, names, this::rewrite, s).of(s, indices, mask);
    } else if (inOrder.contains(s.buffer())) {
      throw new Refusal("rounds may update one element of " + s.buffer().name());
    }
    Expr value = rewrite(s.value());
    Buffer wide = buffers.get(s.buffer());
    if (wide != null) {
      return storeOwn(wide, inLanes(indices, s.value()), vector(value), s);
    } else if (Expr.lanesOf(indices) > 1) {
      return new Stmt.BufferStore(s.buffer(), indices, vector(value), mask, s.span());
    } else if (value.lanes() > 1 || mask != null) {
      throw new Refusal("all rounds store into one element of " + s.buffer().name());
    }
    return new Stmt.BufferStore(s.buffer(), indices, value, s.span());
  }

  /** Lanes that are not stored keep what they have, so that the vector can stay in a register. */
  private Stmt storeOwn(Buffer wide, List<Expr> indices, Expr value, Stmt.BufferStore s) {
    Expr old = new Expr.BufferLoad(wide, indices, s.span());
    Expr kept =
        mask == null || dead.contains(s.buffer())
            ? value
            : new Expr.Select(mask, value, old, s.span());
    return new Stmt.BufferStore(wide, indices, kept, s.span());
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    Expr condition = rewrite(s.condition());
    if (condition.lanes() == 1) {
      return super.visit(s);
    }
    Expr.Var then = maskVar(s);
    Stmt thenCase = under(then, Set.of(), s.thenCase());
    if (s.elseCase().isNop()) {
      return new Stmt.Let(then, and(mask, condition), thenCase, s.span());
    }
    // Both masks are known before either side changes what the condition reads.
    Expr.Var not = maskVar(s);
    Stmt elseCase = under(not, Set.of(), s.elseCase());
    Expr otherwise = and(mask, new Expr.Unary(Expr.UnaryOp.NOT, condition, s.span()));
    Stmt both = new Stmt.SeqStmt(List.of(thenCase, elseCase), s.span());
    return new Stmt.Let(
        then, and(mask, condition), new Stmt.Let(not, otherwise, both, s.span()), s.span());
  }

  /** A statement to which only some rounds come. */
  private Stmt under(Expr.Var only, Set<Buffer> unneeded, Stmt s) {
    Expr.Var outerMask = mask;
    Set<Buffer> outerDead = dead;
    mask = only;
    dead = unneeded;
    Stmt result = rewrite(s);
    mask = outerMask;
    dead = outerDead;
    return result;
  }

  private Expr.Var maskVar(Stmt s) {
    return new Expr.Var(names.fresh("mask"), DType.BOOL, lanes, s.span());
  }

  private static Expr and(Expr.@Nullable Var outer, Expr condition) {
    return outer == null ? condition : both(outer, condition);
  }

  private static Expr both(Expr a, Expr b) {
    return new Expr.Binary(Expr.BinaryOp.AND, a, b, b.span());
  }

  @Override
  public Stmt visit(Stmt.For s) {
    if (apart.contains(s.var())) {
      unmasked("a loop apart");
      return new LaneByLane(values, buffers, lanes, names, s).of(s);
    }
    same(s.extent(), "the extent of " + s.var().name());
    List<Label> left = remaining.leftBy(s.body());
    if (left.isEmpty()) {
      return inLoop(s);
    }
    Label end = new Label(names.fresh("end"));
    Stmt round = round(s.body(), left, end);
    return new Stmt.Block(
        end, new Stmt.For(s.var(), rewrite(s.extent()), round, s.span()), s.span());
  }

  @Override
  public Stmt visit(Stmt.While s) {
    Expr condition = rewrite(s.condition());
    List<Label> left = remaining.leftBy(s.body());
    if (condition.lanes() == 1 && !left.isEmpty()) {
      Label end = new Label(names.fresh("end"));
      return new Stmt.Block(
          end, new Stmt.While(condition, round(s.body(), left, end), s.span()), s.span());
    } else if (condition.lanes() == 1) {
      unmasked("a while");
      return inLoop(s);
    }
    return untilAllHaveLeft(s, condition);
  }

  private Stmt inLoop(Stmt loop) {
    depth++;
    Stmt result = loop instanceof Stmt.For s ? super.visit(s) : super.visit((Stmt.While) loop);
    depth--;
    return result;
  }

  /** A loop that goes on as long as the condition holds for some rounds, and changes only those. */
  private Stmt untilAllHaveLeft(Stmt.While s, Expr condition) {
    Buffer running = remaining.buffer("running", s.span());
    Expr who = remaining.load(running, s.span());
    Expr.Var inside = maskVar(s);
    // In a loop around it, what rounds have left here may be loaded the next time.
    Set<Buffer> unneeded = depth == 0 ? Effects.loadedOnlyIn(s, body) : Set.of();
    depth++;
    Stmt repeated = under(inside, unneeded, s.body());
    depth--;
    List<Label> left = remaining.leftBy(s.body());
    Expr still = left.isEmpty() ? inside : and(inside, remaining.in(left, s.span()));
    Stmt next = remaining.store(running, both(still, condition));
    Stmt round =
        new Stmt.Let(inside, who, new Stmt.SeqStmt(List.of(repeated, next), s.span()), s.span());
    Stmt first = remaining.store(running, and(mask, condition));
    Stmt loop = new Stmt.While(any(who), round, s.span());
    return new Stmt.Allocate(running, new Stmt.SeqStmt(List.of(first, loop), s.span()), s.span());
  }

  private static Expr any(Expr lanes) {
    return new Expr.Call(Expr.Intrinsic.ANY, List.of(lanes), DType.BOOL, lanes.span());
  }

  /** A round of a loop, which ends when no round of the vector is left in some blocks around. */
  private Stmt round(Stmt body, List<Label> blocks, Label end) {
    Expr.Var still = maskVar(body);
    Expr who = and(mask, remaining.in(blocks, body.span()));
    depth++;
    Stmt inside = under(still, Set.of(), body);
    depth--;
    Stmt all = new Stmt.Let(still, who, inside, body.span());
    return new Stmt.IfThenElse(any(who), all, new Stmt.Exit(end, body.span()), body.span());
  }

  @Override
  public Stmt visit(Stmt.SeqStmt s) {
    for (int i = 0; i < s.stmts().size() - 1; i++) {
      List<Label> left = remaining.leftBy(s.stmts().get(i));
      if (!left.isEmpty()) {
        return thenOthers(s, i + 1, left);
      }
    }
    return super.visit(s);
  }

  /** Statements of which rounds that leave blocks in the first ones do not come to the others. */
  private Stmt thenOthers(Stmt.SeqStmt s, int first, List<Label> left) {
    List<Stmt> stmts = new ArrayList<>();
    s.stmts().subList(0, first).forEach(stmt -> stmts.add(rewrite(stmt)));
    Expr.Var still = maskVar(s);
    Stmt others = new Stmt.SeqStmt(s.stmts().subList(first, s.stmts().size()), s.span());
    Expr who = and(mask, remaining.in(left, s.span()));
    stmts.add(new Stmt.Let(still, who, under(still, Set.of(), others), s.span()));
    return new Stmt.SeqStmt(stmts, s.span());
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    if (!variance.exits(s.label())) {
      unmasked("a block");
      return super.visit(s);
    }
    Buffer who = remaining.enter(s);
    Expr.Var inside = maskVar(s);
    Stmt rounds = under(inside, Set.of(), s.body());
    remaining.leave(s);
    Stmt start =
        remaining.store(who, mask == null ? vector(Expr.Const.bool(true, s.span())) : mask);
    Stmt all = new Stmt.Let(inside, remaining.load(who, s.span()), rounds, s.span());
    return new Stmt.Allocate(who, new Stmt.SeqStmt(List.of(start, all), s.span()), s.span());
  }

  @Override
  public Stmt visit(Stmt.Exit s) {
    if (mask != null && remaining.has(s.label())) {
      return remaining.exit(s, mask);
    }
    unmasked("an exit");
    return s;
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    unmasked("a check");
    same(s.condition(), "a check");
    return super.visit(s);
  }

  private void unmasked(String what) {
    if (mask != null) {
      throw new Refusal("not all rounds come to " + what);
    }
  }

  private void same(Expr e, String what) {
    if (rewrite(e).lanes() > 1) {
      throw new Refusal(what + " differs between rounds");
    }
  }
}
