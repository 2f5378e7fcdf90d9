package dev.annotir.it.demo;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks archives and builds their C with the compiler of the machine. */
final class NativeBuild {
  /** The compiler that the environment variable CC names, else cc. */
  static final String COMPILER = System.getenv().getOrDefault("CC", "cc");

  /** What CFLAGS says, else what compiles for this machine, as the JVM does. */
  static final String FLAGS =
      System.getenv().getOrDefault("CFLAGS", "-O3 -march=native -fno-math-errno");

  private NativeBuild() {}

  /** Unpacks an archive into an empty folder and returns the folder. */
  static Path unpack(Path archive, Path folder) throws IOException {
    Path root = Files.createTempDirectory(Files.createDirectories(folder), "demo");
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path to = root.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          Files.copy(tar, to);
        }
      }
    }
    return root;
  }

  /**
   * Builds and loads the library of an unpacked archive, with functions that call the operators.
   */
  static NativeLibrary build(Path root, List<Operator> operators)
      throws IOException, InterruptedException {
    Files.writeString(root.resolve("demo.c"), Caller.source(operators));
    List<String> command = new ArrayList<>(List.of(COMPILER.split(" ")));
    command.addAll(Arrays.asList(FLAGS.split(" ")));
    command.addAll(List.of("-std=c99", "-shared", "-fPIC", "-DANNOTIR_NO_SYSTEM_LIB"));
    command.addAll(List.of("-Istandalone/include", "-Icodegen/host/include", "-o", "demo.so"));
    command.addAll(List.of("demo.c", "standalone/src/runtime.c"));
    try (Stream<Path> sources = Files.list(root.resolve("codegen/host/src"))) {
      sources.map(root::relativize).map(Path::toString).sorted().forEach(command::add);
    }
    int status = new ProcessBuilder(command).directory(root.toFile()).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + status);
    }
    NativeLibrary library = NativeLibrary.getInstance(root.resolve("demo.so").toString());
    int check = library.getFunction(operators.get(0).library() + "_check").invokeInt(new Object[0]);
    if (check != 0) {
      throw new IOException("floating point does not work as in Java: check returned " + check);
    }
    return library;
  }
}
