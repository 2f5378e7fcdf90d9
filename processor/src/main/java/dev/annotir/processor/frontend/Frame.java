package dev.annotir.processor.frontend;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Label;
import java.util.HashSet;
import java.util.Set;
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

  final Places file;

  /**
   * The path of the method's class; under it javac finds the symbol of every tree of the body. Null
   * for a method of an earlier compilation.
   */
  final @Nullable TreePath owner;

  /** The variables that are assigned after their declaration. */
  final Set<VariableElement> assigned = new HashSet<>();

  /** The variables of a switch that stand before it already, because several groups use them. */
  final Set<VariableElement> hoisted = new HashSet<>();

  /**
   * Where a return goes; null while it can only be the last statement, whose value is taken
   * directly.
   */
  final @Nullable Label returnLabel;

  /** What a return sets; null for void, and where its value is taken directly. */
  final @Nullable Buffer result;

  /** What a return of a helper sets that gives an array; null where it is taken directly. */
  final @Nullable ArrayVariable array;

  /** The caller, or null for an operator. */
  final @Nullable Frame caller;

  /** The call that the method is inlined for. */
  private final @Nullable Site site;

  /** How many loops of the method are around the place at hand. */
  int loops;

  /** The line that a stack trace would name now: what javac's code generator noted last. */
  int line;

  private Frame(
      @Nullable ExecutableElement method,
      Places file,
      @Nullable TreePath owner,
      @Nullable Label returnLabel,
      @Nullable Buffer result,
      @Nullable ArrayVariable array,
      @Nullable Frame caller,
      @Nullable Site site) {
    this.method = method;
    this.file = file;
    this.owner = owner;
    this.returnLabel = returnLabel;
    this.result = result;
    this.array = array;
    this.caller = caller;
    this.site = site;
  }

  /** The frame of an operator, or of an initialiser. */
  static Frame of(
      @Nullable ExecutableElement method,
      SourceFile file,
      TreePath owner,
      @Nullable Label returnLabel,
      @Nullable Buffer result) {
    return new Frame(method, file, owner, returnLabel, result, null, null, null);
  }

  /** The frame of a method that this one calls. */
  Frame calling(
      ExecutableElement helper,
      MethodSource source,
      @Nullable Label itsReturn,
      @Nullable Buffer itsResult,
      @Nullable ArrayVariable itsArray,
      Tree call) {
    return new Frame(
        helper, source.places(), source.owner(), itsReturn, itsResult, itsArray, this, at(call));
  }

  /** A tree or variable of the method where it is inlined. */
  Site at(Object place) {
    return new Site(site, place);
  }

  /** Whether the method is being lowered, so that one more call of it would recurse. */
  boolean isActive(ExecutableElement other) {
    return other.equals(method) || caller != null && caller.isActive(other);
  }
}
