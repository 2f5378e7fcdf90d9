package dev.annotir.processor.frontend;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.annotir.Helper;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.HelperFileWriter;
import dev.annotir.processor.frontend.tree.StoredConstant;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a class's helpers need in later compilations: their trees, those of the methods that they
 * call and that are no helpers of other classes, and the constants that they use.
 */
final class HelperCollector {
  /** In trials, of arrays whose extents only the calls know. */
  static final int EXTENT = 16;

  private final Compilation compilation;
  private final Consumer<Diagnostic> report;
  private final ConstantArrays constants;
  private final Set<ExecutableElement> methods = new LinkedHashSet<>();
  private final Deque<ExecutableElement> pending = new ArrayDeque<>();
  private final Set<VariableElement> fields = new LinkedHashSet<>();

  HelperCollector(Compilation compilation, Consumer<Diagnostic> report) {
    this.compilation = compilation;
    this.report = report;
    this.constants = new ConstantArrays(compilation, new Names("helper"));
  }

  /** The content of a class's file; its mistakes are reported. */
  HelperFileWriter collect(TypeElement type) {
    HelperFileWriter writer = new HelperFileWriter(type.getQualifiedName().toString());
    for (ExecutableElement method : helpers(type)) {
      try {
        tryOut(method);
        add(method);
      } catch (UserError e) {
        report.accept(e.diagnostic());
      } catch (Compilation.ErroneousTree e) {
        // javac's own message stands
      } catch (RuntimeException | StackOverflowError e) {
        report.accept(Frontend.bug(method.getSimpleName().toString(), e, name(method)));
      }
    }
    while (!pending.isEmpty()) {
      write(pending.remove(), writer);
    }
    fields.forEach(field -> write(field, writer));
    constants.checkUses(report);
    return writer;
  }

  private List<ExecutableElement> helpers(TypeElement type) {
    List<ExecutableElement> helpers = new ArrayList<>();
    boolean all = type.getAnnotation(Helper.class) != null;
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      String problem = problem(method);
      if (problem.isEmpty() && StoredHelpers.isHelper(method)) {
        helpers.add(method);
      } else if (method.getAnnotation(Helper.class) != null) {
        report.accept(
            new Diagnostic(Id.BAD_HELPER, method.getSimpleName() + problem, name(method)));
      }
    }
    if (all && helpers.isEmpty()) {
      TreePath path = compilation.path(type);
      if (path != null) {
        report.accept(
            new Diagnostic(
                Id.BAD_HELPER,
                type.getSimpleName()
                    + " has no method that can be a helper\n"
                    + "write static methods that take and return primitives and arrays of them",
                compilation.file(path.getCompilationUnit()).span(path.getLeaf())));
      }
    }
    return helpers;
  }

  private static String problem(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    if (!modifiers.contains(Modifier.STATIC)) {
      return " is not static, and operators have no objects\nmake it static";
    } else if (modifiers.contains(Modifier.PRIVATE)) {
      return " is private, so no other class can call it\nremove private, or @Helper";
    } else if (modifiers.contains(Modifier.NATIVE) || modifiers.contains(Modifier.SYNCHRONIZED)) {
      return " is native or synchronized, so it cannot be inlined\nwrite a plain static method";
    } else if (method.isVarArgs() || !method.getTypeParameters().isEmpty()) {
      return " is varargs or generic, so it cannot be inlined\nwrite a plain static method";
    } else if (!method.getParameters().stream().allMatch(p -> isNumeric(p.asType()))
        || !isNumeric(method.getReturnType())
            && method.getReturnType().getKind() != TypeKind.VOID) {
      return " takes or returns what operators cannot have\n"
          + "write it with primitives and arrays of them";
    }
    return "";
  }

  private static boolean isNumeric(TypeMirror type) {
    return JavaTypes.primitive(JavaTypes.element(type)) != null;
  }

  private Span name(ExecutableElement method) {
    TreePath path = compilation.path(method);
    return path == null
        ? new Span("", 1, 1)
        : compilation.file(path.getCompilationUnit()).declaration(path.getLeaf());
  }

  /** Finds mistakes that do not depend on the shapes of a call. */
  private void tryOut(ExecutableElement method) {
    TreePath path = compilation.path(method);
    if (path == null) {
      throw new Compilation.ErroneousTree();
    }
    SourceFile file = compilation.file(path.getCompilationUnit());
    MethodSource source = compilation.source(method, path);
    ArrayPlan plan = new ArrayPlan();
    Lowering lowering;
    do {
      lowering = Lowering.ofInitializer(compilation, constants, file, path, plan);
      lowering.isTrial = true;
      lowering.inlining.tryOut(method, source, EXTENT);
    } while (plan.takeChanged());
    compilation.warnOnce(lowering.inexact, report);
  }

  private void add(ExecutableElement method) {
    if (methods.add(method)) {
      pending.add(method);
    }
  }

  private void write(ExecutableElement method, HelperFileWriter writer) {
    TreePath path = compilation.path(method);
    if (path == null || ((MethodTree) path.getLeaf()).getBody() == null) {
      return; // abstract or native: refused where a helper calls it
    }
    MethodTree tree = compilation.attributed(path);
    SourceFile file = compilation.file(path.getCompilationUnit());
    HelperTrees trees = new HelperTrees(compilation, file, path);
    writer.method(
        compilation.helpers().reference(method),
        file.name(),
        tree,
        trees::attribution,
        Texts::shorten);
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMethodInvocation(MethodInvocationTree t, @Nullable Void unused) {
        if (element(path, t) instanceof ExecutableElement called) {
          follow(called);
        }
        return super.visitMethodInvocation(t, null);
      }

      @Override
      public @Nullable Void visitIdentifier(IdentifierTree t, @Nullable Void unused) {
        note(element(path, t));
        return null;
      }

      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree t, @Nullable Void unused) {
        note(element(path, t));
        return super.visitMemberSelect(t, null);
      }
    }.scan(tree.getBody(), null);
  }

  private @Nullable Element element(TreePath owner, Tree tree) {
    return compilation.trees().getElement(new TreePath(owner, tree));
  }

  /** Adds a method that no later compilation finds by itself. */
  private void follow(ExecutableElement called) {
    boolean isFound = StoredHelpers.isHelper(called) && problem(called).isEmpty();
    if (!isFound && compilation.path(called) != null) {
      add(called);
    }
  }

  private void note(@Nullable Element element) {
    if (element instanceof VariableElement field
        && field.getKind().isField()
        && field.getModifiers().contains(Modifier.STATIC)
        && field.getModifiers().contains(Modifier.FINAL)
        && field.getConstantValue() == null
        && compilation.path(field) != null) {
      fields.add(field);
    }
  }

  /** Adds a constant; one without a known value is refused where a helper uses it. */
  private void write(VariableElement field, HelperFileWriter writer) {
    TreePath path = compilation.path(field);
    if (path == null) {
      return;
    }
    SourceFile file = compilation.file(path.getCompilationUnit());
    Span place = file.declaration(path.getLeaf());
    List<Integer> shape = List.of();
    ConstantData elements;
    try {
      if (JavaTypes.rank(field.asType()) > 0) {
        Buffer buffer = constants.view(field, place, new Names("helper")).parts().get(0).buffer();
        shape = buffer.shape();
        elements = Objects.requireNonNull(buffer.data());
      } else if (ConstantFields.isCandidate(field)) {
        Expr.Const value = constants.value(field, place, new Names("helper"));
        elements = ConstantData.of(value.dtype(), value.bits());
      } else {
        return;
      }
    } catch (UserError | Compilation.ErroneousTree e) {
      return;
    }
    if (!constants.inexact(field).isEmpty()) {
      report.accept(
          new Diagnostic(
              Id.BAD_CONSTANT,
              field.getSimpleName()
                  + " is computed by "
                  + constants.inexact(field).get(0).function()
                  + ", which Java lets differ, so later compilations cannot have its value\n"
                  + "compute it by the method of that name of dev.annotir.math.DoubleMath",
              place));
      return;
    }
    String type = compilation.descriptors().of(JavaTypes.element(field.asType()));
    writer.constant(
        compilation.helpers().reference(field),
        new StoredConstant(type, shape, elements, file.name(), place.line()));
  }
}
