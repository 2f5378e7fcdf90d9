package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.*;
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

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.Stmt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of several lanes in C have the bits of the interpreter. */
class LanesTest {
  private static final int SIZE = 1024;
  private static final Expr.Var I = var("i", INT32);
  private static final Batch BATCH = batch();

  @TempDir Path folder;

  static Stream<Arguments> builds() {
    List<Arguments> builds = new ArrayList<>();
    for (String compiler : List.of("gcc", "clang")) {
      builds.add(Arguments.of(compiler, List.of("-std=c99", "-O0")));
      builds.add(Arguments.of(compiler, List.of("-std=c11", "-O2", "-mavx2", "-mfma")));
      // clang takes eight times as long where it looks for more vectors itself: OperatorsTest lets
      // it.
      String most = compiler.equals("clang") ? "-O1" : "-O3";
      builds.add(Arguments.of(compiler, List.of("-std=c17", most, "-march=native")));
      builds.add(
          Arguments.of(
              compiler,
              List.of("-O0", "-fsanitize=undefined,address", "-fno-sanitize-recover=all")));
    }
    builds.add(Arguments.of("gcc", List.of("-std=c99", "-O1", "-march=x86-64-v4")));
    builds.add(Arguments.of("g++", List.of("-x", "c++", "-std=c++17", "-O1")));
    builds.add(Arguments.of("clang++", List.of("-x", "c++", "-std=c++17", "-march=native")));
    return builds.stream();
  }

  @ParameterizedTest
  @MethodSource("builds")
  void hasTheBitsOfTheInterpreter(String compiler, List<String> flags) {
    Assumptions.assumeTrue(CToolchain.has(compiler));
    BATCH.check(folder, compiler, flags);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gcc", "clang"})
  void compilesForTheWidestVectors(String compiler) throws IOException {
    Assumptions.assumeTrue(CToolchain.has(compiler));
    Files.writeString(folder.resolve("t.c"), BATCH.kernels());
    List<String> flags = List.of("-std=c99", "-march=skylake-avx512");
    CToolchain.run(folder, CToolchain.compile(compiler, flags, "t.c", "t.o"));
  }

  /** Operators on all elements of tensors, by lanes. */
  private static final class Table {
    final Batch batch = new Batch();
    private final Samples samples = new Samples(11);
    private int count;

    void add(int lanes, DType to, List<DType> from, Elementwise value) {
      List<Param> params = new ArrayList<>();
      long[][] args = new long[from.size() + 1][];
      List<Expr> loads = new ArrayList<>();
      for (int k = 0; k < from.size(); k++) {
        Buffer a = tensor("abc".substring(k, k + 1), from.get(k), SIZE);
        params.add(a);
        loads.add(load(a, row(lanes)));
        args[k] = samples.of(from.get(k), SIZE);
      }
      Buffer y = tensor("y", to, SIZE);
      params.add(y);
      args[from.size()] = new long[SIZE];
      Stmt store = store(y, value.of(loads.toArray(new Expr[0])), row(lanes));
      OperatorFacts facts =
          facts("f" + count++, params, null, List.of("a", "b", "c"), loop(I, SIZE / lanes, store));
      batch.add(facts, args);
    }

    void binary(DType dtype, BinaryOp... ops) {
      for (BinaryOp op : ops) {
        boolean byLane = op.isDivision() || op == BinaryOp.FMOD;
        int lanes = (byLane ? 128 : 512) / dtype.bits();
        DType to = op.isComparison() ? BOOL : dtype;
        DType second = op.isShift() ? INT32 : dtype;
        add(lanes, to, List.of(dtype, second), a -> bin(op, a[0], a[1]));
        for (long sample : samples.of(second, 1)) {
          Expr.Const c = Expr.Const.of(second, sample, SPAN);
          add(lanes, to, List.of(dtype), a -> bin(op, a[0], all(c, lanes)));
          if (!op.isShift()) {
            add(lanes, to, List.of(dtype), a -> bin(op, all(c, lanes), a[0]));
          }
        }
        Expr one = cast(second, I);
        add(lanes, to, List.of(dtype), a -> bin(op, a[0], all(one, lanes)));
      }
    }
  }

  private static Expr row(int lanes) {
    return ramp(bin(BinaryOp.MUL, I, i32(lanes)), 1, lanes);
  }

  private static Batch batch() {
    Table t = new Table();
    arithmetic(t);
    casts(t);
    bools(t);
    shuffles(t);
    dotProducts(t);
    return t.batch;
  }

  private static void dotProducts(Table t) {
    for (Intrinsic f : List.of(Intrinsic.DOT_INT16, Intrinsic.DOT_INT8)) {
      for (int lanes : new int[] {2, 4, 8, 16}) {
        t.add(lanes, INT32, List.of(INT32, INT32, INT32), a -> call(f, INT32, a));
        for (int each : new int[] {0x80008000, 0x80808080, 0x7fff8000}) {
          Expr all = all(i32(each), lanes);
          t.add(lanes, INT32, List.of(INT32), a -> call(f, INT32, all, all, a[0]));
          t.add(lanes, INT32, List.of(INT32), a -> call(f, INT32, a[0], all, a[0]));
        }
      }
    }
  }

  private static void shuffles(Table t) {
    for (DType dtype : List.of(INT8, UINT16, INT32, FLOAT32, INT64, FLOAT64)) {
      for (int bits = 128; bits <= 512; bits *= 2) {
        int lanes = bits / dtype.bits();
        List<Integer> turned = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
          turned.add(i * 7 % (2 * lanes));
        }
        t.add(lanes, dtype, List.of(dtype, dtype), a -> new Expr.Shuffle(a[0], a[1], turned, SPAN));
      }
    }
  }

  private static void arithmetic(Table t) {
    for (DType dtype : List.of(INT32, INT64)) {
      int lanes = 512 / dtype.bits();
      t.binary(
          dtype,
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
      t.add(lanes, dtype, List.of(dtype), a -> un(UnaryOp.NEG, a[0]));
      t.add(lanes, dtype, List.of(dtype), a -> un(UnaryOp.NOT, a[0]));
      for (Intrinsic f : List.of(Intrinsic.ABS, Intrinsic.POPCOUNT, Intrinsic.CLZ)) {
        t.add(4, dtype, List.of(dtype), a -> call(f, dtype, a));
      }
      t.add(
          lanes,
          dtype,
          List.of(dtype, dtype),
          a ->
              bin(
                  BinaryOp.XOR,
                  bin(BinaryOp.MUL, bin(BinaryOp.ADD, a[0], a[1]), bin(BinaryOp.SUB, a[0], a[1])),
                  bin(BinaryOp.USHR, un(UnaryOp.NEG, a[0]), all(i32(15), lanes))));
    }
    t.add(8, INT64, List.of(INT64, INT64), a -> call(Intrinsic.MULTIPLY_HIGH, INT64, a));
    t.add(8, BOOL, List.of(INT64, INT64), a -> call(Intrinsic.PRODUCT_FITS, BOOL, a));
    for (DType dtype : List.of(FLOAT32, FLOAT64)) {
      int lanes = 512 / dtype.bits();
      t.binary(
          dtype,
          BinaryOp.ADD,
          BinaryOp.SUB,
          BinaryOp.MUL,
          BinaryOp.DIV,
          BinaryOp.FMOD,
          BinaryOp.MIN,
          BinaryOp.MAX);
      for (double special : new double[] {0, -0.0, -2.5, Double.NaN, Double.NEGATIVE_INFINITY}) {
        Expr c = all(dtype == FLOAT32 ? f32((float) special) : f64(special), lanes);
        for (BinaryOp op : List.of(BinaryOp.MIN, BinaryOp.MAX, BinaryOp.ADD, BinaryOp.SUB)) {
          t.add(lanes, dtype, List.of(dtype), a -> bin(op, a[0], c));
          t.add(lanes, dtype, List.of(dtype), a -> bin(op, c, a[0]));
        }
      }
      Expr zero = all(dtype == FLOAT32 ? f32(0) : f64(0), lanes);
      Expr negative = all(dtype == FLOAT32 ? f32(-0f) : f64(-0.0), lanes);
      t.add(lanes, dtype, List.of(dtype), a -> add(a[0], zero));
      t.add(lanes, dtype, List.of(dtype), a -> add(negative, a[0]));
      t.add(lanes, dtype, List.of(dtype), a -> bin(BinaryOp.SUB, zero, a[0]));
      t.add(lanes, dtype, List.of(INT32), a -> add(un(UnaryOp.NEG, cast(dtype, a[0])), zero));
      t.add(lanes, dtype, List.of(dtype), a -> un(UnaryOp.NEG, a[0]));
      t.add(lanes, dtype, List.of(dtype, dtype, dtype), a -> call(Intrinsic.FMA, dtype, a));
      t.add(
          lanes,
          dtype,
          List.of(dtype, dtype, dtype),
          a -> un(UnaryOp.NEG, call(Intrinsic.FMA, dtype, a)));
      t.add(
          lanes,
          dtype,
          List.of(dtype, dtype, dtype),
          a -> add(bin(BinaryOp.MUL, a[0], a[1]), a[2]));
      for (Intrinsic f :
          List.of(Intrinsic.ABS, Intrinsic.SQRT, Intrinsic.FLOOR, Intrinsic.CEIL, Intrinsic.RINT)) {
        for (int count : new int[] {lanes / 4, lanes / 2, lanes}) {
          t.add(count, dtype, List.of(dtype), a -> call(f, dtype, a));
        }
      }
    }
  }

  private static void casts(Table t) {
    List<DType> integers =
        List.of(INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64, FLOAT32, FLOAT64);
    for (DType from : integers) {
      for (DType to : integers) {
        boolean legal =
            from.isFloat()
                ? to.isFloat() || to == INT32 || to == INT64
                : !(from == UINT64 && to.isFloat());
        if (legal) {
          t.add(16, to, List.of(from), a -> cast(to, a[0]));
        }
      }
    }
    t.add(16, INT32, List.of(FLOAT32), a -> call(Intrinsic.REINTERPRET, INT32, a));
    t.add(8, FLOAT64, List.of(INT64), a -> call(Intrinsic.REINTERPRET, FLOAT64, a));
    t.add(
        32,
        INT8,
        List.of(INT8, UINT8),
        a -> cast(INT8, bin(BinaryOp.MUL, cast(INT32, a[0]), cast(INT32, a[1]))));
  }

  private static void bools(Table t) {
    BinaryOp[] comparisons = {
      BinaryOp.EQ, BinaryOp.NE, BinaryOp.LT, BinaryOp.LE, BinaryOp.GT, BinaryOp.GE
    };
    for (DType dtype : List.of(INT32, INT64, FLOAT32, FLOAT64)) {
      t.binary(dtype, comparisons);
    }
    for (BinaryOp op : List.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR, BinaryOp.EQ, BinaryOp.NE)) {
      t.add(16, BOOL, List.of(BOOL, BOOL), a -> bin(op, a[0], a[1]));
      t.add(16, BOOL, List.of(BOOL), a -> bin(op, a[0], all(bool(true), 16)));
      t.add(
          8,
          BOOL,
          List.of(FLOAT64, INT32, BOOL),
          a ->
              bin(
                  op,
                  bin(BinaryOp.LT, a[0], all(f64(0), 8)),
                  bin(op, bin(BinaryOp.GT, a[1], all(I, 8)), un(UnaryOp.NOT, a[2]))));
    }
    for (DType dtype : List.of(INT8, UINT16, INT32, INT64, FLOAT32, FLOAT64)) {
      t.add(16, dtype, List.of(dtype, dtype, BOOL), a -> select(a[2], a[0], a[1]));
      t.add(
          16,
          dtype,
          List.of(dtype, dtype, FLOAT32),
          a -> select(bin(BinaryOp.LE, a[2], all(cast(FLOAT32, I), 16)), a[0], a[1]));
      t.add(16, dtype, List.of(dtype, dtype), a -> lazy(bin(BinaryOp.LT, I, i32(30)), a[0], a[1]));
    }
    t.add(
        16,
        BOOL,
        List.of(BOOL, INT64, INT64),
        a -> select(a[0], bin(BinaryOp.LT, a[1], a[2]), bin(BinaryOp.EQ, a[1], a[2])));
    t.add(
        16,
        BOOL,
        List.of(BOOL, INT64, INT64),
        a -> lazy(bin(BinaryOp.LT, I, i32(30)), a[0], bin(BinaryOp.EQ, a[1], a[2])));
  }
}
