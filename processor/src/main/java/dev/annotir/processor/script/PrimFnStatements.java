package dev.annotir.processor.script;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.Map;

/** The lines of a function's body as {@link PrimFnPrinter} prints them. */
final class PrimFnStatements implements Stmt.Visitor<Void> {
  private final boolean scoped;
  private final UniqueNames unique;
  private final Map<String, String> names;
  private final Label end;
  private final PrimFnExpressions exprs;
  private final StringBuilder lines = new StringBuilder();
  private int depth;

  private PrimFnStatements(
      boolean scoped, UniqueNames unique, Map<String, String> names, Label end) {
    this.scoped = scoped;
    this.unique = unique;
    this.names = names;
    this.end = end;
    this.exprs = new PrimFnExpressions(names);
  }

  /**
   * The lines of a function's body.
   *
   * @param scoped whether the text says in which memory local arrays are
   * @param names the variables and pointers of the parameters, to which those of the body are added
   */
  static String print(
      PrimFunc func, boolean scoped, UniqueNames unique, Map<String, String> names) {
    PrimFnStatements statements = new PrimFnStatements(scoped, unique, names, func.exit());
    statements.nest(func.body());
    return statements.lines.toString();
  }

  private void line(String text) {
    lines.append("  ".repeat(depth)).append(text).append('\n');
  }

  private void nest(Stmt body) {
    depth++;
    int before = lines.length();
    body.accept(this);
    if (lines.length() == before) {
      line("0");
    }
    depth--;
  }

  private void braces(String head, Stmt body) {
    line(head + " {");
    nest(body);
    line("}");
  }

  /** What the text calls a variable or buffer of the body. */
  private String bind(String name) {
    String printed = unique.unique(name);
    names.put(name, printed);
    return printed;
  }

  @Override
  public Void visit(Stmt.SeqStmt s) {
    s.stmts().forEach(stmt -> stmt.accept(this));
    return done();
  }

  @Override
  public Void visit(Stmt.Let s) {
    String value = exprs.text(s.value());
    line("let " + bind(s.var().name()) + ": " + PrimFnExpressions.type(s.var()) + " = " + value);
    return s.body().accept(this);
  }

  /** TVM's local memory has any content, Java's is zeroed. */
  @Override
  public Void visit(Stmt.Allocate s) {
    Buffer buffer = s.buffer();
    String type = "Pointer(" + (scoped ? "global " : "") + buffer.dtype() + ")";
    String memory = type + ", " + buffer.dtype() + ", [" + buffer.elements() + "])";
    String scope = scoped ? ", storage_scope = global;" : ";";
    line("allocate(" + bind(buffer.name()) + ": " + memory + scope);
    if (!Statements.setsFirst(s.body(), buffer)) {
      zero(buffer);
    }
    return s.body().accept(this);
  }

  private void zero(Buffer buffer) {
    String set =
        names.get(buffer.name()) + "[%s] = " + PrimFnExpressions.literal(buffer.dtype(), 0);
    if (buffer.isScalar()) {
      line(set.formatted("0"));
      return;
    }
    DType dtype = RowMajor.indexType(buffer);
    String index = unique.unique("z");
    line(head(index, dtype, PrimFnExpressions.literal(dtype, buffer.elements())) + " {");
    depth++;
    line(set.formatted(index));
    depth--;
    line("}");
  }

  private static String head(String var, DType dtype, String extent) {
    String zero = PrimFnExpressions.literal(dtype, 0);
    return "for (" + var + ": " + dtype + ", " + zero + ", " + extent + ")";
  }

  @Override
  public Void visit(Stmt.BufferStore s) {
    String mask = s.mask() == null ? "" : " if " + exprs.text(s.mask());
    line(exprs.element(s.buffer(), s.indices()) + " = " + exprs.text(s.value()) + mask);
    return done();
  }

  /** TVM nests each if of a chain in the else before it, so that long ones are mostly spaces. */
  @Override
  public Void visit(Stmt.IfThenElse s) {
    line("if " + exprs.text(s.condition()) + " {");
    nest(s.thenCase());
    Stmt rest = s.elseCase();
    for (; rest instanceof Stmt.IfThenElse next; rest = next.elseCase()) {
      line("} else if " + exprs.text(next.condition()) + " {");
      nest(next.thenCase());
    }
    if (!rest.isNop()) {
      line("} else {");
      nest(rest);
    }
    line("}");
    return done();
  }

  @Override
  public Void visit(Stmt.For s) {
    String extent = exprs.text(s.extent());
    String var = bind(s.var().name());
    braces(head(var, s.var().dtype(), extent), s.body());
    return done();
  }

  @Override
  public Void visit(Stmt.While s) {
    braces("while (" + exprs.text(s.condition()) + ")", s.body());
    return done();
  }

  /** TIR of that time has no jumps: the label is an attribute of what an exit leaves. */
  @Override
  public Void visit(Stmt.Block s) {
    braces("attr [" + Literals.string(s.label().name()) + "] \"exit_label\" = True", s.body());
    return done();
  }

  @Override
  public Void visit(Stmt.Exit s) {
    line(
        s.label().equals(end)
            ? "@tir.ret(0, dtype=int32)"
            : "@tir.exit(" + Literals.string(s.label().name()) + ", dtype=int32)");
    return done();
  }

  @Override
  public Void visit(Stmt.Check s) {
    String text = Literals.string(s.fault().text());
    line("assert(" + exprs.text(s.condition()) + ", " + text + ")");
    return done();
  }

  @SuppressWarnings("NullAway") // a Void has no other value
  private static Void done() {
    return null;
  }
}
