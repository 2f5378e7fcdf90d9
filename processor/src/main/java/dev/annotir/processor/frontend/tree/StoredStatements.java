package dev.annotir.processor.frontend.tree;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EmptyStatementTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TreeVisitor;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import java.util.List;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Methods, statements and their parts. A record's components are the methods of its interface that
 * are stored, in that order.
 */
final class StoredStatements {
  private StoredStatements() {}

  record Assert(Attribution at, ExpressionTree getCondition, @Nullable ExpressionTree getDetail)
      implements StoredTree, AssertTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitAssert(this, data);
    }
  }

  record Block(Attribution at, List<StatementTree> getStatements) implements StoredTree, BlockTree {
    @Override
    public boolean isStatic() {
      return false;
    }

    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitBlock(this, data);
    }
  }

  record Break(Attribution at, @Nullable Name getLabel) implements StoredTree, BreakTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitBreak(this, data);
    }
  }

  record Case(
      Attribution at,
      List<ExpressionTree> getExpressions,
      @Nullable List<StatementTree> getStatements,
      @Nullable Tree getBody,
      CaseTree.CaseKind getCaseKind)
      implements StoredTree, CaseTree {
    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public @Nullable ExpressionTree getExpression() {
      return getExpressions.isEmpty() ? null : getExpressions.get(0);
    }

    /** What newer versions of the interface ask for. */
    @SuppressWarnings("MissingOverride") // a preview of Java 17
    public List<ExpressionTree> getLabels() {
      return getExpressions;
    }

    /** What newer versions of the interface ask for. */
    public @Nullable ExpressionTree getGuard() {
      return null;
    }

    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitCase(this, data);
    }
  }

  record Continue(Attribution at, @Nullable Name getLabel) implements StoredTree, ContinueTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitContinue(this, data);
    }
  }

  record DoWhileLoop(Attribution at, ExpressionTree getCondition, StatementTree getStatement)
      implements StoredTree, DoWhileLoopTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitDoWhileLoop(this, data);
    }
  }

  record EmptyStatement(Attribution at) implements StoredTree, EmptyStatementTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitEmptyStatement(this, data);
    }
  }

  record EnhancedForLoop(
      Attribution at,
      VariableTree getVariable,
      ExpressionTree getExpression,
      StatementTree getStatement)
      implements StoredTree, EnhancedForLoopTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitEnhancedForLoop(this, data);
    }
  }

  record ExpressionStatement(Attribution at, ExpressionTree getExpression)
      implements StoredTree, ExpressionStatementTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitExpressionStatement(this, data);
    }
  }

  record ForLoop(
      Attribution at,
      List<StatementTree> getInitializer,
      @Nullable ExpressionTree getCondition,
      List<ExpressionStatementTree> getUpdate,
      StatementTree getStatement)
      implements StoredTree, ForLoopTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitForLoop(this, data);
    }
  }

  record If(
      Attribution at,
      ExpressionTree getCondition,
      StatementTree getThenStatement,
      @Nullable StatementTree getElseStatement)
      implements StoredTree, IfTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitIf(this, data);
    }
  }

  record LabeledStatement(Attribution at, Name getLabel, StatementTree getStatement)
      implements StoredTree, LabeledStatementTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitLabeledStatement(this, data);
    }
  }

  record Return(Attribution at, @Nullable ExpressionTree getExpression)
      implements StoredTree, ReturnTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitReturn(this, data);
    }
  }

  record Switch(Attribution at, ExpressionTree getExpression, List<CaseTree> getCases)
      implements StoredTree, SwitchTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitSwitch(this, data);
    }
  }

  record Throw(Attribution at, ExpressionTree getExpression) implements StoredTree, ThrowTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitThrow(this, data);
    }
  }

  record Variable(Attribution at, Name getName, @Nullable ExpressionTree getInitializer)
      implements StoredTree, VariableTree {
    @Override
    public @Nullable ModifiersTree getModifiers() {
      return null;
    }

    @Override
    public @Nullable ExpressionTree getNameExpression() {
      return null;
    }

    @Override
    public @Nullable Tree getType() {
      return null;
    }

    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitVariable(this, data);
    }
  }

  record WhileLoop(Attribution at, ExpressionTree getCondition, StatementTree getStatement)
      implements StoredTree, WhileLoopTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitWhileLoop(this, data);
    }
  }

  record Yield(Attribution at, ExpressionTree getValue) implements StoredTree, YieldTree {
    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitYield(this, data);
    }
  }

  record Method(
      Attribution at, Name getName, List<VariableTree> getParameters, @Nullable BlockTree getBody)
      implements StoredTree, MethodTree {
    @Override
    public @Nullable ModifiersTree getModifiers() {
      return null;
    }

    @Override
    public @Nullable Tree getReturnType() {
      return null;
    }

    @Override
    public List<TypeParameterTree> getTypeParameters() {
      return List.of();
    }

    @Override
    public @Nullable VariableTree getReceiverParameter() {
      return null;
    }

    @Override
    public List<ExpressionTree> getThrows() {
      return List.of();
    }

    @Override
    public @Nullable Tree getDefaultValue() {
      return null;
    }

    @Override
    public <R, D> R accept(TreeVisitor<R, D> visitor, D data) {
      return visitor.visitMethod(this, data);
    }
  }
}
