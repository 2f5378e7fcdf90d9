package dev.annotir.processor.c;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compiles and runs generated C with the compilers of the machine. */
final class CToolchain {
  static final List<String> STRICT =
      List.of(
          "-Wall",
          "-Wextra",
          "-Wpedantic",
          "-Wconversion",
          "-Wsign-conversion",
          "-Wdouble-promotion",
          "-Wshadow",
          "-Werror");

  private CToolchain() {}

  /** Whether a program of that name is on the path. */
  static boolean has(String program) {
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** Runs a command and fails with its output unless it succeeds. */
  static void run(Path folder, String... command) {
    run(folder, null, null, command);
  }

  /** Runs a command with input and output from and to files. */
  static void run(Path folder, Path in, Path out, String... command) {
    try {
      Path log = Files.createTempFile(folder, "log", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.redirectError(log.toFile());
      if (out == null) {
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      } else {
        builder.redirectInput(in.toFile()).redirectOutput(out.toFile());
      }
      Process process = builder.start();
      if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroy();
        throw new AssertionError(String.join(" ", command) + "\n" + Files.readString(log));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The command that compiles a file without a warning. */
  static String[] compile(String compiler, List<String> flags, String source, String object) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(STRICT);
    if (!compiler.endsWith("++")) {
      all.addAll(List.of("-Wstrict-prototypes", "-Wmissing-prototypes"));
    }
    return command(compiler, all, "-c", source, "-o", object);
  }

  /** A command line from parts. */
  static String[] command(String compiler, List<String> flags, String... more) {
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(flags);
    command.addAll(List.of(more));
    return command.toArray(new String[0]);
  }
}
