package dev.annotir.processor.schedule;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.mul;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A function drawn from a seed that looks like an operator: nests of loops of up to 20 rounds, or
 * as many as the round of a loop around, or none; sums, private variables and arrays; elements
 * shifted, reversed, strided, one of a few side by side, and in place; conditions; in some,
 * elements whose places are data, each with a check that may fail.
 */
final class RandomKernel {
  private static final int MOST_ROUNDS = 20;

  /** No index is greater. */
  private static final int EXTENT = 68;

  private static final List<DType> TYPES =
      List.of(DType.FLOAT32, DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.INT8);

  private final Random random;
  private final DType dtype;

  /** The type of arithmetic. */
  private final DType wide;

  private final List<Buffer> planes = new ArrayList<>();
  private final List<Buffer> lines = new ArrayList<>();
  private final List<Buffer> tuples = new ArrayList<>();
  private final List<Buffer> scalars = new ArrayList<>();
  private final List<Expr.Var> values = new ArrayList<>();
  private final List<Expr.Var> around = new ArrayList<>();
  private final Expr.Var n = Ir.var("n", DType.INT32);
  private final Buffer places = Ir.param("places", DType.INT32, EXTENT);

  /** Whether some checks may fail. */
  private final boolean hasChecks;

  private int names;

  /** Whether one of the loops around has more than a few rounds. */
  private boolean hasLong;

  RandomKernel(long seed) {
    random = new Random(seed);
    hasChecks = oneIn(3);
    dtype = TYPES.get(random.nextInt(TYPES.size()));
    wide = dtype == DType.INT8 ? DType.INT32 : dtype;
    for (int i = 0; i < 3; i++) {
      planes.add(Ir.param("p" + i, dtype, EXTENT, EXTENT));
      lines.add(Ir.param("l" + i, dtype, EXTENT));
      tuples.add(Ir.param("t" + i, dtype, EXTENT, 2 + i));
    }
  }

  PrimFunc function() {
    List<Param> params = new ArrayList<>();
    params.addAll(planes);
    params.addAll(lines);
    params.addAll(tuples);
    params.add(places);
    params.add(n);
    Stmt[] nests = new Stmt[1 + random.nextInt(2)];
    for (int i = 0; i < nests.length; i++) {
      nests[i] = loop(1 + random.nextInt(3));
    }
    return Ir.func("kernel", params, nests);
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private <T> T some(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private Stmt loop(int depth) {
    Expr.Var var = Ir.var("i" + names++, DType.INT32);
    boolean isLong = around.isEmpty() ? oneIn(2) : !hasLong;
    boolean hadLong = hasLong;
    hasLong |= isLong;
    Expr extent = extent(isLong ? MOST_ROUNDS : 4);
    around.add(var);
    Stmt body = body(depth);
    around.remove(var);
    hasLong = hadLong;
    if (oneIn(6)) {
      Expr.Var round = Ir.var(var.name() + "_round", DType.INT64);
      Expr rounds = Ir.cast(DType.INT64, extent);
      return Ir.loop(round, rounds, Ir.let(var, Ir.cast(DType.INT32, round), body));
    }
    return Ir.loop(var, extent, body);
  }

  private Expr extent(int most) {
    return switch (random.nextInt(around.isEmpty() ? 9 : 12)) {
      case 0 -> i32(random.nextInt(3) - 1);
      case 1 -> bin(BinaryOp.AND, n, i32(15));
      case 9 -> add(some(around), i32(random.nextInt(3) - 1));
      case 10 -> bin(BinaryOp.SUB, i32(random.nextInt(most)), some(around));
      default -> i32(1 + random.nextInt(most));
    };
  }

  private Stmt body(int depth) {
    if (oneIn(3)) {
      return withLocal(depth);
    } else if (oneIn(8)) {
      return counted();
    } else if (oneIn(5)) {
      Expr.Var let = Ir.var("v" + names++, wide);
      Expr value = value(2);
      values.add(let);
      Stmt rest = body(depth);
      values.remove(let);
      return Ir.let(let, value, rest);
    }
    List<Stmt> stmts = new ArrayList<>();
    if (depth == 1 || oneIn(3)) {
      stmts.add(statement());
    }
    if (depth > 1) {
      stmts.add(loop(depth - 1));
    }
    if (oneIn(4)) {
      stmts.add(statement());
    }
    return Ir.seq(stmts.toArray(Stmt[]::new));
  }

  /** A variable or array that is set, used inside, and used after. */
  private Stmt withLocal(int depth) {
    if (oneIn(4)) {
      Buffer row = Ir.local("r" + names++, dtype, EXTENT);
      lines.add(row);
      Stmt first = loop(1);
      Stmt all = Ir.seq(first, body(depth), statement());
      lines.remove(row);
      return Ir.allocate(row, all);
    }
    Buffer sum = Ir.local("s" + names++, dtype);
    scalars.add(sum);
    Stmt start = oneIn(6) ? Stmt.nop(AT) : Ir.store(sum, narrow(value(1)));
    Stmt inside = depth > 1 ? body(depth) : loop(1);
    Stmt end = element(some(planes), load(sum));
    scalars.remove(sum);
    return Ir.allocate(sum, Ir.seq(start, inside, end));
  }

  /** A loop that ends after some rounds, or earlier for other reasons. */
  private Stmt counted() {
    Buffer count = Ir.local("c" + names++, DType.INT32);
    Expr goesOn = Ir.lt(load(count), oneIn(3) ? i32(random.nextInt(7)) : index(3));
    Expr condition = oneIn(3) ? goesOn : bin(BinaryOp.AND, goesOn, condition());
    Stmt next = Ir.store(count, add(load(count), i32(1)));
    Stmt start = Ir.store(count, oneIn(3) ? index(2) : i32(0));
    Label end = new Label("end" + names++);
    Label round = new Label("round" + names++);
    Stmt leave = oneIn(2) ? Ir.when(condition(), Ir.exit(oneIn(2) ? end : round)) : store();
    Stmt inside = Ir.block(round, statement(), leave, statement());
    Stmt loop = Ir.block(end, Ir.loopWhile(condition, next, inside));
    Stmt after = oneIn(2) ? element(some(planes), narrow(Ir.cast(wide, load(count)))) : store();
    return Ir.allocate(count, Ir.seq(start, loop, after));
  }

  private Stmt statement() {
    Stmt store = store();
    return switch (random.nextInt(10)) {
      case 0 -> Ir.when(condition(), store);
      case 1 -> Ir.choose(condition(), store, store());
      case 2, 3 -> hasChecks ? guarded() : store;
      default -> store;
    };
  }

  private Stmt store() {
    if (!scalars.isEmpty() && random.nextBoolean()) {
      Buffer sum = some(scalars);
      return Ir.store(sum, narrow(bin(update(), wide(load(sum)), value(2))));
    }
    Buffer buffer = array();
    if (oneIn(4)) {
      return fromAnother(buffer);
    }
    Expr[] indices = indices(buffer);
    return oneIn(3)
        ? Ir.store(buffer, narrow(bin(update(), wide(load(buffer, indices)), value(2))), indices)
        : Ir.store(buffer, narrow(value(3)), indices);
  }

  /** Updates elements of a row from one of them, or perhaps does not change it itself. */
  private Stmt fromAnother(Buffer buffer) {
    Expr[] indices = indices(buffer);
    // The last index of a tuple is no sum.
    int axis = tuples.contains(buffer) ? 0 : random.nextInt(indices.length);
    Expr.Var inner = around.get(around.size() - 1);
    indices[axis] = oneIn(3) ? add(inner, i32(random.nextInt(3))) : inner;
    Expr[] one = indices.clone();
    one[axis] = oneIn(3) ? i32(random.nextInt(9)) : oneIn(4) ? index(5) : around.get(0);
    Expr source = wide(load(buffer, one));
    if (oneIn(2)) {
      source = bin(update(), source, oneIn(2) ? Ir.cast(wide, inner) : value(1));
    }
    BinaryOp op = some(List.of(BinaryOp.MIN, BinaryOp.MAX, BinaryOp.MIN, update()));
    Expr value = narrow(bin(op, wide(load(buffer, indices)), source));
    Stmt store = Ir.store(buffer, value, indices);
    return oneIn(4) ? Ir.when(bin(BinaryOp.LT, source, wide(load(buffer, indices))), store) : store;
  }

  /** Stores into an element whose place is data, if it is one. */
  private Stmt guarded() {
    Expr.Var at = Ir.var("at" + names++, DType.INT32);
    return switch (random.nextInt(4)) {
      case 0 -> guarded(add(n, some(around)));
      case 1 -> Ir.let(at, load(places, index(6)), guarded(at));
      default -> guarded(n);
    };
  }

  private Stmt guarded(Expr at) {
    Expr isInside = bin(BinaryOp.AND, Ir.lt(i32(-1), at), Ir.lt(at, i32(EXTENT)));
    Fault fault =
        new Fault(Fault.INDEX_OUT_OF_BOUNDS, Fault.ARRAY_INDEX, "index", "Kernel.java", names, AT);
    Buffer buffer = some(lines);
    Expr value = oneIn(3) ? value(2) : bin(update(), wide(load(buffer, at)), value(2));
    return Ir.seq(Ir.check(isInside, fault), Ir.store(buffer, narrow(value), at));
  }

  private BinaryOp update() {
    return some(List.of(BinaryOp.ADD, BinaryOp.ADD, BinaryOp.MAX, BinaryOp.MUL, BinaryOp.SUB));
  }

  private Stmt element(Buffer buffer, Expr value) {
    return Ir.store(buffer, value, indices(buffer));
  }

  private Expr load(Buffer buffer, Expr... indices) {
    return Ir.load(buffer, indices);
  }

  private Expr wide(Expr e) {
    return e.dtype() == wide ? e : Ir.cast(wide, e);
  }

  private Expr narrow(Expr e) {
    return e.dtype() == dtype ? e : Ir.cast(dtype, e);
  }

  private Expr value(int depth) {
    if (depth == 0 || oneIn(4)) {
      return leaf();
    }
    return switch (random.nextInt(12)) {
      case 0 -> bin(BinaryOp.MIN, value(depth - 1), value(depth - 1));
      case 1 -> Ir.un(UnaryOp.NEG, value(depth - 1));
      case 2 -> Ir.select(condition(), value(depth - 1), value(depth - 1));
      case 3 -> Ir.lazy(condition(), value(depth - 1), value(depth - 1));
      case 4 -> special(depth - 1);
      case 5, 6, 7 -> mul(value(depth - 1), value(depth - 1));
      case 8 -> bin(BinaryOp.SUB, value(depth - 1), value(depth - 1));
      default -> add(value(depth - 1), value(depth - 1));
    };
  }

  private Expr special(int depth) {
    Expr a = value(depth);
    if (wide.isFloat()) {
      return switch (random.nextInt(4)) {
        case 0 -> bin(BinaryOp.DIV, a, value(depth));
        case 1 -> Ir.call(Intrinsic.SQRT, wide, a);
        case 2 -> Ir.call(Intrinsic.FLOOR, wide, a);
        default -> Ir.call(Intrinsic.FMA, wide, a, value(depth), value(depth));
      };
    }
    return switch (random.nextInt(5)) {
      case 0 -> bin(BinaryOp.SHL, a, index(4));
      case 1 -> bin(BinaryOp.SHR, a, i32(random.nextInt(9)));
      case 2 -> bin(BinaryOp.XOR, a, value(depth));
      case 3 -> bin(BinaryOp.TRUNCDIV, a, value(depth));
      default -> Ir.call(Intrinsic.ABS, wide, a);
    };
  }

  private Expr leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> constant();
      case 1 -> Ir.cast(wide, index(9));
      case 2 -> values.isEmpty() ? constant() : some(values);
      case 3 -> scalars.isEmpty() ? constant() : wide(load(some(scalars)));
      default -> {
        Buffer buffer = array();
        yield wide(load(buffer, indices(buffer)));
      }
    };
  }

  private Expr constant() {
    int value = random.nextInt(7) - 3;
    return switch (wide) {
      case FLOAT32 -> Ir.f32(value / 2f);
      case FLOAT64 -> Ir.f64(value / 2.0);
      case INT64 -> Ir.i64(value);
      default -> i32(value);
    };
  }

  private Expr condition() {
    BinaryOp op = some(List.of(BinaryOp.LT, BinaryOp.GE, BinaryOp.EQ, BinaryOp.NE));
    return oneIn(2) ? bin(op, index(6), i32(random.nextInt(12))) : bin(op, leaf(), leaf());
  }

  private Buffer array() {
    if (oneIn(6)) {
      return some(tuples);
    }
    return random.nextBoolean() ? some(planes) : some(lines);
  }

  private Expr[] indices(Buffer buffer) {
    Expr[] indices = new Expr[buffer.shape().size()];
    for (int i = 0; i < indices.length; i++) {
      int extent = buffer.shape().get(i);
      indices[i] = extent == EXTENT ? index(5) : i32(random.nextInt(extent));
    }
    return indices;
  }

  /** A sum of loops' variables that lies in all arrays. */
  private Expr index(int kinds) {
    Expr shift = i32(random.nextInt(3));
    Expr.Var var = some(around);
    return switch (random.nextInt(kinds + 3)) {
      case 0 -> shift;
      case 1 -> bin(BinaryOp.SUB, i32(30), var);
      case 2 -> add(mul(i32(2), var), shift);
      case 3 -> add(var, shift);
      case 4 -> add(var, some(around));
      default -> var;
    };
  }
}
