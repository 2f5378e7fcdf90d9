package dev.annotir.processor.script;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Variables that expressions bind so that no operand stands in the text twice. */
final class Temporaries {
  private final FreshNames names;
  private final List<String> declarations = new ArrayList<>();

  Temporaries(FreshNames names) {
    this.names = names;
  }

  /** The lines that declare them at the function's top. */
  List<String> declarations() {
    return declarations;
  }

  /** What {@code use} makes of the value, which it may mention several times. */
  Code bind(Expr e, Code value, UnaryOperator<Code> use) {
    return isSmall(e, 2) ? use.apply(value) : bind(e.dtype(), value, use);
  }

  /** What {@code use} makes of the value, which it may mention several times. */
  Code bind(DType dtype, Code value, UnaryOperator<Code> use) {
    Code name = Code.atom(names.fresh("t"));
    declarations.add(name + " = T.var(\"" + dtype.tvmName() + "\")");
    return Code.call("Let", use.apply(name), Code.atom("where={" + name + ": " + value + "}"));
  }

  private static boolean isSmall(Expr e, int depth) {
    if (e instanceof Expr.BufferLoad load) {
      return depth > 0 && load.indices().stream().allMatch(index -> isSmall(index, depth - 1));
    } else if (e instanceof Expr.Binary b) {
      return b.dtype() == DType.INT32 && depth == 1 && isSmall(b.a(), 0) && isSmall(b.b(), 0);
    }
    return e instanceof Expr.Const || e instanceof Expr.Var;
  }
}
