package dev.annotir.processor.frontend;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.SimpleTreeVisitor;
import com.sun.source.util.TreeScanner;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Java statements; each construct is one method. */
final class StmtLowering extends SimpleTreeVisitor<@Nullable Void, @Nullable Void> {
  private final Lowering lowering;
  private final Jumps jumps;

  /** The Java labels that stand directly before the statement at hand. */
  private Set<String> pendingLabels = Set.of();

  StmtLowering(Lowering lowering) {
    this.lowering = lowering;
    this.jumps = lowering.jumps;
  }

  void lowerAll(List<? extends StatementTree> statements) {
    statements.forEach(this::lower);
  }

  void lower(StatementTree tree) {
    lowering.frame.line = lowering.frame.file.lineOfStatement(tree);
    visit(tree, null);
  }

  private Stmt nested(StatementTree tree) {
    return lowering.nested(lowering.span(tree), () -> lower(tree));
  }

  /** Notes in the frame which variables of a body are assigned after their declaration. */
  void noteAssigned(BlockTree body) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitAssignment(AssignmentTree t, @Nullable Void unused) {
        note(t.getVariable());
        return super.visitAssignment(t, null);
      }

      @Override
      public @Nullable Void visitCompoundAssignment(
          CompoundAssignmentTree t, @Nullable Void unused) {
        note(t.getVariable());
        return super.visitCompoundAssignment(t, null);
      }

      @Override
      public @Nullable Void visitUnary(UnaryTree t, @Nullable Void unused) {
        switch (t.getKind()) {
          case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
              note(t.getExpression());
          default -> {}
        }
        return super.visitUnary(t, null);
      }

      private void note(ExpressionTree target) {
        if (target instanceof ParenthesizedTree t) {
          note(t.getExpression());
        } else if (target instanceof IdentifierTree t
            && lowering.element(t) instanceof VariableElement variable) {
          lowering.frame.assigned.add(variable);
        }
      }
    }.scan(body, null);
  }

  @Override
  protected @Nullable Void defaultAction(Tree tree, @Nullable Void unused) {
    throw lowering.error(Id.UNSUPPORTED, tree, Unsupported.statement(tree));
  }

  @Override
  public @Nullable Void visitEmptyStatement(EmptyStatementTree tree, @Nullable Void unused) {
    return null;
  }

  @Override
  public @Nullable Void visitBlock(BlockTree tree, @Nullable Void unused) {
    Runnable statements = () -> lowerAll(tree.getStatements());
    lowering.out.emit(lowering.nested(lowering.span(tree), statements));
    return null;
  }

  @Override
  public @Nullable Void visitExpressionStatement(
      ExpressionStatementTree tree, @Nullable Void unused) {
    lowering.exprs.effect(tree.getExpression());
    return null;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
    VariableElement variable = (VariableElement) lowering.element(tree);
    ExpressionTree initializer = tree.getInitializer();
    if (lowering.frame.hoisted.contains(variable)) {
      initialize(lowering.bindings.get(variable), initializer);
      return null;
    } else if (JavaTypes.rank(variable.asType()) > 0) {
      lowering.arrays.declare(tree, variable);
      return null;
    }
    DType type = JavaTypes.primitive(variable.asType());
    if (type == null) {
      throw lowering.errorAtName(
          Id.UNSUPPORTED_TYPE,
          tree,
          variable.getSimpleName()
              + " is a "
              + variable.asType()
              + ", and operators have only primitives and arrays of them\n"
              + Unsupported.insteadOf(variable.asType()));
    }
    Expr value = initializer == null ? null : lowering.exprs.value(initializer, type);
    if (value == null) {
      lowering.bindings.put(
          variable,
          new Binding.Variable(
              lowering.variable(tree.getName().toString(), type, lowering.span(tree))));
    } else if (variable.getConstantValue() == null) {
      declare(variable, value);
    }
    return null;
  }

  /** Gives a variable that stands there already its first value, if it has one. */
  private void initialize(@Nullable Binding binding, @Nullable ExpressionTree initializer) {
    if (initializer != null && binding instanceof Binding.Variable variable) {
      Buffer buffer = variable.buffer();
      lowering.store(buffer, lowering.exprs.value(initializer, buffer.dtype()));
    } else if (initializer != null && binding instanceof Binding.Arrays arrays) {
      arrays.variable().assign(lowering.arrays.view(initializer), initializer);
    }
  }

  /** Gives a local variable or parameter its first value. */
  void declare(VariableElement variable, Expr value) {
    String name = variable.getSimpleName().toString();
    if (lowering.frame.assigned.contains(variable)) {
      Buffer buffer = lowering.variable(name, value.dtype(), value.span());
      lowering.store(buffer, value);
      lowering.bindings.put(variable, new Binding.Variable(buffer));
    } else {
      Expr folded = Constants.fold(value);
      Expr fixed = folded instanceof Expr.Const ? folded : lowering.fix(name, value);
      lowering.bindings.put(variable, new Binding.Value(fixed));
    }
  }

  @Override
  public @Nullable Void visitIf(IfTree tree, @Nullable Void unused) {
    StatementTree elseTree = tree.getElseStatement();
    Boolean known = Pruned.constant(lowering, tree.getCondition());
    if (known != null) {
      StatementTree taken = known ? tree.getThenStatement() : elseTree;
      if (taken != null) {
        lowering.out.emit(nested(taken));
      }
      return null;
    }
    Span span = lowering.span(tree);
    // Of a disjunction it is the failing that is a conjunction.
    boolean swapped = ExprLowering.isDisjunction(tree.getCondition());
    Label otherwise = lowering.label("otherwise");
    Emitter test = new Emitter();
    Expr holds =
        lowering.into(
            test, () -> lowering.exprs.remaining(tree.getCondition(), swapped, otherwise));
    Stmt thenCase = nested(tree.getThenStatement());
    Stmt elseCase = elseTree == null ? Stmt.nop(span) : nested(elseTree);
    Stmt first = swapped ? elseCase : thenCase;
    Stmt second = swapped ? thenCase : elseCase;
    if (test.isEmpty()) {
      lowering.out.emit(new Stmt.IfThenElse(holds, first, second, span));
    } else if (second.isNop()) {
      Stmt choice = new Stmt.IfThenElse(holds, first, second, span);
      lowering.out.emit(new Stmt.Block(otherwise, after(test, choice, span), span));
    } else {
      Label end = lowering.label("end_if");
      Stmt exit = new Stmt.Exit(end, span);
      Stmt taken = new Stmt.SeqStmt(List.of(first, exit), span);
      Stmt choice = new Stmt.IfThenElse(holds, taken, Stmt.nop(span), span);
      Stmt tested = new Stmt.Block(otherwise, after(test, choice, span), span);
      lowering.out.emit(new Stmt.Block(end, new Stmt.SeqStmt(List.of(tested, second), span), span));
    }
    return null;
  }

  /** What a condition emitted, then {@code stmt}. */
  private Stmt after(Emitter test, Stmt stmt, Span span) {
    return lowering.into(
        test,
        () -> {
          lowering.out.emit(stmt);
          return test.finish(span);
        });
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
    Set<String> names = takeLabels();
    Span span = lowering.span(tree);
    Runnable whole =
        () -> {
          lowerAll(tree.getInitializer());
          ExpressionTree condition = tree.getCondition();
          loop(span, names, condition, tree.getStatement(), () -> lowerAll(tree.getUpdate()), true);
        };
    lowering.out.emit(lowering.nested(span, whole));
    return null;
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
    Set<String> names = takeLabels();
    loop(lowering.span(tree), names, tree.getCondition(), tree.getStatement(), () -> {}, true);
    return null;
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
    Set<String> names = takeLabels();
    loop(lowering.span(tree), names, tree.getCondition(), tree.getStatement(), () -> {}, false);
    return null;
  }

  private void loop(
      Span span,
      Set<String> names,
      @Nullable ExpressionTree condition,
      StatementTree body,
      Runnable update,
      boolean testFirst) {
    lowering.inLoop(() -> lowerLoop(span, names, condition, body, update, testFirst));
  }

  private void lowerLoop(
      Span span,
      Set<String> names,
      @Nullable ExpressionTree condition,
      StatementTree body,
      Runnable update,
      boolean testFirst) {
    Label next = jumps.enterLoop(names);
    Label end = jumps.end();
    Emitter test = new Emitter();
    Stmt loop;
    if (testFirst) {
      Expr holds = lowering.into(test, () -> test(condition, end, span));
      Stmt round =
          lowering.nested(
              span,
              () -> {
                body(next, body);
                update.run();
              });
      loop =
          test.isEmpty()
              ? new Stmt.While(holds, round, span)
              : forever(leaveUnless(test, holds, end, round, span), span);
    } else {
      Stmt round = lowering.nested(span, () -> body(next, body));
      Expr holds = lowering.into(test, () -> test(condition, end, span));
      Stmt rest = leaveUnless(test, holds, end, Stmt.nop(span), span);
      loop = forever(new Stmt.SeqStmt(List.of(round, rest), span), span);
    }
    jumps.leave(loop, span);
  }

  private static Stmt forever(Stmt body, Span span) {
    return new Stmt.While(Expr.Const.bool(true, span), body, span);
  }

  /** What computes a condition, then leaves the loop unless it holds, then {@code rest}. */
  private Stmt leaveUnless(Emitter test, Expr holds, Label end, Stmt rest, Span span) {
    Stmt exit = jumps.exit(end, span);
    Stmt leave = new Stmt.IfThenElse(holds, Stmt.nop(span), exit, span);
    return after(test, new Stmt.SeqStmt(List.of(leave, rest), span), span);
  }

  private Expr test(@Nullable ExpressionTree condition, Label end, Span span) {
    if (condition == null) {
      return Expr.Const.bool(true, span);
    }
    lowering.noteLine(condition);
    return lowering.exprs.remaining(condition, false, end);
  }

  /** A loop's body, whose end continue goes to. */
  private void body(Label next, StatementTree tree) {
    Stmt body = nested(tree);
    lowering.out.emit(jumps.block(next, body, body.span()));
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
    Set<String> names = takeLabels();
    ExpressionTree expression = tree.getExpression();
    if (JavaTypes.rank(lowering.type(expression)) == 0) {
      throw lowering.error(
          Id.UNSUPPORTED, expression, "operators loop only over arrays\nwrite an array here");
    }
    if (!takesElements((VariableElement) lowering.element(tree.getVariable()), expression)) {
      throw new Compilation.ErroneousTree();
    }
    lowering.frame.line = lowering.span(expression).line();
    View array = lowering.arrays.view(expression);
    lowering.holders.holding(
        array,
        () -> {
          lowering.inLoop(() -> overElements(array, tree, names));
          return array;
        });
    return null;
  }

  /** Whether a variable can take an array's elements; javac types a loop that it refuses. */
  private boolean takesElements(VariableElement variable, ExpressionTree array) {
    TypeMirror type = lowering.type(array);
    boolean isBool = JavaTypes.element(type).getKind() == TypeKind.BOOLEAN;
    return JavaTypes.rank(variable.asType()) == JavaTypes.rank(type) - 1
        && isBool == (JavaTypes.element(variable.asType()).getKind() == TypeKind.BOOLEAN);
  }

  private void overElements(View array, EnhancedForLoopTree tree, Set<String> names) {
    Span span = lowering.span(tree);
    Label next = jumps.enterLoop(names);
    VariableElement variable = (VariableElement) lowering.element(tree.getVariable());
    Expr.Var index = new Expr.Var(lowering.names.fresh("i"), DType.INT32, span);
    Stmt body =
        lowering.nested(
            span,
            () -> {
              View at = array.at(index, variable.getSimpleName().toString());
              DType type = JavaTypes.primitive(variable.asType());
              if (type == null) {
                lowering.arrays.declare(variable, at, tree.getVariable());
              } else {
                declare(variable, Conversions.cast(type, lowering.elements.load(at, span)));
              }
              body(next, tree.getStatement());
            });
    Expr extent = Expr.Const.int32(array.length(), span);
    jumps.leave(new Stmt.For(index, extent, body, span), span);
  }

  @Override
  public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void unused) {
    Set<String> names = new HashSet<>(pendingLabels);
    names.add(tree.getLabel().toString());
    StatementTree statement = tree.getStatement();
    switch (statement.getKind()) {
      case FOR_LOOP, ENHANCED_FOR_LOOP, WHILE_LOOP, DO_WHILE_LOOP, LABELED_STATEMENT -> {
        pendingLabels = names;
        lower(statement);
      }
      default -> {
        pendingLabels = Set.of();
        jumps.enterLabelled(names, tree.getLabel().toString());
        Stmt body = nested(statement);
        jumps.leave(body, body.span());
      }
    }
    return null;
  }

  private Set<String> takeLabels() {
    Set<String> labels = pendingLabels;
    pendingLabels = Set.of();
    return labels;
  }

  @Override
  public @Nullable Void visitBreak(BreakTree tree, @Nullable Void unused) {
    jumps.breakTo(tree.getLabel(), lowering.span(tree));
    return null;
  }

  @Override
  public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void unused) {
    jumps.continueTo(tree.getLabel(), lowering.span(tree));
    return null;
  }

  @Override
  public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void unused) {
    lowering.switches.run(tree);
    return null;
  }

  @Override
  public @Nullable Void visitYield(YieldTree tree, @Nullable Void unused) {
    lowering.switches.giveAndLeave(tree);
    return null;
  }

  @Override
  public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void unused) {
    lowering.exceptions.throwNew(tree);
    return null;
  }

  @Override
  public @Nullable Void visitAssert(AssertTree tree, @Nullable Void unused) {
    lowering.exceptions.check(tree);
    return null;
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void unused) {
    Frame frame = lowering.frame;
    ExpressionTree value = tree.getExpression();
    Buffer result = frame.result;
    if (value != null && frame.array != null) {
      frame.array.assign(lowering.arrays.view(value), value);
    } else if (value != null && result != null) {
      returnValue(value, result);
    }
    if (frame.returnLabel == null) {
      throw new CompilerBug("return within " + frame.method);
    }
    lowering.out.emit(jumps.exit(frame.returnLabel, lowering.span(tree)));
    return null;
  }

  private void returnValue(ExpressionTree tree, Buffer result) {
    if (result.isScalar()) {
      lowering.store(result, lowering.exprs.value(tree, result.dtype()));
      return;
    }
    View view = lowering.arrays.view(tree);
    if (!view.shape().equals(result.shape())) {
      throw lowering.error(
          Id.ARRAY_SHAPE,
          tree,
          "the shape of "
              + Texts.shorten(tree)
              + " is "
              + view.shape()
              + ", but @Tensor says "
              + result.shape()
              + "\nreturn an array of that shape");
    }
    View target = View.whole(result, view.javaType(), result.name());
    lowering.elements.copy(view, target, lowering.span(tree));
  }
}
