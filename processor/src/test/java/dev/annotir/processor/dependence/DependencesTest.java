package dev.annotir.processor.dependence;

import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.check;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.loop;
import static dev.annotir.processor.ir.Ir.lt;
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.seq;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dependences of nests that everyone knows, and what may be done with these. */
class DependencesTest {
  private static final Buffer A = Ir.param("a", DType.FLOAT32, 9, 9);
  private static final Buffer B = Ir.param("b", DType.FLOAT32, 9, 9);
  private static final Buffer C = Ir.param("c", DType.FLOAT32, 9, 9);
  private static final Buffer X = Ir.param("x", DType.INT32, 64);
  private static final Buffer Y = Ir.param("y", DType.INT32, 64);
  private static final Expr.Var N = Ir.var("n", DType.INT32);
  private static final Expr.Var I = Ir.var("i", DType.INT32);
  private static final Expr.Var J = Ir.var("j", DType.INT32);
  private static final Expr.Var K = Ir.var("k", DType.INT32);

  private static Dependences of(Stmt nest) {
    PrimFunc func = Ir.func("f", List.of(A, B, C, X, Y, N), nest);
    Stmt inner = nest;
    while (inner instanceof Stmt.Allocate allocate) {
      inner = allocate.body();
    }
    Stmt first = inner instanceof Stmt.SeqStmt s ? s.stmts().get(0) : inner;
    return Dependences.of(func, (Stmt.For) first);
  }

  private static List<String> texts(Dependences dependences) {
    List<String> texts = new ArrayList<>();
    for (Dependence d : dependences.all()) {
      String exact = d.isExact() ? "" : " at most";
      texts.add(d.kind() + " " + d.buffer().name() + exact + " " + d.vectors());
    }
    return texts;
  }

  private static Expr sub(Expr a, Expr b) {
    return bin(BinaryOp.SUB, a, b);
  }

  private static Stmt matmul(Buffer a, Buffer b, Buffer c) {
    Expr sum = add(load(c, I, J), mul(load(a, I, K), load(b, K, J)));
    return loop(I, 9, loop(J, 9, loop(K, 9, store(c, sum, I, J))));
  }

  @Test
  void matrixProduct() {
    Dependences d = of(matmul(A, B, C));
    assertThat(texts(d))
        .containsExactly(
            "ANTI c [(0, 0, 0), (0, 0, <)]", "FLOW c [(0, 0, <)]", "OUTPUT c [(0, 0, <)]");
    assertThat(d.isParallel(I)).isTrue();
    assertThat(d.isParallel(J)).isTrue();
    assertThat(d.isParallel(K)).isFalse();
    assertThat(d.isReorderable(K)).as("floats round").isFalse();
    assertThat(d.carriedBy(K)).allMatch(x -> x.reduction() != null && !x.isFree());
    assertThat(d.allowsInterchange(J, K)).isTrue();
    assertThat(d.allowsOrder(List.of(I, J, K), List.of(K, J, I))).isTrue();
    assertThat(d.isPermutable(List.of(I, J, K))).isTrue();
    assertThat(d.allowsVectors(J, 8)).isTrue();
    assertThat(d.allowsVectors(K, 2)).isFalse();
  }

  @Test
  void matrixProductInPlace() {
    Dependences d = of(matmul(A, B, A));
    assertThat(d.isParallel(I)).isTrue();
    assertThat(d.isParallel(J)).isFalse();
    assertThat(d.isPermutable(List.of(J, K))).isFalse();
  }

  @Test
  void stencils() {
    Dependences back = of(loop(I, 40, store(X, load(X, I), add(I, i32(3)))));
    assertThat(texts(back)).containsExactly("FLOW x [(3)]");
    assertThat(back.isParallel(I)).isFalse();
    assertThat(back.allowsVectors(I, 3)).isTrue();
    assertThat(back.allowsVectors(I, 4)).isFalse();
    Dependences ahead = of(loop(I, 40, store(X, load(X, add(I, i32(3))), I)));
    assertThat(texts(ahead)).containsExactly("ANTI x [(3)]");
    assertThat(ahead.allowsVectors(I, 16)).as("all loads come first").isTrue();
    assertThat(texts(of(loop(I, 3, store(X, load(X, I), add(I, i32(3))))))).isEmpty();
    Expr mirrored = sub(i32(6), I);
    assertThat(texts(of(loop(I, 7, store(X, load(X, mirrored), I)))))
        .containsExactly("ANTI x [(0), (<)]", "FLOW x [(<)]");
    assertThat(texts(of(loop(I, 6, store(X, load(X, sub(i32(5), I)), I)))))
        .as("an even number has no middle")
        .containsExactly("ANTI x [(<)]", "FLOW x [(<)]");
  }

  @Test
  void skewedStencil() {
    Expr diagonal = load(A, I, add(J, i32(1)));
    Dependences d = of(loop(I, 8, loop(J, 8, store(A, diagonal, add(I, i32(1)), J))));
    assertThat(texts(d)).containsExactly("FLOW a [(1, -1)]");
    assertThat(d.isParallel(J)).isTrue();
    assertThat(d.isParallel(I)).isFalse();
    assertThat(d.allowsInterchange(I, J)).isFalse();
    assertThat(d.isPermutable(List.of(I, J))).isFalse();
    assertThat(d.allowsVectors(I, 2)).isFalse();
  }

  @Test
  void transpositionInPlace() {
    Stmt swap = store(A, load(A, J, I), I, J);
    assertThat(of(loop(I, 9, loop(J, 9, swap))).isParallel(I)).isFalse();
    Buffer t = Ir.local("t", DType.FLOAT32);
    Stmt real =
        allocate(
            t, store(t, load(A, I, J)), store(A, load(A, J, I), I, J), store(A, load(t), J, I));
    Dependences d = of(loop(I, 9, loop(J, I, real)));
    assertThat(d.isParallel(I)).isTrue();
    assertThat(d.isParallel(J)).isTrue();
    assertThat(d.carriedBy(I)).isEmpty();
    assertThat(d.all()).allMatch(Dependence::isExact);
  }

  @Test
  void stridesAndQuotients() {
    Expr even = mul(i32(2), I);
    assertThat(texts(of(loop(I, 20, store(X, load(X, add(even, i32(1))), even))))).isEmpty();
    assertThat(texts(of(loop(I, 20, store(X, load(X, add(even, i32(4))), even)))))
        .containsExactly("ANTI x [(2)]");
    Expr half = bin(BinaryOp.TRUNCDIV, I, i32(2));
    assertThat(texts(of(loop(I, 20, store(X, i32(1), half))))).containsExactly("OUTPUT x [(1)]");
    Expr odd = bin(BinaryOp.TRUNCMOD, I, i32(3));
    assertThat(texts(of(loop(I, 20, store(X, i32(1), odd))))).containsExactly("OUTPUT x [(<)]");
    assertThat(texts(of(loop(I, 20, store(X, i32(1), load(Y, I))))))
        .containsExactly("OUTPUT x at most [(<)]");
    Expr flat = add(mul(i32(8), I), J);
    assertThat(texts(of(loop(I, 8, loop(J, 8, store(X, i32(1), flat)))))).isEmpty();
    assertThat(texts(of(loop(I, 7, loop(J, 9, store(X, i32(1), flat))))))
        .containsExactly("OUTPUT x [(1, -8)]");
  }

  @Test
  void boundsAndConditions() {
    Stmt shifted = store(X, load(X, add(J, i32(4))), J);
    assertThat(texts(of(loop(J, 4, shifted)))).isEmpty();
    assertThat(texts(of(loop(J, 9, when(lt(J, i32(4)), shifted))))).isEmpty();
    assertThat(texts(of(loop(J, 9, when(lt(J, i32(5)), shifted))))).containsExactly("ANTI x [(4)]");
    assertThat(texts(of(loop(I, 0, shifted())))).as("no round at all").isEmpty();
    Stmt lower = loop(J, I, store(A, load(A, J, I), I, J));
    assertThat(texts(of(loop(I, 9, lower)))).as("the other triangle").isEmpty();
    Dependences unknown = of(loop(I, N, store(X, load(X, I), add(I, i32(1)))));
    assertThat(texts(unknown)).containsExactly("FLOW x at most [(1)]");
  }

  private static Stmt shifted() {
    return store(X, load(X, I), add(I, i32(1)));
  }

  @Test
  void reductions() {
    Stmt sum = store(X, add(load(X, i32(0)), load(Y, I)), i32(0));
    Dependences d = of(loop(I, 9, sum));
    assertThat(d.isParallel(I)).isFalse();
    assertThat(d.isReorderable(I)).isTrue();
    Stmt both = seq(sum, store(X, sub(load(X, i32(0)), I), i32(0)));
    assertThat(of(loop(I, 9, both)).isReorderable(I)).isTrue();
    Stmt mixed = seq(sum, store(X, mul(load(X, i32(0)), i32(3)), i32(0)));
    assertThat(of(loop(I, 9, mixed)).isReorderable(I)).isFalse();
    Stmt read = seq(sum, store(Y, load(X, i32(0)), I));
    assertThat(of(loop(I, 9, read)).isReorderable(I)).as("partial sums are read").isFalse();
    Expr twice = load(X, i32(0));
    assertThat(of(loop(I, 9, store(X, add(twice, twice), i32(0)))).isReorderable(I)).isFalse();
    Expr max = bin(BinaryOp.MAX, load(A, i32(0), i32(0)), load(B, I, I));
    assertThat(of(loop(I, 9, store(A, max, i32(0), i32(0)))).isReorderable(I)).isTrue();
  }

  @Test
  void narrowReductions() {
    Buffer bytes = Ir.param("bytes", DType.INT8, 4);
    Expr wide = add(Ir.cast(DType.INT32, load(bytes, i32(0))), load(X, I));
    Stmt sum = store(bytes, Ir.cast(DType.INT8, wide), i32(0));
    assertThat(of(loop(I, 9, sum)).isReorderable(I)).isTrue();
    Expr most = bin(BinaryOp.MAX, Ir.cast(DType.INT32, load(bytes, i32(0))), load(X, I));
    Stmt max = store(bytes, Ir.cast(DType.INT8, most), i32(0));
    assertThat(of(loop(I, 9, max)).isReorderable(I)).as("what is cut off is compared").isFalse();
    Buffer longs = Ir.param("longs", DType.INT64, 4);
    Expr low = Ir.cast(DType.INT64, Ir.cast(DType.INT32, load(longs, i32(0))));
    Stmt cut = store(longs, add(low, Ir.i64(5)), i32(0));
    assertThat(of(loop(I, 9, cut)).isReorderable(I)).as("high bits are lost").isFalse();
  }

  @Test
  void privateBuffers() {
    Buffer t = Ir.local("t", DType.INT32);
    Stmt fill = store(t, load(X, I));
    Stmt use = store(Y, load(t), I);
    Dependences outside = of(allocate(t, loop(I, 9, fill, use)));
    assertThat(outside.privateBuffers(I)).containsExactly(t);
    assertThat(outside.isParallel(I)).isTrue();
    assertThat(of(allocate(t, loop(I, 9, use, fill))).isParallel(I)).isFalse();
    Stmt last = allocate(t, loop(I, 9, fill, use), store(Y, load(t), i32(0)));
    assertThat(of(last).isParallel(I)).as("read afterwards").isFalse();
    Stmt again = allocate(t, loop(I, 9, fill, use), store(t, i32(1)), store(Y, load(t), i32(0)));
    assertThat(of(again).isParallel(I)).as("written before it is read afterwards").isTrue();
    assertThat(of(loop(I, 9, allocate(t, fill, use))).isParallel(I)).isTrue();
    Buffer row = Ir.local("row", DType.INT32, 8);
    Stmt fillRow = loop(J, 8, store(row, load(X, add(I, J)), J));
    Stmt useRow = loop(K, 8, store(Y, load(row, sub(i32(7), K)), add(mul(i32(8), I), K)));
    assertThat(of(allocate(row, loop(I, 8, fillRow, useRow))).isParallel(I)).isTrue();
    Stmt fillMost = loop(J, 7, store(row, load(X, add(I, J)), J));
    assertThat(of(allocate(row, loop(I, 8, fillMost, useRow))).isParallel(I)).isFalse();
  }

  @Test
  void earlyEnds() {
    Stmt copy = store(Y, load(X, I), I);
    Fault other = new Fault("OTHER", Fault.ARRAY_INDEX, "index", "Test.java", 8, Ir.AT);
    Stmt first = check(lt(load(X, I), i32(9)), Ir.INDEX);
    Stmt second = check(lt(load(X, I), N), other);
    assertThat(of(loop(I, 9, first, copy)).isParallel(I)).as("one fault").isTrue();
    assertThat(of(loop(I, 9, first, copy, second)).isParallel(I)).as("the first of two").isFalse();
    Label end = new Label("out");
    Stmt leave = when(lt(load(X, I), N), Ir.exit(Ir.END));
    Stmt skip = Ir.block(end, when(lt(load(X, I), N), Ir.exit(end)), copy);
    assertThat(of(loop(I, 9, leave, copy)).isParallel(I)).isFalse();
    assertThat(of(loop(I, 9, skip)).isParallel(I)).isTrue();
    assertThat(of(loop(J, 9, loop(I, 9, leave, copy))).allowsInterchange(J, I)).isFalse();
    Buffer w = Ir.local("w", DType.INT32);
    Stmt count = Ir.loopWhile(lt(load(w), load(X, I)), store(w, add(load(w), i32(1))));
    Stmt counted = allocate(w, count, store(Y, load(w), I));
    assertThat(of(loop(I, 9, counted)).isParallel(I)).isTrue();
    assertThat(of(loop(I, 9, first, counted)).isParallel(I)).as("it may never end").isFalse();
  }

  @Test
  void valuesBetweenLoops() {
    Expr.Var v = Ir.var("v", DType.INT32);
    Stmt inner = loop(J, 9, store(Y, v, add(I, J)));
    Stmt other = loop(J, 9, store(X, v, add(I, J)));
    assertThat(of(loop(I, 9, Ir.let(v, load(X, I), inner))).isPermutable(List.of(I, J))).isFalse();
    Stmt apart = loop(J, 6, store(Y, v, add(mul(i32(6), I), J)));
    assertThat(of(loop(I, 9, Ir.let(v, load(X, I), apart))).allowsInterchange(I, J)).isTrue();
    assertThat(of(loop(I, 9, Ir.let(v, load(X, I), other))).allowsInterchange(I, J)).isFalse();
  }

  @Test
  void innerNests() {
    Stmt.For inner = (Stmt.For) loop(J, I, store(X, load(X, add(I, J)), J));
    PrimFunc func = Ir.func("f", List.of(X), loop(I, 9, inner));
    Dependences d = Dependences.of(func, inner);
    assertThat(d.nest().outer()).containsExactly(I);
    assertThat(texts(d)).as("i rounds further on never come").isEmpty();
  }

  @Test
  void manyAccessesAreLeftAlone() {
    List<Stmt> stores = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      stores.add(store(X, i32(i), bin(BinaryOp.AND, add(I, i32(i)), i32(63))));
    }
    Dependences d = of(loop(I, 9, stores.toArray(Stmt[]::new)));
    assertThat(d.isComplete()).isFalse();
    assertThat(d.isParallel(I)).isFalse();
  }
}
