package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.*;
import static dev.annotir.processor.ir.DType.BOOL;
import static dev.annotir.processor.ir.DType.FLOAT32;
import static dev.annotir.processor.ir.DType.FLOAT64;
import static dev.annotir.processor.ir.DType.INT16;
import static dev.annotir.processor.ir.DType.INT32;
import static dev.annotir.processor.ir.DType.INT64;
import static dev.annotir.processor.ir.DType.INT8;
import static dev.annotir.processor.ir.DType.UINT8;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Verifier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loads, stores and variables of several lanes in C do what they do in the interpreter. */
class LaneAccessTest {
  private static final int L = 8;
  private static final Expr.Var I = var("i", INT32);
  private static final Expr.Var J = var("j", INT32);
  private static final Expr WHOLE = ramp(i32(0), 1, L);
  private static final Buffer AT = tensor("at", INT32, 6, 16);
  private static final Batch BATCH = batch();

  @TempDir Path folder;

  static Stream<Arguments> builds() {
    return Stream.of(
        Arguments.of("gcc", List.of("-std=c99", "-O0")),
        Arguments.of("gcc", List.of("-std=c11", "-O3", "-march=native")),
        Arguments.of("clang", List.of("-std=c17", "-O3", "-march=native")),
        Arguments.of(
            "gcc", List.of("-O0", "-fsanitize=undefined,address", "-fno-sanitize-recover=all")),
        Arguments.of(
            "clang", List.of("-O0", "-fsanitize=undefined,address", "-fno-sanitize-recover=all")),
        Arguments.of("g++", List.of("-x", "c++", "-std=c++17", "-O1")),
        Arguments.of("clang++", List.of("-x", "c++", "-std=c++17", "-O2")));
  }

  @ParameterizedTest
  @MethodSource("builds")
  void doesWhatTheInterpreterDoes(String compiler, List<String> flags) {
    Assumptions.assumeTrue(CToolchain.has(compiler));
    BATCH.check(folder, compiler, flags);
  }

  private static Batch batch() {
    Batch batch = new Batch();
    Samples samples = new Samples(17);
    for (DType dtype : List.of(BOOL, INT8, UINT8, INT16, INT32, INT64, FLOAT32, FLOAT64)) {
      Buffer x = tensor("x", dtype, 6, 16);
      Buffer y = tensor("y", dtype, 6, 16);
      List<Stmt> bodies = bodies(x, y, dtype);
      for (int k = 0; k < bodies.size(); k++) {
        String name = "f" + k + "_" + dtype.tvmName();
        OperatorFacts facts =
            facts(name, List.of(x, AT, y), null, List.of("x", "at"), bodies.get(k));
        Verifier.verify(facts.func());
        long[] at = samples.of(INT32, 96);
        java.util.Arrays.setAll(at, i -> Math.floorMod(at[i], 6));
        batch.add(facts, samples.of(dtype, 96), at, samples.of(dtype, 96));
      }
    }
    return batch;
  }

  private static Expr times(Expr a, int factor) {
    return bin(BinaryOp.MUL, a, i32(factor));
  }

  private static Expr columns() {
    return ramp(times(J, L), 1, L);
  }

  /** Whether lanes are odd in row 0, and other ones in the other rows. */
  private static Expr some() {
    Expr sum = add(columns(), all(I, L));
    return bin(BinaryOp.NE, bin(BinaryOp.AND, sum, all(i32(1), L)), all(i32(0), L));
  }

  private static Stmt masked(Buffer buffer, Expr value, Expr mask, Expr... indices) {
    return new Stmt.BufferStore(buffer, List.of(indices), value, mask, SPAN);
  }

  private static Stmt grid(Stmt... body) {
    return loop(I, 6, loop(J, 2, body));
  }

  private static Expr other(Expr e) {
    return switch (e.dtype()) {
      case BOOL -> un(UnaryOp.NOT, e);
      case INT32, INT64, FLOAT32, FLOAT64 -> un(UnaryOp.NEG, e);
      default -> cast(e.dtype(), add(cast(INT32, e), all(i32(1), e.lanes())));
    };
  }

  private static List<Stmt> bodies(Buffer x, Buffer y, DType dtype) {
    Buffer v = local("v", dtype, L);
    Buffer w = local("w", dtype, L);
    Buffer array = local("array", dtype, 3, L);
    Expr.Var t = new Expr.Var("t", dtype, L, SPAN);
    Expr.Var u = new Expr.Var("u", INT32, L, SPAN);
    Expr.Var odd = new Expr.Var("odd", BOOL, L, SPAN);
    Expr row = load(x, I, columns());
    Expr down = ramp(i32(0), 1, 4);
    Expr rows = load(AT, I, columns());
    return List.of(
        grid(store(y, other(row), I, columns())),
        // Down a column, backwards, and along a diagonal.
        loop(J, 16, store(y, load(x, down, J), down, J)),
        grid(store(y, load(x, I, ramp(add(times(J, L), i32(7)), -1, L)), I, columns())),
        grid(store(y, row, I, ramp(add(times(J, L), i32(7)), -1, L))),
        loop(J, 13, store(y, load(x, down, ramp(J, 1, 4)), down, ramp(J, 1, 4))),
        // Gathers and scatters, where several lanes may have the same place.
        grid(store(y, load(x, rows, columns()), I, columns())),
        grid(store(y, load(x, I, rows), I, columns())),
        grid(store(y, load(x, rows, add(rows, all(J, L))), I, columns())),
        grid(store(y, row, rows, columns())),
        grid(store(y, row, rows, rows)),
        grid(let(u, rows, store(y, load(x, u, all(add(J, i32(2)), L)), u, columns()))),
        // Masks: what is not stored may be outside.
        grid(masked(y, row, some(), I, columns())),
        grid(masked(y, row, some(), rows, columns())),
        loop(
            J,
            6,
            masked(
                y,
                load(x, J, ramp(i32(8), 1, L)),
                bin(BinaryOp.LT, ramp(i32(10), 1, L), all(i32(16), L)),
                J,
                ramp(i32(10), 1, L))),
        loop(
            J,
            6,
            masked(
                y,
                load(x, J, ramp(i32(8), 1, L)),
                bin(BinaryOp.LT, ramp(i32(1), 3, L), all(i32(16), L)),
                J,
                ramp(i32(1), 3, L))),
        grid(let(odd, some(), masked(y, row, odd, I, columns()))),
        // Variables.
        grid(let(t, row, store(y, select(some(), t, other(t)), I, columns()))),
        grid(
            alloc(
                v,
                store(v, row, WHOLE),
                store(v, other(load(v, WHOLE)), WHOLE),
                store(y, load(v, WHOLE), I, columns()))),
        grid(
            alloc(
                v,
                masked(v, row, some(), WHOLE),
                alloc(
                    w,
                    store(w, load(v, WHOLE), WHOLE),
                    masked(w, other(row), un(UnaryOp.NOT, some()), WHOLE),
                    store(y, load(w, WHOLE), I, columns())))),
        grid(
            alloc(
                v,
                when(bin(BinaryOp.LT, I, i32(3)), store(v, row, WHOLE)),
                store(y, load(v, WHOLE), I, columns()))),
        // Not as a whole, so an array.
        grid(
            alloc(
                v,
                store(v, row, WHOLE),
                store(v, load(x, I, i32(3)), i32(2)),
                store(y, load(v, WHOLE), I, columns()))),
        grid(
            alloc(
                array,
                store(array, row, i32(1), WHOLE),
                store(array, load(array, i32(1), WHOLE), i32(2), WHOLE),
                store(y, load(array, bin(BinaryOp.TRUNCMOD, I, i32(3)), WHOLE), I, columns()))));
  }
}
