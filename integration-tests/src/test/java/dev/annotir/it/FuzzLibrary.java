package dev.annotir.it;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.archive.Content;
import dev.annotir.processor.archive.MlfWriter;
import dev.annotir.processor.c.CSources;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.schedule.KernelTarget;
import dev.annotir.processor.schedule.ScheduledLibrary;
import dev.annotir.processor.schedule.Scheduler;
import dev.annotir.processor.schedule.Target;
import dev.annotir.processor.schedule.Variant;
import dev.annotir.processor.script.ModelLibraryFormatPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The C of programs in a folder, without the packed functions, with a driver for the others. */
final class FuzzLibrary {
  private static final String CHECKS = "/* ---- Argument checks ";
  private static final Pattern PLACE = Pattern.compile("lib1\\.c:(\\d+):\\d+: (?:fatal )?error:");
  private static final Pattern FUNCTION =
      Pattern.compile("^int32_t " + FuzzUnit.LIBRARY + "_(\\w+)\\(");

  private final Path folder;
  private final Archive archive;
  private final List<OperatorInfo> operators;
  private final TypedDriver driver;
  private final ScheduledLibrary scheduled;

  private FuzzLibrary(Path folder, Archive archive, ScheduledLibrary scheduled) {
    this.folder = folder;
    this.scheduled = scheduled;
    this.archive = archive;
    this.operators = archive.operators();
    this.driver = new TypedDriver(operators);
  }

  /** Prints everything of an archive of each version, and writes the last one's C into a folder. */
  static FuzzLibrary of(Library library, Path folder) {
    LibraryFacts facts = LibraryFacts.of(library);
    KernelTarget target = KernelTarget.PORTABLE;
    Map<String, List<Variant>> variants = new HashMap<>();
    for (OperatorFacts operator : facts.operators()) {
      PrimFunc func = operator.func();
      variants.put(func.name(), Scheduler.variants(func, target.targets()));
    }
    ScheduledLibrary scheduled = ScheduledLibrary.of(facts, target, variants);
    List<OperatorFacts> operators = scheduled.facts().operators();
    byte[] archive = {};
    for (MlfVersion version : MlfVersion.values()) {
      SortedMap<String, Content> sources = new TreeMap<>();
      CSources.of(scheduled, version).forEach((path, file) -> sources.put(path, file::writeTo));
      var printer = ModelLibraryFormatPrinter.of(version, operators);
      String functions = ModelLibraryFormatPrinter.of(version, scheduled.functions()).print();
      var tir = new MlfWriter.Tir(printer.print(), functions, printer::getVarName);
      archive =
          new MlfWriter(version, Instant.EPOCH, true).write(scheduled, sources, tir).toBytes();
    }
    try {
      Files.createDirectories(folder);
      Path file = Files.write(folder.resolve(FuzzUnit.LIBRARY + ".tar"), archive);
      FuzzLibrary result = new FuzzLibrary(folder, Archive.of(file), scheduled);
      result.write();
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write() throws IOException {
    archive.extract(folder);
    Path kernels = folder.resolve("codegen/host/src/lib1.c");
    String text = Files.readString(kernels);
    int end = text.indexOf(CHECKS);
    if (end < 0) {
      throw new AssertionError("lib1.c has no part that starts with " + CHECKS);
    }
    // The packed functions take longer to compile than all the rest; other tests call them.
    Files.writeString(kernels, text.substring(0, end));
    Files.writeString(folder.resolve("driver.c"), driver.source());
  }

  List<OperatorInfo> operators() {
    return operators;
  }

  /** The operators that run faster on a target, as they run there. */
  Library variants(Target target) {
    Library library = scheduled.facts().library();
    List<PrimFunc> functions =
        scheduled.facts().operators().stream()
            .flatMap(operator -> scheduled.variants(operator).stream())
            .filter(variant -> variant.target().equals(target))
            .map(Variant::func)
            .toList();
    return new Library(
        library.name(),
        library.qualifiedClass(),
        library.file(),
        library.source(),
        functions,
        library.constants());
  }

  /** The program that calls the functions of a build. */
  Path build(Build build) {
    List<String> sources = new ArrayList<>(archive.members("codegen/host/src/lib1", ".c"));
    sources.addAll(archive.members("codegen/host/src/lib2", ".c"));
    sources.add("driver.c");
    return build.run(folder, "driver", sources);
  }

  /** The operator whose C a compiler's messages are about; empty if none is named. */
  String culprit(String messages) {
    Matcher place = PLACE.matcher(messages);
    if (!place.find()) {
      return "";
    }
    try {
      List<String> lines = Files.readAllLines(folder.resolve("codegen/host/src/lib1.c"));
      for (int i = Math.min(Integer.parseInt(place.group(1)), lines.size()) - 1; i >= 0; i--) {
        Matcher function = FUNCTION.matcher(lines.get(i));
        if (function.find()) {
          return function.group(1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "";
  }

  /**
   * What came of calls.
   *
   * @param replies to the first calls; to all if there was no crash
   * @param message what the program has printed
   */
  record Run(List<Reply> replies, String message) {}

  /** Runs calls in a process of their own. */
  Run run(Path program, List<Job> jobs) {
    Path calls = folder.resolve("calls.bin");
    Path replies = folder.resolve("replies.bin");
    Path printed = folder.resolve("printed.txt");
    try {
      Files.write(calls, driver.calls(jobs));
      Files.deleteIfExists(replies);
      Process process =
          new ProcessBuilder(program.toString(), calls.toString(), replies.toString())
              .redirectErrorStream(true)
              .redirectOutput(printed.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String message =
          (ended ? "ends with " + process.exitValue() : "does not end")
              + "\n"
              + Files.readString(printed, StandardCharsets.ISO_8859_1);
      byte[] bytes = Files.exists(replies) ? Files.readAllBytes(replies) : new byte[0];
      return new Run(TypedDriver.replies(jobs, bytes), message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
