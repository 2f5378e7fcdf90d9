package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Arithmetic;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes what constants give, and removes operations and statements that do nothing. Floats are
 * only folded, never rearranged: x + 0.0 is not x for -0.0.
 */
public final class Simplify {
  private Simplify() {}

  public static PrimFunc run(PrimFunc func) {
    return func.withBody(new Simplifier().rewrite(func.body()));
  }

  /** The simplest form of an expression. */
  public static Expr simplify(Expr e) {
    return new Simplifier().rewrite(e);
  }

  private static final class Simplifier extends Rewriter {
    @Override
    public Expr visit(Expr.Unary e) {
      Expr a = rewrite(e.a());
      if (a instanceof Expr.Const c) {
        return new Expr.Const(
            e.dtype(), Arithmetic.of(e.op(), a.dtype()).applyAsLong(c.bits()), e.span());
      } else if (a instanceof Expr.Unary inner && inner.op() == e.op()) {
        return inner.a();
      }
      BinaryOp negation = e.op() == UnaryOp.NOT && a instanceof Expr.Binary b ? negation(b) : null;
      if (negation != null && a instanceof Expr.Binary b) {
        return new Expr.Binary(negation, b.a(), b.b(), e.span());
      }
      return a == e.a() ? e : new Expr.Unary(e.op(), a, e.span());
    }

    /**
     * The comparison that holds where this one does not; floats have one only for == and !=,
     * because of NaN.
     */
    private static @Nullable BinaryOp negation(Expr.Binary b) {
      boolean isOrdered = !b.a().dtype().isFloat();
      return switch (b.op()) {
        case EQ -> BinaryOp.NE;
        case NE -> BinaryOp.EQ;
        case LT -> isOrdered ? BinaryOp.GE : null;
        case LE -> isOrdered ? BinaryOp.GT : null;
        case GT -> isOrdered ? BinaryOp.LE : null;
        case GE -> isOrdered ? BinaryOp.LT : null;
        default -> null;
      };
    }

    @Override
    public Expr visit(Expr.Binary e) {
      Expr a = rewrite(e.a());
      Expr b = rewrite(e.b());
      if (a instanceof Expr.Const ca && b instanceof Expr.Const cb) {
        long bits = Arithmetic.of(e.op(), a.dtype()).applyAsLong(ca.bits(), cb.bits());
        return new Expr.Const(e.dtype(), bits, e.span());
      }
      Expr same = a == e.a() && b == e.b() ? e : new Expr.Binary(e.op(), a, b, e.span());
      return a.dtype().isFloat() ? same : integer(e.op(), a, b, same);
    }

    /** Neutral and absorbing operands of integers and bools. */
    private static Expr integer(BinaryOp op, Expr a, Expr b, Expr same) {
      return switch (op) {
        case ADD -> is(a, 0) ? b : is(b, 0) ? a : same;
        case SUB -> is(b, 0) ? a : same;
        case MUL -> is(a, 1) || is(b, 0) ? b : is(b, 1) || is(a, 0) ? a : same;
        case TRUNCDIV, FLOORDIV -> is(b, 1) ? a : same;
        case SHL, SHR, USHR -> is(b, 0) ? a : same;
        case OR, XOR -> is(a, 0) ? b : is(b, 0) ? a : absorbedByOr(op, a, b, same);
        case AND ->
            is(a, 0) || isAllOnes(b) ? a : is(b, 0) || isAllOnes(a) ? b : masked(a, b, same);
        default -> same;
      };
    }

    private static Expr absorbedByOr(BinaryOp op, Expr a, Expr b, Expr same) {
      return op == BinaryOp.OR && isAllOnes(a) ? a : op == BinaryOp.OR && isAllOnes(b) ? b : same;
    }

    private static boolean is(Expr e, long value) {
      return e instanceof Expr.Const c && c.bits() == value;
    }

    private static boolean isAllOnes(Expr e) {
      return is(e, e.dtype() == DType.BOOL ? 1 : -1);
    }

    /** {@code (byte) u & 0xff} is {@code u} for an unsigned u: only its own bits are left. */
    private static Expr masked(Expr a, Expr mask, Expr same) {
      if (mask instanceof Expr.Const m
          && a instanceof Expr.Cast wide
          && wide.value() instanceof Expr.Cast narrow
          && narrow.value().dtype().kind() == DType.Kind.UINT
          && narrow.value().dtype().bits() < 32
          && narrow.dtype().isInteger()
          && narrow.dtype().bits() == narrow.value().dtype().bits()
          && m.bits() == narrow.value().dtype().max()) {
        return new Expr.Cast(wide.dtype(), narrow.value(), same.span());
      }
      return same;
    }

    @Override
    public Expr visit(Expr.Cast e) {
      Expr value = rewrite(e.value());
      if (value.dtype() == e.dtype()) {
        return value;
      } else if (value instanceof Expr.Const c) {
        long bits = Arithmetic.cast(c.dtype(), e.dtype()).applyAsLong(c.bits());
        return new Expr.Const(e.dtype(), bits, e.span());
      } else if (value instanceof Expr.Cast inner && isDetour(inner, e.dtype())) {
        return visit(new Expr.Cast(e.dtype(), inner.value(), e.span()));
      } else if (value instanceof Expr.Call call && isSameOfFloat(call, e.dtype())) {
        Expr arg = ((Expr.Cast) call.args().get(0)).value();
        Expr narrow = new Expr.Call(call.intrinsic(), List.of(arg), arg.dtype(), call.span());
        return visit(new Expr.Cast(e.dtype(), narrow, e.span()));
      }
      return value == e.value() ? e : new Expr.Cast(e.dtype(), value, e.span());
    }

    /**
     * Whether a function of a float in double precision is the same in single. Integers near a
     * float are floats; a root that is rounded to double and then to float is as if rounded once,
     * as a double has more than twice the digits.
     */
    private static boolean isSameOfFloat(Expr.Call call, DType to) {
      boolean isSame =
          switch (call.intrinsic()) {
            case FLOOR, CEIL, RINT -> true;
            case SQRT -> to == DType.FLOAT32;
            default -> false;
          };
      return isSame
          && call.dtype() == DType.FLOAT64
          && call.args().get(0) instanceof Expr.Cast wide
          && wide.value().dtype() == DType.FLOAT32;
    }

    /** Whether an integer reaches the type {@code to} the same without the cast between. */
    private static boolean isDetour(Expr.Cast between, DType to) {
      DType from = between.value().dtype();
      if (!from.isInteger() || !between.dtype().isInteger() || !to.isInteger()) {
        return false;
      }
      return to.bits() <= between.dtype().bits() || holds(between.dtype(), from);
    }

    private static boolean holds(DType outer, DType inner) {
      return inner.kind() == outer.kind()
          ? inner.bits() <= outer.bits()
          : inner.kind() == DType.Kind.UINT && inner.bits() < outer.bits();
    }

    @Override
    public Expr visit(Expr.Call e) {
      List<Expr> args = rewriteAll(e.args());
      Expr.Call call =
          args == e.args() ? e : new Expr.Call(e.intrinsic(), args, e.dtype(), e.span());
      if (args.stream().allMatch(a -> a instanceof Expr.Const)) {
        long[] bits = new long[3];
        for (int i = 0; i < args.size(); i++) {
          bits[i] = ((Expr.Const) args.get(i)).bits();
        }
        long value = Arithmetic.of(e.intrinsic(), e.dtype()).applyAsLong(bits[0], bits[1], bits[2]);
        return new Expr.Const(e.dtype(), value, e.span());
      }
      return call;
    }

    @Override
    public Expr visit(Expr.Select e) {
      Expr result = super.visit(e);
      return result instanceof Expr.Select s && s.condition() instanceof Expr.Const c
          ? c.bits() != 0 ? s.a() : s.b()
          : result;
    }

    @Override
    public Expr visit(Expr.IfThenElse e) {
      Expr condition = rewrite(e.condition());
      if (condition instanceof Expr.Const c) {
        return rewrite(c.bits() != 0 ? e.a() : e.b());
      }
      Expr a = rewrite(e.a());
      Expr b = rewrite(e.b());
      if (a.equals(b)) {
        return a;
      } else if (e.dtype() == DType.BOOL && is(a, 1) && is(b, 0)) {
        return condition;
      } else if (e.dtype() == DType.BOOL && is(a, 0) && is(b, 1)) {
        return rewrite(new Expr.Unary(UnaryOp.NOT, condition, e.span()));
      }
      return condition == e.condition() && a == e.a() && b == e.b()
          ? e
          : new Expr.IfThenElse(condition, a, b, e.span());
    }

    /** Storing what an element holds does nothing. */
    @Override
    public Stmt visit(Stmt.BufferStore s) {
      Stmt.BufferStore store = (Stmt.BufferStore) super.visit(s);
      boolean holds =
          store.value() instanceof Expr.BufferLoad load
              && load.buffer().equals(store.buffer())
              && load.indices().equals(store.indices());
      return holds ? Stmt.nop(s.span()) : store;
    }

    @Override
    public Stmt visit(Stmt.SeqStmt s) {
      List<Stmt> flat = new ArrayList<>();
      for (Stmt stmt : s.stmts()) {
        Stmt r = rewrite(stmt);
        if (r instanceof Stmt.SeqStmt inner) {
          flat.addAll(inner.stmts());
        } else {
          flat.add(r);
        }
        if (!flat.isEmpty() && isJump(flat.get(flat.size() - 1))) {
          break;
        }
      }
      return isSame(flat, s.stmts())
          ? s
          : flat.size() == 1 ? flat.get(0) : new Stmt.SeqStmt(flat, s.span());
    }

    private static boolean isJump(Stmt s) {
      return s instanceof Stmt.Exit || s instanceof Stmt.Check check && check.alwaysFails();
    }

    private static boolean isSame(List<Stmt> a, List<Stmt> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; i < a.size() && same; i++) {
        same = a.get(i) == b.get(i);
      }
      return same;
    }

    @Override
    public Stmt visit(Stmt.IfThenElse s) {
      Expr condition = rewrite(s.condition());
      if (condition instanceof Expr.Const c) {
        return rewrite(c.bits() != 0 ? s.thenCase() : s.elseCase());
      }
      Stmt thenCase = rewrite(s.thenCase());
      Stmt elseCase = rewrite(s.elseCase());
      if (thenCase.isNop() && elseCase.isNop()) {
        return thenCase;
      } else if (thenCase.isNop()) {
        return oneSided(not(condition), elseCase, s.span());
      }
      boolean same =
          condition == s.condition() && thenCase == s.thenCase() && elseCase == s.elseCase();
      if (!elseCase.isNop()) {
        return same ? s : new Stmt.IfThenElse(condition, thenCase, elseCase, s.span());
      }
      Stmt result = oneSided(condition, thenCase, s.span());
      boolean kept = result instanceof Stmt.IfThenElse r && r.thenCase() == thenCase;
      return same && kept ? s : result;
    }

    private Expr not(Expr condition) {
      return rewrite(new Expr.Unary(UnaryOp.NOT, condition, condition.span()));
    }

    private Stmt oneSided(Expr condition, Stmt body, Span span) {
      if (body instanceof Stmt.IfThenElse inner && inner.elseCase().isNop()) {
        Expr no = Expr.Const.bool(false, span);
        Expr both = new Expr.IfThenElse(condition, inner.condition(), no, span);
        return new Stmt.IfThenElse(rewrite(both), inner.thenCase(), inner.elseCase(), span);
      } else if (body instanceof Stmt.Check check && check.alwaysFails()) {
        return new Stmt.Check(not(condition), check.fault(), check.span());
      }
      return new Stmt.IfThenElse(condition, body, Stmt.nop(span), span);
    }

    @Override
    public Stmt visit(Stmt.For s) {
      Stmt.For loop = (Stmt.For) super.visit(s);
      boolean never = loop.extent() instanceof Expr.Const c && c.bits() < 1;
      return never || loop.body().isNop() ? Stmt.nop(s.span()) : loop;
    }

    @Override
    public Stmt visit(Stmt.While s) {
      Stmt.While loop = (Stmt.While) super.visit(s);
      return is(loop.condition(), 0) ? Stmt.nop(s.span()) : loop;
    }

    /** A block that nothing leaves, or only at its end, is its body. */
    @Override
    public Stmt visit(Stmt.Block s) {
      Stmt body = withoutLast(rewrite(s.body()), new Stmt.Exit(s.label(), s.span()));
      return !Effects.exits(body, s.label())
          ? body
          : body == s.body() ? s : new Stmt.Block(s.label(), body, s.span());
    }

    /** A statement without the exit to its own end that it ends with. */
    private static Stmt withoutLast(Stmt stmt, Stmt.Exit exit) {
      if (stmt instanceof Stmt.Exit s && s.label().equals(exit.label())) {
        return Stmt.nop(stmt.span());
      } else if (stmt instanceof Stmt.SeqStmt seq && !seq.stmts().isEmpty()) {
        return withoutLast(seq, exit);
      } else if (stmt instanceof Stmt.IfThenElse s) {
        Stmt thenCase = withoutLast(s.thenCase(), exit);
        Stmt elseCase = withoutLast(s.elseCase(), exit);
        return thenCase == s.thenCase() && elseCase == s.elseCase()
            ? s
            : new Stmt.IfThenElse(s.condition(), thenCase, elseCase, s.span());
      } else if (stmt instanceof Stmt.Let s) {
        Stmt body = withoutLast(s.body(), exit);
        return body == s.body() ? s : new Stmt.Let(s.var(), s.value(), body, s.span());
      } else if (stmt instanceof Stmt.Allocate s) {
        Stmt body = withoutLast(s.body(), exit);
        return body == s.body() ? s : new Stmt.Allocate(s.buffer(), body, s.span());
      }
      return stmt;
    }

    private static Stmt withoutLast(Stmt.SeqStmt seq, Stmt.Exit exit) {
      int last = seq.stmts().size() - 1;
      Stmt end = withoutLast(seq.stmts().get(last), exit);
      if (end == seq.stmts().get(last)) {
        return seq;
      }
      List<Stmt> stmts = new ArrayList<>(seq.stmts());
      stmts.set(last, end);
      if (end.isNop()) {
        stmts.remove(last);
      }
      return stmts.size() == 1 ? stmts.get(0) : new Stmt.SeqStmt(stmts, seq.span());
    }

    @Override
    public Stmt visit(Stmt.Check s) {
      Stmt.Check check = (Stmt.Check) super.visit(s);
      return is(check.condition(), 1) ? Stmt.nop(s.span()) : check;
    }
  }
}
