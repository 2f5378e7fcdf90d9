package dev.annotir.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.annotir.processor.ir.Expr;
import org.jspecify.annotations.Nullable;

/** What javac leaves of expressions that constants decide. */
final class Pruned {
  private Pruned() {}

  /**
   * The expression that javac generates code for: of a choice by a constant the operand that is
   * taken, which loses the parentheses around the choice too. The line of that is what javac notes.
   */
  static ExpressionTree of(Lowering lowering, ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      ExpressionTree inner = of(lowering, t.getExpression());
      return inner == t.getExpression() ? tree : inner;
    } else if (tree instanceof ConditionalExpressionTree t) {
      Boolean taken = constant(lowering, t.getCondition());
      return taken == null
          ? tree
          : of(lowering, taken ? t.getTrueExpression() : t.getFalseExpression());
    } else if (tree instanceof BinaryTree t && isShortCircuit(t)) {
      Boolean left = constant(lowering, t.getLeftOperand());
      return left == null
          ? tree
          : of(
              lowering,
              left == (t.getKind() == Tree.Kind.CONDITIONAL_AND)
                  ? t.getRightOperand()
                  : t.getLeftOperand());
    }
    return tree;
  }

  /** Whether javac decides by a condition what it generates code for. */
  static boolean isConstant(Lowering lowering, ExpressionTree condition) {
    ExpressionTree left = of(lowering, condition);
    while (left instanceof ParenthesizedTree inner) {
      left = inner.getExpression();
    }
    // javac folds a complement again, but no other operator.
    return left instanceof UnaryTree not && not.getKind() == Tree.Kind.LOGICAL_COMPLEMENT
        ? isConstant(lowering, not.getExpression())
        : Constants.isConstant(lowering, left);
  }

  private static boolean isShortCircuit(BinaryTree tree) {
    return tree.getKind() == Tree.Kind.CONDITIONAL_AND
        || tree.getKind() == Tree.Kind.CONDITIONAL_OR;
  }

  /** What constants decide that a condition is; null where they do not. */
  static @Nullable Boolean constant(Lowering lowering, ExpressionTree condition) {
    return isConstant(lowering, condition)
            && Constants.fold(lowering.exprs.condition(condition)) instanceof Expr.Const known
        ? known.bits() != 0
        : null;
  }
}
