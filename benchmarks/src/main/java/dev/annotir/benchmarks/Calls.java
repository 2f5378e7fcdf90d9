package dev.annotir.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Prints what the calls of {@link CallBenchmark} cost, in nanoseconds. */
public final class Calls {
  private static final int FOREIGN = 22;

  private static final Map<String, String> NAMES =
      Map.of(
          "method", "the Java method",
          "module", "AdditionsModule, arrays",
          "nativeArrays", "native code, arrays",
          "nativeTensors", "native code, NDArrays");

  private Calls() {}

  /** A JVM, and how native code is called in it. */
  private record Machine(int version, Path home, boolean isForeign) {
    String title() {
      return "Java " + version + ", " + (isForeign ? "java.lang.foreign" : "JNA");
    }
  }

  /**
   * Measures JNA on this JVM, and java.lang.foreign on this JVM or on the newest that an
   * environment variable such as {@code JAVA_HOME_25} names.
   *
   * @param args the folder of the built libraries
   */
  public static void main(String[] args) throws RunnerException {
    List<Machine> machines = machines();
    Map<String, List<String>> rows = new TreeMap<>();
    StringBuilder header = new StringBuilder(row("ns per call"));
    for (Machine machine : machines) {
      header.append(" %27s".formatted(machine.title()));
      for (RunResult result : run(machine, Path.of(args[0]).toAbsolutePath())) {
        String benchmark = result.getParams().getBenchmark();
        String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        rows.computeIfAbsent(name, n -> new ArrayList<>()).add("%27.0f".formatted(cost(result)));
      }
    }
    System.out.println(header);
    rows.forEach(
        (name, times) -> System.out.println(row(NAMES.get(name)) + " " + String.join(" ", times)));
    if (machines.stream().noneMatch(Machine::isForeign)) {
      System.out.println("JAVA_HOME_25, or such, would name a Java with java.lang.foreign.");
    }
  }

  private static String row(String name) {
    return "%-24s".formatted(name);
  }

  private static List<Machine> machines() {
    int version = Runtime.version().feature();
    Path home = Path.of(System.getProperty("java.home"));
    List<Machine> machines = new ArrayList<>(List.of(new Machine(version, home, false)));
    if (version >= FOREIGN) {
      machines.add(new Machine(version, home, true));
    } else {
      OptionalInt newest = homes().keySet().stream().mapToInt(v -> v).max();
      newest.ifPresent(v -> machines.add(new Machine(v, Path.of(homes().get(v)), true)));
    }
    return machines;
  }

  /** The Javas with java.lang.foreign that the environment names, by their versions. */
  private static Map<Integer, String> homes() {
    Pattern name = Pattern.compile("JAVA_HOME_(\\d+)(_.*)?");
    Map<Integer, String> homes = new TreeMap<>();
    System.getenv()
        .forEach(
            (variable, value) -> {
              Matcher matcher = name.matcher(variable);
              if (matcher.matches() && Integer.parseInt(matcher.group(1)) >= FOREIGN) {
                homes.put(Integer.valueOf(matcher.group(1)), value);
              }
            });
    return homes;
  }

  private static Collection<RunResult> run(Machine machine, Path libraries) throws RunnerException {
    List<String> options = new ArrayList<>(List.of("-Xbatch", "-Dannotir.cache=" + libraries));
    if (machine.isForeign()) {
      options.add("--enable-native-access=ALL-UNNAMED");
    } else {
      options.add("-Dannotir.linker=jna");
    }
    if (machine.version() >= 23) {
      options.add("--sun-misc-unsafe-memory-access=allow"); // JMH's own
    }
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .include(CallBenchmark.class.getName())
            .jvm(machine.home().resolve("bin/java").toString())
            .jvmArgs(options.toArray(String[]::new))
            .forks(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    return new Runner(builder.build()).run();
  }

  /** The median of the second that other programs, and the JIT compilers, left most alone. */
  private static double cost(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(iteration -> iteration.getPrimaryResult().getStatistics())
        .mapToDouble(samples -> samples.getPercentile(50))
        .min()
        .orElseThrow();
  }
}
