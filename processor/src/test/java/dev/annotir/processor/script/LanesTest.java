package dev.annotir.processor.script;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.call;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.f32;
import static dev.annotir.processor.ir.Ir.func;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.let;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.local;
import static dev.annotir.processor.ir.Ir.loop;
import static dev.annotir.processor.ir.Ir.lt;
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.un;
import static dev.annotir.processor.ir.Ir.var;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The text of vectors in both forms. */
class LanesTest {
  private static final int L = 16;

  private final Expr.Var i = var("i", DType.INT32);
  private final Expr.Var j = var("j", DType.INT32);
  private final Buffer x = param("x", DType.FLOAT32, 64);
  private final Buffer y = param("y", DType.FLOAT32, 64);
  private final Expr strip = ramp(mul(i, i32(L)));

  private static Expr ramp(Expr base) {
    return new Expr.Ramp(base, 1, L, AT);
  }

  private static Expr each(Expr value) {
    return Lanes.spread(value, L);
  }

  private static String script(PrimFunc func) {
    String text = new TvmScriptPrinter(List.of(Tvm.facts(func))).print();
    return text.substring(text.indexOf("True})\n") + 7).replaceAll("(?m)^ {8}", "");
  }

  private static String primFn(PrimFunc func) {
    String text = new PrimFnPrinter(true, List.of(Tvm.facts(func))).print();
    return text.substring(text.indexOf("} {\n") + 4).replaceAll("(?m)^ {2}", "");
  }

  @Test
  void strips() {
    Expr.Var a = var("a", DType.FLOAT32);
    Expr value = add(mul(each(a), load(x, strip)), load(y, strip));
    PrimFunc saxpy = func("saxpy", List.of(a, x, y), loop(i, 4, store(y, value, strip)));
    assertThat(script(saxpy))
        .isEqualTo(
            """
            for i in T.serial(0, 4):
                y[T.Ramp(i * 16, 1, 16)] = T.Broadcast(a, 16) * x[T.Ramp(i * 16, 1, 16)] + y[T.Ramp(i * 16, 1, 16)]
            """);
    assertThat(primFn(saxpy))
        .isEqualTo(
            """
            for (i: int32, 0, 4) {
              y_2[ramp((i*16), 1, 16)] = ((broadcast(a, 16)*(float32x16*)x_2[ramp((i*16), 1, 16)]) + (float32x16*)y_2[ramp((i*16), 1, 16)])
            }
            }
            """);
  }

  @Test
  void accumulators() {
    Buffer a = param("a", DType.FLOAT32, 4, 8);
    Buffer b = param("b", DType.FLOAT32, 8, 32);
    Buffer c = param("c", DType.FLOAT32, 4, 32);
    Buffer sum = local("sum", DType.FLOAT32, L);
    Expr.Var k = var("k", DType.INT32);
    Expr all = ramp(i32(0));
    Expr columns = ramp(mul(j, i32(L)));
    Expr product = mul(each(load(a, i, k)), load(b, k, columns));
    PrimFunc matmul =
        func(
            "matmul",
            List.of(a, b, c),
            loop(
                i,
                4,
                loop(
                    j,
                    2,
                    allocate(
                        sum,
                        store(sum, each(f32(0)), all),
                        loop(k, 8, store(sum, add(load(sum, all), product), all)),
                        store(c, load(sum, all), i, columns)))));
    assertThat(script(matmul))
        .isEqualTo(
            """
            sum = T.alloc_buffer((16,), "float32")
            for i in T.serial(0, 4):
                for j in T.serial(0, 2):
                    sum[T.Ramp(0, 1, 16)] = T.Broadcast(T.float32(0), 16)
                    for k in T.serial(0, 8):
                        sum[T.Ramp(0, 1, 16)] = sum[T.Ramp(0, 1, 16)] + T.Broadcast(a[i, k], 16) * b[k, T.Ramp(j * 16, 1, 16)]
                    c[i, T.Ramp(j * 16, 1, 16)] = sum[T.Ramp(0, 1, 16)]
            """);
    assertThat(primFn(matmul))
        .contains(
            """
            allocate(sum: Pointer(global float32), float32, [16]), storage_scope = global;
                sum[ramp(0, 1, 16)] = broadcast(0f32, 16)
            """,
            "b_2[ramp(((k*32) + (j*16)), 1, 16)]");
  }

  @Test
  void maskedStores() {
    Expr.Var v = new Expr.Var("v", DType.FLOAT32, L, AT);
    Expr.Var positive = new Expr.Var("positive", DType.BOOL, L, AT);
    Stmt some = new Stmt.BufferStore(y, List.of(strip), un(Expr.UnaryOp.NEG, v), positive, AT);
    PrimFunc f =
        func(
            "f",
            List.of(x, y),
            loop(i, 4, let(v, load(x, strip), let(positive, lt(each(f32(0)), v), some))));
    assertThat(script(f))
        .isEqualTo(
            """
            v = T.alloc_buffer((16,), "float32")
            for i in T.serial(0, 4):
                v[T.Ramp(0, 1, 16)] = x[T.Ramp(i * 16, 1, 16)]
                for lane in T.serial(0, 16):
                    if T.float32(0) < v[lane]:
                        y[i * 16 + lane] = -v[lane]
            """);
    assertThat(primFn(f))
        .contains(
            """
              let v: float32x16 = (float32x16*)x_2[ramp((i*16), 1, 16)]
              let positive: uint1x16 = (broadcast(0f32, 16) < v)
              y_2[ramp((i*16), 1, 16)] = (v*broadcast(-1f32, 16)) if positive
            """);
  }

  @Test
  void gathersAndTypes() {
    Buffer at = param("at", DType.INT32, 64);
    Buffer z = param("z", DType.INT32, 64);
    Expr gathered = cast(DType.INT32, load(x, load(at, strip)));
    Expr lower = cast(DType.FLOAT64, bin(BinaryOp.MIN, load(z, strip), each(i32(3))));
    Buffer w = param("w", DType.FLOAT64, 64);
    PrimFunc f =
        func(
            "f",
            List.of(x, at, z, w),
            loop(i, 4, store(w, lower, strip), store(z, gathered, strip)));
    assertThat(script(f))
        .contains(
            "w[T.Ramp(i * 16, 1, 16)] = T.cast(T.min(z[T.Ramp(i * 16, 1, 16)],"
                + " T.Broadcast(T.int32(3), 16)), \"float64x16\")\n",
            " = x[at[T.Ramp(i * 16, 1, 16)]]\n",
            "\"int32x16\")");
    assertThat(primFn(f))
        .contains("cast(int32x16, (float32x16*)x_2[(int32x16*)at_2[ramp((i*16), 1, 16)]])");
  }

  @Test
  void whatTvmHasForScalarsAlone() {
    Expr fused = call(Intrinsic.FMA, DType.FLOAT32, each(f32(2)), load(x, strip), load(y, strip));
    assertThat(script(func("f", List.of(x, y), loop(i, 4, store(y, fused, strip)))))
        .isEqualTo(
            """
            t = T.alloc_buffer((16,), "float32")
            for i in T.serial(0, 4):
                for lane in T.serial(0, 16):
                    t[lane] = T.call_pure_extern("float32", "fmaf", T.float32(2), x[i * 16 + lane], y[i * 16 + lane])
                y[T.Ramp(i * 16, 1, 16)] = t[T.Ramp(0, 1, 16)]
            """);
  }

  @Test
  void indicesThatTvmTakesAsOneOnly() {
    Buffer square = param("square", DType.FLOAT32, 16, 16);
    PrimFunc f =
        func("f", List.of(square, x), loop(i, 4, store(x, load(square, ramp(i32(0)), i), strip)));
    assertThat(script(f))
        .isEqualTo(
            """
            square_flat = T.decl_buffer((256,), "float32", data=square.data)
            for i in T.serial(0, 4):
                x[T.Ramp(i * 16, 1, 16)] = square_flat[T.Ramp(i, 16, 16)]
            """);
    assertThat(primFn(f)).contains("(float32x16*)square_2[ramp(i, 16, 16)]");
  }
}
