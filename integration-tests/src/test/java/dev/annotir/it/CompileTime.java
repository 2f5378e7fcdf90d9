package dev.annotir.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what the processor adds to javac's time: a fresh process for each compilation, the best
 * of many. After {@code mvn -DskipTests package}:
 *
 * <pre>{@code
 * java -cp integration-tests/target/test-classes dev.annotir.it.CompileTime \
 *     annotations/target/annotir-annotations-0.1.0.jar \
 *     processor/target/annotir-processor-0.1.0-all.jar
 * }</pre>
 */
public final class CompileTime {
  private static final int[] SIZES = {1, 10, 100, 1000};

  private final String javac;
  private final String annotations;
  private final String processor;
  private final Path work;

  private CompileTime(String javac, String annotations, String processor, Path work) {
    this.javac = javac;
    this.annotations = annotations;
    this.processor = processor;
    this.work = work;
  }

  /**
   * Prints the table.
   *
   * @param args the class path of the annotations, the processor's path, and how many times to
   *     compile each class; without the last, 5
   */
  public static void main(String[] args) throws IOException {
    CompileTime bench =
        new CompileTime(
            Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
            Path.of(args[0]).toAbsolutePath().toString(),
            Path.of(args[1]).toAbsolutePath().toString(),
            Files.createTempDirectory("compile-time"));
    int times = args.length > 2 ? Integer.parseInt(args[2]) : 5;
    print("javac of Java " + Runtime.version() + ", seconds, best of " + times);
    print(row("operators", "without", "with", "ratio", "added", "per operator"));
    for (int operators : SIZES) {
      bench.measure(operators, times);
    }
  }

  private void measure(int operators, int times) throws IOException {
    String name = "Kernels" + operators;
    Path source = work.resolve(name + ".java");
    Files.writeString(source, ManyOperators.source(name, operators));
    double without = Double.MAX_VALUE;
    double with = Double.MAX_VALUE;
    for (int i = 0; i < times; i++) {
      without = Math.min(without, time(source, List.of("-proc:none")));
      with = Math.min(with, time(source, List.of("-processorpath", processor)));
    }
    print(
        row(
            Integer.toString(operators),
            seconds(without),
            seconds(with),
            seconds(with / without),
            seconds(with - without),
            String.format(Locale.ROOT, "%.2f ms", 1000 * (with - without) / operators)));
  }

  private double time(Path source, List<String> options) throws IOException {
    Path classes = Files.createTempDirectory(work, "classes");
    List<String> command = new ArrayList<>(List.of(javac, "-cp", annotations));
    command.addAll(List.of("-d", classes.toString()));
    command.addAll(options);
    command.add(source.toString());
    long start = System.nanoTime();
    Programs.run(work, command);
    return (System.nanoTime() - start) / 1e9;
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String row(String... cells) {
    return String.format("%9s %8s %8s %8s %8s %13s", (Object[]) cells);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line);
  }
}
