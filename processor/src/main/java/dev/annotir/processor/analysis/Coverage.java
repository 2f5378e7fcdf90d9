package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which elements of one tensor are surely written at each place, followed in the order of the runs.
 */
public final class Coverage extends Rewriter {
  /** A tensor of more elements is taken as not wholly written. */
  private static final long MOST_ELEMENTS = 1L << 24;

  private final Buffer buffer;
  private final Ranges ranges = new Ranges();
  private WrittenElements written;

  /** The loops around whose rounds surely all come, outermost first, with their extents. */
  private final Map<Expr.Var, Long> loops = new LinkedHashMap<>();

  private final Map<Label, WrittenElements> exits = new HashMap<>();
  private boolean readBefore;

  /** The loop whose rounds, and what follows, are to read only what they write; null for none. */
  private final @Nullable Stmt separate;

  private Coverage(Buffer buffer, @Nullable Stmt separate) {
    this.buffer = buffer;
    this.separate = separate;
    this.written = new WrittenElements((int) buffer.elements());
  }

  /** Whether every element is written on every normal return, and none is read before. */
  static boolean isWritten(PrimFunc func, Buffer buffer) {
    if (buffer.elements() > MOST_ELEMENTS) {
      return false;
    }
    Coverage coverage = new Coverage(buffer, null);
    coverage.rewrite(func.body());
    WrittenElements atReturns = coverage.exits.get(func.exit());
    return coverage.written.isAll()
        && !coverage.readBefore
        && (atReturns == null || atReturns.isAll());
  }

  /**
   * Whether no load of a local buffer has what a round of a loop stores but those of the same
   * round.
   */
  public static boolean isOwnInRounds(PrimFunc func, Buffer buffer, Stmt loop) {
    if (buffer.elements() > MOST_ELEMENTS) {
      return false;
    }
    Coverage coverage = new Coverage(buffer, loop);
    coverage.rewrite(func.body());
    return !coverage.readBefore;
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    if (e.buffer().equals(buffer) && !written.isAll()) {
      Affine offset = offset(e.indices());
      readBefore |= offset == null || !written.covers(offset, loops);
    }
    return super.visit(e);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Stmt result = super.visit(s);
    if (s.buffer().equals(buffer) && s.mask() == null) {
      Affine offset = offset(s.indices());
      if (offset != null) {
        written.add(offset);
      }
    }
    written.forget(s.buffer());
    return result;
  }

  private @Nullable Affine offset(List<Expr> indices) {
    Affine offset = Affine.of(0);
    for (int i = 0; i < indices.size() && offset != null; i++) {
      Affine scaled = offset.times(buffer.shape().get(i));
      offset = scaled == null ? null : scaled.plus(Affine.of(indices.get(i), ranges), 1);
    }
    return offset;
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    rewrite(s.value());
    if (s.value().dtype().isInteger()) {
      Affine sum = Affine.of(s.value(), ranges);
      ranges.set(s.var(), ranges.of(s.value()));
      if (sum.isOfVariables()) {
        ranges.define(s.var(), sum);
      }
    }
    rewrite(s.body());
    return s;
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    rewrite(s.condition());
    WrittenElements before = written.copy();
    rewrite(s.thenCase());
    WrittenElements afterTrue = written;
    written = before;
    rewrite(s.elseCase());
    written.join(afterTrue);
    return s;
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    if (separate != null && s.buffer().equals(buffer)) {
      written = WrittenElements.all((int) buffer.elements()); // with zeros
    }
    return super.visit(s);
  }

  /** A loop, of whose other rounds a round may have something unless all is forgotten. */
  private void enterRounds(Stmt loop) {
    if (separate != null && (loop == separate || contains(loop, separate))) {
      written = new WrittenElements((int) buffer.elements());
    }
  }

  private void leaveRounds(Stmt loop) {
    if (loop == separate) {
      written = new WrittenElements((int) buffer.elements());
    }
  }

  private static boolean contains(Stmt outer, Stmt inner) {
    boolean[] found = {false};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        found[0] |= s == inner;
        super.enter(s);
      }
    }.walk(outer);
    return found[0];
  }

  @Override
  public Stmt visit(Stmt.For s) {
    rewrite(s.extent());
    enterRounds(s);
    Stmt result = rounds(s);
    leaveRounds(s);
    return result;
  }

  private Stmt rounds(Stmt.For s) {
    ranges.set(s.var(), new Interval(0, Math.max(0, ranges.of(s.extent()).hi() - 1)));
    boolean isSure =
        s.extent() instanceof Expr.Const c && c.bits() >= 1 && Effects.escapes(s.body()).isEmpty();
    if (!isSure) {
      return perhaps(s.body(), s);
    }
    loops.put(s.var(), ((Expr.Const) s.extent()).bits());
    rewrite(s.body());
    written.close(s.var(), loops);
    loops.remove(s.var());
    return s;
  }

  /** A body that may not run to its end, or not at all. */
  private Stmt perhaps(Stmt body, Stmt whole) {
    WrittenElements before = written.copy();
    Map<Expr.Var, Long> around = new LinkedHashMap<>(loops);
    loops.clear(); // the rounds of the loops around do not all come here
    rewrite(body);
    loops.putAll(around);
    written = before;
    return whole;
  }

  @Override
  public Stmt visit(Stmt.While s) {
    enterRounds(s);
    rewrite(s.condition());
    Stmt result = perhaps(s.body(), s);
    leaveRounds(s);
    return result;
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    rewrite(s.body());
    WrittenElements exited = exits.remove(s.label());
    if (exited != null) {
      written.join(exited);
    }
    return s;
  }

  @Override
  public Stmt visit(Stmt.Exit s) {
    WrittenElements known = exits.putIfAbsent(s.label(), written.copy());
    if (known != null) {
      known.join(written);
    }
    written.setUnreachable();
    return s;
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    Stmt result = super.visit(s);
    if (s.alwaysFails()) {
      written.setUnreachable(); // what a thrown exception leaves behind does not matter
    }
    return result;
  }

  /** The variables of the loops around, innermost first. */
  static List<Expr.Var> innermostFirst(Map<Expr.Var, Long> loops) {
    List<Expr.Var> vars = new ArrayList<>(loops.keySet());
    Collections.reverse(vars);
    return vars;
  }
}
