package dev.annotir.it.bench;

import dev.annotir.it.OperatorInfo;
import dev.annotir.it.TimedCall;

/** Takes the best time of many calls, again and again. */
final class Sampler {
  /** A sample takes about so many nanoseconds, so that the clock is exact enough. */
  private static final long SAMPLE = 100_000;

  private final TimedCall call;
  private final boolean inPlace;
  private int times = 1;

  Sampler(OperatorInfo operator, TimedCall call) {
    this.call = call;
    // Between samples only: what is so short that a sample holds many calls may work on its
    // results.
    this.inPlace = operator.parameters().stream().anyMatch(p -> p.access().equals("readwrite"));
  }

  /** The nanoseconds of the fastest call, at least one sample after some warm-up. */
  double best(long warmUp, long measure) {
    long end = System.nanoTime() + warmUp;
    while (System.nanoTime() < end) {
      if (sample() < SAMPLE && times < 1 << 20) {
        times *= 2;
      }
    }
    double best = Double.MAX_VALUE;
    end = System.nanoTime() + measure;
    do {
      best = Math.min(best, (double) sample() / times);
    } while (System.nanoTime() < end);
    return best;
  }

  private long sample() {
    if (inPlace) {
      call.reset();
    }
    return call.run(times);
  }
}
