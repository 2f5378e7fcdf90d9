package dev.annotir.processor.dependence;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The true dependences of a function that is run: of any two accesses of one element. */
final class Rounds {
  /**
   * Two accesses.
   *
   * @param source the line of the first
   */
  record Pair(int source, int sink) {}

  private record Instance(
      Span span, boolean isStore, Map<Expr.Var, Long> rounds, List<Object> element) {}

  private final Map<String, Long> memory = new HashMap<>();
  private final Map<Expr.Var, Long> values = new HashMap<>();
  private final Map<Expr.Var, Long> rounds = new LinkedHashMap<>();
  private final Map<Buffer, Integer> allocated = new HashMap<>();
  private final List<Instance> instances = new ArrayList<>();
  private final Stmt.For nest;
  private boolean isInside;

  private Rounds(Stmt.For nest) {
    this.nest = nest;
  }

  /** The distances of each two accesses within a nest that is run once. */
  static Map<Pair, Set<List<Long>>> distances(PrimFunc func, Stmt.For nest) {
    Rounds rounds = new Rounds(nest);
    rounds.run(func.body());
    Map<Pair, Set<List<Long>>> distances = new LinkedHashMap<>();
    for (int i = 0; i < rounds.instances.size(); i++) {
      for (int j = i + 1; j < rounds.instances.size(); j++) {
        Instance a = rounds.instances.get(i);
        Instance b = rounds.instances.get(j);
        if ((a.isStore() || b.isStore()) && a.element().equals(b.element())) {
          distances
              .computeIfAbsent(
                  new Pair(a.span().line(), b.span().line()), p -> new LinkedHashSet<>())
              .add(distance(a, b));
        }
      }
    }
    return distances;
  }

  private static List<Long> distance(Instance a, Instance b) {
    List<Long> distance = new ArrayList<>();
    for (Map.Entry<Expr.Var, Long> round : b.rounds().entrySet()) {
      Long first = a.rounds().get(round.getKey());
      if (first != null) {
        distance.add(round.getValue() - first);
      }
    }
    return distance;
  }

  private void run(Stmt stmt) {
    if (stmt instanceof Stmt.SeqStmt s) {
      s.stmts().forEach(this::run);
    } else if (stmt instanceof Stmt.Let s) {
      values.put(s.var(), value(s.value()));
      run(s.body());
    } else if (stmt instanceof Stmt.Allocate s) {
      allocated.merge(s.buffer(), 1, Integer::sum);
      run(s.body());
    } else if (stmt instanceof Stmt.IfThenElse s) {
      run(value(s.condition()) != 0 ? s.thenCase() : s.elseCase());
    } else if (stmt instanceof Stmt.For s) {
      long extent = value(s.extent());
      boolean wasInside = isInside;
      isInside |= s == nest;
      for (long i = 0; i < extent; i++) {
        values.put(s.var(), i);
        if (isInside) {
          rounds.put(s.var(), i);
        }
        run(s.body());
      }
      rounds.remove(s.var());
      isInside = wasInside;
    } else if (stmt instanceof Stmt.BufferStore s) {
      List<Object> element = element(s.buffer(), s.indices());
      memory.put(element.toString(), value(s.value()));
      note(s.span(), true, element);
    } else {
      throw new AssertionError(stmt);
    }
  }

  private List<Object> element(Buffer buffer, List<Expr> indices) {
    List<Object> element =
        new ArrayList<>(List.of(buffer.name(), allocated.getOrDefault(buffer, 0)));
    indices.forEach(index -> element.add(value(index)));
    return element;
  }

  private void note(Span span, boolean isStore, List<Object> element) {
    if (isInside) {
      instances.add(new Instance(span, isStore, new LinkedHashMap<>(rounds), element));
    }
  }

  private long value(Expr e) {
    if (e instanceof Expr.Const c) {
      return c.bits();
    } else if (e instanceof Expr.Var v) {
      return values.get(v);
    } else if (e instanceof Expr.BufferLoad load) {
      List<Object> element = element(load.buffer(), load.indices());
      note(load.span(), false, element);
      return memory.getOrDefault(element.toString(), 0L);
    } else if (e instanceof Expr.IfThenElse c) {
      return value(value(c.condition()) != 0 ? c.a() : c.b());
    } else if (e instanceof Expr.Binary b) {
      return value(b.op(), value(b.a()), value(b.b()));
    }
    throw new AssertionError(e);
  }

  private static long value(Expr.BinaryOp op, long a, long b) {
    return switch (op) {
      case ADD -> (int) (a + b);
      case SUB -> (int) (a - b);
      case MUL -> (int) (a * b);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case AND -> a & b;
      case FLOORDIV -> Math.floorDiv(a, b);
      case TRUNCDIV -> a / b;
      case TRUNCMOD -> a % b;
      case LT -> a < b ? 1 : 0;
      case LE -> a <= b ? 1 : 0;
      case GT -> a > b ? 1 : 0;
      case GE -> a >= b ? 1 : 0;
      case EQ -> a == b ? 1 : 0;
      case NE -> a != b ? 1 : 0;
      default -> throw new AssertionError(op);
    };
  }
}
