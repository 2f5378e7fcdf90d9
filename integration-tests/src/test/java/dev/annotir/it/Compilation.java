package dev.annotir.it;

import dev.annotir.processor.OperatorProcessor;
import dev.annotir.processor.ir.Library;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Java sources, compiled by the javac of this JVM.
 *
 * @param libraries the IR after all passes by the library's name
 */
public record Compilation(Path classes, List<Archive> archives, Map<String, Library> libraries) {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|interface|record|enum) (\\w+)");

  /** Compiles sources; their file names are their classes'. Throws what javac says if it fails. */
  public static Compilation of(Path folder, String... sources) {
    return of(folder, List.of(), sources);
  }

  /** As above, with options of javac. */
  static Compilation of(Path folder, List<String> options, String... sources) {
    Map<String, Library> libraries = new LinkedHashMap<>();
    Path classes = folder.resolve("classes");
    StringWriter messages = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      Files.createDirectories(classes);
      Path[] paths = new Path[sources.length];
      for (int i = 0; i < sources.length; i++) {
        paths[i] = write(folder.resolve("sources"), sources[i]);
      }
      List<String> all = new ArrayList<>(options);
      all.addAll(
          List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-g"));
      JavaCompiler.CompilationTask task =
          javac.getTask(messages, files, null, all, null, files.getJavaFileObjects(paths));
      task.setProcessors(
          List.of(new OperatorProcessor(library -> libraries.put(library.name(), library))));
      if (!task.call()) {
        throw new AssertionError("javac: " + messages);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Compilation(classes, Archive.in(classes), libraries);
  }

  /** The name of the first top-level class. */
  static String className(String source) {
    Matcher name = CLASS.matcher(source);
    return name.find() ? name.group(1) : "None";
  }

  private static Path write(Path folder, String source) throws IOException {
    Matcher name = CLASS.matcher(source);
    if (!name.find()) {
      throw new IllegalArgumentException("no class in " + source);
    }
    Matcher packageName = PACKAGE.matcher(source);
    String path = packageName.find() ? packageName.group(1).replace('.', '/') + "/" : "";
    Path file = folder.resolve(path + name.group(1) + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source);
  }

  /** Loads the classes, with assertions. */
  ClassLoader loader() {
    try {
      URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
      loader.setDefaultAssertionStatus(true);
      return loader;
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The archive of a library. */
  Archive archive(String library) {
    return archives.stream()
        .filter(archive -> archive.library().equals(library))
        .findFirst()
        .orElseThrow();
  }

  public List<OperatorInfo> operators() {
    return archives.stream().flatMap(archive -> archive.operators().stream()).toList();
  }
}
