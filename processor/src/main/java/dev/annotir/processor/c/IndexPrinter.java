package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Indices as the row-major position of an element, {@code i * 4 + j + 1}. Each lies within its
 * extent, so the position is an int32 where the buffer has no more elements than that.
 */
final class IndexPrinter {
  private static final int SMALL = 1 << 20;

  private final ExprPrinter printer;
  private final Ranges ranges;

  IndexPrinter(ExprPrinter printer, Ranges ranges) {
    this.printer = printer;
    this.ranges = ranges;
  }

  String print(Buffer buffer, List<Expr> indices) {
    boolean wide = buffer.elements() > Integer.MAX_VALUE;
    long stride = buffer.elements();
    long constant = 0;
    List<CExpr> terms = new ArrayList<>();
    for (int k = 0; k < indices.size(); k++) {
      int extent = buffer.shape().get(k);
      stride /= extent;
      if (extent == 1) {
        continue;
      }
      Expr index = indices.get(k);
      long offset = buffer.elements() < 1 << 30 ? offset(index, stride) : 0;
      constant += offset * stride;
      if (index instanceof Expr.Const c) {
        constant += c.bits() * stride;
      } else {
        terms.add(term(offset == 0 ? index : ((Expr.Binary) index).a(), stride, wide));
      }
    }
    return sum(terms, constant);
  }

  private CExpr term(Expr index, long stride, boolean wide) {
    CExpr value = wide ? printer.print(index).cast("int64_t") : printer.print(index);
    return stride == 1
        ? value
        : CExpr.binary(value, "*", CExpr.primary(Long.toString(stride)), CExpr.PRODUCT);
  }

  /** The constant that an index adds to the rest of it, where that can be added last. */
  private long offset(Expr index, long stride) {
    boolean adds =
        index instanceof Expr.Binary b
            && (b.op() == Expr.BinaryOp.ADD || b.op() == Expr.BinaryOp.SUB)
            && b.b() instanceof Expr.Const c
            && Math.abs(c.bits()) < SMALL / stride
            && ranges.isExact(b);
    if (!adds) {
      return 0;
    }
    Expr.Binary sum = (Expr.Binary) index;
    long distance = ((Expr.Const) sum.b()).bits();
    return sum.op() == Expr.BinaryOp.ADD ? distance : -distance;
  }

  private static String sum(List<CExpr> terms, long constant) {
    if (terms.isEmpty()) {
      return Long.toString(constant);
    }
    CExpr sum = terms.get(0);
    for (CExpr term : terms.subList(1, terms.size())) {
      sum = CExpr.binary(sum, "+", term, CExpr.SUM);
    }
    if (constant != 0) {
      CExpr distance = CExpr.primary(Long.toString(Math.abs(constant)));
      sum = CExpr.binary(sum, constant < 0 ? "-" : "+", distance, CExpr.SUM);
    }
    return sum.text();
  }
}
