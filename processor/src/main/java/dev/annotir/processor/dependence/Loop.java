package dev.annotir.processor.dependence;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;

/**
 * A loop of a nest.
 *
 * @param var the variable of a For; what stands for the number of rounds before of a While
 * @param stmt the For or While
 */
public record Loop(Expr.Var var, Stmt stmt) {
  /** The loop's variable says which it is. */
  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Loop loop && var.equals(loop.var);
  }

  @Override
  public int hashCode() {
    return var.hashCode();
  }

  /** Whether it counts its rounds. */
  public boolean isFor() {
    return stmt instanceof Stmt.For;
  }

  Stmt body() {
    return stmt instanceof Stmt.For loop ? loop.body() : ((Stmt.While) stmt).body();
  }
}
