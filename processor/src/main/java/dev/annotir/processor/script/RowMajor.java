package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Spacing;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Positions of elements in a buffer's memory. */
final class RowMajor {
  private RowMajor() {}

  /** The type of positions in a buffer's memory. */
  static DType indexType(Buffer buffer) {
    return buffer.elements() > Integer.MAX_VALUE ? DType.INT64 : DType.INT32;
  }

  /** The position of an element, or of a vector's lanes: a Ramp where these are equally far. */
  static Expr position(Buffer buffer, List<Expr> indices) {
    Expr ramp = ramp(buffer, indices);
    return ramp == null ? sum(buffer, indices) : ramp;
  }

  private static @Nullable Expr ramp(Buffer buffer, List<Expr> indices) {
    int lanes = Expr.lanesOf(indices);
    Spacing spacing = Spacing.of(buffer, indices);
    if (lanes == 1 || spacing == null || spacing.stride() != (int) spacing.stride()) {
      return null;
    }
    Expr base = sum(buffer, spacing.first());
    return spacing.stride() == 0
        ? Lanes.spread(base, lanes)
        : new Expr.Ramp(base, (int) spacing.stride(), lanes, base.span());
  }

  private static Expr sum(Buffer buffer, List<Expr> indices) {
    Span span = buffer.span();
    DType dtype = indexType(buffer);
    int lanes = Expr.lanesOf(indices);
    @Nullable Expr sum = null;
    long constant = 0;
    long stride = buffer.elements();
    for (int axis = 0; axis < indices.size(); axis++) {
      stride /= buffer.shape().get(axis);
      Expr index = indices.get(axis);
      if (Lanes.uniform(index) instanceof Expr.Const c) {
        constant += c.bits() * stride;
        continue;
      }
      Expr wide = dtype == index.dtype() ? index : new Expr.Cast(dtype, index, span);
      Expr factor = Expr.Const.of(dtype, stride, span);
      Expr term = stride == 1 ? wide : binary(BinaryOp.MUL, wide, factor);
      sum = sum == null ? term : binary(BinaryOp.ADD, sum, term);
    }
    Expr offset = Expr.Const.of(dtype, constant, span);
    if (sum == null) {
      return Lanes.spread(offset, lanes);
    }
    return Lanes.spread(constant == 0 ? sum : binary(BinaryOp.ADD, sum, offset), lanes);
  }

  private static Expr binary(BinaryOp op, Expr a, Expr b) {
    int lanes = Math.max(a.lanes(), b.lanes());
    return new Expr.Binary(op, Lanes.spread(a, lanes), Lanes.spread(b, lanes), a.span());
  }
}
