package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tensors may be the same memory without a change of any result: those whose every access has
 * the same indices in the same round, different ones in every round, with no read after the write.
 */
final class InPlace {
  private InPlace() {}

  /**
   * By the name of each written tensor, the names of the parameters that it may be; no entry for
   * none.
   */
  static Map<String, List<String>> of(PrimFunc func, Map<String, Access> access) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    List<Buffer> tensors = LibraryFacts.tensors(func);
    for (Buffer output : tensors) {
      List<String> mayBe = new ArrayList<>();
      for (Buffer other : tensors) {
        boolean isRead = access.get(other.name()) == Access.READ;
        if (isRead && access.get(output.name()) != Access.READ && mayBe(func, output, other)) {
          mayBe.add(other.name());
        }
      }
      if (!mayBe.isEmpty()) {
        result.put(output.name(), mayBe);
      }
    }
    return result;
  }

  private static boolean mayBe(PrimFunc func, Buffer output, Buffer input) {
    boolean sameType =
        output.dtype() == input.dtype()
            && output.tensorShape().equals(input.tensorShape())
            && output.shape().equals(input.shape());
    if (!sameType) {
      return false;
    }
    Accesses accesses = new Accesses(output, input);
    accesses.walk(func.body());
    return !accesses.differ && accesses.visitsOnce();
  }

  /** The accesses of two tensors. */
  private static final class Accesses extends Walker {
    private final Buffer output;
    private final Buffer input;

    /** The loops around, outermost first; null for one whose rounds are not counted. */
    private final List<Expr.@Nullable Var> around = new ArrayList<>();

    private final Ranges ranges = new Ranges();
    private @Nullable List<Expr> indices;
    private @Nullable List<Expr.@Nullable Var> loops;
    private boolean differ;
    private boolean stored;

    Accesses(Buffer output, Buffer input) {
      this.output = output;
      this.input = input;
    }

    @Override
    protected void enter(Stmt s) {
      if (s instanceof Stmt.For loop) {
        walk(loop.extent());
        around.add(loop.var());
        ranges.set(loop.var(), new Interval(0, Math.max(0, ranges.of(loop.extent()).hi() - 1)));
        walk(loop.body());
        around.remove(around.size() - 1);
        return;
      } else if (s instanceof Stmt.While loop) {
        around.add(null);
        super.enter(loop);
        around.remove(around.size() - 1);
        return;
      }
      super.enter(s);
      if (s instanceof Stmt.BufferStore store && store.buffer().equals(output)) {
        access(store.indices());
        stored = true;
      }
    }

    @Override
    protected void enter(Expr e) {
      if (e instanceof Expr.BufferLoad load) {
        if (load.buffer().equals(input)) {
          differ |= stored;
          access(load.indices());
        } else if (load.buffer().equals(output)) {
          access(load.indices());
        }
      }
      super.enter(e);
    }

    private void access(List<Expr> at) {
      if (indices == null) {
        indices = at;
        loops = new ArrayList<>(around);
      }
      differ |= !at.equals(indices) || !around.equals(loops);
    }

    /** Whether every round of the loops around accesses an element of its own. */
    boolean visitsOnce() {
      if (indices == null || loops == null) {
        return true;
      }
      Affine offset = Affine.of(0);
      for (int i = 0; i < indices.size() && offset != null; i++) {
        Affine scaled = offset.times(output.shape().get(i));
        offset = scaled == null ? null : scaled.plus(Affine.of(indices.get(i), ranges), 1);
      }
      return offset != null && loops.containsAll(offset.atoms()) && isInjective(offset, loops);
    }

    /**
     * Whether different rounds have different offsets: each step is longer than all shorter ones
     * together.
     */
    private boolean isInjective(Affine offset, List<Expr.@Nullable Var> vars) {
      List<long[]> steps = new ArrayList<>();
      for (Expr.Var var : vars) {
        if (var == null) {
          return false;
        }
        steps.add(new long[] {Math.abs(offset.factor(var)), ranges.of(var).hi()});
      }
      steps.sort((a, b) -> Long.compare(a[0], b[0]));
      long reach = 0;
      for (long[] step : steps) {
        if (step[1] > 0 && step[0] <= reach || step[1] >= Integer.MAX_VALUE) {
          return false;
        }
        reach += step[0] * step[1];
      }
      return true;
    }
  }
}
