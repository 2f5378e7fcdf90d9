package dev.annotir.processor.frontend;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.Reference;
import dev.annotir.processor.frontend.tree.StoredField;
import dev.annotir.processor.frontend.tree.StoredTree;
import dev.annotir.processor.frontend.tree.StoredVariable;
import dev.annotir.processor.ir.InexactCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** What javac knows: trees of elements, elements and types of trees, and places. */
final class Compilation {
  /** Ends the lowering of an operator that javac itself has complained, or will complain, about. */
  static final class ErroneousTree extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Trees trees;
  private final Declarations declarations;
  private final Map<CompilationUnitTree, SourceFile> files = new HashMap<>();
  private final IdentityHashMap<Span, SourceFile.Place> places = new IdentityHashMap<>();

  private final Set<Element> lowered = new HashSet<>();
  private final List<Span> warned = new ArrayList<>();
  private final Descriptors descriptors;
  private final StoredHelpers helpers;
  private final ClassFiles classFiles;

  Compilation(JavacHost host, Elements elements, ClassFiles files) {
    this.trees = host.trees();
    this.descriptors = new Descriptors(elements, host.task().getTypes());
    this.helpers = new StoredHelpers(elements, descriptors, files);
    this.classFiles = files;
    this.declarations = new Declarations(trees);
  }

  /** Warns of each call once, however often it was inlined. */
  void warnOnce(List<InexactCall> calls, Consumer<Diagnostic> report) {
    for (InexactCall call : calls) {
      if (warned.stream().noneMatch(call.span()::samePlace)) {
        warned.add(call.span());
        report.accept(InexactFunctions.warning(call));
      }
    }
  }

  /** What a span points at, or null for one that no source file made. */
  SourceFile.@Nullable Place place(Span span) {
    return places.get(span);
  }

  SourceFile file(CompilationUnitTree unit) {
    return files.computeIfAbsent(unit, u -> new SourceFile(u, trees.getSourcePositions(), places));
  }

  /** The path to an element's declaration, or null where this compilation has no source of it. */
  @Nullable TreePath path(Element element) {
    return element instanceof StoredVariable ? null : declarations.path(element);
  }

  /** The source of a method that this compilation has, to be lowered. */
  MethodSource source(ExecutableElement method, TreePath path) {
    MethodTree tree = attributed(method, path);
    return new MethodSource(tree, method.getParameters(), file(path.getCompilationUnit()), path);
  }

  /**
   * The source of a method, be it of this compilation or of an earlier one.
   *
   * @param caller the file of the call
   */
  MethodSource source(ExecutableElement method, Places caller, Span call) {
    TreePath path = path(method);
    if (path != null) {
      return source(method, path);
    }
    StoredHelpers.Found found = helpers.find(method, caller, call);
    MethodTree tree = found.method().tree();
    StoredPlaces stored =
        new StoredPlaces(found.method().source(), found.file(), places, places.get(call));
    List<VariableElement> parameters = new ArrayList<>();
    for (VariableTree parameter : tree.getParameters()) {
      parameters.add((VariableElement) element(stored, (StoredTree) parameter));
    }
    return new MethodSource(tree, parameters, stored, null);
  }

  /** The element of a tree of an earlier compilation. */
  Element element(StoredPlaces file, StoredTree tree) {
    Reference reference = tree.at().element();
    Element element = reference == null ? null : helpers.element(reference);
    if (reference instanceof Reference.Field field && (element == null || path(element) == null)) {
      StoredField stored = helpers.field(field, file.file(), file.span(tree));
      element = stored == null ? element : stored;
    }
    if (element == null) {
      throw new UserError(
          Id.STALE_HELPER,
          file.span(tree),
          Texts.shorten(tree)
              + " is not on the class path, or not as it was when the helper was compiled\n"
              + "compile the class of the helper again");
    }
    return element;
  }

  /** The type of a tree of an earlier compilation. */
  TypeMirror type(StoredTree tree) {
    return descriptors.type(tree.at().type());
  }

  Descriptors descriptors() {
    return descriptors;
  }

  /** A file that the JVM would find as a resource; {@code type} is the class that asks for it. */
  ClassFiles.Resource resource(String path, TypeElement type) {
    TreePath source = path(type);
    return classFiles.resource(
        path, type, source == null ? null : source.getCompilationUnit().getSourceFile().toUri());
  }

  StoredHelpers helpers() {
    return helpers;
  }

  /**
   * The declaration of a method with a body whose every part has an element and a type: asking for
   * the element of a body makes javac attribute the class.
   */
  MethodTree attributed(ExecutableElement method, TreePath path) {
    MethodTree tree = attributed(path);
    lowered.add(method);
    return tree;
  }

  /** A declaration that is read, but not lowered. */
  MethodTree attributed(TreePath path) {
    MethodTree tree = (MethodTree) path.getLeaf();
    if (tree.getBody() == null) {
      throw new ErroneousTree();
    }
    trees.getElement(new TreePath(path, tree.getBody()));
    return tree;
  }

  /** Whether the body of a method, or the initialiser of a field, was lowered. */
  boolean isLowered(Element code) {
    return lowered.contains(code);
  }

  /** Makes javac attribute a field's initialiser, which is lowered then. */
  void attribute(VariableElement field, TreePath path, Tree initializer) {
    trees.getElement(new TreePath(path, initializer));
    lowered.add(field);
  }

  Element element(TreePath owner, Tree tree) {
    Element element = trees.getElement(new TreePath(owner, tree));
    if (element == null || element.asType().getKind() == TypeKind.ERROR) {
      throw new ErroneousTree();
    }
    return element;
  }

  TypeMirror type(TreePath owner, Tree tree) {
    TypeMirror type = trees.getTypeMirror(new TreePath(owner, tree));
    if (type == null) {
      throw new CompilerBug("javac has no type for " + tree.getKind() + " " + tree);
    } else if (type.getKind() == TypeKind.ERROR || type.getKind() == TypeKind.OTHER) {
      throw new ErroneousTree();
    }
    return type;
  }

  /**
   * Whether an exception class is a RuntimeException or an Error; one with a mistake counts as
   * such.
   */
  boolean isUnchecked(TypeMirror exception) {
    for (TypeMirror type = exception; type instanceof DeclaredType declared; ) {
      TypeElement element = (TypeElement) declared.asElement();
      if (element.getQualifiedName().contentEquals("java.lang.RuntimeException")
          || element.getQualifiedName().contentEquals("java.lang.Error")) {
        return true;
      }
      type = element.getSuperclass();
      if (type.getKind() == TypeKind.NONE) {
        return false;
      }
    }
    return true;
  }

  Trees trees() {
    return trees;
  }
}
