package dev.annotir.processor.frontend;

import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.Span;

/** Where the trees of one source file stand. */
interface Places {
  /** The file's name without folders. */
  String name();

  /** The first character of a tree. */
  Span span(Tree tree);

  /** The name of a declared variable or method. */
  Span declaration(Tree tree);

  /** The line that javac's code generator notes for a statement. */
  int lineOfStatement(Tree tree);

  /**
   * The line where a tree ends, which javac notes behind a switch expression from JDK 23 on; 0 for
   * the javac of an older one, which notes none.
   */
  int lineAfterSwitch(Tree tree);

  /**
   * The line of what javac calls the preferred position of an expression: its operator, the
   * parenthesis of a call, the bracket of an array access; else its start.
   */
  int preferredLine(Tree tree);
}
