package dev.annotir.it;

import dev.annotir.it.generator.Program;
import dev.annotir.it.generator.Reductions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds a small program that fails at the same stage as a large one. */
final class FuzzShrinker {
  private static final int SEEDS = 12;
  private static final Duration MOST = Duration.ofMinutes(2);

  /** So many candidates are compiled together at first; when none fails, more. */
  private static final int FEWEST = 6;

  private static final int MOST_TOGETHER = 48;

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
      next = step(smallest, end);
    }
    return smallest;
  }

  /** The first smaller program that fails too; null if there is none, or no time. */
  private FuzzFailure step(FuzzFailure failure, long end) {
    List<Program> candidates = Reductions.of(failure.program());
    int together = FEWEST;
    for (int from = 0; from < candidates.size(); ) {
      if (System.nanoTime() > end) {
        return null;
      }
      int to = Math.min(candidates.size(), from + together);
      FuzzFailure found = first(candidates.subList(from, to), failure);
      if (found != null) {
        return found;
      }
      from = to;
      together = Math.min(MOST_TOGETHER, 2 * together);
    }
    return null;
  }

  /** The first of some programs that fails as another does. */
  private FuzzFailure first(List<Program> candidates, FuzzFailure like) {
    List<Program> renamed = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      renamed.add(candidates.get(i).renamed("Candidate" + i));
    }
    List<Build> failing = builds.stream().filter(b -> b.toString().equals(like.stage())).toList();
    List<FuzzFailure> failures = failures(renamed, failing);
    for (int i = 0; i < candidates.size(); i++) {
      String name = renamed.get(i).name();
      for (FuzzFailure found : failures) {
        if (found.program().name().equals(name) && found.stage().equals(like.stage())) {
          return new FuzzFailure(candidates.get(i), found.stage(), message(found, like));
        }
      }
    }
    return null;
  }

  /** What is wrong, of the operator as it is called. */
  private static String message(FuzzFailure found, FuzzFailure like) {
    return found
        .message()
        .replace(
            found.program().name().toLowerCase(Locale.ROOT),
            like.program().name().toLowerCase(Locale.ROOT));
  }

  /** The failures of programs, of which javac may refuse some. */
  private List<FuzzFailure> failures(List<Program> programs, List<Build> failing) {
    List<Program> left = new ArrayList<>(programs);
    while (!left.isEmpty()) {
      List<FuzzFailure> failures;
      try {
        failures = FuzzBatch.run(left, failing, SEEDS, folder, new FuzzStatistics());
      } catch (RuntimeException | AssertionError e) {
        return left.size() == 1 ? List.of() : separately(left, failing);
      }
      List<Program> refused =
          failures.stream()
              .filter(failure -> failure.stage().equals("javac"))
              .map(FuzzFailure::program)
              .toList();
      if (refused.isEmpty()) {
        return failures;
      }
      left.removeAll(refused);
    }
    return List.of();
  }

  private List<FuzzFailure> separately(List<Program> programs, List<Build> failing) {
    List<FuzzFailure> all = new ArrayList<>();
    for (Program program : programs) {
      all.addAll(failures(List.of(program), failing));
    }
    return all;
  }
}
