package dev.annotir.it;

import dev.annotir.it.generator.Program;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.schedule.KernelTarget;
import dev.annotir.processor.schedule.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs programs on the JVM, in the interpreter, and as C, and notes where they disagree. */
final class FuzzBatch {
  private static final long STEPS = 1L << 16;

  private final List<Program> programs;
  private final List<Build> builds;
  private final int seeds;
  private final Path folder;
  private final FuzzStatistics statistics;
  private final Map<String, FuzzFailure> failures = new LinkedHashMap<>();

  private FuzzBatch(
      List<Program> programs,
      List<Build> builds,
      int seeds,
      Path folder,
      FuzzStatistics statistics) {
    this.programs = programs;
    this.builds = builds;
    this.seeds = seeds;
    this.folder = folder;
    this.statistics = statistics;
  }

  /**
   * Runs programs of different names.
   *
   * @param seeds how many calls each gets, not counting those in place
   * @param folder where the C is built
   */
  static List<FuzzFailure> run(
      List<Program> programs,
      List<Build> builds,
      int seeds,
      Path folder,
      FuzzStatistics statistics) {
    FuzzBatch batch = new FuzzBatch(programs, builds, seeds, folder, statistics);
    batch.run();
    return List.copyOf(batch.failures.values());
  }

  private void fail(Program program, String stage, String message) {
    failures.putIfAbsent(program.name(), new FuzzFailure(program, stage, message));
  }

  private void run() {
    FuzzUnit unit = statistics.timed("javac and passes", () -> FuzzUnit.of(programs));
    statistics.operators.addAndGet(programs.size());
    unit.javacErrors().forEach((program, error) -> fail(program, "javac", error));
    if (!unit.javacErrors().isEmpty()) {
      return;
    }
    unit.mistakes()
        .forEach(
            (program, mistake) -> {
              if (mistake.id() == Id.INTERNAL) {
                fail(program, "internal", mistake.message());
              } else {
                statistics.refuse(mistake);
              }
            });
    List<Program> good = unit.good();
    if (!good.isEmpty()) {
      compare(unit, good);
    }
  }

  private void compare(FuzzUnit unit, List<Program> good) {
    List<OperatorInfo> operators;
    FuzzLibrary library;
    try {
      library =
          statistics.timed("C and archive", () -> FuzzLibrary.of(unit.optimized(good), folder));
      operators = library.operators();
    } catch (RuntimeException | StackOverflowError e) {
      printSeparately(unit, good, e);
      return;
    }
    statistics.checks(unit.lowered(good), unit.optimized(good));
    Map<String, Program> byName =
        good.stream().collect(Collectors.toMap(p -> p.name().toLowerCase(Locale.ROOT), p -> p));
    Function<Job, Program> program = job -> byName.get(job.operator().name());
    List<Job> all = jobs(operators, byName);
    List<Reply> frontend =
        statistics.timed("interpreter", () -> interpreted(unit.lowered(good), all));
    List<Job> jobs = new ArrayList<>();
    List<Reply> before = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!(frontend.get(i) instanceof Reply.Endless)) {
        jobs.add(all.get(i));
        before.add(frontend.get(i));
      }
    }
    List<Reply> java = statistics.timed("JVM", () -> new JvmEngine(unit.loader()).run(jobs));
    statistics.replies(all.size() - jobs.size(), java);
    check("frontend", jobs, java, before, program);
    List<Reply> after =
        statistics.timed("interpreter", () -> interpreted(unit.optimized(good), jobs));
    check("passes", jobs, java, after, program);
    Set<String> scheduled = new HashSet<>();
    for (Target target : KernelTarget.PORTABLE.targets()) {
      scheduled.addAll(variants(library.variants(target), target, jobs, java, program));
    }
    statistics.scheduled(scheduled.size());
    for (Build build : builds) {
      build(library, build, jobs, java, program);
    }
  }

  /** Interprets the operators as they run on a target; gives the names of those that differ. */
  private Set<String> variants(
      Library library,
      Target target,
      List<Job> jobs,
      List<Reply> java,
      Function<Job, Program> program) {
    Set<String> names =
        library.functions().stream().map(PrimFunc::name).collect(Collectors.toSet());
    List<Job> own = new ArrayList<>();
    List<Reply> expected = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      if (names.contains(jobs.get(i).operator().name())) {
        own.add(jobs.get(i));
        expected.add(java.get(i));
      }
    }
    List<Reply> replies = statistics.timed("interpreter", () -> interpreted(library, own));
    check("schedule for " + target.name(), own, expected, replies, program);
    return names;
  }

  /** Finds the program whose C cannot be printed. */
  private void printSeparately(FuzzUnit unit, List<Program> good, Throwable all) {
    for (Program program : good) {
      try {
        FuzzLibrary.of(unit.optimized(List.of(program)), folder);
      } catch (RuntimeException | StackOverflowError e) {
        fail(program, "internal", text(e));
      }
    }
    if (failures.isEmpty()) {
      fail(good.get(0), "internal", "in a batch of " + good.size() + ": " + text(all));
    }
  }

  private static String text(Throwable e) {
    return e + (e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0]);
  }

  private List<Job> jobs(List<OperatorInfo> operators, Map<String, Program> byName) {
    List<Job> jobs = new ArrayList<>();
    for (OperatorInfo operator : operators) {
      String origin = byName.get(operator.name()).origin().toLowerCase(Locale.ROOT);
      for (long seed = 0; seed < seeds; seed++) {
        Inputs inputs = new Inputs(operator, origin, List.of(), seed);
        Call call = inputs.next();
        jobs.add(new Job(operator, call));
        if (seed < 3) {
          inputs.inPlace(call).forEach(same -> jobs.add(new Job(operator, same)));
        }
      }
    }
    return jobs;
  }

  /** The replies to jobs; what the interpreter does not run is a reply, too, but nobody's. */
  private static List<Reply> interpreted(Library library, List<Job> jobs) {
    InterpreterEngine engine = new InterpreterEngine(Map.of(FuzzUnit.LIBRARY, library), STEPS);
    List<Reply> replies = new ArrayList<>();
    for (Job job : jobs) {
      try {
        replies.addAll(engine.run(List.of(job)));
      } catch (RuntimeException e) {
        replies.add(new Reply.Failed(text(e), "", 0, null));
      }
    }
    return replies;
  }

  private void build(
      FuzzLibrary library,
      Build build,
      List<Job> jobs,
      List<Reply> java,
      Function<Job, Program> program) {
    Path executable;
    try {
      executable = statistics.timed("build " + build, () -> library.build(build));
    } catch (AssertionError e) {
      String name = library.culprit(e.getMessage());
      Program culprit =
          programs.stream()
              .filter(p -> p.name().equalsIgnoreCase(name))
              .findFirst()
              .orElseThrow(() -> e);
      fail(culprit, build.toString(), e.getMessage());
      return;
    }
    int from = 0;
    while (from < jobs.size()) {
      List<Job> rest = jobs.subList(from, jobs.size());
      FuzzLibrary.Run run = statistics.timed("native", () -> library.run(executable, rest));
      int done = run.replies().size();
      check(
          build.toString(),
          rest.subList(0, done),
          java.subList(from, from + done),
          run.replies(),
          program);
      from += done;
      if (done < rest.size()) {
        OperatorInfo crashed = jobs.get(from).operator();
        fail(
            program.apply(jobs.get(from)),
            build.toString(),
            run.message() + "\n  " + jobs.get(from).call().text(crashed));
        while (from < jobs.size() && jobs.get(from).operator() == crashed) {
          from++;
        }
      }
    }
  }

  private void check(
      String stage,
      List<Job> jobs,
      List<Reply> java,
      List<Reply> replies,
      Function<Job, Program> program) {
    for (int i = 0; i < jobs.size(); i++) {
      Reply reply = replies.get(i);
      if (!(reply instanceof Reply.Endless) && !reply.agrees(java.get(i))) {
        fail(
            program.apply(jobs.get(i)),
            stage,
            Comparison.text(stage, jobs.get(i), java.get(i), reply));
      }
    }
  }
}
