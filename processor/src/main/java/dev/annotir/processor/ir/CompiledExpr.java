package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** An expression as a function of the frame, which says which of its lanes it yields. */
@FunctionalInterface
interface CompiledExpr {
  long eval(Frame frame);

  /** A compiler of expressions of one function. */
  final class Compiler implements Expr.Visitor<CompiledExpr> {
    private final Slots slots;

    Compiler(Slots slots) {
      this.slots = slots;
    }

    CompiledExpr compile(Expr e) {
      return e.accept(this);
    }

    /** The place of an element; out of the bounds of an extent is a bug of the caller's. */
    CompiledExpr offset(Buffer buffer, List<Expr> indices, Span span) {
      if (indices.size() != buffer.shape().size()) {
        throw slots.bug(
            indices.size() + " indices into " + buffer.name() + " " + buffer.shape(), span);
      }
      CompiledExpr offset = frame -> 0;
      for (int i = 0; i < indices.size(); i++) {
        CompiledExpr outer = offset;
        CompiledExpr index = bounded(buffer, i, compile(indices.get(i)), span);
        int extent = buffer.shape().get(i);
        offset = i == 0 ? index : frame -> outer.eval(frame) * extent + index.eval(frame);
      }
      return offset;
    }

    private CompiledExpr bounded(Buffer buffer, int axis, CompiledExpr index, Span span) {
      int extent = buffer.shape().get(axis);
      return frame -> {
        long value = index.eval(frame);
        if (value < 0 || value >= extent) {
          throw slots.bug(
              "index "
                  + value
                  + " of axis "
                  + axis
                  + " outside "
                  + buffer.name()
                  + " "
                  + buffer.shape(),
              span);
        }
        return value;
      };
    }

    @Override
    public CompiledExpr visit(Expr.Const e) {
      long bits = e.bits();
      return frame -> bits;
    }

    @Override
    public CompiledExpr visit(Expr.Var e) {
      int slot = slots.of(e);
      return e.lanes() > 1 ? frame -> frame.vectors[slot][frame.lane] : frame -> frame.vars[slot];
    }

    @Override
    public CompiledExpr visit(Expr.BufferLoad e) {
      CompiledExpr offset = offset(e.buffer(), e.indices(), e.span());
      ConstantData constant = e.buffer().data();
      if (constant != null) {
        return frame -> constant.get((int) offset.eval(frame));
      }
      int slot = slots.of(e.buffer());
      return frame -> frame.buffers[slot][(int) offset.eval(frame)];
    }

    @Override
    public CompiledExpr visit(Expr.Unary e) {
      return apply(Arithmetic.of(e.op(), e.dtype()), compile(e.a()));
    }

    @Override
    public CompiledExpr visit(Expr.Binary e) {
      LongBinaryOperator op = Arithmetic.of(e.op(), e.a().dtype());
      CompiledExpr a = compile(e.a());
      CompiledExpr b = compile(e.b());
      return frame -> op.applyAsLong(a.eval(frame), b.eval(frame));
    }

    @Override
    public CompiledExpr visit(Expr.Cast e) {
      return apply(Arithmetic.cast(e.value().dtype(), e.dtype()), compile(e.value()));
    }

    @Override
    public CompiledExpr visit(Expr.Call e) {
      if (e.intrinsic() == Expr.Intrinsic.ANY) {
        return any(e.args().get(0));
      }
      CompiledExpr a = compile(e.args().get(0));
      CompiledExpr b = e.args().size() > 1 ? compile(e.args().get(1)) : a;
      CompiledExpr c = e.args().size() > 2 ? compile(e.args().get(2)) : a;
      Arithmetic.LongTernaryOperator f = Arithmetic.of(e.intrinsic(), e.dtype());
      return frame -> f.applyAsLong(a.eval(frame), b.eval(frame), c.eval(frame));
    }

    private CompiledExpr any(Expr mask) {
      CompiledExpr each = compile(mask);
      int lanes = mask.lanes();
      return frame -> {
        int outer = frame.lane;
        long any = 0;
        for (frame.lane = 0; frame.lane < lanes; frame.lane++) {
          any |= each.eval(frame);
        }
        frame.lane = outer;
        return any;
      };
    }

    @Override
    public CompiledExpr visit(Expr.Select e) {
      CompiledExpr condition = compile(e.condition());
      CompiledExpr a = compile(e.a());
      CompiledExpr b = compile(e.b());
      return frame -> {
        long whenTrue = a.eval(frame);
        long whenFalse = b.eval(frame);
        return condition.eval(frame) != 0 ? whenTrue : whenFalse;
      };
    }

    @Override
    public CompiledExpr visit(Expr.IfThenElse e) {
      CompiledExpr condition = compile(e.condition());
      CompiledExpr a = compile(e.a());
      CompiledExpr b = compile(e.b());
      return frame -> condition.eval(frame) != 0 ? a.eval(frame) : b.eval(frame);
    }

    @Override
    public CompiledExpr visit(Expr.Ramp e) {
      CompiledExpr base = compile(e.base());
      int stride = e.stride();
      DType dtype = e.dtype();
      return frame -> dtype.wrap(base.eval(frame) + (long) stride * frame.lane);
    }

    @Override
    public CompiledExpr visit(Expr.Broadcast e) {
      return compile(e.value());
    }

    @Override
    public CompiledExpr visit(Expr.Shuffle e) {
      CompiledExpr a = compile(e.a());
      CompiledExpr b = compile(e.b());
      int[] indices = e.indices().stream().mapToInt(i -> i).toArray();
      int lanes = e.a().lanes();
      return frame -> {
        int lane = frame.lane;
        int index = indices[lane];
        frame.lane = index % lanes;
        long value = (index < lanes ? a : b).eval(frame);
        frame.lane = lane;
        return value;
      };
    }

    private static CompiledExpr apply(LongUnaryOperator op, CompiledExpr a) {
      return frame -> op.applyAsLong(a.eval(frame));
    }
  }
}
