package dev.annotir.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.InexactCall;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Calls: functions of the library that the IR has, and static methods, which are inlined. */
final class CallLowering {
  private final Lowering lowering;

  CallLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** What a call gives: a value, an array, or nothing. */
  private record Result(@Nullable Expr value, @Nullable View array) {
    static final Result NONE = new Result(null, null);
  }

  /** Emits a call and gives its value; null for a void method, and for one that gives an array. */
  @Nullable Expr call(MethodInvocationTree tree) {
    return lower(tree).value();
  }

  /** Emits a call of a method that gives an array. */
  View array(MethodInvocationTree tree) {
    View array = lower(tree).array();
    if (array == null) {
      throw new CompilerBug("no array of " + Texts.shorten(tree));
    }
    return array;
  }

  private Result lower(MethodInvocationTree tree) {
    if (!(lowering.element(tree) instanceof ExecutableElement method)) {
      throw new Compilation.ErroneousTree();
    } else if (ArrayCreation.isClone(lowering, tree)) {
      return new Result(null, lowering.creation.copy(tree));
    }
    String owner = LibraryFunctions.owner(method);
    Double ulps = InexactFunctions.ulps(LibraryFunctions.signature(method));
    if (ulps != null) {
      return inexact(tree, method, ulps);
    } else if (owner.startsWith("java.") || owner.startsWith("javax.")) {
      ArrayFunction function = ArrayFunction.find(owner, method.getSimpleName().toString());
      return function == null
          ? new Result(library(tree, method), null)
          : new Result(null, onArrays(tree, method, function));
    }
    return inlined(tree, method);
  }

  private Result inexact(MethodInvocationTree tree, ExecutableElement method, double ulps) {
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
    String owner = LibraryFunctions.owner(method);
    String function = owner.substring(owner.lastIndexOf('.') + 1) + "." + method.getSimpleName();
    lowering.inexact.add(new InexactCall(function, ulps, lowering.span(tree)));
    return inlined(tree, replacement);
  }

  private Result inlined(MethodInvocationTree tree, ExecutableElement method) {
    checkInlinable(tree, method);
    MethodSource source =
        lowering.compilation.source(method, lowering.frame.file, lowering.span(tree));
    int held = lowering.holders.mark();
    List<Argument> arguments = arguments(tree, method);
    noteCall(tree);
    Result result = inline(tree, method, source, arguments);
    lowering.holders.release(held);
    return result;
  }

  private @Nullable View onArrays(
      MethodInvocationTree tree, ExecutableElement method, ArrayFunction function) {
    int held = lowering.holders.mark();
    List<ArrayFunction.Argument> arguments = new ArrayList<>();
    for (Argument argument : arguments(tree, method)) {
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
    Value[] args = values.stream().map(v -> new Value(lowering, v, span)).toArray(Value[]::new);
    return function.apply(args).to(lowering.dtype(tree)).expr();
  }

  /** javac's code generator notes the line of a call after its arguments. */
  private void noteCall(MethodInvocationTree tree) {
    lowering.frame.line = lowering.frame.file.preferredLine(tree);
  }

  private void checkInlinable(MethodInvocationTree tree, ExecutableElement method) {
    String name = method.getSimpleName().toString();
    if (!method.getModifiers().contains(Modifier.STATIC)) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          name + " is not static, and operators have no objects\nmake it static");
    } else if (lowering.frame.isActive(method)) {
      throw lowering.error(
          Id.RECURSION,
          tree,
          name + " calls itself, and helpers are inlined\nwrite a loop instead of the recursion");
    } else if (method.isVarArgs()
        || !method.getTypeParameters().isEmpty()
        || method.getModifiers().contains(Modifier.NATIVE)
        || method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          name
              + " is varargs, generic, native or synchronized, so it cannot be inlined\n"
              + "write a plain static method");
    }
  }

  /** A value, or an array, for one parameter. */
  private record Argument(@Nullable View view, @Nullable Expr value) {}

  /** Arguments in Java's order; the arrays among them are held until the caller releases them. */
  private List<Argument> arguments(MethodInvocationTree tree, ExecutableElement method) {
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
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      View view = views.get(i);
      Expr value = view == null ? values.get(i) : null;
      arguments.add(new Argument(view, value));
    }
    return arguments;
  }

  private View array(ExpressionTree argument) {
    if (JavaTypes.primitive(JavaTypes.element(lowering.arrays.type(argument))) == null) {
      lowering.dtype(argument);
    }
    return lowering.arrays.view(argument);
  }

  private Result inline(
      Tree call, ExecutableElement method, MethodSource source, List<Argument> arguments) {
    Frame caller = lowering.frame;
    Span span = lowering.span(call);
    BlockTree body = source.tree().getBody();
    boolean hasResult = method.getReturnType().getKind() != TypeKind.VOID;
    boolean direct = returnsOnlyAtEnd(body, hasResult);
    String name = method.getSimpleName().toString();
    Label label = direct ? null : lowering.label(name + "_end");
    DType element = JavaTypes.primitive(JavaTypes.element(method.getReturnType()));
    ArrayVariable array = null;
    Buffer result = null;
    if (!direct && isArray(method) && element != null) {
      array = new ArrayVariable(lowering, call, "result_of_" + name, element, span);
    } else {
      DType type = JavaTypes.primitive(method.getReturnType());
      result = direct || type == null ? null : lowering.variable("result_of_" + name, type, span);
    }
    lowering.frame = caller.calling(method, source, label, result, array, call);
    try {
      lowering.stmts.noteAssigned(body);
      if (label == null) {
        bind(source, arguments);
        return direct(method, body);
      }
      Stmt inlined =
          lowering.nested(
              span,
              () -> {
                bind(source, arguments);
                lowering.stmts.lowerAll(body.getStatements());
              });
      lowering.out.emit(new Stmt.Block(label, inlined, span));
    } finally {
      lowering.frame = caller;
    }
    return new Result(
        result == null ? null : lowering.load(result, span),
        array == null ? null : array.read(call).temporary(Texts.shorten(call)));
  }

  /**
   * Lowers a helper as if it were called, to find its mistakes.
   *
   * @param extent of each dimension of its arrays
   */
  void tryOut(ExecutableElement method, MethodSource source, int extent) {
    List<Argument> arguments = new ArrayList<>();
    for (VariableTree tree : source.tree().getParameters()) {
      VariableElement parameter = source.parameters().get(arguments.size());
      Span span = source.places().declaration(tree);
      String name = lowering.names.fresh(parameter.getSimpleName().toString());
      DType type = JavaTypes.primitive(JavaTypes.element(parameter.asType()));
      int rank = JavaTypes.rank(parameter.asType());
      if (type == null) {
        throw new CompilerBug("parameter " + parameter);
      } else if (rank == 0) {
        arguments.add(new Argument(null, new Expr.Var(name, type, span)));
      } else {
        List<Integer> shape = Collections.nCopies(rank, extent);
        View view = View.whole(Buffer.local(name, type, shape, span), type, name);
        arguments.add(new Argument(view, null));
      }
    }
    inline(source.tree(), method, source, arguments);
  }

  private static boolean isArray(ExecutableElement method) {
    TypeMirror type = method.getReturnType();
    return JavaTypes.rank(type) > 0 && JavaTypes.primitive(JavaTypes.element(type)) != null;
  }

  private void bind(MethodSource source, List<Argument> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      VariableElement parameter = source.parameters().get(i);
      Argument argument = arguments.get(i);
      if (argument.view() != null) {
        lowering.arrays.declare(parameter, argument.view(), source.tree().getParameters().get(i));
      } else if (argument.value() != null) {
        lowering.stmts.declare(parameter, argument.value());
      }
    }
  }

  /** Lowers a body whose only return is its last statement, and gives that one's value. */
  private Result direct(ExecutableElement method, BlockTree body) {
    List<? extends StatementTree> statements = body.getStatements();
    int last = statements.size() - 1;
    if (last < 0 || !(statements.get(last) instanceof ReturnTree end)) {
      lowering.stmts.lowerAll(statements);
      return Result.NONE;
    }
    lowering.stmts.lowerAll(statements.subList(0, last));
    lowering.frame.line = lowering.frame.file.lineOfStatement(end);
    DType type = JavaTypes.primitive(method.getReturnType());
    ExpressionTree value = end.getExpression();
    if (value == null) {
      return Result.NONE;
    }
    return type == null
        ? new Result(null, lowering.arrays.view(value))
        : new Result(lowering.exprs.value(value, type), null);
  }

  private static boolean returnsOnlyAtEnd(BlockTree body, boolean hasResult) {
    int[] returns = {0};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitReturn(ReturnTree t, @Nullable Void unused) {
        returns[0]++;
        return null;
      }
    }.scan(body, null);
    List<? extends StatementTree> statements = body.getStatements();
    boolean endsWithReturn =
        !statements.isEmpty() && statements.get(statements.size() - 1) instanceof ReturnTree;
    // A body with a result, but no return, ends with a throw or never.
    return endsWithReturn ? returns[0] == 1 : returns[0] == 0 && !hasResult;
  }
}
