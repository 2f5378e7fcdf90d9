package dev.annotir.it.demo;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs every operator of the archives in a folder of classes on the JVM and as C, and prints a
 * table. Ends with status 1 if some bits differ.
 */
public final class Demo {
  /** How many sets of arguments each operator is compared on. */
  private static final int COMPARED = 12;

  private int operators;
  private int differing;
  private double logarithms;

  private Demo() {}

  /**
   * Runs the demo.
   *
   * @param args the folder of the classes and a folder to build in
   */
  public static void main(String[] args) throws Exception {
    System.exit(run(Path.of(args[0]), Path.of(args[1])) ? 0 : 1);
  }

  /**
   * Runs all operators below a folder of classes; whether there are some and all bits are equal.
   */
  static boolean run(Path classes, Path work) throws Exception {
    Demo demo = new Demo();
    demo.runAll(classes.resolve("META-INF/mlf"), work);
    return demo.differing == 0 && demo.operators > 0;
  }

  private void runAll(Path archives, Path work) throws Exception {
    print("Java " + Runtime.version() + ", " + System.getProperty("os.arch"));
    print("C by " + NativeBuild.COMPILER + " " + NativeBuild.FLAGS);
    print("");
    print(row("operator", "arguments", "bits equal", "JVM", "C", "JVM/C"));
    for (Path archive : list(archives)) {
      Path root = NativeBuild.unpack(archive, work);
      List<Operator> found = Operator.ofArchive(root);
      NativeLibrary library = NativeBuild.build(root, found);
      for (Operator operator : found) {
        run(operator, library);
      }
    }
    print("");
    print(
        (operators - differing)
            + " of "
            + operators
            + " operators gave equal bits on "
            + COMPARED
            + " sets of arguments each.");
    print(
        String.format(
            Locale.ROOT, "JVM/C in the geometric mean: %.2f.", Math.exp(logarithms / operators)));
    print(
        "Times are the best of many calls; those on the JVM hold about 10 ns for the call itself.");
  }

  private static List<Path> list(Path archives) throws IOException {
    try (Stream<Path> files = Files.list(archives)) {
      return files.filter(file -> file.toString().endsWith(".tar")).sorted().toList();
    }
  }

  private void run(Operator operator, NativeLibrary library) throws ReflectiveOperationException {
    boolean equal = true;
    for (int i = 0; i < COMPARED; i++) {
      Inputs inputs = new Inputs(i);
      equal &=
          compare(
              operator,
              library,
              i % 2 == 0 ? inputs.everyday(operator, 100) : inputs.special(operator));
    }
    List<ByteBuffer> timed = withoutFailure(operator);
    JavaCall java = new JavaCall(operator, timed);
    NativeCall c = new NativeCall(library, operator, timed);
    boolean onlyOnce = operator.changesItsInput();
    double javaTime = Stopwatch.best(java, onlyOnce, Stopwatch.JVM_WARM_UP);
    double cTime = Stopwatch.best(c, onlyOnce, Stopwatch.C_WARM_UP);
    // Once more, now that the JVM has compiled the method.
    equal &= java.outcome().equals(c.outcome());
    operators++;
    differing += equal ? 0 : 1;
    logarithms += Math.log(javaTime / cTime);
    print(
        row(
            operator.toString(),
            operator.signature(),
            equal ? "yes" : "NO",
            time(javaTime),
            time(cTime),
            String.format(Locale.ROOT, "%.2f", javaTime / cTime)));
  }

  private static boolean compare(Operator operator, NativeLibrary library, List<ByteBuffer> values)
      throws ReflectiveOperationException {
    Outcome java = new JavaCall(operator, values).outcome();
    Outcome c = new NativeCall(library, operator, values).outcome();
    if (!java.equals(c)) {
      print(operator + ": the JVM and C differ " + java.exception() + " / " + c.exception());
    }
    return java.equals(c);
  }

  /** Everyday values with such small integers that they are indices of every array. */
  private static List<ByteBuffer> withoutFailure(Operator operator)
      throws ReflectiveOperationException {
    for (int bound = 100; ; bound /= 4) {
      List<ByteBuffer> values = new Inputs(42).everyday(operator, Math.max(bound, 1));
      if (bound <= 1 || !new JavaCall(operator, values).outcome().isFailure()) {
        return values;
      }
    }
  }

  private static String time(double nanoseconds) {
    return nanoseconds < 1000
        ? String.format(Locale.ROOT, "%.0f ns", nanoseconds)
        : String.format(Locale.ROOT, "%.1f us", nanoseconds / 1000);
  }

  private static String row(String... cells) {
    return String.format("%-28s %-62s %-10s %9s %9s %6s", (Object[]) cells);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String line) {
    System.out.println(line.stripTrailing());
  }
}
