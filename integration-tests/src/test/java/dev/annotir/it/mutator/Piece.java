package dev.annotir.it.mutator;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A part of a source's text. */
record Piece(Sort sort, int start, int end) {
  enum Sort {
    TOKEN,
    STATEMENT,
    EXPRESSION,
    MEMBER,
    PARAMETER,
    ANNOTATION,
    OTHER
  }

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\w+|\"[^\"\n]*\"|'[^'\n]*'|>>>=|<<=|>>=|>>>|[-+*/%&|^<>=!]=|\\+\\+|--|&&|\\|\\||[^\\s\\w]");

  String in(String text) {
    return text.substring(start, end);
  }

  /** The words, numbers and operators of a source, comments not set apart. */
  static List<Piece> tokens(String text) {
    List<Piece> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(new Piece(Sort.TOKEN, matcher.start(), matcher.end()));
    }
    return tokens;
  }

  /** The trees of a source, as far as javac can parse it. */
  static List<Piece> trees(String text) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("memory:///T.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(Writer.nullWriter(), null, d -> {}, null, null, List.of(file));
    List<Piece> pieces = new ArrayList<>();
    try {
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new Collector(unit, positions, pieces).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pieces.removeIf(piece -> piece.start() < 0 || piece.end() <= piece.start());
    return pieces;
  }

  private static final class Collector extends TreePathScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Piece> pieces;

    Collector(CompilationUnitTree unit, SourcePositions positions, List<Piece> pieces) {
      this.unit = unit;
      this.positions = positions;
      this.pieces = pieces;
    }

    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree != null && !(tree instanceof CompilationUnitTree)) {
        int start = (int) positions.getStartPosition(unit, tree);
        int end = (int) positions.getEndPosition(unit, tree);
        pieces.add(new Piece(sort(tree), start, end));
      }
      return super.scan(tree, null);
    }

    /** The tree's parent is the current path's leaf. */
    private Sort sort(Tree tree) {
      Tree parent = getCurrentPath() == null ? null : getCurrentPath().getLeaf();
      if (tree instanceof AnnotationTree) {
        return Sort.ANNOTATION;
      } else if (tree instanceof MethodTree) {
        return Sort.MEMBER;
      } else if (tree instanceof VariableTree) {
        return parent instanceof MethodTree
            ? Sort.PARAMETER
            : parent instanceof com.sun.source.tree.ClassTree ? Sort.MEMBER : Sort.STATEMENT;
      } else if (tree instanceof StatementTree) {
        return Sort.STATEMENT;
      } else if (parent instanceof ImportTree || !(tree instanceof ExpressionTree)) {
        return Sort.OTHER;
      }
      return Sort.EXPRESSION;
    }
  }
}
