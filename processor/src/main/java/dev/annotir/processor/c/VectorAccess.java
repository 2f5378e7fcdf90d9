package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Spacing;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads and stores of several elements as C. */
final class VectorAccess {
  private final VectorPrinter vectors;

  VectorAccess(VectorPrinter vectors) {
    this.vectors = vectors;
  }

  /** The elements; bools as they are in memory, but for those of a variable. */
  CExpr load(Expr.BufferLoad e) {
    Buffer buffer = e.buffer();
    if (vectors.variables().contains(buffer)) {
      return CExpr.primary(buffer.name());
    }
    Spacing row = Spacing.of(buffer, e.indices());
    if (row != null && row.stride() == 1) {
      return contiguous("const ", buffer, row.first(), e.lanes());
    }
    String type = VectorTypes.of(buffer.dtype(), e.lanes());
    String places = row == null ? scattered(buffer, e.indices(), e.lanes()) : strided(buffer, row);
    String macro = row == null ? "ANNOTIR_GATHER_" : "ANNOTIR_STRIDED_";
    return vectors.temporaries().declare(type, "{" + macro + e.lanes() + "(" + places + ", 0)}");
  }

  /** Int32s that elements make which are neighbours in each lane; null for anything else. */
  @Nullable CExpr joined(Expr.Binary e) {
    Expr.BufferLoad first = JoinedLoads.first(e);
    Spacing row = first == null ? null : Spacing.of(first.buffer(), first.indices());
    if (first == null || row == null || row.stride() == 1) {
      return null;
    }
    String items = JoinedLoads.function(first) + ", " + strided(first.buffer(), row);
    String macro = "ANNOTIR_EACH_" + e.lanes();
    return vectors
        .temporaries()
        .declare(VectorPrinter.type(e), "{" + macro + "(" + items + ", 0)}");
  }

  private CExpr contiguous(String qualifier, Buffer buffer, List<Expr> first, int lanes) {
    String type = qualifier + VectorTypes.unaligned(buffer.dtype(), lanes) + "*";
    return new CExpr("*(" + type + ")" + address(buffer, first), CExpr.UNARY);
  }

  private String address(Buffer buffer, List<Expr> indices) {
    return "&" + vectors.scalars().place(buffer, indices).text();
  }

  private String strided(Buffer buffer, Spacing row) {
    return "(" + address(buffer, row.first()) + "), " + row.stride();
  }

  /** The address of a place, and a variable with the distances of the elements from it. */
  private String scattered(Buffer buffer, List<Expr> indices, int lanes) {
    boolean wide = buffer.elements() > Integer.MAX_VALUE;
    String type = VectorTypes.unsigned(wide ? 64 : 32, lanes);
    List<Expr> base = new ArrayList<>();
    CExpr sum = null;
    long place = buffer.elements();
    for (int i = 0; i < indices.size(); i++) {
      place /= buffer.shape().get(i);
      Expr index = indices.get(i);
      base.add(index.lanes() == 1 ? index : Expr.Const.int32(0, index.span()));
      if (index.lanes() > 1) {
        CExpr value = vectors.print(index);
        CExpr own = wide ? VectorPrinter.converted(value, type) : value.cast(type);
        CExpr factor = CExpr.primary(place + "u");
        CExpr term = place == 1 ? own : CExpr.binary(own, "*", factor, CExpr.PRODUCT);
        sum = sum == null ? term : CExpr.binary(sum, "+", term, CExpr.SUM);
      }
    }
    String text = java.util.Objects.requireNonNull(sum).text();
    return "(" + address(buffer, base) + "), " + vectors.temporaries().declare(type, text).text();
  }

  /** Sets elements. */
  void store(Stmt.BufferStore s) {
    if (s.mask() != null) {
      masked(s, s.mask());
    } else {
      all(s);
    }
  }

  private void all(Stmt.BufferStore s) {
    Buffer buffer = s.buffer();
    int lanes = s.value().lanes();
    Lines lines = vectors.temporaries().lines();
    if (vectors.variables().contains(buffer)) {
      lines.add(buffer.name() + " " + assigned(s) + ";");
      return;
    }
    CExpr value = stored(s);
    Spacing row = Spacing.of(buffer, s.indices());
    if (row != null && row.stride() == 1) {
      lines.add(contiguous("", buffer, row.first(), lanes).text() + " = " + value.text() + ";");
    } else {
      String places = row == null ? scattered(buffer, s.indices(), lanes) : strided(buffer, row);
      String macro = row == null ? "ANNOTIR_SCATTER_" : "ANNOTIR_SCATTER_ROW_";
      String type = VectorTypes.of(buffer.dtype(), lanes);
      CExpr v = vectors.temporaries().named(type, value);
      lines.add(macro + lanes + "(" + places + ", " + v.text() + ", 0);");
    }
  }

  /** What stands behind a variable: {@code = value} or {@code += term}. */
  private String assigned(Stmt.BufferStore s) {
    Expr old = new Expr.BufferLoad(s.buffer(), s.indices(), s.span());
    boolean isCompound =
        s.value() instanceof Expr.Binary b
            && b.a().equals(old)
            && b.dtype().isFloat()
            && (b.op() == BinaryOp.ADD || b.op() == BinaryOp.SUB || b.op() == BinaryOp.MUL)
            && !(b.b() instanceof Expr.Broadcast);
    if (isCompound) {
      Expr.Binary value = (Expr.Binary) s.value();
      return value.op().symbol() + "= " + vectors.print(value.b()).text();
    }
    return "= " + stored(s).text();
  }

  /** The value as it is in memory, or in the variable. */
  CExpr stored(Stmt.BufferStore s) {
    Buffer buffer = s.buffer();
    if (buffer.dtype() != DType.BOOL) {
      return vectors.print(s.value());
    } else if (vectors.variables().contains(buffer)) {
      return vectors.masks().print(s.value(), vectors.variables().maskBits(buffer));
    }
    CExpr mask = vectors.masks().print(s.value(), 8);
    return CExpr.binary(mask, "&", CExpr.primary("1"), CExpr.BITWISE)
        .cast(VectorTypes.of(DType.BOOL, s.value().lanes()));
  }

  private void masked(Stmt.BufferStore s, Expr mask) {
    Buffer buffer = s.buffer();
    int lanes = s.value().lanes();
    if (vectors.variables().contains(buffer)) {
      boolean isBool = buffer.dtype() == DType.BOOL;
      int bits = isBool ? vectors.variables().maskBits(buffer) : buffer.dtype().bits();
      DType like = isBool ? signed(bits) : buffer.dtype();
      CExpr old = CExpr.primary(buffer.name());
      CExpr blended = vectors.blend(like, lanes, vectors.masks().print(mask, bits), stored(s), old);
      vectors.temporaries().lines().add(buffer.name() + " = " + blended.text() + ";");
    } else {
      laneByLane(s, mask, lanes);
    }
  }

  private static DType signed(int bits) {
    return switch (bits) {
      case 8 -> DType.INT8;
      case 16 -> DType.INT16;
      case 32 -> DType.INT32;
      default -> DType.INT64;
    };
  }

  /** Only in the lanes that are stored is the place computed, for others it may be outside. */
  private void laneByLane(Stmt.BufferStore s, Expr mask, int lanes) {
    Temporaries temporaries = vectors.temporaries();
    Buffer buffer = s.buffer();
    CExpr value = temporaries.named(VectorTypes.of(buffer.dtype(), lanes), stored(s));
    int bits = vectors.variables().maskBits(mask);
    CExpr holds =
        temporaries.named(VectorTypes.signed(bits, lanes), vectors.masks().print(mask, bits));
    Expr.Var lane = new Expr.Var(temporaries.name(), DType.INT32, s.span());
    List<Expr> indices = new ArrayList<>();
    List<String> lets = new ArrayList<>();
    for (Expr index : s.indices()) {
      indices.add(index.lanes() == 1 ? index : index(index, lane, lets));
    }
    Lines lines = temporaries.lines();
    String l = lane.name();
    lines.open("for (int32_t " + l + " = 0; " + l + " < " + lanes + "; ++" + l + ") {", "");
    lines.open("if (" + holds.text() + "[" + l + "] != 0) {", "");
    lets.forEach(lines::add);
    String place = vectors.scalars().place(buffer, indices).text();
    lines.add(place + " = " + value.text() + "[" + l + "];");
    lines.close("}");
    lines.close("}");
  }

  /** The index of one lane. */
  private Expr index(Expr index, Expr.Var lane, List<String> lets) {
    if (index instanceof Expr.Broadcast broadcast) {
      return broadcast.value();
    } else if (index instanceof Expr.Ramp ramp) {
      Expr stride = Expr.Const.int32(ramp.stride(), ramp.span());
      Expr distance =
          ramp.stride() == 1 ? lane : new Expr.Binary(BinaryOp.MUL, lane, stride, ramp.span());
      return new Expr.Binary(BinaryOp.ADD, ramp.base(), distance, ramp.span());
    }
    CExpr all = vectors.named(index);
    Expr.Var one = new Expr.Var(vectors.temporaries().name(), DType.INT32, index.span());
    lets.add("int32_t " + one.name() + " = " + all.text() + "[" + lane.name() + "];");
    return one;
  }
}
