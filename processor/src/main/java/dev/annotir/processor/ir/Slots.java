package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.HashMap;
import java.util.Map;

/**
 * The places in a {@link Frame} of a function's variables and buffers, and the numbers of its
 * labels.
 */
final class Slots {
  private final String function;
  private final Map<String, Integer> vars = new HashMap<>();
  private final Map<Buffer, Integer> buffers = new HashMap<>();
  private final Map<Label, Integer> labels = new HashMap<>();

  Slots(String function) {
    this.function = function;
  }

  int of(Expr.Var var) {
    return vars.computeIfAbsent(var.name(), name -> vars.size());
  }

  int of(Buffer buffer) {
    return buffers.computeIfAbsent(buffer, b -> buffers.size());
  }

  /** A number above 0. */
  int of(Label label) {
    return labels.computeIfAbsent(label, l -> labels.size() + 1);
  }

  Frame frame(long steps) {
    return new Frame(vars.size(), buffers.size(), steps);
  }

  CompilerBug bug(String what, Object span) {
    return new CompilerBug(function + ": " + what + " at " + span);
  }
}
