package dev.annotir.processor.c;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Switches gcc's own vectors off where they would round once instead of twice: gcc 12 takes
 * products of floats in sums and differences in turns, as those of complex numbers, for an
 * instruction that fuses them, whatever options and pragmas say.
 */
final class AlternatingSums {
  private static final String PRAGMA =
      """
      #if defined(__GNUC__) && !defined(__clang__) && (defined(__FMA__) || defined(__FMA4__) || defined(__AVX512F__))
      #if __GNUC__ == 12
      #pragma GCC optimize("no-tree-vectorize") /* it contracts sums and differences in turns */
      #endif
      #endif
      """;

  private AlternatingSums() {}

  /** The directives to stand before the first function; none where no function needs them. */
  static String pragma(Collection<OperatorFacts> operators) {
    return operators.stream().anyMatch(o -> isIn(o.func().body())) ? PRAGMA : "";
  }

  /** Whether there are products, and sums and differences: a compiler may make one the other. */
  private static boolean isIn(Stmt body) {
    Set<BinaryOp> found = EnumSet.noneOf(BinaryOp.class);
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e.dtype().isFloat()) {
          found.addAll(operations(e));
        }
        super.enter(e);
      }
    }.walk(body);
    return found.containsAll(Set.of(BinaryOp.MUL, BinaryOp.ADD, BinaryOp.SUB));
  }

  private static Set<BinaryOp> operations(Expr e) {
    boolean maySwap =
        e instanceof Expr.Unary
            || e instanceof Expr.Const c && c.floating() < 0
            || e instanceof Expr.BufferLoad load && load.buffer().scope() == Buffer.Scope.CONST;
    if (maySwap) {
      return Set.of(BinaryOp.ADD, BinaryOp.SUB);
    }
    return e instanceof Expr.Binary b ? Set.of(b.op()) : Set.of();
  }
}
