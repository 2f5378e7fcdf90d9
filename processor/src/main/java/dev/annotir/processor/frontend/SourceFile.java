package dev.annotir.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import dev.annotir.processor.diagnostic.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places of trees in one compilation unit. */
final class SourceFile implements Places {
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final Map<Span, Place> places;
  private final String text;
  private final String name;

  /**
   * What a message about a span points at.
   *
   * @param atStart whether it points at the tree's first character, not where javac would
   * @param helper the place in a helper of an earlier compilation that it is about, such as {@code
   *     Vision.java:12}; empty where it is the tree itself
   */
  record Place(Tree tree, boolean atStart, CompilationUnitTree unit, String helper) {}

  /**
   * @param places where the tree of every span of the compilation is noted, by identity
   */
  SourceFile(CompilationUnitTree unit, SourcePositions positions, Map<Span, Place> places) {
    this.unit = unit;
    this.positions = positions;
    this.places = places;
    try {
      this.text = unit.getSourceFile().getCharContent(true).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String path = unit.getSourceFile().toUri().getPath();
    String full = path == null ? unit.getSourceFile().getName() : path;
    this.name = full.substring(full.lastIndexOf('/') + 1);
  }

  CompilationUnitTree unit() {
    return unit;
  }

  @Override
  public String name() {
    return name;
  }

  String text() {
    return text;
  }

  @Override
  public Span span(Tree tree) {
    long start = start(tree);
    Span span = new Span(name, lineAt(start), columnAt(start), () -> Texts.shorten(tree));
    places.put(span, new Place(tree, true, unit, ""));
    return span;
  }

  @Override
  public Span declaration(Tree tree) {
    long position = tree instanceof VariableTree v ? nameOf(v) : nameOf((MethodTree) tree);
    Span span = new Span(name, lineAt(position), columnAt(position));
    places.put(span, new Place(tree, false, unit, ""));
    return span;
  }

  private long nameOf(MethodTree method) {
    Tree type = method.getReturnType();
    return nextToken(type == null ? start(method) : positions.getEndPosition(unit, type));
  }

  long start(Tree tree) {
    return positions.getStartPosition(unit, tree);
  }

  /**
   * The innermost tree that starts where {@code tree} does: javac reports a tree of operands at its
   * operator.
   */
  Tree leftmost(Tree tree) {
    long start = start(tree);
    Tree[] found = {tree};
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree t, @Nullable Void unused) {
        if (t == null || start(t) != start) {
          return null;
        }
        found[0] = t;
        return super.scan(t, null);
      }
    }.scan(tree, null);
    return found[0];
  }

  @Override
  public int lineOfStatement(Tree tree) {
    return tree instanceof VariableTree v ? lineAt(nameOf(v)) : lineAt(start(tree));
  }

  @Override
  public int lineAfterSwitch(Tree tree) {
    boolean isNoted = Runtime.version().feature() >= 23;
    return isNoted ? lineAt(positions.getEndPosition(unit, tree) - 1) : 0;
  }

  @Override
  public int preferredLine(Tree tree) {
    Tree before = operandBeforeOperator(tree);
    return before == null
        ? lineAt(start(tree))
        : lineAt(nextToken(positions.getEndPosition(unit, before)));
  }

  private static @Nullable Tree operandBeforeOperator(Tree tree) {
    if (tree instanceof BinaryTree t) {
      return t.getLeftOperand();
    } else if (tree instanceof AssignmentTree t) {
      return t.getVariable();
    } else if (tree instanceof CompoundAssignmentTree t) {
      return t.getVariable();
    } else if (tree instanceof ConditionalExpressionTree t) {
      return t.getCondition();
    } else if (tree instanceof MethodInvocationTree t) {
      return t.getMethodSelect();
    } else if (tree instanceof ArrayAccessTree t) {
      return t.getExpression();
    } else if (tree instanceof MemberSelectTree t) {
      return t.getExpression();
    } else if (tree instanceof InstanceOfTree t) {
      return t.getExpression();
    }
    return isPostfix(tree) ? ((UnaryTree) tree).getExpression() : null;
  }

  private static boolean isPostfix(Tree tree) {
    return tree.getKind() == Tree.Kind.POSTFIX_INCREMENT
        || tree.getKind() == Tree.Kind.POSTFIX_DECREMENT;
  }

  /** The line of a position, counted from 1. */
  int lineAt(long position) {
    return position < 0 ? 1 : (int) unit.getLineMap().getLineNumber(position);
  }

  /** The column of a position, counted from 1. */
  int columnAt(long position) {
    return position < 0 ? 1 : (int) unit.getLineMap().getColumnNumber(position);
  }

  /** Where a variable's name stands: the last such word before its initialiser or its end. */
  private long nameOf(VariableTree variable) {
    Tree initializer = variable.getInitializer();
    long from = Math.max(0, start(variable));
    long to = initializer == null ? positions.getEndPosition(unit, variable) : start(initializer);
    String wanted = variable.getName().toString();
    long found = from;
    for (long p = nextToken(from); p < to; p = nextToken(endOfToken(p))) {
      if (text.substring((int) p, (int) endOfToken(p)).equals(wanted)) {
        found = p;
      }
    }
    return found;
  }

  private long endOfToken(long position) {
    int p = (int) position;
    while (p < text.length() && Character.isJavaIdentifierPart(text.charAt(p))) {
      p++;
    }
    return Math.max(p, position + 1);
  }

  /** The first position from here on that is neither white space nor in a comment. */
  private long nextToken(long position) {
    int p = (int) position;
    while (p < text.length()) {
      if (Character.isWhitespace(text.charAt(p))) {
        p++;
      } else if (text.startsWith("//", p)) {
        p = indexOrEnd(text.indexOf('\n', p));
      } else if (text.startsWith("/*", p)) {
        p = indexOrEnd(text.indexOf("*/", p + 2)) + 2;
      } else {
        return p;
      }
    }
    return text.length();
  }

  private int indexOrEnd(int index) {
    return index < 0 ? text.length() : index;
  }
}
