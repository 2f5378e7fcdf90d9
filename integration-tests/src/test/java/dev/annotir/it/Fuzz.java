package dev.annotir.it;

import dev.annotir.it.generator.Program;
import dev.annotir.it.generator.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compares random operators on the JVM, in the interpreter and as C. Operator n of a seed is always
 * the same, however many are run.
 */
final class Fuzz {
  /** Operators that are compiled together. */
  private static final int BATCH = 100;

  private static final int SEEDS = 6;

  /** Failures that are shrunk; of the others, the operator itself is written. */
  private static final int SHRUNK = 20;

  private static final long STACK = 1L << 29; // as the processor's own

  private final long seed;
  private final long count;
  private final Path folder;
  private final FuzzStatistics statistics = new FuzzStatistics();
  private final ConcurrentLinkedQueue<FuzzFailure> failures = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> crashes = new ConcurrentLinkedQueue<>();
  private final AtomicLong next = new AtomicLong();

  /**
   * @param folder where the C is built and failures are written
   */
  Fuzz(long seed, long count, Path folder) {
    this.seed = seed;
    this.count = count;
    this.folder = folder;
  }

  /** Runs all operators, prints what is wrong, and returns how many are. */
  int run(int threads) {
    long start = System.nanoTime();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Path own = folder.resolve("worker" + i);
      Thread worker = new Thread(null, () -> work(own), "fuzz" + i, STACK);
      worker.setUncaughtExceptionHandler((thread, e) -> crashes.add(e));
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    crashes.forEach(Throwable::printStackTrace);
    System.out.print(statistics);
    System.out.printf(
        "%d operators, %d mismatches, %d refused, %.0f s, seed %d%n",
        statistics.operators.get(),
        failures.size(),
        statistics.refused(),
        (System.nanoTime() - start) / 1e9,
        seed);
    return failures.size() + crashes.size();
  }

  FuzzStatistics statistics() {
    return statistics;
  }

  private void work(Path own) {
    for (long batch = next.getAndIncrement();
        batch * BATCH < count;
        batch = next.getAndIncrement()) {
      List<Program> programs = new ArrayList<>();
      for (long i = batch * BATCH; i < Math.min(count, (batch + 1) * BATCH); i++) {
        programs.add(Programs.of("Op" + i, seed * 0x9E3779B97F4A7C15L + i));
      }
      List<Build> builds = FuzzBuilds.of(seed + batch);
      try {
        FuzzBatch.run(programs, builds, SEEDS, own, statistics)
            .forEach(failure -> note(failure, builds, own));
      } catch (RuntimeException e) {
        // The other batches tell more.
        crashes.add(new AssertionError("seed " + seed + ", from " + programs.get(0).name(), e));
      }
      if (batch % 10 == 9) {
        System.out.printf(
            "%d operators, %d mismatches%n", statistics.operators.get(), failures.size());
      }
    }
  }

  private void note(FuzzFailure failure, List<Build> builds, Path own) {
    failures.add(failure);
    FuzzFailure small =
        failures.size() > SHRUNK ? failure : new FuzzShrinker(builds, own).shrink(failure);
    String text =
        "seed %d, %s: %s: %s%n%s"
            .formatted(
                seed,
                failure.program().name(),
                small.stage(),
                small.message(),
                small.program().java());
    System.out.println(text);
    try {
      Path file = folder.resolve("failures/" + seed + "-" + failure.program().name() + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          text.lines().map(line -> "// " + line + "\n").reduce("", String::concat)
              + "import dev.annotir.*;\nfinal class Fuzz {\n"
              + failure.program().java()
              + "}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs {@code -Dseed} and {@code -Dcount} on {@code -Dthreads}, else on all processors; the first
   * argument is a folder. With {@code -Dfrom} it goes on with a run that was cut off there.
   */
  public static void main(String[] arguments) {
    Fuzz fuzz =
        new Fuzz(Long.getLong("seed", 1), Long.getLong("count", 10_000), Path.of(arguments[0]));
    fuzz.next.set(Long.getLong("from", 0) / BATCH);
    int wrong = fuzz.run(Integer.getInteger("threads", Runtime.getRuntime().availableProcessors()));
    System.exit(wrong == 0 ? 0 : 1);
  }
}
