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

  private static final List<Pass> PREPARING =
      List.of(
          new Pass("simplify", Simplify::run),
          new Pass("recognize-fixed-loops", RecognizeFixedLoops::run),
          // Before the prover, which knows the ranges of a For's variable.
          new Pass("recognize-loops", RecognizeLoops::run));

  /** Without the checks, what they stood between comes together again. */
  private static final List<Pass> TIDYING =
      List.of(
          new Pass("remove-dead", RemoveDead::run),
          new Pass("forward-lets", ForwardLets::run),
          new Pass("exits-to-ifs", ExitsToIfs::run),
          new Pass("scalars-to-lets", ScalarsToLets::run),
          new Pass("forward-lets-again", ForwardLets::run),
          new Pass("remove-dead-again", RemoveDead::run));

  private Passes() {}

  /**
   * The function after all passes, verified before and after them; with assertions, after each.
   * Verifying it as often in javac would take a twentieth of the time.
   *
   * @param report gets the mistakes that the prover finds
   * @param dump gets each pass's name and the function after it
   */
  public static PrimFunc run(
      PrimFunc func, Consumer<Diagnostic> report, BiConsumer<String, PrimFunc> dump) {
    dump.accept("frontend", Verifier.verify(func));
    PrimFunc guarded = func;
    for (Pass pass : PREPARING) {
      guarded = apply(pass, guarded, dump);
    }
    Pass prove = new Pass("prove-checks", f -> ProveChecks.run(f, report));
    PrimFunc proved = apply(prove, guarded, dump);
    PrimFunc result = proved;
    for (Pass pass : TIDYING) {
      result = apply(pass, result, dump);
    }
    if (!AccessVerifier.isProved(result)) {
      result = carefully(AccessVerifier.isProved(proved) ? proved : guarded, dump);
      AccessVerifier.verify(result);
    }
    // Last: what is there twice is not tidied twice, and the loops are as small as they get.
    Pass version = new Pass("version-loops", f -> VersionLoops.run(f, AccessVerifier::isProved));
    return Verifier.verify(apply(version, result, dump));
  }

  /**
   * The tidied function without the passes after which the prover does not find again what it knew.
   */
  private static PrimFunc carefully(PrimFunc proved, BiConsumer<String, PrimFunc> dump) {
    PrimFunc result = proved;
    for (Pass pass : TIDYING) {
      PrimFunc next = apply(pass, result, dump);
      result = AccessVerifier.isProved(next) ? next : result;
    }
    return result;
  }

  private static PrimFunc apply(Pass pass, PrimFunc func, BiConsumer<String, PrimFunc> dump) {
    PrimFunc result = pass.run().apply(func);
    assert Verifier.verify(result) == result : pass.name();
    dump.accept(pass.name(), result);
    return result;
  }
}
