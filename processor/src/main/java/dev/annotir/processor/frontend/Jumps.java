package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Where break and continue go: the statements around the one at hand that Java has jumps out of.
 */
final class Jumps {
  /**
   * A statement around.
   *
   * @param names the Java labels that stand on it
   * @param takesPlainBreak whether a break without a label goes to its end
   * @param toContinue null where it is no loop
   */
  private record Target(
      Set<String> names, boolean takesPlainBreak, Label toBreak, @Nullable Label toContinue) {}

  private final Lowering lowering;
  private final Deque<Target> targets = new ArrayDeque<>();
  private final Set<Label> used = new HashSet<>();

  Jumps(Lowering lowering) {
    this.lowering = lowering;
  }

  /** A loop begins; gives the end of a round, where continue goes. */
  Label enterLoop(Set<String> names) {
    Label next = lowering.label("next");
    targets.push(new Target(names, true, lowering.label("loop_end"), next));
    return next;
  }

  void enterSwitch() {
    targets.push(new Target(Set.of(), true, lowering.label("switch_end"), null));
  }

  /** Another statement with labels begins. */
  void enterLabelled(Set<String> names, String hint) {
    targets.push(new Target(names, false, lowering.label(hint), null));
  }

  /** The end of the innermost statement. */
  Label end() {
    return targets.element().toBreak();
  }

  /** Ends the innermost statement, of which {@code stmt} is all. */
  void leave(Stmt stmt, Span span) {
    lowering.out.emit(block(targets.pop().toBreak(), stmt, span));
  }

  /** The statement as a block of that label, if something goes to its end. */
  Stmt block(Label label, Stmt stmt, Span span) {
    return used.contains(label) ? new Stmt.Block(label, stmt, span) : stmt;
  }

  /** An exit to a label. */
  Stmt exit(Label label, Span span) {
    used.add(label);
    return new Stmt.Exit(label, span);
  }

  void breakTo(@Nullable Name label, Span span) {
    for (Target target : targets) {
      if (label == null ? target.takesPlainBreak() : target.names().contains(label.toString())) {
        lowering.out.emit(exit(target.toBreak(), span));
        return;
      }
    }
    throw new Compilation.ErroneousTree();
  }

  void continueTo(@Nullable Name label, Span span) {
    for (Target target : targets) {
      Label next = target.toContinue();
      if (next != null && (label == null || target.names().contains(label.toString()))) {
        lowering.out.emit(exit(next, span));
        return;
      }
    }
    throw new Compilation.ErroneousTree();
  }
}
