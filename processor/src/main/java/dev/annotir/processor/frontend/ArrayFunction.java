package dev.annotir.processor.frontend;

import com.sun.source.tree.MethodInvocationTree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A method of the Java library that works on arrays; one line each in {@link #METHODS}. */
@FunctionalInterface
interface ArrayFunction {
  /** An argument: a value, or an array. */
  record Argument(@Nullable View array, Expr value) {
    View view() {
      if (array == null) {
        throw new Compilation.ErroneousTree();
      }
      return array;
    }
  }

  /** Emits a call, all of whose arguments are evaluated; gives the array that it gives, if any. */
  @Nullable View apply(Lowering lowering, MethodInvocationTree tree, List<Argument> args);

  Map<String, ArrayFunction> METHODS =
      Map.of(
          "java.lang.System.arraycopy", ArrayFunction::arraycopy,
          "java.util.Arrays.fill", ArrayFunction::fill,
          "java.util.Arrays.copyOf", ArrayFunction::copyOf);

  /** The function of a class's method, or null if operators cannot call it. */
  static @Nullable ArrayFunction find(String owner, String method) {
    return METHODS.get(owner + "." + method);
  }

  private static @Nullable View arraycopy(
      Lowering lowering, MethodInvocationTree tree, List<Argument> args) {
    View from = row(lowering, tree, args.get(0));
    View to = row(lowering, tree, args.get(2));
    Expr fromIndex = args.get(1).value();
    Expr toIndex = args.get(3).value();
    Expr count = args.get(4).value();
    if (from.javaType() != to.javaType()) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          Texts.shorten(tree)
              + " throws ArrayStoreException: the arrays have elements of two types\n"
              + "convert the elements in a loop");
    }
    lowering.elements.refuseConstant(to, tree);
    Span span = lowering.span(tree);
    checkRange(lowering, tree, from, fromIndex, count);
    checkRange(lowering, tree, to, toIndex, count);
    Stmt upwards =
        lowering.elements.loop(
            to,
            count,
            i -> add(toIndex, i, span),
            i -> lowering.elements.load(from.at(add(fromIndex, i, span), from.text()), span),
            span);
    if (!from.mayBePartOf(to)) {
      lowering.out.emit(upwards);
      return null;
    }
    Expr last = new Expr.Binary(BinaryOp.SUB, count, Expr.Const.int32(1, span), span);
    Stmt downwards =
        lowering.elements.loop(
            to,
            count,
            i -> add(toIndex, new Expr.Binary(BinaryOp.SUB, last, i, span), span),
            i -> {
              Expr index = add(fromIndex, new Expr.Binary(BinaryOp.SUB, last, i, span), span);
              return lowering.elements.load(from.at(index, from.text()), span);
            },
            span);
    Expr isDown = new Expr.Binary(BinaryOp.LE, toIndex, fromIndex, span);
    lowering.out.emit(new Stmt.IfThenElse(isDown, upwards, downwards, span));
    return null;
  }

  private static @Nullable View fill(
      Lowering lowering, MethodInvocationTree tree, List<Argument> args) {
    View array = row(lowering, tree, args.get(0));
    lowering.elements.refuseConstant(array, tree);
    Span span = lowering.span(tree);
    if (args.size() == 2) {
      lowering.elements.fill(array, args.get(1).value(), span);
      return null;
    }
    Expr from = args.get(1).value();
    Expr to = args.get(2).value();
    lowering.check(
        new Expr.Binary(BinaryOp.LE, from, to, span),
        "RANGE_REVERSED",
        "java.lang.IllegalArgumentException",
        "the range to fill ends before it starts",
        span,
        span);
    Expr length = Expr.Const.int32(array.length(), span);
    // That the start is not before the end bounds each by what bounds the other.
    Expr starts = isWithin(from, length, span);
    Expr ends = isWithin(to, length, span);
    outOfBounds(lowering, tree, array, new Expr.Binary(BinaryOp.AND, starts, ends, span));
    Expr count = new Expr.Binary(BinaryOp.SUB, to, from, span);
    Expr value = args.get(3).value();
    lowering.out.emit(
        lowering.elements.loop(array, count, i -> add(from, i, span), i -> value, span));
    return null;
  }

  private static View copyOf(Lowering lowering, MethodInvocationTree tree, List<Argument> args) {
    View original = row(lowering, tree, args.get(0));
    int length = lowering.creation.extent(tree.getArguments().get(1), args.get(1).value());
    Span span = lowering.span(tree);
    ArrayPlan.Made made = new ArrayPlan.Made("copy", original.javaType(), List.of(length), span);
    View copy = lowering.newArrays.make(tree, made, length <= original.length());
    Expr count = Expr.Const.int32(Math.min(length, original.length()), span);
    lowering.out.emit(
        lowering.elements.loop(
            copy,
            count,
            i -> i,
            i -> lowering.elements.load(original.at(i, original.text()), span),
            span));
    return copy.named(Texts.shorten(tree));
  }

  private static Expr isWithin(Expr index, Expr length, Span span) {
    Expr zero = Expr.Const.int32(0, span);
    return new Expr.Binary(
        BinaryOp.AND,
        new Expr.Binary(BinaryOp.LE, zero, index, span),
        new Expr.Binary(BinaryOp.LE, index, length, span),
        span);
  }

  private static Expr add(Expr a, Expr b, Span span) {
    return new Expr.Binary(BinaryOp.ADD, a, b, span);
  }

  private static View row(Lowering lowering, MethodInvocationTree tree, Argument argument) {
    View view = argument.view();
    if (view.shape().size() != 1) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          Texts.shorten(tree)
              + " takes the rows of "
              + view.text()
              + " as references, which operators cannot\n"
              + "call it for each row in a loop");
    }
    return view;
  }

  private static void checkRange(
      Lowering lowering, MethodInvocationTree tree, View array, Expr from, Expr count) {
    Span span = lowering.span(tree);
    Expr zero = Expr.Const.int32(0, span);
    Expr length = Expr.Const.int32(array.length(), span);
    Expr most = new Expr.Binary(BinaryOp.SUB, length, count, span);
    Expr starts = new Expr.Binary(BinaryOp.LE, zero, from, span);
    Expr counts = new Expr.Binary(BinaryOp.LE, zero, count, span);
    Expr ends = new Expr.Binary(BinaryOp.LE, from, most, span);
    Expr both = new Expr.Binary(BinaryOp.AND, starts, counts, span);
    outOfBounds(lowering, tree, array, new Expr.Binary(BinaryOp.AND, both, ends, span));
  }

  private static void outOfBounds(
      Lowering lowering, MethodInvocationTree tree, View array, Expr inside) {
    Span span = lowering.span(tree);
    lowering.check(
        inside,
        Fault.RANGE_OUT_OF_BOUNDS,
        Fault.ARRAY_INDEX,
        "range of " + array.text() + " (length " + array.length() + ")",
        span,
        span);
  }
}
