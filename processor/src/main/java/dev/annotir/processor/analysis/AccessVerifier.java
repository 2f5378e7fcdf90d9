package dev.annotir.processor.analysis;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that every index of a load or store lies within its extent: a check before says so, or
 * the prover finds it again.
 */
public final class AccessVerifier extends FactWalker {
  private @Nullable String problem;

  /**
   * The function, of which every access is inside; a CompilerBug names the first that may not be.
   */
  public static PrimFunc verify(PrimFunc func) {
    String problem = problem(func);
    if (problem != null) {
      throw new CompilerBug(func.name() + ": " + problem);
    }
    return func;
  }

  /** Whether every access is surely inside. */
  public static boolean isProved(PrimFunc func) {
    return problem(func) == null;
  }

  private static @Nullable String problem(PrimFunc func) {
    AccessVerifier verifier = new AccessVerifier();
    verifier.rewrite(func.body());
    return verifier.problem;
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    check(e.buffer(), e.indices());
    return super.visit(e);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    check(s.buffer(), s.indices());
    return super.visit(s);
  }

  private void check(Buffer buffer, List<Expr> indices) {
    for (int i = 0; i < indices.size() && problem == null; i++) {
      Expr index = indices.get(i);
      int length = buffer.shape().get(i);
      if (isTrial()) {
        suppose(index, length);
      } else if (!facts().proves(atLeastZero(index)) || !facts().proves(below(index, length))) {
        problem =
            "index "
                + i
                + " of "
                + buffer.name()
                + " at "
                + index.span()
                + " may be outside 0.."
                + (length - 1);
      }
    }
  }

  /**
   * While it is tried what rounds of a loop do, every access is inside, as if its check still stood
   * there: were one outside, the first of them would not be proved in the end.
   */
  private void suppose(Expr index, int length) {
    if (!facts().ranges().of(index).within(new Interval(0, length - 1L))) {
      facts().assume(atLeastZero(index), true);
      facts().assume(below(index, length), true);
    }
  }

  private static Expr atLeastZero(Expr index) {
    return new Expr.Binary(BinaryOp.LE, Expr.Const.int32(0, index.span()), index, index.span());
  }

  private static Expr below(Expr index, int length) {
    Expr end = Expr.Const.int32(length, index.span());
    return new Expr.Binary(BinaryOp.LT, index, end, index.span());
  }
}
