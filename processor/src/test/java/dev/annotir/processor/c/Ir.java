package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Access;
import dev.annotir.processor.analysis.ErrorCode;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Expr.Intrinsic;
import dev.annotir.processor.ir.Expr.UnaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.Param;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Short names for IR in tests; everything stands at T.java:7. */
final class Ir {
  static final Span SPAN = new Span("T.java", 7, 1);
  static final Label END = new Label("end");
  static final Library LIBRARY = new Library("t", "T", "T.java", "", List.of(), List.of());

  private Ir() {}

  static Expr.Const i32(int value) {
    return Expr.Const.int32(value, SPAN);
  }

  static Expr.Const i64(long value) {
    return Expr.Const.of(DType.INT64, value, SPAN);
  }

  static Expr.Const f32(float value) {
    return Expr.Const.float32(value, SPAN);
  }

  static Expr.Const f64(double value) {
    return Expr.Const.float64(value, SPAN);
  }

  static Expr.Const bool(boolean value) {
    return Expr.Const.bool(value, SPAN);
  }

  static Expr.Var var(String name, DType dtype) {
    return new Expr.Var(name, dtype, SPAN);
  }

  static Expr bin(BinaryOp op, Expr a, Expr b) {
    return new Expr.Binary(op, a, b, SPAN);
  }

  static Expr add(Expr a, Expr b) {
    return bin(BinaryOp.ADD, a, b);
  }

  static Expr un(UnaryOp op, Expr a) {
    return new Expr.Unary(op, a, SPAN);
  }

  static Expr cast(DType to, Expr a) {
    return new Expr.Cast(to, a, SPAN);
  }

  static Expr call(Intrinsic intrinsic, DType dtype, Expr... args) {
    return new Expr.Call(intrinsic, List.of(args), dtype, SPAN);
  }

  static Expr lazy(Expr c, Expr a, Expr b) {
    return new Expr.IfThenElse(c, a, b, SPAN);
  }

  static Expr select(Expr c, Expr a, Expr b) {
    return new Expr.Select(c, a, b, SPAN);
  }

  static Expr load(Buffer buffer, Expr... indices) {
    return new Expr.BufferLoad(buffer, List.of(indices), SPAN);
  }

  static Expr ramp(Expr base, int stride, int lanes) {
    return new Expr.Ramp(base, stride, lanes, SPAN);
  }

  /** A vector of a value in all lanes. */
  static Expr all(Expr value, int lanes) {
    return new Expr.Broadcast(value, lanes, SPAN);
  }

  static Stmt store(Buffer buffer, Expr value, Expr... indices) {
    return new Stmt.BufferStore(buffer, List.of(indices), value, SPAN);
  }

  static Buffer tensor(String name, DType dtype, Integer... shape) {
    return new Buffer(name, dtype, List.of(shape), List.of(shape), Buffer.Scope.PARAM, null, SPAN);
  }

  static Buffer result(DType dtype) {
    return new Buffer("result", dtype, List.of(), List.of(), Buffer.Scope.RESULT, null, SPAN);
  }

  static Buffer local(String name, DType dtype, Integer... shape) {
    return Buffer.local(name, dtype, List.of(shape), SPAN);
  }

  static Stmt seq(Stmt... stmts) {
    return new Stmt.SeqStmt(List.of(stmts), SPAN);
  }

  static Stmt loop(Expr.Var var, Expr extent, Stmt... body) {
    return new Stmt.For(var, extent, only(body), SPAN);
  }

  static Stmt loop(Expr.Var var, int extent, Stmt... body) {
    return loop(var, i32(extent), body);
  }

  static Stmt loopWhile(Expr condition, Stmt... body) {
    return new Stmt.While(condition, only(body), SPAN);
  }

  static Stmt let(Expr.Var var, Expr value, Stmt... body) {
    return new Stmt.Let(var, value, only(body), SPAN);
  }

  static Stmt alloc(Buffer buffer, Stmt... body) {
    return new Stmt.Allocate(buffer, only(body), SPAN);
  }

  static Stmt when(Expr condition, Stmt then, Stmt otherwise) {
    return new Stmt.IfThenElse(condition, then, otherwise, SPAN);
  }

  static Stmt when(Expr condition, Stmt then) {
    return when(condition, then, seq());
  }

  static Stmt block(String label, Stmt... body) {
    return new Stmt.Block(new Label(label), only(body), SPAN);
  }

  static Stmt exit(String label) {
    return new Stmt.Exit(new Label(label), SPAN);
  }

  static Stmt check(Expr condition, Fault fault) {
    return new Stmt.Check(condition, fault, SPAN);
  }

  static Fault fault(String kind) {
    return new Fault(kind, "java.lang.ArithmeticException", "message", "T.java", 7, SPAN);
  }

  private static Stmt only(Stmt... body) {
    return body.length == 1 ? body[0] : seq(body);
  }

  /** Facts of a function; buffers named in {@code readOnly} are const. */
  static OperatorFacts facts(
      String name, List<Param> params, Buffer result, List<String> readOnly, Stmt body) {
    return facts(name, params, result, readOnly, Map.of(), body);
  }

  static OperatorFacts facts(
      String name,
      List<Param> params,
      Buffer result,
      List<String> readOnly,
      Map<String, Long> workspace,
      Stmt body) {
    Map<String, Access> access = new HashMap<>();
    params.stream()
        .filter(p -> p instanceof Buffer)
        .forEach(
            p ->
                access.put(p.name(), readOnly.contains(p.name()) ? Access.READ : Access.READWRITE));
    PrimFunc func =
        new PrimFunc(
            name, name, "Tests.", params, result, END, body, Map.of(), Map.of(), List.of(), SPAN);
    List<ErrorCode> errors = List.of(new ErrorCode(1, "T_FAILED", fault("FAILED")));
    return new OperatorFacts(
        func, access, Map.of(), errors, 0, List.of(), workspace, workspace.isEmpty() ? 0 : 4096);
  }

  /**
   * {@code y[i] = value} for all elements, where {@code value} is made of {@code a[i]}, {@code
   * b[i]} ...
   */
  static OperatorFacts map(String name, int size, DType to, List<DType> from, Elementwise value) {
    Expr.Var i = var("i", DType.INT32);
    List<Buffer> inputs = new java.util.ArrayList<>();
    for (int k = 0; k < from.size(); k++) {
      inputs.add(tensor("abc".substring(k, k + 1), from.get(k), size));
    }
    Buffer y = tensor("y", to, size);
    List<Param> params = new java.util.ArrayList<>(inputs);
    params.add(y);
    Expr[] loads = inputs.stream().map(b -> load(b, i)).toArray(Expr[]::new);
    return facts(
        name, params, null, List.of("a", "b", "c"), loop(i, size, store(y, value.of(loads), i)));
  }

  interface Elementwise {
    Expr of(Expr... args);
  }
}
