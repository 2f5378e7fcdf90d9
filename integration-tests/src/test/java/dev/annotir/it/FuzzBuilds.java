package dev.annotir.it;

import java.util.List;

/** Which builds a batch of random operators is compared on: three of all, each in its turn. */
final class FuzzBuilds {
  private static final List<Build> OPTIMISED =
      List.of(
          Build.of("gcc", "-O2"),
          Build.of("clang", "-O3", "-march=native"),
          Build.of("gcc", "-O0"),
          Build.of("clang", "-O1"),
          Build.of("gcc", "-O3", "-march=native"),
          Build.of("clang", "-O2"),
          Build.of("gcc", "-Os"),
          Build.of("clang", "-O0"),
          Build.of("gcc", "-O1"),
          Build.of("clang", "-Os"));

  private static final List<Build> SANITIZED =
      List.of(
          sanitized("gcc", "-O1", "undefined"),
          sanitized("clang", "-O1", "address,undefined"),
          sanitized("gcc", "-O2", "address,undefined"),
          sanitized("clang", "-O0", "undefined"),
          sanitized("gcc", "-O0", "address"));

  private FuzzBuilds() {}

  private static Build sanitized(String compiler, String level, String sanitizers) {
    return Build.of(compiler, level, "-g", "-fsanitize=" + sanitizers, "-fno-sanitize-recover=all");
  }

  /** Two optimised builds, one by each compiler, and one with sanitizers. */
  static List<Build> of(long batch) {
    int turn = (int) Math.floorMod(batch, 1L << 20);
    int first = 2 * (turn % 5);
    int second = (first + 2 * (turn / 5 % 5) + 1) % 10;
    return List.of(
        OPTIMISED.get(first), OPTIMISED.get(second), SANITIZED.get(turn % SANITIZED.size()));
  }
}
