package dev.annotir.processor.pass;

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
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Fors that Whiles of one function are: the counter of each becomes a Let of the loop's
 * variable.
 */
final class CountedLoops {
  private final FreshNames names;

  private final Map<Buffer, Integer> loads;

  /** What is stored into a scalar directly before a While. */
  private final IdentityHashMap<Stmt.While, Stmt.BufferStore> starts = new IdentityHashMap<>();

  CountedLoops(PrimFunc func) {
    this.names = new FreshNames(func);
    this.loads = countLoads(func.body());
    findStarts(func.body());
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

  private void findStarts(Stmt stmt) {
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.SeqStmt seq) {
          for (int i = 1; i < seq.stmts().size(); i++) {
            Stmt next = seq.stmts().get(i);
            while (next instanceof Stmt.Block block) {
              next = block.body();
            }
            if (next instanceof Stmt.While loop
                && seq.stmts().get(i - 1) instanceof Stmt.BufferStore store
                && store.buffer().isScalar()) {
              starts.put(loop, store);
            }
          }
        }
        super.enter(s);
      }
    }.walk(stmt);
  }

  /** What the counter of a loop of the function was given directly before it, or null. */
  @Nullable Expr start(LoopCounter counter, Stmt.While loop) {
    Stmt.BufferStore start = starts.get(loop);
    return start != null && start.buffer().equals(counter.buffer()) ? start.value() : null;
  }

  /** Whether only the loop reads the counter: then the counter goes, and its name is free. */
  private boolean isPrivate(LoopCounter counter, Expr first, Stmt.While loop) {
    boolean isItself =
        first instanceof Expr.BufferLoad load && load.buffer().equals(counter.buffer());
    return !isItself
        && Objects.equals(countLoads(loop).get(counter.buffer()), loads.get(counter.buffer()));
  }

  /**
   * The For, and what stands around it; null where the counter might wrap.
   *
   * @param first the counter's value at the start
   * @param entry what is known there
   */
  @Nullable Stmt of(LoopCounter counter, Expr first, Facts entry, Stmt.While loop) {
    Span span = loop.span();
    boolean isPrivate = isPrivate(counter, first, loop);
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
    Stmt counted = new Stmt.For(round, extent, whole, span);
    Expr last = at(from, atLeastZero(extent), counter.step(), dtype, span);
    Stmt end = new Stmt.BufferStore(counter.buffer(), List.of(), Simplify.simplify(last), span);
    Stmt both = isPrivate ? counted : new Stmt.SeqStmt(List.of(counted, end), span);
    return isFixed ? both : new Stmt.Let(start, first, both, span);
  }

  /** What is compared with the bound, before the first round. */
  private static Expr startOf(LoopCounter counter, Expr from) {
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
  private static @Nullable Expr extent(LoopCounter counter, Expr from, Facts entry, Span span) {
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
  private static @Nullable Expr distance(LoopCounter counter, Expr from, Span span) {
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
