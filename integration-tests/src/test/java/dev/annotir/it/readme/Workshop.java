package dev.annotir.it.readme;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder with annotir's jars, in which the README's commands run one after the other. */
final class Workshop {
  /** What Maven keeps in the user's home, which its runs share. */
  static final String REPOSITORY = "the local repository";

  private final Path folder;

  private Workshop(Path folder) {
    this.folder = folder;
  }

  /** A folder with nothing but the jars. */
  static Workshop empty(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
    Files.createDirectories(folder);
    Workshop workshop = new Workshop(folder);
    workshop.link("annotir.annotations.jar");
    workshop.link("annotir.processor.jar");
    workshop.link(
        Path.of(Native.class.getProtectionDomain().getCodeSource().getLocation().getPath()));
    return workshop;
  }

  private void link(String property) throws IOException {
    link(Path.of(System.getProperty(property)).toRealPath());
  }

  private void link(Path jar) throws IOException {
    Files.createSymbolicLink(folder.resolve(jar.getFileName()), jar);
  }

  Path folder() {
    return folder;
  }

  Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  String read(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** Runs a command that must succeed. */
  void run(String command) {
    Result result = execute(command);
    assertThat(result.status()).as("%s\n%s", command, result.output()).isZero();
  }

  /** What a command prints, errors too. */
  String output(String command) {
    return execute(command).output();
  }

  private record Result(int status, String output) {}

  /** Runs a command with the JDK of the tests, and Python from the environment of the tests. */
  private Result execute(String command) {
    String python = new File(System.getProperty("annotir.python")).getParent();
    String java = Path.of(System.getProperty("java.home"), "bin").toString();
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-e", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("PATH", "", (path, none) -> String.join(":", python, java, path));
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
