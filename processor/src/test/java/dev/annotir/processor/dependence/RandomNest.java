package dev.annotir.processor.dependence;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.mul;

import dev.annotir.processor.diagnostic.Span;
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
 * A nest of loops drawn from a seed: extents that depend on the loops around, conditions, indices
 * that are sums. Each access has a line of its own.
 */
public final class RandomNest {
  static final Buffer LINE = Ir.param("line", DType.INT32, 128);
  static final Buffer GRID = Ir.param("grid", DType.INT32, 48, 48);
  static final Buffer OTHER = Ir.param("other", DType.INT32, 8);

  private static final List<BinaryOp> COMPARISONS =
      List.of(BinaryOp.LT, BinaryOp.LE, BinaryOp.GT, BinaryOp.GE, BinaryOp.EQ, BinaryOp.NE);

  private final Random random;
  private final boolean isAffine;
  private final List<Expr.Var> around = new ArrayList<>();
  private final List<Buffer> locals = new ArrayList<>();
  private int lines = 1;
  private int names;

  /**
   * @param isAffine whether all is exactly what the analysis knows; else there are quotients,
   *     values from memory, and loops of unknown length, too
   */
  public RandomNest(long seed, boolean isAffine) {
    this.random = new Random(seed);
    this.isAffine = isAffine;
  }

  public PrimFunc function() {
    Stmt nest = loop(1 + random.nextInt(3));
    if (random.nextInt(3) == 0) {
      Buffer local = local();
      nest = Ir.allocate(local, nest, touch(local));
      locals.clear();
    }
    return Ir.func("nest", List.of(LINE, GRID, OTHER), nest);
  }

  /** Uses a local buffer after the nest, or does not. */
  private Stmt touch(Buffer local) {
    return random.nextBoolean() ? Stmt.nop(AT) : store(OTHER, load(local), i32(0));
  }

  private Buffer local() {
    String name = "t" + names++;
    Buffer local =
        random.nextBoolean() ? Ir.local(name, DType.INT32) : Ir.local(name, DType.INT32, 128);
    locals.add(local);
    return local;
  }

  private Stmt loop(int depth) {
    Expr.Var var = Ir.var("i" + names++, DType.INT32);
    Expr extent = extent();
    around.add(var);
    List<Stmt> body = new ArrayList<>();
    int count = depth == 1 ? 1 + random.nextInt(2) : random.nextInt(2);
    boolean isInner = depth > 1;
    for (int i = 0; i < count; i++) {
      if (isInner && random.nextBoolean()) {
        body.add(loop(depth - 1));
        isInner = false;
      }
      body.add(guarded());
    }
    if (isInner) {
      body.add(loop(depth - 1));
    }
    Stmt all = Ir.seq(body.toArray(Stmt[]::new));
    if (random.nextInt(8) == 0) {
      Buffer local = local();
      all = Ir.allocate(local, guarded(), all, guarded());
      locals.remove(local);
    }
    around.remove(var);
    return Ir.loop(var, extent, all);
  }

  private Expr extent() {
    Expr constant = i32(random.nextInt(5));
    return switch (around.isEmpty() ? 0 : random.nextInt(isAffine ? 5 : 7)) {
      case 1 -> add(some(), i32(random.nextInt(3)));
      case 2 -> bin(BinaryOp.SUB, i32(random.nextInt(5)), some());
      case 3 -> bin(BinaryOp.MIN, i32(3), add(mul(i32(2), some()), i32(1)));
      case 4 -> bin(BinaryOp.TRUNCDIV, add(some(), i32(3)), i32(2));
      case 5 -> bin(BinaryOp.AND, Ir.load(OTHER, i32(1)), i32(3));
      case 6 -> bin(BinaryOp.MAX, some(), i32(2));
      default -> constant;
    };
  }

  private Expr.Var some() {
    return around.get(random.nextInt(around.size()));
  }

  private Stmt guarded() {
    Stmt store = statement();
    return switch (random.nextInt(6)) {
      case 0 -> Ir.when(condition(), store);
      case 1 -> Ir.choose(condition(), store, statement());
      default -> store;
    };
  }

  private Expr condition() {
    if (!isAffine && random.nextInt(4) == 0) {
      return Ir.lt(element(), i32(3));
    }
    Expr compare = bin(COMPARISONS.get(random.nextInt(COMPARISONS.size())), sum(2, 0), sum(1, -1));
    return switch (random.nextInt(4)) {
      case 0 -> bin(BinaryOp.AND, compare, Ir.lt(some(), i32(2)));
      case 1 -> Ir.lazy(compare, Ir.bool(true), Ir.lt(i32(1), some()));
      default -> compare;
    };
  }

  private Stmt statement() {
    Buffer buffer = buffer();
    Expr[] indices = indices(buffer);
    Expr value = bin(BinaryOp.ADD, element(), sum(2, 1));
    switch (random.nextInt(5)) {
      case 0 -> value = bin(BinaryOp.ADD, load(buffer, indices), mul(element(), i32(3)));
      case 1 -> value = bin(BinaryOp.MAX, load(buffer, indices), sum(3, 0));
      case 2 -> value = sum(3, 2);
      default -> {}
    }
    Expr.Var let = Ir.var("v" + names++, DType.INT32);
    if (indices.length == 0 || random.nextInt(3) > 0) {
      return store(buffer, value, indices);
    }
    Expr[] others = indices.clone();
    others[0] = add(let, i32(0));
    return Ir.let(let, indices[0], store(buffer, value, others));
  }

  private Buffer buffer() {
    if (!locals.isEmpty() && random.nextInt(3) == 0) {
      return locals.get(random.nextInt(locals.size()));
    }
    return random.nextBoolean() ? LINE : GRID;
  }

  private Expr element() {
    Buffer buffer = buffer();
    return load(buffer, indices(buffer));
  }

  private Expr[] indices(Buffer buffer) {
    Expr[] indices = new Expr[buffer.shape().size()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = index(buffer.shape().get(i) / 2);
    }
    return indices;
  }

  private Expr index(int middle) {
    Expr sum = sum(middle > 40 ? 3 : 1, middle);
    return switch (isAffine ? random.nextInt(12) : random.nextInt(6)) {
      case 0 -> bin(BinaryOp.FLOORDIV, sum, i32(2));
      case 1 -> bin(BinaryOp.TRUNCMOD, sum, i32(3));
      case 2 -> isAffine ? sum : bin(BinaryOp.AND, mul(some(), some()), i32(15));
      case 3 -> isAffine ? sum : bin(BinaryOp.AND, Ir.load(OTHER, some7()), i32(7));
      default -> sum;
    };
  }

  private Expr some7() {
    return bin(BinaryOp.AND, some(), i32(7));
  }

  /** A sum of multiples of the loops' variables and a number near another. */
  private Expr sum(int most, int constant) {
    Expr sum = i32(constant + random.nextInt(5) - 2);
    for (Expr.Var var : around) {
      int factor = random.nextInt(3) == 0 ? random.nextInt(2 * most + 1) - most : random.nextInt(2);
      if (factor != 0) {
        sum = add(sum, factor == 1 ? var : mul(i32(factor), var));
      }
    }
    return sum;
  }

  private Expr load(Buffer buffer, Expr... indices) {
    Expr[] all = indices.length < buffer.shape().size() ? new Expr[] {i32(0)} : indices;
    return new Expr.BufferLoad(buffer, List.of(all), line());
  }

  private Stmt store(Buffer buffer, Expr value, Expr... indices) {
    return new Stmt.BufferStore(buffer, List.of(indices), value, line());
  }

  private Span line() {
    return new Span("Nest.java", lines++, 1);
  }
}
