package dev.annotir.processor.ir;

import static dev.annotir.processor.ir.Ir.AT;
import static dev.annotir.processor.ir.Ir.END;
import static dev.annotir.processor.ir.Ir.add;
import static dev.annotir.processor.ir.Ir.allocate;
import static dev.annotir.processor.ir.Ir.bin;
import static dev.annotir.processor.ir.Ir.block;
import static dev.annotir.processor.ir.Ir.bool;
import static dev.annotir.processor.ir.Ir.call;
import static dev.annotir.processor.ir.Ir.cast;
import static dev.annotir.processor.ir.Ir.check;
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
import static dev.annotir.processor.ir.Ir.param;
import static dev.annotir.processor.ir.Ir.select;
import static dev.annotir.processor.ir.Ir.seq;
import static dev.annotir.processor.ir.Ir.store;
import static dev.annotir.processor.ir.Ir.un;
import static dev.annotir.processor.ir.Ir.var;
import static dev.annotir.processor.ir.Ir.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.annotir.processor.diagnostic.CompilerBug;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerifierTest {
  private final Buffer x = param("x", DType.INT32, 4);
  private final Buffer y = local("y", DType.INT32);
  private final Expr.Var i = var("i", DType.INT32);
  private final Label out = new Label("out");

  private void broken(String message, Stmt... body) {
    broken(message, List.of(x), body);
  }

  private static void broken(String message, List<? extends Param> params, Stmt... body) {
    assertThatThrownBy(() -> Verifier.verify(func("f", params, body)))
        .isInstanceOf(CompilerBug.class)
        .hasMessage("f: " + message + " at Test.java:7");
  }

  private void broken(String message, Expr e) {
    Expr.Var t = var("t", e.dtype());
    broken(message + " in " + TextPrinter.print(e), let(t, e));
  }

  @Test
  void aValidFunctionStays() {
    PrimFunc f =
        func(
            "f",
            List.of(x),
            allocate(
                y,
                block(out, loop(i, 4, store(y, add(load(y), load(x, i))), exit(out), exit(END)))));
    assertThat(Verifier.verify(f)).isSameAs(f);
  }

  @Test
  void namesAreBoundOnce() {
    broken("the name x is bound twice", List.of(x, var("x", DType.INT8)));
    broken("the name i is bound twice", loop(i, 4), loop(i, 4));
    broken("the name x is bound twice", let(var("x", DType.INT32), i32(1)));
    broken("the name x is bound twice", allocate(local("x", DType.INT32)));
    Buffer table = constant("TABLE", DType.INT32, 1);
    Expr.Var t = var("t", DType.INT32);
    broken(
        "the name TABLE is bound twice",
        let(t, load(table, i32(0)), loop(var("TABLE", DType.INT32), 4)));
    broken("the label out is bound twice", block(out, block(out)));
    broken("the label end is bound twice", block(END));
  }

  @Test
  void variablesAndBuffersAreInScope() {
    broken("the variable i is not in scope", store(x, i, i32(0)));
    broken("the variable i is not in scope", seq(loop(i, 4), store(x, i, i32(0))));
    broken("the variable i is not in scope", loop(i, i));
    broken("the variable i is not in scope", let(i, i));
    broken("the buffer y is not in scope", store(y, i32(1)));
    broken("the buffer y is not in scope", seq(allocate(y), store(x, load(y), i32(0))));
    Buffer other = param("x", DType.INT32, 5);
    broken("the buffer x is not in scope", store(other, i32(1), i32(0)));
  }

  @Test
  void exitsHaveAnEnclosingBlock() {
    broken("no enclosing block out", exit(out));
    broken("no enclosing block out", seq(block(out), exit(out)));
  }

  @Test
  void buffersHaveTheirScope() {
    broken("x has scope PARAM, not LOCAL", List.of(), allocate(x));
    broken("y has scope LOCAL, not PARAM", List.of(y));
    broken("the parameter z has rank 0", List.of(param("z", DType.INT32)));
  }

  @Test
  void buffersHaveExtentsAndData() {
    broken("z has shape [0]", List.of(param("z", DType.INT32, 0)));
    List<Integer> four = List.of(4);
    List<Integer> six = List.of(2, 3);
    broken(
        "z has shape [4] as [2, 3]",
        List.of(new Buffer("z", DType.INT32, four, six, Buffer.Scope.PARAM, null, AT)));
    broken(
        "z has data only if it is CONST",
        List.of(
            new Buffer(
                "z",
                DType.INT8,
                four,
                four,
                Buffer.Scope.PARAM,
                ConstantData.of(DType.INT8, new long[4]),
                AT)));
    Buffer half =
        new Buffer(
            "HALF",
            DType.INT32,
            four,
            four,
            Buffer.Scope.CONST,
            ConstantData.of(DType.INT32, 0, 0),
            AT);
    broken("HALF has other data than its shape says", store(x, load(half, i32(0)), i32(0)));
  }

  @Test
  void accessesFitTheBuffer() {
    broken("2 indices into x of rank 1", store(x, i32(1), i32(0), i32(0)));
    broken("an index into x is int64, not int32", store(x, i32(1), i64(0)));
    broken("0 indices into x of rank 1", let(var("t", DType.INT32), load(x)));
    broken("the value stored into x is float32, not int32", store(x, f32(1), i32(0)));
    broken(
        "a store into the constant TABLE",
        store(constant("TABLE", DType.INT32, 1), i32(1), i32(0)));
  }

  @Test
  void operandsHaveTheirTypes() {
    broken("no value of bool", new Expr.Const(DType.BOOL, 2, AT));
    broken("operands of int32 and int64", add(i32(1), i64(1)));
    broken("operands of int32 and int64", bin(Expr.BinaryOp.SHL, i32(1), i64(1)));
    broken("an operand of bool", add(bool(true), bool(true)));
    broken("an operand of uint32", add(cast(DType.UINT32, i32(1)), cast(DType.UINT32, i32(1))));
    broken("an operand of uint8", bin(Expr.BinaryOp.USHR, cast(DType.UINT8, i32(1)), i32(1)));
    broken(
        "an operand of uint16", call(Expr.Intrinsic.ABS, DType.UINT16, cast(DType.UINT16, i32(1))));
    broken("an operand of int32", bin(Expr.BinaryOp.DIV, i32(1), i32(1)));
    broken("an operand of float32", bin(Expr.BinaryOp.TRUNCDIV, f32(1), f32(1)));
    broken("an operand of float32", bin(Expr.BinaryOp.AND, f32(1), f32(1)));
    broken("an operand of bool", bin(Expr.BinaryOp.LT, bool(true), bool(true)));
    broken("an operand of bool", un(Expr.UnaryOp.NEG, bool(true)));
    broken("an operand of float64", un(Expr.UnaryOp.NOT, f64(1)));
  }

  @Test
  void castsAreJavas() {
    broken("a cast from bool to int32", cast(DType.INT32, bool(true)));
    broken("a cast from int32 to bool", cast(DType.BOOL, i32(1)));
    broken("a cast from float32 to int8", cast(DType.INT8, f32(1)));
    broken("a cast from int32 to float16", cast(DType.FLOAT16, i32(1)));
    broken("a cast from uint64 to float64", cast(DType.FLOAT64, cast(DType.UINT64, i64(1))));
  }

  @Test
  void callsHaveTheirArguments() {
    broken("1 arguments", call(Expr.Intrinsic.FMA, DType.FLOAT32, f32(1)));
    broken("an operand of int32", call(Expr.Intrinsic.SQRT, DType.INT32, i32(1)));
    broken(
        "arguments of another type than the result",
        call(Expr.Intrinsic.SQRT, DType.FLOAT32, f64(1)));
    broken(
        "a reinterpretation of int32 as float64",
        call(Expr.Intrinsic.REINTERPRET, DType.FLOAT64, i32(1)));
    broken("an operand of float32", call(Expr.Intrinsic.POPCOUNT, DType.FLOAT32, f32(1)));
    broken("an operand of int32", call(Expr.Intrinsic.MULTIPLY_HIGH, DType.INT32, i32(1), i32(1)));
    broken(
        "a product other than of int64",
        call(Expr.Intrinsic.PRODUCT_FITS, DType.BOOL, i32(1), i32(1)));
    broken(
        "an operand of int64", call(Expr.Intrinsic.DOT_INT16, DType.INT64, i64(1), i64(1), i64(1)));
  }

  @Test
  void conditionsAreBools() {
    broken("a condition of int32", select(i32(1), i32(1), i32(1)));
    broken("sides of int32 and int64", lazy(bool(true), i32(1), i64(1)));
    broken("the condition is int32, not bool", when(i32(1)));
    broken("the condition is int32, not bool", loopWhile(i32(1)));
    broken("the condition is int32, not bool", check(i32(1), Ir.INDEX));
  }

  @Test
  void variablesHaveTheTypeOfTheirValue() {
    broken("the value of i is int64, not int32", let(i, i64(1)));
    broken("the extent of i is int64, not int32", loop(i, i64(1)));
    broken("the loop variable t is int8", loop(var("t", DType.INT8), i32(1)));
  }
}
