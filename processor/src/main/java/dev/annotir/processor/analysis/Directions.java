package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.PrimFunc;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Which tensors a function reads, writes, or both. */
final class Directions {
  private Directions() {}

  /** The access of each tensor by its name; a tensor result is WRITE. */
  static Map<String, Access> of(PrimFunc func) {
    Set<Buffer> stored = Effects.stored(func.body());
    Map<String, Access> access = new LinkedHashMap<>();
    for (Buffer buffer : LibraryFacts.tensors(func)) {
      if (!stored.contains(buffer) && buffer.scope() == Buffer.Scope.PARAM) {
        access.put(buffer.name(), Access.READ);
      } else {
        boolean covers = buffer.scope() == Buffer.Scope.RESULT || Coverage.isWritten(func, buffer);
        access.put(buffer.name(), covers ? Access.WRITE : Access.READWRITE);
      }
    }
    return access;
  }
}
