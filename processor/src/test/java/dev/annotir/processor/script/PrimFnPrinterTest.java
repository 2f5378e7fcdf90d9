package dev.annotir.processor.script;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.END;
import static dev.annotir.processor.ir.Ir.INDEX;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.bits;
import static dev.annotir.processor.ir.Ir.block;
import static dev.annotir.processor.ir.Ir.bool;
import static dev.annotir.processor.ir.Ir.call;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.check;
import static dev.annotir.processor.ir.Ir.choose;
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
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.result;
import static dev.annotir.processor.ir.Ir.select;
import static dev.annotir.processor.ir.Ir.seq;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.un;
import static dev.annotir.processor.ir.Ir.var;
import static dev.annotir.processor.ir.Ir.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.MlfVersion;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrimFnPrinterTest {
  private final Expr.Var i = var("i", DType.INT32);
  private final Expr.Var n = var("n", DType.INT32);
  private final Expr.Var m = var("m", DType.INT64);
  private final Expr.Var p = var("p", DType.BOOL);
  private final Expr.Var q = var("q", DType.BOOL);
  private final Expr.Var x = var("x", DType.FLOAT32);
  private final Expr.Var y = var("y", DType.FLOAT32);

  /** C[i] = A[i] + B[0] on int8, as TVM has it. */
  private static PrimFunc addition() {
    Buffer a = param("A", DType.INT8, 2);
    Buffer b = param("B", DType.INT8, 1);
    Buffer c = param("C", DType.INT8, 2);
    Expr.Var index = var("i", DType.INT32);
    Expr sum = add(cast(DType.INT32, load(a, index)), cast(DType.INT32, load(b, i32(0))));
    return func("add", List.of(a, b, c), loop(index, 2, store(c, cast(DType.INT8, sum), index)));
  }

  private static String print(MlfVersion version, PrimFunc... functions) {
    return printer(version, functions).print();
  }

  private static ModelLibraryFormatPrinter printer(MlfVersion version, PrimFunc... functions) {
    List<OperatorFacts> facts = new ArrayList<>();
    for (PrimFunc function : functions) {
      facts.add(Tvm.facts(function));
    }
    return ModelLibraryFormatPrinter.of(version, facts);
  }

  /** The lines of a body in version 4. */
  private static String body(PrimFunc func) {
    String text = print(MlfVersion.V4, func);
    return text.substring(text.indexOf(" {\n") + 3, text.length() - 2).replaceAll("(?m)^ {2}", "");
  }

  private String text(Expr e) {
    Buffer out = param("out", e.dtype(), 1);
    String body = body(func("f", List.of(n, m, p, q, x, y, out), store(out, e, i32(0))));
    return body.substring("out_2[0] = ".length()).strip();
  }

  @Test
  void version4() {
    assertThat(print(MlfVersion.V4, addition()))
        .isEqualTo(
            """
            primfn(A_1: handle, B_1: handle, C_1: handle) -> ()
              attr = {"global_symbol": "add", "tir.noalias": True}
              buffers = {A: Buffer(A_2: Pointer(int8), int8, [2], []),
                         B: Buffer(B_2: Pointer(int8), int8, [1], []),
                         C: Buffer(C_2: Pointer(int8), int8, [2], [])}
              buffer_map = {A_1: A, B_1: B, C_1: C} {
              for (i: int32, 0, 2) {
                C_2[i] = cast(int8, (cast(int32, (int8*)A_2[i]) + cast(int32, (int8*)B_2[0])))
              }
            }
            """);
  }

  @Test
  void version5() {
    assertThat(printer(MlfVersion.V5, addition().withName("add_scalar")).print())
        .startsWith(
            """
            @add_scalar = primfn(A_1: handle, B_1: handle, C_1: handle) -> ()
              attr = {"global_symbol": "add_scalar", "tir.noalias": True}
            """);
  }

  @Test
  void inPlaceCallsAllowAliases() {
    OperatorFacts facts = Tvm.facts(addition());
    OperatorFacts inPlace =
        new OperatorFacts(
            facts.func(),
            facts.access(),
            Map.of("C", List.of("A")),
            List.of(),
            0,
            List.of(),
            Map.of(),
            0);
    assertThat(ModelLibraryFormatPrinter.of(MlfVersion.V4, List.of(inPlace)).print())
        .contains("  attr = {\"global_symbol\": \"add\"}\n  buffers");
  }

  /** Names differ across the module; a function may have no buffers at all. */
  @Test
  void severalFunctions() {
    Buffer table = constant("A", DType.FLOAT32, bits(1f, 2f));
    Buffer result = result(DType.FLOAT32);
    Expr.Var a1 = var("A_1", DType.INT32);
    PrimFunc second = func("second", List.of(i, a1), result, store(result, load(table, a1)));
    PrimFunc third = func("third", List.of(n), check(lt(n, i32(4)), INDEX));
    String text = print(MlfVersion.V5, addition(), second, third);
    assertThat(text.substring(text.indexOf("\n\n") + 2))
        .isEqualTo(
            """
            @second = primfn(i_1: int32, A_1_1: int32, result_1: handle, A_4: handle) -> ()
              attr = {"global_symbol": "second", "tir.noalias": True}
              buffers = {result: Buffer(result_2: Pointer(float32), float32, [1], []),
                         A_3: Buffer(A_5: Pointer(float32), float32, [2], [])}
              buffer_map = {result_1: result, A_4: A_3} {
              result_2[0] = (float32*)A_5[A_1_1]
            }

            @third = primfn(n: int32) -> ()
              attr = {"global_symbol": "third", "tir.noalias": True} {
              assert((n < 4), "%s")
            }
            """
                .formatted(INDEX.text()));
  }

  @Test
  void namesAreThoseOfTheText() {
    Buffer result = result(DType.FLOAT32);
    PrimFunc second = func("second", List.of(n, param("A", DType.BOOL, 3)), result);
    for (MlfVersion version : List.of(MlfVersion.V4, MlfVersion.V5)) {
      ModelLibraryFormatPrinter printer = printer(version, addition(), second);
      assertThat(printer.print()).contains("primfn(n: int32, A_4: handle, result_1: handle)");
      assertThat(printer.getVarName(addition(), "A")).isEqualTo("A_1");
      assertThat(printer.getVarName(addition(), "C")).isEqualTo("C_1");
      assertThat(printer.getVarName(second, "n")).isEqualTo("n");
      assertThat(printer.getVarName(second, "A")).isEqualTo("A_4");
      assertThat(printer.getVarName(second, "result")).isEqualTo("result_1");
      assertThat(printer.getVarName(second, "B")).isNull();
    }
    ModelLibraryFormatPrinter script = printer(MlfVersion.V7, second);
    assertThat(script.getVarName(second, "A")).isEqualTo("A");
    assertThat(script.getVarName(second, "result")).isEqualTo("result");
    assertThat(script.getVarName(addition(), "A")).isNull();
  }

  @Test
  void operators() {
    Map<BinaryOp, String> ints =
        Map.ofEntries(
            Map.entry(BinaryOp.ADD, "(n + 7)"),
            Map.entry(BinaryOp.SUB, "(n - 7)"),
            Map.entry(BinaryOp.MUL, "(n*7)"),
            Map.entry(BinaryOp.TRUNCDIV, "(n / 7)"),
            Map.entry(BinaryOp.TRUNCMOD, "(n % 7)"),
            Map.entry(BinaryOp.FLOORDIV, "floordiv(n, 7)"),
            Map.entry(BinaryOp.FLOORMOD, "floormod(n, 7)"),
            Map.entry(BinaryOp.MIN, "min(n, 7)"),
            Map.entry(BinaryOp.MAX, "max(n, 7)"),
            Map.entry(BinaryOp.AND, "@tir.bitwise_and(n, 7, dtype=int32)"),
            Map.entry(BinaryOp.OR, "@tir.bitwise_or(n, 7, dtype=int32)"),
            Map.entry(BinaryOp.XOR, "@tir.bitwise_xor(n, 7, dtype=int32)"),
            Map.entry(BinaryOp.SHL, "@tir.shift_left(n, 7, dtype=int32)"),
            Map.entry(BinaryOp.SHR, "@tir.shift_right(n, 7, dtype=int32)"),
            Map.entry(BinaryOp.USHR, "@tir.shift_right_unsigned(n, 7, dtype=int32)"),
            Map.entry(BinaryOp.EQ, "(n == 7)"),
            Map.entry(BinaryOp.NE, "(n != 7)"),
            Map.entry(BinaryOp.LT, "(n < 7)"),
            Map.entry(BinaryOp.LE, "(n <= 7)"),
            Map.entry(BinaryOp.GT, "(n > 7)"),
            Map.entry(BinaryOp.GE, "(n >= 7)"));
    ints.forEach((op, text) -> assertThat(text(bin(op, n, i32(7)))).isEqualTo(text));
    assertThat(text(bin(BinaryOp.DIV, x, y))).isEqualTo("(x / y)");
    assertThat(text(bin(BinaryOp.FMOD, x, y))).isEqualTo("@tir.fmod(x, y, dtype=float32)");
    assertThat(ints.size() + 2).isEqualTo(BinaryOp.values().length);
    assertThat(text(bin(BinaryOp.SHL, m, n))).isEqualTo("@tir.shift_left(m, n, dtype=int64)");
    assertThat(text(bin(BinaryOp.AND, p, q))).isEqualTo("(p && q)");
    assertThat(text(bin(BinaryOp.OR, p, q))).isEqualTo("(p || q)");
    assertThat(text(bin(BinaryOp.XOR, p, q))).isEqualTo("@tir.bitwise_xor(p, q, dtype=bool)");
    assertThat(text(un(UnaryOp.NOT, p))).isEqualTo("!p");
    assertThat(text(un(UnaryOp.NOT, n))).isEqualTo("@tir.bitwise_not(n, dtype=int32)");
    assertThat(text(un(UnaryOp.NEG, n))).isEqualTo("(n*-1)");
    assertThat(text(un(UnaryOp.NEG, m))).isEqualTo("(m*-1i64)");
    assertThat(text(un(UnaryOp.NEG, x))).isEqualTo("(x*-1f32)");
    assertThat(text(un(UnaryOp.NEG, f64(2)))).isEqualTo("(2f64*-1f64)");
  }

  @Test
  void callsAndChoices() {
    assertThat(text(cast(DType.FLOAT64, x))).isEqualTo("cast(float64, x)");
    assertThat(text(select(p, x, y))).isEqualTo("select(p, x, y)");
    assertThat(text(lazy(p, n, i32(0)))).isEqualTo("@tir.if_then_else(p, n, 0, dtype=int32)");
    Map<Intrinsic, String> floats =
        Map.of(
            Intrinsic.ABS, "fabs",
            Intrinsic.SQRT, "sqrt",
            Intrinsic.FLOOR, "floor",
            Intrinsic.CEIL, "ceil",
            Intrinsic.RINT, "nearbyint");
    floats.forEach(
        (intrinsic, name) ->
            assertThat(text(call(intrinsic, DType.FLOAT32, x)))
                .isEqualTo("@tir." + name + "(x, dtype=float32)"));
    assertThat(text(call(Intrinsic.FMA, DType.FLOAT32, x, y, x)))
        .isEqualTo("@tir.fma(x, y, x, dtype=float32)");
    assertThat(text(call(Intrinsic.ABS, DType.INT32, n))).isEqualTo("@tir.abs(n, dtype=int32)");
    assertThat(text(call(Intrinsic.REINTERPRET, DType.INT32, x)))
        .isEqualTo("@tir.reinterpret(x, dtype=int32)");
    assertThat(text(call(Intrinsic.POPCOUNT, DType.INT32, n)))
        .isEqualTo("@tir.popcount(n, dtype=int32)");
    assertThat(text(call(Intrinsic.CLZ, DType.INT64, m))).isEqualTo("@tir.clz(m, dtype=int64)");
    assertThat(text(call(Intrinsic.MULTIPLY_HIGH, DType.INT64, m, m)))
        .isEqualTo("@tir.multiply_high(m, m, dtype=int64)");
    assertThat(text(call(Intrinsic.PRODUCT_FITS, DType.BOOL, m, m)))
        .isEqualTo("@tir.product_fits(m, m, dtype=bool)");
    assertThat(text(call(Intrinsic.DOT_INT16, DType.INT32, n, n, n)))
        .isEqualTo("@tir.dot_int16(n, n, n, dtype=int32)");
  }

  @Test
  void constants() {
    assertThat(text(i32(-5))).isEqualTo("-5");
    assertThat(text(i64(5))).isEqualTo("5i64");
    assertThat(text(Expr.Const.of(DType.INT8, 3, AT))).isEqualTo("3i8");
    assertThat(text(Expr.Const.of(DType.UINT8, 1, AT))).isEqualTo("1u8");
    assertThat(text(Expr.Const.of(DType.UINT64, -1, AT))).isEqualTo("18446744073709551615u64");
    assertThat(text(bool(true))).isEqualTo("True");
    assertThat(text(bool(false))).isEqualTo("False");
    assertThat(text(f32(0))).isEqualTo("0f32");
    assertThat(text(f32(0.1f))).isEqualTo("0.1f32");
    assertThat(text(f64(-0.0))).isEqualTo("-0.0f64");
    assertThat(text(f64(1e-300))).isEqualTo("1e-300f64");
    assertThat(text(f64(Double.NaN))).isEqualTo("nanf64");
    assertThat(text(f32(Float.NEGATIVE_INFINITY))).isEqualTo("-inff32");
    assertThat(text(Expr.Const.of(DType.BFLOAT16, 0x3f80, AT)))
        .isEqualTo("@tir.reinterpret(16256u16, dtype=bfloat16)");
  }

  @Test
  void positionsAreRowMajor() {
    Buffer t = param("t", DType.INT32, 2, 3, 4);
    Expr.Var j = var("j", DType.INT32);
    Stmt sums =
        seq(
            store(t, load(t, i, j, add(j, i32(1))), i32(1), i32(2), i32(3)),
            store(t, load(t, i32(0), i32(0), i), i, i32(2), i32(1)));
    assertThat(body(func("f", List.of(t), loop(i, 2, loop(j, 3, sums)))))
        .contains("t_2[23] = (int32*)t_2[(((i*12) + (j*4)) + (j + 1))]\n")
        .contains("t_2[((i*12) + 9)] = (int32*)t_2[i]\n");
  }

  @Test
  void positionsBeyondIntsAreWide() {
    Buffer t = param("t", DType.INT8, 1 << 16, 1 << 16);
    Stmt set = store(t, load(t, i, i32(3)), i, i);
    assertThat(body(func("f", List.of(t), loop(i, 2, set))))
        .contains("t_2[((cast(int64, i)*65536i64) + cast(int64, i))] = ")
        .contains("(int8*)t_2[((cast(int64, i)*65536i64) + 3i64)]");
  }

  @Test
  void localMemory() {
    Buffer set = local("set", DType.FLOAT64);
    Buffer grid = local("grid", DType.INT64, 2, 3);
    Buffer sum = local("sum", DType.INT64);
    PrimFunc f =
        func(
            "f",
            List.of(),
            allocate(
                set, store(set, f64(1)), allocate(grid, allocate(sum, store(sum, load(sum))))));
    assertThat(body(f))
        .isEqualTo(
            """
            allocate(set: Pointer(float64), float64, [1]);
            set[0] = 1f64
            allocate(grid: Pointer(int64), int64, [6]);
            for (z: int32, 0, 6) {
              grid[z] = 0i64
            }
            allocate(sum: Pointer(int64), int64, [1]);
            sum[0] = 0i64
            sum[0] = (int64*)sum[0]
            """);
    assertThat(print(MlfVersion.V5, f))
        .contains(
            "\n  allocate(grid: Pointer(global int64), int64, [6]), storage_scope = global;\n");
  }

  @Test
  void statements() {
    Buffer a = param("a", DType.INT32, 4);
    Label found = new Label("found");
    Expr.Var v = var("v", DType.INT32);
    Stmt chain =
        choose(
            lt(v, i32(0)),
            exit(found),
            choose(lt(v, i32(1)), seq(new Stmt[0]), choose(p, exit(END), store(a, v, i32(1)))));
    PrimFunc f =
        func(
            "f",
            List.of(a, p, m),
            block(found, loop(i, 4, let(v, load(a, i), chain))),
            loop(var("k", DType.INT64), m, when(p, store(a, i32(0), i32(0)))),
            loopWhile(p, seq(new Stmt[0])));
    assertThat(body(f))
        .isEqualTo(
            """
            attr ["found"] "exit_label" = True {
              for (i: int32, 0, 4) {
                let v: int32 = (int32*)a_2[i]
                if (v < 0) {
                  @tir.exit("found", dtype=int32)
                } else if (v < 1) {
                  0
                } else if p {
                  @tir.ret(0, dtype=int32)
                } else {
                  a_2[1] = v
                }
              }
            }
            for (k: int64, 0i64, m) {
              if p {
                a_2[0] = 0
              }
            }
            while (p) {
              0
            }
            """);
  }

  @Test
  void emptyBodies() {
    assertThat(body(func("f", List.of()))).isEqualTo("0\n");
  }
}
