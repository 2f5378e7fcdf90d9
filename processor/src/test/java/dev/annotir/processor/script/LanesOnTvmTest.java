package dev.annotir.processor.script;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.INDEX;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.bits;
import static dev.annotir.processor.ir.Ir.call;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.f32;
import static dev.annotir.processor.ir.Ir.func;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.i64;
import static dev.annotir.processor.ir.Ir.lazy;
import static dev.annotir.processor.ir.Ir.let;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.local;
import static dev.annotir.processor.ir.Ir.loop;
import static dev.annotir.processor.ir.Ir.loopWhile;
import static dev.annotir.processor.ir.Ir.lt;
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.select;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.var;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Vectors in memory, as TVM computes them. */
class LanesOnTvmTest {
  private static final int L = 8;

  private final Tvm tvm = new Tvm();
  private final Random random = new Random(1);
  private final Expr.Var i = var("i", DType.INT32);
  private final Expr.Var j = var("j", DType.INT32);
  private final Expr.Var k = var("k", DType.INT32);

  @BeforeAll
  static void assumeTvm() {
    Tvm.assumePresent();
  }

  private static Expr ramp(Expr base) {
    return new Expr.Ramp(base, 1, L, AT);
  }

  private static Expr each(Expr value) {
    return Lanes.spread(value, L);
  }

  private static Expr all() {
    return ramp(i32(0));
  }

  private static Expr strip(Expr.Var v) {
    return ramp(mul(v, i32(L)));
  }

  private static Stmt masked(Buffer buffer, Expr value, Expr mask, Expr... indices) {
    return new Stmt.BufferStore(buffer, List.of(indices), value, mask, AT);
  }

  private long[] floats(int n) {
    return LongStream.range(0, n)
        .map(v -> DType.FLOAT32.wrap(Float.floatToRawIntBits((float) random.nextGaussian())))
        .toArray();
  }

  private long[] ints(DType dtype, int n) {
    return random.longs(n).map(dtype::wrap).toArray();
  }

  private long[] below(int bound, int n) {
    return random.ints(n, 0, bound).asLongStream().toArray();
  }

  @Test
  void saxpyAndItsRest() {
    Buffer x = param("x", DType.FLOAT32, 27);
    Buffer y = param("y", DType.FLOAT32, 27);
    Expr.Var a = var("a", DType.FLOAT32);
    Expr rest = add(i, i32(24));
    tvm.add(
        func(
            "saxpy",
            List.of(a, x, y),
            loop(j, 3, store(y, add(mul(each(a), load(x, strip(j))), load(y, strip(j))), strip(j))),
            loop(i, 3, store(y, add(mul(a, load(x, rest)), load(y, rest)), rest))));
    tvm.call(bits(1.7f), floats(27), floats(27));
    tvm.compare();
  }

  private void matmul(String name, boolean fused) {
    Buffer a = param("a", DType.FLOAT32, 4, 5);
    Buffer b = param("b", DType.FLOAT32, 5, 16);
    Buffer c = param("c", DType.FLOAT32, 4, 16);
    Buffer sum = local("sum", DType.FLOAT32, L);
    Buffer sum1 = local("sum_1", DType.FLOAT32, L);
    Expr.Var column = new Expr.Var("column", DType.FLOAT32, L, AT);
    Expr row = mul(i, i32(2));
    Expr next = add(row, i32(1));
    tvm.add(
        func(
            name,
            List.of(a, b, c),
            loop(
                i,
                2,
                loop(
                    j,
                    2,
                    allocate(
                        sum,
                        allocate(
                            sum1,
                            store(sum1, each(f32(0)), all()),
                            loop(
                                k,
                                5,
                                let(
                                    column,
                                    load(b, k, strip(j)),
                                    accumulate(sum, each(load(a, row, k)), column, fused),
                                    accumulate(sum1, each(load(a, next, k)), column, fused))),
                            store(c, load(sum, all()), row, strip(j)),
                            store(c, load(sum1, all()), next, strip(j))))))));
    tvm.call(floats(20), floats(80), new long[64]);
  }

  private static Stmt accumulate(Buffer sum, Expr a, Expr b, boolean fused) {
    Expr old = load(sum, all());
    Expr value = fused ? call(Intrinsic.FMA, DType.FLOAT32, a, b, old) : add(old, mul(a, b));
    return store(sum, value, all());
  }

  @Test
  void accumulatorsOfMatmul() {
    matmul("matmul", false);
    matmul("matmul_fma", true);
    tvm.compare();
  }

  @Test
  void productsOfInt8() {
    Buffer x = param("x", DType.INT8, 32);
    Buffer w = param("w", DType.INT8, 32);
    Buffer y = param("y", DType.INT32, 32);
    Expr product = mul(cast(DType.INT32, load(x, strip(j))), cast(DType.INT32, load(w, strip(j))));
    tvm.add(
        func(
            "products",
            List.of(x, w, y),
            loop(j, 4, store(y, add(load(y, strip(j)), product), strip(j)))));
    tvm.call(ints(DType.INT8, 32), ints(DType.INT8, 32), ints(DType.INT32, 32));
    tvm.compare();
  }

  @Test
  void maskedStores() {
    Buffer x = param("x", DType.FLOAT32, 20);
    Buffer y = param("y", DType.FLOAT32, 20);
    Buffer at = param("at", DType.INT32, 20);
    Expr some = lt(each(f32(0)), load(x, strip(j)));
    tvm.add(
        func("positive", List.of(x, y), loop(j, 2, masked(y, load(x, strip(j)), some, strip(j)))));
    tvm.call(floats(20), floats(20));
    // The last lanes are outside.
    Expr inside = lt(ramp(mul(j, i32(L))), each(i32(20)));
    tvm.add(func("fill", List.of(x, y), loop(j, 3, masked(y, each(f32(3)), inside, strip(j)))));
    tvm.call(floats(20), floats(20));
    Expr shifted = load(y, ramp(i32(0)));
    Expr less = lt(shifted, load(x, all()));
    tvm.add(func("shift", List.of(x, y), masked(y, shifted, less, ramp(i32(1)))));
    tvm.call(floats(20), floats(20));
    // Each lane's place is read before the first is stored.
    Expr place = load(at, all());
    Expr small = lt(place, each(i32(10)));
    tvm.add(func("places", List.of(at), masked(at, each(i32(19)), small, place)));
    tvm.call(below(20, 20));
    tvm.compare();
  }

  @Test
  void chosenLanes() {
    Buffer x = param("x", DType.FLOAT32, 32);
    Buffer y = param("y", DType.FLOAT32, 32);
    List<Integer> indices = List.of(0, 8, 1, 15, 15, 3, 9, 0);
    Expr.Var row = new Expr.Var("row", DType.FLOAT32, L, AT);
    Expr shuffle = new Expr.Shuffle(row, load(y, strip(j)), indices, AT);
    tvm.add(
        func(
            "shuffle",
            List.of(x, y),
            loop(j, 4, let(row, load(x, strip(j)), store(y, shuffle, strip(j))))));
    tvm.call(floats(32), floats(32));
    Expr.Var chosen = new Expr.Var("chosen", DType.FLOAT32, L, AT);
    Expr fused =
        call(Expr.Intrinsic.FMA, DType.FLOAT32, chosen, load(x, strip(j)), load(y, strip(j)));
    Stmt let = let(row, load(x, strip(j)), let(chosen, shuffle, store(y, fused, strip(j))));
    tvm.add(func("fused", List.of(x, y), loop(j, 4, let)));
    tvm.call(floats(32), floats(32));
    tvm.compare();
  }

  @Test
  void gathersAndScatters() {
    Buffer x = param("x", DType.FLOAT32, 32);
    Buffer at = param("at", DType.INT32, 32);
    Buffer y = param("y", DType.FLOAT32, 32);
    tvm.add(
        func(
            "gather",
            List.of(x, at, y),
            loop(j, 4, store(y, load(x, load(at, strip(j))), strip(j)))));
    tvm.call(floats(32), below(32, 32), new long[32]);
    tvm.add(
        func(
            "scatter",
            List.of(x, at, y),
            loop(j, 4, store(y, load(x, strip(j)), load(at, strip(j))))));
    tvm.call(floats(32), below(4, 32), new long[32]);
    Expr backwards = new Expr.Ramp(add(mul(j, i32(L)), i32(7)), -1, L, AT);
    tvm.add(func("reverse", List.of(x, y), loop(j, 4, store(y, load(x, backwards), strip(j)))));
    tvm.call(floats(32), new long[32]);
    tvm.compare();
  }

  @Test
  void otherIndicesThanTheLast() {
    Buffer x = param("x", DType.INT32, 8, 6);
    Buffer y = param("y", DType.INT32, 6, 8);
    Buffer at = param("at", DType.INT32, 8);
    tvm.add(func("transpose", List.of(x, y), loop(i, 6, store(y, load(x, all(), i), i, all()))));
    tvm.call(ints(DType.INT32, 48), new long[48]);
    tvm.add(
        func(
            "rows",
            List.of(x, at, y),
            loop(i, 6, store(y, load(x, load(at, all()), each(i)), each(i), all()))));
    tvm.call(ints(DType.INT32, 48), below(8, 8), new long[48]);
    Buffer t = local("t", DType.INT32, 8, 6);
    tvm.add(
        func(
            "local",
            List.of(x, y),
            allocate(
                t,
                loop(i, 6, store(t, load(x, all(), i), all(), i)),
                loop(j, 6, store(y, load(t, all(), j), j, all())))));
    tvm.call(ints(DType.INT32, 48), new long[48]);
    List<Integer> called = List.of(2, 3, 4);
    Buffer z = new Buffer("z", DType.INT32, List.of(24), called, Buffer.Scope.PARAM, null, AT);
    tvm.add(func("flat", List.of(z, at), loop(j, 3, store(z, load(at, all()), strip(j)))));
    tvm.call(new long[24], ints(DType.INT32, 8));
    tvm.compare();
  }

  @Test
  void rampsThatWrap() {
    Expr.Var n = var("n", DType.INT32);
    Expr.Var m = var("m", DType.INT64);
    Buffer y = param("y", DType.INT32, L);
    Buffer z = param("z", DType.INT64, L);
    tvm.add(
        func(
            "ramps",
            List.of(n, m, y, z),
            store(y, new Expr.Ramp(n, 0x23456789, L, AT), all()),
            store(z, new Expr.Ramp(m, -3, L, AT), all())));
    for (long[] v : new long[][] {{0, 0}, {-5, 9}, {Integer.MAX_VALUE, Long.MIN_VALUE}}) {
      tvm.call(new long[] {v[0]}, new long[] {v[1]}, new long[L], new long[L]);
    }
    tvm.compare();
  }

  @Test
  void choices() {
    Buffer x = param("x", DType.FLOAT32, L);
    Buffer y = param("y", DType.FLOAT32, L);
    Expr.Var n = var("n", DType.INT32);
    Expr v = load(x, all());
    Expr negated = new Expr.Unary(Expr.UnaryOp.NOT, lt(v, each(f32(0))), AT);
    Expr both = bin(BinaryOp.AND, negated, lt(v, each(f32(1))));
    Expr chosen = select(both, v, each(f32(-1)));
    Expr extreme = bin(BinaryOp.MAX, chosen, load(y, all()));
    Expr outside = load(x, ramp(mul(n, i32(100))));
    Expr which = bin(BinaryOp.EQ, n, i32(0));
    tvm.add(func("lazy", List.of(x, n, y), store(y, lazy(which, outside, extreme), all())));
    tvm.call(floats(L), new long[] {0}, floats(L));
    tvm.call(bits(Float.NaN, -0f, 0f, 1f, 2f, -1f, 0.5f, 0.25f), new long[] {1}, new long[L]);
    tvm.compare();
  }

  @Test
  void checksOfScalarsThatVectorsDivideBy() {
    Buffer y = param("y", DType.INT64, L);
    Expr.Var n = var("n", DType.INT64);
    Stmt nonzero = new Stmt.Check(bin(BinaryOp.NE, n, i64(0)), INDEX, AT);
    Expr quotient = bin(BinaryOp.TRUNCDIV, load(y, all()), each(n));
    tvm.add(func("divide", List.of(n, y), nonzero, store(y, quotient, all())));
    tvm.call(new long[] {-1}, LongStream.range(0, L).map(v -> Long.MIN_VALUE + v).toArray());
    tvm.call(new long[] {0}, new long[L]);
    tvm.compare();
  }

  @Test
  void untilNoLaneGoesOn() {
    Buffer x = param("x", DType.INT32, L);
    Buffer n = param("n", DType.INT32, L);
    Buffer running = local("running", DType.BOOL, L);
    Expr.Var mask = new Expr.Var("mask", DType.BOOL, L, AT);
    Expr any = new Expr.Call(Intrinsic.ANY, List.of(load(running, all())), DType.BOOL, AT);
    Expr isMore = lt(each(i32(1)), load(x, all()));
    Stmt half = store(x, bin(BinaryOp.SHR, load(x, all()), each(i32(1))), all());
    tvm.add(
        func(
            "halves",
            List.of(x, n),
            allocate(
                running,
                store(running, isMore, all()),
                loopWhile(
                    any,
                    let(
                        mask,
                        load(running, all()),
                        half,
                        masked(n, add(load(n, all()), each(i32(1))), mask, all()),
                        store(running, bin(BinaryOp.AND, mask, isMore), all()))))));
    tvm.call(ints(DType.INT32, L), ints(DType.INT32, L));
    tvm.call(below(9, L), below(9, L));
    tvm.compare();
  }
}
