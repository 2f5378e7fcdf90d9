package dev.annotir.it;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The program behind {@code mvn -q -Pdemo verify}: runs every operator of the archives in a folder
 * of classes on the JVM and as C, and prints a table. Ends with status 1 if some bits differ.
 */
public final class Demo {
  /** On how many sets of arguments each operator is compared. */
  private static final int COMPARED = 12;

  private final Engine java = new JvmEngine(Demo.class.getClassLoader());
  private final Build build;
  private final Path work;
  private int operators;
  private int differing;
  private double logarithms;

  private Demo(Build build, Path work) {
    this.build = build;
    this.work = work;
  }

  /**
   * Runs the demo.
   *
   * @param args the folder of the classes, which are on the class path too, and one to build in
   */
  public static void main(String[] args) throws Exception {
    System.exit(run(Path.of(args[0]), Path.of(args[1])) ? 0 : 1);
  }

  /** Runs all operators beside some classes; whether there are any and all bits are equal. */
  static boolean run(Path classes, Path work) throws Exception {
    String compiler = System.getenv().getOrDefault("CC", "cc");
    String flags = System.getenv().getOrDefault("CFLAGS", "-O3 -march=native -fno-math-errno");
    Demo demo = new Demo(Build.of(compiler, flags.split(" ")), Files.createDirectories(work));
    demo.runAll(Archive.in(classes));
    return demo.differing == 0 && demo.operators > 0;
  }

  private void runAll(List<Archive> archives) throws Exception {
    print("Java " + Runtime.version() + ", C by " + build);
    print("");
    print(row("operator", "arguments", "bits equal", "JVM", "C", "JVM/C"));
    for (Archive archive : archives) {
      try (NativeEngine c =
          new NativeEngine(build, List.of(archive), Files.createTempDirectory(work, "c"))) {
        NativeLibrary timed = timed(archive);
        for (OperatorInfo operator : archive.operators()) {
          run(operator, c, timed);
        }
      }
    }
    print("");
    print(
        "%d of %d operators gave equal bits on %d sets of arguments each."
            .formatted(operators - differing, operators, COMPARED + 1));
    print(format("JVM/C in the geometric mean: %.2f.", Math.exp(logarithms / operators)));
    print("Times are the best of many calls; the JVM's hold about 10 ns for the call itself.");
  }

  /** The library with functions that take the time. */
  private NativeLibrary timed(Archive archive) throws IOException {
    Path folder = archive.extract(Files.createTempDirectory(work, "c"));
    Files.writeString(folder.resolve("timed.c"), TimingSource.of(archive.operators()));
    return NativeLibrary.getInstance(build.sharedLibrary(archive, folder, "timed.c").toString());
  }

  private void run(OperatorInfo operator, Engine c, NativeLibrary timed)
      throws ReflectiveOperationException {
    boolean equal = true;
    for (int seed = 0; seed < COMPARED; seed++) {
      equal &= areEqual(operator, new Inputs(operator, seed).next(), c);
    }
    Call call = TimedInputs.of(operator, java);
    boolean onlyOnce = operator.parameters().stream().anyMatch(p -> p.access().equals("readwrite"));
    double javaTime =
        Stopwatch.best(new TimedJavaCall(operator, call), onlyOnce, Stopwatch.JVM_WARM_UP);
    double cTime =
        Stopwatch.best(new TimedNativeCall(timed, operator, call), onlyOnce, Stopwatch.C_WARM_UP);
    // Now that the JVM has compiled the method.
    equal &= areEqual(operator, call, c);
    operators++;
    differing += equal ? 0 : 1;
    logarithms += Math.log(javaTime / cTime);
    print(
        row(
            operator.toString(),
            signature(operator),
            equal ? "yes" : "NO",
            time(javaTime),
            time(cTime),
            format("%.2f", javaTime / cTime)));
  }

  private boolean areEqual(OperatorInfo operator, Call call, Engine c) {
    List<Job> job = List.of(new Job(operator, call));
    return c.run(job).get(0).agrees(java.run(job).get(0));
  }

  private static String signature(OperatorInfo operator) {
    String parameters =
        operator.parameters().stream().map(Demo::type).collect(Collectors.joining(" "));
    return operator.result() == null ? parameters : parameters + " -> " + type(operator.result());
  }

  /** A short type: {@code f32[64,48]}. */
  private static String type(Parameter parameter) {
    String name = parameter.dtype().tvmName().replaceFirst("^(u?)int", "$1i").replace("ui", "u");
    String extents = parameter.tensor() ? parameter.shape().toString().replace(" ", "") : "";
    return name.replaceFirst("^float", "f") + extents;
  }

  private static String time(double nanoseconds) {
    return nanoseconds < 1000
        ? format("%.0f ns", nanoseconds)
        : format("%.1f us", nanoseconds / 1000);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static String row(String... cells) {
    return String.format("%-28s %-62s %-10s %9s %9s %6s", (Object[]) cells);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line.stripTrailing());
  }
}
