package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of their low bits decide, of the integer variables of a loop: what is left of sums,
 * products and shifts when the high bits are cut off depends on no high bits before.
 */
final class DemandedBits {
  /** All bits, of a variable that indices, extents or checks need as it is. */
  static final int PINNED = 100;

  private final Map<Expr.Var, Integer> vars = new HashMap<>();
  private final Map<Buffer, Integer> buffers = new HashMap<>();
  private boolean isChanged;

  DemandedBits(Stmt body) {
    do {
      isChanged = false;
      new Statements().walk(body);
    } while (isChanged);
  }

  int of(Expr.Var var) {
    return vars.getOrDefault(var, 0);
  }

  int of(Buffer variable) {
    return buffers.getOrDefault(variable, 0);
  }

  /** The statements; a later walk knows of all loads what an earlier one found. */
  private final class Statements extends Walker {
    @Override
    protected void enter(Expr e) {}

    @Override
    protected void enter(Stmt s) {
      super.enter(s);
      if (s instanceof Stmt.Let let) {
        demand(let.value(), stored(let.var().dtype(), of(let.var())));
      } else if (s instanceof Stmt.BufferStore store) {
        boolean isVariable = isVariable(store.buffer());
        DType dtype = store.buffer().dtype();
        demand(store.value(), isVariable ? stored(dtype, of(store.buffer())) : dtype.bits());
        store.indices().forEach(index -> demand(index, PINNED));
        if (store.mask() != null) {
          throw new Refusal("there are vectors already");
        }
      } else if (s instanceof Stmt.IfThenElse branch) {
        demand(branch.condition(), 1);
      } else if (s instanceof Stmt.For loop) {
        demand(loop.extent(), PINNED);
      } else if (s instanceof Stmt.While loop) {
        demand(loop.condition(), PINNED);
      } else if (s instanceof Stmt.Check check) {
        demand(check.condition(), PINNED);
      }
    }

    private int stored(DType dtype, int demanded) {
      return dtype.isInteger() ? demanded : dtype.bits();
    }
  }

  private static boolean isVariable(Buffer buffer) {
    return buffer.isScalar() && buffer.scope() == Buffer.Scope.LOCAL;
  }

  /** The bits of the left, or only, operand that decide so many of a binary operation's. */
  static int left(Expr.Binary e, int bits) {
    int all = e.a().dtype().bits();
    if (bits == PINNED) {
      return PINNED;
    } else if (e.dtype() == DType.BOOL) {
      return all;
    }
    return switch (e.op()) {
      case ADD, SUB, MUL, OR, XOR -> bits;
      case AND -> masked(e.b(), bits);
      case SHL -> e.b() instanceof Expr.Const c ? Math.max(0, bits - distance(e, c)) : all;
      case SHR, USHR -> e.b() instanceof Expr.Const c ? Math.min(all, bits + distance(e, c)) : all;
      default -> all;
    };
  }

  private static int right(Expr.Binary e, int bits) {
    boolean isSame = e.op() != BinaryOp.AND && !e.op().isShift();
    return bits == PINNED
        ? PINNED
        : isSame ? left(e, bits) : e.op().isShift() ? e.b().dtype().bits() : masked(e.a(), bits);
  }

  /** By how many bits Java shifts. */
  static int distance(Expr.Binary e, Expr.Const by) {
    return (int) by.bits() & (e.dtype().bits() - 1);
  }

  /** As many of the bits as a mask leaves any. */
  static int masked(Expr mask, int bits) {
    if (!(mask instanceof Expr.Const c) || bits >= 64) {
      return bits;
    }
    return 64 - Long.numberOfLeadingZeros(c.bits() & ((1L << bits) - 1));
  }

  private void demand(Expr e, int bits) {
    if (bits == 0) {
      return;
    } else if (e instanceof Expr.Var v) {
      isChanged |= note(vars, v, bits);
    } else if (e instanceof Expr.BufferLoad load) {
      load.indices().forEach(index -> demand(index, PINNED));
      if (isVariable(load.buffer())) {
        isChanged |= note(buffers, load.buffer(), bits);
      }
    } else if (e instanceof Expr.Unary u) {
      demand(u.a(), bits);
    } else if (e instanceof Expr.Binary b) {
      demand(b.a(), left(b, bits));
      demand(b.b(), right(b, bits));
    } else if (e instanceof Expr.Cast c) {
      demand(c.value(), bits == PINNED ? PINNED : converted(c, bits));
    } else if (e instanceof Expr.Select s) {
      choice(s.condition(), s.a(), s.b(), bits);
    } else if (e instanceof Expr.IfThenElse s) {
      choice(s.condition(), s.a(), s.b(), bits);
    } else if (e instanceof Expr.Call call) {
      call.args().forEach(arg -> demand(arg, bits == PINNED ? PINNED : arg.dtype().bits()));
    } else if (!(e instanceof Expr.Const)) {
      throw new Refusal("there are vectors already");
    }
  }

  private static int converted(Expr.Cast e, int bits) {
    int all = e.value().dtype().bits();
    return e.dtype().isInteger() ? Math.min(bits, all) : all;
  }

  private void choice(Expr condition, Expr a, Expr b, int bits) {
    demand(condition, bits == PINNED ? PINNED : 1);
    demand(a, bits);
    demand(b, bits);
  }

  private static <K> boolean note(Map<K, Integer> demanded, K key, int bits) {
    int before = demanded.getOrDefault(key, 0);
    demanded.put(key, Math.max(before, bits));
    return bits > before;
  }
}
