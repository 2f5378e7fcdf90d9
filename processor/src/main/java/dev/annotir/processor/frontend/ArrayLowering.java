package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** Java expressions and variables of array types. */
final class ArrayLowering {
  private final Lowering lowering;

  ArrayLowering(Lowering lowering) {
    this.lowering = lowering;
  }

  /**
   * What an expression of an array type refers to, or the element that an access names; checked.
   */
  View view(ExpressionTree tree) {
    return view(tree, "array");
  }

  /**
   * @param name what to call an array that the expression makes
   */
  private View view(ExpressionTree tree, String name) {
    lowering.type(tree); // what javac refuses is not looked at
    if (tree instanceof ParenthesizedTree t) {
      return view(t.getExpression(), name);
    } else if (tree instanceof ArrayAccessTree t) {
      Target.Element element = target(t);
      element.check(lowering);
      return element.element();
    } else if (tree instanceof NewArrayTree t) {
      return lowering.creation.create(t, name);
    } else if (tree instanceof AssignmentTree t) {
      return assign(t);
    } else if (tree instanceof ConditionalExpressionTree t) {
      return choose(t);
    } else if (tree instanceof SwitchExpressionTree t) {
      return lowering.switches.array(t, elementType(lowering.type(t)));
    } else if (tree instanceof MethodInvocationTree t) {
      return lowering.calls.array(t);
    } else if (tree instanceof TypeCastTree t && JavaTypes.rank(lowering.type(t)) > 0) {
      return view(t.getExpression(), name);
    }
    return switch (tree.getKind()) {
      case IDENTIFIER, MEMBER_SELECT -> named(tree);
      default -> throw lowering.error(Id.UNSUPPORTED, tree, Unsupported.array(tree));
    };
  }

  private View named(ExpressionTree tree) {
    if (lowering.element(tree) instanceof VariableElement variable) {
      Binding binding = lowering.bindings.get(variable);
      if (binding instanceof Binding.Array array) {
        return array.view();
      } else if (binding instanceof Binding.Arrays arrays) {
        return arrays.variable().read(tree);
      } else if (variable.getKind() == ElementKind.FIELD) {
        View view = lowering.constants.view(variable, lowering.span(tree), lowering.names);
        lowering.inexact.addAll(lowering.constants.inexact(variable));
        return view;
      }
    }
    throw lowering.error(Id.UNSUPPORTED, tree, Unsupported.array(tree));
  }

  /** Declares a local array variable. */
  void declare(VariableTree tree, VariableElement variable) {
    String name = tree.getName().toString();
    if (JavaTypes.primitive(JavaTypes.element(variable.asType())) == null) {
      throw lowering.errorAtName(
          Id.UNSUPPORTED_TYPE,
          tree,
          name + " is a " + variable.asType() + Unsupported.ARRAYS_OF_OBJECTS);
    }
    ExpressionTree initializer = tree.getInitializer();
    if (initializer == null) {
      declare(variable, lowering.span(tree));
    } else {
      declare(variable, view(initializer, name), initializer);
    }
  }

  /**
   * Gives a local variable or parameter its first array.
   *
   * @param tree the array's
   */
  void declare(VariableElement variable, View view, Tree tree) {
    if (lowering.frame.assigned.contains(variable)) {
      declare(variable, lowering.span(tree)).assign(view, tree);
    } else {
      view.parts().forEach(part -> lowering.plan.hold(part.root(), lowering.depth()));
      View named = view.named(variable.getSimpleName().toString());
      lowering.holders.add(named);
      lowering.bindings.put(variable, new Binding.Array(named));
    }
  }

  /** Declares an array variable that is assigned to, without an array yet. */
  ArrayVariable declare(VariableElement variable, Span span) {
    String name = variable.getSimpleName().toString();
    ArrayVariable declared =
        new ArrayVariable(lowering, variable, name, elementType(variable.asType()), span);
    lowering.holders.add(declared);
    lowering.bindings.put(variable, new Binding.Arrays(declared));
    return declared;
  }

  /** The type of an expression; where Java sees a conditional as an Object, that of its arms. */
  TypeMirror type(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree t) {
      return type(t.getExpression());
    }
    TypeMirror type = lowering.type(tree);
    return tree instanceof ConditionalExpressionTree t && JavaTypes.rank(type) == 0
        ? type(t.getTrueExpression())
        : type;
  }

  private static DType elementType(TypeMirror array) {
    DType type = JavaTypes.primitive(JavaTypes.element(array));
    if (type == null) {
      throw new Compilation.ErroneousTree();
    }
    return type;
  }

  /** Makes an array variable stand for another array, which it gives. */
  View assign(AssignmentTree tree) {
    ExpressionTree target = tree.getVariable();
    while (target instanceof ParenthesizedTree t) {
      target = t.getExpression();
    }
    if (target instanceof ArrayAccessTree) {
      throw lowering.error(
          Id.UNSUPPORTED,
          target,
          Texts.shorten(target)
              + " is a row, and an array keeps its rows\n"
              + "copy the elements of the other row: System.arraycopy, or a loop");
    } else if (lowering.element(target) instanceof VariableElement variable
        && lowering.bindings.get(variable) instanceof Binding.Arrays arrays) {
      View view = view(tree.getExpression(), variable.getSimpleName().toString());
      arrays.variable().assign(view, tree.getExpression());
      return view;
    }
    throw lowering.error(Id.MUTABLE_FIELD, target, Unsupported.fieldWritten(target));
  }

  /** {@code c ? a : b} of arrays. */
  private View choose(ConditionalExpressionTree tree) {
    boolean constant = Pruned.isConstant(lowering, tree.getCondition());
    if (!constant) {
      lowering.noteLine(tree.getCondition());
    }
    Expr condition = lowering.exprs.condition(tree.getCondition());
    if (constant && Constants.fold(condition) instanceof Expr.Const known) {
      return view(known.bits() != 0 ? tree.getTrueExpression() : tree.getFalseExpression());
    }
    Span span = lowering.span(tree);
    DType type = elementType(type(tree));
    ArrayVariable chosen = new ArrayVariable(lowering, tree, "chosen", type, span);
    Stmt ifTrue = lowering.nested(span, () -> arm(chosen, tree.getTrueExpression()));
    Stmt ifFalse = lowering.nested(span, () -> arm(chosen, tree.getFalseExpression()));
    lowering.out.emit(new Stmt.IfThenElse(condition, ifTrue, ifFalse, span));
    return chosen.read(tree).temporary("(" + Texts.shorten(tree) + ")");
  }

  private void arm(ArrayVariable chosen, ExpressionTree tree) {
    lowering.noteLine(tree);
    chosen.assign(view(tree), tree);
  }

  /** An element, or a row, with its array and index evaluated in Java's order. */
  Target.Element target(ArrayAccessTree tree) {
    View array = view(tree.getExpression());
    Expr value = lowering.holders.holding(array, () -> lowering.exprs.value(tree.getIndex()));
    Expr promoted = Conversions.cast(DType.INT32, value);
    Expr index = lowering.fix(Texts.name(tree.getIndex(), "index"), promoted);
    String text = array.text() + "[" + Texts.shorten(tree.getIndex()) + "]";
    View element = array.at(index, text);
    return new Target.Element(
        array, index, element, lowering.span(tree), lowering.span(tree.getIndex()));
  }
}
