package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.VariableElement;

/**
 * What messages say of constructs that operators cannot use: first what it is, then what to write.
 */
final class Unsupported {
  static final String ARRAYS_OF_OBJECTS =
      ", and operators have only arrays of primitives\nwrite it with int, long, float, double or boolean elements";

  private Unsupported() {}

  static String expression(Tree tree) {
    return switch (tree.getKind()) {
      case STRING_LITERAL ->
          "operators have no strings\nwrite numbers, or leave texts to the caller";
      case NULL_LITERAL ->
          "operators have no null: their arrays always exist\nremove the comparison";
      case NEW_CLASS -> "operators make no objects\nkeep the values in local variables";
      case LAMBDA_EXPRESSION, MEMBER_REFERENCE ->
          "operators have no lambdas\nwrite the loop, or a static method";
      case INSTANCE_OF -> "operators have no objects, so nothing is an instance\nremove the test";
      default ->
          construct(tree) + " has no meaning in an operator\nwrite it with primitives and arrays";
    };
  }

  static String statement(Tree tree) {
    return switch (tree.getKind()) {
      case TRY ->
          "operators cannot catch exceptions: an exception ends the call\ntest before instead";
      case SYNCHRONIZED ->
          "operators share nothing, so there is nothing to lock\nremove synchronized";
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE ->
          "operators declare no types\nmove the class out of the method, and its values into local variables";
      default ->
          construct(tree) + " has no meaning in an operator\nwrite it with if, for and while";
    };
  }

  static String array(ExpressionTree tree) {
    return tree.getKind() == Tree.Kind.NULL_LITERAL
        ? "operators have no null: their arrays always exist\n"
            + "declare the variable without a value, or give it an array"
        : expression(tree);
  }

  static String fieldWritten(Tree tree) {
    return Texts.shorten(tree)
        + " is a field; operators store only into"
        + " their tensors and local variables\npass it as a parameter, or return it";
  }

  static String field(VariableElement field) {
    return field.getSimpleName()
        + " is not a constant: operators see only their parameters, local variables and constants\n"
        + "make it static final with a constant value, or pass it as a parameter";
  }

  private static String construct(Tree tree) {
    return Texts.shorten(tree);
  }
}
