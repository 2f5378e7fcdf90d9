package dev.annotir.processor;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs work on a thread whose stack is deep enough for the nesting of long methods: every variable of a
 * block stands around the rest of the block.
 */
final class DeepStack {
  private static final long BYTES = 1L << 29; // reserved, and used only as far as it is needed

  private DeepStack() {}

  /** Runs the work to its end; what it throws is thrown here. */
  static void run(Runnable work) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, work, "annotir", BYTES);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // javac's data is not for two threads at a time: wait all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thrown.get() instanceof RuntimeException e) {
      throw e;
    } else if (thrown.get() instanceof Error e) {
      throw e;
    }
  }
}
