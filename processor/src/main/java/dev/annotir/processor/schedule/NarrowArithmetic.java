package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements of the same results, in which what is cut to 8 or 16 bits, compared, or held in
 * variables of a narrow type is computed in as many bits where that is enough.
 *
 * <p>Two ways lead to narrow operations. Those whose low bits depend only on the operands' take
 * these. The others, such as comparisons, take operands whose values all fit the narrow type.
 */
final class NarrowArithmetic extends Rewriter {
  private final NarrowTypes types;
  private final Variance variance;

  NarrowArithmetic(NarrowTypes types, Variance variance) {
    this.types = types;
    this.variance = variance;
  }

  @Override
  public Expr visit(Expr.Var e) {
    Expr.Var narrow = types.narrow(e);
    return narrow == null ? e : new Expr.Cast(e.dtype(), narrow, e.span());
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Buffer narrow = types.narrow(e.buffer());
    return narrow == null
        ? super.visit(e)
        : new Expr.Cast(e.dtype(), new Expr.BufferLoad(narrow, List.of(), e.span()), e.span());
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    Expr.Var narrow = types.narrow(s.var());
    return narrow == null
        ? super.visit(s)
        : new Stmt.Let(narrow, low(s.value(), narrow.dtype()), rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    Buffer narrow = types.narrow(s.buffer());
    return narrow == null ? super.visit(s) : new Stmt.Allocate(narrow, rewrite(s.body()), s.span());
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    Buffer narrow = types.narrow(s.buffer());
    return narrow == null
        ? super.visit(s)
        : new Stmt.BufferStore(narrow, List.of(), low(s.value(), narrow.dtype()), s.span());
  }

  @Override
  public Expr visit(Expr.Cast e) {
    boolean isCut =
        e.dtype().isInteger() && e.dtype().bits() < 32 && NarrowTypes.isWide(e.value().dtype());
    return isCut ? low(e.value(), e.dtype()) : super.visit(e);
  }

  @Override
  public Expr visit(Expr.Binary e) {
    if (e.op().isComparison() && NarrowTypes.isWide(e.a().dtype()) && variance.varies(e)) {
      DType type = types.comparing(e.a(), e.b(), 8);
      if (type != null) {
        return new Expr.Binary(e.op(), low(e.a(), type), low(e.b(), type), e.span());
      }
    }
    return super.visit(e);
  }

  /** A value of a narrow type that has the low bits of an integer. */
  private Expr low(Expr e, DType type) {
    return low(e, type.bits(), type);
  }

  /**
   * A value of a narrow type of which so many low bits are those of an integer.
   *
   * @param bits at least 1, at most the type's
   */
  private Expr low(Expr e, int bits, DType type) {
    Expr narrow = null;
    if (e instanceof Expr.Const c) {
      narrow = constant(c.bits(), type, e);
    } else if (e instanceof Expr.Cast c) {
      narrow = cast(c, bits, type);
    } else if (NarrowTypes.isWide(e.dtype()) && variance.varies(e)) {
      narrow = operation(e, bits, type);
    }
    return narrow == null ? as(type, rewrite(e)) : narrow;
  }

  private static Expr.Const constant(long value, DType type, Expr at) {
    return new Expr.Const(type, type.wrap(value), at.span());
  }

  /** A value as one of a narrow type. */
  private static Expr as(DType type, Expr e) {
    if (e.dtype() == type) {
      return e;
    }
    boolean isUndone =
        e instanceof Expr.Cast c
            && c.value().dtype().isInteger()
            && c.dtype().bits() >= type.bits()
            && c.value().dtype().bits() <= c.dtype().bits();
    return isUndone ? as(type, ((Expr.Cast) e).value()) : new Expr.Cast(type, e, e.span());
  }

  /** Null where it is to be converted when it is known. */
  private @Nullable Expr cast(Expr.Cast e, int bits, DType type) {
    DType from = e.value().dtype();
    boolean isInner = from.isInteger() && e.dtype().bits() >= bits;
    return isInner && NarrowTypes.isWide(from) ? low(e.value(), bits, type) : null;
  }

  private @Nullable Expr operation(Expr e, int bits, DType type) {
    if (e instanceof Expr.Unary u) {
      return new Expr.Unary(u.op(), low(u.a(), bits, type), e.span());
    } else if (e instanceof Expr.Select s) {
      Expr condition = rewrite(s.condition());
      return new Expr.Select(condition, low(s.a(), bits, type), low(s.b(), bits, type), e.span());
    } else if (e instanceof Expr.IfThenElse s) {
      Expr condition = rewrite(s.condition());
      return new Expr.IfThenElse(
          condition, low(s.a(), bits, type), low(s.b(), bits, type), e.span());
    } else if (e instanceof Expr.Call call) {
      return call.intrinsic() == Intrinsic.ABS ? magnitude(call, type) : null;
    }
    return e instanceof Expr.Binary b ? binary(b, bits, type) : null;
  }

  /** The magnitude of the least integer of a narrow type has the same bits as Java's, cut. */
  private @Nullable Expr magnitude(Expr.Call e, DType type) {
    Expr a = e.args().get(0);
    DType own = types.holding(a, type.bits());
    if (own == null || own.kind() == DType.Kind.UINT) {
      return own == null ? null : as(type, low(a, own));
    }
    return as(type, new Expr.Call(Intrinsic.ABS, List.of(low(a, own)), own, e.span()));
  }

  private @Nullable Expr binary(Expr.Binary e, int bits, DType type) {
    return switch (e.op()) {
      case ADD, SUB, MUL, OR, XOR ->
          new Expr.Binary(e.op(), low(e.a(), bits, type), low(e.b(), bits, type), e.span());
      case AND -> and(e, bits, type);
      case SHL -> e.b() instanceof Expr.Const c ? shiftLeft(e, c, bits, type) : null;
      case SHR, USHR -> e.b() instanceof Expr.Const c ? shiftRight(e, c, bits, type) : null;
      case MIN, MAX -> extreme(e, type);
      case TRUNCDIV, FLOORDIV -> e.b() instanceof Expr.Const c ? quotient(e, c, type) : null;
      default -> null;
    };
  }

  private Expr and(Expr.Binary e, int bits, DType type) {
    boolean isFirst = e.a() instanceof Expr.Const;
    Expr other = isFirst ? e.b() : e.a();
    if (!((isFirst ? e.a() : e.b()) instanceof Expr.Const mask)) {
      return new Expr.Binary(e.op(), low(e.a(), bits, type), low(e.b(), bits, type), e.span());
    }
    int left = DemandedBits.masked(mask, bits);
    if (left == 0) {
      return constant(0, type, e);
    }
    long all = (1L << bits) - 1;
    if ((mask.bits() & all) == all) {
      return low(other, bits, type);
    } else if ((mask.bits() & all) == DType.UINT8.max()) {
      return as(type, low(other, DType.UINT8));
    }
    Expr kept = low(other, left, type);
    return new Expr.Binary(e.op(), kept, constant(mask.bits(), type, mask), e.span());
  }

  private Expr shiftLeft(Expr.Binary e, Expr.Const by, int bits, DType type) {
    int distance = DemandedBits.distance(e, by);
    return distance >= bits
        ? constant(0, type, e)
        : shifted(BinaryOp.SHL, low(e.a(), bits - distance, type), distance, e);
  }

  private static Expr shifted(BinaryOp op, Expr a, int distance, Expr at) {
    return new Expr.Binary(op, a, Expr.Const.int32(distance, at.span()), at.span());
  }

  private @Nullable Expr shiftRight(Expr.Binary e, Expr.Const by, int bits, DType type) {
    int distance = DemandedBits.distance(e, by);
    boolean copiesSign = e.op() == BinaryOp.SHR || types.range(e.a()).lo() >= 0;
    for (int width = type.bits(); width <= 16; width += width) {
      DType own = copiesSign ? types.holding(e.a(), width) : null;
      if (own != null && own.bits() == width) {
        return as(type, shifted(own, e, distance));
      } else if (bits + distance <= width) {
        DType unsigned = width == 8 ? DType.UINT8 : DType.UINT16;
        Expr a = low(e.a(), bits + distance, unsigned);
        return as(type, shifted(BinaryOp.SHR, a, distance, e));
      }
    }
    return null;
  }

  /** The shift to the right of an operand whose values all are of a type. */
  private Expr shifted(DType own, Expr.Binary e, int distance) {
    if (distance < own.bits()) {
      return shifted(BinaryOp.SHR, low(e.a(), own), distance, e);
    }
    return own.kind() == DType.Kind.UINT
        ? constant(0, own, e)
        : shifted(BinaryOp.SHR, low(e.a(), own), own.bits() - 1, e);
  }

  private @Nullable Expr extreme(Expr.Binary e, DType type) {
    DType own = types.comparing(e.a(), e.b(), type.bits());
    return own == null
        ? null
        : as(type, new Expr.Binary(e.op(), low(e.a(), own), low(e.b(), own), e.span()));
  }

  /** The quotient by a constant, in 16 bits: there are no vectors of others. */
  private @Nullable Expr quotient(Expr.Binary e, Expr.Const by, DType type) {
    DType own = types.holding(e.a(), 16);
    boolean isExact = e.op() == BinaryOp.TRUNCDIV || types.range(e.a()).lo() >= 0 && by.bits() > 0;
    if (own == null || !isExact || own.wrap(by.bits()) != by.bits()) {
      return null;
    } else if (by.bits() == 0 || by.bits() == -1) {
      return null;
    }
    Expr divisor = constant(by.bits(), own, by);
    Expr quotient = new Expr.Binary(BinaryOp.TRUNCDIV, low(e.a(), own), divisor, e.span());
    return as(type, quotient);
  }
}
