package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.Set;

/**
 * How the rounds of a loop may end other than at the end of its body, and what that forbids.
 *
 * <ul>
 *   <li>An Exit out of the loop leaves out all rounds that come after: they keep their order, and
 *       loops do not change places with it. An Exit to a Block within the body does not matter.
 *   <li>Checks that fail: of all that would, the first in Java's order is the one to report, so the
 *       order stays where they have different faults. With one fault only, any order reports it:
 *       whether a check fails is told by what comes before it by dependences alone, and nobody
 *       promises the contents of tensors after an error. A schedule that finds the first of several
 *       by other means may ask {@link Dependences} without them.
 *   <li>A While may never end. That is of no concern as long as all rounds come: if one never ends,
 *       nobody waits for the order. But rounds that an Exit or a failing Check leaves out may not
 *       come earlier.
 * </ul>
 *
 * @param exits whether an Exit leaves the loop
 * @param faults what checks report
 * @param hasWhile whether there is a While inside
 */
public record Control(boolean exits, Set<Fault> faults, boolean hasWhile) {
  public Control {
    faults = Set.copyOf(faults);
  }

  /** How the rounds of a loop may end. */
  public static Control of(Loop loop) {
    Set<Fault> faults = new HashSet<>();
    boolean[] hasWhile = {!loop.isFor()};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Check check) {
          faults.add(check.fault());
        }
        hasWhile[0] |= s instanceof Stmt.While;
        super.enter(s);
      }
    }.walk(loop.body());
    return new Control(!Effects.escapes(loop.body()).isEmpty(), faults, hasWhile[0]);
  }

  /** Whether the rounds stay in their order, whatever they load and store. */
  public boolean keepsOrder() {
    return exits || faults.size() > 1 || !faults.isEmpty() && hasWhile;
  }
}
