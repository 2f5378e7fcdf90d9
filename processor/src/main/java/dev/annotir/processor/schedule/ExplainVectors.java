package dev.annotir.processor.schedule;

import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notes for users about which loops run in vectors, and what keeps others from it. */
public final class ExplainVectors {
  private final PrimFunc func;
  private final List<Variant> variants;
  private final List<Diagnostic> notes = new ArrayList<>();

  private ExplainVectors(PrimFunc func, List<Variant> variants) {
    this.func = func;
    this.variants = variants;
  }

  /**
   * Reports each loop that runs in vectors, and each that has none inside or around.
   *
   * @param variants what the scheduler has made of the function
   */
  public static void of(PrimFunc func, List<Variant> variants, Consumer<Diagnostic> report) {
    ExplainVectors explain = new ExplainVectors(func, variants);
    Loops.outermost(func.body()).forEach(explain::explain);
    explain.notes.forEach(report);
  }

  private void explain(Stmt.For loop) {
    String widths = widths(loop);
    if (!widths.isEmpty()) {
      note(Id.VECTORISED, "vectorised: " + widths, loop);
      return;
    }
    if (Loops.within(loop.body()).stream().allMatch(inner -> widths(inner).isEmpty())) {
      note(Id.NOT_VECTORISED, "not vectorised: " + reason(loop), loop);
    }
    Loops.outermost(loop.body()).forEach(this::explain);
  }

  /** Of loops that were copied for the rounds without checks, it is told once. */
  private void note(Id id, String text, Stmt.For loop) {
    if (notes.stream().noneMatch(note -> note.span().samePlace(loop.span()))) {
      notes.add(new Diagnostic(id, text, loop.span()));
    }
  }

  /** How wide the vectors of a loop are on each target; an empty text where there are none. */
  private String widths(Stmt.For loop) {
    return variants.stream().flatMap(v -> widths(v, loop)).collect(Collectors.joining(", "));
  }

  private static Stream<String> widths(Variant variant, Stmt.For loop) {
    return variant.vectors().stream()
        .filter(vectors -> vectors.loop().samePlace(loop.span()))
        .map(vectors -> vectors.lanes() + " wide for " + variant.target().name())
        .limit(1);
  }

  private String reason(Stmt.For loop) {
    Vectorize step = new Vectorize(loop.var(), List.of(2));
    Dependences dependences = Dependences.of(func, loop);
    if (step.apply(func, dependences) instanceof Step.Result.Refused refused) {
      return refused.reason();
    }
    return dependences.allowsVectors(loop.var(), 2)
        ? "that would save too little"
        : step.dependent(dependences);
  }
}
