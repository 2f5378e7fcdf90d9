package dev.annotir.processor.ir;

import java.util.HashSet;
import java.util.Set;

/**
 * Names that no variable, buffer or label of a function has yet, and that C, C++ and Python leave
 * free.
 */
public final class FreshNames {
  private final Set<String> taken = new HashSet<>();

  public FreshNames(PrimFunc func) {
    this(func, true);
  }

  private FreshNames(PrimFunc func, boolean labels) {
    func.params().stream().map(Param::name).forEach(taken::add);
    taken.add(func.result() == null ? "result" : func.result().name());
    if (labels) {
      taken.add(func.exit().name());
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
        } else if (labels && s instanceof Stmt.Block block) {
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

  /** Names for a text without labels, which may have theirs. */
  public static FreshNames withoutLabels(PrimFunc func) {
    return new FreshNames(func, false);
  }

  /** The name, with an underscore where a language reserves it, and a number where it is taken. */
  public String fresh(String name) {
    String base = Names.isReservedWord(name) ? name + "_" : name;
    String result = base;
    for (int i = 1; !taken.add(result); i++) {
      result = base + "_" + i;
    }
    return result;
  }
}
