package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.InexactCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** Calls: functions of the library that the IR has, and static methods, which are inlined. */
final class CallLowering {
  private final Lowering lowering;

  CallLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** Emits a call and gives its value; null for a void method, and for one that gives an array. */
  @Nullable Expr call(MethodInvocationTree tree) {
    return lower(tree).value();
  }

  /** Emits a call of a method that gives an array. */
  View array(MethodInvocationTree tree) {
    if (JavaTypes.rank(lowering.type(tree)) == 0 && !LoadedArray.isLoad(lowering, tree)) {
      throw new Compilation.ErroneousTree();
    }
    View array = lower(tree).array();
    if (array == null) {
      throw new CompilerBug("no array of " + Texts.shorten(tree));
    }
    return array;
  }

  private Inlining.Result lower(MethodInvocationTree tree) {
    if (!(lowering.element(tree) instanceof ExecutableElement method)) {
      throw new Compilation.ErroneousTree();
    } else if (ArrayCreation.isClone(lowering, tree)) {
      return new Inlining.Result(null, lowering.creation.copy(tree));
    }
    if (LoadedArray.isLoad(method)) {
      return new Inlining.Result(null, lowering.creation.loaded(tree));
    }
    String owner = LibraryFunctions.owner(method);
    if (owner.startsWith("java.") || owner.startsWith("javax.")) {
      Double ulps = InexactFunctions.ulps(LibraryFunctions.signature(method));
      if (ulps != null) {
        return inexact(tree, method, ulps);
      }
      ArrayFunction function = ArrayFunction.find(owner, method.getSimpleName().toString());
      return function == null
          ? new Inlining.Result(library(tree, method), null)
          : new Inlining.Result(null, onArrays(tree, method, function));
    }
    return inlined(tree, method);
  }

  private Inlining.Result inexact(
      MethodInvocationTree tree, ExecutableElement method, double ulps) {
    Element found =
        lowering
            .compilation
            .helpers()
            .element(
                InexactFunctions.replacement(lowering.compilation.helpers().reference(method)));
    if (!(found instanceof ExecutableElement replacement)) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          InexactFunctions.REPLACEMENT
              + " is not on the class path, and operators compute "
              + method.getSimpleName()
              + " by it\nput annotir's annotations on the class path");
    }
    lowering.inexact.add(new InexactCall(LibraryFunctions.name(method), ulps, lowering.span(tree)));
    return inlined(tree, replacement);
  }

  private Inlining.Result inlined(MethodInvocationTree tree, ExecutableElement method) {
    lowering.inlining.check(tree, method);
    MethodSource source =
        lowering.compilation.source(method, lowering.frame.file, lowering.span(tree));
    int held = lowering.holders.mark();
    List<Inlining.Argument> arguments = arguments(tree, method);
    noteCall(tree);
    Inlining.Result result = lowering.inlining.inline(tree, method, source, arguments);
    lowering.holders.release(held);
    return result;
  }

  private @Nullable View onArrays(
      MethodInvocationTree tree, ExecutableElement method, ArrayFunction function) {
    int held = lowering.holders.mark();
    List<ArrayFunction.Argument> arguments = new ArrayList<>();
    for (Inlining.Argument argument : arguments(tree, method)) {
      Expr value = argument.value();
      Expr folded =
          value == null ? Expr.Const.int32(0, lowering.span(tree)) : Constants.fold(value);
      arguments.add(new ArrayFunction.Argument(argument.view(), lowering.fix("argument", folded)));
    }
    noteCall(tree);
    View result = function.apply(lowering, tree, arguments);
    lowering.holders.release(held);
    return result;
  }

  private Expr library(MethodInvocationTree tree, ExecutableElement method) {
    LibraryFunction function = LibraryFunctions.find(method);
    if (function == null) {
      throw lowering.error(Id.UNSUPPORTED_CALL, tree, RefusedFunctions.text(method));
    }
    List<Supplier<Expr>> operands = new ArrayList<>();
    for (int i = 0; i < tree.getArguments().size(); i++) {
      ExpressionTree argument = tree.getArguments().get(i);
      DType type = JavaTypes.primitive(method.getParameters().get(i).asType());
      operands.add(
          () ->
              type == null ? lowering.exprs.value(argument) : lowering.exprs.value(argument, type));
    }
    List<Expr> values = lowering.inOrder(operands);
    noteCall(tree);
    Span span = lowering.span(tree);
    Value[] args = new Value[values.size()];
    for (int i = 0; i < args.length; i++) {
      Span argument = lowering.span(tree.getArguments().get(i));
      args[i] = new Value(lowering, values.get(i), span, argument);
    }
    return function.apply(args).to(lowering.dtype(tree)).expr();
  }

  /** javac's code generator notes the line of a call after its arguments. */
  private void noteCall(MethodInvocationTree tree) {
    lowering.frame.line = lowering.frame.file.preferredLine(tree);
  }

  /** Arguments in Java's order; the arrays among them are held until the caller releases them. */
  private List<Inlining.Argument> arguments(MethodInvocationTree tree, ExecutableElement method) {
    Map<Integer, View> views = new HashMap<>();
    List<Supplier<Expr>> operands = new ArrayList<>();
    for (int i = 0; i < tree.getArguments().size(); i++) {
      ExpressionTree argument = tree.getArguments().get(i);
      DType type = JavaTypes.primitive(method.getParameters().get(i).asType());
      int index = i;
      operands.add(
          () -> {
            if (type != null) {
              return lowering.exprs.value(argument, type);
            }
            View view = array(argument);
            lowering.holders.add(view);
            views.put(index, view);
            return Expr.Const.int32(0, lowering.span(argument)); // its place among the operands
          });
    }
    List<Expr> values = lowering.inOrder(operands);
    List<Inlining.Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      View view = views.get(i);
      Expr value = view == null ? values.get(i) : null;
      arguments.add(new Inlining.Argument(view, value));
    }
    return arguments;
  }

  private View array(ExpressionTree argument) {
    if (JavaTypes.primitive(JavaTypes.element(lowering.arrays.type(argument))) == null) {
      lowering.dtype(argument);
    }
    return lowering.arrays.view(argument);
  }
}
