package dev.annotir.it;

import dev.annotir.processor.ir.Interpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Compares operators on the JVM with all that must have the same bits:
 *
 * <pre>Harness.of(source).seeds(20).agrees();</pre>
 *
 * <p>Every operator of every source is called with random arguments on the JVM, in the interpreter,
 * and as C after each {@link Build}, also in place where operators.json allows it.
 */
final class Harness {
  /**
   * How many calls that return an operator gets that throws otherwise, and after how many tries.
   */
  private static final int RETURNING = 4;

  private static final int TRIES = 5000;

  private final Path folder;
  private final Compilation compilation;
  private List<Build> builds = Build.ALL;
  private Predicate<OperatorInfo> chosen = operator -> true;
  private int seeds = 10;
  private long steps = Interpreter.STEPS;

  private Harness(Path folder, Compilation compilation) {
    this.folder = folder;
    this.compilation = compilation;
  }

  /** A harness for Java sources. */
  static Harness of(String... sources) {
    try {
      return of(Compilation.of(Files.createTempDirectory("annotir-it"), sources));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A harness for what was compiled. */
  static Harness of(Compilation compilation) {
    try {
      return new Harness(Files.createTempDirectory("annotir-it"), compilation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The builds to compare; without, all. */
  Harness builds(Build... some) {
    builds = List.of(some);
    return this;
  }

  /** The operators to compare; without, all. */
  Harness operators(Predicate<OperatorInfo> some) {
    chosen = some;
    return this;
  }

  /** The library whose operators to compare; without, all. */
  Harness library(String name) {
    return operators(operator -> operator.library().equals(name));
  }

  /** How many random calls each operator gets, not counting those in place. */
  Harness seeds(int count) {
    seeds = count;
    return this;
  }

  /** After how many of the interpreter's steps a call is left out. */
  Harness steps(long most) {
    steps = most;
    return this;
  }

  Compilation compilation() {
    return compilation;
  }

  /** Random calls of all operators. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    compilation.operators().stream().filter(chosen).forEach(operator -> add(jobs, operator));
    return jobs;
  }

  /** Adds calls of an operator, and if all of them throw, others that do not. */
  private void add(List<Job> jobs, OperatorInfo operator) {
    List<Long> landmarks =
        Landmarks.of(InterpreterEngine.function(compilation.libraries(), operator));
    InterpreterEngine interpreter = new InterpreterEngine(compilation.libraries(), steps);
    boolean allThrow = true;
    for (long seed = 0; seed < seeds; seed++) {
      Inputs inputs = new Inputs(operator, landmarks, seed);
      Call call = inputs.next();
      Job job = new Job(operator, call);
      jobs.add(job);
      inputs.inPlace(call).forEach(same -> jobs.add(new Job(operator, same)));
      allThrow = allThrow && throwsIn(interpreter, job);
    }
    int found = 0;
    for (long seed = seeds; allThrow && found < RETURNING && seed < seeds + TRIES; seed++) {
      Job job = new Job(operator, new Inputs(operator, landmarks, seed).next());
      if (!throwsIn(interpreter, job)) {
        jobs.add(job);
        found++;
      }
    }
  }

  private static boolean throwsIn(InterpreterEngine interpreter, Job job) {
    return interpreter.run(List.of(job)).get(0) instanceof Reply.Failed;
  }

  /** Runs random calls everywhere, throws if any differs, and returns what came. */
  Summary agrees() {
    return agrees(jobs());
  }

  /** Runs calls everywhere, throws if any differs, and returns what came. */
  Summary agrees(List<Job> jobs) {
    List<Reply> interpreted = new InterpreterEngine(compilation.libraries(), steps).run(jobs);
    List<Job> ending = new ArrayList<>();
    List<Reply> expected = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      if (!(interpreted.get(i) instanceof Reply.Endless)) {
        ending.add(jobs.get(i));
        expected.add(interpreted.get(i));
      }
    }
    List<Reply> java = new ArrayList<>(new JvmEngine(compilation.loader()).run(ending));
    for (int i = 0; i < ending.size(); i++) {
      if (!ending.get(i).operator().isExact()) {
        java.set(i, expected.get(i));
      }
    }
    Comparison comparison = new Comparison(ending, java);
    comparison.add("interpreter", expected);
    List<Archive> archives = archivesOf(ending);
    for (Build build : builds) {
      Path place = folder.resolve(build.toString().replaceAll("\\W+", "_"));
      try (NativeEngine engine = new NativeEngine(build, archives, place)) {
        comparison.add(build.toString(), engine.run(ending));
      }
    }
    return comparison.summary();
  }

  /**
   * Runs random calls on the JVM and another engine, throws if any differs, and returns what came.
   */
  Summary agrees(String name, Engine engine) {
    List<Job> jobs = jobs();
    Comparison comparison = new Comparison(jobs, new JvmEngine(compilation.loader()).run(jobs));
    comparison.add(name, engine.run(jobs));
    return comparison.summary();
  }

  private List<Archive> archivesOf(List<Job> jobs) {
    return jobs.stream()
        .map(job -> job.operator().library())
        .distinct()
        .map(compilation::archive)
        .toList();
  }
}
