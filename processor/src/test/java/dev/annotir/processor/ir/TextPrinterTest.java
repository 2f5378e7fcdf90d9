package dev.annotir.processor.ir;

import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.block;
import static dev.annotir.processor.ir.Ir.bool;
import static dev.annotir.processor.ir.Ir.call;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.check;
import static dev.annotir.processor.ir.Ir.choose;
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
import static dev.annotir.processor.ir.Ir.un;
import static dev.annotir.processor.ir.Ir.var;
import static dev.annotir.processor.ir.Ir.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextPrinterTest {
  private final Buffer x = param("x", DType.INT32, 4, 2);
  private final Expr.Var n = var("n", DType.INT32);
  private final Expr.Var i = var("i", DType.INT32);

  @Test
  void everyStatement() {
    Buffer result = result(DType.INT32);
    Buffer sum = local("sum", DType.INT32);
    Expr.Var t = var("t", DType.INT32);
    Label out = new Label("out");
    PrimFunc f =
        func(
            "f",
            List.of(x, n),
            result,
            allocate(
                sum,
                block(
                    out,
                    loop(
                        i,
                        4,
                        check(lt(i, n), Ir.INDEX),
                        let(t, load(x, i, i32(0)), store(sum, add(load(sum), t))),
                        choose(lt(n, i), exit(out), seq()),
                        choose(lt(n, i), seq(), store(x, i32(1), i, i32(1))))),
                loopWhile(bool(false), when(bool(true), store(result, load(sum))))));
    assertThat(TextPrinter.print(f))
        .isEqualTo(
            """
            func f(x: int32[4, 2], n: int32) -> result: int32 {  // Test.java:7
              allocate sum: int32
              block out {
                for i: int32 < 4 {
                  check i < n else "ArrayIndexOutOfBoundsException: index into x (length 4) at Test.java:7"
                  let t: int32 = x[i, 0]
                  sum[] = sum[] + t
                  if n < i {
                    exit out
                  }
                  if n < i {
                  } else {
                    x[i, 1] = 1
                  }
                }
              }
              while false {
                if true {
                  result[] = sum[]
                }
              }
            }
            """);
  }

  @Test
  void everyExpression() {
    assertThat(TextPrinter.print(mul(add(n, i32(-1)), add(n, n)))).isEqualTo("(n + -1) * (n + n)");
    assertThat(TextPrinter.print(un(Expr.UnaryOp.NEG, add(n, n)))).isEqualTo("-(n + n)");
    assertThat(TextPrinter.print(bin(Expr.BinaryOp.FLOORDIV, add(n, n), n)))
        .isEqualTo("floordiv(n + n, n)");
    assertThat(TextPrinter.print(add(bin(Expr.BinaryOp.MIN, n, i), n))).isEqualTo("min(n, i) + n");
    assertThat(TextPrinter.print(call(Expr.Intrinsic.REINTERPRET, DType.INT32, f32(0.5f))))
        .isEqualTo("reinterpret<int32>(0.5f)");
    assertThat(TextPrinter.print(call(Expr.Intrinsic.SQRT, DType.FLOAT64, f64(2))))
        .isEqualTo("sqrt(2.0)");
    assertThat(TextPrinter.print(cast(DType.UINT8, i64(3)))).isEqualTo("uint8(3L)");
    assertThat(TextPrinter.print(lazy(bool(true), n, i))).isEqualTo("if(true, n, i)");
    assertThat(TextPrinter.print(Ir.select(bool(true), n, i))).isEqualTo("select(true, n, i)");
  }
}
