package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;

/** How large parts of a function are: their expressions and statements, counted. */
public final class Size extends Walker {
  private int nodes;

  private Size() {}

  /** The number of an expression's parts, with itself. */
  public static int of(Expr e) {
    Size size = new Size();
    size.walk(e);
    return size.nodes;
  }

  /** The number of a statement's parts, with itself. */
  public static int of(Stmt s) {
    Size size = new Size();
    size.walk(s);
    return size.nodes;
  }

  @Override
  protected void enter(Expr e) {
    nodes++;
    super.enter(e);
  }

  @Override
  protected void enter(Stmt s) {
    nodes++;
    super.enter(s);
  }
}
