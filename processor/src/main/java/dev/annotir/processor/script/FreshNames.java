package dev.annotir.processor.script;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Names;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.Set;

/** Names that a function does not use yet and Python leaves free. */
final class FreshNames {
  private final Set<String> taken = new HashSet<>();

  FreshNames(PrimFunc func) {
    for (Param param : func.params()) {
      taken.add(param.name());
    }
    taken.add("result");
    new Uses().walk(func.body());
  }

  String fresh(String wish) {
    String base = Names.isReservedWord(wish) ? wish + "_" : wish;
    String name = base;
    for (int i = 1; !taken.add(name); i++) {
      name = base + "_" + i;
    }
    return name;
  }

  private final class Uses extends Walker {
    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.Var v) {
        taken.add(v.name());
      } else if (e instanceof Expr.BufferLoad load) {
        taken.add(load.buffer().name());
      }
      super.enter(e);
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let) {
        taken.add(let.var().name());
      } else if (s instanceof Stmt.For loop) {
        taken.add(loop.var().name());
      } else if (s instanceof Stmt.Allocate allocate) {
        taken.add(allocate.buffer().name());
      }
      super.enter(s);
    }
  }
}
