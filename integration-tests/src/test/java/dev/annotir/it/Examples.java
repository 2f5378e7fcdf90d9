package dev.annotir.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The examples. */
final class Examples {
  private Examples() {}

  /** Compiles all of them in this JVM, for their classes and IR. */
  static Compilation compile() {
    Path folder = Path.of(System.getProperty("annotir.examples.sources"));
    try (Stream<Path> files = Files.walk(folder)) {
      String[] sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("package-info.java"))
              .sorted()
              .map(Examples::read)
              .toArray(String[]::new);
      return Compilation.of(Files.createTempDirectory("annotir-it"), sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
