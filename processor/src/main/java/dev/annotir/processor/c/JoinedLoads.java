package dev.annotir.processor.c;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Int32s that two int16 or four int8, side by side in an array, make by shifts: compilers load them
 * at once, but gcc (12) only where it is told that they are neighbours.
 */
final class JoinedLoads {
  private JoinedLoads() {}

  /** The function of C of the first of the elements' address. */
  static String function(Expr.BufferLoad first) {
    return "annotir_joined_" + first.dtype().tvmName();
  }

  /** The first of the elements, or null for another expression. */
  static Expr.@Nullable BufferLoad first(Expr.Binary e) {
    for (int bits = 8; bits <= 16; bits += 8) {
      Expr.BufferLoad first = first(e, bits, 32 - bits);
      if (first != null) {
        return first;
      }
    }
    return null;
  }

  /** The first of elements of so many bits up to one that is shifted by that distance. */
  private static Expr.@Nullable BufferLoad first(Expr e, int bits, int distance) {
    if (distance == 0) {
      return element(e, bits, true);
    }
    if (!(e instanceof Expr.Binary or)
        || or.op() != BinaryOp.OR
        || !(or.b() instanceof Expr.Binary shifted)
        || shifted.op() != BinaryOp.SHL
        || !isConst(shifted.b(), distance)) {
      return null;
    }
    Expr.BufferLoad first = first(or.a(), bits, distance - bits);
    Expr.BufferLoad last = element(shifted.a(), bits, distance < 32 - bits);
    return first != null && last != null && isAfter(last, first, distance / bits) ? first : null;
  }

  private static Expr.@Nullable BufferLoad element(Expr e, int bits, boolean isMasked) {
    if (isMasked) {
      boolean isLow =
          e instanceof Expr.Binary low
              && low.op() == BinaryOp.AND
              && isConst(low.b(), (1 << bits) - 1);
      return isLow ? element(((Expr.Binary) e).a(), bits, false) : null;
    }
    return e instanceof Expr.Cast cast
            && cast.value() instanceof Expr.BufferLoad load
            && load.dtype() == (bits == 8 ? DType.INT8 : DType.INT16)
            && !load.indices().isEmpty()
        ? load
        : null;
  }

  private static boolean isAfter(Expr.BufferLoad load, Expr.BufferLoad first, int distance) {
    int last = load.indices().size() - 1;
    List<Expr> outer = load.indices().subList(0, last);
    Expr index = load.indices().get(last);
    Expr start = first.indices().get(last);
    return load.buffer().equals(first.buffer())
        && outer.equals(first.indices().subList(0, last))
        && isAfter(index, start, distance);
  }

  private static boolean isAfter(Expr index, Expr start, int distance) {
    if (index instanceof Expr.Ramp ramp && start instanceof Expr.Ramp other) {
      return ramp.stride() == other.stride() && isAfter(ramp.base(), other.base(), distance);
    }
    return base(index).equals(base(start)) && offset(index) - offset(start) == distance;
  }

  /** An index but for a constant that is added to it. */
  private static Expr base(Expr index) {
    if (index instanceof Expr.Const) {
      return Expr.Const.int32(0, index.span());
    }
    return isSum(index) ? ((Expr.Binary) index).a() : index;
  }

  private static long offset(Expr index) {
    if (index instanceof Expr.Const c) {
      return c.bits();
    }
    return isSum(index) ? ((Expr.Const) ((Expr.Binary) index).b()).bits() : 0;
  }

  private static boolean isSum(Expr e) {
    return e instanceof Expr.Binary sum
        && sum.op() == BinaryOp.ADD
        && sum.b() instanceof Expr.Const;
  }

  private static boolean isConst(Expr e, int value) {
    Expr one = e instanceof Expr.Broadcast b ? b.value() : e;
    return one instanceof Expr.Const c && c.bits() == value;
  }
}
