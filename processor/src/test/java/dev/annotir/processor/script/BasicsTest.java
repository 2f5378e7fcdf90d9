package dev.annotir.processor.script;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.END;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.bits;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.check;
import static dev.annotir.processor.ir.Ir.constant;
import static dev.annotir.processor.ir.Ir.f32;
import static dev.annotir.processor.ir.Ir.f64;
import static dev.annotir.processor.ir.Ir.i32;
import static dev.annotir.processor.ir.Ir.let;
import static dev.annotir.processor.ir.Ir.load;
import static dev.annotir.processor.ir.Ir.local;
import static dev.annotir.processor.ir.Ir.loop;
import static dev.annotir.processor.ir.Ir.lt;
import static dev.annotir.processor.ir.Ir.mul;
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.seq;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.var;
import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Ir;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The text of a library that shows every part of an archive. */
class BasicsTest {
  private final Expr.Var i = var("i", DType.INT32);
  private final Expr.Var j = var("j", DType.INT32);

  private static OperatorFacts operator(
      String name, int line, List<Param> params, @Nullable Buffer result, Stmt... body) {
    Span span = new Span("Basics.java", line, 3);
    return Tvm.facts(
        new PrimFunc(
            name, name, "", params, result, END, seq(body), Map.of(), Map.of(), List.of(), span));
  }

  private static OperatorFacts inPlace(OperatorFacts facts, String output, String input) {
    Map<String, List<String>> mayBe = Map.of(output, List.of(input));
    return new OperatorFacts(
        facts.func(), Map.of(), mayBe, List.of(), 0, facts.constants(), Map.of(), 0);
  }

  private static Fault fault(String exception, String message, int line) {
    return new Fault("KIND", "java.lang." + exception, message, "Basics.java", line, AT);
  }

  private OperatorFacts add8() {
    Buffer a = param("a", DType.INT8, 2);
    Buffer b = param("b", DType.INT8, 1);
    Buffer c = param("c", DType.INT8, 2);
    Expr sum = add(cast(DType.INT32, load(a, i)), cast(DType.INT32, load(b, i32(0))));
    Stmt body = loop(i, 2, store(c, cast(DType.INT8, sum), i));
    return inPlace(operator("add", 15, List.of(a, b, c), null, body), "c", "a");
  }

  private OperatorFacts take() {
    Buffer x = param("x", DType.FLOAT32, 4);
    Buffer index = param("index", DType.INT32, 2);
    Buffer y = param("y", DType.FLOAT32, 2);
    Expr at = load(index, i);
    Expr inside = bin(BinaryOp.AND, bin(BinaryOp.LE, i32(0), at), lt(at, i32(4)));
    Fault outside = fault("ArrayIndexOutOfBoundsException", "index into x (length 4)", 25);
    return operator(
        "take",
        23,
        List.of(x, index, y),
        null,
        loop(i, 2, check(inside, outside), store(y, load(x, at), i)));
  }

  private OperatorFacts energy() {
    Buffer x = param("x", DType.FLOAT64, 4);
    Buffer sum = local("sum", DType.FLOAT64);
    Buffer result = Ir.result(DType.FLOAT64);
    Expr.Var v = var("v", DType.FLOAT64);
    return operator(
        "energy",
        31,
        List.of(x),
        result,
        allocate(
            sum,
            store(sum, f64(0)),
            loop(i, 4, let(v, load(x, i), store(sum, add(load(sum), mul(v, v))))),
            store(result, load(sum))));
  }

  private OperatorFacts smooth() {
    Buffer x = param("x", DType.FLOAT32, 8);
    Buffer y = param("y", DType.FLOAT32, 6);
    Buffer kernel = constant("KERNEL", DType.FLOAT32, bits(0.1f, 0.8f, 0.1f));
    Buffer sum = local("sum", DType.FLOAT32);
    Expr.Var k = var("k", DType.INT32);
    Expr product = mul(load(kernel, k), load(x, add(i, k)));
    return operator(
        "smooth",
        41,
        List.of(x, y),
        null,
        loop(
            i,
            6,
            allocate(
                sum,
                store(sum, f32(0)),
                loop(k, 3, store(sum, add(load(sum), product))),
                store(y, load(sum), i))));
  }

  private OperatorFacts relu() {
    Buffer x = param("x", DType.FLOAT32, 3, 4);
    Buffer y = param("y", DType.FLOAT32, 3, 4);
    Expr value = bin(BinaryOp.MAX, load(x, i, j), f32(0));
    Stmt body = loop(i, 3, loop(j, 4, store(y, value, i, j)));
    return inPlace(operator("relu", 53, List.of(x, y), null, body), "y", "x");
  }

  private OperatorFacts scale() {
    Buffer x = param("x", DType.INT32, 4);
    Expr.Var k = var("k", DType.FLOAT64);
    Expr.Var n = var("n", DType.INT32);
    Buffer y = param("y", DType.FLOAT64, 4);
    Expr quotient = bin(BinaryOp.TRUNCDIV, load(x, i), n);
    return operator(
        "scale",
        63,
        List.of(x, k, n, y),
        null,
        check(bin(BinaryOp.NE, n, i32(0)), fault("ArithmeticException", "/ by zero", 65)),
        loop(i, 4, store(y, mul(k, cast(DType.FLOAT64, quotient)), i)));
  }

  @Test
  void isTheExpectedText() {
    List<OperatorFacts> basics = List.of(add8(), take(), energy(), smooth(), relu(), scale());
    assertThat(new TvmScriptPrinter(basics).print()).isEqualTo(read("basics.txt"));
    List<OperatorFacts> scalar =
        basics.stream().map(o -> o.by(o.func().withName(o.func().name() + "_scalar"))).toList();
    assertThat(new TvmScriptPrinter(scalar).print()).isEqualTo(read("basics-scalar.txt"));
  }

  private static String read(String resource) {
    try (InputStream in = BasicsTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
