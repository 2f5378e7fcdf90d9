package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which nodes may have several lanes, because C computes them side by side. */
public final class VectorOperations {
  private static final Set<DType> NUMBERS =
      EnumSet.of(DType.FLOAT32, DType.FLOAT64, DType.INT8, DType.INT16, DType.INT32, DType.INT64);

  private static final Set<BinaryOp> SCALAR_OPERATORS =
      EnumSet.of(
          BinaryOp.TRUNCDIV,
          BinaryOp.TRUNCMOD,
          BinaryOp.FLOORDIV,
          BinaryOp.FLOORMOD,
          BinaryOp.FMOD);

  private static final Set<Intrinsic> VECTOR_FUNCTIONS =
      EnumSet.of(Intrinsic.ABS, Intrinsic.SQRT, Intrinsic.FMA, Intrinsic.REINTERPRET);

  private VectorOperations() {}

  /** The first vector in a statement that C does not compute side by side; null for none. */
  public static @Nullable Expr missing(Stmt stmt) {
    Expr[] missing = {null};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (missing[0] == null && e.lanes() > 1 && !isVector(e)) {
          missing[0] = e;
        }
        super.enter(e);
      }

      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store
            && store.value().lanes() > 1
            && !isElement(store.buffer().dtype())) {
          missing[0] = store.value();
        }
        super.enter(s);
      }
    }.walk(stmt);
    return missing[0];
  }

  private static boolean isElement(DType dtype) {
    return NUMBERS.contains(dtype);
  }

  private static boolean isVector(Expr e) {
    boolean isKnown = NUMBERS.contains(e.dtype()) || e.dtype() == DType.BOOL;
    if (e instanceof Expr.BufferLoad || e instanceof Expr.Ramp || e instanceof Expr.Cast) {
      return isElement(e.dtype());
    } else if (e instanceof Expr.Binary b) {
      return isKnown && !SCALAR_OPERATORS.contains(b.op());
    } else if (e instanceof Expr.Call call) {
      return isKnown && VECTOR_FUNCTIONS.contains(call.intrinsic());
    }
    return isKnown;
  }
}
