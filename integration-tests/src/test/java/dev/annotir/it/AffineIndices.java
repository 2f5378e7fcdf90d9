package dev.annotir.it;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The affine indices of Java sources, found in javac's trees alone, without the processor.
 *
 * <p>An index {@code e} of an access {@code a[e]} is affine if it is made, by {@code +}, {@code -},
 * parentheses, casts between {@code int} and other integer types, and {@code *} or {@code <<} by a
 * constant, of
 *
 * <ul>
 *   <li>constant expressions and lengths of arrays,
 *   <li>integer parameters of the method that it never assigns to,
 *   <li>local variables whose initialiser is affine and that are never assigned to after it,
 *   <li>variables of counted loops: declared in the head of a {@code for} with an affine
 *       initialiser, changed by its update by a constant ({@code i++}, {@code --i}, {@code i += 2})
 *       and nowhere else, where the loop's condition is one comparison ({@code <, <=, >, >=, !=})
 *       of a variable of that kind with an affine expression, on either side.
 * </ul>
 *
 * <p>Counted are the indices in operators and in what they call in the same sources.
 */
final class AffineIndices {
  /** Where an index starts. */
  record Place(String file, long line, long column) {}

  private static final Set<Tree.Kind> COMPARISONS =
      Set.of(
          Tree.Kind.LESS_THAN,
          Tree.Kind.LESS_THAN_EQUAL,
          Tree.Kind.GREATER_THAN,
          Tree.Kind.GREATER_THAN_EQUAL,
          Tree.Kind.NOT_EQUAL_TO);

  private final Trees trees;

  /** How often each variable is assigned to beside its initialiser. */
  private final Map<Element, Integer> assignments = new HashMap<>();

  private final Map<Element, VariableTree> declarations = new HashMap<>();
  private final Map<Element, ForLoopTree> loops = new HashMap<>();
  private final Map<Tree, TreePath> paths = new HashMap<>();
  private final Map<Element, MethodTree> methods = new HashMap<>();
  private final Set<Element> reached = new HashSet<>();
  private final Map<Place, String> all = new HashMap<>();
  private final Map<Place, String> affine = new HashMap<>();

  private AffineIndices(Trees trees) {
    this.trees = trees;
  }

  /** Those of the operators in some sources; their file names are their classes'. */
  static AffineIndices of(List<String> sources) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach(s -> files.add(MemoryFiles.source(Compilation.className(s), s)));
    JavacTask task =
        (JavacTask)
            javac.getTask(
                null,
                null,
                null,
                List.of("-proc:none", "-cp", System.getProperty("java.class.path")),
                null,
                files);
    try {
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      AffineIndices indices = new AffineIndices(Trees.instance(task));
      units.forEach(unit -> indices.new Declarations().scan(unit, null));
      indices.reach();
      units.forEach(unit -> indices.new Accesses().scan(unit, null));
      return indices;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of the affine indices by where they start. */
  Map<Place, String> affine() {
    return affine;
  }

  /** The texts of all indices by where they start. */
  Map<Place, String> all() {
    return all;
  }

  /** Notes variables, methods, and what assigns to which variable. */
  private final class Declarations extends TreePathScanner<Void, Void> {
    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree != null && getCurrentPath() != null) {
        paths.put(tree, new TreePath(getCurrentPath(), tree));
      }
      return super.scan(tree, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      methods.put(element(method), method);
      return super.visitMethod(method, null);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
      declarations.put(element(variable), variable);
      return super.visitVariable(variable, null);
    }

    @Override
    public Void visitForLoop(ForLoopTree loop, Void unused) {
      super.visitForLoop(loop, null);
      for (StatementTree first : loop.getInitializer()) {
        if (first instanceof VariableTree variable) {
          loops.put(element(variable), loop);
        }
      }
      return null;
    }

    @Override
    public Void visitAssignment(AssignmentTree tree, Void unused) {
      super.visitAssignment(tree, null);
      return assigned(tree.getVariable());
    }

    @Override
    public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
      super.visitCompoundAssignment(tree, null);
      return assigned(tree.getVariable());
    }

    @Override
    public Void visitUnary(UnaryTree tree, Void unused) {
      super.visitUnary(tree, null);
      return isStep(tree) ? assigned(tree.getExpression()) : null;
    }

    private Void assigned(Tree target) {
      assignments.merge(element(target), 1, Integer::sum);
      return null;
    }
  }

  private static boolean isStep(UnaryTree tree) {
    return switch (tree.getKind()) {
      case POSTFIX_INCREMENT, POSTFIX_DECREMENT, PREFIX_INCREMENT, PREFIX_DECREMENT -> true;
      default -> false;
    };
  }

  private @Nullable Element element(Tree tree) {
    TreePath path = paths.get(tree);
    return path == null ? null : trees.getElement(path);
  }

  private void reach() {
    List<MethodTree> open =
        methods.values().stream()
            .filter(
                method ->
                    method.getModifiers().getAnnotations().stream()
                        .anyMatch(a -> a.getAnnotationType().toString().endsWith("Operator")))
            .collect(Collectors.toCollection(ArrayList::new));
    while (!open.isEmpty()) {
      MethodTree method = open.remove(open.size() - 1);
      if (reached.add(element(method))) {
        new TreeScanner<Void, Void>() {
          @Override
          public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
            MethodTree callee = methods.get(element(call.getMethodSelect()));
            if (callee != null) {
              open.add(callee);
            }
            return super.visitMethodInvocation(call, null);
          }
        }.scan(method, null);
      }
    }
  }

  /** Notes the indices of the methods that operators reach. */
  private final class Accesses extends TreePathScanner<Void, Void> {
    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      return reached.contains(element(method)) ? super.visitMethod(method, null) : null;
    }

    @Override
    public Void visitArrayAccess(ArrayAccessTree access, Void unused) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      long start = trees.getSourcePositions().getStartPosition(unit, access.getIndex());
      String path = unit.getSourceFile().getName();
      Place place =
          new Place(
              path.substring(path.lastIndexOf('/') + 1),
              unit.getLineMap().getLineNumber(start),
              unit.getLineMap().getColumnNumber(start));
      all.put(place, access.toString());
      if (isAffine(access.getIndex())) {
        affine.put(place, access.toString());
      }
      return super.visitArrayAccess(access, null);
    }
  }

  private boolean isAffine(ExpressionTree e) {
    if (e instanceof ParenthesizedTree inner) {
      return isAffine(inner.getExpression());
    } else if (isConstant(e)) {
      return true;
    } else if (e instanceof TypeCastTree cast) {
      return isInteger(cast) && isInteger(cast.getExpression()) && isAffine(cast.getExpression());
    } else if (e instanceof UnaryTree u) {
      boolean sign = u.getKind() == Tree.Kind.UNARY_MINUS || u.getKind() == Tree.Kind.UNARY_PLUS;
      return sign && isAffine(u.getExpression());
    } else if (e instanceof BinaryTree b) {
      ExpressionTree left = b.getLeftOperand();
      ExpressionTree right = b.getRightOperand();
      return switch (b.getKind()) {
        case PLUS, MINUS -> isAffine(left) && isAffine(right);
        case MULTIPLY -> isAffine(left) && isConstant(right) || isConstant(left) && isAffine(right);
        case LEFT_SHIFT -> isAffine(left) && isConstant(right);
        default -> false;
      };
    }
    return element(e) instanceof VariableElement variable && isAffine(variable);
  }

  private boolean isAffine(VariableElement variable) {
    if (!isInteger(variable.asType().getKind()) || !declarations.containsKey(variable)) {
      return false;
    } else if (variable.getKind() == ElementKind.PARAMETER) {
      return !assignments.containsKey(variable);
    }
    ExpressionTree first = declarations.get(variable).getInitializer();
    boolean isLocal = variable.getKind() == ElementKind.LOCAL_VARIABLE;
    if (!isLocal || first == null || !isAffine(first)) {
      return false;
    }
    ForLoopTree loop = loops.get(variable);
    return loop == null
        ? !assignments.containsKey(variable)
        : isStepped(variable, loop) && isCounted(loop);
  }

  /** Whether the update of a loop changes a variable by a constant, and nothing else does. */
  private boolean isStepped(Element variable, ForLoopTree loop) {
    return assignments.getOrDefault(variable, 0) == 1
        && loop.getUpdate().stream()
            .map(ExpressionStatementTree::getExpression)
            .anyMatch(update -> isStep(update, variable));
  }

  private boolean isStep(ExpressionTree update, Element variable) {
    if (update instanceof UnaryTree u) {
      return isStep(u) && variable.equals(element(u.getExpression()));
    }
    return update instanceof CompoundAssignmentTree c
        && (c.getKind() == Tree.Kind.PLUS_ASSIGNMENT || c.getKind() == Tree.Kind.MINUS_ASSIGNMENT)
        && variable.equals(element(c.getVariable()))
        && isConstant(c.getExpression());
  }

  private boolean isCounted(ForLoopTree loop) {
    return loop.getCondition() instanceof BinaryTree test
        && COMPARISONS.contains(test.getKind())
        && (isCounted(loop, test.getLeftOperand(), test.getRightOperand())
            || isCounted(loop, test.getRightOperand(), test.getLeftOperand()));
  }

  private boolean isCounted(ForLoopTree loop, ExpressionTree counter, ExpressionTree bound) {
    Element variable = element(counter);
    return variable != null
        && loops.get(variable) == loop
        && isStepped(variable, loop)
        && !readsVariableOf(loop, bound)
        && isAffine(bound);
  }

  private boolean readsVariableOf(ForLoopTree loop, ExpressionTree e) {
    boolean[] found = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitIdentifier(IdentifierTree name, Void unused) {
        found[0] |= loops.get(element(name)) == loop;
        return null;
      }
    }.scan(e, null);
    return found[0];
  }

  private boolean isConstant(ExpressionTree e) {
    if (e instanceof LiteralTree || isLength(e)) {
      return true;
    } else if (e instanceof ParenthesizedTree inner) {
      return isConstant(inner.getExpression());
    } else if (e instanceof TypeCastTree cast) {
      return isConstant(cast.getExpression());
    } else if (e instanceof UnaryTree u) {
      return !isStep(u) && isConstant(u.getExpression());
    } else if (e instanceof BinaryTree b) {
      return isConstant(b.getLeftOperand()) && isConstant(b.getRightOperand());
    }
    return element(e) instanceof VariableElement v && v.getConstantValue() != null;
  }

  /** Every array has the length that its type or its creation says. */
  private boolean isLength(ExpressionTree e) {
    return e instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("length")
        && trees.getTypeMirror(paths.get(select.getExpression())).getKind() == TypeKind.ARRAY;
  }

  private boolean isInteger(ExpressionTree e) {
    return isInteger(trees.getTypeMirror(paths.get(e)).getKind());
  }

  private static boolean isInteger(TypeKind kind) {
    return kind.isPrimitive()
        && kind != TypeKind.BOOLEAN
        && kind != TypeKind.FLOAT
        && kind != TypeKind.DOUBLE;
  }
}
