package dev.annotir.processor.c;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.List;

/** Bools of several lanes as C: vectors of signed integers, -1 where true and 0 where false. */
final class MaskPrinter {
  private final VectorPrinter vectors;

  MaskPrinter(VectorPrinter vectors) {
    this.vectors = vectors;
  }

  /** The bools as integers of a width. */
  CExpr print(Expr e, int bits) {
    if (e instanceof Expr.Broadcast b) {
      return broadcast(b, bits);
    }
    int own = vectors.variables().maskBits(e);
    return widened(own(e, own), own, bits, e.lanes());
  }

  /** A mask of some width as one of the width of a vector's lanes. */
  CExpr widened(CExpr mask, int from, Expr like) {
    return widened(mask, from, like.dtype().bits(), like.lanes());
  }

  private static CExpr widened(CExpr mask, int from, int to, int lanes) {
    return from == to ? mask : VectorPrinter.converted(mask, VectorTypes.signed(to, lanes));
  }

  private CExpr broadcast(Expr.Broadcast e, int bits) {
    String type = VectorTypes.signed(bits, e.lanes());
    String element = "int" + bits + "_t";
    CExpr value = vectors.scalars().print(e.value()).negated();
    CExpr scalar = e.value() instanceof Expr.Const || bits >= 32 ? value : value.cast(element);
    return vectors.broadcast(scalar, e, type, element);
  }

  /** The bools as integers of the width that costs nothing. */
  private CExpr own(Expr e, int bits) {
    if (e instanceof Expr.Var v) {
      return CExpr.primary(v.name());
    } else if (e instanceof Expr.BufferLoad load) {
      return load(load);
    } else if (e instanceof Expr.Unary u) {
      return not(print(u.a(), bits));
    } else if (e instanceof Expr.Binary b) {
      return b.a().dtype() == DType.BOOL ? logical(b, bits) : comparison(b);
    } else if (e instanceof Expr.Select s) {
      return select(s, bits);
    } else if (e instanceof Expr.IfThenElse s) {
      String type = VectorTypes.signed(bits, e.lanes());
      return vectors.choice(s, type, a -> print(a, bits), b -> print(b, bits));
    } else if (e instanceof Expr.Call call) {
      return call(call);
    }
    throw new CompilerBug("no mask of " + e.getClass().getSimpleName());
  }

  private CExpr load(Expr.BufferLoad e) {
    CExpr value = vectors.access().load(e);
    return vectors.variables().contains(e.buffer())
        ? value
        : CExpr.binary(value, "!=", CExpr.primary("0"), CExpr.COMPARISON)
            .cast(VectorTypes.signed(8, e.lanes()));
  }

  private static CExpr not(CExpr mask) {
    return new CExpr("~" + mask.at(CExpr.UNARY), CExpr.UNARY);
  }

  private CExpr logical(Expr.Binary e, int bits) {
    CExpr a = print(e.a(), bits);
    CExpr b = print(e.b(), bits);
    return switch (e.op()) {
      case AND, OR, XOR -> CExpr.binary(a, e.op().symbol(), b, CExpr.BITWISE);
      case NE -> CExpr.binary(a, "^", b, CExpr.BITWISE);
      case EQ -> not(CExpr.binary(a, "^", b, CExpr.BITWISE));
      default -> throw new CompilerBug(e.op() + " of vectors of bools");
    };
  }

  private CExpr comparison(Expr.Binary e) {
    return vectors
        .plain(e, CExpr.COMPARISON)
        .cast(VectorTypes.signed(e.a().dtype().bits(), e.lanes()));
  }

  /** The mask of a comparison of vectors of a type. */
  CExpr compared(CExpr a, String operator, CExpr b, DType dtype, int lanes) {
    return CExpr.binary(a, operator, b, CExpr.COMPARISON)
        .cast(VectorTypes.signed(dtype.bits(), lanes));
  }

  private CExpr select(Expr.Select e, int bits) {
    String type = VectorTypes.signed(bits, e.lanes());
    CExpr mask = vectors.temporaries().named(type, print(e.condition(), bits));
    CExpr a = CExpr.binary(mask, "&", print(e.a(), bits), CExpr.BITWISE);
    CExpr b = CExpr.binary(not(mask), "&", print(e.b(), bits), CExpr.BITWISE);
    return CExpr.binary(a, "|", b, CExpr.BITWISE);
  }

  private CExpr call(Expr.Call e) {
    List<Expr> args = e.args();
    String function = e.intrinsic().name().toLowerCase(java.util.Locale.ROOT);
    return vectors.laneByLane(function, args.get(0).dtype(), args, e).negated();
  }
}
