package dev.annotir.processor.ir;

import dev.annotir.processor.diagnostic.Span;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Short names for building functions in tests. */
public final class Ir {
  public static final Span AT = new Span("Test.java", 7, 1);
  public static final Fault INDEX =
      new Fault(
          Fault.INDEX_OUT_OF_BOUNDS,
          "java.lang.ArrayIndexOutOfBoundsException",
          "index into x (length 4)",
          "Test.java",
          7,
          AT);
  public static final Label END = new Label("end");

  private Ir() {}

  public static PrimFunc func(String name, List<? extends Param> params, Stmt... body) {
    return func(name, params, null, body);
  }

  public static PrimFunc func(
      String name, List<? extends Param> params, @Nullable Buffer result, Stmt... body) {
    List<Param> all = List.copyOf(params);
    return new PrimFunc(
        name, name, "", all, result, END, seq(body), Map.of(), Map.of(), List.of(), AT);
  }

  public static Buffer param(String name, DType dtype, Integer... shape) {
    return new Buffer(name, dtype, List.of(shape), List.of(shape), Buffer.Scope.PARAM, null, AT);
  }

  public static Buffer result(DType dtype, Integer... shape) {
    return new Buffer(
        "result", dtype, List.of(shape), List.of(shape), Buffer.Scope.RESULT, null, AT);
  }

  public static Buffer constant(String name, DType dtype, long... elements) {
    List<Integer> shape = List.of(elements.length);
    return new Buffer(
        name, dtype, shape, shape, Buffer.Scope.CONST, ConstantData.of(dtype, elements), AT);
  }

  public static Buffer local(String name, DType dtype, Integer... shape) {
    return Buffer.local(name, dtype, List.of(shape), AT);
  }

  public static Expr.Var var(String name, DType dtype) {
    return new Expr.Var(name, dtype, AT);
  }

  public static Expr i32(int value) {
    return Expr.Const.int32(value, AT);
  }

  public static Expr i64(long value) {
    return Expr.Const.of(DType.INT64, value, AT);
  }

  public static Expr f32(float value) {
    return Expr.Const.float32(value, AT);
  }

  public static Expr f64(double value) {
    return Expr.Const.float64(value, AT);
  }

  public static Expr bool(boolean value) {
    return Expr.Const.bool(value, AT);
  }

  public static Expr load(Buffer buffer, Expr... indices) {
    return new Expr.BufferLoad(buffer, List.of(indices), AT);
  }

  public static Expr bin(Expr.BinaryOp op, Expr a, Expr b) {
    return new Expr.Binary(op, a, b, AT);
  }

  public static Expr add(Expr a, Expr b) {
    return bin(Expr.BinaryOp.ADD, a, b);
  }

  public static Expr mul(Expr a, Expr b) {
    return bin(Expr.BinaryOp.MUL, a, b);
  }

  public static Expr lt(Expr a, Expr b) {
    return bin(Expr.BinaryOp.LT, a, b);
  }

  public static Expr un(Expr.UnaryOp op, Expr a) {
    return new Expr.Unary(op, a, AT);
  }

  public static Expr cast(DType dtype, Expr value) {
    return new Expr.Cast(dtype, value, AT);
  }

  public static Expr call(Expr.Intrinsic intrinsic, DType dtype, Expr... args) {
    return new Expr.Call(intrinsic, List.of(args), dtype, AT);
  }

  public static Expr select(Expr condition, Expr a, Expr b) {
    return new Expr.Select(condition, a, b, AT);
  }

  public static Expr lazy(Expr condition, Expr a, Expr b) {
    return new Expr.IfThenElse(condition, a, b, AT);
  }

  public static Stmt seq(Stmt... stmts) {
    return stmts.length == 1 ? stmts[0] : new Stmt.SeqStmt(List.of(stmts), AT);
  }

  public static Stmt store(Buffer buffer, Expr value, Expr... indices) {
    return new Stmt.BufferStore(buffer, List.of(indices), value, AT);
  }

  public static Stmt let(Expr.Var var, Expr value, Stmt... body) {
    return new Stmt.Let(var, value, seq(body), AT);
  }

  public static Stmt allocate(Buffer buffer, Stmt... body) {
    return new Stmt.Allocate(buffer, seq(body), AT);
  }

  public static Stmt loop(Expr.Var var, Expr extent, Stmt... body) {
    return new Stmt.For(var, extent, seq(body), AT);
  }

  public static Stmt loop(Expr.Var var, int extent, Stmt... body) {
    return loop(var, i32(extent), body);
  }

  public static Stmt loopWhile(Expr condition, Stmt... body) {
    return new Stmt.While(condition, seq(body), AT);
  }

  public static Stmt when(Expr condition, Stmt... body) {
    return new Stmt.IfThenElse(condition, seq(body), Stmt.nop(AT), AT);
  }

  public static Stmt choose(Expr condition, Stmt thenCase, Stmt elseCase) {
    return new Stmt.IfThenElse(condition, thenCase, elseCase, AT);
  }

  public static Stmt block(Label label, Stmt... body) {
    return new Stmt.Block(label, seq(body), AT);
  }

  public static Stmt exit(Label label) {
    return new Stmt.Exit(label, AT);
  }

  public static Stmt check(Expr condition, Fault fault) {
    return new Stmt.Check(condition, fault, AT);
  }

  /** Values as they are held. */
  public static long[] bits(float... values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = DType.FLOAT32.wrap(Float.floatToRawIntBits(values[i]));
    }
    return bits;
  }

  /** Values as they are held. */
  public static long[] bits(double... values) {
    long[] bits = new long[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(values[i]);
    }
    return bits;
  }
}
