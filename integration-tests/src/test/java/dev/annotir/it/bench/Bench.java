package dev.annotir.it.bench;

import dev.annotir.it.Compilation;
import dev.annotir.it.OperatorInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The program behind {@code integration-tests/bench/run}. */
public final class Bench {
  private Bench() {}

  /**
   * Measures, and writes a table, a chart and all figures.
   *
   * @param args the folder of integration-tests, one to write to, then the options of {@link
   *     Options}; several may stand in one argument
   */
  public static void main(String[] args) throws IOException {
    String[] words =
        Stream.of(args)
            .skip(2)
            .flatMap(arg -> Stream.of(arg.strip().split("\\s+")))
            .toArray(String[]::new);
    Options options;
    try {
      options = Options.of(Stream.of(words).filter(word -> !word.isEmpty()).toArray(String[]::new));
    } catch (Options.UsageException e) {
      print(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    Path project = Path.of(args[0]).toAbsolutePath();
    Report report = run(options, project.resolve("src/test"), Path.of(args[1]).toAbsolutePath());
    if (options.readme()) {
      report.writeInto(project.resolveSibling("README.md"), project.resolveSibling("docs"));
    }
    print(report.table());
  }

  /** Measures what the options ask for. */
  static Report run(Options options, Path tests, Path target) throws IOException {
    Path work = target.resolve("work");
    delete(work);
    Files.createDirectories(work);
    Machine machine = Machine.here();
    Compilation compilation =
        Compilation.of(work, sources(tests.resolve("resources/dev/annotir/it/bench")));
    List<OperatorInfo> operators =
        compilation.operators().stream()
            .filter(operator -> options.only().matcher(operator.name()).find())
            .toList();
    List<String> libraries = operators.stream().map(OperatorInfo::library).distinct().toList();
    List<Peer> peers = new Peers(options, tests, work, compilation, libraries).find(machine);
    if (peers.stream().anyMatch(Peer::isPython)) {
      for (OperatorInfo operator : operators) {
        Inputs.write(operator, work);
      }
    }
    peers.forEach(peer -> print(peer.name() + ": " + peer.description()));
    Roofline roofline = Roofline.measure(tests, work, machine);
    try (Contest contest = new Contest(peers, machine.pinned(), options, work)) {
      List<Measurement> measurements = operators.stream().map(contest::measure).toList();
      Report report = new Report(machine, roofline, peers, measurements);
      report.write(target);
      return report;
    }
  }

  /** What an earlier run has left is not measured again. */
  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static String[] sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .map(Bench::read)
          .toArray(String[]::new);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("SystemOut")
  static void print(String line) {
    System.out.println(line);
  }
}
