package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.Set;

/**
 * What differs between rounds of a loop that run in step. All else is the same for all of them, and
 * is done once.
 */
final class Variance {
  private final Set<Expr.Var> vars = new HashSet<>();

  /** The buffers of which each round has its own. */
  private final Set<Buffer> own;

  private final Set<Buffer> buffers = new HashSet<>();

  /** Those that some rounds exit to where others do not. */
  private final Set<Label> exits = new HashSet<>();

  /**
   * @param privates the buffers allocated outside the loop of which each round may have its own
   */
  Variance(Stmt.For loop, Set<Buffer> privates) {
    own = new HashSet<>(privates);
    vars.add(loop.var());
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Allocate allocate) {
          own.add(allocate.buffer());
        }
        super.enter(s);
      }
    }.walk(loop.body());
    int before;
    do {
      before = vars.size() + buffers.size() + exits.size();
      new Spread().walk(loop.body());
    } while (vars.size() + buffers.size() + exits.size() > before);
  }

  /** Whether the rounds have different values of an expression. */
  boolean varies(Expr e) {
    return Effects.dependsOn(e, vars, buffers);
  }

  /** Whether each round needs a buffer of its own. */
  boolean varies(Buffer buffer) {
    return buffers.contains(buffer);
  }

  /** Whether each round may have a buffer of its own. */
  boolean isOwn(Buffer buffer) {
    return own.contains(buffer);
  }

  /** Whether some rounds may exit to a label where others do not. */
  boolean exits(Label label) {
    return exits.contains(label);
  }

  /** Whether rounds may jump where others do not. */
  boolean jumps() {
    return !exits.isEmpty();
  }

  /** Spreads what is known to vary. */
  private final class Spread extends Walker {
    /** Whether some rounds do not come here, or more often. */
    private boolean isApart;

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.Let let && varies(let.value())) {
        vars.add(let.var());
      } else if (s instanceof Stmt.BufferStore store) {
        boolean differs =
            isApart
                || varies(store.value())
                || store.indices().stream().anyMatch(Variance.this::varies);
        Expr mask = store.mask();
        if (own.contains(store.buffer()) && (differs || mask != null && varies(mask))) {
          buffers.add(store.buffer());
        }
      } else if (s instanceof Stmt.Exit exit && isApart) {
        exits.add(exit.label());
      }
      boolean before = isApart;
      isApart |= splits(s);
      super.enter(s);
      isApart = before;
    }

    private boolean splits(Stmt s) {
      return s instanceof Stmt.IfThenElse branch && varies(branch.condition())
          || s instanceof Stmt.For loop && varies(loop.extent())
          || s instanceof Stmt.While loop && varies(loop.condition())
          || s instanceof Stmt.Block block && exits.contains(block.label());
    }
  }
}
