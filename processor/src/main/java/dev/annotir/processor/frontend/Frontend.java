package dev.annotir.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.diagnostic.UserError;
import dev.annotir.processor.frontend.tree.HelperFileWriter;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.Names;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.lang.annotation.AnnotationTypeMismatchException;
import java.lang.annotation.IncompleteAnnotationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * A library's IR from the trees of the class that declares its operators. To be used when
 * annotation processing has ended: it makes javac attribute the classes that it reads.
 */
public final class Frontend {
  private final Compilation compilation;
  private final Elements elements;
  private final Consumer<Diagnostic> report;

  /**
   * @param files what earlier compilations have left
   * @param report gets every mistake in the sources, in the order of the operators
   */
  public Frontend(
      JavacHost host, Elements elements, ClassFiles files, Consumer<Diagnostic> report) {
    this.compilation = new Compilation(host, elements, files);
    this.elements = elements;
    this.report = report;
  }

  /** Prints a diagnostic at its place; returns whether that is in a source of this compilation. */
  public boolean print(Diagnostic diagnostic) {
    SourceFile.Place place = compilation.place(diagnostic.span());
    if (place == null) {
      return false;
    }
    Diagnostic printed =
        place.helper().isEmpty()
            ? diagnostic
            : new Diagnostic(
                diagnostic.id(), place.helper() + ": " + diagnostic.text(), diagnostic.span());
    Tree tree =
        place.atStart() ? compilation.file(place.unit()).leftmost(place.tree()) : place.tree();
    compilation.trees().printMessage(printed.id().kind(), printed.message(), tree, place.unit());
    return true;
  }

  /** The name of a class where it is declared. */
  public Span declaration(TypeElement type) {
    TreePath path = compilation.path(type);
    return path == null
        ? new Span("", 1, 1)
        : compilation.file(path.getCompilationUnit()).span(path.getLeaf());
  }

  /** The operators that a class and its nested classes declare, in the source's order. */
  public static List<ExecutableElement> operators(TypeElement type) {
    return type.getEnclosedElements().stream()
        .flatMap(
            e ->
                e instanceof TypeElement nested
                    ? operators(nested).stream()
                    : Signatures.isOperator(e) ? Stream.of((ExecutableElement) e) : Stream.empty())
        .toList();
  }

  /** The operator's name: the annotation's, else the method's. */
  public static String operatorName(ExecutableElement method) {
    return Signatures.name(method);
  }

  /**
   * A class's operators.
   *
   * @param library without the operators that have a mistake
   * @param isComplete whether none has one, be it reported here or by javac
   */
  public record Lowered(Library library, boolean isComplete) {}

  /** The operators of a class; their mistakes are reported. */
  public Lowered lower(String name, TypeElement type, List<ExecutableElement> operators) {
    TreePath path = compilation.path(type);
    if (path == null) {
      throw new CompilerBug("no source of " + type);
    }
    ConstantArrays constants = new ConstantArrays(compilation, new Names(name));
    List<PrimFunc> functions = new ArrayList<>();
    boolean[] failed = {false};
    Set<String> names = new HashSet<>();
    for (ExecutableElement operator : operators) {
      PrimFunc function = lower(name, operator, constants, names);
      if (function != null) {
        functions.add(function);
      }
    }
    for (PrimFunc function : functions) {
      compilation.warnOnce(function.inexact(), report);
    }
    constants.checkUses(
        diagnostic -> {
          failed[0] = true;
          report.accept(diagnostic);
        });
    boolean isComplete = !failed[0] && functions.size() == operators.size();
    SourceFile file = compilation.file(path.getCompilationUnit());
    String qualified = elements.getBinaryName(type).toString();
    return new Lowered(
        new Library(name, qualified, file.name(), file.text(), functions, constants.buffers()),
        isComplete);
  }

  /** What later compilations must know of a class's helpers; their mistakes are reported. */
  public HelperFileWriter helpers(TypeElement type) {
    return new HelperCollector(compilation, report).collect(type);
  }

  private void checkName(ExecutableElement method, Set<String> taken) {
    String name = Signatures.name(method);
    TreePath path = compilation.path(method);
    if (!taken.add(name) && path != null) {
      throw new UserError(
          Id.NAME_COLLISION,
          compilation.file(path.getCompilationUnit()).declaration(path.getLeaf()),
          "another operator of this library is called "
              + name
              + " too\nwrite another name: @Operator(\""
              + name
              + "_2\")");
    }
  }

  private @Nullable PrimFunc lower(
      String library, ExecutableElement method, ConstantArrays constants, Set<String> names) {
    try {
      checkName(method, names);
      ArrayPlan plan = new ArrayPlan();
      PrimFunc function = function(library, method, constants, plan);
      while (plan.takeChanged()) {
        function = function(library, method, constants, plan);
      }
      return function;
    } catch (UserError e) {
      report.accept(e.diagnostic());
    } catch (Compilation.ErroneousTree
        | AnnotationTypeMismatchException
        | IncompleteAnnotationException e) {
      return null; // javac's own message stands
    } catch (RuntimeException | StackOverflowError e) {
      TreePath path = compilation.path(method);
      if (path == null) {
        throw e;
      }
      Span span = compilation.file(path.getCompilationUnit()).declaration(path.getLeaf());
      report.accept(bug(method.getSimpleName().toString(), e, span));
    }
    return null;
  }

  /** What to report for an exception that says that annotir is wrong. */
  public static Diagnostic bug(String operator, Throwable e, Span span) {
    StackTraceElement[] trace = e.getStackTrace();
    return new Diagnostic(
        Id.INTERNAL,
        "operator "
            + operator
            + ": "
            + e
            + (trace.length == 0 ? "" : " at " + trace[0])
            + "\nthis is a bug in annotir: please report it with the operator's source",
        span);
  }

  private PrimFunc function(
      String library, ExecutableElement method, ConstantArrays constants, ArrayPlan plan) {
    TreePath path = compilation.path(method);
    if (path == null) {
      throw new CompilerBug("no source");
    }
    Signatures signatures = new Signatures(compilation);
    signatures.checkMethod(method, path);
    MethodTree tree = compilation.attributed(method, path);
    SourceFile file = compilation.file(path.getCompilationUnit());
    Names names = constants.functionNames(library);
    List<Param> params = new ArrayList<>();
    List<Binding> bindings = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      VariableTree declaration = tree.getParameters().get(i);
      if (JavaTypes.rank(parameter.asType()) == 0) {
        DType dtype = signatures.scalar(parameter, declaration, file);
        String name = names.fresh(parameter.getSimpleName().toString());
        Expr.Var var = new Expr.Var(name, dtype, file.declaration(declaration));
        params.add(var);
        bindings.add(new Binding.Value(var));
      } else {
        Buffer buffer = signatures.tensor(parameter, declaration, file, names);
        params.add(buffer);
        bindings.add(new Binding.Array(whole(buffer, parameter)));
      }
    }
    Buffer result = signatures.result(method, tree, file, names);
    Label exit = new Label(names.fresh("end"));
    Frame frame = Frame.of(method, file, path, exit, result);
    Lowering lowering = new Lowering(compilation, constants, names, frame, plan);
    Span span = file.declaration(tree);
    Stmt body = lowering.nested(span, () -> body(lowering, method, tree, bindings));
    String doc = Doc.firstSentence(compilation.trees().getDocComment(path));
    return new PrimFunc(
        Signatures.name(method),
        method.getSimpleName().toString(),
        doc,
        params,
        result,
        exit,
        body,
        names.javaNames(),
        javaTypes(method, params, result),
        lowering.inexact,
        span);
  }

  private static Map<String, String> javaTypes(
      ExecutableElement method, List<Param> params, @Nullable Buffer result) {
    Map<String, String> types = new TreeMap<>();
    for (int i = 0; i < params.size(); i++) {
      types.put(params.get(i).name(), JavaTypes.text(method.getParameters().get(i).asType()));
    }
    if (result != null) {
      types.put(result.name(), JavaTypes.text(method.getReturnType()));
    }
    return types;
  }

  private static View whole(Buffer buffer, VariableElement parameter) {
    DType javaType = JavaTypes.primitive(JavaTypes.element(parameter.asType()));
    if (javaType == null) {
      throw new CompilerBug("parameter " + parameter);
    }
    return View.whole(buffer, javaType, parameter.getSimpleName().toString());
  }

  private static void body(
      Lowering lowering, ExecutableElement method, MethodTree tree, List<Binding> bindings) {
    lowering.stmts.noteAssigned(tree.getBody());
    for (int i = 0; i < bindings.size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      if (bindings.get(i) instanceof Binding.Array array) {
        lowering.arrays.declare(parameter, array.view(), tree.getParameters().get(i));
      } else if (bindings.get(i) instanceof Binding.Value value) {
        lowering.stmts.declare(parameter, value.value());
      }
    }
    lowering.stmts.lowerAll(tree.getBody().getStatements());
  }
}
