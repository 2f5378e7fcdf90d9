package dev.annotir.processor.c;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A function's body where no float that may come from an FMA is negated as a float, but by its sign
 * bit. For gcc (12) makes one instruction of {@code -fma(a, b, c)}, which computes {@code -(a * b)
 * - c}: where the sum is zero, that is 0.0 instead of -0.0. It takes products with -1 for negations
 * as well, so that factors which may be a constant -1 are asked first.
 */
final class FusedNegations extends Rewriter {
  /** What variables are bound to. */
  private final Map<Expr.Var, Expr> lets = new HashMap<>();

  /** What is stored into buffers, from where a compiler may take it to loads. */
  private final Map<Buffer, Set<Expr>> stored = new HashMap<>();

  /** What {@link #magnitudes(Buffer)} found: constants may be large. */
  private final Map<Buffer, Set<Double>> magnitudes = new HashMap<>();

  private FusedNegations(Stmt body) {
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Let let) {
          lets.put(let.var(), let.value());
        } else if (s instanceof Stmt.BufferStore store) {
          stored.computeIfAbsent(store.buffer(), b -> new HashSet<>()).add(store.value());
        }
        super.enter(s);
      }
    }.walk(body);
  }

  /** The body, the same where it has no FMA. */
  static Stmt bySign(Stmt body) {
    boolean[] hasFma = {false};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        hasFma[0] |= e instanceof Expr.Call call && call.intrinsic() == Intrinsic.FMA;
        super.enter(e);
      }
    }.walk(body);
    return hasFma[0] ? new FusedNegations(body).rewrite(body) : body;
  }

  @Override
  public Expr visit(Expr.Unary e) {
    return e.dtype().isFloat() && comesFrom(e.a(), FusedNegations::isFma)
        ? negated(rewrite(e.a()))
        : super.visit(e);
  }

  @Override
  public Expr visit(Expr.Binary e) {
    if (!e.dtype().isFloat()) {
      return super.visit(e);
    }
    Expr a = rewrite(e.a());
    Expr b = rewrite(e.b());
    Expr same = new Expr.Binary(e.op(), a, b, e.span());
    return switch (e.op()) {
      case SUB -> isNegation(e.b(), e.a(), -0.0) ? where(a, -0.0, negated(b), same) : same;
      case MUL ->
          isNegation(e.b(), e.a(), -1)
              ? where(a, -1, negated(b), same)
              : isNegation(e.a(), e.b(), -1) ? where(b, -1, negated(a), same) : same;
      case DIV -> isNegation(e.a(), e.b(), -1) ? where(b, -1, negated(a), same) : same;
      default -> same;
    };
  }

  /**
   * Whether a value may come from an FMA, and a compiler may find out that the other is a constant
   * that negates it: also by converting an integer, or changing a sign.
   */
  private boolean isNegation(Expr fused, Expr other, double constant) {
    return comesFrom(other, e -> hasElement(e, Math.abs(constant)))
        && comesFrom(fused, FusedNegations::isFma);
  }

  private static boolean isFma(Expr e) {
    return e instanceof Expr.Call call && call.intrinsic() == Intrinsic.FMA;
  }

  /** Whether it is a constant of that magnitude, or an element of an array that has one. */
  private boolean hasElement(Expr e, double magnitude) {
    if (e instanceof Expr.BufferLoad load && load.buffer().data() != null) {
      return magnitudes.computeIfAbsent(load.buffer(), b -> magnitudes(b)).contains(magnitude);
    }
    return e instanceof Expr.Const c && magnitude(c) == magnitude;
  }

  private static double magnitude(Expr.Const c) {
    return Math.abs(c.dtype().isFloat() ? c.floating() : c.bits());
  }

  /** Which of the magnitudes that negate a constant has. */
  private static Set<Double> magnitudes(Buffer constant) {
    ConstantData data = Objects.requireNonNull(constant.data());
    Set<Double> found = new HashSet<>();
    for (int i = 0; i < data.size() && found.size() < 2; i++) {
      double m = magnitude(new Expr.Const(constant.dtype(), data.get(i), constant.span()));
      if (m == 0 || m == 1) {
        found.add(m);
      }
    }
    return found;
  }

  /** Whether an expression, or what its variables and elements are set to, has such a part. */
  private boolean comesFrom(Expr e, Predicate<Expr> part) {
    Deque<Expr> left = new ArrayDeque<>(List.of(e));
    Set<Object> followed = new HashSet<>();
    boolean[] found = {false};
    Walker walker =
        new Walker() {
          @Override
          protected void enter(Expr inner) {
            found[0] |= part.test(inner);
            if (inner instanceof Expr.Var v && lets.containsKey(v) && followed.add(v)) {
              left.add(lets.get(v));
            } else if (inner instanceof Expr.BufferLoad load) {
              // Its indices do not become its value.
              if (followed.add(load.buffer())) {
                left.addAll(stored.getOrDefault(load.buffer(), Set.of()));
              }
              return;
            }
            super.enter(inner);
          }
        };
    while (!left.isEmpty() && !found[0]) {
      walker.walk(left.remove());
    }
    return found[0];
  }

  /** A negation where an operand is the constant of these bits, else the other value. */
  private static Expr where(Expr operand, double constant, Expr negation, Expr other) {
    Expr bits = floating(operand, constant);
    if (operand instanceof Expr.Const
        || operand instanceof Expr.Broadcast b && b.value() instanceof Expr.Const) {
      return operand.equals(bits) ? negation : other;
    }
    DType integer = integer(operand.dtype());
    Expr same =
        new Expr.Binary(
            BinaryOp.EQ, reinterpret(operand, integer), reinterpret(bits, integer), other.span());
    return new Expr.Select(same, negation, other, other.span());
  }

  private static DType integer(DType dtype) {
    return dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
  }

  private static Expr floating(Expr like, double value) {
    return inLanes(
        like.dtype() == DType.FLOAT32
            ? Expr.Const.float32((float) value, like.span())
            : Expr.Const.float64(value, like.span()),
        like);
  }

  private static Expr inLanes(Expr value, Expr like) {
    return like.lanes() == 1 ? value : new Expr.Broadcast(value, like.lanes(), like.span());
  }

  private static Expr negated(Expr e) {
    DType bits = integer(e.dtype());
    Expr sign = inLanes(Expr.Const.of(bits, bits.min(), e.span()), e);
    Expr flipped = new Expr.Binary(BinaryOp.XOR, reinterpret(e, bits), sign, e.span());
    return reinterpret(flipped, e.dtype());
  }

  private static Expr reinterpret(Expr e, DType dtype) {
    return new Expr.Call(Intrinsic.REINTERPRET, List.of(e), dtype, e.span());
  }
}
