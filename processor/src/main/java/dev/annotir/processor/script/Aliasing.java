package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;

/**
 * Which stores change what an expression reads.
 *
 * @param tensors whether two tensors of the caller may be one
 */
record Aliasing(boolean tensors) {
  /** Whether the statement may change the value of the expression. */
  boolean changes(Stmt s, Expr e) {
    return Effects.stored(s).stream()
        .anyMatch(stored -> Effects.loaded(e).stream().anyMatch(loaded -> same(loaded, stored)));
  }

  private boolean same(Buffer loaded, Buffer stored) {
    return loaded.equals(stored) || tensors && isPassed(loaded) && isPassed(stored);
  }

  private static boolean isPassed(Buffer buffer) {
    return switch (buffer.scope()) {
      case PARAM, RESULT -> true;
      case CONST, LOCAL -> false;
    };
  }
}
