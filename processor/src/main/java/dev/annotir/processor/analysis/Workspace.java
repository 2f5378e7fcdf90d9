package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the local arrays of a function are, if they are too large for the stack.
 *
 * @param offsets of each array, in bytes, multiples of 16; empty where all stand on the stack
 * @param bytes 0 where there is no workspace
 */
public record Workspace(Map<String, Long> offsets, long bytes) {
  /** Local arrays of more bytes than this in one function come from the workspace. */
  private static final long MOST_STACK_BYTES = 1024;

  private static final long ALIGNMENT = 16;

  /** The workspace of a function. */
  public static Workspace of(PrimFunc func) {
    Set<Buffer> variables = VectorBuffers.of(func.body());
    List<Buffer> arrays = new ArrayList<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Allocate allocate
            && !allocate.buffer().isScalar()
            && !variables.contains(allocate.buffer())) {
          arrays.add(allocate.buffer());
        }
        super.enter(s);
      }
    }.walk(func.body());
    Map<String, Long> offsets = new LinkedHashMap<>();
    long end = 0;
    if (arrays.stream().mapToLong(Buffer::bytes).sum() > MOST_STACK_BYTES) {
      for (Buffer array : arrays) {
        offsets.put(array.name(), end);
        end += (array.bytes() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      }
    }
    return new Workspace(offsets, end);
  }
}
