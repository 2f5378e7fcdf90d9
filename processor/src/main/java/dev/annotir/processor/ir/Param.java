package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;

/**
 * A parameter of a function: a scalar is an immutable {@link Expr.Var}, a tensor a {@link Buffer}.
 */
public sealed interface Param permits Expr.Var, Buffer {
  String name();

  DType dtype();

  Span span();
}
