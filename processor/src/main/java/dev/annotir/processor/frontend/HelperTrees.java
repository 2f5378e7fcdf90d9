package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.frontend.tree.Attribution;
import dev.annotir.processor.frontend.tree.Reference;
import dev.annotir.processor.frontend.tree.StoredVariable;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What javac knows of the trees of one method. */
final class HelperTrees {
  private final Compilation compilation;
  private final SourceFile file;
  private final TreePath owner;
  private final Map<VariableElement, StoredVariable> variables = new HashMap<>();

  HelperTrees(Compilation compilation, SourceFile file, TreePath owner) {
    this.compilation = compilation;
    this.file = file;
    this.owner = owner;
  }

  Attribution attribution(Tree tree) {
    long start = file.start(tree);
    boolean declares = tree instanceof VariableTree || tree instanceof MethodTree;
    Span name = declares ? file.declaration(tree) : new Span("", 0, 0);
    String type = tree instanceof ExpressionTree e ? compilation.descriptors().of(type(e)) : "";
    return new Attribution(
        tree.getKind(),
        file.lineAt(start),
        file.columnAt(start),
        file.preferredLine(tree),
        tree instanceof SwitchExpressionTree ? file.lineAfterSwitch(tree) : 0,
        name.line(),
        name.column(),
        type,
        reference(tree));
  }

  /** What a tree names or declares; null for other trees, and for packages. */
  @Nullable Reference reference(Tree tree) {
    boolean names =
        tree instanceof IdentifierTree
            || tree instanceof MemberSelectTree
            || tree instanceof MethodInvocationTree
            || tree instanceof NewClassTree
            || tree instanceof VariableTree;
    Element element = names ? compilation.trees().getElement(new TreePath(owner, tree)) : null;
    if (element instanceof VariableElement variable) {
      return reference(variable, isOfArray(tree));
    } else if (element instanceof ExecutableElement && isOfArray(tree)) {
      return new Reference.Method("java.lang.Object", "clone", "");
    } else if (element instanceof ExecutableElement method) {
      return compilation.helpers().reference(method);
    } else if (element instanceof TypeElement type) {
      return new Reference.Type(type.getQualifiedName().toString());
    }
    return null;
  }

  private Reference reference(VariableElement variable, boolean isLength) {
    boolean isKnown = variable.getConstantValue() != null || isLength;
    return variable.getKind().isField() && !isKnown
        ? compilation.helpers().reference(variable)
        : new Reference.Variable(variables.computeIfAbsent(variable, this::stored));
  }

  /** Whether it is the length or the copy of an array, which no class declares. */
  private boolean isOfArray(Tree tree) {
    return tree instanceof MethodInvocationTree call
        ? isOfArray(call.getMethodSelect())
        : tree instanceof MemberSelectTree select
            && type(select.getExpression()) instanceof ArrayType;
  }

  private @Nullable TypeMirror type(ExpressionTree tree) {
    return compilation.trees().getTypeMirror(new TreePath(owner, tree));
  }

  private StoredVariable stored(VariableElement variable) {
    return new StoredVariable(
        variable.getSimpleName().toString(),
        variable.getKind(),
        compilation.descriptors().of(variable.asType()),
        variable.getConstantValue(),
        variable::asType);
  }
}
