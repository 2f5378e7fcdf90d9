package dev.annotir.processor.ir;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A function as text for people: one statement a line, in braces and indented, such as
 *
 * <pre>
 * func add(a: int8[2], b: int8[1], c: int8[2]) {  // Basics.java:15
 *   for i: int32 &lt; 2 {
 *     c[i] = int8(int32(a[i]) + int32(b[0]))
 *   }
 * }
 * </pre>
 */
public final class TextPrinter {
  private TextPrinter() {}

  /** The text of a function, which ends in a newline. */
  public static String print(PrimFunc func) {
    String params =
        func.params().stream().map(TextPrinter::declare).collect(Collectors.joining(", "));
    Buffer result = func.result();
    String returns = result == null ? "" : " -> " + declare(result);
    String head = "func " + func.name() + "(" + params + ")" + returns + " {  // " + func.span();
    return new Lines().line(head).nest(func.body()).line("}").text();
  }

  /** The text of a statement, which ends in a newline unless it is empty. */
  public static String print(Stmt s) {
    Lines lines = new Lines();
    s.accept(lines);
    return lines.text();
  }

  /** The text of an expression. */
  public static String print(Expr e) {
    return e.accept(new ExprText());
  }

  private static String declare(Param param) {
    String type = param.name() + ": " + param.dtype();
    if (param instanceof Expr.Var v && v.lanes() > 1) {
      return type + "x" + v.lanes();
    }
    return param instanceof Buffer buffer && !buffer.isScalar() ? type + buffer.shape() : type;
  }

  private static final class Lines implements Stmt.Visitor<Lines> {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    Lines line(String line) {
      text.append("  ".repeat(depth)).append(line).append('\n');
      return this;
    }

    Lines nest(Stmt s) {
      depth++;
      s.accept(this);
      depth--;
      return this;
    }

    String text() {
      return text.toString();
    }

    @Override
    public Lines visit(Stmt.SeqStmt s) {
      s.stmts().forEach(stmt -> stmt.accept(this));
      return this;
    }

    @Override
    public Lines visit(Stmt.Let s) {
      line("let " + declare(s.var()) + " = " + print(s.value()));
      return s.body().accept(this);
    }

    @Override
    public Lines visit(Stmt.Allocate s) {
      line("allocate " + declare(s.buffer()));
      return s.body().accept(this);
    }

    @Override
    public Lines visit(Stmt.BufferStore s) {
      String element = print(new Expr.BufferLoad(s.buffer(), s.indices(), s.span()));
      String where = s.mask() == null ? "" : " where " + print(s.mask());
      return line(element + " = " + print(s.value()) + where);
    }

    @Override
    public Lines visit(Stmt.IfThenElse s) {
      line("if " + print(s.condition()) + " {").nest(s.thenCase());
      if (!s.elseCase().isNop()) {
        line("} else {").nest(s.elseCase());
      }
      return line("}");
    }

    @Override
    public Lines visit(Stmt.For s) {
      String head = "for " + declare(s.var()) + " < " + print(s.extent()) + " {";
      return line(head).nest(s.body()).line("}");
    }

    @Override
    public Lines visit(Stmt.While s) {
      return line("while " + print(s.condition()) + " {").nest(s.body()).line("}");
    }

    @Override
    public Lines visit(Stmt.Block s) {
      return line("block " + s.label().name() + " {").nest(s.body()).line("}");
    }

    @Override
    public Lines visit(Stmt.Exit s) {
      return line("exit " + s.label().name());
    }

    @Override
    public Lines visit(Stmt.Check s) {
      return line("check " + print(s.condition()) + " else \"" + s.fault().text() + "\"");
    }
  }

  private static final class ExprText implements Expr.Visitor<String> {
    private String print(Expr e) {
      return e.accept(this);
    }

    /** In parentheses where it would run together with what stands around it. */
    private String operand(Expr e) {
      boolean open = e instanceof Expr.Binary b && Character.isLetter(b.op().symbol().charAt(0));
      return e instanceof Expr.Binary && !open ? "(" + print(e) + ")" : print(e);
    }

    private String call(String function, Expr... args) {
      return call(function, List.of(args));
    }

    private String call(String function, List<Expr> args) {
      return function
          + "("
          + args.stream().map(this::print).collect(Collectors.joining(", "))
          + ")";
    }

    @Override
    public String visit(Expr.Const e) {
      return switch (e.dtype()) {
        case BOOL -> e.bits() != 0 ? "true" : "false";
        case INT32 -> Long.toString(e.bits());
        case INT64 -> e.bits() + "L";
        case FLOAT32 -> Arithmetic.float32Of(e.bits()) + "f";
        case FLOAT64 -> Double.toString(e.floating());
        default -> e.dtype() + "(" + Long.toUnsignedString(e.bits()) + ")";
      };
    }

    @Override
    public String visit(Expr.Var e) {
      return e.name();
    }

    @Override
    public String visit(Expr.BufferLoad e) {
      String indices = e.indices().stream().map(this::print).collect(Collectors.joining(", "));
      return e.buffer().name() + "[" + indices + "]";
    }

    @Override
    public String visit(Expr.Unary e) {
      return e.op().symbol() + operand(e.a());
    }

    @Override
    public String visit(Expr.Binary e) {
      String symbol = e.op().symbol();
      return Character.isLetter(symbol.charAt(0))
          ? call(symbol, e.a(), e.b())
          : operand(e.a()) + " " + symbol + " " + operand(e.b());
    }

    @Override
    public String visit(Expr.Cast e) {
      return call(e.dtype().tvmName(), e.value());
    }

    @Override
    public String visit(Expr.Call e) {
      String name = e.intrinsic().name().toLowerCase(Locale.ROOT);
      boolean typed = e.intrinsic() == Expr.Intrinsic.REINTERPRET;
      return call(typed ? name + "<" + e.dtype() + ">" : name, e.args());
    }

    @Override
    public String visit(Expr.Select e) {
      return call("select", e.condition(), e.a(), e.b());
    }

    @Override
    public String visit(Expr.IfThenElse e) {
      return call("if", e.condition(), e.a(), e.b());
    }

    @Override
    public String visit(Expr.Ramp e) {
      return "ramp(" + print(e.base()) + ", " + e.stride() + ", " + e.lanes() + ")";
    }

    @Override
    public String visit(Expr.Broadcast e) {
      return "broadcast(" + print(e.value()) + ", " + e.lanes() + ")";
    }

    @Override
    public String visit(Expr.Shuffle e) {
      return "shuffle(" + print(e.a()) + ", " + print(e.b()) + ", " + e.indices() + ")";
    }
  }
}
