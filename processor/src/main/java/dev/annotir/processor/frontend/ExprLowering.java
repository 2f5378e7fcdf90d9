package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.SimpleTreeVisitor;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import java.util.function.Supplier;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Java expressions of primitive types. A visit gives the value, of the type that Java gives the
 * tree, and emits the side effects and checks before it; each construct is one method.
 */
final class ExprLowering extends SimpleTreeVisitor<Expr, @Nullable Void> {
  private final Lowering lowering;

  ExprLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /** The value of an expression. */
  Expr value(ExpressionTree tree) {
    lowering.type(tree); // what javac refuses is not looked at
    Expr value = visit(tree, null);
    DType type = lowering.dtype(tree);
    if (value.dtype() != type) {
      throw new CompilerBug(Texts.shorten(tree) + " is " + type + ", lowered to " + value.dtype());
    }
    return value;
  }

  /**
   * The value of an expression, converted as by assignment to a variable of that type. Whatever the
   * type of a choice without parentheses, javac's code converts each arm straight to that type.
   */
  Expr value(ExpressionTree tree, DType type) {
    if (tree instanceof ConditionalExpressionTree t) {
      return conditional(t, type, true);
    } else if (tree instanceof SwitchExpressionTree t) {
      lowering.dtype(t);
      return lowering.switches.value(t, type, true);
    }
    return Conversions.cast(type, value(tree));
  }

  /** Emits what an expression does; its value is not needed. */
  void effect(ExpressionTree tree) {
    if (tree instanceof AssignmentTree t && JavaTypes.rank(lowering.type(t.getVariable())) > 0) {
      lowering.arrays.assign(t);
    } else if (tree instanceof AssignmentTree t) {
      assign(t, false);
    } else if (tree instanceof CompoundAssignmentTree t) {
      compound(t, false);
    } else if (tree instanceof UnaryTree t && isIncrement(t)) {
      increment(t, false);
    } else if (tree instanceof MethodInvocationTree t) {
      lowering.calls.call(t);
    } else if (tree instanceof ParenthesizedTree t) {
      effect(t.getExpression());
    } else {
      value(tree);
    }
  }

  /**
   * The value of an expression that decides where the program goes: javac notes no lines for the
   * arms of a conditional there.
   */
  Expr condition(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      return condition(t.getExpression());
    } else if (tree instanceof ConditionalExpressionTree t) {
      return conditional(t, DType.BOOL, false);
    } else if (tree instanceof SwitchExpressionTree t) {
      return lowering.switches.value(t, DType.BOOL, false);
    } else if (lowering.dtype(tree) != DType.BOOL) {
      throw new Compilation.ErroneousTree();
    }
    return value(tree);
  }

  /**
   * What must still hold for a condition to hold, after what was emitted: that leaves to {@code
   * otherwise} where an earlier operand of a conjunction does not hold, so that checks of the later
   * ones come after.
   *
   * @param negated whether the condition is to fail instead
   */
  Expr remaining(ExpressionTree tree, boolean negated, Label otherwise) {
    if (tree instanceof ParenthesizedTree t) {
      return remaining(t.getExpression(), negated, otherwise);
    } else if (tree instanceof UnaryTree t && t.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      return remaining(t.getExpression(), !negated, otherwise);
    } else if (tree instanceof BinaryTree t
        && isConjunction(t, negated)
        && !Pruned.isConstant(lowering, t.getLeftOperand())) {
      lowering.dtype(t); // which is none where javac refuses the operands
      Span span = lowering.span(t);
      Expr left = remaining(t.getLeftOperand(), negated, otherwise);
      Emitter rest = new Emitter();
      Expr right = lowering.into(rest, () -> remaining(t.getRightOperand(), negated, otherwise));
      if (rest.isEmpty()) {
        return new Expr.IfThenElse(left, right, Expr.Const.bool(false, span), span);
      }
      Stmt exit = new Stmt.Exit(otherwise, span);
      lowering.out.emit(new Stmt.IfThenElse(left, Stmt.nop(span), exit, span));
      lowering.out.append(rest);
      return right;
    }
    Expr value = condition(tree);
    return negated ? new Expr.Unary(UnaryOp.NOT, value, value.span()) : value;
  }

  private static boolean isConjunction(BinaryTree tree, boolean negated) {
    return tree.getKind() == (negated ? Tree.Kind.CONDITIONAL_OR : Tree.Kind.CONDITIONAL_AND);
  }

  /** Whether a condition is a disjunction, so that its failing is a conjunction. */
  static boolean isDisjunction(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      return isDisjunction(t.getExpression());
    }
    return tree.getKind() == Tree.Kind.CONDITIONAL_OR;
  }

  @Override
  protected Expr defaultAction(Tree tree, @Nullable Void unused) {
    throw lowering.error(Id.UNSUPPORTED, tree, Unsupported.expression(tree));
  }

  @Override
  public Expr visitParenthesized(ParenthesizedTree tree, @Nullable Void unused) {
    return value(tree.getExpression());
  }

  @Override
  public Expr visitLiteral(LiteralTree tree, @Nullable Void unused) {
    DType type = JavaTypes.primitive(lowering.type(tree));
    if (type == null) {
      return defaultAction(tree, null);
    }
    return Conversions.constant(type, tree.getValue(), lowering.span(tree));
  }

  @Override
  public Expr visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    return variable(tree);
  }

  @Override
  public Expr visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    if (tree.getIdentifier().contentEquals("length")
        && JavaTypes.rank(lowering.type(tree.getExpression())) > 0) {
      View view = lowering.arrays.view(tree.getExpression());
      return Expr.Const.int32(view.length(), lowering.span(tree));
    }
    return variable(tree);
  }

  private Expr variable(ExpressionTree tree) {
    Span span = lowering.span(tree);
    if (!(lowering.element(tree) instanceof VariableElement variable)) {
      return defaultAction(tree, null);
    }
    DType type = lowering.dtype(tree);
    if (variable.getConstantValue() != null) {
      return Conversions.constant(type, variable.getConstantValue(), span);
    }
    Binding binding = lowering.bindings.get(variable);
    if (binding instanceof Binding.Value v) {
      return v.value();
    } else if (binding instanceof Binding.Variable v) {
      return lowering.load(v.buffer(), span);
    } else if (ConstantFields.isCandidate(variable)) {
      Expr value = lowering.constants.value(variable, span, lowering.names);
      lowering.inexact.addAll(lowering.constants.inexact(variable));
      return value;
    }
    throw lowering.error(Id.MUTABLE_FIELD, tree, Unsupported.field(variable));
  }

  @Override
  public Expr visitArrayAccess(ArrayAccessTree tree, @Nullable Void unused) {
    lowering.dtype(tree);
    return lowering.elements.load(lowering.arrays.view(tree), lowering.span(tree));
  }

  @Override
  public Expr visitTypeCast(TypeCastTree tree, @Nullable Void unused) {
    return value(tree.getExpression(), lowering.dtype(tree));
  }

  @Override
  public Expr visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    lowering.dtype(tree);
    Expr value = lowering.calls.call(tree);
    if (value == null) {
      throw new CompilerBug("no value of " + Texts.shorten(tree));
    }
    return value;
  }

  @Override
  public Expr visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void unused) {
    return conditional(tree, lowering.dtype(tree), true);
  }

  @Override
  public Expr visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void unused) {
    return lowering.switches.value(tree, lowering.dtype(tree), true);
  }

  private Expr conditional(ConditionalExpressionTree tree, DType type, boolean notesLines) {
    DType own = lowering.dtype(tree);
    boolean constant = Pruned.isConstant(lowering, tree.getCondition());
    if (notesLines && !constant) {
      lowering.noteLine(tree.getCondition());
    }
    Expr condition = condition(tree.getCondition());
    if (constant && Constants.fold(condition) instanceof Expr.Const known) {
      ExpressionTree taken =
          known.bits() != 0 ? tree.getTrueExpression() : tree.getFalseExpression();
      return notesLines ? Conversions.cast(type, value(taken, own)) : condition(taken);
    }
    Emitter ifTrue = new Emitter();
    Expr a = lowering.into(ifTrue, () -> arm(tree.getTrueExpression(), type, notesLines));
    Emitter ifFalse = new Emitter();
    Expr b = lowering.into(ifFalse, () -> arm(tree.getFalseExpression(), type, notesLines));
    return choose(condition, ifTrue, a, ifFalse, b, lowering.span(tree));
  }

  private Expr arm(ExpressionTree tree, DType type, boolean notesLines) {
    if (!notesLines) {
      return condition(tree);
    }
    lowering.noteLine(tree);
    return value(tree, type);
  }

  /** {@code condition ? a : b}, where the values may need statements before them. */
  private Expr choose(Expr condition, Emitter ifTrue, Expr a, Emitter ifFalse, Expr b, Span span) {
    if (ifTrue.isEmpty() && ifFalse.isEmpty()) {
      return new Expr.IfThenElse(condition, a, b, span);
    }
    Buffer chosen = lowering.variable("chosen", a.dtype(), span);
    lowering.into(ifTrue, () -> storeTo(chosen, a));
    lowering.into(ifFalse, () -> storeTo(chosen, b));
    lowering.out.emit(
        new Stmt.IfThenElse(condition, ifTrue.finish(span), ifFalse.finish(span), span));
    return lowering.load(chosen, span);
  }

  private Buffer storeTo(Buffer buffer, Expr value) {
    lowering.store(buffer, value);
    return buffer;
  }

  @Override
  public Expr visitBinary(BinaryTree tree, @Nullable Void unused) {
    lowering.dtype(tree);
    return switch (tree.getKind()) {
      case CONDITIONAL_AND -> shortCircuit(tree, true);
      case CONDITIONAL_OR -> shortCircuit(tree, false);
      default -> {
        refuseReferences(tree);
        ExpressionTree left = tree.getLeftOperand();
        ExpressionTree right = tree.getRightOperand();
        DType leftType = lowering.dtype(left);
        DType rightType = lowering.dtype(right);
        if ((leftType == DType.BOOL) != (rightType == DType.BOOL)) {
          throw new Compilation.ErroneousTree(); // javac gives it a type nevertheless
        }
        DType common = commonType(tree.getKind(), leftType, rightType);
        List<Expr> operands =
            lowering.inOrder(
                List.of(
                    () -> value(left, common == null ? leftType : common),
                    () -> value(right, common == null ? rightType : common)));
        yield operate(tree.getKind(), operands.get(0), operands.get(1), tree);
      }
    };
  }

  private void refuseReferences(BinaryTree tree) {
    for (ExpressionTree operand : List.of(tree.getLeftOperand(), tree.getRightOperand())) {
      if (JavaTypes.rank(lowering.type(operand)) > 0) {
        boolean isNull =
            tree.getLeftOperand().getKind() == Tree.Kind.NULL_LITERAL
                || tree.getRightOperand().getKind() == Tree.Kind.NULL_LITERAL;
        throw lowering.error(
            Id.UNSUPPORTED_TYPE,
            tree,
            Texts.shorten(tree)
                + " compares arrays by reference, which operators cannot\n"
                + (isNull
                    ? "leave it out: no array of an operator is null"
                    : "compare the elements in a loop"));
      }
      lowering.dtype(operand);
    }
  }

  /** The type to which both operands are promoted; null for shifts, where each keeps its own. */
  private static @Nullable DType commonType(Tree.Kind kind, DType left, DType right) {
    BinaryOp op = Operators.binary(kind);
    if (op == null || op.isShift() || left == DType.BOOL || right == DType.BOOL) {
      return null;
    }
    return JavaTypes.promoted(left, right);
  }

  private Expr shortCircuit(BinaryTree tree, boolean isAnd) {
    Span span = lowering.span(tree);
    Expr left = condition(tree.getLeftOperand());
    if (Constants.fold(left) instanceof Expr.Const known
        && Pruned.isConstant(lowering, tree.getLeftOperand())) {
      return (known.bits() != 0) == isAnd ? condition(tree.getRightOperand()) : known;
    }
    Emitter rest = new Emitter();
    Expr right = lowering.into(rest, () -> condition(tree.getRightOperand()));
    Expr known = Expr.Const.bool(!isAnd, span);
    Emitter none = new Emitter();
    return isAnd
        ? choose(left, rest, right, none, known, span)
        : choose(left, none, known, rest, right, span);
  }

  /** A binary operator, also that of a compound assignment, on operands in Java's order. */
  private Expr operate(Tree.Kind kind, Expr left, Expr right, Tree tree) {
    Span span = lowering.span(tree);
    BinaryOp op = Operators.binary(kind);
    if (op == null) {
      return defaultAction(tree, null);
    }
    if (op.isShift()) {
      Expr a = Conversions.cast(JavaTypes.promoted(left.dtype()), left);
      return new Expr.Binary(op, a, Conversions.cast(DType.INT32, right), span);
    }
    DType type =
        left.dtype() == DType.BOOL ? DType.BOOL : JavaTypes.promoted(left.dtype(), right.dtype());
    Expr a = Conversions.cast(type, left);
    Expr b = Conversions.cast(type, right);
    if (type.isFloat()) {
      return new Expr.Binary(Operators.onFloats(op), a, b, span);
    }
    return op.isDivision()
        ? divide(op, a, b, span, lowering.span(rightOperand(tree)))
        : new Expr.Binary(op, a, b, span);
  }

  private static Tree rightOperand(Tree tree) {
    return tree instanceof BinaryTree t
        ? t.getRightOperand()
        : tree instanceof CompoundAssignmentTree t ? t.getExpression() : tree;
  }

  /** An integer division, which throws where the divisor is zero. */
  Expr divide(BinaryOp op, Expr a, Expr b, Span span, Span divisorSpan) {
    return new Expr.Binary(op, a, nonzero(b, span, divisorSpan), span);
  }

  /** A divisor of integers; throws for zero. */
  Expr nonzero(Expr b, Span span, Span divisorSpan) {
    Expr divisor = lowering.fix("divisor", b);
    Expr zero = Expr.Const.of(b.dtype(), 0, b.span());
    lowering.check(
        new Expr.Binary(BinaryOp.NE, divisor, zero, b.span()),
        Fault.DIVISION_BY_ZERO,
        "java.lang.ArithmeticException",
        "/ by zero",
        span,
        divisorSpan);
    return divisor;
  }

  @Override
  public Expr visitUnary(UnaryTree tree, @Nullable Void unused) {
    if (isIncrement(tree)) {
      return increment(tree, true);
    }
    Span span = lowering.span(tree);
    return switch (tree.getKind()) {
      case UNARY_MINUS -> new Expr.Unary(UnaryOp.NEG, promotedOperand(tree), span);
      case UNARY_PLUS -> promotedOperand(tree);
      case BITWISE_COMPLEMENT -> new Expr.Unary(UnaryOp.NOT, promotedOperand(tree), span);
      case LOGICAL_COMPLEMENT -> new Expr.Unary(UnaryOp.NOT, condition(tree.getExpression()), span);
      default -> defaultAction(tree, null);
    };
  }

  private Expr promotedOperand(UnaryTree tree) {
    Expr operand = value(tree.getExpression());
    return Conversions.cast(JavaTypes.promoted(operand.dtype()), operand);
  }

  private static boolean isIncrement(UnaryTree tree) {
    return switch (tree.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      default -> false;
    };
  }

  /** {@code ++} or {@code --}; gives the value before or after, whichever Java gives. */
  private Expr increment(UnaryTree tree, boolean needed) {
    lowering.dtype(tree);
    Span span = lowering.span(tree);
    Tree.Kind kind = tree.getKind();
    boolean up = kind == Tree.Kind.PREFIX_INCREMENT || kind == Tree.Kind.POSTFIX_INCREMENT;
    boolean post = kind == Tree.Kind.POSTFIX_INCREMENT || kind == Tree.Kind.POSTFIX_DECREMENT;
    Target target = target(tree.getExpression());
    target.check(lowering);
    Expr old = target.load(lowering, span);
    if (needed && post) {
      old = lowering.fix("old", old);
    }
    DType wide = JavaTypes.promoted(target.dtype(), DType.INT32);
    Expr one = Conversions.cast(wide, Expr.Const.int32(1, span));
    BinaryOp op = up ? BinaryOp.ADD : BinaryOp.SUB;
    Expr next = new Expr.Binary(op, Conversions.cast(wide, old), one, span);
    Expr stored = store(target, Conversions.cast(target.dtype(), next), needed && !post);
    return post ? old : stored;
  }

  @Override
  public Expr visitAssignment(AssignmentTree tree, @Nullable Void unused) {
    return assign(tree, true);
  }

  private Expr assign(AssignmentTree tree, boolean needed) {
    Target target = target(tree.getVariable());
    Expr value = holding(target, () -> value(tree.getExpression(), target.dtype()));
    target.check(lowering);
    return store(target, value, needed);
  }

  @Override
  public Expr visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void unused) {
    return compound(tree, true);
  }

  private Expr compound(CompoundAssignmentTree tree, boolean needed) {
    Target target = target(tree.getVariable());
    DType own = lowering.dtype(tree.getExpression());
    BinaryOp op = Operators.binary(tree.getKind());
    if (op != null && !Operators.isDefined(op, target.dtype(), own)) {
      throw new Compilation.ErroneousTree(); // javac gives it the variable's type all the same
    }
    DType common = commonType(tree.getKind(), target.dtype(), own);
    target.check(lowering);
    List<Supplier<Expr>> evaluations =
        List.of(
            () -> target.load(lowering, lowering.span(tree.getVariable())),
            () -> value(tree.getExpression(), common == null ? own : common));
    List<Expr> operands = holding(target, () -> lowering.inOrder(evaluations));
    Expr result = operate(tree.getKind(), operands.get(0), operands.get(1), tree);
    return store(target, Conversions.cast(target.dtype(), result), needed);
  }

  /** What {@code body} gives, before something is stored into the target. */
  private <T> T holding(Target target, Supplier<T> body) {
    return target instanceof Target.Element element
        ? lowering.holders.holding(element.array(), body)
        : body.get();
  }

  /**
   * Stores a value and gives it; where it is needed, as something that a later store cannot change.
   */
  private Expr store(Target target, Expr value, boolean needed) {
    Expr given = needed ? lowering.fix("value", value) : value;
    target.store(lowering, given);
    return given;
  }

  private Target target(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      return target(t.getExpression());
    }
    DType type = lowering.dtype(tree);
    if (tree instanceof ArrayAccessTree access) {
      Target.Element element = lowering.arrays.target(access);
      lowering.elements.refuseConstant(element.array(), access);
      return element;
    }
    if (lowering.element(tree) instanceof VariableElement variable
        && lowering.bindings.get(variable) instanceof Binding.Variable v) {
      return new Target.Variable(v.buffer(), type);
    }
    throw lowering.error(Id.MUTABLE_FIELD, tree, Unsupported.fieldWritten(tree));
  }
}
