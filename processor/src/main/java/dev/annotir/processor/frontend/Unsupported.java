package dev.annotir.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import java.util.Locale;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

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

  /** What to write for a variable of a type that operators lack. */
  static String insteadOf(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return "declare it as int, long, float, double or boolean";
    } else if (element.getKind() == ElementKind.INTERFACE) {
      return "call a static method, or write the loop";
    } else if (element.getKind() == ElementKind.ENUM) {
      return "use int constants";
    }
    return switch (element.getQualifiedName().toString()) {
      case "java.lang.String" -> "write numbers, or leave texts to the caller";
      case "java.lang.Integer" -> "declare it as int";
      case "java.lang.Character" -> "declare it as char";
      case "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Long",
          "java.lang.Float",
          "java.lang.Double" ->
          "declare it as " + element.getSimpleName().toString().toLowerCase(Locale.ROOT);
      default -> "keep its values in local variables, or in arrays";
    };
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
