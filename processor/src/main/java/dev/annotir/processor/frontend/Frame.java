package dev.annotir.processor.frontend;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Label;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * A method while its body is lowered: the operator's, or a helper's that is inlined into it; or an
 * initialiser.
 */
final class Frame {
  /** Null for an initialiser. */
  final @Nullable ExecutableElement method;

  final SourceFile file;

  /** The path of the method's class; under it javac finds the symbol of every tree of the body. */
  final TreePath owner;

  /** The variables that are assigned after their declaration, and where first. */
  final Map<VariableElement, Tree> assigned = new HashMap<>();

  /**
   * Where a return goes; null while it can only be the last statement, whose value is taken
   * directly.
   */
  final @Nullable Label returnLabel;

  /** What a return sets; null for void, and where its value is taken directly. */
  final @Nullable Buffer result;

  /** The caller, or null for an operator. */
  final @Nullable Frame caller;

  /** The line that a stack trace would name now: what javac's code generator noted last. */
  int line;

  Frame(
      @Nullable ExecutableElement method,
      SourceFile file,
      TreePath owner,
      @Nullable Label returnLabel,
      @Nullable Buffer result,
      @Nullable Frame caller) {
    this.method = method;
    this.file = file;
    this.owner = owner;
    this.returnLabel = returnLabel;
    this.result = result;
    this.caller = caller;
  }

  /** Whether the method is being lowered, so that one more call of it would recurse. */
  boolean isActive(ExecutableElement other) {
    return other.equals(method) || caller != null && caller.isActive(other);
  }
}
