package dev.annotir.it;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import dev.annotir.it.generator.Program;
import dev.annotir.processor.HelperFiles;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.frontend.Frontend;
import dev.annotir.processor.frontend.JavacHost;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.pass.Passes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Programs compiled together by one javac, in memory. A mistake in one leaves the others as they
 * are.
 */
final class FuzzUnit {
  static final String CLASS = "Fuzz";
  static final String LIBRARY = "fuzz";

  private final List<Program> programs;
  private final String source;

  /** The programs by the line on which they start. */
  private final TreeMap<Integer, Program> lines = new TreeMap<>();

  private final MemoryFiles classes;
  private final Map<Program, String> javacErrors = new LinkedHashMap<>();
  private final Map<Program, Diagnostic> mistakes = new LinkedHashMap<>();
  private final Map<Program, PrimFunc> lowered = new LinkedHashMap<>();
  private final Map<Program, PrimFunc> optimized = new LinkedHashMap<>();
  private Library library;

  private FuzzUnit(List<Program> programs) {
    this.programs = programs;
    StringBuilder text = new StringBuilder("import dev.annotir.*;\nfinal class " + CLASS + " {\n");
    int line = 4;
    for (Program program : programs) {
      String java = program.java();
      lines.put(line, program);
      line += (int) java.lines().count();
      text.append(java);
    }
    source = text.append("}\n").toString();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    classes = new MemoryFiles(javac.getStandardFileManager(null, null, null));
  }

  /** Compiles programs of different names. */
  static FuzzUnit of(List<Program> programs) {
    FuzzUnit unit = new FuzzUnit(programs);
    unit.compile();
    return unit;
  }

  private void compile() {
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-cp", System.getProperty("java.class.path"), "-g", "-nowarn", "-Xmaxerrs", "10000");
    JavaCompiler.CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null, classes, messages, options, null, List.of(MemoryFiles.source(CLASS, source)));
    task.setProcessors(List.of(new Lowering()));
    task.call();
    for (javax.tools.Diagnostic<?> message : messages.getDiagnostics()) {
      if (message.getKind() == javax.tools.Diagnostic.Kind.ERROR) {
        javacErrors.put(at(message.getLineNumber()), message.toString());
      }
    }
  }

  private Program at(long line) {
    Map.Entry<Integer, Program> entry = lines.floorEntry((int) line);
    return entry == null ? programs.get(0) : entry.getValue();
  }

  String source() {
    return source;
  }

  /** The classes, as javac wrote them. */
  ClassLoader loader() {
    return classes.loader();
  }

  /** What javac says against programs; then there are no classes. */
  Map<Program, String> javacErrors() {
    return javacErrors;
  }

  /** The first mistake that annotir sees in programs. */
  Map<Program, Diagnostic> mistakes() {
    return mistakes;
  }

  /** The programs in which nobody sees a mistake. */
  List<Program> good() {
    return programs.stream()
        .filter(program -> optimized.containsKey(program) && !mistakes.containsKey(program))
        .toList();
  }

  /** The functions of programs as the frontend gives them. */
  Library lowered(List<Program> some) {
    return library(some.stream().map(lowered::get).toList());
  }

  /** The functions of programs after all passes. */
  Library optimized(List<Program> some) {
    return library(some.stream().map(optimized::get).toList());
  }

  private Library library(List<PrimFunc> functions) {
    return new Library(LIBRARY, CLASS, CLASS + ".java", source, functions, library.constants());
  }

  private void mistake(Diagnostic diagnostic) {
    if (diagnostic.id().kind() == javax.tools.Diagnostic.Kind.ERROR) {
      Program program = at(diagnostic.span().line());
      if (diagnostic.id() == Id.INTERNAL) {
        mistakes.put(program, diagnostic);
      } else {
        mistakes.putIfAbsent(program, diagnostic);
      }
    }
  }

  /** Lowers the operators as the processor does, but reports nothing to javac, which goes on. */
  private final class Lowering extends AbstractProcessor implements TaskListener {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (round.processingOver()) {
        host().task().addTaskListener(this);
      }
      return false;
    }

    private JavacHost host() {
      return JavacHost.of(processingEnv).orElseThrow();
    }

    @Override
    public void finished(TaskEvent event) {
      if (event.getKind() != TaskEvent.Kind.ANNOTATION_PROCESSING) {
        return;
      }
      TypeElement type = processingEnv.getElementUtils().getTypeElement(CLASS);
      if (type == null) {
        return;
      }
      Frontend frontend =
          new Frontend(
              host(),
              processingEnv.getElementUtils(),
              new HelperFiles(processingEnv),
              FuzzUnit.this::mistake);
      library = frontend.lower(LIBRARY, type, Frontend.operators(type)).library();
      new ArrayList<>(library.functions()).forEach(this::optimize);
    }

    private void optimize(PrimFunc function) {
      Program program = at(function.span().line());
      lowered.put(program, function);
      try {
        optimized.put(program, Passes.run(function, FuzzUnit.this::mistake, (pass, func) -> {}));
      } catch (RuntimeException | StackOverflowError e) {
        mistake(Frontend.bug(function.name(), e, function.span()));
      }
    }
  }
}
