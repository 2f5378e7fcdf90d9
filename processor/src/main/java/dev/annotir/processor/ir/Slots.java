package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places in a {@link Frame} of a function's variables and buffers, and the numbers of its
 * labels.
 */
final class Slots {
  private final String function;
  private final Map<String, Integer> vars = new HashMap<>();
  private final Map<Buffer, Integer> buffers = new HashMap<>();
  private final Map<Label, Integer> labels = new HashMap<>();
  private final List<long @Nullable []> constants = new ArrayList<>();

  Slots(String function) {
    this.function = function;
  }

  int of(Expr.Var var) {
    return vars.computeIfAbsent(var.name(), name -> vars.size());
  }

  int of(Buffer buffer) {
    Integer slot = buffers.get(buffer);
    if (slot == null) {
      slot = buffers.size();
      buffers.put(buffer, slot);
      constants.add(elementsOf(buffer));
    }
    return slot;
  }

  /** A number above 0. */
  int of(Label label) {
    return labels.computeIfAbsent(label, l -> labels.size() + 1);
  }

  /** A frame whose constants are set. */
  Frame frame(long steps) {
    Frame frame = new Frame(vars.size(), buffers.size(), steps);
    for (int i = 0; i < constants.size(); i++) {
      long[] elements = constants.get(i);
      if (elements != null) {
        frame.buffers[i] = elements;
      }
    }
    return frame;
  }

  CompilerBug bug(String what, Object span) {
    return new CompilerBug(function + ": " + what + " at " + span);
  }

  private static long @Nullable [] elementsOf(Buffer buffer) {
    ConstantData data = buffer.data();
    if (data == null) {
      return null;
    }
    long[] elements = new long[data.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = buffer.dtype().wrap(data.get(i));
    }
    return elements;
  }
}
