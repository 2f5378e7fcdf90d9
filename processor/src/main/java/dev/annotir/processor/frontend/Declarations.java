package dev.annotir.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * The paths to the declarations of elements. javac looks through the whole class for each element
 * that it is asked about; here a member is found by its name where no other member has it.
 */
final class Declarations {
  private final Trees trees;

  /** The members of each class that was asked about. */
  private final Map<Element, Members> classes = new HashMap<>();

  /**
   * @param path null where this compilation has no source of the class
   */
  private record Members(@Nullable TreePath path, Map<String, List<Tree>> byName) {}

  Declarations(Trees trees) {
    this.trees = trees;
  }

  /** The path to an element's declaration, or null where this compilation has no source of it. */
  @Nullable TreePath path(Element element) {
    Element owner = element.getEnclosingElement();
    String key = key(element);
    // Enums and records have members without a tree, perhaps beside others of that name.
    if (key.isEmpty() || owner == null || owner.getKind() != ElementKind.CLASS) {
      return trees.getPath(element);
    }
    Members members = classes.computeIfAbsent(owner, this::members);
    if (members.path() == null) {
      return null;
    }
    List<Tree> found = members.byName().getOrDefault(key, List.of());
    return found.size() == 1 ? new TreePath(members.path(), found.get(0)) : trees.getPath(element);
  }

  private static String key(Element element) {
    return element instanceof ExecutableElement
        ? element.getSimpleName() + "()"
        : element instanceof VariableElement ? element.getSimpleName().toString() : "";
  }

  private Members members(Element type) {
    TreePath path = trees.getPath(type);
    Map<String, List<Tree>> byName = new HashMap<>();
    if (path != null && path.getLeaf() instanceof ClassTree tree) {
      for (Tree member : tree.getMembers()) {
        if (member instanceof MethodTree method) {
          byName.computeIfAbsent(method.getName() + "()", n -> new ArrayList<>()).add(member);
        } else if (member instanceof VariableTree field) {
          byName.computeIfAbsent(field.getName().toString(), n -> new ArrayList<>()).add(member);
        }
      }
    }
    return new Members(path, byName);
  }
}
