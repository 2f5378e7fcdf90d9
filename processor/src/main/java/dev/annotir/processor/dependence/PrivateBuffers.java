package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Coverage;
import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the buffers whose contents no round of a loop has from another. */
final class PrivateBuffers {
  private PrivateBuffers() {}

  /**
   * The local buffers that a loop stores into, that are allocated outside it, and of which every
   * load, within the loop or after it, has what was stored in the same round, or after the loop.
   */
  static Set<Buffer> of(LoopNest nest, Loop loop) {
    Set<Buffer> found = new LinkedHashSet<>();
    if (!Effects.escapes(loop.body()).isEmpty()) {
      return found; // who reads what a round has left when it exits is not followed
    }
    for (MemoryAccess access : nest.accesses()) {
      Buffer buffer = access.buffer();
      boolean isCandidate =
          access.isStore()
              && access.isIn(loop)
              && buffer.scope() == Buffer.Scope.LOCAL
              && access.loops().indexOf(loop) >= access.fresh();
      if (isCandidate && Coverage.isOwnInRounds(nest.func(), buffer, loop.stmt())) {
        found.add(buffer);
      }
    }
    return found;
  }
}
