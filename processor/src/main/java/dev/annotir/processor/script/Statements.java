package dev.annotir.processor.script;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The lines of a function's body, from statements without Lets, Blocks, Exits and masks. */
final class Statements implements Stmt.Visitor<Void> {
  static final String INDENT = "    ";

  private final Facts facts;
  private final Prelude prelude;
  private final Expressions exprs;
  private final FreshNames names;
  private final List<String> allocations = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private int depth;

  Statements(Facts facts, Prelude prelude, FreshNames names) {
    this.facts = facts;
    this.prelude = prelude;
    this.exprs = new Expressions(facts, prelude);
    this.names = names;
  }

  /** The lines that allocate local buffers at the function's top. */
  List<String> allocations() {
    return allocations;
  }

  List<String> lines() {
    return lines;
  }

  void print(Stmt s) {
    s.accept(this);
  }

  private void line(String text) {
    lines.add(INDENT.repeat(depth) + text);
  }

  /** A line after those that it needs. */
  private void line(Supplier<Code> text) {
    Prelude.Prepared prepared = prelude.prepare(text);
    prepared.lines().forEach(this::line);
    line(prepared.code().text());
  }

  private static Code head(String before, Code condition) {
    return Code.atom(before + condition + ":");
  }

  private void nest(Stmt body) {
    depth++;
    int before = lines.size();
    print(body);
    if (lines.size() == before) {
      line("T.evaluate(0)");
    }
    depth--;
  }

  /** Runs what prints a statement whose parts may run never or often. */
  private Void compound(Stmt s, Runnable parts) {
    List<Expr> known = facts.save();
    parts.run();
    facts.restore(known, s);
    return done();
  }

  @Override
  public Void visit(Stmt.SeqStmt s) {
    s.stmts().forEach(this::print);
    return done();
  }

  @Override
  public Void visit(Stmt.Let s) {
    throw new IllegalStateException("a Let");
  }

  @Override
  public Void visit(Stmt.Block s) {
    throw new IllegalStateException("a Block");
  }

  @Override
  public Void visit(Stmt.Exit s) {
    throw new IllegalStateException("an Exit");
  }

  @Override
  public Void visit(Stmt.Allocate s) {
    Buffer buffer = s.buffer();
    String shape = TensorType.shape(buffer.shape());
    allocations.add(
        buffer.name() + " = T.alloc_buffer(" + shape + ", \"" + buffer.dtype().tvmName() + "\")");
    if (!setsFirst(s.body(), buffer)) {
      zero(buffer);
    }
    print(s.body());
    return done();
  }

  /**
   * Whether the first thing that happens is that the scalar, or vector, gets a value that does not
   * depend on it.
   */
  static boolean setsFirst(Stmt s, Buffer buffer) {
    if (s instanceof Stmt.SeqStmt seq) {
      return !seq.stmts().isEmpty() && setsFirst(seq.stmts().get(0), buffer);
    } else if (s instanceof Stmt.Allocate allocate) {
      return setsFirst(allocate.body(), buffer);
    }
    return s instanceof Stmt.BufferStore store
        && store.buffer().equals(buffer)
        && store.mask() == null
        && Lanes.isAll(buffer, store.indices())
        && !new Aliasing(false).changes(store, store.value());
  }

  private void zero(Buffer buffer) {
    List<String> indices = new ArrayList<>();
    int outer = depth;
    for (int extent : buffer.shape()) {
      String index = names.fresh("z");
      line("for " + index + " in T.serial(0, " + extent + "):");
      indices.add(index);
      depth++;
    }
    String element = buffer.isScalar() ? "0" : String.join(", ", indices);
    line(buffer.name() + "[" + element + "] = " + Literals.of(buffer.dtype(), 0));
    depth = outer;
  }

  @Override
  public Void visit(Stmt.BufferStore s) {
    line(
        () -> {
          Code element = exprs.element(s.buffer(), s.indices());
          return Code.atom(element + " = " + exprs.stored(s.value()).spread(element.lanes()));
        });
    facts.forget(s);
    return done();
  }

  @Override
  public Void visit(Stmt.IfThenElse s) {
    if (s.condition() instanceof Expr.Const c) {
      print(c.bits() != 0 ? s.thenCase() : s.elseCase());
      return done();
    }
    return compound(s, () -> branch(s));
  }

  private void branch(Stmt.IfThenElse s) {
    if (s.thenCase().isNop()) {
      if (!s.elseCase().isNop()) {
        line(() -> head("if ", exprs.not(s.condition())));
        nest(s.elseCase());
      }
      return;
    }
    Prelude.Prepared condition = prepared(s);
    condition.lines().forEach(this::line);
    line("if " + condition.code() + ":");
    branches(s);
  }

  private Prelude.Prepared prepared(Stmt.IfThenElse s) {
    boolean otherwise = FloatComparisons.in(s.elseCase());
    return prelude.prepare(() -> exprs.condition(s.condition(), otherwise));
  }

  /** What follows the condition, in one chain of elif as far as can be: Python limits nesting. */
  private void branches(Stmt.IfThenElse s) {
    List<Expr> known = facts.save();
    nest(s.thenCase());
    if (s.elseCase().isNop()) {
      return;
    }
    facts.restore(known, Stmt.nop(s.span()));
    if (s.elseCase() instanceof Stmt.IfThenElse next
        && !(next.condition() instanceof Expr.Const)
        && !next.thenCase().isNop()) {
      Prelude.Prepared condition = prepared(next);
      if (condition.lines().isEmpty()) {
        line("elif " + condition.code() + ":");
        branches(next);
      } else {
        line("else:");
        depth++;
        condition.lines().forEach(this::line);
        line("if " + condition.code() + ":");
        branches(next);
        depth--;
      }
    } else {
      line("else:");
      nest(s.elseCase());
    }
  }

  @Override
  public Void visit(Stmt.For s) {
    Interval extent = facts.ranges().of(s.extent());
    facts.ranges().set(s.var(), new Interval(0, Math.max(0, extent.hi() - 1)));
    line(
        () ->
            s.var().dtype() == DType.INT32
                ? loop(s, "0", exprs.index(s.extent()))
                : loop(s, Literals.of(DType.INT64, 0).text(), exprs.of(s.extent())));
    return compound(
        s,
        () -> {
          facts.forget(s);
          nest(s.body());
        });
  }

  private static Code loop(Stmt.For s, String start, Code end) {
    return Code.atom("for " + s.var().name() + " in T.serial(" + start + ", " + end + "):");
  }

  @Override
  public Void visit(Stmt.While s) {
    return compound(
        s,
        () -> {
          facts.forget(s);
          Prelude.Prepared condition = prelude.prepare(() -> exprs.of(s.condition()));
          if (condition.lines().isEmpty()) {
            line("while " + condition.code() + ":");
            nest(s.body());
          } else {
            prepared(s, condition);
          }
        });
  }

  /** A loop whose condition needs lines before it, each time. */
  private void prepared(Stmt.While s, Prelude.Prepared condition) {
    Code go = prelude.element(DType.INT32, 1);
    String set = go + " = " + Code.cast(condition.code(), DType.INT32);
    condition.lines().forEach(this::line);
    line(set);
    line("while " + go + " != T.int32(0):");
    nest(s.body());
    depth++;
    condition.lines().forEach(this::line);
    line(set);
    depth--;
  }

  @Override
  public Void visit(Stmt.Check s) {
    boolean always = s.condition() instanceof Expr.Const c && c.bits() != 0;
    if (!always) {
      String text = Literals.string(s.fault().text());
      line(() -> Code.atom("assert " + exprs.of(s.condition()) + ", " + text));
      facts.learn(s.condition());
    }
    return done();
  }

  @SuppressWarnings("NullAway") // a Void has no other value
  private static Void done() {
    return null;
  }
}
