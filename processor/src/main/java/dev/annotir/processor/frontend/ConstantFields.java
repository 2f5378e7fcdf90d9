package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.StoredField;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * The values of static final primitives that Java does not call constant, but whose initialisers
 * have one value, such as {@code Math.sqrt(2)}.
 */
final class ConstantFields {
  private final Compilation compilation;
  private final ConstantArrays arrays;
  private final Map<VariableElement, Expr.Const> known = new HashMap<>();

  ConstantFields(Compilation compilation, ConstantArrays arrays) {
    this.compilation = compilation;
    this.arrays = arrays;
  }

  static boolean isCandidate(VariableElement variable) {
    return variable.getKind() == ElementKind.FIELD
        && variable.getModifiers().contains(Modifier.STATIC)
        && variable.getModifiers().contains(Modifier.FINAL)
        && JavaTypes.primitive(variable.asType()) != null;
  }

  /** The value of a candidate; {@code use} is where an operator names it. */
  Expr.Const value(VariableElement field, Span use) {
    Expr.Const value = known.get(field);
    if (value == null) {
      value = read(field, use);
      known.put(field, value);
    }
    return value;
  }

  private Expr.Const read(VariableElement field, Span use) {
    TreePath path = compilation.path(field);
    DType type = JavaTypes.primitive(field.asType());
    if (field instanceof StoredField stored && type != null) {
      return Expr.Const.of(type, stored.value().elements()[0], use);
    }
    ExpressionTree initializer =
        path == null ? null : ((VariableTree) path.getLeaf()).getInitializer();
    if (path == null || initializer == null || type == null) {
      throw unknown(field, use);
    }
    compilation.attribute(path, initializer);
    SourceFile file = compilation.file(path.getCompilationUnit());
    checkOrder(field, path, initializer, file, use);
    Lowering lowering = Lowering.ofInitializer(compilation, arrays, file, path);
    Expr value;
    try {
      value = Constants.fold(lowering.exprs.value(initializer, type));
    } catch (UserError e) {
      throw unknown(field, use);
    }
    if (!(value instanceof Expr.Const c) || !lowering.out.isEmpty()) {
      throw unknown(field, use);
    }
    return c;
  }

  /**
   * Refuses an initialiser that names another such field which Java may not have initialised yet:
   * one of another class, or one that stands later.
   */
  private void checkOrder(
      VariableElement field, TreePath path, ExpressionTree initializer, SourceFile file, Span use) {
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree t, @Nullable Void unused) {
        check(t);
        return null;
      }

      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree t, @Nullable Void unused) {
        check(t);
        return super.visitMemberSelect(t, null);
      }

      private void check(ExpressionTree t) {
        if (compilation.trees().getElement(new TreePath(path, t)) instanceof VariableElement other
            && isCandidate(other)
            && other.getConstantValue() == null) {
          TreePath place = compilation.path(other);
          ExpressionTree earlier =
              place == null ? null : ((VariableTree) place.getLeaf()).getInitializer();
          boolean isBefore =
              earlier != null
                  && Objects.equals(field.getEnclosingElement(), other.getEnclosingElement())
                  && file.start(earlier) < file.start(initializer);
          if (!isBefore) {
            throw unknown(field, use);
          }
        }
      }
    }.scan(initializer, null);
  }

  private static UserError unknown(VariableElement field, Span use) {
    return new UserError(
        Id.BAD_CONSTANT,
        use,
        "the value of "
            + field.getSimpleName()
            + " is not known to the compiler\n"
            + "initialise it with literals, constants before it and exact functions such as"
            + " Math.sqrt(2), or pass it as a parameter");
  }
}
