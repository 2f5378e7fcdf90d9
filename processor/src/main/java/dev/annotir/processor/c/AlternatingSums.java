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

  private static final Set<BinaryOp> SUMS = Set.of(BinaryOp.ADD, BinaryOp.SUB);

  private AlternatingSums() {}

  /** The directives to stand before the first function; none where no function needs them. */
  static String pragma(Collection<OperatorFacts> operators) {
    return operators.stream().anyMatch(o -> isIn(o.func().body())) ? PRAGMA : "";
  }

  /**
   * Whether there are sums and differences, or what a compiler makes one the other with. It makes
   * products of {@code x / 0.5f} and {@code x + x}, too.
   */
  private static boolean isIn(Stmt body) {
    Set<BinaryOp> found = EnumSet.noneOf(BinaryOp.class);
    boolean[] maySwap = {false};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e.dtype().isFloat()) {
          maySwap[0] |= isNegative(e);
          if (e instanceof Expr.Binary b) {
            found.add(b.op());
          }
        }
        super.enter(e);
      }
    }.walk(body);
    found.retainAll(SUMS);
    return found.equals(SUMS) || maySwap[0] && !found.isEmpty();
  }

  /** Whether it may be less than 0 and a compiler knows, or is a negation. */
  private static boolean isNegative(Expr e) {
    return e instanceof Expr.Unary
        || e instanceof Expr.Const c && c.floating() < 0
        || e instanceof Expr.BufferLoad load && load.buffer().scope() == Buffer.Scope.CONST;
  }
}
