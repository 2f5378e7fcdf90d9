package dev.annotir.processor.c;

import dev.annotir.processor.analysis.VectorBuffers;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which local buffers of a function are C variables of a vector type, see {@link VectorBuffers};
 * and the width of the masks that hold vectors of bools: that of what was compared, so that most
 * need no conversion.
 */
final class VectorVariables {
  private static final int BYTE = 8;

  private final Set<Buffer> variables;
  private final Map<Expr.Var, Integer> lets = new HashMap<>();
  private final Map<Buffer, Integer> buffers = new HashMap<>();

  private VectorVariables(Stmt body) {
    variables = VectorBuffers.of(body);
  }

  /** Those of a function's body. */
  static VectorVariables of(Stmt body) {
    VectorVariables variables = new VectorVariables(body);
    int before;
    do {
      before = variables.lets.size() + variables.buffers.size();
      variables.collect(body);
    } while (variables.lets.size() + variables.buffers.size() > before);
    return variables;
  }

  private void collect(Stmt body) {
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Let let && let.var().lanes() > 1 && isBool(let.value())) {
          put(lets, let.var(), let.value());
        } else if (s instanceof Stmt.BufferStore store && isBool(store.value())) {
          put(buffers, store.buffer(), store.value());
        }
        super.enter(s);
      }
    }.walk(body);
  }

  private <T> void put(Map<T, Integer> map, T variable, Expr value) {
    int bits = ownBits(value);
    if (bits != 0) {
      map.putIfAbsent(variable, bits);
    }
  }

  private static boolean isBool(Expr e) {
    return e.dtype() == DType.BOOL;
  }

  /** Whether a buffer is a variable of a vector type. */
  boolean contains(Buffer buffer) {
    return variables.contains(buffer);
  }

  /** The C type of a vector variable. */
  String type(Buffer variable) {
    int lanes = variable.shape().get(0);
    return variable.dtype() == DType.BOOL
        ? VectorTypes.signed(maskBits(variable), lanes)
        : VectorTypes.of(variable.dtype(), lanes);
  }

  /** The C type of a Let's vector. */
  String type(Expr.Var var) {
    return var.dtype() == DType.BOOL
        ? VectorTypes.signed(maskBits(var), var.lanes())
        : VectorTypes.of(var.dtype(), var.lanes());
  }

  int maskBits(Buffer variable) {
    return buffers.getOrDefault(variable, BYTE);
  }

  /** The width of the mask that an expression of bools is without a conversion. */
  int maskBits(Expr e) {
    int bits = ownBits(e);
    return bits == 0 ? BYTE : bits;
  }

  /** That width, or 0 where any is as good. */
  private int ownBits(Expr e) {
    if (e instanceof Expr.Var v) {
      return lets.getOrDefault(v, 0);
    } else if (e instanceof Expr.BufferLoad load) {
      return contains(load.buffer()) ? buffers.getOrDefault(load.buffer(), 0) : BYTE;
    } else if (e instanceof Expr.Binary b) {
      return isBool(b.a()) ? either(b.a(), b.b()) : b.a().dtype().bits();
    } else if (e instanceof Expr.Unary u) {
      return ownBits(u.a());
    } else if (e instanceof Expr.Select s) {
      return either(s.a(), s.b());
    } else if (e instanceof Expr.IfThenElse s) {
      return either(s.a(), s.b());
    } else if (e instanceof Expr.Call call) {
      return call.args().get(0).dtype().bits();
    }
    return 0;
  }

  private int either(Expr a, Expr b) {
    int bits = ownBits(a);
    return bits == 0 ? ownBits(b) : bits;
  }
}
