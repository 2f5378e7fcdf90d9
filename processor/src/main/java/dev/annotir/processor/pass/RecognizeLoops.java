package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.analysis.Facts;
import dev.annotir.processor.analysis.Interval;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a While whose number of rounds is known at its start a For: a scalar that only the end of
 * the body changes, by a constant, is compared with a bound that the body does not change. The
 * scalar becomes a Let of the loop's variable. Where its value could wrap before the loop ends, the
 * While stays.
 */
final class RecognizeLoops extends FactWalker {
  private final FreshNames names;

  private final Map<Buffer, Integer> loads;

  private RecognizeLoops(PrimFunc func) {
    this.names = new FreshNames(func);
    this.loads = countLoads(func.body());
  }

  static PrimFunc run(PrimFunc func) {
    return RemoveDead.run(func.withBody(new RecognizeLoops(func).rewrite(func.body())));
  }

  private static Map<Buffer, Integer> countLoads(Stmt stmt) {
    Map<Buffer, Integer> counts = new HashMap<>();
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load) {
          counts.merge(load.buffer(), 1, Integer::sum);
        }
        super.enter(e);
      }
    }.walk(stmt);
    return counts;
  }

  /**
   * {@code compared < bound} at the top of a loop, and {@code counter += step} at its end.
   *
   * @param compared the counter, or it plus or minus something that the loop does not change
   */
  private record Counter(
      Buffer buffer, Expr compared, BinaryOp op, Expr bound, long step, Stmt body) {}

  /** The statement that was rewritten last, where the next one follows it directly. */
  private @Nullable Stmt previous;

  @Override
  public Stmt visit(Stmt.SeqStmt s) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : s.stmts()) {
      previous = result.isEmpty() ? null : result.get(result.size() - 1);
      result.add(rewrite(stmt));
    }
    previous = null;
    return new Stmt.SeqStmt(result, s.span());
  }

  private static Stmt.@Nullable BufferStore storeToScalar(@Nullable Stmt stmt) {
    return stmt instanceof Stmt.BufferStore store && store.buffer().isScalar() ? store : null;
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    Stmt before = previous;
    if (!(s.body() instanceof Stmt.While)) {
      previous = null;
    }
    Stmt result = super.visit(s);
    previous = before;
    return result;
  }

  @Override
  public Stmt visit(Stmt.While s) {
    Stmt.BufferStore start = storeToScalar(previous);
    previous = null;
    if (isTrial()) {
      return super.visit(s);
    }
    Facts entry = facts().copy();
    Stmt.While inner = (Stmt.While) super.visit(s);
    Counter counter = counter(inner);
    if (counter == null) {
      return inner;
    }
    Expr load = new Expr.BufferLoad(counter.buffer(), List.of(), s.span());
    Interval known = entry.ranges().of(load);
    Expr first = load;
    if (known.isSingle()) {
      first = Expr.Const.of(load.dtype(), known.lo(), s.span());
    } else if (start != null && start.buffer().equals(counter.buffer())) {
      first = start.value();
    }
    // Where only the loop reads the counter, the counter goes, and its name is free.
    boolean isPrivate =
        !first.equals(load)
            && Objects.equals(countLoads(s).get(counter.buffer()), loads.get(counter.buffer()));
    Stmt result = loop(counter, first, entry, isPrivate, s.span());
    return result == null ? inner : result;
  }

  private @Nullable Counter counter(Stmt.While loop) {
    if (!(loop.condition() instanceof Expr.Binary test) || !test.op().isComparison()) {
      return null;
    }
    List<Stmt> stmts = loop.body() instanceof Stmt.SeqStmt seq ? seq.stmts() : List.of(loop.body());
    Counter counter = counter(test.a(), test.op(), test.b(), stmts, loop);
    return counter != null
        ? counter
        : counter(test.b(), mirrored(test.op()), test.a(), stmts, loop);
  }

  /**
   * The counter among what is compared: the scalar itself, or the only operand of a sum that
   * changes.
   */
  private static @Nullable Counter counter(
      Expr compared, BinaryOp op, Expr bound, List<Stmt> stmts, Stmt.While loop) {
    Buffer buffer = scalar(compared);
    if (buffer == null && compared instanceof Expr.Binary sum) {
      Set<Buffer> stored = Effects.stored(loop.body());
      boolean fixedRight = Effects.loaded(sum.b()).stream().noneMatch(stored::contains);
      boolean fixedLeft = Effects.loaded(sum.a()).stream().noneMatch(stored::contains);
      if (fixedRight && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)) {
        buffer = scalar(sum.a());
      } else if (fixedLeft && sum.op() == BinaryOp.ADD) {
        buffer = scalar(sum.b());
      }
    }
    return buffer == null ? null : counter(buffer, compared, op, bound, stmts, loop);
  }

  private static @Nullable Buffer scalar(Expr e) {
    return e instanceof Expr.BufferLoad load
            && load.buffer().isScalar()
            && (e.dtype() == DType.INT32 || e.dtype() == DType.INT64)
        ? load.buffer()
        : null;
  }

  private static BinaryOp mirrored(BinaryOp op) {
    return switch (op) {
      case LT -> BinaryOp.GT;
      case LE -> BinaryOp.GE;
      case GT -> BinaryOp.LT;
      case GE -> BinaryOp.LE;
      default -> op;
    };
  }

  /**
   * The counter that a buffer is; its update may stand among the updates of other scalars at the
   * end.
   */
  private static @Nullable Counter counter(
      Buffer buffer, Expr compared, BinaryOp op, Expr bound, List<Stmt> stmts, Stmt.While loop) {
    Set<Buffer> stored = Effects.stored(loop.body());
    if (Effects.loaded(bound).stream().anyMatch(stored::contains)) {
      return null;
    }
    for (int i = stmts.size() - 1; i >= 0; i--) {
      Long step = step(stmts.get(i), buffer);
      if (step != null && step != 0 && step != Long.MIN_VALUE) {
        List<Stmt> rest = new ArrayList<>(stmts);
        rest.remove(i);
        Stmt body = new Stmt.SeqStmt(rest, loop.span());
        return Effects.stored(body).contains(buffer)
            ? null
            : new Counter(buffer, compared, op, bound, step, body);
      } else if (storeToScalar(stmts.get(i)) == null
          || Effects.loaded(stmts.get(i)).contains(buffer)) {
        return null;
      }
    }
    return null;
  }

  /** By how much a statement changes the scalar, where it does that only. */
  private static @Nullable Long step(Stmt stmt, Buffer buffer) {
    if (stmt instanceof Stmt.BufferStore store
        && store.buffer().equals(buffer)
        && store.value() instanceof Expr.Binary sum
        && buffer.equals(scalar(sum.a()))
        && sum.b() instanceof Expr.Const c) {
      return sum.op() == BinaryOp.ADD
          ? (Long) c.bits()
          : sum.op() == BinaryOp.SUB ? -c.bits() : null;
    }
    return null;
  }

  private @Nullable Stmt loop(
      Counter counter, Expr first, Facts entry, boolean isPrivate, Span span) {
    DType dtype = counter.buffer().dtype();
    String name = counter.buffer().name();
    Expr.Var start = new Expr.Var(names.fresh(name + "_start"), dtype, span);
    boolean isFixed = first instanceof Expr.Const || first instanceof Expr.Var;
    Expr from = isFixed ? first : start;
    entry.bind(start, first);
    Expr compared = startOf(counter, from);
    boolean wraps = compared instanceof Expr.Binary sum && !entry.ranges().isExact(sum);
    Expr extent = wraps ? null : extent(counter, compared, entry, span);
    if (extent == null) {
      return null;
    }
    boolean plain = from instanceof Expr.Const c && c.bits() == 0 && counter.step() == 1;
    Expr.Var current = new Expr.Var(isPrivate ? name : names.fresh(name), dtype, span);
    Expr.Var round =
        plain ? current : new Expr.Var(names.fresh(current.name() + "_round"), dtype, span);
    Stmt body = replace(counter.buffer(), current, counter.body());
    Stmt store = new Stmt.BufferStore(counter.buffer(), List.of(), current, span);
    Stmt whole = isPrivate ? body : new Stmt.SeqStmt(List.of(store, body), span);
    if (!plain) {
      Expr value = Simplify.simplify(at(from, round, counter.step(), dtype, span));
      whole = new Stmt.Let(current, value, whole, span);
    }
    Stmt loop = new Stmt.For(round, extent, whole, span);
    Expr last = at(from, atLeastZero(extent), counter.step(), dtype, span);
    Stmt end = new Stmt.BufferStore(counter.buffer(), List.of(), Simplify.simplify(last), span);
    Stmt both = isPrivate ? loop : new Stmt.SeqStmt(List.of(loop, end), span);
    return isFixed ? both : new Stmt.Let(start, first, both, span);
  }

  /** What is compared with the bound, before the first round. */
  private static Expr startOf(Counter counter, Expr from) {
    return Simplify.simplify(replace(counter.buffer(), from, counter.compared()));
  }

  private static Expr at(Expr from, Expr round, long step, DType dtype, Span span) {
    Expr.Const by = Expr.Const.of(dtype, Math.abs(step), span);
    Expr advanced = Math.abs(step) == 1 ? round : new Expr.Binary(BinaryOp.MUL, round, by, span);
    return new Expr.Binary(step > 0 ? BinaryOp.ADD : BinaryOp.SUB, from, advanced, span);
  }

  private static Expr atLeastZero(Expr extent) {
    if (extent instanceof Expr.Const c && c.bits() >= 0) {
      return extent;
    }
    Expr zero = Expr.Const.of(extent.dtype(), 0, extent.span());
    return new Expr.Binary(BinaryOp.MAX, extent, zero, extent.span());
  }

  /** The number of rounds, or null where the counter might wrap. */
  private static @Nullable Expr extent(Counter counter, Expr from, Facts entry, Span span) {
    boolean up = counter.step() > 0;
    long size = Math.abs(counter.step());
    BinaryOp op = counter.op();
    if (op == BinaryOp.NE) {
      return distance(counter, from, span);
    } else if (op != (up ? BinaryOp.LT : BinaryOp.GT) && op != (up ? BinaryOp.LE : BinaryOp.GE)) {
      return null;
    }
    DType dtype = from.dtype();
    Interval all = Interval.of(dtype);
    boolean inclusive = op == BinaryOp.LE || op == BinaryOp.GE;
    // So far beyond the bound the counter gets at most.
    long beyond = (up ? 1 : -1) * (inclusive ? size : size - 1);
    Interval last = entry.ranges().of(counter.bound()).plus(Interval.of(beyond));
    if (last == null || !last.within(all)) {
      return null;
    }
    Expr one = Expr.Const.of(dtype, up ? 1 : -1, span);
    Expr bound = counter.bound();
    Expr end = inclusive ? new Expr.Binary(BinaryOp.ADD, bound, one, span) : bound;
    Expr high = Simplify.simplify(up ? end : from);
    Expr low = Simplify.simplify(up ? from : end);
    boolean isZero = low instanceof Expr.Const c && c.bits() == 0;
    if (!entry.proves(new Expr.Binary(BinaryOp.LE, low, high, span)) && !(isZero && size == 1)) {
      high = new Expr.Binary(BinaryOp.MAX, high, low, span);
    }
    Expr distance = Simplify.simplify(new Expr.Binary(BinaryOp.SUB, high, low, span));
    Interval lengths = entry.ranges().of(high).minus(entry.ranges().of(low));
    if (lengths == null || lengths.hi() > all.hi() - (size - 1) || lengths.lo() < all.lo()) {
      return null;
    }
    Expr more = Expr.Const.of(dtype, size - 1, span);
    Expr rounded = new Expr.Binary(BinaryOp.ADD, distance, more, span);
    Expr by = Expr.Const.of(dtype, size, span);
    return Simplify.simplify(new Expr.Binary(BinaryOp.TRUNCDIV, rounded, by, span));
  }

  /** The rounds of a loop that ends where the counter meets a constant. */
  private static @Nullable Expr distance(Counter counter, Expr from, Span span) {
    if (!(from instanceof Expr.Const first) || !(counter.bound() instanceof Expr.Const last)) {
      return null;
    }
    long distance = last.bits() - first.bits();
    boolean meets = distance % counter.step() == 0 && distance / counter.step() >= 0;
    boolean small = isInt(first.bits()) && isInt(last.bits());
    long most = Interval.of(counter.buffer().dtype()).hi();
    return meets && small && distance / counter.step() <= most
        ? Expr.Const.of(counter.buffer().dtype(), distance / counter.step(), span)
        : null;
  }

  private static boolean isInt(long value) {
    return value == (int) value;
  }

  private static Stmt replace(Buffer buffer, Expr.Var value, Stmt body) {
    return new Replacement(buffer, value).rewrite(body);
  }

  private static Expr replace(Buffer buffer, Expr value, Expr e) {
    return new Replacement(buffer, value).rewrite(e);
  }

  /** Puts a value where a scalar is loaded. */
  private static final class Replacement extends Rewriter {
    private final Buffer buffer;
    private final Expr value;

    Replacement(Buffer buffer, Expr value) {
      this.buffer = buffer;
      this.value = value;
    }

    @Override
    public Expr visit(Expr.BufferLoad e) {
      return e.buffer().equals(buffer) ? value : super.visit(e);
    }
  }
}
