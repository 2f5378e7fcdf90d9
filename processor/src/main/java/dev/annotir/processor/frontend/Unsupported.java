package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import javax.lang.model.element.VariableElement;

/**
 * What messages say of constructs that operators cannot use: first what it is, then what to write.
 */
final class Unsupported {
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
      case SWITCH_EXPRESSION ->
          "a switch is not supported yet\nwrite it with if and else, or with conditional expressions";
      case NEW_ARRAY ->
          "a new array has no name here\ndeclare it as a local variable: float[] a = new float[8]";
      default ->
          construct(tree) + " has no meaning in an operator\nwrite it with primitives and arrays";
    };
  }

  static String statement(Tree tree) {
    return switch (tree.getKind()) {
      case SWITCH -> "a switch is not supported yet\nwrite it with if and else";
      case TRY ->
          "operators cannot catch exceptions: an exception ends the call\ntest before instead";
      case THROW -> "throw is not supported yet\nlet an index or a division fail, or return a code";
      case ASSERT -> "assert is not supported yet\ntest in the caller, or write an if";
      case SYNCHRONIZED ->
          "operators share nothing, so there is nothing to lock\nremove synchronized";
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE ->
          "operators declare no types\nmove the class out of the method, and its values into local variables";
      case YIELD -> "a switch is not supported yet\nwrite it with if and else";
      default ->
          construct(tree) + " has no meaning in an operator\nwrite it with if, for and while";
    };
  }

  static String array(ExpressionTree tree) {
    return switch (tree.getKind()) {
      case METHOD_INVOCATION ->
          "a method that returns an array is not supported yet\npass the array that it shall fill";
      case CONDITIONAL_EXPRESSION ->
          "an array cannot be chosen at run time\nwrite the choice at the element: c ? a[i] : b[i]";
      case NEW_ARRAY ->
          "a new array has no name here\ndeclare it as a local variable: float[] a = new float[8]";
      case ASSIGNMENT ->
          "an array variable cannot be assigned here\ndeclare a new variable for the other array";
      default -> expression(tree);
    };
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
