package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.AccessVerifier;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Verifier;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The passes from the frontend's IR to the one that {@code tir-1.txt} shows, in order. */
public final class Passes {
  private record Pass(String name, UnaryOperator<PrimFunc> run) {}

  private Passes() {}

  /**
   * The function after all passes, verified after each.
   *
   * @param report gets the mistakes that the prover finds
   * @param dump gets each pass's name and the function after it
   */
  public static PrimFunc run(
      PrimFunc func, Consumer<Diagnostic> report, BiConsumer<String, PrimFunc> dump) {
    PrimFunc result = Verifier.verify(func);
    dump.accept("frontend", result);
    for (Pass pass : passes(report)) {
      result = Verifier.verify(pass.run().apply(result));
      dump.accept(pass.name(), result);
    }
    AccessVerifier.verify(result);
    return result;
  }

  private static List<Pass> passes(Consumer<Diagnostic> report) {
    return List.of(
        new Pass("simplify", Simplify::run),
        // Before the prover, which knows the ranges of a For's variable.
        new Pass("recognize-loops", RecognizeLoops::run),
        new Pass("prove-checks", func -> ProveChecks.run(func, report)),
        // Without the checks, what they stood between comes together again.
        new Pass("remove-dead", RemoveDead::run),
        new Pass("forward-lets", ForwardLets::run),
        new Pass("exits-to-ifs", ExitsToIfs::run),
        new Pass("scalars-to-lets", ScalarsToLets::run),
        new Pass("forward-lets-again", ForwardLets::run),
        new Pass("remove-dead-again", RemoveDead::run));
  }
}
