package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Loads, stores and checks of the elements of arrays. */
final class Elements {
  private final Lowering lowering;

  Elements(Lowering lowering) {
    this.lowering = lowering;
  }

  /** Emits the check that an index lies within its array. */
  void checkIndex(View array, Expr index, Span access, Span span) {
    Expr zero = Expr.Const.int32(0, span);
    Expr length = Expr.Const.int32(array.length(), span);
    Expr inside =
        new Expr.Binary(
            BinaryOp.AND,
            new Expr.Binary(BinaryOp.LE, zero, index, span),
            new Expr.Binary(BinaryOp.LT, index, length, span),
            span);
    lowering.check(
        inside,
        Fault.INDEX_OUT_OF_BOUNDS,
        Fault.ARRAY_INDEX,
        "index into " + array.text() + " (length " + array.length() + ")",
        access,
        span);
  }

  /** The value of an element. */
  Expr load(View element, Span span) {
    List<Expr> loads =
        element.parts().stream()
            .map(
                part ->
                    Conversions.fromLabel(
                        element.javaType(),
                        new Expr.BufferLoad(part.buffer(), part.prefix(), span)))
            .toList();
    return select(element, loads);
  }

  /** The value that stands for the part that a view is. */
  static Expr select(View view, List<? extends Expr> values) {
    Expr result = values.get(values.size() - 1);
    for (int i = values.size() - 2; i >= 0; i--) {
      Expr value = values.get(i);
      result = new Expr.IfThenElse(is(view, i, value.span()), value, result, value.span());
    }
    return result;
  }

  private static Expr is(View view, int part, Span span) {
    return new Expr.Binary(BinaryOp.EQ, view.selector(), Expr.Const.int32(part, span), span);
  }

  /** Sets an element. */
  void store(View element, Expr value) {
    boolean isOne = element.parts().size() == 1;
    lowering.out.emit(storing(element, isOne ? value : lowering.fix("value", value)));
  }

  private static Stmt storing(View element, Expr value) {
    Span span = value.span();
    List<View.Part> parts = element.parts();
    Stmt result = storing(parts.get(parts.size() - 1), value);
    for (int i = parts.size() - 2; i >= 0; i--) {
      Stmt store = storing(parts.get(i), value);
      result = new Stmt.IfThenElse(is(element, i, span), store, result, span);
    }
    return result;
  }

  private static Stmt storing(View.Part part, Expr value) {
    Expr stored = Conversions.toLabel(part.buffer().dtype(), value);
    return new Stmt.BufferStore(part.buffer(), part.prefix(), stored, value.span());
  }

  /** Refuses a store into an array that may be a constant. */
  void refuseConstant(View array, Tree tree) {
    for (View.Part part : array.parts()) {
      if (part.buffer().scope() == Buffer.Scope.CONST) {
        throw lowering.error(
            Id.CONSTANT_WRITTEN,
            tree,
            Texts.shorten(tree)
                + (tree instanceof ArrayAccessTree ? " is an element of" : " changes")
                + " the constant array "
                + part.buffer().name()
                + ", which the compiled operator cannot change\n"
                + "copy the array into a local one, or pass it as a parameter");
      }
    }
  }

  /** Copies every element of one array into another of the same shape. */
  void copy(View from, View to, Span span) {
    set(
        to,
        indices -> {
          View source = from;
          for (Expr index : indices) {
            source = source.at(index, source.text());
          }
          return load(source, span);
        },
        span);
  }

  /** Sets every element of an array to a constant or variable. */
  void fill(View array, Expr value, Span span) {
    set(array, indices -> value, span);
  }

  private interface ElementValue {
    Expr at(List<? extends Expr> indices);
  }

  private void set(View array, ElementValue value, Span span) {
    List<Expr.Var> vars =
        IntStream.range(0, array.shape().size())
            .mapToObj(i -> new Expr.Var(lowering.names.fresh("i"), DType.INT32, span))
            .toList();
    View element = array;
    for (Expr.Var var : vars) {
      element = element.at(var, array.text());
    }
    Stmt stmt = storing(element, value.at(vars));
    for (int i = vars.size() - 1; i >= 0; i--) {
      Expr extent = Expr.Const.int32(array.shape().get(i), span);
      stmt = new Stmt.For(vars.get(i), extent, stmt, span);
    }
    lowering.out.emit(stmt);
  }

  /**
   * Sets elements in the order of a counter.
   *
   * @param count how many
   * @param index which, from the counter
   * @param value what, from the counter
   */
  Stmt loop(
      View array, Expr count, UnaryOperator<Expr> index, UnaryOperator<Expr> value, Span span) {
    Expr.Var i = new Expr.Var(lowering.names.fresh("i"), DType.INT32, span);
    Stmt body = storing(array.at(index.apply(i), array.text()), value.apply(i));
    return new Stmt.For(i, count, body, span);
  }
}
