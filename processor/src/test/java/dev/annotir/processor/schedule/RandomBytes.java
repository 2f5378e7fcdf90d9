package dev.annotir.processor.schedule;

import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.i32;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A function drawn from a seed that computes integers of 8 and 16 bits as Java does, in 32 or 64
 * bits of which some are cut off: sums in loops, masks, shifts, quotients and comparisons.
 */
final class RandomBytes {
  private static final int EXTENT = 75;
  private static final List<DType> TYPES =
      List.of(DType.INT8, DType.UINT8, DType.INT16, DType.UINT16);
  private static final List<Integer> CONSTANTS =
      List.of(
          0,
          1,
          -1,
          2,
          3,
          7,
          9,
          15,
          16,
          77,
          100,
          127,
          128,
          -128,
          -129,
          150,
          255,
          256,
          1000,
          32767,
          -32768,
          32768,
          65535,
          65536,
          0x7f00,
          0xff00,
          123456,
          Integer.MAX_VALUE,
          Integer.MIN_VALUE);

  private final Random random;
  private final DType wide;
  private final List<Buffer> inputs = new ArrayList<>();
  private final List<Buffer> outputs = new ArrayList<>();
  private final List<Buffer> sums = new ArrayList<>();
  private final List<Expr.Var> values = new ArrayList<>();
  private final Expr.Var i = Ir.var("i", DType.INT32);
  private final List<Expr.Var> inside = new ArrayList<>();
  private final Expr.Var n = Ir.var("n", DType.INT32);
  private int names;

  RandomBytes(long seed) {
    random = new Random(seed);
    wide = random.nextInt(6) == 0 ? DType.INT64 : DType.INT32;
    for (int k = 0; k < 2; k++) {
      inputs.add(Ir.param("x" + k, type(), EXTENT + 5));
      outputs.add(Ir.param("y" + k, type(), EXTENT));
    }
  }

  /** Its loop has the variable {@code i}. */
  PrimFunc function() {
    Stmt loop = Ir.loop(i, i32(EXTENT), body(2));
    return Ir.func(
        "bytes", List.of(inputs.get(0), inputs.get(1), outputs.get(0), outputs.get(1), n), loop);
  }

  private DType type() {
    return some(TYPES);
  }

  private <T> T some(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private Stmt body(int depth) {
    if (depth > 0 && oneIn(2)) {
      Expr.Var let = Ir.var("v" + names++, oneIn(3) ? type() : wide);
      Expr value = as(let.dtype(), value(2));
      values.add(let);
      Stmt rest = body(depth - 1);
      values.remove(let);
      return Ir.let(let, value, rest);
    } else if (depth > 0 && oneIn(2)) {
      Buffer sum = Ir.local("s" + names++, oneIn(4) ? type() : wide);
      sums.add(sum);
      Stmt start = oneIn(2) ? set(sum, value(1)) : Stmt.nop(Ir.AT);
      Stmt all = Ir.seq(start, oneIn(2) ? update(sum) : loop(sum), body(depth - 1));
      sums.remove(sum);
      return Ir.allocate(sum, all);
    }
    return oneIn(2) ? store() : Ir.seq(store(), store());
  }

  private Stmt loop(Buffer sum) {
    Expr.Var var = Ir.var("k" + names++, DType.INT32);
    inside.add(var);
    Stmt body = update(sum);
    body = oneIn(3) ? Ir.seq(body, update(some(sums))) : body;
    body = oneIn(3) ? loopOver(body) : body;
    inside.remove(var);
    Expr extent = oneIn(4) ? bin(BinaryOp.AND, n, i32(3)) : i32(1 + random.nextInt(4));
    return Ir.loop(var, extent, body);
  }

  private Stmt loopOver(Stmt body) {
    return Ir.loop(Ir.var("k" + names++, DType.INT32), i32(1 + random.nextInt(3)), body);
  }

  private Stmt update(Buffer sum) {
    Expr old = as(wide, Ir.load(sum));
    BinaryOp op =
        some(List.of(BinaryOp.ADD, BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MAX, BinaryOp.MIN));
    Stmt store = set(sum, bin(op, old, value(2)));
    return oneIn(4) ? Ir.when(condition(), store) : store;
  }

  private Stmt set(Buffer sum, Expr value) {
    return Ir.store(sum, as(sum.dtype(), value));
  }

  private Stmt store() {
    Buffer output = some(outputs);
    return Ir.store(output, as(output.dtype(), value(4)), i);
  }

  private static Expr as(DType type, Expr e) {
    return e.dtype() == type ? e : cast(type, e);
  }

  private Expr constant(int value) {
    return wide == DType.INT64 ? Ir.i64(value) : i32(value);
  }

  private Expr value(int depth) {
    if (depth == 0 || oneIn(5)) {
      return leaf();
    }
    Expr a = value(depth - 1);
    return switch (random.nextInt(16)) {
      case 0 -> bin(some(List.of(BinaryOp.MIN, BinaryOp.MAX)), a, value(depth - 1));
      case 1 -> Ir.un(oneIn(2) ? UnaryOp.NEG : UnaryOp.NOT, a);
      case 2 -> Ir.select(condition(), a, value(depth - 1));
      case 3 -> Ir.lazy(Ir.lt(n, i32(5)), a, value(depth - 1));
      case 4 -> Ir.call(Intrinsic.ABS, wide, a);
      case 5 -> bin(some(List.of(BinaryOp.OR, BinaryOp.XOR, BinaryOp.AND)), a, value(depth - 1));
      case 6, 7 -> bin(BinaryOp.AND, a, constant(some(CONSTANTS)));
      case 8 -> bin(BinaryOp.SHL, a, i32(random.nextInt(40)));
      case 9, 10 -> bin(oneIn(2) ? BinaryOp.SHR : BinaryOp.USHR, a, i32(random.nextInt(35)));
      case 11 ->
          bin(oneIn(3) ? BinaryOp.FLOORDIV : BinaryOp.TRUNCDIV, a, constant(some(CONSTANTS)));
      case 12 -> as(wide, as(type(), a));
      case 13 -> bin(BinaryOp.MUL, a, oneIn(2) ? constant(some(CONSTANTS)) : value(depth - 1));
      case 14 -> bin(BinaryOp.SUB, a, value(depth - 1));
      default -> bin(BinaryOp.ADD, a, value(depth - 1));
    };
  }

  private Expr leaf() {
    return switch (random.nextInt(8)) {
      case 0 -> constant(some(CONSTANTS));
      case 1 -> values.isEmpty() ? as(wide, n) : as(wide, some(values));
      case 2, 3 -> sums.isEmpty() ? constant(random.nextInt(9)) : as(wide, Ir.load(some(sums)));
      default -> {
        Expr at = inside.isEmpty() || oneIn(2) ? i : Ir.add(i, some(inside));
        Expr element = as(wide, Ir.load(some(inputs), at));
        yield oneIn(3) ? bin(BinaryOp.AND, element, constant(255)) : element;
      }
    };
  }

  private Expr condition() {
    BinaryOp op = some(List.of(BinaryOp.LT, BinaryOp.GE, BinaryOp.EQ, BinaryOp.NE));
    return bin(op, value(1), value(1));
  }
}
