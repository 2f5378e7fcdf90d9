package dev.annotir.processor.script;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function without Blocks and Exits, which TIR lacks: an Exit sets a flag, what follows it up to
 * the end of its Block is guarded by the flag, and loops in between stop by it. What follows an if
 * of which one side always exits moves into the other side, which often needs no flag.
 */
final class ExitElimination {
  private final FreshNames names;
  private final Map<Label, Buffer> flags = new HashMap<>();

  private ExitElimination(FreshNames names) {
    this.names = names;
  }

  static Stmt eliminate(PrimFunc func, FreshNames names) {
    Stmt.Block whole = new Stmt.Block(func.exit(), func.body(), func.span());
    return new Transformer(new ExitElimination(names)).rewrite(whole);
  }

  private Buffer flag(Label label, Span span) {
    return flags.computeIfAbsent(
        label, l -> Buffer.local(names.fresh(l.name()), DType.INT32, List.of(), span));
  }

  /** The labels beyond the statement that it may go to. */
  private static Set<Label> exits(Stmt s) {
    Set<Label> labels = new LinkedHashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt inner) {
        super.enter(inner);
        if (inner instanceof Stmt.Exit exit) {
          labels.add(exit.label());
        } else if (inner instanceof Stmt.Block block) {
          labels.remove(block.label());
        }
      }
    }.walk(s);
    return labels;
  }

  /** Whether the statement's end is never reached. */
  private static boolean alwaysExits(Stmt s) {
    if (s instanceof Stmt.SeqStmt seq) {
      return seq.stmts().stream().anyMatch(ExitElimination::alwaysExits);
    } else if (s instanceof Stmt.Let let) {
      return alwaysExits(let.body());
    } else if (s instanceof Stmt.Allocate allocate) {
      return alwaysExits(allocate.body());
    } else if (s instanceof Stmt.IfThenElse branch) {
      return alwaysExits(branch.thenCase()) && alwaysExits(branch.elseCase());
    }
    return s instanceof Stmt.Exit || s instanceof Stmt.Check check && check.alwaysFails();
  }

  private Expr notLeft(Set<Label> labels, Span span) {
    Expr result = null;
    for (Label label : labels) {
      Expr flag = new Expr.BufferLoad(flag(label, span), List.of(), span);
      Expr unset = new Expr.Binary(Expr.BinaryOp.EQ, flag, Expr.Const.int32(0, span), span);
      result = result == null ? unset : new Expr.Binary(Expr.BinaryOp.AND, result, unset, span);
    }
    return result == null ? Expr.Const.bool(true, span) : result;
  }

  private static final class Transformer extends Rewriter {
    private final ExitElimination state;

    Transformer(ExitElimination state) {
      this.state = state;
    }

    @Override
    public Stmt visit(Stmt.Exit s) {
      Expr one = Expr.Const.int32(1, s.span());
      return new Stmt.BufferStore(state.flag(s.label(), s.span()), List.of(), one, s.span());
    }

    @Override
    public Stmt visit(Stmt.Block s) {
      Stmt body = rewrite(s.body());
      Buffer flag = state.flags.get(s.label());
      if (flag == null) {
        return body;
      }
      return reads(body, flag) ? new Stmt.Allocate(flag, body, s.span()) : without(flag, body);
    }

    @Override
    public Stmt visit(Stmt.SeqStmt s) {
      return sequence(s.stmts(), s.span());
    }

    private Stmt sequence(List<Stmt> stmts, Span span) {
      List<Stmt> result = new ArrayList<>();
      for (int i = 0; i < stmts.size(); i++) {
        Stmt stmt = stmts.get(i);
        List<Stmt> rest = stmts.subList(i + 1, stmts.size());
        Set<Label> exits = exits(stmt);
        if (exits.isEmpty() || rest.isEmpty()) {
          result.add(rewrite(stmt));
          continue;
        }
        result.addAll(guard(stmt, new Stmt.SeqStmt(rest, span), exits));
        break;
      }
      return result.size() == 1 ? result.get(0) : new Stmt.SeqStmt(result, span);
    }

    /** A statement that may exit, then what follows it where it has not. */
    private List<Stmt> guard(Stmt stmt, Stmt rest, Set<Label> exits) {
      Span span = stmt.span();
      if (alwaysExits(stmt)) {
        return List.of(rewrite(stmt));
      } else if (stmt instanceof Stmt.IfThenElse s && alwaysExits(s.thenCase())) {
        Stmt elseCase = followed(s.elseCase(), rest);
        return List.of(rewrite(new Stmt.IfThenElse(s.condition(), s.thenCase(), elseCase, span)));
      } else if (stmt instanceof Stmt.IfThenElse s && alwaysExits(s.elseCase())) {
        Stmt thenCase = followed(s.thenCase(), rest);
        return List.of(rewrite(new Stmt.IfThenElse(s.condition(), thenCase, s.elseCase(), span)));
      }
      Stmt first = rewrite(stmt);
      Expr notLeft = state.notLeft(exits, span);
      return List.of(first, new Stmt.IfThenElse(notLeft, rewrite(rest), Stmt.nop(span), span));
    }

    private static Stmt followed(Stmt first, Stmt rest) {
      return first.isNop() ? rest : new Stmt.SeqStmt(List.of(first, rest), first.span());
    }

    @Override
    public Stmt visit(Stmt.For s) {
      Set<Label> exits = exits(s.body());
      Stmt body = rewrite(s.body());
      if (!exits.isEmpty()) {
        Expr notLeft = state.notLeft(exits, s.span());
        body = new Stmt.IfThenElse(notLeft, body, Stmt.nop(s.span()), s.span());
      }
      return new Stmt.For(s.var(), s.extent(), body, s.span());
    }

    @Override
    public Stmt visit(Stmt.While s) {
      Set<Label> exits = exits(s.body());
      Stmt body = rewrite(s.body());
      if (exits.isEmpty()) {
        return new Stmt.While(s.condition(), body, s.span());
      }
      Expr notLeft = state.notLeft(exits, s.span());
      Expr no = Expr.Const.bool(false, s.span());
      boolean always = s.condition() instanceof Expr.Const c && c.bits() != 0;
      Expr condition = always ? notLeft : new Expr.IfThenElse(notLeft, s.condition(), no, s.span());
      return new Stmt.While(condition, body, s.span());
    }
  }

  private static boolean reads(Stmt s, Buffer flag) {
    boolean[] found = {false};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        found[0] |= e instanceof Expr.BufferLoad load && load.buffer().equals(flag);
        super.enter(e);
      }
    }.walk(s);
    return found[0];
  }

  private static Stmt without(Buffer flag, Stmt body) {
    return new Rewriter() {
      @Override
      public Stmt visit(Stmt.BufferStore s) {
        return s.buffer().equals(flag) ? Stmt.nop(s.span()) : s;
      }
    }.rewrite(body);
  }
}
