package dev.annotir.it.bench;

import dev.annotir.it.Programs;
import dev.annotir.it.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the machine can do, measured on one thread.
 *
 * @param peaks operations a nanosecond of each kind; the unknown ones are absent
 * @param levels the caches and the memory
 */
record Roofline(Map<Work.Kind, Double> peaks, List<Level> levels) {
  private static final long LARGEST = 256L << 20;

  /**
   * A level of the memory.
   *
   * @param name L1, L2, L3 or memory
   * @param bytes how many fit
   * @param bandwidth bytes a nanosecond
   */
  record Level(String name, long bytes, double bandwidth) {}

  /** Measures the machine; without a compiler, nothing is known. */
  static Roofline measure(Path tests, Path work, Machine machine) throws IOException {
    String compiler = Stream.of("gcc", "clang").filter(Tool::isPresent).findFirst().orElse("");
    if (compiler.isEmpty()) {
      return new Roofline(Map.of(), List.of());
    }
    Path source = tests.resolve("resources/dev/annotir/it/bench/c/peaks.c");
    Path program = work.resolve("peaks");
    Programs.run(
        work,
        List.of(
            compiler,
            "-O3",
            "-march=native",
            "-ffp-contract=off",
            "-o",
            program.toString(),
            source.toString(),
            "-lm"));
    List<Long> caches = machine.caches();
    List<String> command = new ArrayList<>(machine.pinned());
    command.add(program.toString());
    caches.forEach(bytes -> command.add(Long.toString(bytes / 2)));
    command.add(Long.toString(Math.min(LARGEST, 4 * caches.get(caches.size() - 1))));
    return parse(Programs.run(work, command), caches);
  }

  /** From lines with a name and a number. */
  static Roofline parse(String output, List<Long> caches) {
    Map<Work.Kind, Double> peaks = new LinkedHashMap<>();
    List<Level> levels = new ArrayList<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ");
      double value = Double.parseDouble(words[1]);
      if (words[0].equals("BANDWIDTH")) {
        int level = levels.size();
        levels.add(
            level < caches.size()
                ? new Level("L" + (level + 1), caches.get(level), value)
                : new Level("memory", Long.MAX_VALUE, value));
      } else if (value > 0) {
        peaks.put(Work.Kind.valueOf(words[0]), value);
      }
    }
    return new Roofline(peaks, levels);
  }

  /** The nanoseconds that nothing can undercut, if they are known. */
  OptionalDouble bound(Work work) {
    if (work.kind() == Work.Kind.UNBOUNDED || levels.isEmpty()) {
      return OptionalDouble.empty();
    }
    double memory = work.bytes() / bandwidth(work.footprint());
    if (work.kind() == Work.Kind.MEMORY) {
      return OptionalDouble.of(memory);
    }
    Double peak = peaks.get(work.kind());
    return peak == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(memory, work.operations() / peak));
  }

  private double bandwidth(double footprint) {
    return levels.stream()
        .filter(level -> footprint <= level.bytes())
        .mapToDouble(Level::bandwidth)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    peaks.forEach(
        (kind, peak) -> parts.add(String.format(Locale.ROOT, "%s %.0f G/s", kind.text(), peak)));
    for (Level level : levels) {
      parts.add(String.format(Locale.ROOT, "%s %.0f GB/s", level.name(), level.bandwidth()));
    }
    return parts.isEmpty() ? "not measured" : String.join(", ", parts);
  }
}
