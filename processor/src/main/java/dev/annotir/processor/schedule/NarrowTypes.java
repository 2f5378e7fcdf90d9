package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The narrow types that values of a loop fit, and those of its integer variables. */
final class NarrowTypes {
  /** Unsigned ones first, as they are shifted and divided faster. */
  private static final List<DType> TYPES =
      List.of(DType.UINT8, DType.INT8, DType.UINT16, DType.INT16);

  /** Signed ones first, as older CPUs compare only those. */
  private static final List<DType> COMPARED =
      List.of(DType.INT8, DType.UINT8, DType.INT16, DType.UINT16);

  private final LocalRanges ranges;
  private final DemandedBits demanded;
  private final Map<Expr.Var, Expr.Var> vars = new HashMap<>();
  private final Map<Buffer, Buffer> buffers = new HashMap<>();

  NarrowTypes(PrimFunc func, Stmt.For loop) {
    ranges = new LocalRanges(func);
    demanded = new DemandedBits(loop.body());
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Let let) {
          add(let.var());
        } else if (s instanceof Stmt.Allocate allocate && allocate.buffer().isScalar()) {
          add(allocate.buffer());
        }
        super.enter(s);
      }
    }.walk(loop.body());
  }

  private void add(Expr.Var var) {
    DType type = type(var.dtype(), ranges.of(var), demanded.of(var));
    if (type != null) {
      vars.put(var, new Expr.Var(var.name(), type, var.span()));
    }
  }

  private void add(Buffer buffer) {
    DType type = type(buffer.dtype(), ranges.of(buffer), demanded.of(buffer));
    if (type != null) {
      buffers.put(buffer, Buffer.local(buffer.name(), type, List.of(), buffer.span()));
    }
  }

  /** The least type that has all values, or all bits that decide; null for none. */
  private static @Nullable DType type(DType wide, Interval range, int bits) {
    if (!isWide(wide) || bits == DemandedBits.PINNED) {
      return null;
    }
    for (DType type : TYPES) {
      if (range.within(Interval.of(type))
          || type.kind() == DType.Kind.UINT && bits <= type.bits()) {
        return type;
      }
    }
    return null;
  }

  /** Whether it is a type of Java's arithmetic of integers. */
  static boolean isWide(DType dtype) {
    return dtype == DType.INT32 || dtype == DType.INT64;
  }

  /** The variable that stands for another; null where that stays. */
  Expr.@Nullable Var narrow(Expr.Var var) {
    return vars.get(var);
  }

  /** The variable that stands for another; null where that stays. */
  @Nullable Buffer narrow(Buffer buffer) {
    return buffers.get(buffer);
  }

  Interval range(Expr e) {
    return ranges.of(e);
  }

  /** The least type of at least so many bits that has all values of an expression, or null. */
  @Nullable DType holding(Expr e, int bits) {
    return holding(ranges.of(e), bits, TYPES);
  }

  /** The type in which to compare two expressions, of at least so many bits, or null. */
  @Nullable DType comparing(Expr a, Expr b, int bits) {
    return holding(ranges.of(a).union(ranges.of(b)), bits, COMPARED);
  }

  private static @Nullable DType holding(Interval range, int bits, List<DType> types) {
    return types.stream()
        .filter(type -> type.bits() >= bits && range.within(Interval.of(type)))
        .findFirst()
        .orElse(null);
  }
}
