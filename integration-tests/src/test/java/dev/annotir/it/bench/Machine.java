package dev.annotir.it.bench;

import dev.annotir.it.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * This machine.
 *
 * @param processor its name
 * @param cpu the number of the processor that the peers run on, or -1 if they cannot be pinned
 * @param caches the bytes of the caches, the first level first
 */
record Machine(String processor, int cpu, List<Long> caches) {
  /** What is assumed where the system does not say. */
  private static final List<Long> USUAL = List.of(32L << 10, 1L << 20, 16L << 20);

  static Machine here() {
    return new Machine(processorName(), Tool.isPresent("taskset") ? lastCpu() : -1, readCaches());
  }

  /** What starts a program on the one processor. */
  List<String> pinned() {
    return cpu < 0 ? List.of() : List.of("taskset", "-c", Integer.toString(cpu));
  }

  /** What OpenBLAS calls this processor; it may not know that of a virtual machine. */
  String openBlasCore() {
    String flags =
        lines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .orElse("");
    if (flags.contains("avx512_bf16")) {
      return "COOPERLAKE";
    } else if (flags.contains("avx512dq")) {
      return "SKYLAKEX";
    } else if (flags.contains("avx2")) {
      return processor.contains("AMD") ? "ZEN" : "HASWELL";
    }
    return "";
  }

  private static String processorName() {
    return lines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.replaceFirst("[^:]*: *", ""))
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** The last that this program may use: other programs prefer the first. */
  private static int lastCpu() {
    return lines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.replaceFirst(".*[^0-9]", ""))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(-1);
  }

  private static List<Long> readCaches() {
    TreeMap<Integer, Long> sizes = new TreeMap<>();
    for (int index = 0; index < 8; index++) {
      Path cache = Path.of("/sys/devices/system/cpu/cpu0/cache/index" + index);
      List<String> type = lines(cache.resolve("type"));
      if (!type.isEmpty() && !type.get(0).equals("Instruction")) {
        String size = lines(cache.resolve("size")).get(0);
        long unit = size.endsWith("K") ? 1L << 10 : size.endsWith("M") ? 1L << 20 : 1;
        sizes.put(
            Integer.parseInt(lines(cache.resolve("level")).get(0)),
            unit * Long.parseLong(size.replaceAll("[KM]", "")));
      }
    }
    return sizes.isEmpty() ? USUAL : new ArrayList<>(sizes.values());
  }

  private static List<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
