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
    for (int i = 0; i < indices.size() && !isTrial() && problem == null; i++) {
      Expr index = indices.get(i);
      Expr zero = Expr.Const.int32(0, index.span());
      Expr length = Expr.Const.int32(buffer.shape().get(i), index.span());
      boolean inside =
          facts().proves(new Expr.Binary(BinaryOp.LE, zero, index, index.span()))
              && facts().proves(new Expr.Binary(BinaryOp.LT, index, length, index.span()));
      if (!inside) {
        problem =
            "index "
                + i
                + " of "
                + buffer.name()
                + " at "
                + index.span()
                + " may be outside 0.."
                + (buffer.shape().get(i) - 1);
      }
    }
  }
}
