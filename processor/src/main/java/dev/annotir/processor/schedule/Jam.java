package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The body of a loop for several rounds in step: each statement for all of them, what is the same
 * in all of them once. Statements whose control differs between rounds are there once for each; a
 * While goes on until it has ended for all.
 */
final class Jam implements Stmt.Visitor<Stmt> {
  private final Variance variance;
  private final List<Copy> rounds = new ArrayList<>();

  /**
   * @param indices those of the rounds
   */
  Jam(Stmt.For loop, Variance variance, List<Expr> indices, FreshNames names) {
    this.variance = variance;
    for (Expr index : indices) {
      Copy copy = new Copy(rounds.isEmpty() ? null : names);
      rounds.add(copy.set(loop.var(), index));
    }
  }

  /** The further buffers that stand for one allocated outside. */
  List<Buffer> replace(Buffer buffer) {
    return rounds.subList(1, rounds.size()).stream().map(round -> round.rename(buffer)).toList();
  }

  Stmt jam(Stmt s) {
    return s.accept(this);
  }

  /** What is the same in all rounds. */
  private Expr same(Expr e) {
    return rounds.get(0).rewrite(e);
  }

  /** The statement for each round. */
  private Stmt each(Stmt s) {
    List<Stmt> copies = new ArrayList<>();
    for (Copy round : rounds) {
      copies.add(round.rewrite(s));
    }
    return new Stmt.SeqStmt(copies, s.span());
  }

  @Override
  public Stmt visit(Stmt.SeqStmt s) {
    List<Stmt> stmts = new ArrayList<>();
    for (Stmt stmt : s.stmts()) {
      Stmt jammed = jam(stmt);
      if (jammed instanceof Stmt.SeqStmt several) {
        stmts.addAll(several.stmts());
      } else {
        stmts.add(jammed);
      }
    }
    return new Stmt.SeqStmt(stmts, s.span());
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    if (!variance.varies(s.value())) {
      return new Stmt.Let(s.var(), same(s.value()), jam(s.body()), s.span());
    }
    List<Expr> values = rounds.stream().map(round -> round.rewrite(s.value())).toList();
    List<Expr.Var> vars = rounds.stream().map(round -> round.rename(s.var())).toList();
    Stmt result = jam(s.body());
    for (int i = vars.size() - 1; i >= 0; i--) {
      result = new Stmt.Let(vars.get(i), values.get(i), result, s.span());
    }
    return result;
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    if (!variance.varies(s.buffer())) {
      return new Stmt.Allocate(s.buffer(), jam(s.body()), s.span());
    }
    List<Buffer> buffers = rounds.stream().map(round -> round.rename(s.buffer())).toList();
    Stmt result = jam(s.body());
    for (int i = buffers.size() - 1; i >= 0; i--) {
      result = new Stmt.Allocate(buffers.get(i), result, s.span());
    }
    return result;
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    boolean isUpdate = !variance.isOwn(s.buffer()) && Effects.loaded(s).contains(s.buffer());
    boolean varies =
        isUpdate
            || variance.varies(s.buffer())
            || variance.varies(s.value())
            || s.indices().stream().anyMatch(variance::varies)
            || s.mask() != null && variance.varies(s.mask());
    return varies ? each(s) : rounds.get(0).rewrite(s);
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    if (!variance.varies(s.condition())) {
      return new Stmt.IfThenElse(
          same(s.condition()), jam(s.thenCase()), jam(s.elseCase()), s.span());
    }
    boolean maySplit = s.elseCase().isNop() && isFree(s.condition());
    Expr same = maySplit ? all(s.condition(), false) : null;
    Expr varying = all(s.condition(), true);
    if (same == null || varying == null) {
      return each(s);
    }
    // What is the same is asked once, outside.
    Stmt inner = new Stmt.IfThenElse(varying, s.thenCase(), s.elseCase(), s.span());
    return new Stmt.IfThenElse(same(same), each(inner), s.elseCase(), s.span());
  }

  /** Those parts of a conjunction that vary between rounds, or that do not; null for none. */
  private @Nullable Expr all(Expr e, boolean varying) {
    return Conjunction.only(e, part -> variance.varies(part) == varying);
  }

  /** Whether an expression may be evaluated where the program does not come to it. */
  private static boolean isFree(Expr e) {
    boolean[] isFree = {true};
    new Walker() {
      @Override
      protected void enter(Expr part) {
        isFree[0] &=
            !(part instanceof Expr.BufferLoad)
                && !(part instanceof Expr.Call)
                && !(part instanceof Expr.Binary b
                    && (b.op().isDivision() || b.op() == Expr.BinaryOp.FMOD));
        super.enter(part);
      }
    }.walk(e);
    return isFree[0];
  }

  @Override
  public Stmt visit(Stmt.For s) {
    return variance.varies(s.extent())
        ? each(s)
        : new Stmt.For(s.var(), same(s.extent()), jam(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.While s) {
    if (!variance.varies(s.condition())) {
      return new Stmt.While(same(s.condition()), jam(s.body()), s.span());
    }
    Expr any = null;
    List<Stmt> bodies = new ArrayList<>();
    for (Copy round : rounds) {
      Expr condition = round.rewrite(s.condition());
      any = any == null ? condition : either(any, condition);
      bodies.add(
          new Stmt.IfThenElse(condition, round.rewrite(s.body()), Stmt.nop(s.span()), s.span()));
    }
    return new Stmt.While(
        Objects.requireNonNull(any), new Stmt.SeqStmt(bodies, s.span()), s.span());
  }

  /** Whether one of two conditions holds; of lanes, whether any of both does. */
  private static Expr either(Expr a, Expr b) {
    if (isAny(a) && isAny(b)) {
      Expr lanes = or(((Expr.Call) a).args().get(0), ((Expr.Call) b).args().get(0));
      return new Expr.Call(Expr.Intrinsic.ANY, List.of(lanes), DType.BOOL, a.span());
    }
    return or(a, b);
  }

  private static boolean isAny(Expr e) {
    return e instanceof Expr.Call call && call.intrinsic() == Expr.Intrinsic.ANY;
  }

  private static Expr or(Expr a, Expr b) {
    return new Expr.Binary(Expr.BinaryOp.OR, a, b, a.span());
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    return new Stmt.Block(s.label(), jam(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.Exit s) {
    return s;
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    return variance.varies(s.condition()) ? each(s) : rounds.get(0).rewrite(s);
  }
}
