package dev.annotir.processor;

import com.google.auto.service.AutoService;
import dev.annotir.Helper;
import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.frontend.JavacHost;
import dev.annotir.processor.ir.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * The annotation processor: in its rounds it collects the classes with operators and generates
 * their modules; {@code CompilationListener} compiles them when javac has come to the end of the
 * rounds.
 */
@AutoService(Processor.class)
public final class OperatorProcessor extends AbstractProcessor {
  private final Consumer<Library> observer;
  private final List<Diagnostic> badOptions = new ArrayList<>();
  private Optional<CompilationListener> listener = Optional.empty();

  /** The processor as javac makes it. */
  public OperatorProcessor() {
    this(library -> {});
  }

  /**
   * A processor for a javac that runs in this JVM.
   *
   * @param observer is given each library after all passes, as its code is generated from
   */
  public OperatorProcessor(Consumer<Library> observer) {
    this.observer = observer;
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    Options options = Options.of(environment.getOptions(), System.getenv(), badOptions::add);
    try {
      listener =
          JavacHost.of(environment)
              .map(
                  host ->
                      new CompilationListener(host, environment, options, badOptions, observer));
    } catch (LinkageError e) {
      listener = Optional.empty(); // no javac: see process
    }
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(
        Helper.class.getName(),
        Operator.class.getName(),
        OperatorLibrary.class.getName(),
        Tensor.class.getName());
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Options.names();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (listener.isPresent()) {
      listener.get().round(round);
    } else {
      round.getElementsAnnotatedWith(Operator.class).forEach(this::refuseHost);
    }
    return true;
  }

  private void refuseHost(Element operator) {
    Diagnostic diagnostic =
        new Diagnostic(
            Id.NO_JAVAC,
            "operators are compiled by javac only, and this compiler is another one\n"
                + "build with Maven, Gradle or javac; the class itself runs as it is",
            new Span("", 1, 1));
    processingEnv.getMessager().printMessage(Id.NO_JAVAC.kind(), diagnostic.message(), operator);
  }
}
