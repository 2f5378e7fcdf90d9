package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.LibraryFacts;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.analysis.Workspace;
import dev.annotir.processor.ir.PrimFunc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A library with the functions that run its operators faster on some targets.
 *
 * @param facts those of the operators as they were written, with workspace for all their functions
 * @param target what the C is for
 * @param variants by the operator's name and in the order of the targets; none for a target on
 *     which the operator's own function is as fast
 */
public record ScheduledLibrary(
    LibraryFacts facts, KernelTarget target, Map<String, List<Variant>> variants) {
  /** A library whose operators run as they were written. */
  public static ScheduledLibrary unscheduled(LibraryFacts facts) {
    return new ScheduledLibrary(facts, KernelTarget.PORTABLE, Map.of());
  }

  /** A library with the variants of its operators, by their names, for what the C is for. */
  public static ScheduledLibrary of(
      LibraryFacts facts, KernelTarget target, Map<String, List<Variant>> variants) {
    List<OperatorFacts> operators = new ArrayList<>();
    for (OperatorFacts operator : facts.operators()) {
      List<Variant> own = variants.getOrDefault(operator.func().name(), List.of());
      // Whoever calls the operator does not know which of them runs.
      long workspace = operator.workspaceBytes();
      for (Variant variant : own) {
        workspace = Math.max(workspace, Workspace.of(variant.func()).bytes());
      }
      operators.add(operator.withWorkspace(workspace));
    }
    LibraryFacts all = new LibraryFacts(facts.library(), operators, facts.params());
    return new ScheduledLibrary(all, target, variants);
  }

  /** The variants of an operator. */
  public List<Variant> variants(OperatorFacts operator) {
    return variants.getOrDefault(operator.func().name(), List.of());
  }

  /**
   * All functions that run operators: each operator's own and its variants, called {@code
   * <operator>_<target>}.
   */
  public List<OperatorFacts> functions() {
    List<OperatorFacts> functions = new ArrayList<>();
    for (OperatorFacts operator : facts.operators()) {
      functions.add(named(operator, Target.SCALAR, operator.func()));
      variants(operator).forEach(v -> functions.add(named(operator, v.target(), v.func())));
    }
    return functions;
  }

  /** What TIR calls the function that runs an operator on a target. */
  public static String name(OperatorFacts operator, Target target) {
    return operator.func().name() + "_" + target.name();
  }

  private static OperatorFacts named(OperatorFacts operator, Target target, PrimFunc func) {
    return operator.by(func.withName(name(operator, target)));
  }
}
