package dev.annotir.it;

import java.util.ArrayList;
import java.util.List;

/**
 * Which builds a batch of random operators is compared on: an optimised one by one compiler, and
 * one with sanitizers by the other. Each comes in its turn, those that take long less often.
 */
final class FuzzBuilds {
  private static final List<Build> GCC =
      List.of(
          Build.of("gcc", "-O2"),
          Build.of("gcc", "-O0"),
          Build.of("gcc", "-O3", "-march=native"),
          Build.of("gcc", "-Os"),
          Build.of("gcc", "-O1"));

  private static final List<Build> CLANG =
      List.of(
          Build.of("clang", "-O3", "-march=native"),
          Build.of("clang", "-O1"),
          Build.of("clang", "-O2"),
          Build.of("clang", "-O0"),
          Build.of("clang", "-Os"));

  private static final List<Build> GCC_SANITIZED =
      List.of(
          sanitized("gcc", "-O0", "undefined"),
          sanitized("gcc", "-O0", "address"),
          sanitized("gcc", "-O1", "undefined"),
          sanitized("gcc", "-O0", "undefined"),
          sanitized("gcc", "-O0", "address"),
          sanitized("gcc", "-O2", "address,undefined"));

  private static final List<Build> CLANG_SANITIZED =
      List.of(
          sanitized("clang", "-O0", "undefined"),
          sanitized("clang", "-O0", "address,undefined"),
          sanitized("clang", "-O0", "undefined"),
          sanitized("clang", "-O1", "address,undefined"),
          sanitized("clang", "-O0", "undefined"),
          sanitized("clang", "-O0", "address,undefined"));

  /** The bits of vectors that the C is for, whatever the machine has; and what it has. */
  private static final List<String> WIDTHS =
      List.of(
          "-DANNOTIR_VECTOR_BITS=256",
          "-DANNOTIR_VECTOR_BITS=512",
          "-UANNOTIR_VECTOR_BITS",
          "-DANNOTIR_VECTOR_BITS=0");

  private FuzzBuilds() {}

  private static Build sanitized(String compiler, String level, String sanitizers) {
    return Build.of(
        compiler, level, "-g1", "-fsanitize=" + sanitizers, "-fno-sanitize-recover=all");
  }

  /** The builds of a batch. */
  static List<Build> of(long batch) {
    int turn = (int) Math.floorMod(batch, 1L << 20);
    boolean even = turn % 2 == 0;
    return List.of(
        of(even ? GCC : CLANG, turn / 2), of(even ? CLANG_SANITIZED : GCC_SANITIZED, turn / 2));
  }

  /** Each build comes with each width, as the number of turns after which it does grows by one. */
  private static Build of(List<Build> builds, int turn) {
    Build build = builds.get(turn % builds.size());
    List<String> flags = new ArrayList<>(build.flags());
    flags.add(WIDTHS.get((turn + turn / builds.size()) % WIDTHS.size()));
    return new Build(build.compiler(), flags);
  }
}
