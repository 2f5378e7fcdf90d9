package dev.annotir.processor.frontend;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;

/** What a Java variable is in the IR. */
sealed interface Binding {
  /** A variable that never changes after its declaration. */
  record Value(Expr value) implements Binding {}

  /** A variable that changes: a buffer of rank 0. */
  record Variable(Buffer buffer) implements Binding {
    DType dtype() {
      return buffer.dtype();
    }
  }

  /** An array that a variable always stands for. */
  record Array(View view) implements Binding {}

  /** A variable that stands for one array or another. */
  record Arrays(ArrayVariable variable) implements Binding {}
}
