package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Spacing;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What statements cost on a target, in operations of a processor that makes one at a time; good
 * enough to tell which of two schedules is the faster one.
 */
final class Cost {
  /** The rounds of a loop whose extent is not known. */
  private static final double UNKNOWN_ROUNDS = 32;

  private static final double DIVISION = 6;

  /** What collecting an element that lies alone costs. */
  static final double GATHER = 1.5;

  /** What one costs whose place is a lane of a vector, too. */
  private static final double LOOKUP = 4;

  private final Target target;

  /** The variable of the innermost loop around what is estimated; null for none. */
  private Expr.@Nullable Var round;

  /** What variables are on average, as far as statements say that were looked at. */
  private final Map<Expr.Var, Double> averages = new HashMap<>();

  Cost(Target target) {
    this.target = target;
  }

  double of(Stmt stmt) {
    if (stmt instanceof Stmt.SeqStmt s) {
      return s.stmts().stream().mapToDouble(this::of).sum();
    } else if (stmt instanceof Stmt.Let s) {
      averages.put(s.var(), average(s.value()));
      return of(s.value()) + of(s.body());
    } else if (stmt instanceof Stmt.Allocate s) {
      return of(s.body());
    } else if (stmt instanceof Stmt.BufferStore s) {
      double mask = s.mask() == null ? 0 : of(s.mask()) + 1;
      return of(s.value()) + element(s.buffer(), s.indices()) + mask;
    } else if (stmt instanceof Stmt.IfThenElse s) {
      return of(s.condition()) + 1 + (of(s.thenCase()) + of(s.elseCase())) / 2;
    } else if (stmt instanceof Stmt.For s) {
      double rounds = averageRounds(s);
      averages.put(s.var(), Math.max(0, rounds - 1) / 2);
      Expr.Var before = round;
      round = s.var();
      double body = of(s.body());
      round = before;
      return rounds * (1 + body);
    } else if (stmt instanceof Stmt.While s) {
      return UNKNOWN_ROUNDS * (of(s.condition()) + of(s.body()));
    } else if (stmt instanceof Stmt.Block s) {
      return of(s.body());
    }
    return stmt instanceof Stmt.Check s ? of(s.condition()) + 1 : 0;
  }

  /** How many rounds a loop has on average, if those around it have been looked at. */
  double averageRounds(Stmt.For loop) {
    Expr known = loop.extent();
    if (known instanceof Expr.Binary b && b.op() == BinaryOp.TRUNCDIV) {
      known = b.a();
    }
    if (known instanceof Expr.Var v && Double.isNaN(average(v))) {
      averages.put(v, UNKNOWN_ROUNDS); // so that other loops fit to this one
    }
    double average = average(loop.extent());
    return Double.isNaN(average) ? UNKNOWN_ROUNDS : Math.max(0, average);
  }

  /** What an integer is on average; NaN where nothing is known. */
  private double average(Expr e) {
    if (e instanceof Expr.Const c && c.dtype().isInteger()) {
      return c.bits();
    } else if (e instanceof Expr.Var v) {
      return averages.getOrDefault(v, Double.NaN);
    } else if (e instanceof Expr.Cast c) {
      return average(c.value());
    }
    return e instanceof Expr.Binary b
        ? average(b.op(), average(b.a()), average(b.b()))
        : Double.NaN;
  }

  private static double average(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      // A quotient leaves half of what it may leave.
      case TRUNCDIV, FLOORDIV -> Math.max(0, a - (b - 1) / 2) / b;
      case AND -> Double.isNaN(a) ? b / 2 : Double.NaN;
      default -> Double.NaN;
    };
  }

  static double rounds(Stmt.For loop) {
    return loop.extent() instanceof Expr.Const c ? Math.max(0, c.bits()) : UNKNOWN_ROUNDS;
  }

  double of(Expr e) {
    if (e instanceof Expr.BufferLoad load) {
      return load(load);
    } else if (e instanceof Expr.Unary u) {
      return of(u.a()) + operation(e);
    } else if (e instanceof Expr.Binary b) {
      double factor = b.op() == BinaryOp.DIV || b.op().isDivision() ? DIVISION : 1;
      return of(b.a()) + of(b.b()) + factor * operation(b.a());
    } else if (e instanceof Expr.Cast c) {
      return of(c.value()) + operation(e);
    } else if (e instanceof Expr.Call call) {
      double factor = call.intrinsic() == Intrinsic.SQRT ? DIVISION : 1;
      return call.args().stream().mapToDouble(this::of).sum() + factor * operation(e);
    } else if (e instanceof Expr.Select s) {
      return of(s.condition()) + of(s.a()) + of(s.b()) + operation(e);
    } else if (e instanceof Expr.IfThenElse s) {
      return of(s.condition()) + 1 + (of(s.a()) + of(s.b())) / 2;
    } else if (e instanceof Expr.Ramp r) {
      return of(r.base()) + operation(e);
    }
    if (e instanceof Expr.Shuffle s) {
      return of(s.a()) + of(s.b()) + operation(e);
    }
    return e instanceof Expr.Broadcast b ? of(b.value()) : 0;
  }

  /** The registers that a vector takes. */
  private double operation(Expr e) {
    return e.lanes() == 1
        ? 1
        : Math.max(1, (double) e.lanes() * e.dtype().bits() / target.vectorBits());
  }

  private double load(Expr.BufferLoad e) {
    double elements = element(e.buffer(), e.indices());
    StridedLoad strided = e.lanes() == 1 ? null : StridedLoad.of(e);
    return strided == null || strided.isLoadedAgain(round)
        ? elements
        : Math.min(elements, strided.cost() * operation(e));
  }

  private double element(Buffer buffer, List<Expr> indices) {
    int lanes = Expr.lanesOf(indices);
    if (lanes == 1) {
      return buffer.isScalar() ? 0 : 1;
    } else if (isContiguous(indices)) {
      return buffer.shape().size() == 1 && buffer.scope() == Buffer.Scope.LOCAL ? 0 : 1;
    }
    double vectors =
        indices.stream().filter(i -> !(i instanceof Expr.Ramp)).mapToDouble(this::of).sum();
    boolean isEven = indices.stream().allMatch(i -> i.lanes() == 1 || Spacing.ramp(i) != null);
    return lanes * (isEven ? GATHER : LOOKUP) + vectors;
  }

  /** Whether the lanes of an element lie side by side. */
  static boolean isContiguous(List<Expr> indices) {
    int last = indices.size() - 1;
    return indices.get(last) instanceof Expr.Ramp ramp
        && ramp.stride() == 1
        && indices.subList(0, last).stream().allMatch(i -> i.lanes() == 1);
  }

  /** Whether what a loop's next round accesses is the same, or next to it. */
  static boolean isNext(List<Expr> indices, Expr.Var var) {
    int last = indices.size() - 1;
    for (int axis = 0; axis <= last; axis++) {
      Expr index = indices.get(axis);
      Expr first = index instanceof Expr.Ramp ramp ? ramp.base() : index;
      Integer factor = WrappingSum.of(first).factor(var);
      if (factor == null || factor != 0 && axis < last) {
        return false;
      } else if (factor != 0) {
        return Math.abs(factor) <= Expr.lanesOf(indices);
      }
    }
    return true;
  }
}
