package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ArrayTypeTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TreeVisitor;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import java.util.List;
import javax.lang.model.element.Name;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/**
 * Expressions and the types within them. A record's components are the methods of its interface
 * that are stored, in that order.
 */
final class StoredExpressions {
  private StoredExpressions() {}

  record ArrayAccess(Attribution at, ExpressionTree getExpression, ExpressionTree getIndex)
      implements StoredTree, ArrayAccessTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitArrayAccess(this, data);
    }
  }

  record Assignment(Attribution at, ExpressionTree getVariable, ExpressionTree getExpression)
      implements StoredTree, AssignmentTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitAssignment(this, data);
    }
  }

  record Binary(Attribution at, ExpressionTree getLeftOperand, ExpressionTree getRightOperand)
      implements StoredTree, BinaryTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitBinary(this, data);
    }
  }

  record CompoundAssignment(
      Attribution at, ExpressionTree getVariable, ExpressionTree getExpression)
      implements StoredTree, CompoundAssignmentTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitCompoundAssignment(this, data);
    }
  }

  record ConditionalExpression(
      Attribution at,
      ExpressionTree getCondition,
      ExpressionTree getTrueExpression,
      ExpressionTree getFalseExpression)
      implements StoredTree, ConditionalExpressionTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitConditionalExpression(this, data);
    }
  }

  record Identifier(Attribution at, Name getName) implements StoredTree, IdentifierTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitIdentifier(this, data);
    }
  }

  record Literal(Attribution at, @Nullable Object getValue) implements StoredTree, LiteralTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitLiteral(this, data);
    }
  }

  record MemberSelect(Attribution at, ExpressionTree getExpression, Name getIdentifier)
      implements StoredTree, MemberSelectTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitMemberSelect(this, data);
    }
  }

  record MethodInvocation(
      Attribution at, ExpressionTree getMethodSelect, List<ExpressionTree> getArguments)
      implements StoredTree, MethodInvocationTree {
    @Override
    public List<Tree> getTypeArguments() {
      return List.of();
    }

    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitMethodInvocation(this, data);
    }
  }

  record NewArray(
      Attribution at,
      @Nullable Tree getType,
      List<ExpressionTree> getDimensions,
      @Nullable List<ExpressionTree> getInitializers)
      implements StoredTree, NewArrayTree {
    @Override
    public List<AnnotationTree> getAnnotations() {
      return List.of();
    }

    @Override
    public List<List<AnnotationTree>> getDimAnnotations() {
      return List.of();
    }

    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitNewArray(this, data);
    }
  }

  record NewClass(Attribution at, ExpressionTree getIdentifier, List<ExpressionTree> getArguments)
      implements StoredTree, NewClassTree {
    @Override
    public @Nullable ExpressionTree getEnclosingExpression() {
      return null;
    }

    @Override
    public List<Tree> getTypeArguments() {
      return List.of();
    }

    @Override
    public @Nullable ClassTree getClassBody() {
      return null;
    }

    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitNewClass(this, data);
    }
  }

  record Parenthesized(Attribution at, ExpressionTree getExpression)
      implements StoredTree, ParenthesizedTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitParenthesized(this, data);
    }
  }

  record SwitchExpression(Attribution at, ExpressionTree getExpression, List<CaseTree> getCases)
      implements StoredTree, SwitchExpressionTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitSwitchExpression(this, data);
    }
  }

  record TypeCast(Attribution at, Tree getType, ExpressionTree getExpression)
      implements StoredTree, TypeCastTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitTypeCast(this, data);
    }
  }

  record Unary(Attribution at, ExpressionTree getExpression) implements StoredTree, UnaryTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitUnary(this, data);
    }
  }

  record ArrayType(Attribution at, Tree getType) implements StoredTree, ArrayTypeTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitArrayType(this, data);
    }
  }

  record PrimitiveType(Attribution at, TypeKind getPrimitiveTypeKind)
      implements StoredTree, PrimitiveTypeTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitPrimitiveType(this, data);
    }
  }

  /**
   * A tree that operators cannot use.
   *
   * @param text the tree as javac prints it, shortened
   */
  record Other(Attribution at, String text) implements StoredTree, ExpressionTree, StatementTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitOther(this, data);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
