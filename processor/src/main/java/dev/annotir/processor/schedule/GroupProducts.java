package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the products of two or four rounds of a loop at once to int32 sums of vectors: for int16
 * factors, or int8 ones, CPUs have an instruction. As the sums wrap, their order does not matter.
 *
 * @param loop which does nothing but add such products; afterwards the one that counts groups
 * @param rounds two or four
 */
public record GroupProducts(Expr.Var loop, int rounds) implements Step {
  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      if (found.extent() instanceof Expr.Const && !Loops.runs(found, rounds)) {
        return new Result.Refused(loop.name() + " has fewer rounds than " + rounds);
      }
      List<ProductSum> sums = ProductSum.of(found);
      DType part = rounds == 2 ? DType.INT16 : DType.INT8;
      LocalRanges ranges = new LocalRanges(func);
      for (ProductSum sum : sums) {
        if (!sum.isOf(part, ranges)) {
          return new Result.Refused(
              "factors in " + sum.store().buffer().name() + " may be no " + part.tvmName());
        }
      }
      FreshNames names = new FreshNames(func);
      Strips.Strip group = new Strips.Strip(rounds, first -> group(sums, first, names));
      return new Result.Done(
          Loops.replace(func, found, new Strips(found, names).of(List.of(group))));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /** So many rounds from the first on; what they multiply is made right before it is needed. */
  private Stmt group(List<ProductSum> sums, Expr first, FreshNames names) {
    Map<Expr, Expr.Var> factors = new LinkedHashMap<>();
    List<Stmt> stmts = new ArrayList<>();
    for (ProductSum sum : sums) {
      List<Expr> args = new ArrayList<>();
      // The instruction for bytes needs more of its second factor, which is mostly the same in all
      // lanes: so what it needs is needed for a short time.
      boolean isInOrder = sum.b() instanceof Expr.Broadcast;
      for (Expr factor : isInOrder ? List.of(sum.a(), sum.b()) : List.of(sum.b(), sum.a())) {
        if (!factors.containsKey(factor)) {
          Expr all = together(factor, first);
          String name = names.fresh(sum.store().buffer().name() + "_factors");
          Expr.Var var = new Expr.Var(name, DType.INT32, all.lanes(), all.span());
          factors.put(factor, var);
          stmts.add(new Stmt.Let(var, all, Stmt.nop(all.span()), all.span()));
        }
        args.add(factors.get(factor));
      }
      args.add(sum.old());
      stmts.add(sum.with(new Expr.Call(function(), args, DType.INT32, sum.store().span())));
    }
    return nested(stmts);
  }

  private Intrinsic function() {
    return rounds == 2 ? Intrinsic.DOT_INT16 : Intrinsic.DOT_INT8;
  }

  /** A factor in each of the rounds from the first on, side by side. */
  private Expr together(Expr factor, Expr first) {
    boolean isSame = factor instanceof Expr.Broadcast;
    List<Expr> parts = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Expr number = Expr.Const.of(loop.dtype(), i, factor.span());
      Expr round = new Expr.Binary(BinaryOp.ADD, first, number, factor.span());
      Copy copy = new Copy(null).set(loop, Simplify.simplify(round));
      parts.add(copy.rewrite(isSame ? ((Expr.Broadcast) factor).value() : factor));
    }
    Expr joined = Parts.joined(parts);
    return isSame ? new Expr.Broadcast(joined, factor.lanes(), factor.span()) : joined;
  }

  /** Statements of which each Let holds in all that follow. */
  private static Stmt nested(List<Stmt> stmts) {
    List<Stmt> after = new ArrayList<>();
    for (int i = stmts.size() - 1; i >= 0; i--) {
      if (stmts.get(i) instanceof Stmt.Let let) {
        Stmt body = new Stmt.SeqStmt(after, let.span());
        after = new ArrayList<>(List.of(new Stmt.Let(let.var(), let.value(), body, let.span())));
      } else {
        after.add(0, stmts.get(i));
      }
    }
    return new Stmt.SeqStmt(after, stmts.get(0).span());
  }
}
