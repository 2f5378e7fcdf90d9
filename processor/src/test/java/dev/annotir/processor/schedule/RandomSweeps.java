package dev.annotir.processor.schedule;

import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.i32;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A function drawn from a seed that runs one to three sweeps over the rows of a few arrays in each
 * of its steps: near rows, sometimes far ones; forwards, sometimes backwards; all or some.
 */
final class RandomSweeps {
  private static final int EXTENT = 16;
  private static final int COLUMNS = 5;
  private static final Expr.Var STEP = Ir.var("t", DType.INT32);
  private static final Expr.Var COUNT = Ir.var("n", DType.INT32);

  private final Random random;
  private final List<Buffer> planes = new ArrayList<>();
  private final List<Buffer> lines = new ArrayList<>();
  private final boolean isBackwards;
  private int names;

  RandomSweeps(long seed) {
    random = new Random(seed);
    DType dtype = oneIn(2) ? DType.FLOAT64 : DType.INT32;
    for (int i = 0; i < 2; i++) {
      planes.add(Ir.param("p" + i, dtype, EXTENT, COLUMNS));
      lines.add(Ir.param("l" + i, dtype, EXTENT));
    }
    isBackwards = oneIn(4);
  }

  PrimFunc function() {
    Stmt[] sweeps = new Stmt[1 + random.nextInt(3)];
    for (int i = 0; i < sweeps.length; i++) {
      sweeps[i] = sweep();
    }
    Expr steps = oneIn(3) ? bin(BinaryOp.SUB, bin(BinaryOp.AND, COUNT, i32(7)), i32(1)) : i32(2);
    Stmt all = Ir.loop(STEP, oneIn(2) ? steps : i32(1 + random.nextInt(7)), Ir.seq(sweeps));
    return Ir.func(
        "sweeps", List.of(planes.get(0), planes.get(1), lines.get(0), lines.get(1), COUNT), all);
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private Stmt sweep() {
    Expr.Var row = Ir.var("i" + names++, DType.INT32);
    Stmt body = oneIn(3) ? store(lines, row, null) : rows(row);
    if (oneIn(6)) {
      body = Ir.seq(body, store(lines, row, null));
    } else if (oneIn(6)) {
      body = Ir.when(Ir.lt(add(row, i32(-2)), oneIn(2) ? STEP : i32(5)), body);
    }
    return Ir.loop(row, i32(oneIn(3) ? 1 + random.nextInt(10) : 9), body);
  }

  private Stmt rows(Expr.Var row) {
    Expr.Var column = Ir.var("j" + names++, DType.INT32);
    return Ir.loop(column, i32(COLUMNS - 1), store(planes, row, column));
  }

  private Stmt store(List<Buffer> buffers, Expr.Var row, Expr.Var column) {
    Buffer buffer = buffers.get(random.nextInt(2));
    Expr value = Ir.cast(buffer.dtype(), add(STEP, row));
    for (int i = random.nextInt(3); i >= 0; i--) {
      boolean isPlane = column != null && !oneIn(5);
      Buffer from = (isPlane ? planes : lines).get(random.nextInt(2));
      Expr[] indices = isPlane ? plane(row, column) : new Expr[] {near(row)};
      value = bin(oneIn(2) ? BinaryOp.ADD : BinaryOp.SUB, value, Ir.load(from, indices));
    }
    Expr own = oneIn(9) ? place(row, random.nextInt(3)) : place(row, 2);
    return column == null
        ? Ir.store(buffer, value, own)
        : Ir.store(buffer, value, own, oneIn(3) ? add(column, i32(1)) : column);
  }

  private Expr[] plane(Expr.Var row, Expr.Var column) {
    return new Expr[] {near(row), oneIn(2) ? column : add(column, i32(random.nextInt(2)))};
  }

  private Expr near(Expr.Var row) {
    return switch (random.nextInt(40)) {
      case 0 -> i32(random.nextInt(EXTENT));
      case 1 -> bin(BinaryOp.SUB, i32(EXTENT - 1), row);
      case 2 -> bin(BinaryOp.MIN, add(row, STEP), i32(EXTENT - 1));
      default -> place(row, oneIn(6) ? random.nextInt(6) : 1 + random.nextInt(3));
    };
  }

  private Expr place(Expr.Var row, int shift) {
    return isBackwards ? bin(BinaryOp.SUB, i32(15 - shift), row) : add(row, i32(shift));
  }
}
