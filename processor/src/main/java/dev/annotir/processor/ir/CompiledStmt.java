package dev.annotir.processor.ir;

import java.util.Arrays;

/** A statement as a function of the frame that yields where to go on. */
@FunctionalInterface
interface CompiledStmt {
  /** To go on with the next statement. */
  int NEXT = 0;

  /** To leave the function with the frame's fault. */
  int FAULT = -1;

  /** What it did, then NEXT, FAULT or the number of the label to go to. */
  int run(Frame frame);

  /** A compiler of statements of one function. */
  final class Compiler implements Stmt.Visitor<CompiledStmt> {
    private final Slots slots;
    private final CompiledExpr.Compiler exprs;

    Compiler(Slots slots) {
      this.slots = slots;
      this.exprs = new CompiledExpr.Compiler(slots);
    }

    CompiledStmt compile(Stmt s) {
      return s.accept(this);
    }

    @Override
    public CompiledStmt visit(Stmt.SeqStmt s) {
      CompiledStmt[] stmts = s.stmts().stream().map(this::compile).toArray(CompiledStmt[]::new);
      return frame -> {
        for (CompiledStmt stmt : stmts) {
          int next = stmt.run(frame);
          if (next != NEXT) {
            return next;
          }
        }
        return NEXT;
      };
    }

    @Override
    public CompiledStmt visit(Stmt.Let s) {
      int slot = slots.of(s.var());
      CompiledExpr value = exprs.compile(s.value());
      CompiledStmt body = compile(s.body());
      int lanes = s.var().lanes();
      if (lanes > 1) {
        return frame -> {
          frame.step();
          frame.vectors[slot] = lanes(value, lanes, frame);
          return body.run(frame);
        };
      }
      return frame -> {
        frame.step();
        frame.vars[slot] = value.eval(frame);
        return body.run(frame);
      };
    }

    private static long[] lanes(CompiledExpr e, int lanes, Frame frame) {
      long[] values = new long[lanes];
      for (int lane = 0; lane < lanes; lane++) {
        frame.lane = lane;
        values[lane] = e.eval(frame);
      }
      return values;
    }

    @Override
    public CompiledStmt visit(Stmt.Allocate s) {
      int slot = slots.of(s.buffer());
      int elements = (int) s.buffer().elements();
      CompiledStmt body = compile(s.body());
      return frame -> {
        frame.step();
        if (frame.buffers[slot] == null) {
          frame.buffers[slot] = new long[elements];
        } else {
          Arrays.fill(frame.buffers[slot], 0);
        }
        return body.run(frame);
      };
    }

    @Override
    public CompiledStmt visit(Stmt.BufferStore s) {
      int slot = slots.of(s.buffer());
      CompiledExpr offset = exprs.offset(s.buffer(), s.indices(), s.span());
      CompiledExpr value = exprs.compile(s.value());
      int lanes = Expr.lanesOf(s.indices());
      if (lanes > 1) {
        CompiledExpr mask = s.mask() == null ? frame -> 1 : exprs.compile(s.mask());
        return frame -> {
          frame.step();
          storeLanes(frame, frame.buffers[slot], offset, value, mask, lanes);
          return NEXT;
        };
      }
      return frame -> {
        frame.step();
        frame.buffers[slot][(int) offset.eval(frame)] = value.eval(frame);
        return NEXT;
      };
    }

    /** Stores what all lanes have before the first is stored. */
    private static void storeLanes(
        Frame frame,
        long[] elements,
        CompiledExpr offset,
        CompiledExpr value,
        CompiledExpr mask,
        int lanes) {
      long[] masks = lanes(mask, lanes, frame);
      long[] values = lanes(value, lanes, frame);
      CompiledExpr place = f -> masks[f.lane] == 0 ? -1 : offset.eval(f);
      long[] places = lanes(place, lanes, frame);
      for (int lane = 0; lane < lanes; lane++) {
        if (places[lane] >= 0) {
          elements[(int) places[lane]] = values[lane];
        }
      }
    }

    @Override
    public CompiledStmt visit(Stmt.IfThenElse s) {
      CompiledExpr condition = exprs.compile(s.condition());
      CompiledStmt thenCase = compile(s.thenCase());
      CompiledStmt elseCase = compile(s.elseCase());
      return frame -> {
        frame.step();
        return condition.eval(frame) != 0 ? thenCase.run(frame) : elseCase.run(frame);
      };
    }

    @Override
    public CompiledStmt visit(Stmt.For s) {
      int slot = slots.of(s.var());
      CompiledExpr extent = exprs.compile(s.extent());
      CompiledStmt body = compile(s.body());
      return frame -> {
        long end = extent.eval(frame);
        for (long i = 0; i < end; i++) {
          frame.step();
          frame.vars[slot] = i;
          int next = body.run(frame);
          if (next != NEXT) {
            return next;
          }
        }
        return NEXT;
      };
    }

    @Override
    public CompiledStmt visit(Stmt.While s) {
      CompiledExpr condition = exprs.compile(s.condition());
      CompiledStmt body = compile(s.body());
      return frame -> {
        while (condition.eval(frame) != 0) {
          frame.step();
          int next = body.run(frame);
          if (next != NEXT) {
            return next;
          }
        }
        return NEXT;
      };
    }

    @Override
    public CompiledStmt visit(Stmt.Block s) {
      int label = slots.of(s.label());
      CompiledStmt body = compile(s.body());
      return frame -> {
        int next = body.run(frame);
        return next == label ? NEXT : next;
      };
    }

    @Override
    public CompiledStmt visit(Stmt.Exit s) {
      int label = slots.of(s.label());
      return frame -> label;
    }

    @Override
    public CompiledStmt visit(Stmt.Check s) {
      CompiledExpr condition = exprs.compile(s.condition());
      return frame -> {
        frame.step();
        if (condition.eval(frame) != 0) {
          return NEXT;
        }
        frame.fault = s.fault();
        return FAULT;
      };
    }
  }
}
