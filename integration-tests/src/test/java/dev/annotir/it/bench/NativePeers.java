package dev.annotir.it.bench;

import dev.annotir.it.Archive;
import dev.annotir.it.Build;
import dev.annotir.it.Programs;
import dev.annotir.it.TimingSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the libraries whose operators are timed: annotir's C, and that of C files. */
final class NativePeers {
  private static final String[] FLAGS = {"-O3", "-march=native", "-fno-math-errno"};

  private final Path sources;
  private final Path work;

  /**
   * Of C files in one folder, built in another.
   *
   * @param work exists
   */
  NativePeers(Path sources, Path work) {
    this.sources = sources;
    this.work = work;
  }

  /** The libraries of archives, each with functions that take the time. */
  List<String> annotir(String compiler, List<Archive> archives) throws IOException {
    List<String> libraries = new ArrayList<>();
    for (Archive archive : archives) {
      Path folder = archive.extract(work.resolve("annotir-" + compiler + "-" + archive));
      Files.writeString(folder.resolve("timed.c"), TimingSource.of(archive.operators()));
      Build build = Build.of(compiler, FLAGS);
      libraries.add(build.sharedLibrary(archive, folder, "timed.c").toString());
    }
    return libraries;
  }

  /** As {@link #c} by the system's compiler, unless the library that it needs is not there. */
  Optional<String> linked(String name, List<String> files, List<String> needed) {
    try {
      return Optional.of(c("cc", name, files, needed));
    } catch (AssertionError | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** A library of C files, which must not contract: the JVM rounds products and sums. */
  String c(String compiler, String name, List<String> files, List<String> further) {
    Path library = work.resolve("lib" + name + "-" + compiler + ".so");
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(List.of(FLAGS));
    command.addAll(
        List.of("-ffp-contract=off", "-Wl,-z,defs", "-shared", "-fPIC", "-o", library.toString()));
    command.addAll(files);
    command.addAll(further);
    command.add("-lm");
    Programs.run(sources, command);
    return library.toString();
  }
}
