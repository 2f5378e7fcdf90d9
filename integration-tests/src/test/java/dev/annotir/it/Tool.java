package dev.annotir.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that a test needs and a machine may lack. */
public final class Tool {
  private Tool() {}

  /** Skips the test if a program is missing, or fails it where the environment says CI=true. */
  public static void require(String... programs) {
    for (String program : programs) {
      require(isPresent(program), program + " is not on the PATH");
    }
  }

  /** Skips or fails the test unless a condition holds. */
  static void require(boolean condition, String missing) {
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      Assertions.assertTrue(condition, missing);
    }
    Assumptions.assumeTrue(condition, missing);
  }

  public static boolean isPresent(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** The Python that has numpy, tvm and tvm_ffi. */
  static String python() {
    String python = System.getProperty("annotir.python");
    require(
        python != null && Files.isExecutable(Path.of(python)), "annotir.python names no Python");
    return python;
  }
}
