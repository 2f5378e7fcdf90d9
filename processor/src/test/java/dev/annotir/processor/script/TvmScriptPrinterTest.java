package dev.annotir.processor.script;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.END;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.bits;
import static dev.annotir.processor.ir.Ir.block;
import static dev.annotir.processor.ir.Ir.bool;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.check;
import static dev.annotir.processor.ir.Ir.constant;
import static dev.annotir.processor.ir.Ir.exit;
import static dev.annotir.processor.ir.Ir.f32;
import static dev.annotir.processor.ir.Ir.f64;
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
import static dev.annotir.processor.ir.Ir.result;
import static dev.annotir.processor.ir.Ir.seq;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.var;
import static dev.annotir.processor.ir.Ir.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TvmScriptPrinterTest {
  private final Expr.Var i = var("i", DType.INT32);
  private final Expr.Var n = var("n", DType.INT32);
  private final Buffer x = param("x", DType.FLOAT32, 4);
  private final Buffer k = param("k", DType.INT32, 4);

  /** The lines of the function's body after its attributes. */
  private static String body(PrimFunc func) {
    String text = new TvmScriptPrinter(List.of(Tvm.facts(func))).print();
    return text.substring(text.indexOf("True})\n") + 7).replaceAll("(?m)^ {8}", "");
  }

  private String stored(Expr e) {
    Buffer y = param("y", e.dtype(), 4);
    String body = body(func("f", List.of(x, k, n, y), loop(i, 4, store(y, e, i))));
    return body.substring(body.indexOf("y[i] = ") + 7).strip();
  }

  @Test
  void aModule() {
    Buffer table = constant("TABLE", DType.FLOAT32, bits(1f));
    PrimFunc first = func("first_scalar", List.of(x, n), store(x, load(table, i32(0)), i32(0)));
    Buffer result = result(DType.FLOAT64);
    PrimFunc second = func("second_scalar", List.of(), result, store(result, f64(0.1)));
    OperatorFacts facts = Tvm.facts(second);
    OperatorFacts inPlace =
        new OperatorFacts(
            second,
            facts.access(),
            Map.of("x", List.of("y")),
            List.of(),
            0,
            List.of(),
            Map.of(),
            0);
    assertThat(new TvmScriptPrinter(List.of(Tvm.facts(first), inPlace)).print())
        .isEqualTo(
            """
            # from tvm.script import ir as I
            # from tvm.script import tir as T

            @I.ir_module
            class Module:
                # Test.java:7
                @T.prim_func
                def first_scalar(x: T.Buffer((4,), "float32"), n: T.int32, TABLE: T.Buffer((1,), "float32")):
                    T.func_attr({"global_symbol": "first_scalar", "tir.noalias": True})
                    x[0] = TABLE[0]

                # Test.java:7
                @T.prim_func
                def second_scalar(result: T.Buffer((1,), "float64")):
                    T.func_attr({"global_symbol": "second_scalar"})
                    result[0] = T.float64(0.1)
            """);
  }

  @Test
  void localsStandAtTheTop() {
    Buffer sum = local("sum", DType.FLOAT32);
    Buffer rows = local("rows", DType.INT64, 2, 3);
    Stmt use = store(sum, add(load(sum), load(x, i)));
    PrimFunc f =
        func(
            "f",
            List.of(x),
            loop(i, 4, allocate(sum, store(sum, f32(0)), use)),
            allocate(rows, store(rows, i64(1), i32(0), i32(0))));
    assertThat(body(f))
        .isEqualTo(
            """
            sum = T.alloc_buffer((1,), "float32")
            rows = T.alloc_buffer((2, 3), "int64")
            for i in T.serial(0, 4):
                sum[0] = T.float32(0)
                sum[0] = sum[0] + x[i]
            for z in T.serial(0, 2):
                for z_1 in T.serial(0, 3):
                    rows[z, z_1] = T.int64(0)
            rows[0, 0] = T.int64(1)
            """);
  }

  @Test
  void checksAndDivisions() {
    Fault fault =
        new Fault(
            Fault.DIVISION_BY_ZERO, "java.lang.ArithmeticException", "\"/\" é", "F.java", 9, AT);
    Buffer y = param("y", DType.FLOAT64, 4);
    Expr quotient = bin(BinaryOp.TRUNCDIV, load(k, i), n);
    PrimFunc f =
        func(
            "f",
            List.of(k, n, y),
            check(bin(BinaryOp.NE, n, i32(0)), fault),
            loop(i, 4, store(y, cast(DType.FLOAT64, quotient), i)));
    assertThat(body(f))
        .isEqualTo(
            """
            assert n != T.int32(0), "ArithmeticException: \\"/\\" \\u00e9 at F.java:9"
            for i in T.serial(0, 4):
                y[i] = T.cast(T.cast(T.truncdiv(T.cast(k[i], "int64"), T.cast(n, "int64")), "int32"), "float64")
            """);
  }

  @Test
  void flatArraysHaveTheTensorsShape() {
    Buffer flat =
        new Buffer("t", DType.INT32, List.of(24), List.of(2, 3, 4), Buffer.Scope.PARAM, null, AT);
    PrimFunc f =
        func("f", List.of(flat), loop(i, 23, store(flat, load(flat, i32(17)), add(i, i32(1)))));
    assertThat(body(f))
        .isEqualTo(
            """
            for i in T.serial(0, 23):
                t[(i + 1) // 12, (i + 1) // 4 % 3, (i + 1) % 4] = t[1, 1, 1]
            """);
  }

  @Test
  void onlyWhatMayOverflowIsWide() {
    assertThat(stored(add(i, i32(1)))).isEqualTo("i + T.int32(1)");
    assertThat(stored(mul(load(k, i), i32(31))))
        .isEqualTo("T.cast(T.cast(k[i], \"int64\") * T.int64(31), \"int32\")");
    assertThat(stored(cast(DType.INT8, add(mul(load(k, i), i32(31)), n))))
        .isEqualTo(
            "T.cast(T.cast(k[i], \"int64\") * T.int64(31) + T.cast(n, \"int64\"), \"int8\")");
  }

  @Test
  void floatsAreHiddenOnlyWhereTvmRewritesThem() {
    assertThat(stored(add(mul(load(x, i), f32(0.1f)), load(x, i))))
        .isEqualTo("x[i] * T.float32(0.1) + x[i]");
    assertThat(stored(bin(BinaryOp.SUB, load(x, i), load(x, i32(0))))).isEqualTo("x[i] - t[0]");
    assertThat(stored(bin(BinaryOp.SUB, load(x, i32(1)), load(x, i32(0)))))
        .isEqualTo("x[1] - x[0]");
    assertThat(stored(bin(BinaryOp.MAX, load(x, i), f32(0))))
        .isEqualTo("T.Select(x[i] <= T.float32(0), T.float32(0), x[i])");
    assertThat(stored(bin(BinaryOp.NE, load(x, i), f32(1))))
        .isEqualTo("T.bitwise_xor(x[i] == T.float32(1), T.bool(True))");
    assertThat(stored(add(load(x, i), f32(-0f))))
        .isEqualTo("x[i] + T.reinterpret(\"float32\", T.reinterpret(\"int32\", T.float32(-0.0)))");
  }

  @Test
  void conditionsStayReadable() {
    Expr inside = bin(BinaryOp.AND, bin(BinaryOp.LE, i32(0), load(k, i)), lt(load(k, i), n));
    assertThat(stored(inside)).isEqualTo("T.int32(0) <= k[i] and k[i] < n");
    assertThat(stored(lazy(lt(n, i32(4)), load(k, n), i32(0))))
        .isEqualTo("T.if_then_else(n < T.int32(4), k[n], T.int32(0))");
  }

  @Test
  void literalsAreShortAndExact() {
    assertThat(literal(f32(0.1f))).isEqualTo("T.float32(0.1)");
    assertThat(literal(f32(16777216f))).isEqualTo("T.float32(16777216)");
    assertThat(literal(f32(1e30f))).isEqualTo("T.float32(1e30)");
    assertThat(literal(f32(Float.MIN_VALUE))).isEqualTo("T.float32(1e-45)");
    assertThat(literal(f32(Float.MAX_VALUE))).isEqualTo("T.float32(3.402823466e38)");
    assertThat(literal(f64(Double.MIN_VALUE))).isEqualTo("T.float64(5e-324)");
    assertThat(literal(f64(2e-3))).isEqualTo("T.float64(0.002)");
    assertThat(literal(f64(1.25e300))).isEqualTo("T.FloatImm(\"float64\", 1.25e300)");
    assertThat(literal(f64(Double.NaN))).isEqualTo("T.float64(\"nan\")");
    assertThat(literal(f32(Float.NEGATIVE_INFINITY))).isEqualTo("T.float32(\"-inf\")");
    assertThat(literal(f32(-0f))).isEqualTo("T.float32(-0.0)");
    assertThat(literal(bool(true))).isEqualTo("T.bool(True)");
    assertThat(literal(Expr.Const.of(DType.UINT64, -1, AT)))
        .isEqualTo("T.reinterpret(\"uint64\", T.int64(-1))");
  }

  private static String literal(Expr e) {
    return Literals.of((Expr.Const) e).text();
  }

  @Test
  void exitsBecomeBranchesAndFlags() {
    Label found = new Label("found");
    Label next = new Label("next");
    Buffer y = param("y", DType.INT32, 4);
    PrimFunc f =
        func(
            "f",
            List.of(k, y),
            block(
                found,
                loop(
                    i,
                    4,
                    block(
                        next,
                        when(lt(load(k, i), i32(0)), exit(next)),
                        when(lt(i32(9), load(k, i)), exit(found)),
                        store(y, i, i)))),
            store(y, i32(0), i32(0)));
    assertThat(body(f))
        .isEqualTo(
            """
            found = T.alloc_buffer((1,), "int32")
            found[0] = T.int32(0)
            for i in T.serial(0, 4):
                if found[0] == T.int32(0):
                    if not k[i] < T.int32(0):
                        if T.int32(9) < k[i]:
                            found[0] = T.int32(1)
                        else:
                            y[i] = i
            y[0] = T.int32(0)
            """);
    assertThat(body(func("g", List.of(), exit(END)))).isEqualTo("T.evaluate(0)\n");
  }

  @Test
  void letsAreInlinedOnlyWhereNothingChangesThem() {
    Expr.Var v = var("v", DType.INT32);
    PrimFunc kept = func("f", List.of(k), let(v, load(k, i32(0)), store(k, v, i32(1))));
    assertThat(body(kept))
        .isEqualTo(
            """
            v = T.alloc_buffer((1,), "int32")
            v[0] = k[0]
            k[1] = v[0]
            """);
    Buffer y = param("y", DType.INT32, 4);
    PrimFunc inlined = func("f", List.of(k, y), let(v, load(k, i32(0)), store(y, v, i32(1))));
    assertThat(body(inlined)).isEqualTo("y[1] = k[0]\n");
    Expr.Var java = var("j", DType.INT32);
    PrimFunc renamed = func("f", List.of(y), loop(i, 4, let(java, i, store(y, java, java))));
    assertThat(body(renamed)).isEqualTo("for j in T.serial(0, 4):\n    y[j] = j\n");
  }

  @Test
  void emptyBodiesEvaluateNothing() {
    PrimFunc f = func("f", List.of(k), loopWhile(lt(load(k, i32(0)), i32(0)), seq(new Stmt[0])));
    assertThat(body(f)).isEqualTo("while k[0] < T.int32(0):\n    T.evaluate(0)\n");
  }
}
