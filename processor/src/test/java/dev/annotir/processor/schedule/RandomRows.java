package dev.annotir.processor.schedule;

import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.store;

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
 * A function drawn from a seed that walks whole arrays row by row, or some of their rows: element
 * by element, or with a sum of all; and now and then does something that needs the row.
 */
final class RandomRows {
  private final Random random;
  private final int planes;
  private final int rows;
  private final int columns;
  private final DType dtype;
  private final List<Buffer> arrays = new ArrayList<>();
  private final Buffer flat;
  private final Buffer line;
  private final Buffer sum = Ir.local("sum", DType.INT32);
  private final Expr.Var n = Ir.var("n", DType.INT32);
  private int names;

  /** The variables of the loops around. */
  private Expr.Var plane = n;

  private Expr.Var row = n;
  private Expr.Var column = n;

  RandomRows(long seed) {
    random = new Random(seed);
    planes = 1 + random.nextInt(3);
    rows = 1 + random.nextInt(4);
    columns = 1 + random.nextInt(20);
    dtype = random.nextBoolean() ? DType.INT8 : DType.INT32;
    for (int i = 0; i < 2; i++) {
      arrays.add(Ir.param("x" + i, dtype, planes, rows, columns));
    }
    arrays.add(Ir.local("t", dtype, planes, rows, columns));
    flat = Ir.param("flat", dtype, rows * columns);
    line = Ir.param("line", dtype, columns + rows * columns);
  }

  PrimFunc function() {
    List<Stmt> nests = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      nests.add(nest());
    }
    nests.add(store(line, narrow(load(sum)), i32(0)));
    Stmt body = Ir.allocate(sum, nests.toArray(Stmt[]::new));
    return Ir.func(
        "rows",
        List.of(arrays.get(0), arrays.get(1), flat, line, n),
        Ir.allocate(arrays.get(2), body));
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private Expr.Var var() {
    return Ir.var("i" + names++, DType.INT32);
  }

  private Stmt nest() {
    plane = var();
    row = var();
    column = var();
    int round = oneIn(8) ? columns - random.nextInt(2) : columns;
    Stmt inner = Ir.loop(column, round, oneIn(2) ? guarded() : Ir.seq(guarded(), guarded()));
    Stmt each = oneIn(8) ? Ir.seq(inner, store(sum, load(sum))) : inner;
    Stmt outer = Ir.loop(row, oneIn(4) ? 1 + random.nextInt(rows) : rows, each);
    return Ir.loop(plane, oneIn(4) ? 1 + random.nextInt(planes) : planes, outer);
  }

  private Stmt guarded() {
    Stmt store = statement();
    return oneIn(4) ? Ir.when(Ir.lt(value(), oneIn(2) ? n : i32(5)), store) : store;
  }

  private Stmt statement() {
    return switch (random.nextInt(6)) {
      case 0 -> store(sum, bin(BinaryOp.ADD, load(sum), value()));
      case 1 -> store(flat, narrow(value()), position());
      default -> {
        Buffer array = arrays.get(random.nextInt(3));
        yield store(array, narrow(value()), plane, row, column);
      }
    };
  }

  private Expr narrow(Expr value) {
    return dtype == DType.INT32 ? value : Ir.cast(dtype, value);
  }

  private Expr position() {
    Expr first = oneIn(2) ? mul(row, i32(columns)) : mul(i32(columns), row);
    return oneIn(2) ? add(first, column) : add(column, first);
  }

  private Expr value() {
    return bin(oneIn(2) ? BinaryOp.MAX : BinaryOp.ADD, element(), oneIn(3) ? n : element());
  }

  private Expr element() {
    Expr element =
        switch (random.nextInt(10)) {
          case 0 -> load(flat, position());
          case 1 -> load(line, add(position(), i32(random.nextInt(columns))));
          case 2 -> oneIn(3) ? load(line, column) : load(flat, row);
          case 3 -> load(arrays.get(random.nextInt(3)), i32(0), oneIn(3) ? i32(0) : row, column);
          default -> load(arrays.get(random.nextInt(3)), plane, row, column);
        };
    return dtype == DType.INT32 ? element : Ir.cast(DType.INT32, element);
  }
}
