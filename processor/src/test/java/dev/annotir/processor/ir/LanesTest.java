package dev.annotir.processor.ir;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bool;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.f32;
import static dev.annotir.processor.ir.Ir.func;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.lazy;
import static dev.annotir.processor.ir.Ir.let;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.local;
import static dev.annotir.processor.ir.Ir.lt;
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.select;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expressions and stores of several lanes. */
class LanesTest {
  private static final Buffer X = param("x", DType.INT32, 8);
  private static final Buffer Y = param("y", DType.INT32, 8);
  private static final Expr FOUR = ramp(i32(0), 1, 4);

  private static Expr ramp(Expr base, int stride, int lanes) {
    return new Expr.Ramp(base, stride, lanes, AT);
  }

  private static Expr all(Expr value, int lanes) {
    return new Expr.Broadcast(value, lanes, AT);
  }

  private static Stmt masked(Buffer buffer, Expr value, Expr mask, Expr... indices) {
    return new Stmt.BufferStore(buffer, List.of(indices), value, mask, AT);
  }

  /** What y holds after a function of x = 10, 20, ... 80. */
  private static long[] run(Stmt... body) {
    long[] y = new long[8];
    PrimFunc f = Verifier.verify(func("f", List.of(X, Y), body));
    Interpreter.run(f, new long[] {10, 20, 30, 40, 50, 60, 70, 80}, y);
    return y;
  }

  private static void broken(String message, Stmt... body) {
    assertThatThrownBy(() -> Verifier.verify(func("f", List.of(X, Y), body)))
        .isInstanceOf(CompilerBug.class)
        .hasMessage("f: " + message + " at Test.java:7");
  }

  @Test
  void operatorsActOnEachLane() {
    Expr places = ramp(i32(1), 2, 4);
    assertThat(run(store(Y, add(load(X, places), all(i32(5), 4)), FOUR)))
        .containsExactly(25, 45, 65, 85, 0, 0, 0, 0);
    assertThat(run(store(Y, load(X, ramp(i32(7), -1, 4)), places)))
        .containsExactly(0, 80, 0, 70, 0, 60, 0, 50);
    assertThat(run(store(Y, select(lt(FOUR, all(i32(2), 4)), places, FOUR), FOUR)))
        .containsExactly(1, 3, 2, 3, 0, 0, 0, 0);
    assertThat(run(store(Y, lazy(bool(false), load(X, ramp(i32(6), 1, 4)), places), FOUR)))
        .containsExactly(1, 3, 5, 7, 0, 0, 0, 0);
    assertThat(run(store(Y, ramp(i32(Integer.MAX_VALUE), 1, 4), FOUR)))
        .containsExactly(
            Integer.MAX_VALUE,
            Integer.MIN_VALUE,
            Integer.MIN_VALUE + 1,
            Integer.MIN_VALUE + 2,
            0,
            0,
            0,
            0);
  }

  @Test
  void letsBindAllLanes() {
    Expr.Var v = new Expr.Var("v", DType.INT32, 4, AT);
    assertThat(
            run(
                store(Y, load(X, FOUR), FOUR),
                let(
                    v,
                    load(Y, FOUR),
                    store(Y, all(i32(1), 4), FOUR),
                    store(Y, v, ramp(i32(4), 1, 4)))))
        .containsExactly(1, 1, 1, 1, 10, 20, 30, 40);
  }

  @Test
  void aStoreKnowsAllLanesBefore() {
    assertThat(
            run(
                store(Y, load(X, FOUR), FOUR),
                store(Y, load(Y, FOUR), ramp(i32(1), 1, 4)),
                // The last of the lanes with one place stays.
                store(Y, ramp(i32(7), 1, 4), all(i32(7), 4))))
        .containsExactly(10, 10, 20, 30, 40, 0, 0, 10);
  }

  @Test
  void masksChooseLanes() {
    Expr outside = ramp(i32(6), 1, 4);
    assertThat(run(masked(Y, FOUR, lt(outside, all(i32(8), 4)), outside)))
        .containsExactly(0, 0, 0, 0, 0, 0, 0, 1);
    Stmt all = masked(Y, FOUR, all(bool(true), 4), outside);
    assertThatThrownBy(() -> run(all)).isInstanceOf(CompilerBug.class);
  }

  @Test
  void bothOperandsHaveTheSameLanes() {
    broken("operands of 4 and 1 lanes in ramp(0, 1, 4) + 1", store(Y, add(FOUR, i32(1)), FOUR));
    broken("a vector of a vector in ramp(ramp(0, 1, 4), 1, 4)", store(Y, ramp(FOUR, 1, 4), FOUR));
    broken("a vector of 1 lanes in broadcast(1, 1)", store(Y, all(i32(1), 1), i32(0)));
    broken(
        "an operand of float32 in ramp(0.0f, 1, 4)",
        store(Y, cast(DType.INT32, ramp(f32(0), 1, 4)), FOUR));
  }

  @Test
  void conditionsAndStoresFit() {
    Expr few = lt(FOUR, all(i32(2), 4));
    broken("the condition has 4 lanes", when(few, store(Y, i32(1), i32(0))));
    broken("1 lanes stored where 4 are", store(Y, i32(1), FOUR));
    broken("4 lanes stored where 1 are", store(Y, FOUR, i32(1)));
    broken("a mask of other lanes", masked(Y, i32(1), bool(true), i32(0)));
    Expr.Var v = new Expr.Var("v", DType.INT32, 2, AT);
    broken("v is bound to 4 lanes", let(v, FOUR, store(Y, i32(1), i32(0))));
  }

  @Test
  void textAndEqualitySeeLanes() {
    Buffer sum = local("sum", DType.INT32, 4);
    Stmt step = store(sum, add(load(sum, FOUR), mul(load(X, FOUR), all(i32(3), 4))), FOUR);
    Stmt last = masked(Y, load(sum, FOUR), lt(FOUR, all(i32(3), 4)), FOUR);
    PrimFunc f = func("f", List.of(X, Y), allocate(sum, step, last));
    assertThat(TextPrinter.print(f))
        .contains("broadcast(3, 4)")
        .contains(" where ramp(0, 1, 4) < broadcast(3, 4)");
    assertThat(StructuralEquality.equal(f, func("f", List.of(X, Y), allocate(sum, step, last))))
        .isTrue();
    Stmt whole = store(Y, load(sum, FOUR), FOUR);
    assertThat(StructuralEquality.equal(f, func("f", List.of(X, Y), allocate(sum, step, whole))))
        .isFalse();
    Stmt wide = masked(Y, load(sum, FOUR), lt(ramp(i32(0), 2, 4), all(i32(3), 4)), FOUR);
    assertThat(StructuralEquality.equal(f, func("f", List.of(X, Y), allocate(sum, step, wide))))
        .isFalse();
    assertThat(cast(DType.INT64, FOUR).lanes()).isEqualTo(4);
  }
}
