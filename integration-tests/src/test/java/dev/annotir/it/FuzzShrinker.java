package dev.annotir.it;

import dev.annotir.it.generator.Program;
import dev.annotir.it.generator.Reductions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Finds a small program that fails at the same stage as a large one. */
final class FuzzShrinker {
  private static final int SEEDS = 12;
  private static final Duration MOST = Duration.ofMinutes(2);

  private final List<Build> builds;
  private final Path folder;

  /**
   * @param builds those among which the failing one is
   * @param folder where the C is built
   */
  FuzzShrinker(List<Build> builds, Path folder) {
    this.builds = builds;
    this.folder = folder;
  }

  /** The smallest that is found by taking single steps until none fails any more. */
  FuzzFailure shrink(FuzzFailure failure) {
    long end = System.nanoTime() + MOST.toNanos();
    FuzzFailure smallest = failure;
    FuzzFailure next = failure;
    while (next != null) {
      smallest = next;
      next = null;
      for (Program candidate : Reductions.of(smallest.program())) {
        if (System.nanoTime() > end) {
          return smallest;
        }
        next = failing(candidate, smallest.stage());
        if (next != null) {
          break;
        }
      }
    }
    return smallest;
  }

  private FuzzFailure failing(Program program, String stage) {
    List<Build> failing = builds.stream().filter(b -> b.toString().equals(stage)).toList();
    try {
      return FuzzBatch.run(List.of(program), failing, SEEDS, folder, new FuzzStatistics()).stream()
          .filter(failure -> failure.stage().equals(stage))
          .findFirst()
          .orElse(null);
    } catch (RuntimeException | AssertionError e) {
      return null;
    }
  }
}
