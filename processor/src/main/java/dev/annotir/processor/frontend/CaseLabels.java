package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The constants of cases, as few ranges as they make. */
record CaseLabels(List<Range> ranges) {
  private static final int SHORT = 4;

  /** All integers from {@code lo} to {@code hi}. */
  private record Range(int lo, int hi) {
    Expr test(Expr selector, Span span) {
      Expr low = Expr.Const.int32(lo, span);
      if (lo == hi) {
        return new Expr.Binary(BinaryOp.EQ, selector, low, span);
      }
      Expr high = Expr.Const.int32(hi, span);
      return new Expr.IfThenElse(
          new Expr.Binary(BinaryOp.LE, low, selector, span),
          new Expr.Binary(BinaryOp.LE, selector, high, span),
          Expr.Const.bool(false, span),
          span);
    }
  }

  static CaseLabels of(List<Integer> values) {
    return joined(values.stream().map(value -> new Range(value, value)));
  }

  CaseLabels with(CaseLabels others) {
    return joined(Stream.concat(ranges.stream(), others.ranges.stream()));
  }

  private static CaseLabels joined(Stream<Range> ranges) {
    List<Range> result = new ArrayList<>();
    for (Range next : ranges.sorted((a, b) -> Integer.compare(a.lo(), b.lo())).toList()) {
      int last = result.size() - 1;
      if (last >= 0 && result.get(last).hi() + 1L >= next.lo()) {
        result.set(last, new Range(result.get(last).lo(), next.hi()));
      } else {
        result.add(next);
      }
    }
    return new CaseLabels(List.copyOf(result));
  }

  /** Whether a test of them takes little code. */
  boolean isShort() {
    return ranges.size() <= SHORT;
  }

  /** Whether a value is one of them. */
  Expr test(Expr selector, Span span) {
    Expr result = null;
    for (int i = ranges.size() - 1; i >= 0; i--) {
      Expr test = ranges.get(i).test(selector, span);
      result = result == null ? test : or(test, result);
    }
    return result == null ? Expr.Const.bool(false, span) : result;
  }

  static Expr or(Expr a, Expr b) {
    return new Expr.IfThenElse(a, Expr.Const.bool(true, a.span()), b, a.span());
  }

  static Expr not(Expr a) {
    return new Expr.Unary(Expr.UnaryOp.NOT, a, a.span());
  }
}
