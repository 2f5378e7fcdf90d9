package dev.annotir.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The seconds that processors have worked.
 *
 * @param own for this process
 * @param children for the programs that it ran and that have ended; 0 where the system does not say
 */
record ProcessorTime(double own, double children) {
  private static final Path STATUS = Path.of("/proc/self/stat");
  private static final double TICKS = 100; // what Linux tells programs, whatever it counts itself

  /** Those from the start of this process until now. */
  static ProcessorTime now() {
    long own =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime();
    return new ProcessorTime(own / 1e9, childTicks() / TICKS);
  }

  private static long childTicks() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      String status = Files.readString(STATUS);
      // The program's name, in parentheses, is the second field and may have spaces.
      String[] fields = status.substring(status.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
