package dev.annotir.processor.ir;

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
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.result;
import static dev.annotir.processor.ir.Ir.select;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.un;
import static dev.annotir.processor.ir.Ir.var;
import static dev.annotir.processor.ir.Ir.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpreterTest {
  private static final int MIN = Integer.MIN_VALUE;

  private final Buffer x = param("x", DType.INT32, 4);
  private final Expr.Var i = var("i", DType.INT32);
  private final Expr.Var n = var("n", DType.INT32);
  private final Buffer sum = local("sum", DType.INT32);

  private static long valueOf(Expr e) {
    Buffer result = result(e.dtype());
    Outcome outcome = Interpreter.run(func("f", List.of(), result, store(result, e)));
    return ((Outcome.Returned) outcome).scalar();
  }

  private static long int32(BinaryOp op, int a, int b) {
    return valueOf(bin(op, i32(a), i32(b)));
  }

  private static long int64(BinaryOp op, long a, long b) {
    return valueOf(bin(op, i64(a), i64(b)));
  }

  private static float float32(BinaryOp op, float a, float b) {
    return Float.intBitsToFloat((int) valueOf(bin(op, f32(a), f32(b))));
  }

  private static double float64(BinaryOp op, double a, double b) {
    return Double.longBitsToDouble(valueOf(bin(op, f64(a), f64(b))));
  }

  @Test
  void integersWrap() {
    assertThat(int32(BinaryOp.ADD, Integer.MAX_VALUE, 1)).isEqualTo(MIN);
    assertThat(int32(BinaryOp.MUL, 1 << 20, 1 << 12)).isZero();
    assertThat(int32(BinaryOp.TRUNCDIV, MIN, -1)).isEqualTo(MIN);
    assertThat(int32(BinaryOp.FLOORDIV, MIN, -1)).isEqualTo(MIN);
    assertThat(int64(BinaryOp.TRUNCDIV, Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
    assertThat(int64(BinaryOp.TRUNCMOD, Long.MIN_VALUE, -1)).isZero();
    assertThat(valueOf(un(UnaryOp.NEG, i32(MIN)))).isEqualTo(MIN);
    assertThat(valueOf(call(Intrinsic.ABS, DType.INT32, i32(MIN)))).isEqualTo(MIN);
  }

  @Test
  void divisionsAreTotal() {
    for (BinaryOp op :
        List.of(BinaryOp.TRUNCDIV, BinaryOp.TRUNCMOD, BinaryOp.FLOORDIV, BinaryOp.FLOORMOD)) {
      assertThat(int32(op, 7, 0)).isZero();
      assertThat(int64(op, 7, 0)).isZero();
    }
    assertThat(int32(BinaryOp.TRUNCDIV, -7, 2)).isEqualTo(-3);
    assertThat(int32(BinaryOp.FLOORDIV, -7, 2)).isEqualTo(-4);
    assertThat(int32(BinaryOp.TRUNCMOD, -7, 2)).isEqualTo(-1);
    assertThat(int32(BinaryOp.FLOORMOD, -7, 2)).isEqualTo(1);
  }

  @Test
  void shiftsTakeTheLowBitsOfTheDistance() {
    assertThat(int32(BinaryOp.SHL, 1, 33)).isEqualTo(2);
    assertThat(int32(BinaryOp.SHR, -8, -31)).isEqualTo(-4);
    assertThat(int32(BinaryOp.USHR, -1, 28)).isEqualTo(15);
    assertThat(valueOf(bin(BinaryOp.USHR, i64(-1), i32(60)))).isEqualTo(15);
    assertThat(valueOf(bin(BinaryOp.SHL, i64(1), i32(65)))).isEqualTo(2);
  }

  @Test
  void bools() {
    assertThat(valueOf(bin(BinaryOp.AND, bool(true), bool(false)))).isZero();
    assertThat(valueOf(bin(BinaryOp.EQ, bool(false), bool(false)))).isEqualTo(1);
    assertThat(valueOf(bin(BinaryOp.XOR, bool(true), bool(false)))).isEqualTo(1);
    assertThat(valueOf(un(UnaryOp.NOT, bool(false)))).isEqualTo(1);
    assertThat(valueOf(un(UnaryOp.NOT, i32(5)))).isEqualTo(-6);
  }

  @Test
  void floatsAreJavas() {
    assertThat(float32(BinaryOp.MIN, 0f, -0f)).isEqualTo(-0f);
    assertThat(float32(BinaryOp.MAX, Float.NaN, 1f)).isNaN();
    assertThat(float32(BinaryOp.FMOD, -5.5f, 2f)).isEqualTo(-1.5f);
    assertThat(float64(BinaryOp.DIV, 1, 0)).isInfinite();
    assertThat(float64(BinaryOp.SUB, 0.1, 0.3)).isEqualTo(0.1 - 0.3);
    assertThat(valueOf(un(UnaryOp.NEG, f32(0f)))).isEqualTo(bits(-0f)[0]);
    assertThat(valueOf(bin(BinaryOp.LE, f64(Double.NaN), f64(1)))).isZero();
    assertThat(valueOf(bin(BinaryOp.NE, f32(Float.NaN), f32(Float.NaN)))).isEqualTo(1);
  }

  @Test
  void castsAreJavas() {
    assertThat(valueOf(cast(DType.INT8, i32(200)))).isEqualTo(-56);
    assertThat(valueOf(cast(DType.UINT16, i32(-1)))).isEqualTo(65535);
    assertThat(valueOf(cast(DType.INT32, f32(1e20f)))).isEqualTo(Integer.MAX_VALUE);
    assertThat(valueOf(cast(DType.INT64, f64(Double.NaN)))).isZero();
    assertThat(valueOf(cast(DType.FLOAT32, i32(16777217)))).isEqualTo(bits(16777216f)[0]);
    assertThat(valueOf(cast(DType.FLOAT32, f64(0.1)))).isEqualTo(bits(0.1f)[0]);
    assertThat(valueOf(cast(DType.FLOAT64, f32(0.1f)))).isEqualTo(bits((double) 0.1f)[0]);
  }

  @Test
  void intrinsicsAreJavas() {
    assertThat(valueOf(call(Intrinsic.RINT, DType.FLOAT32, f32(2.5f)))).isEqualTo(bits(2f)[0]);
    assertThat(valueOf(call(Intrinsic.CEIL, DType.FLOAT64, f64(-0.5)))).isEqualTo(bits(-0.0)[0]);
    Expr halves = i32(0x80000003);
    assertThat(valueOf(call(Intrinsic.DOT_INT16, DType.INT32, halves, halves, i32(5))))
        .isEqualTo((1 << 30) + 14);
    Expr quarters = i32(0x80ff0203);
    assertThat(valueOf(call(Intrinsic.DOT_INT8, DType.INT32, quarters, quarters, i32(5))))
        .isEqualTo((1 << 14) + 1 + 4 + 9 + 5);
    Expr least = i32(0x80008000);
    assertThat(valueOf(call(Intrinsic.DOT_INT16, DType.INT32, least, least, i32(1))))
        .isEqualTo(Integer.MIN_VALUE + 1);
    assertThat(valueOf(call(Intrinsic.FMA, DType.FLOAT32, f32(0.1f), f32(10f), f32(-1f))))
        .isEqualTo(bits(Math.fma(0.1f, 10f, -1f))[0]);
    assertThat(valueOf(call(Intrinsic.REINTERPRET, DType.INT32, f32(-1f))))
        .isEqualTo(Float.floatToIntBits(-1f));
    assertThat(valueOf(call(Intrinsic.REINTERPRET, DType.UINT8, cast(DType.INT8, i32(-1)))))
        .isEqualTo(255);
  }

  @Test
  void theLazyChoiceEvaluatesOneSide() {
    Buffer result = result(DType.INT32);
    Expr outside = load(x, i32(9));
    PrimFunc choice =
        func("f", List.of(x), result, store(result, lazy(bool(true), i32(3), outside)));
    assertThat(Interpreter.run(choice, new long[4])).isInstanceOf(Outcome.Returned.class);
    PrimFunc both =
        func("f", List.of(x), result, store(result, select(bool(true), i32(3), outside)));
    assertThatThrownBy(() -> Interpreter.run(both, new long[4]))
        .isInstanceOf(CompilerBug.class)
        .hasMessage("f: index 9 of axis 0 outside x [4] at Test.java:7");
  }

  @Test
  void allocateZeroesEachTime() {
    PrimFunc f =
        func(
            "f",
            List.of(x),
            loop(i, 4, allocate(sum, store(sum, add(load(sum), i)), store(x, load(sum), i))));
    long[] tensor = {9, 9, 9, 9};
    Interpreter.run(f, tensor);
    assertThat(tensor).containsExactly(0, 1, 2, 3);
  }

  @Test
  void exitsGoToTheEndOfTheirBlock() {
    Label loop = new Label("loop");
    Label body = new Label("body");
    Buffer result = result(DType.INT32);
    PrimFunc f =
        func(
            "f",
            List.of(n),
            result,
            store(result, i32(0)),
            block(
                loop,
                loop(
                    i,
                    100,
                    block(
                        body,
                        when(lt(i, i32(3)), exit(body)),
                        choose(lt(i, n), store(result, add(load(result), i)), exit(loop))))),
            when(lt(load(result), i32(5)), exit(END)),
            store(result, add(load(result), i32(1000))));
    Interpreter interpreter = new Interpreter(f);
    assertThat(interpreter.run(1000, new long[] {6})).matches(o -> scalar(o) == 1012);
    assertThat(interpreter.run(1000, new long[] {4})).matches(o -> scalar(o) == 3);
  }

  private static long scalar(Outcome outcome) {
    return ((Outcome.Returned) outcome).scalar();
  }

  @Test
  void aFailedCheckEndsTheRun() {
    PrimFunc f = func("f", List.of(x, n), check(lt(n, i32(4)), INDEX), store(x, i32(1), n));
    long[] tensor = new long[4];
    assertThat(Interpreter.run(f, tensor, new long[] {4})).isEqualTo(new Outcome.Faulted(INDEX));
    assertThat(Interpreter.run(f, tensor, new long[] {3})).isInstanceOf(Outcome.Returned.class);
    assertThat(tensor).containsExactly(0, 0, 0, 1);
  }

  @Test
  void anEndlessLoopRunsOutOfSteps() {
    PrimFunc f = func("f", List.of(), loopWhile(bool(true)));
    assertThat(new Interpreter(f).run(1000)).isEqualTo(new Outcome.OutOfSteps(1000));
  }

  @Test
  void letsHaveTheValueOfTheirTime() {
    Expr.Var t = var("t", DType.INT32);
    PrimFunc f =
        func(
            "f",
            List.of(x),
            let(t, load(x, i32(0)), store(x, i32(5), i32(0)), store(x, t, i32(1))));
    long[] tensor = {3, 0, 0, 0};
    Interpreter.run(f, tensor);
    assertThat(tensor).containsExactly(5, 3, 0, 0);
  }

  @Test
  void constantsAreRead() {
    Buffer table = constant("TABLE", DType.FLOAT32, bits(-1.5f, 2f));
    Buffer result = result(DType.FLOAT32);
    PrimFunc f = func("f", List.of(n), result, store(result, load(table, n)));
    assertThat(scalar(Interpreter.run(f, new long[] {0}))).isEqualTo(bits(-1.5f)[0]);
  }

  @Test
  void wrongArgumentsAreBugs() {
    PrimFunc f = func("f", List.of(x));
    assertThatThrownBy(() -> Interpreter.run(f)).isInstanceOf(CompilerBug.class);
    assertThatThrownBy(() -> Interpreter.run(f, new long[3])).isInstanceOf(CompilerBug.class);
    assertThatThrownBy(() -> Interpreter.run(f, new long[] {1L << 40, 0, 0, 0}))
        .isInstanceOf(CompilerBug.class);
  }

  @Test
  void aWrongRankIsABug() {
    PrimFunc f = func("f", List.of(x), store(x, i32(1)));
    assertThatThrownBy(() -> Interpreter.run(f, new long[4]))
        .hasMessage("f: 0 indices into x [4] at Test.java:7");
  }

  @Test
  void tenMillionNodesTakeAboutASecond() {
    Buffer result = result(DType.INT32);
    Stmt step = store(result, add(mul(load(result), i32(31)), i));
    PrimFunc f = func("f", List.of(), result, loop(i, 2_000_000, step));
    long start = System.nanoTime();
    assertThat(Interpreter.run(f)).isInstanceOf(Outcome.Returned.class);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    assertThat(f.span()).isEqualTo(AT);
  }
}
