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
      for (Expr end : ends(index)) {
        if (isTrial()) {
          suppose(end, length);
        } else if (!isInside(end, length)) {
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
  }

  /** What lies inside only if all lanes of an index do. */
  private static List<Expr> ends(Expr index) {
    Expr.Ramp ramp = Spacing.ramp(index);
    if (ramp == null) {
      return List.of(index instanceof Expr.Broadcast broadcast ? broadcast.value() : index);
    }
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int lane = 0; lane < index.lanes(); lane++) {
      long distance = Spacing.distance(index, ramp, lane);
      low = Math.min(low, distance);
      high = Math.max(high, distance);
    }
    boolean wraps = low != (int) low || high != (int) high;
    return wraps ? List.of(index) : List.of(Spacing.at(ramp, low), Spacing.at(ramp, high));
  }

  private boolean isInside(Expr index, int length) {
    return index.lanes() > 1
        ? isWithin(index, length)
        : facts().proves(atLeastZero(index)) && facts().proves(below(index, length));
  }

  private boolean isWithin(Expr index, int length) {
    return facts().ranges().of(index).within(new Interval(0, length - 1L));
  }

  /**
   * While it is tried what rounds of a loop do, every access is inside, as if its check still stood
   * there: were one outside, the first of them would not be proved in the end.
   */
  private void suppose(Expr index, int length) {
    if (index.lanes() == 1 && !isWithin(index, length)) {
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
