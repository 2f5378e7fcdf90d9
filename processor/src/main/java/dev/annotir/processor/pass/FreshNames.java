package dev.annotir.processor.pass;

import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.Set;

/** Names that a function does not have yet. */
final class FreshNames {
  private final Set<String> taken = new HashSet<>();

  FreshNames(PrimFunc func) {
    func.params().stream().map(Param::name).forEach(taken::add);
    taken.add(func.exit().name());
    if (func.result() != null) {
      taken.add(func.result().name());
    }
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Let let) {
          taken.add(let.var().name());
        } else if (s instanceof Stmt.For loop) {
          taken.add(loop.var().name());
        } else if (s instanceof Stmt.Allocate allocate) {
          taken.add(allocate.buffer().name());
        } else if (s instanceof Stmt.Block block) {
          taken.add(block.label().name());
        }
        super.enter(s);
      }

      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load) {
          taken.add(load.buffer().name());
        }
        super.enter(e);
      }
    }.walk(func.body());
  }

  /** The name, with a number where it is taken. */
  String fresh(String name) {
    String result = name;
    for (int i = 1; !taken.add(result); i++) {
      result = name + "_" + i;
    }
    return result;
  }
}
