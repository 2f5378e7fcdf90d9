package dev.annotir.processor.frontend;

import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.frontend.tree.Attribution;
import dev.annotir.processor.frontend.tree.HelperFile;
import dev.annotir.processor.frontend.tree.StoredTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places in a method of an earlier compilation. What is said of them is printed at the call.
 */
final class StoredPlaces implements Places {
  private final String name;
  private final HelperFile file;
  private final Map<Span, SourceFile.Place> places;
  private final SourceFile.@Nullable Place call;

  /**
   * @param file where the method was found
   * @param places where the place of every span of the compilation is noted, by identity
   */
  StoredPlaces(
      String name,
      HelperFile file,
      Map<Span, SourceFile.Place> places,
      SourceFile.@Nullable Place call) {
    this.name = name;
    this.file = file;
    this.places = places;
    this.call = call;
  }

  HelperFile file() {
    return file;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Span span(Tree tree) {
    Attribution at = at(tree);
    return noted(new Span(name, at.line(), at.column(), () -> Texts.shorten(tree)));
  }

  @Override
  public Span declaration(Tree tree) {
    Attribution at = at(tree);
    return noted(new Span(name, at.nameLine(), at.nameColumn()));
  }

  private Span noted(Span span) {
    if (call != null) {
      places.put(
          span, new SourceFile.Place(call.tree(), call.atStart(), call.unit(), span.toString()));
    }
    return span;
  }

  @Override
  public int lineOfStatement(Tree tree) {
    return tree instanceof VariableTree ? at(tree).nameLine() : at(tree).line();
  }

  @Override
  public int lineAfterSwitch(Tree tree) {
    return at(tree).lineAfter();
  }

  @Override
  public int preferredLine(Tree tree) {
    return at(tree).preferredLine();
  }

  private static Attribution at(Tree tree) {
    if (!(tree instanceof StoredTree stored)) {
      throw new CompilerBug("a tree of javac in a method of an earlier compilation: " + tree);
    }
    return stored.at();
  }
}
