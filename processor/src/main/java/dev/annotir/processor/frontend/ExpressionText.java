package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Expressions as Java, and the names of variables, of every compilation alike; other trees as they
 * print themselves.
 */
final class ExpressionText extends SimpleTreeVisitor<String, @Nullable Void> {
  private static final ExpressionText INSTANCE = new ExpressionText();

  private ExpressionText() {}

  static String of(@Nullable Tree tree) {
    return tree == null ? "" : tree.accept(INSTANCE, null);
  }

  private static String all(List<? extends Tree> trees) {
    return trees.stream().map(ExpressionText::of).collect(Collectors.joining(", "));
  }

  @Override
  protected String defaultAction(Tree tree, @Nullable Void unused) {
    return tree.toString();
  }

  @Override
  public String visitArrayAccess(ArrayAccessTree t, @Nullable Void unused) {
    return of(t.getExpression()) + "[" + of(t.getIndex()) + "]";
  }

  @Override
  public String visitAssignment(AssignmentTree t, @Nullable Void unused) {
    return of(t.getVariable()) + " = " + of(t.getExpression());
  }

  @Override
  public String visitBinary(BinaryTree t, @Nullable Void unused) {
    return of(t.getLeftOperand()) + " " + symbol(t) + " " + of(t.getRightOperand());
  }

  @Override
  public String visitCompoundAssignment(CompoundAssignmentTree t, @Nullable Void unused) {
    return of(t.getVariable()) + " " + symbol(t) + " " + of(t.getExpression());
  }

  @Override
  public String visitConditionalExpression(ConditionalExpressionTree t, @Nullable Void unused) {
    return of(t.getCondition())
        + " ? "
        + of(t.getTrueExpression())
        + " : "
        + of(t.getFalseExpression());
  }

  @Override
  public String visitIdentifier(IdentifierTree t, @Nullable Void unused) {
    return t.getName().toString();
  }

  @Override
  public String visitLiteral(LiteralTree t, @Nullable Void unused) {
    Object value = t.getValue();
    return switch (t.getKind()) {
      case LONG_LITERAL -> value + "L";
      case FLOAT_LITERAL -> value + "F";
      case CHAR_LITERAL -> "'" + quoted(String.valueOf(value)) + "'";
      case STRING_LITERAL -> "\"" + quoted(String.valueOf(value)) + "\"";
      default -> String.valueOf(value);
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (char c : text.toCharArray()) {
      int escape = "\b\f\n\r\t'\"\\".indexOf(c);
      if (escape >= 0) {
        quoted.append('\\').append("bfnrt'\"\\".charAt(escape));
      } else if (c < 32 || c > 126) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.toString();
  }

  @Override
  public String visitMemberSelect(MemberSelectTree t, @Nullable Void unused) {
    return of(t.getExpression()) + "." + t.getIdentifier();
  }

  @Override
  public String visitMethodInvocation(MethodInvocationTree t, @Nullable Void unused) {
    return of(t.getMethodSelect()) + "(" + all(t.getArguments()) + ")";
  }

  @Override
  public String visitNewArray(NewArrayTree t, @Nullable Void unused) {
    StringBuilder text = new StringBuilder();
    Tree element = t.getType();
    List<? extends ExpressionTree> elements = t.getInitializers();
    if (element != null) {
      StringBuilder brackets = new StringBuilder(elements == null ? "" : "[]");
      t.getDimensions().forEach(size -> brackets.append('[').append(of(size)).append(']'));
      while (element instanceof ArrayTypeTree array) {
        brackets.append("[]");
        element = array.getType();
      }
      text.append("new ").append(of(element)).append(brackets);
    }
    return elements == null
        ? text.toString()
        : text.append('{').append(all(elements)).append('}').toString();
  }

  @Override
  public String visitParenthesized(ParenthesizedTree t, @Nullable Void unused) {
    return "(" + of(t.getExpression()) + ")";
  }

  @Override
  public String visitTypeCast(TypeCastTree t, @Nullable Void unused) {
    return "(" + of(t.getType()) + ")" + of(t.getExpression());
  }

  @Override
  public String visitPrimitiveType(PrimitiveTypeTree t, @Nullable Void unused) {
    return t.getPrimitiveTypeKind().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String visitArrayType(ArrayTypeTree t, @Nullable Void unused) {
    return of(t.getType()) + "[]";
  }

  @Override
  public String visitVariable(VariableTree t, @Nullable Void unused) {
    return t.getName().toString();
  }

  @Override
  public String visitUnary(UnaryTree t, @Nullable Void unused) {
    String operand = of(t.getExpression());
    return switch (t.getKind()) {
      case POSTFIX_INCREMENT -> operand + "++";
      case POSTFIX_DECREMENT -> operand + "--";
      case PREFIX_INCREMENT -> "++" + operand;
      case PREFIX_DECREMENT -> "--" + operand;
      case UNARY_PLUS -> "+" + operand;
      case UNARY_MINUS -> "-" + operand;
      case BITWISE_COMPLEMENT -> "~" + operand;
      default -> "!" + operand;
    };
  }

  private static String symbol(Tree tree) {
    return switch (tree.getKind()) {
      case MULTIPLY -> "*";
      case DIVIDE -> "/";
      case REMAINDER -> "%";
      case PLUS -> "+";
      case MINUS -> "-";
      case LEFT_SHIFT -> "<<";
      case RIGHT_SHIFT -> ">>";
      case UNSIGNED_RIGHT_SHIFT -> ">>>";
      case LESS_THAN -> "<";
      case GREATER_THAN -> ">";
      case LESS_THAN_EQUAL -> "<=";
      case GREATER_THAN_EQUAL -> ">=";
      case EQUAL_TO -> "==";
      case NOT_EQUAL_TO -> "!=";
      case AND -> "&";
      case XOR -> "^";
      case OR -> "|";
      case CONDITIONAL_AND -> "&&";
      case CONDITIONAL_OR -> "||";
      case MULTIPLY_ASSIGNMENT -> "*=";
      case DIVIDE_ASSIGNMENT -> "/=";
      case REMAINDER_ASSIGNMENT -> "%=";
      case PLUS_ASSIGNMENT -> "+=";
      case MINUS_ASSIGNMENT -> "-=";
      case LEFT_SHIFT_ASSIGNMENT -> "<<=";
      case RIGHT_SHIFT_ASSIGNMENT -> ">>=";
      case UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> ">>>=";
      case AND_ASSIGNMENT -> "&=";
      case XOR_ASSIGNMENT -> "^=";
      case OR_ASSIGNMENT -> "|=";
      default -> tree.getKind().toString();
    };
  }
}
