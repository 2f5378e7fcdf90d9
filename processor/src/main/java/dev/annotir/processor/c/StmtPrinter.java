package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.OperatorFacts;
import dev.annotir.processor.analysis.Ranges;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Statements as C. An exit becomes {@code break}, {@code continue} or {@code return} where that
 * goes to the same place, nothing where control falls there anyway, and else a {@code goto} out of
 * the braces of its block, so that no declaration is jumped over.
 */
final class StmtPrinter implements Stmt.Visitor<Void> {
  /** A place that control can go to. */
  private sealed interface Target {}

  private record Return() implements Target {
    @Override
    public boolean equals(Object other) {
      return other instanceof Return;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  private record NextIteration(int loop) implements Target {
    /** Written out, as the JVM would link those of records at first use. */
    @Override
    public boolean equals(Object other) {
      return other instanceof NextIteration n && loop == n.loop;
    }

    @Override
    public int hashCode() {
      return loop;
    }
  }

  private record EndOf(String label) implements Target {
    @Override
    public boolean equals(Object other) {
      return other instanceof EndOf end && label.equals(end.label);
    }

    @Override
    public int hashCode() {
      return label.hashCode();
    }
  }

  /**
   * A loop of C.
   *
   * @param end where control goes after it, or null: to the next statement
   */
  private record Loop(NextIteration next, @Nullable Target end) {}

  private final OperatorFacts facts;
  private final Places places;
  private final Lines lines;
  private final VectorVariables vectorVariables;
  private final Temporaries temporaries;
  private final Map<String, Target> targets = new HashMap<>();
  private final Set<String> gotos = new HashSet<>();
  private final Deque<Loop> loops = new ArrayDeque<>();
  private Ranges ranges = new Ranges();
  private int loopCount;

  /** Where control goes after the current statement; null: to a statement that follows. */
  private @Nullable Target after = new Return();

  StmtPrinter(OperatorFacts facts, Places places, VectorVariables vectors, Lines lines) {
    this.facts = facts;
    this.places = places;
    this.lines = lines;
    this.vectorVariables = vectors;
    this.temporaries = new Temporaries(lines);
    targets.put(facts.func().exit().name(), new Return());
  }

  void print(Stmt s) {
    s.accept(this);
  }

  private ExprPrinter expr() {
    return new ExprPrinter(places, ranges);
  }

  private VectorPrinter vectors() {
    return new VectorPrinter(expr(), vectorVariables, temporaries);
  }

  private String text(Expr e) {
    return expr().print(e).text();
  }

  /** The text of a condition, which may be of lanes. */
  private String condition(Expr e) {
    return isAny(e) ? vectors().any((Expr.Call) e) : text(e);
  }

  private static boolean isAny(Expr e) {
    return e instanceof Expr.Call call && call.intrinsic() == Expr.Intrinsic.ANY;
  }

  /** Prints what is not the last part of its statement, or has intervals of its own. */
  private void print(Stmt s, @Nullable Target then, Ranges inside) {
    Target oldAfter = after;
    Ranges oldRanges = ranges;
    after = then;
    ranges = inside;
    print(s);
    after = oldAfter;
    ranges = oldRanges;
  }

  @Override
  public Void visit(Stmt.SeqStmt s) {
    Target last = after;
    for (int i = 0; i < s.stmts().size(); i++) {
      after = i == s.stmts().size() - 1 ? last : null;
      print(s.stmts().get(i));
    }
    after = last;
    return done();
  }

  @Override
  public Void visit(Stmt.Let s) {
    ranges.set(s.var(), ranges.of(s.value()));
    boolean isVector = s.var().lanes() > 1;
    String type = isVector ? vectorVariables.type(s.var()) : Places.variableType(s.var().dtype());
    String value = isVector ? vectors().bound(s).text() : text(s.value());
    lines.let(s.var().name(), type + " " + s.var().name() + " = " + value + ";");
    print(s.body());
    return done();
  }

  @Override
  public Void visit(Stmt.Allocate s) {
    if (s.buffer().isScalar()) {
      scalar(s);
    } else if (vectorVariables.contains(s.buffer())) {
      vector(s);
    } else {
      array(s);
    }
    return done();
  }

  private void scalar(Stmt.Allocate s) {
    Buffer buffer = s.buffer();
    Stmt.BufferStore first = FirstStore.of(s.body(), buffer);
    String value = first == null ? CTypes.literal(buffer.dtype(), 0) : text(first.value());
    String type = Places.variableType(buffer.dtype());
    lines.variable(buffer.name(), type + " " + buffer.name() + " = " + value + ";");
    print(first == null ? s.body() : FirstStore.without(s.body()));
  }

  private void vector(Stmt.Allocate s) {
    Buffer buffer = s.buffer();
    Stmt.BufferStore first = FirstStore.of(s.body(), buffer);
    String value =
        first == null || isZero(first.value()) ? "{0}" : vectors().access().stored(first).text();
    String type = vectorVariables.type(buffer);
    lines.variable(buffer.name(), type + " " + buffer.name() + " = " + value + ";");
    print(first == null ? s.body() : FirstStore.without(s.body()));
  }

  private static boolean isZero(Expr e) {
    return e instanceof Expr.Broadcast b && b.value() instanceof Expr.Const c && c.bits() == 0;
  }

  /** A local array in braces of its own, for as long as it lives. */
  private void array(Stmt.Allocate s) {
    Buffer buffer = s.buffer();
    String name = buffer.name();
    String type = CTypes.of(buffer.dtype());
    int mark = lines.mark();
    boolean last = after != null;
    Long offset = facts.workspace().get(name);
    boolean isFilled = FirstFill.of(s.body(), buffer);
    if (offset == null) {
      String zeros = isFilled ? "" : " = {0}";
      lines.variable(name, type + " " + name + "[" + buffer.elements() + "]" + zeros + ";");
    } else {
      String pointer = type + "* " + places.constant("RESTRICT") + " " + name;
      lines.add(pointer + " = (" + type + "*)(void*)((char*)workspace + " + offset + ");");
      if (!isFilled) {
        lines.add("__builtin_memset(" + name + ", 0, " + buffer.bytes() + ");");
      }
    }
    print(s.body());
    if (!last) {
      lines.enclose(mark);
    }
  }

  @Override
  public Void visit(Stmt.BufferStore s) {
    Buffer buffer = s.buffer();
    if (Expr.lanesOf(s.indices()) > 1) {
      vectors().access().store(s);
      return done();
    }
    CExpr place = expr().place(buffer, s.indices());
    Compound compound = compound(s);
    if (compound != null) {
      lines.add(place.text() + " " + compound.symbol() + "= " + text(compound.operand()) + ";");
      return done();
    }
    CExpr value = expr().print(s.value());
    boolean isByte = buffer.dtype() == DType.BOOL && !Places.isVariable(buffer);
    boolean literal = s.value() instanceof Expr.Const;
    lines.add(
        place.text() + " = " + (isByte && !literal ? value.cast("uint8_t") : value).text() + ";");
    return done();
  }

  /** What {@code x += y} adds. */
  private record Compound(String symbol, Expr operand) {}

  /** The store as {@code x += y}; null where it is none. */
  private @Nullable Compound compound(Stmt.BufferStore s) {
    boolean arithmetic = s.value() instanceof Expr.Binary b && isCompound(b);
    if (!arithmetic) {
      return null;
    }
    Expr.Binary value = (Expr.Binary) s.value();
    Expr old = new Expr.BufferLoad(s.buffer(), s.indices(), s.span());
    if (!value.a().equals(old)) {
      return null;
    }
    return new Compound(value.op().symbol(), value.b());
  }

  private boolean isCompound(Expr.Binary e) {
    return switch (e.op()) {
      case ADD, SUB, MUL -> e.dtype().isFloat() || e.dtype().bits() >= 32 && ranges.isExact(e);
      case DIV -> true;
      default -> false;
    };
  }

  @Override
  public Void visit(Stmt.IfThenElse s) {
    String condition = condition(s.condition());
    int start = lines.mark();
    if (condition.equals("0") || condition.equals("1")) {
      print(condition.equals("1") ? s.thenCase() : s.elseCase());
    } else if (!branch("if (" + condition + ") {", s.thenCase(), s.condition(), true)) {
      negated(s);
    } else if (lines.inline(start + 1)) {
      print(s.elseCase(), after, assuming(s.condition(), false));
    } else {
      otherwise(s);
    }
    assumeAfter(s);
    return done();
  }

  /** Prints a branch without its closing brace, or nothing and returns false where it is empty. */
  private boolean branch(String head, Stmt body, Expr condition, boolean holds) {
    int start = lines.mark();
    lines.open(head, "");
    print(body, after, assuming(condition, holds));
    if (lines.mark() == start + 1) {
      lines.abandon(start);
      return false;
    }
    return true;
  }

  /** Prints the second case alone. */
  private void negated(Stmt.IfThenElse s) {
    int start = lines.mark();
    boolean isAny = isAny(s.condition());
    String not = isAny ? "!" + condition(s.condition()) : expr().not(s.condition()).text();
    String head = "if (" + not + ") {";
    if (branch(head, s.elseCase(), s.condition(), false) && !lines.inline(start + 1)) {
      lines.close("}");
    }
  }

  /** Prints the rest of a statement whose first case stands there, open. */
  private void otherwise(Stmt.IfThenElse s) {
    if (s.elseCase().isNop()) {
      lines.close("}");
    } else {
      Ranges inside = assuming(s.condition(), false);
      Stmt.IfThenElse next = elseIf(s.elseCase(), inside);
      if (next == null) {
        lines.reopen("} else {");
        print(s.elseCase(), after, inside);
        lines.close("}");
      } else {
        chain(next, inside);
      }
    }
  }

  /** The statement that {@code else if} can start; null for another. */
  private Stmt.@Nullable IfThenElse elseIf(Stmt s, Ranges inside) {
    Stmt only = s instanceof Stmt.SeqStmt seq && seq.stmts().size() == 1 ? seq.stmts().get(0) : s;
    if (only instanceof Stmt.IfThenElse next
        && !next.thenCase().isNop()
        && !isAny(next.condition())) {
      String condition = expr().where(inside).print(next.condition()).text();
      return condition.equals("0") || condition.equals("1") ? null : next;
    }
    return null;
  }

  private void chain(Stmt.IfThenElse s, Ranges inside) {
    Ranges outside = ranges;
    ranges = inside;
    lines.reopen("} else if (" + text(s.condition()) + ") {");
    print(s.thenCase(), after, assuming(s.condition(), true));
    otherwise(s);
    ranges = outside;
  }

  private Ranges assuming(Expr condition, boolean holds) {
    Ranges inside = ranges.copy();
    Conditions.assume(inside, condition, holds);
    return inside;
  }

  private void assumeAfter(Stmt.IfThenElse s) {
    if (leaves(s.thenCase())) {
      Conditions.assume(ranges, s.condition(), false);
    } else if (leaves(s.elseCase())) {
      Conditions.assume(ranges, s.condition(), true);
    }
  }

  private static boolean leaves(Stmt s) {
    return s instanceof Stmt.Exit
        || (s instanceof Stmt.Check check && check.alwaysFails())
        || (s instanceof Stmt.SeqStmt seq
            && !seq.stmts().isEmpty()
            && leaves(seq.stmts().get(seq.stmts().size() - 1)));
  }

  @Override
  public Void visit(Stmt.For s) {
    String type = CTypes.of(s.var().dtype());
    String name = s.var().name();
    String extent = text(s.extent());
    if (!(s.extent() instanceof Expr.Const || s.extent() instanceof Expr.Var)) {
      lines.add(type + " annotir_" + name + "_end = " + extent + ";");
      extent = "annotir_" + name + "_end";
    }
    Ranges inside = ranges.copy();
    inside.set(s.var(), new Interval(0, Math.max(0, ranges.of(s.extent()).hi() - 1)));
    loop(
        "for (" + type + " " + name + " = 0; " + name + " < " + extent + "; ++" + name + ") {",
        s,
        s.body(),
        inside);
    return done();
  }

  @Override
  public Void visit(Stmt.While s) {
    String condition = condition(s.condition());
    if (!condition.equals("0")) {
      loop("while (" + condition + ") {", s, s.body(), assuming(s.condition(), true));
    }
    return done();
  }

  private void loop(String head, Stmt s, Stmt body, Ranges inside) {
    Loop loop = new Loop(new NextIteration(loopCount++), after);
    if (InOrder.isNeeded(s)) {
      lines.add("ANNOTIR_IN_ORDER");
    }
    lines.open(head, s.span().toString());
    loops.push(loop);
    print(body, loop.next(), inside);
    loops.pop();
    lines.close("}");
  }

  @Override
  public Void visit(Stmt.Block s) {
    String label = s.label().name();
    Target target = after == null ? new EndOf(label) : after;
    targets.put(label, target);
    int mark = lines.mark();
    print(s.body(), target, ranges.copy());
    if (gotos.contains(label)) {
      lines.enclose(mark);
      lines.add(label + ":;");
    }
    return done();
  }

  @Override
  public Void visit(Stmt.Exit s) {
    Target target = Objects.requireNonNull(targets.get(s.label().name()), s.label().name());
    Loop loop = loops.peek();
    if (target.equals(after)) {
      return done();
    } else if (target instanceof Return) {
      lines.add("return " + places.constant("OK") + ";");
    } else if (loop != null && target.equals(loop.next())) {
      lines.add("continue;");
    } else if (loop != null && target.equals(loop.end())) {
      lines.add("break;");
    } else {
      gotos.add(s.label().name());
      lines.add("goto " + s.label().name() + ";");
    }
    return done();
  }

  @Override
  public Void visit(Stmt.Check s) {
    String failed = expr().not(s.condition()).text();
    String leave = "return " + facts.errorOf(s.fault()).constant() + ";";
    if (!failed.equals("0")) {
      lines.add(
          failed.equals("1") ? leave : "if (" + failed + ") " + leave,
          s.fault().file() + ":" + s.fault().line());
    }
    Conditions.assume(ranges, s.condition(), true);
    return done();
  }

  @SuppressWarnings("NullAway") // a Void has no other value
  private static Void done() {
    return null;
  }
}
