package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/** New variables, each bound after those before it. */
final class Lets {
  private final FreshNames names;
  private final List<Stmt.Let> lets = new ArrayList<>();

  Lets(FreshNames names) {
    this.names = names;
  }

  /** A new variable of a value. */
  Expr.Var bind(String name, Expr value) {
    Expr.Var var = new Expr.Var(names.fresh(name), value.dtype(), value.lanes(), value.span());
    lets.add(new Stmt.Let(var, value, Stmt.nop(value.span()), value.span()));
    return var;
  }

  /** A statement with all variables bound. */
  Stmt with(Stmt stmt) {
    Stmt result = stmt;
    for (int i = lets.size() - 1; i >= 0; i--) {
      Stmt.Let let = lets.get(i);
      result = new Stmt.Let(let.var(), let.value(), result, let.span());
    }
    return result;
  }
}
