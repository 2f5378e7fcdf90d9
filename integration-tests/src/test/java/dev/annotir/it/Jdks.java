package dev.annotir.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The JDKs of this machine. */
public final class Jdks {
  private Jdks() {}

  /** That which runs the tests. */
  public static Path own() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * One of Java 22 or later: where JDK_NEWER is, or installed beside that which runs the tests.
   * Skips the test if there is none.
   */
  static Path newer() {
    Optional<Path> jdk = findNewer();
    Assumptions.assumeTrue(jdk.isPresent(), "no JDK 22 or later: JDK_NEWER names none");
    return jdk.get();
  }

  /** That of {@link #newer}, if there is one. */
  public static Optional<Path> findNewer() {
    String named = System.getenv("JDK_NEWER");
    return named == null ? besideOwn() : Optional.of(Path.of(named));
  }

  private static Optional<Path> besideOwn() {
    try (Stream<Path> jdks = Files.list(own().toRealPath().getParent())) {
      return jdks.filter(jdk -> Files.isExecutable(jdk.resolve("bin/javac")))
          .filter(jdk -> feature(jdk) >= 22)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version that a JDK's file {@code release} states, or 0. */
  public static int feature(Path jdk) {
    try {
      return Files.readAllLines(jdk.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").replaceAll("[.].*", ""))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}
