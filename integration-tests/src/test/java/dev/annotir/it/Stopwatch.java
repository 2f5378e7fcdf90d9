package dev.annotir.it;

/** Finds the shortest time of a call, in nanoseconds. */
final class Stopwatch {
  /** The JVM compiles a method while it runs. */
  static final long JVM_WARM_UP = 400_000_000;

  static final long C_WARM_UP = 20_000_000;

  private static final long MEASURE = 150_000_000;

  /** A measurement takes about so long, unless the operator changes its arguments. */
  private static final long BATCH = 100_000;

  private Stopwatch() {}

  /**
   * The best of many, after a warm-up.
   *
   * @param onlyOnce whether the arguments must be reset before every call
   */
  static double best(TimedCall call, boolean onlyOnce, long warmUp) {
    int times = 1;
    long end = System.nanoTime() + warmUp;
    while (System.nanoTime() < end) {
      call.reset();
      long taken = call.run(times);
      if (!onlyOnce && taken < BATCH && times < 1 << 20) {
        times *= 2;
      }
    }
    double best = Double.MAX_VALUE;
    end = System.nanoTime() + MEASURE;
    while (System.nanoTime() < end) {
      call.reset();
      best = Math.min(best, (double) call.run(times) / times);
    }
    return best;
  }
}
