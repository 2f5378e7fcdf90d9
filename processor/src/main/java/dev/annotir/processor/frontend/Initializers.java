package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.StoredField;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.InexactCall;
import dev.annotir.processor.ir.Interpreter;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Outcome;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Runs the initialisers of static fields, as Java does when it initialises their class. */
final class Initializers {
  /** As many steps of the interpreter as take about a second. */
  private static final long STEPS = 1L << 25;

  private final Compilation compilation;
  private final ConstantArrays arrays;

  /** The fields whose initialisers are being run, the innermost first. */
  private final Deque<VariableElement> running = new ArrayDeque<>();

  private final Map<VariableElement, List<InexactCall>> inexact = new HashMap<>();

  Initializers(Compilation compilation, ConstantArrays arrays) {
    this.compilation = compilation;
    this.arrays = arrays;
  }

  /** The elements of an array, or one value, for which the shape is empty. */
  record Value(List<Integer> shape, ConstantData elements) {}

  /** The calls in a field's initialiser that may have other bits on the JVM. */
  List<InexactCall> inexact(VariableElement field) {
    return inexact.getOrDefault(field, List.of());
  }

  /**
   * The value of an expression in the initialiser of a field.
   *
   * @param path of the field
   * @param use where an operator names the field
   */
  Value run(
      VariableElement field, TreePath path, ExpressionTree tree, DType type, int rank, Span use) {
    SourceFile file = compilation.file(path.getCompilationUnit());
    running.push(field);
    try {
      ArrayPlan plan = new ArrayPlan();
      PrimFunc function = function(file, path, tree, type, rank, plan);
      while (plan.takeChanged()) {
        function = function(file, path, tree, type, rank, plan);
      }
      inexact.computeIfAbsent(field, f -> new ArrayList<>()).addAll(function.inexact());
      return run(function, field, use);
    } catch (UserError e) {
      Span place = e.diagnostic().span();
      String cause = e.diagnostic().text().lines().findFirst().orElse("");
      throw unknown(field, cause + " (" + place + ")", use);
    } finally {
      running.pop();
    }
  }

  /**
   * The value of an element of an array's initialiser.
   *
   * @param lowering has not emitted anything
   */
  long element(
      VariableElement field, TreePath path, ExpressionTree tree, DType type, Lowering lowering) {
    running.push(field);
    try {
      Expr value = Constants.fold(lowering.exprs.value(tree, type));
      if (value instanceof Expr.Const c && lowering.isUnused()) {
        return c.bits();
      }
    } catch (UserError e) {
      // It is met again, and reported.
    } finally {
      running.pop();
    }
    return run(field, path, tree, type, 0, lowering.span(tree)).elements().get(0);
  }

  /** The call of {@code Params.load} that an initialiser is; null if it is something else. */
  @Nullable MethodInvocationTree load(SourceFile file, TreePath path, ExpressionTree initializer) {
    ExpressionTree tree = initializer;
    while (tree instanceof ParenthesizedTree t) {
      tree = t.getExpression();
    }
    return tree instanceof MethodInvocationTree call
            && Lowering.ofInitializer(compilation, arrays, file, path).element(call)
                instanceof ExecutableElement method
            && LoadedArray.isLoad(method)
        ? call
        : null;
  }

  /** The array of such a call. */
  Value loaded(SourceFile file, TreePath path, MethodInvocationTree load) {
    LoadedArray array =
        LoadedArray.of(Lowering.ofInitializer(compilation, arrays, file, path), load);
    return new Value(array.shape(), array.data());
  }

  /** Whether an initialiser is being run. */
  boolean isRunning() {
    return !running.isEmpty();
  }

  /** What gives the value, without parameters. */
  private PrimFunc function(
      SourceFile file, TreePath path, ExpressionTree tree, DType type, int rank, ArrayPlan plan) {
    Lowering lowering = Lowering.ofInitializer(compilation, arrays, file, path, plan);
    Span span = file.span(tree);
    List<Buffer> result = new ArrayList<>();
    Stmt body =
        lowering.nested(
            span,
            () -> {
              if (rank == 0) {
                Expr value = lowering.exprs.value(tree, type);
                result.add(result(type, List.of(), span));
                lowering.store(result.get(0), value);
              } else {
                View value = lowering.arrays.view(tree);
                result.add(result(type, value.shape(), span));
                View copy = View.whole(result.get(0), type, "result");
                lowering.elements.copy(value, copy, span);
              }
            });
    return new PrimFunc(
        "initializer",
        "initializer",
        "",
        List.of(),
        result.get(0),
        new Label("end"),
        body,
        Map.of(),
        Map.of(),
        lowering.inexact,
        span);
  }

  private static Buffer result(DType type, List<Integer> shape, Span span) {
    return new Buffer("result", type, shape, shape, Buffer.Scope.RESULT, null, span);
  }

  private static Value run(PrimFunc function, VariableElement field, Span use) {
    Outcome outcome = new Interpreter(function).run(STEPS);
    if (outcome instanceof Outcome.Returned returned) {
      Buffer result = Objects.requireNonNull(function.result());
      long[] elements = Objects.requireNonNull(returned.result());
      return new Value(result.shape(), ConstantData.of(result.dtype(), elements));
    } else if (outcome instanceof Outcome.Faulted faulted) {
      String name = faulted.fault().exceptionSimpleName();
      String place = faulted.fault().file() + ":" + faulted.fault().line();
      throw unknown(field, "its initialiser throws " + name + " (" + place + ")", use);
    }
    throw unknown(field, "its initialiser takes too long", use);
  }

  /**
   * Refuses a field that Java may not have initialised when it runs the initialiser at hand, if
   * any: one of another class, or one that stands later.
   */
  void checkOrder(VariableElement other, Span use) {
    VariableElement field = running.peek();
    if (field == null || other instanceof StoredField) {
      return;
    }
    TreePath path = compilation.path(field);
    TreePath otherPath = compilation.path(other);
    if (path != null && otherPath != null) {
      SourceFile file = compilation.file(path.getCompilationUnit());
      ExpressionTree initializer = ((VariableTree) path.getLeaf()).getInitializer();
      ExpressionTree earlier = ((VariableTree) otherPath.getLeaf()).getInitializer();
      if (initializer != null
          && earlier != null
          && Objects.equals(field.getEnclosingElement(), other.getEnclosingElement())
          && file.start(earlier) < file.start(initializer)) {
        return;
      }
    }
    throw new UserError(
        Id.BAD_CONSTANT,
        use,
        other.getSimpleName()
            + " may not have its value yet when "
            + field.getSimpleName()
            + " is initialised\ndeclare it before, in the same class");
  }

  static UserError unknown(VariableElement field, String cause, Span use) {
    return new UserError(
        Id.BAD_CONSTANT,
        use,
        "the value of "
            + field.getSimpleName()
            + " is not known to the compiler: "
            + cause
            + "\ninitialise it with literals, with constants before it and with static methods that"
            + " operators could call, or pass it as a parameter");
  }
}
