package dev.annotir.processor;

import dev.annotir.Helper;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.processor.archive.Content;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.frontend.Frontend;
import dev.annotir.processor.frontend.JavacHost;
import dev.annotir.processor.frontend.tree.HelperFileWriter;
import dev.annotir.processor.ir.Library;
import java.lang.annotation.AnnotationTypeMismatchException;
import java.lang.annotation.IncompleteAnnotationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Follows one run of javac. When annotation processing has ended, it compiles the operators; when
 * the whole compilation has, and without an error, it writes the archives.
 */
final class CompilationListener implements JavacHost.Listener {
  private final JavacHost host;
  private final ProcessingEnvironment environment;
  private final Options options;
  private final Messages messages;
  private final OutputFiles archives;
  private final HelperFiles helperFiles;
  private final List<Diagnostic> badOptions;
  private final Consumer<Library> observer;

  /** The names of the classes with operators, in the order in which they came. */
  private final Set<String> classes = new LinkedHashSet<>();

  /** The names of the classes with helpers, in the order in which they came. */
  private final Set<String> helperClasses = new LinkedHashSet<>();

  /** The helpers that wait for javac to end without an error. */
  private final Map<String, HelperFileWriter> readyHelpers = new LinkedHashMap<>();

  /** The archives that wait for javac to end without an error. */
  private final Map<String, Content> ready = new LinkedHashMap<>();

  /** Whether javac found a mistake before the operators were looked at. */
  private boolean failed;

  /**
   * Whether a library has a mistake. The others are looked at all the same, but nothing is written.
   */
  private boolean reported;

  CompilationListener(
      JavacHost host,
      ProcessingEnvironment environment,
      Options options,
      List<Diagnostic> badOptions,
      Consumer<Library> observer) {
    this.host = host;
    this.environment = environment;
    this.options = options;
    this.badOptions = badOptions;
    this.observer = observer;
    this.messages = new Messages(environment);
    this.archives = new OutputFiles(environment.getFiler());
    this.helperFiles = new HelperFiles(environment);
    host.listen(this);
  }

  /** Notes the classes of a round, and generates their modules. */
  void round(RoundEnvironment round) {
    badOptions.forEach(messages::report);
    badOptions.clear();
    Set<TypeElement> found = new LinkedHashSet<>();
    for (Element operator : round.getElementsAnnotatedWith(Operator.class)) {
      found.add(libraryClass(operator));
    }
    found.addAll(ElementFilter.typesIn(round.getElementsAnnotatedWith(OperatorLibrary.class)));
    for (TypeElement type : found) {
      classes.add(type.getQualifiedName().toString());
      guarded(() -> prepare(type));
    }
    for (Element helper : round.getElementsAnnotatedWith(Helper.class)) {
      Element type = helper instanceof TypeElement ? helper : helper.getEnclosingElement();
      if (type instanceof TypeElement t && helperClasses.add(t.getQualifiedName().toString())) {
        guarded(() -> helperFiles.delete(t));
      }
    }
    failed |= round.errorRaised();
  }

  /**
   * Removes a class's older archive, since after an error javac may end here, and generates its
   * module.
   */
  private void prepare(TypeElement type) {
    try {
      String library = LibraryNames.of(type);
      if (!LibraryNames.isPath(library)) {
        archives.delete(type, archivePath(library));
      }
      List<ExecutableElement> operators = operators(type);
      if (options.module() && !operators.isEmpty()) {
        ModuleFiles.generate(environment, host.docComments(), type, operators);
      }
    } catch (AnnotationTypeMismatchException | IncompleteAnnotationException e) {
      failed = true; // javac reports the annotation
    }
  }

  /**
   * The class whose library an operator belongs to: the nearest around it that names one, else the
   * outermost.
   */
  private static TypeElement libraryClass(Element operator) {
    if (!(operator.getEnclosingElement() instanceof TypeElement result)) {
      throw new CompilerBug(operator + " is in no class");
    }
    while (result.getAnnotation(OperatorLibrary.class) == null
        && result.getEnclosingElement() instanceof TypeElement outer) {
      result = outer;
    }
    return result;
  }

  private static List<ExecutableElement> operators(TypeElement type) {
    return Frontend.operators(type).stream()
        .filter(operator -> libraryClass(operator).equals(type))
        .toList();
  }

  @Override
  public void processingEnded() {
    guarded(() -> DeepStack.run(this::compileAll));
  }

  @Override
  public void compilationEnded(boolean allGenerated) {
    guarded(() -> writeAll(allGenerated));
  }

  /** Reports what the work throws: javac would crash, and ask users to report a bug of its own. */
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failed = true;
      messages.report(Frontend.bug("library", e, new Span("", 1, 1)));
    }
  }

  /** The name of a class's library; null where its annotation is broken, as javac reports. */
  private @Nullable String library(TypeElement type) {
    try {
      return LibraryNames.of(type);
    } catch (AnnotationTypeMismatchException | IncompleteAnnotationException e) {
      failed = true;
      return null;
    }
  }

  private void compileAll() {
    Frontend frontend =
        new Frontend(host, environment.getElementUtils(), helperFiles, this::reportError);
    messages.locate(frontend);
    collectHelpers(frontend);
    Map<String, String> owners = new LinkedHashMap<>();
    for (String name : classes) {
      TypeElement type = environment.getElementUtils().getTypeElement(name);
      if (type == null) {
        failed = true;
        continue;
      }
      String library = library(type);
      if (library == null) {
        continue;
      } else if (LibraryNames.isPath(library)) {
        reportError(LibraryNames.bad(library, frontend.declaration(type)));
        continue;
      }
      archives.delete(type, archivePath(library));
      List<ExecutableElement> operators = operators(type);
      if (failed || operators.isEmpty()) {
        continue;
      }
      Span place = frontend.declaration(type);
      String other = owners.putIfAbsent(library, name);
      if (other != null) {
        reportError(LibraryNames.taken(library, other, place));
        continue;
      }
      OperatorCompiler compiler =
          new OperatorCompiler(frontend, options, observer, this::reportError);
      Content archive = compiler.compile(library, type, operators, place);
      if (archive == null) {
        reported = true;
      } else {
        ready.put(name, archive);
      }
    }
  }

  /** Before the operators: what helpers do with constants is known then. */
  private void collectHelpers(Frontend frontend) {
    for (String name : helperClasses) {
      TypeElement type = environment.getElementUtils().getTypeElement(name);
      if (type == null) {
        failed = true;
      } else if (!failed) {
        readyHelpers.put(name, frontend.helpers(type));
      }
    }
  }

  private static String archivePath(String library) {
    return "META-INF/mlf/" + library + ".tar";
  }

  private void reportError(Diagnostic diagnostic) {
    reported |= diagnostic.id().kind() == javax.tools.Diagnostic.Kind.ERROR;
    messages.report(diagnostic);
  }

  private void writeAll(boolean allGenerated) {
    if (failed || reported || !allGenerated) {
      return;
    }
    readyHelpers.forEach(
        (name, helpers) -> {
          TypeElement type = environment.getElementUtils().getTypeElement(name);
          if (type != null) {
            helperFiles.write(type, helpers, messages);
          }
        });
    readyHelpers.clear();
    List<String> names = new ArrayList<>(ready.keySet());
    for (String name : names) {
      TypeElement type = environment.getElementUtils().getTypeElement(name);
      Content archive = ready.remove(name);
      if (type != null && archive != null) {
        archives.write(type, archivePath(LibraryNames.of(type)), archive, messages);
      }
    }
  }
}
