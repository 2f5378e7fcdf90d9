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
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Inlines static methods: their parameters become what is passed, their returns jumps. */
final class Inlining {
  private final Lowering lowering;

  Inlining(Lowering lowering) {
    this.lowering = lowering;
  }

  /** What a call gives: a value, an array, or nothing. */
  record Result(@Nullable Expr value, @Nullable View array) {
    static final Result NONE = new Result(null, null);
  }

  /** A value, or an array, for one parameter. */
  record Argument(@Nullable View view, @Nullable Expr value) {}

  /** Refuses a method that cannot be inlined. */
  void check(MethodInvocationTree tree, ExecutableElement method) {
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
    String kind = otherKind(method);
    if (!kind.isEmpty()) {
      throw lowering.error(
          Id.UNSUPPORTED_CALL,
          tree,
          name + " is " + kind + ", so it cannot be inlined\nwrite a plain static method");
    }
  }

  /** What a method is beyond a plain one; empty for a plain one. */
  private static String otherKind(ExecutableElement method) {
    return method.isVarArgs()
        ? "varargs"
        : !method.getTypeParameters().isEmpty()
            ? "generic"
            : method.getModifiers().contains(Modifier.NATIVE)
                ? "native"
                : method.getModifiers().contains(Modifier.SYNCHRONIZED) ? "synchronized" : "";
  }

  /** Emits the body of a method with its parameters bound, and gives what it returns. */
  Result inline(
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
