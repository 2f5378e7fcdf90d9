package dev.annotir.processor.c;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The loops that some compilers must leave alone: clang before version 18 turns accesses to every
 * other element, or every third, into vectors, and may then move a load above a store to the same
 * element in the same round (LLVM issue 63602).
 */
final class InOrder {
  /** The distance of two rounds' accesses where that is unknown or not always the same. */
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** The counter; null of a loop that has none. */
  private final Expr.@Nullable Var counter;

  private final Map<Expr.Var, Expr> definitions = new HashMap<>();

  /** By how much variables grow in each round, as far as that was asked. */
  private final Map<Expr.Var, Long> distances = new HashMap<>();

  /** Whether variables may have another value in the next round, as far as that was asked. */
  private final Map<Expr.Var, Boolean> moving = new HashMap<>();

  private final Set<Buffer> variables = new HashSet<>();
  private final List<Expr.BufferLoad> loads = new ArrayList<>();
  private final List<Stmt.BufferStore> stores = new ArrayList<>();

  private InOrder(Expr.@Nullable Var counter, Stmt loop) {
    this.counter = counter;
    collect(loop);
  }

  /** Whether a loop, a For or a While, loads and stores elements of one array at distances. */
  static boolean isNeeded(Stmt loop) {
    InOrder accesses = new InOrder(loop instanceof Stmt.For f ? f.var() : null, loop);
    Set<Buffer> apart = new HashSet<>();
    for (Stmt.BufferStore store : accesses.stores) {
      if (store.value().lanes() == 1 && accesses.isApart(store.buffer(), store.indices())) {
        apart.add(store.buffer());
      }
    }
    return !apart.isEmpty()
        && accesses.loads.stream()
            .anyMatch(
                load ->
                    apart.contains(load.buffer())
                        && accesses.isApart(load.buffer(), load.indices()));
  }

  private void collect(Stmt loop) {
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Let let) {
          definitions.put(let.var(), let.value());
        } else if (s instanceof Stmt.BufferStore store && store.buffer().isScalar()) {
          variables.add(store.buffer());
        } else if (s instanceof Stmt.BufferStore store) {
          stores.add(store);
        }
        super.enter(s);
      }

      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load && !load.buffer().isScalar() && e.lanes() == 1) {
          loads.add(load);
        }
        super.enter(e);
      }
    }.walk(loop);
  }

  /** Whether an access goes further than to the next element from round to round. */
  private boolean isApart(Buffer buffer, List<Expr> indices) {
    long distance = 0;
    long row = 1;
    for (int i = indices.size() - 1; i >= 0; i--) {
      distance = sum(distance, product(distance(indices.get(i)), row));
      row *= buffer.shape().get(i);
    }
    return distance == UNKNOWN || Math.abs(distance) > 1;
  }

  private static long sum(long a, long b) {
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a + b;
  }

  private static long product(long a, long b) {
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : a * b;
  }

  /** By how much an expression grows in each round. */
  private long distance(Expr e) {
    if (!moves(e)) {
      return 0;
    } else if (e instanceof Expr.Var v) {
      return distance(v);
    } else if (e instanceof Expr.Cast cast && cast.dtype().isInteger()) {
      return distance(cast.value());
    } else if (e instanceof Expr.Unary unary && unary.op() == Expr.UnaryOp.NEG) {
      return product(-1, distance(unary.a()));
    } else if (e instanceof Expr.Binary binary) {
      return distance(binary);
    }
    return UNKNOWN;
  }

  private long distance(Expr.Var v) {
    Long known = distances.get(v);
    Expr definition = definitions.get(v);
    long distance = known != null ? known : definition == null ? 1 : distance(definition);
    distances.put(v, distance);
    return distance;
  }

  private long distance(Expr.Binary e) {
    return switch (e.op()) {
      case ADD -> sum(distance(e.a()), distance(e.b()));
      case SUB -> sum(distance(e.a()), product(-1, distance(e.b())));
      case MUL -> product(distance(e.a()), factor(e.b()));
      case SHL -> product(distance(e.a()), power(e.b()));
      default -> UNKNOWN;
    };
  }

  private static long factor(Expr e) {
    return e instanceof Expr.Const c && c.dtype().isInteger() ? c.bits() : UNKNOWN;
  }

  private static long power(Expr e) {
    return e instanceof Expr.Const c ? 1L << (c.bits() & 31) : UNKNOWN;
  }

  /** Whether an expression may have another value in the next round. */
  private boolean moves(Expr e) {
    boolean[] moves = {false};
    new Walker() {
      @Override
      protected void enter(Expr inner) {
        if (inner instanceof Expr.Var v) {
          moves[0] |= moves(v);
        } else if (inner instanceof Expr.BufferLoad load) {
          moves[0] |=
              load.buffer().isScalar()
                  ? variables.contains(load.buffer())
                  : stores.stream().anyMatch(s -> s.buffer().equals(load.buffer()));
        }
        super.enter(inner);
      }
    }.walk(e);
    return moves[0];
  }

  private boolean moves(Expr.Var v) {
    Boolean known = moving.get(v);
    Expr definition = definitions.get(v);
    boolean moves =
        known != null ? known : v.equals(counter) || definition != null && moves(definition);
    moving.put(v, moves);
    return moves;
  }
}
