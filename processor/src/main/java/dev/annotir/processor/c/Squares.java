package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A function's body where no loop squares integers again and again: {@code x * x} becomes {@code (x
 * - 1) * (x + 1) + 1}, which is the same also where it wraps. For gcc (12) vectorises {@code x =
 * (short) (x * x)} in a loop as a product of independent factors, and makes too few rounds.
 */
final class Squares extends Rewriter {
  /**
   * A value, and when it was computed.
   *
   * @param time of {@link #time}
   */
  private record Origin(Expr value, int time) {}

  private final Map<String, Origin> lets = new HashMap<>();

  /** What the loops around store into. */
  private Set<Buffer> stored = Set.of();

  /** How many stores there were so far: two loads of a buffer may be of different values. */
  private int time;

  /** When each buffer was stored into last, or may have been, by an earlier round. */
  private final Map<Buffer, Integer> changed = new HashMap<>();

  private Squares() {}

  static Stmt split(Stmt body) {
    return new Squares().rewrite(body);
  }

  @Override
  public Stmt visit(Stmt.For s) {
    return inLoop(s.body(), () -> super.visit(s));
  }

  @Override
  public Stmt visit(Stmt.While s) {
    return inLoop(s.body(), () -> super.visit(s));
  }

  private Stmt inLoop(Stmt body, Supplier<Stmt> rewritten) {
    Set<Buffer> outer = stored;
    stored = new HashSet<>(outer);
    stored.addAll(Effects.stored(body));
    time++;
    Effects.stored(body).forEach(buffer -> changed.put(buffer, time));
    Stmt result = rewritten.get();
    stored = outer;
    return result;
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    lets.put(s.var().name(), origin(s.value()));
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    changed.put(s.buffer(), ++time);
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Stmt result = super.visit(s);
    changed.put(s.buffer(), ++time);
    return result;
  }

  @Override
  public Expr visit(Expr.Binary e) {
    Expr.Binary r = (Expr.Binary) super.visit(e);
    boolean isSquare =
        r.op() == BinaryOp.MUL
            && r.dtype().isInteger()
            && r.lanes() == 1
            && (r.a().equals(r.b()) || isSame(origin(r.a()), origin(r.b())));
    if (!isSquare || !changesInLoop(r.a(), new HashSet<>())) {
      return r;
    }
    Expr one = Expr.Const.of(r.dtype(), 1, r.span());
    Expr less = new Expr.Binary(BinaryOp.SUB, r.a(), one, r.span());
    Expr more = new Expr.Binary(BinaryOp.ADD, r.b(), one, r.span());
    Expr product = new Expr.Binary(BinaryOp.MUL, less, more, r.span());
    return new Expr.Binary(BinaryOp.ADD, product, one, r.span());
  }

  /** The value that a variable was bound to, or an expression that is computed now. */
  private Origin origin(Expr e) {
    Origin origin = e instanceof Expr.Var v ? lets.get(v.name()) : null;
    return origin == null ? new Origin(e, time) : origin;
  }

  /** Whether two expressions are the same, and what they load has not changed between them. */
  private boolean isSame(Origin a, Origin b) {
    int first = Math.min(a.time(), b.time());
    return a.value().equals(b.value())
        && Effects.loaded(a.value()).stream()
            .allMatch(buffer -> changed.getOrDefault(buffer, 0) <= first);
  }

  /**
   * Whether it is made of what the loops around store into.
   *
   * @param seen the variables that are known to be of other values
   */
  private boolean changesInLoop(Expr e, Set<String> seen) {
    if (e instanceof Expr.Var v && !seen.add(v.name())) {
      return false;
    }
    Expr origin = origin(e).value();
    return origin instanceof Expr.BufferLoad load && stored.contains(load.buffer())
        || origin instanceof Expr.Cast cast && changesInLoop(cast.value(), seen)
        || origin instanceof Expr.Unary u && changesInLoop(u.a(), seen)
        || origin instanceof Expr.Binary b
            && (changesInLoop(b.a(), seen) || changesInLoop(b.b(), seen));
  }
}
