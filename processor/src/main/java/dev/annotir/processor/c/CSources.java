package dev.annotir.processor.c;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.schedule.ScheduledLibrary;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The C of an archive, by path. */
public final class CSources {
  private static final String SOURCES = "codegen/host/src/";

  private final LibraryFacts facts;
  private final Symbols symbols;

  private CSources(LibraryFacts facts) {
    this.facts = facts;
    this.symbols = Symbols.of(facts.library());
  }

  /** The files of a library, by their paths in an archive of that version. */
  public static SortedMap<String, CFile> of(ScheduledLibrary scheduled, MlfVersion version) {
    LibraryFacts facts = scheduled.facts();
    Library library = facts.library();
    ConstantPlaces constants = ConstantPlaces.of(library, facts.params());
    String kernels =
        facts.operators().stream()
            .map(
                operator ->
                    KernelPrinter.print(operator, library, constants, scheduled.variants(operator)))
            .collect(Collectors.joining("\n"));
    return of(
        facts,
        version,
        Prologue.print(library.name()) + AlternatingSums.pragma(facts.operators()),
        RuntimeFunctions.usedBy(kernels) + kernels,
        SelfTest.print(library.name()));
  }

  /**
   * All files around given kernels.
   *
   * @param version of the archive's format
   * @param prologue what protects lib1.c from compiler options
   * @param kernels the typed functions and what they call
   * @param selfTest the function that tests the float environment
   */
  static SortedMap<String, CFile> of(
      LibraryFacts facts, MlfVersion version, String prologue, String kernels, String selfTest) {
    CSources sources = new CSources(facts);
    String library = sources.symbols.library();
    SortedMap<String, String> texts = StandaloneFiles.of(facts, version);
    texts.put(SOURCES + "lib0.c", new TablePrinter(facts, version).print());
    texts.put(SOURCES + "lib1.c", sources.kernelFile(prologue, kernels, selfTest));
    texts.put("codegen/host/include/" + library + "_operators.h", new HeaderPrinter(facts).print());
    SortedMap<String, CFile> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, CFile.of(text)));
    ConstantsPrinter constants = new ConstantsPrinter(facts);
    if (constants.hasArrays()) {
      files.put(SOURCES + "lib2.c", constants::print);
    }
    return files;
  }

  private String kernelFile(String prologue, String kernels, String selfTest) {
    String packed = new PackedPrinter(facts).print();
    String externs = new ConstantsPrinter(facts).externs();
    BoundConstants bound = new BoundConstants(facts);
    String loader = facts.bindsConstants() ? bound.loader() : "";
    return Template.of("kernels.c", symbols)
        .when("constants", !externs.isEmpty())
        .when("bound", facts.bindsConstants())
        .set("headers", VectorFunctions.headers(kernels))
        .set("members", bound.members(false))
        .set("loader", loader)
        .set("prologue", prologue)
        .set("codes", new ErrorsPrinter(facts).enumerators(false))
        .set("typed", facts.operators().stream().map(this::typed).collect(Collectors.joining()))
        .set("packedprototypes", PackedPrinter.prototypes("TVM_DLL ", facts))
        .set("externs", externs)
        .set("kernels", kernels)
        .set("errortext", new ErrorsPrinter(facts).errorText())
        .set("selftest", selfTest)
        .set("checks", new ChecksPrinter(facts).print(loader + packed))
        .set("packed", packed)
        .text();
  }

  private String typed(OperatorFacts operator) {
    return KernelPrinter.signature(
            operator, facts.library(), facts.bindsConstants(), "TVM_DLL ", ";")
        + ";\n";
  }
}
