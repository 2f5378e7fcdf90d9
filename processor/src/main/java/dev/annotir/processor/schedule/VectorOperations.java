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

/**
 * Which nodes may have several lanes: those that C computes side by side, and not one lane after
 * the other.
 */
public final class VectorOperations {
  private static final Set<DType> ELEMENTS =
      EnumSet.of(
          DType.BOOL,
          DType.FLOAT32,
          DType.FLOAT64,
          DType.INT8,
          DType.INT16,
          DType.INT32,
          DType.INT64,
          DType.UINT8,
          DType.UINT16);

  private static final Set<Intrinsic> FUNCTIONS =
      EnumSet.of(
          Intrinsic.ABS,
          Intrinsic.SQRT,
          Intrinsic.FLOOR,
          Intrinsic.CEIL,
          Intrinsic.RINT,
          Intrinsic.FMA,
          Intrinsic.REINTERPRET,
          Intrinsic.DOT_INT16,
          Intrinsic.DOT_INT8);

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
    }.walk(stmt);
    return missing[0];
  }

  private static boolean isVector(Expr e) {
    boolean isKnown = ELEMENTS.contains(e.dtype());
    if (e instanceof Expr.Binary b) {
      boolean isPlain = !b.op().isDivision() && b.op() != BinaryOp.FMOD;
      return isKnown && (isPlain || isMultiplied(b));
    } else if (e instanceof Expr.Call call) {
      return isKnown && FUNCTIONS.contains(call.intrinsic());
    }
    return isKnown;
  }

  /** Whether it is a division that compilers make a product: of 16 bits, by a constant. */
  private static boolean isMultiplied(Expr.Binary e) {
    return e.op() == BinaryOp.TRUNCDIV
        && e.dtype().bits() == 16
        && e.b() instanceof Expr.Broadcast b
        && b.value() instanceof Expr.Const c
        && c.bits() != 0
        && c.bits() != -1;
  }
}
