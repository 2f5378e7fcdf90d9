package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.List;

/** Values converted between Java's types, and between those and the labels of tensors. */
final class Conversions {
  private Conversions() {}

  /** Java's cast, also that of assignment and promotion. */
  static Expr cast(DType to, Expr value) {
    DType from = value.dtype();
    if (from == to) {
      return value;
    } else if (from == DType.BOOL || to == DType.BOOL) {
      throw new CompilerBug("cast of " + from + " to " + to);
    } else if (from.isFloat() && to.isInteger() && to.bits() < 32) {
      return new Expr.Cast(to, new Expr.Cast(DType.INT32, value, value.span()), value.span());
    } else if (value instanceof Expr.Const c && from.isInteger() && to.isInteger()) {
      return Expr.Const.of(to, c.bits(), c.span());
    }
    return new Expr.Cast(to, value, value.span());
  }

  /** A value loaded from a tensor with a label, as Java sees it. */
  static Expr fromLabel(DType javaType, Expr loaded) {
    return relabel(javaType, loaded);
  }

  /** A Java value as a tensor with a label holds it. */
  static Expr toLabel(DType label, Expr value) {
    return relabel(label, value);
  }

  private static Expr relabel(DType to, Expr value) {
    if (value.dtype() == to) {
      return value;
    } else if (value.dtype().kind() == DType.Kind.LABEL || to.kind() == DType.Kind.LABEL) {
      return new Expr.Call(Expr.Intrinsic.REINTERPRET, List.of(value), to, value.span());
    }
    return new Expr.Cast(to, value, value.span());
  }

  /** A constant from the object that javac has for it. */
  static Expr.Const constant(DType type, Object value, Span span) {
    if (value instanceof Boolean b) {
      return Expr.Const.bool(b, span);
    } else if (value instanceof Character c) {
      return Expr.Const.of(type, c, span);
    } else if (value instanceof Float f) {
      return Expr.Const.float32(f, span);
    } else if (value instanceof Double d) {
      return Expr.Const.float64(d, span);
    } else if (value instanceof Number n) {
      return Expr.Const.of(type, n.longValue(), span);
    }
    throw new CompilerBug("constant " + value);
  }
}
