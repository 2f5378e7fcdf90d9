package dev.annotir.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How C is built: a compiler and its flags. */
public record Build(String compiler, List<String> flags) {
  /** What every operator is compared on; vectors may be wider than the machine's. */
  static final List<Build> ALL =
      List.of(
          Build.of("gcc", "-O0", "-DANNOTIR_VECTOR_BITS=0"),
          Build.of("gcc", "-O2"),
          Build.of("gcc", "-O3", "-march=native"),
          Build.of("clang", "-O0", "-DANNOTIR_VECTOR_BITS=256"),
          Build.of("clang", "-O2", "-DANNOTIR_VECTOR_BITS=512"),
          Build.of("clang", "-O3", "-march=native"));

  public static Build of(String compiler, String... flags) {
    return new Build(compiler, List.of(flags));
  }

  /** Builds an archive's C, unpacked in a folder, and returns the shared library. */
  public Path sharedLibrary(Archive archive, Path folder, String... sources) {
    List<String> command = new ArrayList<>(List.of("-shared", "-fPIC"));
    command.addAll(archive.members("codegen/host/src/", ".c"));
    command.add("standalone/src/runtime.c");
    command.addAll(List.of(sources));
    return run(folder, "lib" + archive.library() + ".so", command);
  }

  /** Runs the compiler in a folder of an unpacked archive and returns what it writes. */
  Path run(Path folder, String output, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(flags);
    command.addAll(List.of("-Istandalone/include", "-Icodegen/host/include", "-o", output));
    command.addAll(arguments);
    command.add("-lm");
    Programs.run(folder, command);
    return folder.resolve(output);
  }

  @Override
  public String toString() {
    return compiler + " " + String.join(" ", flags);
  }
}
