package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a constant array that other code of its compilation unit may write: what operators do
 * with it is checked where they are lowered.
 */
final class ConstantUses extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Compilation compilation;
  private final SourceFile file;
  private final VariableElement field;
  private final Span use;

  /** The methods that were lowered and may give the array to their callers. */
  private final Set<ExecutableElement> givers = new LinkedHashSet<>();

  private ConstantUses(Compilation compilation, SourceFile file, VariableElement field, Span use) {
    this.compilation = compilation;
    this.file = file;
    this.field = field;
    this.use = use;
  }

  static void check(
      Compilation compilation,
      SourceFile file,
      VariableElement field,
      Span use,
      Consumer<Diagnostic> report) {
    try {
      ConstantUses uses = new ConstantUses(compilation, file, field, use);
      int known;
      do {
        known = uses.givers.size();
        uses.scan(new TreePath(file.unit()), null);
      } while (uses.givers.size() > known);
    } catch (UserError e) {
      report.accept(e.diagnostic());
    }
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    note(tree.getName().contentEquals(field.getSimpleName()));
    return null;
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    note(tree.getIdentifier().contentEquals(field.getSimpleName()));
    return super.visitMemberSelect(tree, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
    if (!givers.isEmpty()
        && compilation.trees().getElement(getCurrentPath()) instanceof ExecutableElement method
        && givers.contains(method)) {
      refuseChange();
    }
    return super.visitMethodInvocation(tree, null);
  }

  private void note(boolean hasName) {
    if (hasName && refersToField()) {
      refuseChange();
    }
  }

  private void refuseChange() {
    if (changes(getCurrentPath())) {
      throw new UserError(
          Id.BAD_CONSTANT,
          use,
          field.getSimpleName()
              + " is no constant: line "
              + file.span(getCurrentPath().getLeaf()).line()
              + " may change its elements\n"
              + "let a static method make the array with its elements, and nothing change it later;"
              + " or pass it as a parameter");
    }
  }

  private boolean refersToField() {
    Element element = compilation.trees().getElement(getCurrentPath());
    return field.equals(element);
  }

  /** Whether the use at this path may write an element, or hands the array to code that may. */
  private boolean changes(TreePath path) {
    Tree child = path.getLeaf();
    TreePath parentPath = path.getParentPath();
    Tree parent = parentPath.getLeaf();
    if (parent instanceof ParenthesizedTree || isAccessInto(parent, child)) {
      return changes(parentPath);
    } else if (parent instanceof AssignmentTree t && t.getVariable() == child) {
      return child instanceof ArrayAccessTree && !isLowered(path);
    } else if (parent instanceof CompoundAssignmentTree || parent instanceof UnaryTree) {
      return writes(parent, child) && !isLowered(path);
    } else if (parent instanceof EnhancedForLoopTree) {
      return isArray(path)
          && JavaTypes.rank(compilation.trees().getTypeMirror(path)) > 1
          && !isLowered(path);
    } else if (parent instanceof MemberSelectTree t) {
      // A copy of an array of rows has the same rows.
      return t.getIdentifier().contentEquals("clone")
          && JavaTypes.rank(compilation.trees().getTypeMirror(path)) > 1;
    } else if (parent instanceof BinaryTree) {
      return false; // a comparison
    }
    return isArray(path) && !staysLowered(path);
  }

  private static boolean isAccessInto(Tree parent, Tree child) {
    return parent instanceof ArrayAccessTree t && t.getExpression() == child;
  }

  private static boolean writes(Tree parent, Tree child) {
    return switch (parent.getKind()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      default -> parent instanceof CompoundAssignmentTree t && t.getVariable() == child;
    };
  }

  private boolean isArray(TreePath path) {
    return path.getLeaf() instanceof ExpressionTree
        && JavaTypes.rank(compilation.trees().getTypeMirror(path)) > 0;
  }

  /** Whether the array stays in methods that were lowered; its callers are looked at later. */
  private boolean staysLowered(TreePath path) {
    Element code = loweredCode(path);
    if (code instanceof ExecutableElement method && JavaTypes.rank(method.getReturnType()) > 0) {
      givers.add(method);
    }
    return code != null;
  }

  private boolean isLowered(TreePath path) {
    return loweredCode(path) != null;
  }

  /**
   * The method that the use stands in, or the field whose initialiser it stands in, if that was
   * lowered, which finds stores through other names; else null.
   */
  private @Nullable Element loweredCode(TreePath path) {
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      Tree leaf = p.getLeaf();
      Element element =
          leaf instanceof MethodTree || leaf instanceof VariableTree
              ? compilation.trees().getElement(p)
              : null;
      if (leaf instanceof MethodTree || element != null && element.getKind().isField()) {
        return element != null && compilation.isLowered(element) ? element : null;
      }
    }
    return null;
  }
}
