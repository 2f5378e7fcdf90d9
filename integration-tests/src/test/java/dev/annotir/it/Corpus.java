package dev.annotir.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A program of the corpus as plain Java, compiled without the processor. */
final class Corpus {
  private final Class<?> program;

  private Corpus(Class<?> program) {
    this.program = program;
  }

  /** The source of a program. */
  static String source(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream("corpus/" + name + ".java")) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Corpus of(String name) {
    try {
      return new Corpus(Class.forName(name, true, compiled(name)));
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static ClassLoader compiled(String name) throws IOException {
    Path folder = Files.createTempDirectory("annotir-it");
    Path file = Files.writeString(folder.resolve(name + ".java"), source(name));
    StringWriter messages = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      boolean good =
          javac
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-d",
                      folder.toString(),
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      if (!good) {
        throw new AssertionError(messages);
      }
    }
    return loader(folder);
  }

  private static ClassLoader loader(Path folder) throws MalformedURLException {
    URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    loader.setDefaultAssertionStatus(true);
    return loader;
  }

  /** Calls a method; throws what it throws. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  <T> T call(String name, Object... arguments) {
    Method method =
        Arrays.stream(program.getDeclaredMethods())
            .filter(m -> m.getName().equals(name) && m.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(name));
    method.setAccessible(true);
    try {
      return (T) method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
