package dev.annotir.processor;

import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.ParamsMode;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.schedule.KernelTarget;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The processor's options.
 *
 * @param version of the archive's format
 * @param params where compiled operators have their constants
 * @param timestamp the time of the archive and its members, in whole seconds
 * @param target which variants of kernels the C holds
 * @param module whether {@code <Class>Module} is generated
 * @param source whether the archive holds the Java source
 * @param dump the folder for the IR after every pass, or null
 * @param explain whether notes say what the compiler did and could not do
 */
record Options(
    MlfVersion version,
    ParamsMode params,
    KernelTarget target,
    Instant timestamp,
    boolean module,
    boolean source,
    @Nullable Path dump,
    boolean explain) {
  private static final String PREFIX = "annotir.";

  /** What each option may be. */
  private static final Map<String, String> VALID =
      Map.of(
          "annotir.mlf.version", "4, 5 or 7",
          "annotir.params", "link or metadata",
          "annotir.target", "portable or portable-small",
          "annotir.resources", "a folder",
          "annotir.timestamp", "seconds since 1970, or a time such as 2026-01-31T12:00:00Z",
          "annotir.module", "true or false",
          "annotir.source", "true or false",
          "annotir.dump", "a folder",
          "annotir.explain", "nothing, or true or false");

  /** The names that javac passes on. */
  static Set<String> names() {
    return new TreeSet<>(VALID.keySet());
  }

  /**
   * The options of a compilation; defaults stand for bad ones, which are reported.
   *
   * @param given the options that start {@code annotir.}, and any others
   * @param environment the variables of the process, of which SOURCE_DATE_EPOCH counts
   */
  static Options of(
      Map<String, String> given, Map<String, String> environment, Consumer<Diagnostic> report) {
    Reader reader = new Reader(given, report);
    reader.checkNames();
    String version = reader.choose("annotir.mlf.version", List.of("7", "4", "5"));
    String params = reader.choose("annotir.params", List.of("link", "metadata"));
    String target = reader.choose("annotir.target", List.of("portable", "portable-small"));
    String dump = given.get("annotir.dump");
    return new Options(
        MlfVersion.valueOf("V" + version),
        ParamsMode.valueOf(params.toUpperCase(Locale.ROOT)),
        KernelTarget.valueOf(target.toUpperCase(Locale.ROOT).replace('-', '_')),
        reader.timestamp(environment.get("SOURCE_DATE_EPOCH")),
        reader.flag("annotir.module", true),
        reader.flag("annotir.source", true),
        dump == null ? null : Path.of(dump),
        reader.flag("annotir.explain", given.containsKey("annotir.explain")));
  }

  private record Reader(Map<String, String> given, Consumer<Diagnostic> report) {
    void checkNames() {
      for (String name : new TreeSet<>(given.keySet())) {
        if (name.startsWith(PREFIX) && !VALID.containsKey(name)) {
          bad("there is no option " + name + "\nthe options are " + String.join(", ", names()));
        }
      }
    }

    /** One of the values, without the option the first. */
    String choose(String name, List<String> values) {
      String value = given.get(name);
      if (value != null && values.contains(value)) {
        return value;
      } else if (given.containsKey(name)) {
        badValue(name, value);
      }
      return values.get(0);
    }

    boolean flag(String name, boolean otherwise) {
      String value = given.get(name);
      if (value == null || value.isEmpty()) {
        return otherwise;
      } else if (!value.equals("true") && !value.equals("false")) {
        badValue(name, value);
      }
      return value.equals("true");
    }

    Instant timestamp(@Nullable String epoch) {
      String value = given.get("annotir.timestamp");
      String text = value == null ? epoch == null ? "0" : epoch : value;
      Instant time = parse(text);
      // The range that a tar header and a date with four digits can hold.
      boolean fits =
          time != null && !time.isBefore(Instant.EPOCH) && time.getEpochSecond() < 1L << 33;
      if (time == null || !fits) {
        badValue(value == null ? "SOURCE_DATE_EPOCH" : "annotir.timestamp", text);
        return Instant.EPOCH;
      }
      return time;
    }

    private static @Nullable Instant parse(String text) {
      try {
        return text.matches("\\d{1,18}")
            ? Instant.ofEpochSecond(Long.parseLong(text))
            : Instant.ofEpochSecond(Instant.parse(text).getEpochSecond());
      } catch (DateTimeParseException | ArithmeticException e) {
        return null;
      }
    }

    private void badValue(String name, @Nullable String value) {
      String valid = VALID.getOrDefault(name, VALID.getOrDefault("annotir.timestamp", ""));
      bad(name + " cannot be " + (value == null ? "empty" : value) + "\nit can be " + valid);
    }

    private void bad(String text) {
      report.accept(new Diagnostic(Id.BAD_OPTION, text, new Span("", 1, 1)));
    }
  }
}
