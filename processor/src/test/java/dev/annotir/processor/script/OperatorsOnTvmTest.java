package dev.annotir.processor.script;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.bits;
import static dev.annotir.processor.ir.Ir.call;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.func;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.i64;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.loop;
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.un;
import static dev.annotir.processor.ir.Ir.var;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each operator on all pairs of special values, as a stored value and within another expression.
 */
class OperatorsOnTvmTest {
  private static final int ROWS = 16;

  private final Tvm tvm = new Tvm();
  private final Random random = new Random(1);
  private int functions;

  /** The lanes of all values. */
  int lanes() {
    return 1;
  }

  @BeforeAll
  static void assumeTvm() {
    Tvm.assumePresent();
  }

  static long[] special(DType dtype) {
    return switch (dtype) {
      case BOOL -> new long[] {0, 1};
      case FLOAT32 ->
          bits(
              0f,
              -0f,
              1f,
              -1f,
              0.5f,
              -0.5f,
              1.5f,
              2.5f,
              -2.5f,
              3e9f,
              -3e9f,
              1e30f,
              Float.NaN,
              Float.POSITIVE_INFINITY,
              Float.NEGATIVE_INFINITY,
              Float.MIN_VALUE,
              -Float.MIN_VALUE,
              Float.MAX_VALUE,
              0x1p31f,
              -0x1p31f,
              0x1p63f,
              -0x1p63f,
              0x1.fffffep30f,
              8388609f);
      case FLOAT64 ->
          bits(
              0.0,
              -0.0,
              1,
              -1,
              0.5,
              -0.5,
              1.5,
              2.5,
              -2.5,
              3e9,
              -3e9,
              1e300,
              Double.NaN,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY,
              Double.MIN_VALUE,
              0.1,
              Double.MAX_VALUE,
              0x1p31,
              -0x1p31,
              0x1p63,
              -0x1p63,
              2147483647.5,
              0x1.fffffp62);
      default ->
          LongStream.of(
                  0,
                  1,
                  -1,
                  2,
                  -2,
                  3,
                  7,
                  -7,
                  31,
                  32,
                  33,
                  63,
                  64,
                  100,
                  0x7FFF,
                  1L << 31,
                  (1L << 31) - 1,
                  -(1L << 31),
                  1L << 32,
                  0x12345678L,
                  0x9E3779B97F4A7C15L,
                  Long.MIN_VALUE,
                  Long.MAX_VALUE,
                  -12345)
              .map(dtype::wrap)
              .toArray();
    };
  }

  /** Rows of one tensor that one function computes, since compiling a function takes TVM long. */
  private record Group(DType left, DType right, DType value) {}

  private final Map<Group, List<Operation>> groups = new LinkedHashMap<>();

  /** Adds an operation on all pairs of special values, and on some special constants. */
  private void add(DType left, DType right, Operation operation) {
    long[] rights = special(right);
    addRow(left, right, operation);
    for (long constant : new long[] {rights[0], rights[1], rights[random.nextInt(rights.length)]}) {
      addRow(left, right, (a, b) -> operation.of(a, spread(new Expr.Const(right, constant, AT))));
    }
  }

  private void addRow(DType left, DType right, Operation operation) {
    Expr value = operation.of(zero(left), zero(right));
    groups
        .computeIfAbsent(new Group(left, right, value.dtype()), key -> new ArrayList<>())
        .add(operation);
  }

  private Expr spread(Expr e) {
    return Lanes.spread(e, lanes());
  }

  private static Expr zero(DType dtype) {
    return new Expr.Const(dtype, 0, AT);
  }

  private void compare() {
    groups.forEach(
        (group, operations) -> {
          for (int i = 0; i < operations.size(); i += ROWS) {
            add(group, operations.subList(i, Math.min(i + ROWS, operations.size())));
          }
        });
    tvm.compare();
  }

  private void add(Group group, List<Operation> operations) {
    long[] lefts = special(group.left());
    long[] rights = special(group.right());
    long[] a = new long[lefts.length * rights.length];
    long[] b = new long[a.length];
    for (int i = 0; i < a.length; i++) {
      a[i] = lefts[i / rights.length];
      b[i] = rights[i % rights.length];
    }
    Buffer x = param("x", group.left(), a.length);
    Buffer y = param("y", group.right(), a.length);
    Buffer z = param("z", group.value(), operations.size(), a.length);
    Expr.Var i = var("i", DType.INT32);
    Expr at = lanes() == 1 ? i : new Expr.Ramp(mul(i, i32(lanes())), 1, lanes(), AT);
    Stmt[] stores = new Stmt[operations.size()];
    for (int row = 0; row < stores.length; row++) {
      stores[row] = store(z, operations.get(row).of(load(x, at), load(y, at)), i32(row), at);
    }
    tvm.add(func("f" + functions++, List.of(x, y, z), loop(i, a.length / lanes(), stores)));
    tvm.call(a, b, new long[(int) z.elements()]);
  }

  @FunctionalInterface
  private interface Operation {
    Expr of(Expr a, Expr b);
  }

  @Test
  void binaryOperators() {
    for (DType dtype :
        List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64, DType.BOOL)) {
      for (BinaryOp op : operators(dtype)) {
        DType right = op.isShift() ? DType.INT32 : dtype;
        add(dtype, right, (a, b) -> bin(op, a, b));
        add(dtype, right, (a, b) -> bin(op, a, op.isShift() ? b : a));
      }
    }
    compare();
  }

  /** Within a comparison, so that TVM uses what it believes to know of the operand. */
  @Test
  void analysedOperands() {
    for (DType narrow : List.of(DType.INT8, DType.UINT8, DType.INT16, DType.UINT16, DType.INT32)) {
      for (BinaryOp op : operators(DType.INT32)) {
        if (!op.isComparison()) {
          for (DType back : List.of(DType.INT32, DType.INT8, DType.UINT16)) {
            add(
                narrow,
                DType.INT32,
                (a, b) ->
                    bin(
                        BinaryOp.LT,
                        cast(DType.INT32, cast(back, bin(op, cast(DType.INT32, a), b))),
                        spread(i32(0))));
          }
        }
      }
    }
    compare();
  }

  @Test
  void unaryOperatorsAndIntrinsics() {
    for (DType dtype : List.of(DType.INT32, DType.INT64, DType.FLOAT32, DType.FLOAT64)) {
      unary(dtype, a -> un(UnaryOp.NEG, a));
      unary(dtype, a -> call(Intrinsic.ABS, dtype, a));
      if (!dtype.isFloat()) {
        unary(dtype, a -> un(UnaryOp.NOT, a));
        unary(dtype, a -> call(Intrinsic.POPCOUNT, dtype, a));
        unary(dtype, a -> call(Intrinsic.CLZ, dtype, a));
        continue;
      }
      for (Intrinsic f : List.of(Intrinsic.SQRT, Intrinsic.FLOOR, Intrinsic.CEIL, Intrinsic.RINT)) {
        unary(dtype, a -> call(f, dtype, a));
      }
      add(dtype, dtype, (a, b) -> call(Intrinsic.FMA, dtype, a, b, a));
      unary(dtype, a -> call(Intrinsic.REINTERPRET, integerOf(dtype), a));
    }
    for (Intrinsic dot : List.of(Intrinsic.DOT_INT16, Intrinsic.DOT_INT8)) {
      addRow(DType.INT32, DType.INT32, (a, b) -> call(dot, DType.INT32, a, b, a));
    }
    addRow(DType.INT64, DType.INT64, (a, b) -> call(Intrinsic.MULTIPLY_HIGH, DType.INT64, a, b));
    addRow(DType.INT64, DType.INT64, (a, b) -> call(Intrinsic.PRODUCT_FITS, DType.BOOL, a, b));
    unary(DType.BOOL, a -> un(UnaryOp.NOT, a));
    compare();
  }

  private static DType integerOf(DType dtype) {
    return dtype == DType.FLOAT32 ? DType.INT32 : DType.INT64;
  }

  private void unary(DType dtype, UnaryOperator<Expr> operation) {
    addRow(dtype, dtype, (a, b) -> operation.apply(a));
  }

  @Test
  void casts() {
    List<DType> all =
        List.of(
            DType.INT8,
            DType.UINT8,
            DType.INT16,
            DType.UINT16,
            DType.INT32,
            DType.UINT32,
            DType.INT64,
            DType.UINT64,
            DType.FLOAT32,
            DType.FLOAT64);
    for (DType from : all) {
      for (DType to : all) {
        boolean float64 = from.isFloat() || to.isFloat();
        boolean legal = !from.isFloat() || to.isFloat() || to == DType.INT32 || to == DType.INT64;
        if (from != to && legal && !(float64 && (from == DType.UINT64 || to == DType.UINT64))) {
          unary(from, a -> cast(to, a));
          if (to.isInteger()) {
            unary(from, a -> compare(cast(to, a)));
          }
        }
      }
    }
    compare();
  }

  private Expr compare(Expr e) {
    return bin(BinaryOp.LT, cast(DType.INT64, e), spread(i64(5)));
  }

  static List<BinaryOp> operators(DType dtype) {
    List<BinaryOp> result = new ArrayList<>();
    for (BinaryOp op : BinaryOp.values()) {
      boolean ofFloats = op == BinaryOp.DIV || op == BinaryOp.FMOD;
      boolean ofBits = op == BinaryOp.AND || op == BinaryOp.OR || op == BinaryOp.XOR;
      boolean ofIntegers = op.isDivision() || op.isShift();
      boolean equality = op == BinaryOp.EQ || op == BinaryOp.NE;
      boolean legal =
          dtype == DType.BOOL
              ? ofBits || equality
              : dtype.isFloat() ? !ofBits && !ofIntegers : !ofFloats;
      if (legal) {
        result.add(op);
      }
    }
    return result;
  }
}
