package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Hoists guards out of small innermost loops: a test before the loop whether the indices that are
 * linear in its variable lie inside in the first and the last round, then the loop without their
 * checks where it holds, and with them where it does not. That changes no result, whatever the loop
 * stores before a check fails.
 */
final class VersionLoops extends Rewriter {
  /** So many nodes a loop's body may have: it is there twice afterwards. */
  private static final int LARGEST = 600;

  /** So many loops of a function are doubled. */
  private static final int MOST_LOOPS = 8;

  private final FreshNames names;

  /** Those that are not doubled. */
  private final Set<Stmt.For> refused;

  private final List<Stmt.For> doubled = new ArrayList<>();

  private VersionLoops(PrimFunc func, Set<Stmt.For> refused) {
    this.names = new FreshNames(func);
    this.refused = refused;
  }

  /**
   * The function with some loops twice.
   *
   * @param isProved whether every access of a function is surely inside
   */
  static PrimFunc run(PrimFunc func, Predicate<PrimFunc> isProved) {
    Set<Stmt.For> refused = Collections.newSetFromMap(new IdentityHashMap<>());
    VersionLoops all = new VersionLoops(func, refused);
    PrimFunc result = all.version(func);
    if (all.doubled.isEmpty() || isProved.test(result)) {
      return result;
    }
    // One after the other, without those that the prover does not follow.
    refused.addAll(all.doubled);
    PrimFunc best = func;
    for (Stmt.For loop : all.doubled) {
      refused.remove(loop);
      PrimFunc next = new VersionLoops(func, refused).version(func);
      if (isProved.test(next)) {
        best = next;
      } else {
        refused.add(loop);
      }
    }
    return best;
  }

  private PrimFunc version(PrimFunc func) {
    Stmt body = rewrite(func.body());
    return body == func.body() ? func : func.withBody(body);
  }

  @Override
  public Stmt visit(Stmt.For s) {
    if (!isSmall(s.body())) {
      return super.visit(s);
    } else if (doubled.size() == MOST_LOOPS
        || s.var().dtype() != DType.INT32
        || refused.contains(s)) {
      return s;
    }
    Guards guards = new Guards(s);
    if (guards.hoisted.isEmpty()) {
      return s;
    }
    doubled.add(s);
    boolean isPlain = s.extent() instanceof Expr.Const || s.extent() instanceof Expr.Var;
    Expr.Var rounds = new Expr.Var(names.fresh(s.var().name() + "_rounds"), DType.INT32, s.span());
    Expr extent = isPlain ? s.extent() : rounds;
    Stmt slow = new Stmt.For(s.var(), extent, s.body(), s.span());
    Map<Expr, Expr.Var> terms = new LinkedHashMap<>();
    for (Expr term : guards.compoundTerms()) {
      String name = names.fresh(s.var().name() + "_start");
      terms.put(term, new Expr.Var(name, DType.INT32, s.span()));
    }
    Stmt fast = new Copy(names, guards.hoisted, terms).rewrite(slow);
    Stmt result = new Stmt.IfThenElse(guards.test(extent, terms), fast, slow, s.span());
    for (Map.Entry<Expr, Expr.Var> term : terms.entrySet()) {
      result = new Stmt.Let(term.getValue(), term.getKey(), result, s.span());
    }
    return isPlain ? result : new Stmt.Let(rounds, s.extent(), result, s.span());
  }

  /** Whether a body is small, and no loop or block is in it. */
  private static boolean isSmall(Stmt body) {
    int[] nodes = {0};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        boolean isSimple =
            s instanceof Stmt.SeqStmt
                || s instanceof Stmt.Let
                || s instanceof Stmt.Allocate
                || s instanceof Stmt.BufferStore
                || s instanceof Stmt.IfThenElse
                || s instanceof Stmt.Exit
                || s instanceof Stmt.Check;
        nodes[0] += isSimple ? 1 : LARGEST + 1;
        super.enter(s);
      }

      @Override
      protected void enter(Expr e) {
        nodes[0]++;
        super.enter(e);
      }
    }.walk(body);
    return nodes[0] <= LARGEST;
  }

  /** The checks of a loop that one test before it can stand for. */
  private static final class Guards extends Walker {
    private final Stmt.For loop;
    private final Set<Buffer> stored;
    private final Map<String, Expr> values = new HashMap<>();
    private final Map<LinearIndex, Long> lengths = new LinkedHashMap<>();
    final Set<Expr> hoisted = new HashSet<>();

    Guards(Stmt.For loop) {
      this.loop = loop;
      this.stored = Effects.stored(loop.body());
      walk(loop.body());
    }

    /** Terms of the indices that are no variables: with names, their ranges can be known. */
    Set<Expr> compoundTerms() {
      Set<Expr> terms = new LinkedHashSet<>();
      lengths.keySet().forEach(index -> terms.addAll(index.terms().keySet()));
      terms.removeIf(term -> !(term instanceof Expr.Binary));
      return terms;
    }

    /** Whether there are rounds, and all indices are inside in the first and the last. */
    Expr test(Expr extent, Map<Expr, Expr.Var> terms) {
      Span span = loop.span();
      Expr zero = Expr.Const.of(DType.INT64, 0, span);
      Expr all =
          Simplify.simplify(new Expr.Binary(BinaryOp.GT, extent, Expr.Const.int32(0, span), span));
      for (Map.Entry<LinearIndex, Long> index : lengths.entrySet()) {
        Expr least = index.getKey().end(extent, terms, false, span);
        Expr most = index.getKey().end(extent, terms, true, span);
        Expr length = Expr.Const.of(DType.INT64, index.getValue(), span);
        all = and(all, new Expr.Binary(BinaryOp.GE, least, zero, span));
        all = and(all, new Expr.Binary(BinaryOp.LT, most, length, span));
      }
      return all;
    }

    private static Expr and(Expr a, Expr b) {
      return Simplify.simplify(new Expr.Binary(BinaryOp.AND, a, b, b.span()));
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let) {
        values.put(let.var().name(), let.value());
      } else if (s instanceof Stmt.Check check
          && check.fault().isIndex()
          && check.condition() instanceof Expr.Binary both
          && both.op() == BinaryOp.AND
          && both.b() instanceof Expr.Binary upper
          && upper.op() == BinaryOp.LT
          && upper.b() instanceof Expr.Const length
          && both.a() instanceof Expr.Binary lower
          && lower.op() == BinaryOp.LE
          && lower.a() instanceof Expr.Const zero
          && zero.bits() == 0
          && lower.b().equals(upper.a())) {
        hoist(check, upper.a(), length.bits());
      }
      super.enter(s);
    }

    private void hoist(Stmt.Check check, Expr index, long length) {
      LinearIndex linear = LinearIndex.of(index, loop.var(), values, stored);
      if (linear != null) {
        hoisted.add(check.condition());
        lengths.merge(linear, length, Math::min);
      }
    }
  }

  /** A loop with new names, also for terms, and without some checks. */
  private static final class Copy extends Rewriter {
    private final FreshNames names;
    private final Set<Expr> hoisted;
    private final Map<Expr, Expr.Var> terms;
    private final Map<String, Expr.Var> renamed = new HashMap<>();
    private final Map<Buffer, Buffer> buffers = new HashMap<>();

    Copy(FreshNames names, Set<Expr> hoisted, Map<Expr, Expr.Var> terms) {
      this.names = names;
      this.hoisted = hoisted;
      this.terms = terms;
    }

    @Override
    public Expr visit(Expr.Binary e) {
      Expr.Var term = terms.get(e);
      return term == null ? super.visit(e) : term;
    }

    private Expr.Var rename(Expr.Var var) {
      Expr.Var copy = new Expr.Var(names.fresh(var.name()), var.dtype(), var.span());
      renamed.put(var.name(), copy);
      return copy;
    }

    @Override
    public Expr visit(Expr.Var e) {
      return renamed.getOrDefault(e.name(), e);
    }

    @Override
    public Stmt visit(Stmt.Let s) {
      Expr value = rewrite(s.value());
      return new Stmt.Let(rename(s.var()), value, rewrite(s.body()), s.span());
    }

    @Override
    public Stmt visit(Stmt.Allocate s) {
      Buffer buffer = s.buffer();
      Buffer copy =
          Buffer.local(names.fresh(buffer.name()), buffer.dtype(), buffer.shape(), buffer.span());
      buffers.put(buffer, copy);
      return new Stmt.Allocate(copy, rewrite(s.body()), s.span());
    }

    @Override
    public Expr visit(Expr.BufferLoad e) {
      Buffer buffer = buffers.getOrDefault(e.buffer(), e.buffer());
      return new Expr.BufferLoad(buffer, rewriteAll(e.indices()), e.span());
    }

    @Override
    public Stmt visit(Stmt.BufferStore s) {
      Buffer buffer = buffers.getOrDefault(s.buffer(), s.buffer());
      return new Stmt.BufferStore(buffer, rewriteAll(s.indices()), rewrite(s.value()), s.span());
    }

    @Override
    public Stmt visit(Stmt.For s) {
      return new Stmt.For(rename(s.var()), s.extent(), rewrite(s.body()), s.span());
    }

    @Override
    public Stmt visit(Stmt.Check s) {
      return hoisted.contains(s.condition()) && s.fault().isIndex()
          ? Stmt.nop(s.span())
          : super.visit(s);
    }
  }
}
