package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.bin;
import static dev.annotir.processor.c.Ir.call;
import static dev.annotir.processor.c.Ir.cast;
import static dev.annotir.processor.c.Ir.f32;
import static dev.annotir.processor.c.Ir.f64;
import static dev.annotir.processor.c.Ir.i32;
import static dev.annotir.processor.c.Ir.i64;
import static dev.annotir.processor.c.Ir.un;
import static dev.annotir.processor.ir.DType.BFLOAT16;
import static dev.annotir.processor.ir.DType.BOOL;
import static dev.annotir.processor.ir.DType.FLOAT32;
import static dev.annotir.processor.ir.DType.FLOAT64;
import static dev.annotir.processor.ir.DType.INT16;
import static dev.annotir.processor.ir.DType.INT32;
import static dev.annotir.processor.ir.DType.INT64;
import static dev.annotir.processor.ir.DType.INT8;
import static dev.annotir.processor.ir.DType.UINT16;
import static dev.annotir.processor.ir.DType.UINT32;
import static dev.annotir.processor.ir.DType.UINT64;
import static dev.annotir.processor.ir.DType.UINT8;

import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator, conversion and intrinsic in C has the bits of the JVM's own arithmetic. */
@SuppressWarnings({
  "FloatingPointLiteralPrecision",
  "NarrowCalculation",
  "OperatorPrecedence",
  "ShortCircuitBoolean"
}) // Java as its users write it
class OperatorsTest {
  private static final int SIZE = 2000;
  private static final Batch BATCH = batch();

  @TempDir Path folder;

  static Stream<Arguments> builds() {
    List<Arguments> builds = new ArrayList<>();
    for (String compiler : List.of("gcc", "clang")) {
      builds.add(Arguments.of(compiler, List.of("-std=c99", "-O0")));
      builds.add(Arguments.of(compiler, List.of("-std=c11", "-O2")));
      builds.add(Arguments.of(compiler, List.of("-std=c17", "-O3", "-march=native")));
      builds.add(
          Arguments.of(
              compiler,
              List.of("-O0", "-fsanitize=undefined,address", "-fno-sanitize-recover=all")));
    }
    builds.add(Arguments.of("g++", List.of("-x", "c++", "-std=c++17", "-O1")));
    builds.add(Arguments.of("clang++", List.of("-x", "c++", "-std=c++17", "-O0", "-march=native")));
    return builds.stream();
  }

  @ParameterizedTest
  @MethodSource("builds")
  void hasTheBitsOfTheJvm(String compiler, List<String> flags) {
    Assumptions.assumeTrue(CToolchain.has(compiler));
    BATCH.check(folder, compiler, flags);
  }

  @Test
  void compilesForSmallControllers() throws IOException {
    Assumptions.assumeTrue(CToolchain.has("arm-none-eabi-gcc"));
    Files.writeString(folder.resolve("t.c"), BATCH.kernels());
    List<String> flags = List.of("-std=c99", "-mcpu=cortex-m0", "-mthumb", "-Os");
    CToolchain.run(folder, CToolchain.compile("arm-none-eabi-gcc", flags, "t.c", "t.o"));
  }

  /** A function on the bits of values. */
  interface Reference {
    long of(long... args);
  }

  private static Batch batch() {
    OperatorsTest.Table table = new Table();
    integers(table);
    longs(table);
    floats(table);
    doubles(table);
    bools(table);
    casts(table);
    return table.batch;
  }

  private static final class Table {
    final Batch batch = new Batch();
    private final Samples samples = new Samples(42);
    private int count;

    void add(DType to, List<DType> from, Ir.Elementwise value, Reference reference) {
      long[][] args = new long[from.size() + 1][];
      for (int k = 0; k < from.size(); k++) {
        args[k] = samples.of(from.get(k), SIZE);
      }
      args[from.size()] = new long[SIZE];
      long[] expected = new long[SIZE];
      for (int i = 0; i < SIZE; i++) {
        int at = i;
        expected[i] =
            reference.of(
                java.util.stream.IntStream.range(0, from.size())
                    .mapToLong(k -> args[k][at])
                    .toArray());
      }
      List<long[]> all = new ArrayList<>(List.of(args));
      all.set(from.size(), expected);
      String name = "f" + count++;
      batch.add(Ir.map(name, SIZE, to, from, value), args, 0, all);
    }

    void binary(DType dtype, BinaryOp op, Reference reference) {
      DType to = op.isComparison() ? BOOL : dtype;
      DType second = op.isShift() ? INT32 : dtype;
      add(to, List.of(dtype, second), a -> bin(op, a[0], a[1]), reference);
    }

    /** An operator with a constant as its second operand. */
    void constant(DType dtype, BinaryOp op, Expr.Const b, Reference reference) {
      DType to = op.isComparison() ? BOOL : dtype;
      add(to, List.of(dtype), a -> bin(op, a[0], b), a -> reference.of(a[0], b.bits()));
    }

    void constantFirst(DType dtype, BinaryOp op, Expr.Const a, Reference reference) {
      DType second = op.isShift() ? INT32 : dtype;
      add(dtype, List.of(second), b -> bin(op, a, b[0]), b -> reference.of(a.bits(), b[0]));
    }
  }

  private static void integers(Table t) {
    List<Reference> references = new ArrayList<>();
    BinaryOp[] ops = {
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
      BinaryOp.USHR,
      BinaryOp.EQ,
      BinaryOp.NE,
      BinaryOp.LT,
      BinaryOp.LE,
      BinaryOp.GT,
      BinaryOp.GE
    };
    references.add(a -> (int) a[0] + (int) a[1]);
    references.add(a -> (int) a[0] - (int) a[1]);
    references.add(a -> (int) a[0] * (int) a[1]);
    references.add(a -> a[1] == 0 ? 0 : (int) a[0] / (int) a[1]);
    references.add(a -> a[1] == 0 ? 0 : (int) a[0] % (int) a[1]);
    references.add(a -> a[1] == 0 ? 0 : Math.floorDiv((int) a[0], (int) a[1]));
    references.add(a -> a[1] == 0 ? 0 : Math.floorMod((int) a[0], (int) a[1]));
    references.add(a -> Math.min((int) a[0], (int) a[1]));
    references.add(a -> Math.max((int) a[0], (int) a[1]));
    references.add(a -> (int) a[0] & (int) a[1]);
    references.add(a -> (int) a[0] | (int) a[1]);
    references.add(a -> (int) a[0] ^ (int) a[1]);
    references.add(a -> (int) a[0] << (int) a[1]);
    references.add(a -> (int) a[0] >> (int) a[1]);
    references.add(a -> (int) a[0] >>> (int) a[1]);
    references.add(a -> a[0] == a[1] ? 1 : 0);
    references.add(a -> a[0] != a[1] ? 1 : 0);
    references.add(a -> a[0] < a[1] ? 1 : 0);
    references.add(a -> a[0] <= a[1] ? 1 : 0);
    references.add(a -> a[0] > a[1] ? 1 : 0);
    references.add(a -> a[0] >= a[1] ? 1 : 0);
    for (int i = 0; i < ops.length; i++) {
      t.binary(INT32, ops[i], references.get(i));
      for (int c : new int[] {1, -8, Integer.MIN_VALUE}) {
        t.constant(INT32, ops[i], i32(c), references.get(i));
        if (!ops[i].isComparison()) {
          t.constantFirst(INT32, ops[i], i32(c), references.get(i));
        }
      }
    }
    t.add(INT32, List.of(INT32), a -> un(UnaryOp.NEG, a[0]), a -> -(int) a[0]);
    t.add(INT32, List.of(INT32), a -> un(UnaryOp.NOT, a[0]), a -> ~(int) a[0]);
    t.add(INT32, List.of(INT32), a -> call(Intrinsic.ABS, INT32, a[0]), a -> Math.abs((int) a[0]));
    t.add(
        INT32,
        List.of(INT32, INT32),
        a ->
            Ir.lazy(
                bin(BinaryOp.AND, bin(BinaryOp.LT, a[0], a[1]), bin(BinaryOp.GT, a[1], i32(3))),
                a[0],
                a[1]),
        a -> a[0] < a[1] && a[1] > 3 ? a[0] : a[1]);
    t.add(
        INT32,
        List.of(INT32),
        a -> call(Intrinsic.POPCOUNT, INT32, a[0]),
        a -> Integer.bitCount((int) a[0]));
    t.add(
        INT32,
        List.of(INT32),
        a -> call(Intrinsic.CLZ, INT32, a[0]),
        a -> Integer.numberOfLeadingZeros((int) a[0]));
    t.add(
        INT32,
        List.of(UINT16, UINT16),
        a -> bin(BinaryOp.MUL, cast(INT32, a[0]), cast(INT32, a[1])),
        a -> (int) a[0] * (int) a[1]);
    t.add(
        INT8,
        List.of(INT8, UINT8),
        a -> cast(INT8, bin(BinaryOp.ADD, cast(INT32, a[0]), cast(INT32, a[1]))),
        a -> (byte) (a[0] + a[1]));
    t.add( // a hash: wrapping operators within each other
        INT32,
        List.of(INT32, INT32),
        a ->
            bin(
                BinaryOp.XOR,
                bin(
                    BinaryOp.MUL,
                    bin(BinaryOp.ADD, a[0], i32(-1640531527)),
                    bin(BinaryOp.SUB, i32(7), a[1])),
                bin(BinaryOp.USHR, un(UnaryOp.NEG, bin(BinaryOp.SHL, a[0], a[1])), i32(15))),
        a ->
            (((int) a[0] + -1640531527) * (7 - (int) a[1])) ^ (-((int) a[0] << (int) a[1]) >>> 15));
  }

  private static void longs(Table t) {
    List<Reference> references = new ArrayList<>();
    BinaryOp[] ops = {
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
      BinaryOp.EQ,
      BinaryOp.LT
    };
    references.add(a -> a[0] + a[1]);
    references.add(a -> a[0] - a[1]);
    references.add(a -> a[0] * a[1]);
    references.add(a -> a[1] == 0 ? 0 : a[0] / a[1]);
    references.add(a -> a[1] == 0 ? 0 : a[0] % a[1]);
    references.add(a -> a[1] == 0 ? 0 : Math.floorDiv(a[0], a[1]));
    references.add(a -> a[1] == 0 ? 0 : Math.floorMod(a[0], a[1]));
    references.add(a -> Math.min(a[0], a[1]));
    references.add(a -> Math.max(a[0], a[1]));
    references.add(a -> a[0] & a[1]);
    references.add(a -> a[0] | a[1]);
    references.add(a -> a[0] ^ a[1]);
    references.add(a -> a[0] == a[1] ? 1 : 0);
    references.add(a -> a[0] < a[1] ? 1 : 0);
    for (int i = 0; i < ops.length; i++) {
      t.binary(INT64, ops[i], references.get(i));
      for (long c : new long[] {-1, 3000000000L, Integer.MIN_VALUE, Long.MIN_VALUE}) {
        t.constant(INT64, ops[i], i64(c), references.get(i));
        if (!ops[i].isComparison()) {
          t.constantFirst(INT64, ops[i], i64(c), references.get(i));
        }
      }
    }
    t.binary(INT64, BinaryOp.SHL, a -> a[0] << a[1]);
    t.binary(INT64, BinaryOp.SHR, a -> a[0] >> a[1]);
    t.binary(INT64, BinaryOp.USHR, a -> a[0] >>> a[1]);
    t.constantFirst(INT64, BinaryOp.SHL, i64(1), a -> a[0] << a[1]);
    t.constantFirst(INT64, BinaryOp.USHR, i64(-1), a -> a[0] >>> a[1]);
    t.add(INT64, List.of(INT64), a -> un(UnaryOp.NEG, a[0]), a -> -a[0]);
    t.add(INT64, List.of(INT64), a -> un(UnaryOp.NOT, a[0]), a -> ~a[0]);
    t.add(INT64, List.of(INT64), a -> call(Intrinsic.ABS, INT64, a[0]), a -> Math.abs(a[0]));
    t.add(INT64, List.of(INT64), a -> call(Intrinsic.POPCOUNT, INT64, a), a -> Long.bitCount(a[0]));
    t.add(
        INT64,
        List.of(INT64),
        a -> call(Intrinsic.CLZ, INT64, a),
        a -> Long.numberOfLeadingZeros(a[0]));
    t.add(
        INT64,
        List.of(INT64, INT64),
        a -> call(Intrinsic.MULTIPLY_HIGH, INT64, a),
        a -> Math.multiplyHigh(a[0], a[1]));
    t.add(
        BOOL,
        List.of(INT64, INT64),
        a -> call(Intrinsic.PRODUCT_FITS, BOOL, a),
        a -> truth(Math.multiplyHigh(a[0], a[1]) == a[0] * a[1] >> 63));
    t.add( // of halves, so that about half of them fit
        BOOL,
        List.of(INT64, INT32),
        a ->
            call(Intrinsic.PRODUCT_FITS, BOOL, bin(BinaryOp.SHR, a[0], i32(30)), cast(INT64, a[1])),
        a -> truth(Math.multiplyHigh(a[0] >> 30, a[1]) == (a[0] >> 30) * a[1] >> 63));
    t.add(
        INT64,
        List.of(INT32, INT32),
        a -> bin(BinaryOp.MUL, cast(INT64, a[0]), cast(INT64, a[1])),
        a -> a[0] * a[1]);
    t.add(
        INT32,
        List.of(INT64, INT64),
        a -> cast(INT32, bin(BinaryOp.SHR, bin(BinaryOp.MUL, a[0], a[1]), i32(7))),
        a -> (int) (a[0] * a[1] >> 7));
    t.add(
        INT64,
        List.of(INT64),
        a -> bin(BinaryOp.ADD, a[0], bin(BinaryOp.MUL, i64(70000), i64(70000))),
        a -> a[0] + 4900000000L);
  }

  private static float f(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static long f(float value) {
    return Float.floatToIntBits(value);
  }

  private static double d(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long d(double value) {
    return Double.doubleToLongBits(value);
  }

  private static long truth(boolean value) {
    return value ? 1 : 0;
  }

  private static void floats(Table t) {
    t.binary(FLOAT32, BinaryOp.ADD, a -> f(f(a[0]) + f(a[1])));
    t.binary(FLOAT32, BinaryOp.SUB, a -> f(f(a[0]) - f(a[1])));
    t.binary(FLOAT32, BinaryOp.MUL, a -> f(f(a[0]) * f(a[1])));
    t.binary(FLOAT32, BinaryOp.DIV, a -> f(f(a[0]) / f(a[1])));
    t.binary(FLOAT32, BinaryOp.FMOD, a -> f(f(a[0]) % f(a[1])));
    t.binary(FLOAT32, BinaryOp.MIN, a -> f(Math.min(f(a[0]), f(a[1]))));
    t.binary(FLOAT32, BinaryOp.MAX, a -> f(Math.max(f(a[0]), f(a[1]))));
    t.binary(FLOAT32, BinaryOp.EQ, a -> truth(f(a[0]) == f(a[1])));
    t.binary(FLOAT32, BinaryOp.NE, a -> truth(f(a[0]) != f(a[1])));
    t.binary(FLOAT32, BinaryOp.LT, a -> truth(f(a[0]) < f(a[1])));
    t.binary(FLOAT32, BinaryOp.LE, a -> truth(f(a[0]) <= f(a[1])));
    t.binary(FLOAT32, BinaryOp.GT, a -> truth(f(a[0]) > f(a[1])));
    t.binary(FLOAT32, BinaryOp.GE, a -> truth(f(a[0]) >= f(a[1])));
    float[] constants = {
      0f,
      -0f,
      1f,
      -2.5f,
      0.1f,
      6f,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      Float.NaN,
      Float.NEGATIVE_INFINITY,
      16777216f,
      1e-10f
    };
    for (float c : constants) {
      t.constant(FLOAT32, BinaryOp.MIN, f32(c), a -> f(Math.min(f(a[0]), f(a[1]))));
      t.constant(FLOAT32, BinaryOp.MAX, f32(c), a -> f(Math.max(f(a[0]), f(a[1]))));
      t.constant(FLOAT32, BinaryOp.MUL, f32(c), a -> f(f(a[0]) * f(a[1])));
      t.constantFirst(FLOAT32, BinaryOp.MAX, f32(c), a -> f(Math.max(f(a[0]), f(a[1]))));
    }
    t.add(FLOAT32, List.of(FLOAT32), a -> un(UnaryOp.NEG, a[0]), a -> f(-f(a[0])));
    t.add(
        BOOL,
        List.of(FLOAT32),
        a -> bin(BinaryOp.NE, a[0], a[0]),
        a -> truth(Float.isNaN(f(a[0]))));
    unary(t, Intrinsic.ABS, x -> (float) Math.abs(x), Math::abs);
    unary(t, Intrinsic.SQRT, x -> (float) Math.sqrt(x), Math::sqrt);
    unary(t, Intrinsic.FLOOR, x -> (float) Math.floor(x), Math::floor);
    unary(t, Intrinsic.CEIL, x -> (float) Math.ceil(x), Math::ceil);
    unary(t, Intrinsic.RINT, x -> (float) Math.rint(x), Math::rint);
    t.add(
        FLOAT32,
        List.of(FLOAT32, FLOAT32, FLOAT32),
        a -> call(Intrinsic.FMA, FLOAT32, a),
        a -> f(Math.fma(f(a[0]), f(a[1]), f(a[2]))));
    t.add(
        FLOAT64,
        List.of(FLOAT64, FLOAT64, FLOAT64),
        a -> call(Intrinsic.FMA, FLOAT64, a),
        a -> d(Math.fma(d(a[0]), d(a[1]), d(a[2]))));
    t.add( // products that the addend nearly cancels
        FLOAT64,
        List.of(FLOAT64, FLOAT64),
        a ->
            call(
                Intrinsic.FMA, FLOAT64, a[0], a[1], un(UnaryOp.NEG, bin(BinaryOp.MUL, a[0], a[1]))),
        a -> d(Math.fma(d(a[0]), d(a[1]), -(d(a[0]) * d(a[1])))));
    t.add(
        FLOAT32,
        List.of(FLOAT32, FLOAT32),
        a ->
            call(
                Intrinsic.FMA, FLOAT32, a[0], a[1], un(UnaryOp.NEG, bin(BinaryOp.MUL, a[0], a[1]))),
        a -> f(Math.fma(f(a[0]), f(a[1]), -(f(a[0]) * f(a[1])))));
  }

  private static void unary(
      Table t,
      Intrinsic intrinsic,
      java.util.function.DoubleFunction<Float> ofFloat,
      java.util.function.DoubleUnaryOperator of) {
    t.add(
        FLOAT32,
        List.of(FLOAT32),
        a -> call(intrinsic, FLOAT32, a),
        a -> f(ofFloat.apply(f(a[0]))));
    t.add(
        FLOAT64,
        List.of(FLOAT64),
        a -> call(intrinsic, FLOAT64, a),
        a -> d(of.applyAsDouble(d(a[0]))));
  }

  private static void doubles(Table t) {
    t.binary(FLOAT64, BinaryOp.ADD, a -> d(d(a[0]) + d(a[1])));
    t.binary(FLOAT64, BinaryOp.SUB, a -> d(d(a[0]) - d(a[1])));
    t.binary(FLOAT64, BinaryOp.MUL, a -> d(d(a[0]) * d(a[1])));
    t.binary(FLOAT64, BinaryOp.DIV, a -> d(d(a[0]) / d(a[1])));
    t.binary(FLOAT64, BinaryOp.FMOD, a -> d(d(a[0]) % d(a[1])));
    t.binary(FLOAT64, BinaryOp.MIN, a -> d(Math.min(d(a[0]), d(a[1]))));
    t.binary(FLOAT64, BinaryOp.MAX, a -> d(Math.max(d(a[0]), d(a[1]))));
    t.binary(FLOAT64, BinaryOp.LE, a -> truth(d(a[0]) <= d(a[1])));
    double[] constants = {
      0,
      -0.0,
      1,
      0.1,
      Double.MIN_VALUE,
      Double.MIN_NORMAL,
      Double.MAX_VALUE,
      Double.NaN,
      1.0 / 3,
      1e22,
      5e-324,
      Math.PI,
      Double.POSITIVE_INFINITY,
      9007199254740993.0
    };
    for (double c : constants) {
      t.constant(FLOAT64, BinaryOp.MIN, f64(c), a -> d(Math.min(d(a[0]), d(a[1]))));
      t.constant(FLOAT64, BinaryOp.MAX, f64(c), a -> d(Math.max(d(a[0]), d(a[1]))));
      t.constant(FLOAT64, BinaryOp.ADD, f64(c), a -> d(d(a[0]) + d(a[1])));
    }
    t.add(FLOAT64, List.of(FLOAT64), a -> un(UnaryOp.NEG, a[0]), a -> d(-d(a[0])));
  }

  private static void bools(Table t) {
    t.binary(BOOL, BinaryOp.AND, a -> a[0] & a[1]);
    t.binary(BOOL, BinaryOp.OR, a -> a[0] | a[1]);
    t.binary(BOOL, BinaryOp.XOR, a -> a[0] ^ a[1]);
    t.binary(BOOL, BinaryOp.EQ, a -> truth(a[0] == a[1]));
    t.binary(BOOL, BinaryOp.NE, a -> truth(a[0] != a[1]));
    t.add(BOOL, List.of(BOOL), a -> un(UnaryOp.NOT, a[0]), a -> 1 - a[0]);
    Expr.Const no = Ir.bool(false);
    Expr.Const yes = Ir.bool(true);
    t.add(
        BOOL,
        List.of(BOOL, BOOL, BOOL),
        a -> Ir.lazy(a[0], Ir.lazy(a[1], yes, a[2]), no),
        a -> a[0] & (a[1] | a[2]));
    t.add(
        BOOL,
        List.of(BOOL, BOOL, BOOL),
        a -> Ir.lazy(Ir.lazy(a[0], a[1], no), yes, a[2]),
        a -> a[0] & a[1] | a[2]);
    t.add(
        BOOL,
        List.of(BOOL, BOOL, BOOL),
        a -> Ir.select(a[0], a[1], a[2]),
        a -> a[0] == 1 ? a[1] : a[2]);
    t.add(
        BOOL,
        List.of(FLOAT32, FLOAT32, INT32),
        a ->
            un(
                UnaryOp.NOT,
                bin(
                    BinaryOp.AND,
                    bin(BinaryOp.LT, a[0], a[1]),
                    bin(
                        BinaryOp.OR,
                        bin(BinaryOp.LT, bin(BinaryOp.MAX, a[0], a[1]), f32(1)),
                        bin(BinaryOp.GT, a[2], i32(3))))),
        a -> truth(!(f(a[0]) < f(a[1]) & (Math.max(f(a[0]), f(a[1])) < 1 | a[2] > 3))));
    t.add(
        BOOL,
        List.of(INT32),
        a -> Ir.lazy(bin(BinaryOp.LE, i32(0), a[0]), bin(BinaryOp.LT, a[0], i32(40)), no),
        a -> truth(0 <= a[0] && a[0] < 40));
    t.add(
        INT8,
        List.of(BOOL, INT8, INT8),
        a -> Ir.select(a[0], a[1], a[2]),
        a -> a[0] == 1 ? a[1] : a[2]);
    t.add(
        INT32,
        List.of(BOOL, INT32, INT32),
        a -> bin(BinaryOp.MUL, Ir.lazy(a[0], a[1], a[2]), i32(3)),
        a -> (int) (a[0] == 1 ? a[1] : a[2]) * 3);
  }

  private static void casts(Table t) {
    for (DType from : List.of(INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64)) {
      for (DType to : List.of(INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64)) {
        t.add(to, List.of(from), a -> cast(to, a[0]), a -> to.wrap(a[0]));
      }
    }
    for (DType from : List.of(INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32)) {
      t.add(FLOAT32, List.of(from), a -> cast(FLOAT32, a[0]), a -> f((float) a[0]));
      t.add(FLOAT64, List.of(from), a -> cast(FLOAT64, a[0]), a -> d((double) a[0]));
    }
    t.add(INT32, List.of(FLOAT32), a -> cast(INT32, a[0]), a -> (int) f(a[0]));
    t.add(INT64, List.of(FLOAT32), a -> cast(INT64, a[0]), a -> (long) f(a[0]));
    t.add(INT32, List.of(FLOAT64), a -> cast(INT32, a[0]), a -> (int) d(a[0]));
    t.add(INT64, List.of(FLOAT64), a -> cast(INT64, a[0]), a -> (long) d(a[0]));
    t.add(INT8, List.of(FLOAT32), a -> cast(INT8, cast(INT32, a[0])), a -> (byte) f(a[0]));
    t.add(FLOAT64, List.of(FLOAT32), a -> cast(FLOAT64, a[0]), a -> d((double) f(a[0])));
    t.add(FLOAT32, List.of(FLOAT64), a -> cast(FLOAT32, a[0]), a -> f((float) d(a[0])));
    t.add(INT32, List.of(FLOAT32), a -> call(Intrinsic.REINTERPRET, INT32, a), a -> a[0]);
    t.add(INT64, List.of(FLOAT64), a -> call(Intrinsic.REINTERPRET, INT64, a), a -> a[0]);
    t.add(
        UINT32,
        List.of(FLOAT32),
        a -> call(Intrinsic.REINTERPRET, UINT32, a),
        a -> UINT32.wrap(a[0]));
    t.add(FLOAT32, List.of(INT32), a -> call(Intrinsic.REINTERPRET, FLOAT32, a), a -> a[0]);
    t.add(FLOAT32, List.of(UINT32), a -> call(Intrinsic.REINTERPRET, FLOAT32, a), a -> a[0]);
    t.add(FLOAT64, List.of(INT64), a -> call(Intrinsic.REINTERPRET, FLOAT64, a), a -> a[0]);
    t.add(
        INT16,
        List.of(BFLOAT16),
        a -> call(Intrinsic.REINTERPRET, INT16, a),
        a -> INT16.wrap(a[0]));
    t.add(BFLOAT16, List.of(INT16), a -> call(Intrinsic.REINTERPRET, BFLOAT16, a), a -> a[0]);
  }
}
