package dev.annotir.processor.c;

import static dev.annotir.processor.c.Ir.*;
import static dev.annotir.processor.ir.DType.BOOL;
import static dev.annotir.processor.ir.DType.FLOAT32;
import static dev.annotir.processor.ir.DType.FLOAT64;
import static dev.annotir.processor.ir.DType.INT16;
import static dev.annotir.processor.ir.DType.INT32;
import static dev.annotir.processor.ir.DType.INT64;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Stmt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops, jumps, variables and arrays in C do what the interpreter does. */
class StatementsTest {
  private static final Expr.Var I = var("i", INT32);
  private static final Expr.Var J = var("j", INT32);
  private static final Expr.Var K = var("k", INT32);
  private static final Buffer X = tensor("x", INT32, 6, 5);
  private static final Buffer Y = tensor("y", INT32, 6, 5);
  private static final Batch BATCH = batch();

  @TempDir Path folder;

  static Stream<Arguments> builds() {
    return Stream.of(
        Arguments.of("gcc", List.of("-std=c99", "-O0")),
        Arguments.of("gcc", List.of("-std=c11", "-O3", "-march=native")),
        Arguments.of("clang", List.of("-std=c17", "-O2")),
        Arguments.of(
            "gcc", List.of("-O1", "-fsanitize=undefined,address", "-fno-sanitize-recover=all")),
        Arguments.of(
            "clang", List.of("-O1", "-fsanitize=undefined,address", "-fno-sanitize-recover=all")),
        Arguments.of("g++", List.of("-x", "c++", "-std=c++17", "-O2")),
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
    Samples samples = new Samples(7);
    for (int round = 0; round < 3; round++) {
      for (OperatorFacts facts : functions(round)) {
        batch.add(facts, samples.of(INT32, 30), samples.of(INT32, 30));
      }
    }
    return batch;
  }

  private static Expr cell() {
    return load(X, I, J);
  }

  private static Stmt put(Expr value) {
    return store(Y, value, I, J);
  }

  private static Expr gt(Expr a, int b) {
    return bin(BinaryOp.GT, a, i32(b));
  }

  private static Stmt grid(Stmt... body) {
    return loop(I, 6, loop(J, 5, body));
  }

  private static OperatorFacts over(String name, Map<String, Long> workspace, Stmt body) {
    return facts(name, List.of(X, Y), null, List.of("x"), workspace, body);
  }

  private static OperatorFacts over(String name, Stmt body) {
    return over(name, Map.of(), body);
  }

  private static List<OperatorFacts> functions(int round) {
    String r = "_" + round;
    Buffer sum = local("sum", INT32);
    Buffer wide = local("wide", INT64);
    Buffer seen = local("seen", BOOL);
    Buffer mean = local("mean", FLOAT64);
    Buffer unread = local("unread", FLOAT32);
    Buffer tmp = local("tmp", INT16, 3, 5);
    Buffer flags = local("flags", BOOL, 5);
    Expr.Var t = var("t", INT32);
    Expr.Var u = var("u", BOOL);
    Expr.Var n = var("n", INT64);
    return List.of(
        over(
            "breaks" + r,
            loop(
                I,
                6,
                block("row", loop(J, 5, seq(when(gt(cell(), 50), exit("row")), put(cell())))))),
        over("continues" + r, grid(block("next", when(gt(cell(), 50), exit("next")), put(cell())))),
        over(
            "outer_continue" + r,
            loop(
                I,
                6,
                block(
                    "next",
                    loop(J, 5, when(gt(cell(), 90), exit("next")), put(cell())),
                    store(Y, i32(-1), I, i32(4))))),
        over(
            "outer_break" + r, block("all", grid(when(gt(cell(), 200), exit("all")), put(cell())))),
        over(
            "outer_goto" + r,
            seq(
                block("all", grid(when(gt(cell(), 200), exit("all")), put(cell()))),
                store(Y, i32(7), i32(0), i32(0)))),
        over(
            "returns" + r,
            seq(
                grid(when(gt(cell(), 300), exit("end")), put(cell())),
                store(Y, i32(9), i32(5), i32(4)))),
        over(
            "goto_in_loop" + r,
            grid(
                block("b", let(t, cell(), when(gt(t, 10), exit("b")), put(add(t, i32(1))))),
                alloc(sum, store(sum, add(load(sum), load(Y, I, J))), put(load(sum))))),
        over(
            "nested_blocks" + r,
            grid(
                block(
                    "a",
                    block(
                        "b",
                        when(gt(cell(), 10), exit("b"), when(gt(cell(), -10), exit("a"))),
                        put(i32(5))),
                    store(Y, add(load(Y, I, J), i32(3)), I, J)),
                put(bin(BinaryOp.MUL, load(Y, I, J), i32(3))))),
        over(
            "else_chain" + r,
            grid(
                when(
                    gt(cell(), 100),
                    put(i32(1)),
                    when(gt(cell(), 0), put(i32(2)), when(gt(cell(), -100), seq(), put(i32(4))))))),
        over(
            "inlined_else" + r,
            grid(
                block(
                    "n",
                    when(gt(cell(), 0), exit("n"), put(i32(3))),
                    put(add(load(Y, I, J), i32(1)))))),
        over(
            "variables" + r,
            grid(
                alloc(
                    sum,
                    alloc(
                        seen,
                        alloc(
                            wide,
                            alloc(
                                mean,
                                alloc(
                                    unread,
                                    store(sum, cell()),
                                    store(seen, gt(cell(), 3)),
                                    store(unread, cast(FLOAT32, cell())),
                                    store(wide, add(load(wide), cast(INT64, load(sum)))),
                                    store(
                                        wide,
                                        bin(BinaryOp.MUL, load(wide), cast(INT64, load(sum)))),
                                    store(
                                        mean, bin(BinaryOp.DIV, cast(FLOAT64, load(wide)), f64(3))),
                                    store(mean, bin(BinaryOp.MUL, load(mean), f64(0.1))),
                                    store(sum, add(load(sum), cast(INT32, load(mean)))),
                                    put(Ir.select(load(seen), load(sum), i32(-4)))))))))),
        over(
            "arrays" + r,
            loop(
                I,
                6,
                alloc(
                    tmp,
                    loop(
                        J,
                        5,
                        store(tmp, cast(INT16, cell()), bin(BinaryOp.TRUNCMOD, J, i32(3)), J)),
                    loop(
                        J,
                        5,
                        put(
                            add(
                                cast(INT32, load(tmp, i32(1), J)),
                                cast(INT32, load(tmp, i32(2), bin(BinaryOp.SUB, i32(4), J))))))),
                alloc(
                    flags,
                    loop(J, 5, store(flags, gt(cell(), 3), J)),
                    loop(J, 5, when(load(flags, J), store(Y, add(load(Y, I, J), i32(1)), I, J)))))),
        over(
            "workspace" + r,
            Map.of("tmp", 16L),
            loop(
                I,
                6,
                alloc(
                    tmp,
                    loop(J, 5, store(tmp, cast(INT16, cell()), i32(1), J)),
                    loop(J, 5, put(cast(INT32, load(tmp, i32(1), J))))),
                store(Y, i32(3), I, i32(2)))),
        over(
            "whiles" + r,
            grid(
                alloc(
                    sum,
                    store(sum, bin(BinaryOp.AND, cell(), i32(255))),
                    block(
                        "stop",
                        loopWhile(
                            gt(load(sum), 3),
                            block(
                                "again",
                                store(sum, bin(BinaryOp.SUB, load(sum), i32(3))),
                                when(
                                    bin(BinaryOp.EQ, bin(BinaryOp.AND, load(sum), i32(1)), i32(0)),
                                    exit("again")),
                                when(bin(BinaryOp.EQ, load(sum), i32(17)), exit("stop")),
                                store(sum, bin(BinaryOp.SUB, load(sum), i32(1)))))),
                    put(load(sum))))),
        over(
            "extents" + r,
            grid(
                let(
                    n,
                    cast(INT64, bin(BinaryOp.AND, cell(), i32(15))),
                    alloc(
                        sum,
                        loop(
                            K,
                            bin(BinaryOp.SUB, cast(INT32, n), i32(4)),
                            store(sum, add(load(sum), K))),
                        loop(var("m", INT64), n, store(sum, add(load(sum), i32(1)))),
                        put(load(sum)))))),
        over(
            "checks" + r,
            grid(
                let(
                    t,
                    bin(BinaryOp.AND, cell(), i32(-round & 1023)),
                    check(
                        bin(
                            BinaryOp.AND,
                            bin(BinaryOp.GE, t, i32(0)),
                            bin(BinaryOp.LT, t, i32(round == 0 ? 4 : 700))),
                        fault("FAILED")),
                    put(add(t, i32(1)))))),
        over(
            "lazy" + r,
            grid(
                let(
                    t,
                    cell(),
                    put(
                        lazy(
                            lazy(
                                bin(BinaryOp.LE, i32(0), t),
                                bin(BinaryOp.LT, t, i32(6)),
                                bool(false)),
                            load(X, t, J),
                            i32(-1)))))),
        over(
            "folded" + r,
            grid(
                let(
                    u,
                    gt(I, -1),
                    when(bin(BinaryOp.LT, J, i32(9)), put(cell()), put(i32(0))),
                    when(
                        bin(BinaryOp.AND, u, bin(BinaryOp.GE, J, i32(0))),
                        store(Y, i32(1), I, i32(0)))))));
  }
}
