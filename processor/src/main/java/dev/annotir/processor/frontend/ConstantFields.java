package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.frontend.tree.StoredField;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/**
 * The values of static final primitives that Java does not call constant, but whose initialisers
 * have one value, such as {@code Math.sqrt(2)}.
 */
final class ConstantFields {
  private final Compilation compilation;
  private final Initializers initializers;
  private final Map<VariableElement, Expr.Const> known = new HashMap<>();

  ConstantFields(Compilation compilation, Initializers initializers) {
    this.compilation = compilation;
    this.initializers = initializers;
  }

  static boolean isCandidate(VariableElement variable) {
    return variable.getKind() == ElementKind.FIELD
        && variable.getModifiers().contains(Modifier.STATIC)
        && variable.getModifiers().contains(Modifier.FINAL)
        && JavaTypes.primitive(variable.asType()) != null;
  }

  /** The value of a candidate; {@code use} is where an operator names it. */
  Expr.Const value(VariableElement field, Span use) {
    initializers.checkOrder(field, use);
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
      return Expr.Const.of(type, stored.value().elements().get(0), use);
    }
    ExpressionTree initializer =
        path == null ? null : ((VariableTree) path.getLeaf()).getInitializer();
    if (path == null || type == null) {
      throw Initializers.unknown(field, "its class is not compiled together with this one", use);
    } else if (initializer == null) {
      throw Initializers.unknown(field, "it has no initialiser", use);
    }
    compilation.attribute(field, path, initializer);
    Initializers.Value value = initializers.run(field, path, initializer, type, 0, use);
    return new Expr.Const(type, value.elements().get(0), use);
  }
}
