package dev.annotir.processor;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.archive.Content;
import dev.annotir.processor.archive.MlfWriter;
import dev.annotir.processor.c.CSources;
import dev.annotir.processor.c.Identifiers;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.frontend.Frontend;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.pass.Explain;
import dev.annotir.processor.pass.Passes;
import dev.annotir.processor.schedule.ExplainVectors;
import dev.annotir.processor.schedule.ScheduledLibrary;
import dev.annotir.processor.schedule.Scheduler;
import dev.annotir.processor.schedule.Variant;
import dev.annotir.processor.script.ModelLibraryFormatPrinter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The pipeline: from a class to its archive. */
final class OperatorCompiler {
  private final Frontend frontend;
  private final Options options;
  private final Consumer<Library> observer;
  private final Consumer<Diagnostic> report;

  /** How many errors were reported. */
  private int errors;

  OperatorCompiler(
      Frontend frontend, Options options, Consumer<Library> observer, Consumer<Diagnostic> report) {
    this.frontend = frontend;
    this.options = options;
    this.observer = observer;
    this.report = report;
  }

  /** The archive of a class; null if there were mistakes, which were reported. */
  @Nullable Content compile(
      String name, TypeElement type, List<ExecutableElement> operators, Span place) {
    Frontend.Lowered lowered = frontend.lower(name, type, operators);
    // The prover finds mistakes in the good operators also where others are bad.
    Library library = optimize(lowered.library());
    LibraryFacts facts = library == null ? null : LibraryFacts.of(library, options.params());
    if (facts == null) {
      return null;
    }
    Identifiers.check(facts, place).forEach(this::note);
    checkTable(facts, place);
    if (options.explain()) {
      facts.operators().forEach(operator -> Explain.guards(operator.func(), this::note));
    }
    if (errors > 0 || !lowered.isComplete()) {
      return null;
    }
    observer.accept(facts.library());
    Map<String, List<Variant>> variants = new LinkedHashMap<>();
    facts.operators().forEach(op -> variants.put(op.func().name(), variants(op.func())));
    if (errors > 0) {
      return null;
    }
    ScheduledLibrary scheduled = ScheduledLibrary.of(facts, options.target(), variants);
    SortedMap<String, Content> cSources = new TreeMap<>();
    CSources.of(scheduled, options.version())
        .forEach((path, file) -> cSources.put(path, file::writeTo));
    ModelLibraryFormatPrinter printer =
        ModelLibraryFormatPrinter.of(options.version(), facts.operators());
    String functions =
        ModelLibraryFormatPrinter.of(options.version(), scheduled.functions()).print();
    MlfWriter.Tir tir = new MlfWriter.Tir(printer.print(), functions, printer::getVarName);
    return new MlfWriter(options.version(), options.timestamp(), options.source())
        .write(scheduled, cSources, tir);
  }

  /** What runs an operator faster on some targets. */
  private List<Variant> variants(PrimFunc func) {
    try {
      List<Variant> variants = Scheduler.variants(func, options.target().targets());
      if (options.explain()) {
        ExplainVectors.of(func, variants, this::note);
      }
      return variants;
    } catch (RuntimeException | StackOverflowError e) {
      note(Frontend.bug(func.name(), e, func.span()));
      return List.of();
    }
  }

  private void checkTable(LibraryFacts facts, Span place) {
    int operators = facts.operators().size();
    int functions = operators + facts.boundOperators().size();
    int most = options.version().mostOperators();
    if (functions > most) {
      String text =
          "the library has "
              + operators
              + " operators"
              + (functions == operators ? "" : " and " + functions + " packed functions")
              + ", but the function table of an archive of version "
              + options.version().number()
              + " counts at most "
              + most
              + "\nmove operators to another class"
              + (options.version() == MlfVersion.V7 ? "" : ", or use -Aannotir.mlf.version=7");
      note(new Diagnostic(Id.TOO_MANY_OPERATORS, text, place));
    }
  }

  /** The library after all passes; null if the prover found mistakes. */
  private @Nullable Library optimize(Library library) {
    List<PrimFunc> functions = new ArrayList<>();
    for (PrimFunc function : library.functions()) {
      PrimFunc optimized = optimize(library, function);
      if (optimized != null) {
        functions.add(optimized);
      }
    }
    return errors > 0
        ? null
        : new Library(
            library.name(),
            library.qualifiedClass(),
            library.file(),
            library.source(),
            functions,
            library.constants());
  }

  private @Nullable PrimFunc optimize(Library library, PrimFunc function) {
    BiConsumer<String, PrimFunc> dump = Dump.of(options.dump(), library.name(), function.name());
    try {
      return Passes.run(function, this::note, dump);
    } catch (RuntimeException | StackOverflowError e) {
      note(Frontend.bug(function.name(), e, function.span()));
      return null;
    }
  }

  private void note(Diagnostic diagnostic) {
    if (diagnostic.id().kind() == javax.tools.Diagnostic.Kind.ERROR) {
      errors++;
    }
    report.accept(diagnostic);
  }
}
