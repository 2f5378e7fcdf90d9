package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.*;
import static dev.annotir.processor.ir.DType.BOOL;
import static dev.annotir.processor.ir.DType.FLOAT32;
import static dev.annotir.processor.ir.DType.INT32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.TextPrinter;
import org.junit.jupiter.api.Test;

class FusedNegationsTest {
  private static final Expr.Var A = var("a", FLOAT32);
  private static final Expr.Var T = var("t", FLOAT32);
  private static final Expr.Var P = var("p", BOOL);
  private static final Expr.Var N = var("n", INT32);
  private static final Expr FMA = call(Intrinsic.FMA, FLOAT32, A, A, A);
  private static final String FLIPPED =
      "reinterpret<float32>(reinterpret<int32>(fma(a, a, a)) ^ -2147483648)";
  private static final Buffer X = tensor("x", FLOAT32, 2);

  private static String bySign(Stmt body) {
    return TextPrinter.print(FusedNegations.bySign(body)).strip();
  }

  private static String bySign(Expr e) {
    return bySign(store(X, e, i32(0))).substring("x[0] = ".length());
  }

  private static Expr mul(Expr a, Expr b) {
    return bin(BinaryOp.MUL, a, b);
  }

  @Test
  void negationsAreOfTheSignBit() {
    assertThat(bySign(un(UnaryOp.NEG, FMA))).isEqualTo(FLIPPED);
    assertThat(bySign(mul(FMA, f32(-1)))).isEqualTo(FLIPPED);
    assertThat(bySign(mul(f32(-1), FMA))).isEqualTo(FLIPPED);
    assertThat(bySign(bin(BinaryOp.DIV, FMA, f32(-1)))).isEqualTo(FLIPPED);
    assertThat(bySign(bin(BinaryOp.SUB, f32(-0f), FMA))).isEqualTo(FLIPPED);
  }

  @Test
  void valuesAreFollowed() {
    Buffer local = local("v", FLOAT32);
    assertThat(bySign(let(T, FMA, store(X, un(UnaryOp.NEG, T), i32(0))))).contains("int32>(t) ^");
    assertThat(
            bySign(alloc(local, store(local, FMA), store(X, un(UnaryOp.NEG, load(local)), i32(0)))))
        .contains("int32>(v[]) ^");
    assertThat(bySign(un(UnaryOp.NEG, select(P, A, FMA)))).contains("fma(a, a, a))) ^");
  }

  @Test
  void factorsThatMayBeMinusOneAreAsked() {
    String product = bySign(mul(FMA, cast(FLOAT32, select(P, i32(1), i32(-1)))));
    assertThat(product).startsWith("select(reinterpret<int32>(float32(select(p, 1, -1))) == ");
    assertThat(bySign(mul(FMA, cast(FLOAT32, N)))).isEqualTo("fma(a, a, a) * float32(n)");
  }

  @Test
  void othersStay() {
    Stmt plain = store(X, un(UnaryOp.NEG, mul(A, f32(-1))), i32(0));
    assertThat(FusedNegations.bySign(plain)).isSameAs(plain);
    assertThat(bySign(call(Intrinsic.FMA, FLOAT32, un(UnaryOp.NEG, A), A, A)))
        .isEqualTo("fma(-a, a, a)");
    assertThat(bySign(bin(BinaryOp.SUB, f32(0), FMA))).isEqualTo("0.0f - fma(a, a, a)");
    assertThat(bySign(bin(BinaryOp.SUB, FMA, f32(-0f)))).isEqualTo("fma(a, a, a) - -0.0f");
    assertThat(bySign(mul(FMA, f32(-2)))).isEqualTo("fma(a, a, a) * -2.0f");
  }
}
