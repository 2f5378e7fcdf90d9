package dev.annotir.processor.ir;

import static dev.annotir.processor.ir.Ir.AT;

import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A valid function that ends, and arguments for it, drawn from a seed. */
public final class RandomFunction {
  private static final List<DType> TYPES =
      List.of(DType.INT32, DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64, DType.BOOL);
  private static final List<BinaryOp> COMPARISONS =
      Stream.of(BinaryOp.values()).filter(BinaryOp::isComparison).toList();
  private static final int LENGTH = 4;

  private final Random random;
  private final List<Buffer> tensors = new ArrayList<>();
  private final List<Buffer> locals = new ArrayList<>();
  private final List<Expr.Var> vars = new ArrayList<>();
  private final List<Expr.Var> loops = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private int names;

  public RandomFunction(long seed) {
    this.random = new Random(seed);
  }

  /** A function of tensors of 4 elements of several types and of scalars. */
  public PrimFunc function(String name) {
    List<Param> params = new ArrayList<>();
    for (DType dtype :
        List.of(
            DType.INT32,
            DType.INT64,
            DType.FLOAT32,
            DType.FLOAT64,
            DType.BOOL,
            DType.INT8,
            DType.UINT8,
            DType.UINT16)) {
      tensors.add(Ir.param(fresh("x"), dtype, LENGTH));
    }
    params.addAll(tensors);
    for (DType dtype : List.of(DType.INT32, DType.FLOAT32, DType.FLOAT64, DType.INT64)) {
      Expr.Var scalar = Ir.var(fresh("n"), dtype);
      params.add(scalar);
      vars.add(scalar);
    }
    labels.add(Ir.END);
    return Ir.func(name, params, sequence(3));
  }

  /** Arguments, half of them special values. */
  public static long[][] arguments(PrimFunc func, Random random) {
    long[][] args = new long[func.params().size()][];
    for (int i = 0; i < args.length; i++) {
      Param param = func.params().get(i);
      args[i] = new long[param instanceof Buffer b ? (int) b.elements() : 1];
      for (int j = 0; j < args[i].length; j++) {
        args[i][j] = value(param.dtype(), random);
      }
    }
    return args;
  }

  private static long value(DType dtype, Random random) {
    return switch (dtype) {
      case BOOL -> random.nextInt(2);
      case FLOAT32 -> Ir.bits((float) real(random))[0];
      case FLOAT64 -> Ir.bits(real(random))[0];
      default -> dtype.wrap(integer(random));
    };
  }

  private static long integer(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextInt(9) - 4;
      case 1 -> Integer.MIN_VALUE + random.nextInt(2);
      case 2 -> Integer.MAX_VALUE - random.nextInt(2);
      case 3 -> Long.MIN_VALUE + random.nextInt(2);
      case 4 -> random.nextInt(300);
      default -> random.nextLong();
    };
  }

  private static double real(Random random) {
    double[] special = {
      0,
      -0.0,
      1,
      -1,
      0.5,
      2,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      1e-45,
      1e30,
      -1e30,
      2147483648.0,
      3.25
    };
    return random.nextBoolean()
        ? special[random.nextInt(special.length)]
        : (random.nextInt(4001) - 2000) / 16.0;
  }

  private String fresh(String prefix) {
    return prefix + names++;
  }

  private Stmt sequence(int depth) {
    List<Stmt> stmts = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      stmts.add(statement(depth));
    }
    return new Stmt.SeqStmt(stmts, AT);
  }

  private Stmt statement(int depth) {
    if (depth == 0) {
      return random.nextInt(8) == 0 ? exit() : store();
    }
    return switch (random.nextInt(12)) {
      case 0, 1 -> loop(depth);
      case 2 -> choose(depth);
      case 3 -> Ir.when(expr(DType.BOOL, 2), sequence(depth - 1));
      case 4 -> block(depth);
      case 5 -> Ir.when(expr(DType.BOOL, 2), store(), exit());
      case 6 -> let(depth);
      case 7 -> allocate(depth);
      case 8 -> random.nextInt(6) == 0 ? Ir.check(expr(DType.BOOL, 2), Ir.INDEX) : store();
      case 9 -> loopWhile(depth);
      default -> store();
    };
  }

  private Stmt exit() {
    return Ir.exit(labels.get(random.nextInt(labels.size())));
  }

  private Stmt choose(int depth) {
    return Ir.choose(expr(DType.BOOL, 2), sequence(depth - 1), sequence(depth - 1));
  }

  private Stmt block(int depth) {
    Label label = new Label(fresh("l"));
    labels.add(label);
    Stmt body = sequence(depth - 1);
    labels.remove(label);
    return Ir.block(label, body);
  }

  private Stmt loop(int depth) {
    Expr.Var v = Ir.var(fresh("i"), DType.INT32);
    int extent = 1 + random.nextInt(LENGTH);
    vars.add(v);
    loops.add(v);
    Stmt body = sequence(depth - 1);
    vars.remove(v);
    loops.remove(v);
    return Ir.loop(v, extent, body);
  }

  /** A loop that counts, whatever its body does. */
  private Stmt loopWhile(int depth) {
    Buffer count = Ir.local(fresh("w"), DType.INT32);
    Expr more = Ir.lt(Ir.load(count), Ir.i32(1 + random.nextInt(4)));
    Expr condition =
        random.nextBoolean() ? more : Ir.lazy(more, expr(DType.BOOL, 1), Ir.bool(false));
    Stmt step = Ir.store(count, Ir.add(Ir.load(count), Ir.i32(1)));
    return Ir.allocate(count, Ir.loopWhile(condition, step, sequence(depth - 1)));
  }

  private Stmt let(int depth) {
    Expr.Var v = Ir.var(fresh("v"), type());
    Expr value = expr(v.dtype(), 2);
    vars.add(v);
    Stmt body = sequence(depth - 1);
    vars.remove(v);
    return Ir.let(v, value, body);
  }

  private Stmt allocate(int depth) {
    DType dtype = type();
    Buffer buffer =
        random.nextBoolean() ? Ir.local(fresh("s"), dtype) : Ir.local(fresh("a"), dtype, LENGTH);
    locals.add(buffer);
    Stmt body = sequence(depth - 1);
    locals.remove(buffer);
    return Ir.allocate(buffer, body);
  }

  private Stmt store() {
    List<Buffer> all = new ArrayList<>(tensors);
    all.addAll(locals);
    all.addAll(locals);
    Buffer buffer = all.get(random.nextInt(all.size()));
    Expr value = small(buffer.dtype()) ? narrow(buffer.dtype()) : expr(buffer.dtype(), 4);
    return Ir.store(buffer, value, buffer.isScalar() ? new Expr[0] : new Expr[] {index()});
  }

  private static boolean small(DType dtype) {
    return dtype.isInteger() && dtype.bits() < 32;
  }

  private Expr narrow(DType dtype) {
    return Ir.cast(dtype, expr(random.nextBoolean() ? DType.INT32 : DType.INT64, 3));
  }

  private Expr index() {
    if (!loops.isEmpty() && random.nextInt(3) > 0) {
      return loops.get(random.nextInt(loops.size()));
    }
    return random.nextBoolean()
        ? Ir.i32(random.nextInt(LENGTH))
        : Ir.bin(BinaryOp.AND, expr(DType.INT32, 1), Ir.i32(LENGTH - 1));
  }

  private DType type() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private Expr expr(DType dtype, int depth) {
    if (depth == 0 || random.nextInt(6) == 0) {
      return leaf(dtype);
    }
    if (random.nextInt(8) == 0) {
      Expr condition = expr(DType.BOOL, depth - 1);
      Expr a = expr(dtype, depth - 1);
      Expr b = expr(dtype, depth - 1);
      return random.nextBoolean() ? Ir.select(condition, a, b) : Ir.lazy(condition, a, b);
    }
    return switch (dtype) {
      case BOOL -> bool(depth - 1);
      case INT32, INT64 -> integer(dtype, depth - 1);
      default -> real(dtype, depth - 1);
    };
  }

  private Expr leaf(DType dtype) {
    List<Expr> leaves = new ArrayList<>();
    for (Expr.Var v : vars) {
      if (v.dtype() == dtype) {
        leaves.add(v);
      }
    }
    for (Buffer buffer : tensors) {
      if (buffer.dtype() == dtype) {
        leaves.add(Ir.load(buffer, simpleIndex()));
      } else if (dtype == DType.INT32 && small(buffer.dtype())) {
        leaves.add(Ir.cast(dtype, Ir.load(buffer, simpleIndex())));
      }
    }
    for (Buffer buffer : locals) {
      if (buffer.dtype() == dtype) {
        Expr[] index = buffer.isScalar() ? new Expr[0] : new Expr[] {simpleIndex()};
        leaves.add(Ir.load(buffer, index));
      }
    }
    leaves.add(new Expr.Const(dtype, value(dtype, random), AT));
    return leaves.get(random.nextInt(leaves.size()));
  }

  private Expr simpleIndex() {
    return loops.isEmpty() ? Ir.i32(1) : loops.get(random.nextInt(loops.size()));
  }

  private Expr bool(int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> Ir.bin(BinaryOp.AND, expr(DType.BOOL, depth), expr(DType.BOOL, depth));
      case 1 -> Ir.bin(BinaryOp.OR, expr(DType.BOOL, depth), expr(DType.BOOL, depth));
      case 2 -> Ir.un(UnaryOp.NOT, expr(DType.BOOL, depth));
      case 3 -> Ir.bin(BinaryOp.NE, expr(DType.BOOL, depth), expr(DType.BOOL, depth));
      default -> {
        DType dtype =
            List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64).get(random.nextInt(4));
        BinaryOp op = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
        yield Ir.bin(op, expr(dtype, depth), expr(dtype, depth));
      }
    };
  }

  private Expr integer(DType dtype, int depth) {
    List<BinaryOp> ops =
        List.of(
            BinaryOp.ADD,
            BinaryOp.ADD,
            BinaryOp.SUB,
            BinaryOp.MUL,
            BinaryOp.TRUNCDIV,
            BinaryOp.TRUNCMOD,
            BinaryOp.FLOORDIV,
            BinaryOp.FLOORMOD,
            BinaryOp.MIN,
            BinaryOp.MAX,
            BinaryOp.AND,
            BinaryOp.OR,
            BinaryOp.XOR,
            BinaryOp.SHL,
            BinaryOp.SHR,
            BinaryOp.USHR);
    int choice = random.nextInt(ops.size() + 6);
    if (choice < ops.size()) {
      BinaryOp op = ops.get(choice);
      Expr right = expr(op.isShift() ? DType.INT32 : dtype, depth);
      return Ir.bin(op, expr(dtype, depth), right);
    }
    return switch (choice - ops.size()) {
      case 0 -> Ir.un(UnaryOp.NEG, expr(dtype, depth));
      case 1 -> Ir.un(UnaryOp.NOT, expr(dtype, depth));
      case 2 -> Ir.call(Intrinsic.ABS, dtype, expr(dtype, depth));
      case 3 -> Ir.cast(dtype, expr(random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64, depth));
      case 4 -> {
        DType small =
            List.of(DType.INT8, DType.UINT8, DType.INT16, DType.UINT16).get(random.nextInt(4));
        yield Ir.cast(dtype, Ir.cast(small, expr(DType.INT32, depth)));
      }
      default -> Ir.cast(dtype, expr(dtype == DType.INT32 ? DType.INT64 : DType.INT32, depth));
    };
  }

  private Expr real(DType dtype, int depth) {
    List<BinaryOp> ops =
        List.of(
            BinaryOp.ADD,
            BinaryOp.ADD,
            BinaryOp.SUB,
            BinaryOp.SUB,
            BinaryOp.MUL,
            BinaryOp.DIV,
            BinaryOp.FMOD,
            BinaryOp.MIN,
            BinaryOp.MAX);
    int choice = random.nextInt(ops.size() + 5);
    if (choice < ops.size()) {
      return Ir.bin(ops.get(choice), expr(dtype, depth), expr(dtype, depth));
    }
    return switch (choice - ops.size()) {
      case 0 -> Ir.un(UnaryOp.NEG, expr(dtype, depth));
      case 1 -> {
        List<Intrinsic> fs =
            List.of(Intrinsic.ABS, Intrinsic.SQRT, Intrinsic.FLOOR, Intrinsic.CEIL, Intrinsic.RINT);
        yield Ir.call(fs.get(random.nextInt(fs.size())), dtype, expr(dtype, depth));
      }
      case 2 ->
          Ir.call(Intrinsic.FMA, dtype, expr(dtype, depth), expr(dtype, depth), expr(dtype, depth));
      case 3 -> Ir.cast(dtype, expr(random.nextBoolean() ? DType.INT32 : DType.INT64, depth));
      default ->
          Ir.cast(dtype, expr(dtype == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32, depth));
    };
  }
}
