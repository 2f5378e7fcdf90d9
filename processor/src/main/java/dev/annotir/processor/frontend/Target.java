package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;

/** What an assignment stores into, with its array and index evaluated, but not yet checked. */
sealed interface Target {
  /** The type of the Java variable. */
  DType dtype();

  /**
   * Emits the check of the index: Java makes it after the value is known, or before the old one is
   * read.
   */
  void check(Lowering lowering);

  Expr load(Lowering lowering, Span span);

  void store(Lowering lowering, Expr value);

  record Variable(Buffer buffer, DType dtype) implements Target {
    @Override
    public void check(Lowering lowering) {}

    @Override
    public Expr load(Lowering lowering, Span span) {
      return lowering.load(buffer, span);
    }

    @Override
    public void store(Lowering lowering, Expr value) {
      lowering.store(buffer, value);
    }
  }

  /**
   * An element of an array.
   *
   * @param array the view that {@code index} selects an element of
   */
  record Element(View array, Expr index, View element, Span span, Span indexSpan)
      implements Target {
    @Override
    public DType dtype() {
      return array.javaType();
    }

    @Override
    public void check(Lowering lowering) {
      lowering.elements.checkIndex(array, index, span, indexSpan);
    }

    @Override
    public Expr load(Lowering lowering, Span span) {
      return lowering.elements.load(element, span);
    }

    @Override
    public void store(Lowering lowering, Expr value) {
      lowering.elements.store(element, value);
    }
  }
}
