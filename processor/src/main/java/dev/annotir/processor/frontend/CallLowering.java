package dev.annotir.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Calls: functions of the library that the IR has, and static methods, which are inlined. */
final class CallLowering {
  private final Lowering lowering;

  CallLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** Emits a call and gives its value; null for a void method. */
  @Nullable Expr call(MethodInvocationTree tree) {
    if (!(lowering.element(tree) instanceof ExecutableElement method)) {
      throw new Compilation.ErroneousTree();
    }
    String owner =
        method.getEnclosingElement() instanceof TypeElement type
            ? type.getQualifiedName().toString()
            : "";
    if (owner.startsWith("java.") || owner.startsWith("javax.")) {
      return library(tree, method, owner);
    }
    TreePath path = inlinable(tree, method);
    List<Argument> arguments = arguments(tree, method);
    noteCall(tree);
    return inline(tree, method, path, arguments);
  }

  private Expr library(MethodInvocationTree tree, ExecutableElement method, String owner) {
    LibraryFunction function = LibraryFunction.find(owner, method.getSimpleName().toString());
    if (function == null) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          Texts.shorten(tree.getMethodSelect())
              + " is not among the methods that operators can call\n"
              + "use Math.abs, min, max, sqrt, fma, floor, ceil, rint, floorDiv or floorMod, or a"
              + " static method of your own");
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
    DType result = lowering.dtype(tree);
    return Conversions.cast(result, function.apply(lowering, values, lowering.span(tree)));
  }

  /** javac's code generator notes the line of a call after its arguments. */
  private void noteCall(MethodInvocationTree tree) {
    lowering.frame.line = lowering.frame.file.preferredLine(tree);
  }

  private TreePath inlinable(MethodInvocationTree tree, ExecutableElement method) {
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
    }
    TreePath path = lowering.compilation.path(method);
    if (path == null) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          name
              + " has no source in this compilation, so it cannot be inlined\n"
              + "compile its class together with this one");
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
    return path;
  }

  /** A value, or an array, for one parameter. */
  private record Argument(VariableElement parameter, @Nullable View view, @Nullable Expr value) {}

  private List<Argument> arguments(MethodInvocationTree tree, ExecutableElement method) {
    List<View> views = new ArrayList<>();
    List<Supplier<Expr>> operands = new ArrayList<>();
    for (int i = 0; i < tree.getArguments().size(); i++) {
      ExpressionTree argument = tree.getArguments().get(i);
      VariableElement parameter = method.getParameters().get(i);
      DType type = JavaTypes.primitive(parameter.asType());
      operands.add(() -> type == null ? array(argument, views) : scalar(argument, type, views));
    }
    List<Expr> values = lowering.inOrder(operands);
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      boolean isArray = JavaTypes.primitive(parameter.asType()) == null;
      arguments.add(
          isArray
              ? new Argument(parameter, views.get(i), null)
              : new Argument(parameter, null, values.get(i)));
    }
    return arguments;
  }

  private Expr array(ExpressionTree argument, List<View> views) {
    if (JavaTypes.primitive(JavaTypes.element(lowering.type(argument))) == null) {
      lowering.dtype(argument);
    }
    View view = lowering.arrays.view(argument);
    views.add(view);
    return Expr.Const.int32(0, lowering.span(argument)); // an array's place among the operands
  }

  private Expr scalar(ExpressionTree argument, DType type, List<View> views) {
    Expr value = lowering.exprs.value(argument, type);
    views.add(new View(Buffer.local("", type, List.of(), value.span()), List.of(), type, ""));
    return value;
  }

  private @Nullable Expr inline(
      MethodInvocationTree call,
      ExecutableElement method,
      TreePath path,
      List<Argument> arguments) {
    MethodTree tree = lowering.compilation.attributed(method, path);
    Frame caller = lowering.frame;
    Span span = lowering.span(call);
    BlockTree body = tree.getBody();
    boolean direct = returnsOnlyAtEnd(body);
    DType type = resultType(call, method);
    Label label = direct ? null : lowering.label(method.getSimpleName() + "_end");
    Buffer result =
        direct || type == null
            ? null
            : lowering.variable("result_of_" + method.getSimpleName(), type, span);
    SourceFile file = lowering.compilation.file(path.getCompilationUnit());
    lowering.frame = new Frame(method, file, path, label, result, caller);
    try {
      lowering.stmts.noteAssigned(body);
      if (label == null) {
        bind(arguments);
        return direct(method, body);
      }
      Stmt inlined =
          lowering.nested(
              span,
              () -> {
                bind(arguments);
                lowering.stmts.lowerAll(body.getStatements());
              });
      lowering.out.emit(new Stmt.Block(label, inlined, span));
    } finally {
      lowering.frame = caller;
    }
    return result == null ? null : lowering.load(result, span);
  }

  private @Nullable DType resultType(MethodInvocationTree call, ExecutableElement method) {
    return method.getReturnType().getKind() == TypeKind.VOID ? null : lowering.dtype(call);
  }

  private void bind(List<Argument> arguments) {
    for (Argument argument : arguments) {
      lowering.stmts.declare(argument.parameter(), argument.view(), argument.value());
    }
  }

  /** Lowers a body whose only return is its last statement, and gives that one's value. */
  private @Nullable Expr direct(ExecutableElement method, BlockTree body) {
    List<? extends StatementTree> statements = body.getStatements();
    int last = statements.size() - 1;
    if (last < 0 || !(statements.get(last) instanceof ReturnTree end)) {
      lowering.stmts.lowerAll(statements);
      return null;
    }
    lowering.stmts.lowerAll(statements.subList(0, last));
    lowering.frame.line = lowering.frame.file.lineOfStatement(end);
    DType type = JavaTypes.primitive(method.getReturnType());
    ExpressionTree value = end.getExpression();
    return value == null || type == null ? null : lowering.exprs.value(value, type);
  }

  private static boolean returnsOnlyAtEnd(BlockTree body) {
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
    return returns[0] == (endsWithReturn ? 1 : 0);
  }
}
