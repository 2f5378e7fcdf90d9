package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.pass.Simplify;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Expressions whose values are known while compiling. */
final class Constants {
  private Constants() {}

  /** The simplest form of a value: a constant where it is known. */
  static Expr fold(Expr e) {
    return Simplify.simplify(e);
  }

  /** Whether Java calls the expression constant, so that javac generates no code for it. */
  static boolean isConstant(Lowering lowering, ExpressionTree tree) {
    boolean[] constant = {true};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree t, @Nullable Void unused) {
        return variable(t);
      }

      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree t, @Nullable Void unused) {
        return variable(t);
      }

      private @Nullable Void variable(ExpressionTree t) {
        constant[0] &=
            lowering.element(t) instanceof VariableElement v && v.getConstantValue() != null;
        return null;
      }

      @Override
      public @Nullable Void visitMethodInvocation(MethodInvocationTree t, @Nullable Void unused) {
        return varies();
      }

      @Override
      public @Nullable Void visitArrayAccess(ArrayAccessTree t, @Nullable Void unused) {
        return varies();
      }

      @Override
      public @Nullable Void visitAssignment(AssignmentTree t, @Nullable Void unused) {
        return varies();
      }

      @Override
      public @Nullable Void visitCompoundAssignment(
          CompoundAssignmentTree t, @Nullable Void unused) {
        return varies();
      }

      @Override
      public @Nullable Void visitUnary(UnaryTree t, @Nullable Void unused) {
        return t.getKind().toString().endsWith("CREMENT") ? varies() : super.visitUnary(t, null);
      }

      @Override
      public @Nullable Void visitSwitchExpression(SwitchExpressionTree t, @Nullable Void unused) {
        return varies();
      }

      private @Nullable Void varies() {
        constant[0] = false;
        return null;
      }
    }.scan(tree, null);
    return constant[0];
  }
}
