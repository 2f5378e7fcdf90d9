package dev.annotir.it;

import dev.annotir.it.mutator.Mutator;
import dev.annotir.processor.OperatorProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles sources with mistakes, by the processor and by one that does nothing: javac must end
 * alike, every message of annotir must have its place, and no archive may be left beside an error.
 */
final class Mutations {
  private static final long MOST_NANOS = 20_000_000_000L;

  private final List<String> sources;
  private final long seed;
  private final long count;
  private final Path folder;
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

  /**
   * @param sources what is changed; those that do not compile as they are are left out
   * @param folder where bad sources are written
   */
  Mutations(List<String> sources, long seed, long count, Path folder) {
    this.sources =
        sources.stream()
            .filter(source -> compile(source, new OperatorProcessor()).errors().isEmpty())
            .toList();
    this.seed = seed;
    this.count = count;
    this.folder = folder;
  }

  /** The Java sources below folders. */
  static List<String> sourcesIn(Path... folders) {
    List<String> sources = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          sources.add(Files.readString(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sources;
  }

  /** Compiles all, prints what is wrong, and returns it. */
  List<String> run(int threads) {
    long start = System.nanoTime();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread worker = new Thread(this::work, "mutations" + i);
      worker.start();
      workers.add(worker);
    }
    for (Thread worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    System.out.printf(
        "%d mutations of %d sources, %d problems, %d refused by annotir, %d still compile, %.0f s, seed %d%n",
        count,
        sources.size(),
        problems.size(),
        refused.get(),
        accepted.get(),
        (System.nanoTime() - start) / 1e9,
        seed);
    return List.copyOf(problems);
  }

  private void work() {
    for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
      long own = seed * 0x9E3779B97F4A7C15L + i;
      String source = sources.get((int) Math.floorMod(own * 31 + own / 7, (long) sources.size()));
      String mutated = Mutator.mutate(source, own);
      String problem = problem(mutated);
      if (problem != null) {
        note(i, problem, mutated);
      }
    }
  }

  private void note(long number, String problem, String source) {
    problems.add(problem);
    System.out.printf("seed %d, mutation %d: %s%n", seed, number, problem);
    try {
      Path file = folder.resolve("mutations/" + seed + "-" + number + ".txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, problem + "\n\n" + source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with what javac does to a source; null if nothing is. */
  private String problem(String source) {
    Result plain = compile(source, new Idle());
    if (plain.crash() != null) {
      return null; // javac's own
    }
    Result result = limited(source);
    if (result == null) {
      return "javac does not end";
    } else if (result.crash() != null) {
      return result.crash();
    }
    List<Diagnostic<?>> ours = result.errors().stream().filter(Mutations::isOurs).toList();
    (ours.isEmpty() ? result.errors().isEmpty() ? accepted : new AtomicLong() : refused)
        .incrementAndGet();
    for (Diagnostic<?> message : result.messages()) {
      boolean placed =
          message.getSource() != null
              && message.getLineNumber() > 0
              && message.getColumnNumber() > 0;
      if (isOurs(message) && !placed) {
        return "no place: " + message;
      } else if (message.getMessage(Locale.ROOT).contains("[annotir:INTERNAL]")) {
        return message.toString();
      }
    }
    if (!result.errors().isEmpty() && result.hasArchive()) {
      return "an archive beside errors";
    }
    Set<String> own = texts(result.errors().stream().filter(m -> !isOurs(m)).toList());
    Set<String> expected = texts(plain.errors());
    // After an error of a processor, javac does not look at bodies.
    boolean same =
        (!ours.isEmpty() || own.containsAll(expected))
            && (expected.containsAll(own) || areMistakes(own, source));
    return same ? null : "javac's errors are " + own + ", not " + expected;
  }

  /** Whether javac finds them alone: an idle processor makes it stop where lowering goes on. */
  private static boolean areMistakes(Set<String> errors, String source) {
    return texts(compile(source, null).errors()).containsAll(errors);
  }

  private static boolean isOurs(Diagnostic<?> message) {
    return message.getMessage(Locale.ROOT).contains("[annotir:");
  }

  private static Set<String> texts(List<Diagnostic<?>> errors) {
    return errors.stream()
        .map(e -> e.getLineNumber() + ": " + e.getCode())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One run of javac, given up after a while of its own work; null if it was. */
  private static Result limited(String source) {
    Result[] result = new Result[1];
    Thread thread = new Thread(() -> result[0] = compile(source, new OperatorProcessor()), "javac");
    thread.setDaemon(true);
    thread.start();
    long start = System.nanoTime();
    long processor = processorNanos();
    try {
      do {
        thread.join(1000);
        // On a busy machine time passes without work.
      } while (thread.isAlive()
          && (System.nanoTime() - start < MOST_NANOS
              || processorNanos() - processor < 2 * MOST_NANOS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return result[0];
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  /**
   * What javac did.
   *
   * @param crash what it threw, or said of a crash; else null
   */
  private record Result(List<Diagnostic<?>> messages, boolean hasArchive, String crash) {
    List<Diagnostic<?>> errors() {
      return messages.stream().filter(m -> m.getKind() == Diagnostic.Kind.ERROR).toList();
    }
  }

  /** A processor that does nothing: with any, javac stops earlier after some errors. */
  @SupportedAnnotationTypes("*")
  private static final class Idle extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return false;
    }
  }

  private static Result compile(String source, Processor processor) {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    // Each leaves two files open otherwise, of which a process has some thousands.
    try (MemoryFiles files = new MemoryFiles(javac.getStandardFileManager(null, null, null))) {
      return compile(javac, files, source, processor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result compile(
      JavaCompiler javac, MemoryFiles files, String source, Processor processor) {
    DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
    StringWriter printed = new StringWriter();
    List<String> options =
        new ArrayList<>(
            List.of("-cp", System.getProperty("java.class.path"), "-Xmaxerrs", "10000", "-nowarn"));
    if (processor == null) {
      options.add("-proc:none");
    }
    JavaFileObject file = MemoryFiles.source(Compilation.className(source), source);
    JavaCompiler.CompilationTask task =
        javac.getTask(printed, files, messages, options, null, List.of(file));
    if (processor != null) {
      task.setProcessors(List.of(processor));
    }
    String crash = null;
    try {
      task.call();
    } catch (RuntimeException | Error e) {
      crash = "javac threw " + e + " at " + List.of(e.getStackTrace()).stream().limit(3).toList();
    }
    if (printed.toString().contains("exception has occurred")) {
      crash = printed.toString();
    }
    boolean hasArchive =
        files.files().keySet().stream().anyMatch(name -> name.startsWith("META-INF/"));
    return new Result(List.copyOf(messages.getDiagnostics()), hasArchive, crash);
  }

  /**
   * Runs {@code -Dseed} and {@code -Dmutations} on the sources in folders; the first is for bad
   * ones.
   */
  public static void main(String[] arguments) {
    Path[] folders = Stream.of(arguments).skip(1).map(Path::of).toArray(Path[]::new);
    Mutations mutations =
        new Mutations(
            sourcesIn(folders),
            Long.getLong("seed", 1),
            Long.getLong("mutations", 1000),
            Path.of(arguments[0]));
    System.exit(mutations.run(Runtime.getRuntime().availableProcessors()).isEmpty() ? 0 : 1);
  }
}
