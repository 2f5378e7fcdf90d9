package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.PrimFunc;
import java.util.List;
import java.util.Map;

/**
 * An operator after all passes, with what its callers must know.
 *
 * @param access by the name of each tensor parameter (a tensor result is always WRITE)
 * @param mayBe by the name of a written tensor parameter or tensor result, the names of the
 *     parameters that may be the same tensor; no entry where none may
 * @param errors in the order of their codes; faults that callers cannot tell apart share one
 * @param guards the number of checks in the generated code
 * @param constants the buffers of scope CONST that it loads, in the library's order
 * @param workspace where each local array lies in the workspace, as an offset in bytes that is a
 *     multiple of 16; empty where all stand on the stack
 * @param workspaceBytes 0 where there is no workspace
 */
public record OperatorFacts(
    PrimFunc func,
    Map<String, Access> access,
    Map<String, List<String>> mayBe,
    List<ErrorCode> errors,
    int guards,
    List<Buffer> constants,
    Map<String, Long> workspace,
    long workspaceBytes) {

  /** The same operator, run by another function that gives the same results. */
  public OperatorFacts by(PrimFunc other) {
    Workspace local = Workspace.of(other);
    return new OperatorFacts(
        other, access, mayBe, errors, guards, constants, local.offsets(), local.bytes());
  }

  /** The same operator, given a larger workspace than it needs. */
  public OperatorFacts withWorkspace(long bytes) {
    return new OperatorFacts(func, access, mayBe, errors, guards, constants, workspace, bytes);
  }

  /** The code that stands for a fault of this operator. */
  public ErrorCode errorOf(Fault fault) {
    return errors.stream()
        .filter(e -> e.fault().equals(fault))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(func.name() + ": no code for " + fault.text()));
  }

  /**
   * Whether an array may be the same memory as another argument, so that C must not say restrict.
   */
  public boolean isShared(String tensor) {
    return mayBe.containsKey(tensor)
        || mayBe.values().stream().anyMatch(others -> others.contains(tensor));
  }
}
