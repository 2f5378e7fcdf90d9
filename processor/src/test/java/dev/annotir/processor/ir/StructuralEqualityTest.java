package dev.annotir.processor.ir;

import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.block;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.exit;
import static dev.annotir.processor.ir.Ir.func;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.let;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.local;
import static dev.annotir.processor.ir.Ir.loop;
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.var;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.diagnostic.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructuralEqualityTest {
  /** Sums into a local buffer under the given names; only {@code added} is not a name. */
  private static PrimFunc sum(
      String tensor, String local, String index, String let, String label, int added) {
    Buffer x = param(tensor, DType.INT32, 4);
    Buffer sum = local(local, DType.INT32);
    Expr.Var i = var(index, DType.INT32);
    Expr.Var t = var(let, DType.INT32);
    Label out = new Label(label);
    return func(
        "f",
        List.of(x),
        allocate(
            sum,
            block(
                out,
                loop(
                    i,
                    4,
                    let(t, load(x, i), store(sum, add(load(sum), add(t, i32(added))))),
                    exit(out)))));
  }

  @Test
  void namesDoNotMatter() {
    PrimFunc a = sum("x", "sum", "i", "t", "out", 1);
    assertThat(StructuralEquality.equal(a, a)).isTrue();
    assertThat(StructuralEquality.equal(a, sum("y", "s", "k", "v", "l", 1))).isTrue();
    assertThat(StructuralEquality.equal(a, sum("sum", "x", "t", "i", "out", 1))).isTrue();
  }

  @Test
  void valuesMatter() {
    assertThat(
            StructuralEquality.equal(
                sum("x", "sum", "i", "t", "out", 1), sum("x", "sum", "i", "t", "out", 2)))
        .isFalse();
  }

  @Test
  void whichVariableMatters() {
    Expr.Var a = var("a", DType.INT32);
    Expr.Var b = var("b", DType.INT32);
    Buffer x = param("x", DType.INT32, 4);
    PrimFunc first = func("f", List.of(a, b, x), store(x, a, i32(0)));
    PrimFunc second = func("f", List.of(a, b, x), store(x, b, i32(0)));
    PrimFunc swapped = func("f", List.of(b, a, x), store(x, b, i32(0)));
    assertThat(StructuralEquality.equal(first, second)).isFalse();
    assertThat(StructuralEquality.equal(first, swapped)).isTrue();
  }

  @Test
  void twoVariablesAreNotOne() {
    Expr.Var a = var("a", DType.INT32);
    Expr.Var b = var("b", DType.INT32);
    PrimFunc same = func("f", List.of(a, b), let(var("t", DType.INT32), add(a, a)));
    PrimFunc both = func("f", List.of(a, b), let(var("t", DType.INT32), add(a, b)));
    assertThat(StructuralEquality.equal(same, both)).isFalse();
    assertThat(StructuralEquality.equal(both, same)).isFalse();
  }

  @Test
  void typesAndShapesMatter() {
    assertThat(StructuralEquality.equal(cast(DType.INT8, i32(1)), cast(DType.INT16, i32(1))))
        .isFalse();
    assertThat(
            StructuralEquality.equal(
                func("f", List.of(param("x", DType.INT8, 2, 2))),
                func("f", List.of(param("x", DType.INT8, 4)))))
        .isFalse();
  }

  @Test
  void freeNamesMatter() {
    Expr a = var("a", DType.INT32);
    assertThat(StructuralEquality.equal(a, var("a", DType.INT32))).isTrue();
    assertThat(StructuralEquality.equal(a, var("b", DType.INT32))).isFalse();
    assertThat(StructuralEquality.equal(exit(new Label("a")), exit(new Label("b")))).isFalse();
  }

  @Test
  void placesDoNotMatter() {
    Span elsewhere = new Span("Other.java", 1, 2);
    assertThat(StructuralEquality.equal(i32(1), Expr.Const.int32(1, elsewhere))).isTrue();
  }
}
