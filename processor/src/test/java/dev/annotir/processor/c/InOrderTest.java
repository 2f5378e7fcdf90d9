package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.*;
import static dev.annotir.processor.ir.DType.INT32;
import static dev.annotir.processor.ir.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Stmt;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private static final Expr.Var I = var("i", INT32);
  private static final Expr.Var J = var("j", INT32);
  private static final Buffer X = tensor("x", INT32, 64);
  private static final Buffer Y = tensor("y", INT32, 64);
  private static final Buffer ROWS = tensor("rows", INT32, 8, 2);

  /** A loop of {@code x[store] = x[load]}. */
  private static Stmt copying(Expr store, Expr load) {
    return loop(I, 8, store(X, load(X, load), store));
  }

  private static Expr times(Expr a, int factor) {
    return bin(BinaryOp.MUL, a, i32(factor));
  }

  @Test
  void elementsOneAfterTheOtherMayBeVectors() {
    assertThat(InOrder.isNeeded(copying(I, I))).isFalse();
    assertThat(InOrder.isNeeded(copying(add(I, i32(9)), add(J, I)))).isFalse();
    assertThat(InOrder.isNeeded(copying(un(UnaryOp.NEG, I), bin(BinaryOp.SUB, J, I)))).isFalse();
    assertThat(InOrder.isNeeded(copying(times(I, 1), cast(INT64, I)))).isFalse();
  }

  @Test
  void oneElementThroughoutMayBeAVector() {
    assertThat(InOrder.isNeeded(copying(i32(3), J))).isFalse();
    assertThat(InOrder.isNeeded(copying(times(I, 2), J))).isFalse();
    assertThat(InOrder.isNeeded(copying(J, times(I, 2)))).isFalse();
  }

  @Test
  void elementsApart() {
    assertThat(InOrder.isNeeded(copying(times(I, 2), times(I, 2)))).isTrue();
    assertThat(InOrder.isNeeded(copying(times(I, -2), add(times(I, 3), J)))).isTrue();
    assertThat(InOrder.isNeeded(copying(add(I, I), bin(BinaryOp.SHL, I, i32(1))))).isTrue();
    assertThat(InOrder.isNeeded(copying(bin(BinaryOp.AND, I, J), times(I, 2)))).isTrue();
  }

  @Test
  void rowsAreApart() {
    Stmt column = loop(I, 8, store(ROWS, load(ROWS, I, i32(0)), I, i32(1)));
    Stmt row = loop(I, 2, store(ROWS, load(ROWS, J, I), J, I));
    assertThat(InOrder.isNeeded(column)).isTrue();
    assertThat(InOrder.isNeeded(row)).isFalse();
  }

  @Test
  void otherArraysDoNotMatter() {
    assertThat(InOrder.isNeeded(loop(I, 8, store(X, load(Y, times(I, 2)), times(I, 2))))).isFalse();
    assertThat(InOrder.isNeeded(loop(I, 8, store(X, i32(1), times(I, 2))))).isFalse();
  }

  @Test
  void definitionsAndVariablesAreFollowed() {
    Expr.Var twice = var("twice", INT32);
    Buffer at = local("at", INT32);
    Stmt defined = loop(I, 8, let(twice, times(I, 2), store(X, load(X, twice), twice)));
    Stmt fixed = loop(I, 8, let(twice, times(J, 2), store(X, load(X, twice), twice)));
    Stmt stepping =
        loopWhile(
            bin(BinaryOp.LT, load(at), i32(60)),
            store(X, load(X, load(at)), load(at)),
            store(at, add(load(at), i32(2))));
    Stmt staying =
        loopWhile(
            bin(BinaryOp.LT, load(Y, i32(0)), i32(60)),
            store(X, load(X, load(at)), load(at)),
            store(Y, i32(1), i32(0)));
    assertThat(InOrder.isNeeded(defined)).isTrue();
    assertThat(InOrder.isNeeded(fixed)).isFalse();
    assertThat(InOrder.isNeeded(stepping)).isTrue();
    assertThat(InOrder.isNeeded(staying)).isFalse();
  }
}
