package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import org.jspecify.annotations.Nullable;

/**
 * The bits that a value surely has: those of {@code ones} and none of {@code zeros}. A value is
 * held in a {@code long}, as {@link DType} says.
 */
record KnownBits(long zeros, long ones) {
  private static final KnownBits NONE = new KnownBits(0, 0);

  static KnownBits of(Expr e) {
    if (!e.dtype().isInteger()) {
      return NONE;
    } else if (e instanceof Expr.Const c) {
      return new KnownBits(~c.bits(), c.bits());
    } else if (e instanceof Expr.Unary u) {
      KnownBits a = of(u.a());
      KnownBits minusOne = exactly(-1);
      KnownBits result = u.op() == Expr.UnaryOp.NEG ? a.times(minusOne) : a.xor(minusOne);
      return result.wrapped(e.dtype());
    } else if (e instanceof Expr.Binary b) {
      KnownBits result = binary(b);
      return result == null ? NONE : result.wrapped(e.dtype());
    } else if (e instanceof Expr.Cast c && c.value().dtype().isInteger()) {
      return of(c.value()).wrapped(e.dtype());
    } else if (e instanceof Expr.Select s) {
      return of(s.a()).join(of(s.b()));
    }
    return e instanceof Expr.IfThenElse s ? of(s.a()).join(of(s.b())) : NONE;
  }

  private static @Nullable KnownBits binary(Expr.Binary e) {
    return switch (e.op()) {
      case AND -> {
        KnownBits a = of(e.a());
        KnownBits b = of(e.b());
        yield new KnownBits(a.zeros | b.zeros, a.ones & b.ones);
      }
      case OR -> {
        KnownBits a = of(e.a());
        KnownBits b = of(e.b());
        yield new KnownBits(a.zeros & b.zeros, a.ones | b.ones);
      }
      case XOR -> of(e.a()).xor(of(e.b()));
      case ADD -> of(e.a()).plus(of(e.b()), 1);
      case SUB -> of(e.a()).plus(of(e.b()), -1);
      case MUL -> of(e.a()).times(of(e.b()));
      case SHL -> {
        int bits = e.dtype().bits();
        yield e.b() instanceof Expr.Const by
            ? of(e.a()).times(exactly(1L << (by.bits() & (bits - 1))))
            : null;
      }
      default -> null;
    };
  }

  private static KnownBits exactly(long value) {
    return new KnownBits(~value, value);
  }

  private KnownBits xor(KnownBits b) {
    return new KnownBits(zeros & b.zeros | ones & b.ones, zeros & b.ones | ones & b.zeros);
  }

  /** So many of the lowest bits are known. */
  private int low() {
    return Long.numberOfTrailingZeros(~(zeros | ones));
  }

  /** So many of the lowest bits are surely zero. */
  private int lowZeros() {
    return Long.numberOfTrailingZeros(~zeros);
  }

  /** What is known where only the lowest bits of a value are. */
  private static KnownBits lowest(long value, int count) {
    long mask = count >= 64 ? -1 : (1L << count) - 1;
    return new KnownBits(~value & mask, value & mask);
  }

  private KnownBits plus(KnownBits b, int sign) {
    return lowest(ones + sign * b.ones, Math.min(low(), b.low()));
  }

  /** A factor's unknown bits count times the other's lowest one bit. */
  private KnownBits times(KnownBits b) {
    return lowest(ones * b.ones, Math.min(low() + b.lowZeros(), b.low() + lowZeros()));
  }

  private KnownBits join(KnownBits b) {
    return new KnownBits(zeros & b.zeros, ones & b.ones);
  }

  /** What is known of the value of a type that has the same low bits. */
  private KnownBits wrapped(DType type) {
    int shift = 64 - type.bits();
    return type.kind() == DType.Kind.INT
        ? new KnownBits(zeros << shift >> shift, ones << shift >> shift)
        : new KnownBits(zeros | ~type.max(), ones & type.max());
  }
}
