package dev.annotir.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.TypeCastTree;
import dev.annotir.processor.ir.Expr;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The texts of constant expressions, as Java's string conversion gives them. */
final class ConstantTexts {
  private final Lowering lowering;

  ConstantTexts(Lowering lowering) {
    this.lowering = lowering;
  }

  /** The text of an expression, or null where Java does not call it constant. */
  @Nullable String of(ExpressionTree tree) {
    TypeMirror type = lowering.type(tree);
    if (JavaTypes.primitive(type) != null) {
      return ofPrimitive(tree);
    } else if (!type.toString().equals("java.lang.String")) {
      return null;
    } else if (tree instanceof LiteralTree t) {
      return (String) t.getValue();
    } else if (tree instanceof ParenthesizedTree t) {
      return of(t.getExpression());
    } else if (tree instanceof TypeCastTree t) {
      return isString(t.getExpression()) ? of(t.getExpression()) : null;
    } else if (tree instanceof BinaryTree t) {
      String left = of(t.getLeftOperand());
      String right = left == null ? null : of(t.getRightOperand());
      return right == null ? null : left + right;
    } else if (tree instanceof ConditionalExpressionTree t) {
      return chosen(t);
    }
    boolean isName = tree instanceof IdentifierTree || tree instanceof MemberSelectTree;
    return isName
            && lowering.element(tree) instanceof VariableElement v
            && v.getConstantValue() instanceof String text
        ? text
        : null;
  }

  private boolean isString(ExpressionTree tree) {
    return lowering.type(tree).toString().equals("java.lang.String");
  }

  private @Nullable String chosen(ConditionalExpressionTree tree) {
    String condition = of(tree.getCondition());
    String ifTrue = of(tree.getTrueExpression());
    String ifFalse = of(tree.getFalseExpression());
    if (condition == null || ifTrue == null || ifFalse == null) {
      return null;
    }
    return condition.equals("true") ? ifTrue : ifFalse;
  }

  private @Nullable String ofPrimitive(ExpressionTree tree) {
    if (!Constants.isConstant(lowering, tree)) {
      return null;
    }
    Emitter none = new Emitter();
    Expr value = lowering.into(none, () -> Constants.fold(lowering.exprs.value(tree)));
    return value instanceof Expr.Const c && none.isEmpty() ? text(c) : null;
  }

  /** The text of a value of one of Java's primitive types. */
  private static String text(Expr.Const value) {
    long bits = value.bits();
    return switch (value.dtype()) {
      case BOOL -> Boolean.toString(bits != 0);
      case UINT16 -> Character.toString((char) bits);
      case FLOAT32 -> Float.toString(Float.intBitsToFloat((int) bits));
      case FLOAT64 -> Double.toString(Double.longBitsToDouble(bits));
      default -> Long.toString(bits);
    };
  }
}
