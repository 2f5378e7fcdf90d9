package dev.annotir.it;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What random operators came to, counted by all threads. */
final class FuzzStatistics {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final ProcessorTime start = ProcessorTime.now();
  final AtomicLong operators = new AtomicLong();
  private final AtomicLong returned = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong endless = new AtomicLong();
  private final AtomicLong scheduled = new AtomicLong();
  private final AtomicLong checksBefore = new AtomicLong();
  private final AtomicLong checksAfter = new AtomicLong();
  private final Map<String, AtomicLong> refused = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> nanos = new ConcurrentSkipListMap<>();
  private final Map<String, AtomicLong> processorNanos = new ConcurrentSkipListMap<>();

  private static void add(Map<String, AtomicLong> map, String key, long value) {
    map.computeIfAbsent(key, k -> new AtomicLong()).addAndGet(value);
  }

  <T> T timed(String name, Supplier<T> work) {
    long start = System.nanoTime();
    long processor = THREADS.getCurrentThreadCpuTime();
    try {
      return work.get();
    } finally {
      add(nanos, name, System.nanoTime() - start);
      add(processorNanos, name, THREADS.getCurrentThreadCpuTime() - processor);
    }
  }

  void refuse(Diagnostic mistake) {
    add(refused, mistake.id().name(), 1);
  }

  /** Refused operators of all. */
  long refused() {
    return refused.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Calls that returned. */
  long returned() {
    return returned.get();
  }

  /** Calls that threw. */
  long failed() {
    return failed.get();
  }

  void replies(int left, List<Reply> replies) {
    endless.addAndGet(left);
    for (Reply reply : replies) {
      (reply instanceof Reply.Failed ? failed : returned).incrementAndGet();
    }
  }

  /** Counts operators that run otherwise on some target than they were written. */
  void scheduled(int count) {
    scheduled.addAndGet(count);
  }

  /** Operators that run otherwise on some target than they were written. */
  long scheduled() {
    return scheduled.get();
  }

  void checks(Library lowered, Library optimized) {
    checksBefore.addAndGet(checks(lowered));
    checksAfter.addAndGet(checks(optimized));
  }

  private static long checks(Library library) {
    AtomicLong count = new AtomicLong();
    Walker counter =
        new Walker() {
          @Override
          protected void enter(Stmt s) {
            if (s instanceof Stmt.Check) {
              count.incrementAndGet();
            }
            super.enter(s);
          }
        };
    library.functions().forEach(function -> counter.walk(function.body()));
    return count.get();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "calls: %d returned, %d threw, %d were too long%n"
            .formatted(returned.get(), failed.get(), endless.get()));
    text.append(
        "checks: %d of %d proved%n"
            .formatted(checksBefore.get() - checksAfter.get(), checksBefore.get()));
    text.append("scheduled: %d of %d operators%n".formatted(scheduled.get(), operators.get()));
    text.append("refused: ").append(refused).append(System.lineSeparator());
    nanos.forEach(
        (name, time) ->
            text.append(
                "%8.1f s, %.1f s of this process: %s%n"
                    .formatted(time.get() / 1e9, processorNanos.get(name).get() / 1e9, name)));
    ProcessorTime end = ProcessorTime.now();
    text.append(
        "processor time: %.1f s of this process, %.1f s of others, %.3f s an operator%n"
            .formatted(
                end.own() - start.own(),
                end.children() - start.children(),
                (end.own() - start.own() + end.children() - start.children())
                    / Math.max(1, operators.get())));
    return text.toString();
  }
}
