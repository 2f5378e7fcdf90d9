package dev.annotir.processor;

import dev.annotir.Helper;
import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.frontend.ClassFiles;
import dev.annotir.processor.frontend.Frontend;
import dev.annotir.processor.frontend.JavacHost;
import dev.annotir.processor.frontend.tree.HelperFileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Writes the helpers of {@code dev.annotir.math}, which was compiled before the processor existed,
 * into the processor's own resources. A step of annotir's build.
 */
final class BundledHelpers extends AbstractProcessor implements JavacHost.Listener {
  private final Path output;
  private final Set<String> classes = new LinkedHashSet<>();
  private final List<Diagnostic> mistakes = new ArrayList<>();

  private BundledHelpers(Path output) {
    this.output = output;
  }

  /**
   * Runs the step; the class path has the compiled classes.
   *
   * @param args the folder of the sources, and the folder to write into
   */
  public static void main(String[] args) throws IOException {
    BundledHelpers step = new BundledHelpers(Path.of(args[1]));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-proc:only", "-nowarn", "-cp", System.getProperty("java.class.path"));
    List<Path> sources;
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      sources = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(sources);
      var task = compiler.getTask(null, files, null, options, null, units);
      task.setProcessors(List.of(step));
      if (!task.call() || !step.mistakes.isEmpty()) {
        throw new CompilerBug(step.mistakes.toString());
      }
    }
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Helper.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element type : round.getElementsAnnotatedWith(Helper.class)) {
      classes.add(((TypeElement) type).getQualifiedName().toString());
    }
    if (round.processingOver()) {
      JavacHost.of(processingEnv).orElseThrow().listen(this);
    }
    return false;
  }

  @Override
  public void processingEnded() {
    JavacHost host = JavacHost.of(processingEnv).orElseThrow();
    Elements elements = processingEnv.getElementUtils();
    ClassFiles files = new HelperFiles(processingEnv);
    Frontend frontend = new Frontend(host, elements, files, mistakes::add);
    for (String name : classes) {
      TypeElement type = elements.getTypeElement(name);
      HelperFileWriter helpers = frontend.helpers(type);
      Map<String, byte[]> classFiles = new HashMap<>();
      helpers.owners().forEach(owner -> classFiles.put(owner, published(owner)));
      write(output.resolve(files.helperPath(type)), helpers.finish(classFiles));
    }
  }

  private static byte[] published(String className) {
    String path = "/" + className.replace('.', '/') + ".class";
    try (InputStream in = BundledHelpers.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new CompilerBug("no class file of " + className);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void compilationEnded(boolean allGenerated) {}
}
