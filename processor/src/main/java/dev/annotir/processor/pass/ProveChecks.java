package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.analysis.ReachedRounds;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes the checks that always hold, and statements that no run comes to; reports those that
 * certainly fail on a run that certainly comes to them. The others stay as guards.
 */
final class ProveChecks extends FactWalker {
  private final Consumer<Diagnostic> report;
  private final List<Span> reported = new ArrayList<>();

  /** Whether every call that has not thrown comes to this place. */
  private boolean certain = true;

  /** Whether there was a loop that may never end. */
  private boolean mayNotEnd;

  private ReachedRounds rounds = ReachedRounds.NONE;

  private ProveChecks(Consumer<Diagnostic> report) {
    this.report = report;
  }

  static PrimFunc run(PrimFunc func, Consumer<Diagnostic> report) {
    return func.withBody(new ProveChecks(report).rewrite(func.body()));
  }

  @Override
  protected Stmt unreachable(Stmt s) {
    return isTrial() ? s : Stmt.nop(s.span());
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    if (facts().proves(s.condition())) {
      return Stmt.nop(s.span());
    }
    if (certain && !isTrial()) {
      reportFailing(s);
    }
    return super.visit(s);
  }

  /** An index or a division is a mistake; other functions that throw may be there to throw. */
  private void reportFailing(Stmt.Check s) {
    boolean isIndex = s.fault().isIndex();
    boolean isRange = s.fault().isRange();
    if (!isIndex && !isRange && !s.fault().isDivision()) {
      return;
    }
    boolean fails = facts().disproves(s.condition());
    String when = null;
    if (isIndex
        && s.condition() instanceof Expr.Binary both
        && both.op() == BinaryOp.AND
        && both.b() instanceof Expr.Binary upper
        && upper.b() instanceof Expr.Const length) {
      when = rounds.outside(facts(), upper.a(), length.bits());
      if (when == null && fails) {
        when = outside(upper.a(), length.bits());
      }
    }
    if (when == null && !fails) {
      return;
    }
    Span span = s.fault().span();
    if (reported.stream().noneMatch(span::samePlace)) {
      reported.add(span);
      report.accept(isIndex ? index(s, when) : isRange ? range(s) : division(s));
    }
  }

  /** Where an index lies that is never inside; null where no range says so. */
  private @Nullable String outside(Expr index, long length) {
    Interval range = facts().ranges().of(index);
    Interval all = Interval.of(index.dtype());
    if (index instanceof Expr.Const || range.lo() < length && range.hi() >= 0) {
      return null;
    } else if (range.isSingle()) {
      return "is " + range.lo();
    } else if (range.hi() == all.hi()) {
      return "is " + range.lo() + " or more";
    }
    return range.lo() == all.lo()
        ? "is " + range.hi() + " or less"
        : "is " + range.lo() + " to " + range.hi();
  }

  private static Diagnostic index(Stmt.Check s, @Nullable String when) {
    Span access = s.fault().span();
    String index = s.span().text();
    String array = access.text().replaceAll("\\[[^\\[]*$", "");
    if (access.text().endsWith("[" + index + "]")) {
      array = access.text().substring(0, access.text().length() - index.length() - 2);
    }
    String length = String.valueOf(s.fault().message()).replaceAll(".*length (\\d+).*", "$1");
    String what =
        when == null
            ? index + " is always outside: the length of " + array + " is " + length
            : situation(index, when) + ", but the length of " + array + " is " + length;
    return new Diagnostic(
        Id.INDEX_OUT_OF_BOUNDS,
        access.text()
            + ": "
            + what
            + "\nend the loop earlier, change the index, or make the array longer",
        access);
  }

  /** {@code j + 3 is 128 when j is 125}; of a variable by itself, {@code j gets to 128}. */
  private static String situation(String index, String when) {
    String value = when.replaceAll("^is (\\S+).*", "$1");
    boolean isVariable = when.equals("is " + value + " when " + index + " is " + value);
    return isVariable ? index + " gets to " + value : index + " " + when;
  }

  private static Diagnostic range(Stmt.Check s) {
    return new Diagnostic(
        Id.INDEX_OUT_OF_BOUNDS,
        s.fault().span().text()
            + " always throws "
            + s.fault().exceptionSimpleName()
            + ": "
            + s.fault().message()
            + "\nchange the range, or make the array longer",
        s.fault().span());
  }

  private static Diagnostic division(Stmt.Check s) {
    return new Diagnostic(
        Id.DIVISION_BY_ZERO,
        s.fault().span().text()
            + ": "
            + s.span().text()
            + " is always zero here\n"
            + "divide by something else, or test for zero before",
        s.fault().span());
  }

  @Override
  public Stmt visit(Stmt.SeqStmt s) {
    List<Stmt> result = new ArrayList<>();
    for (Stmt stmt : s.stmts()) {
      result.add(rewrite(stmt));
      certain = certain && !Effects.mayLeave(stmt);
    }
    return new Stmt.SeqStmt(result, s.span());
  }

  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    boolean before = certain;
    certain = false;
    Stmt result = super.visit(s);
    certain = before && !mayNotEnd;
    return result;
  }

  @Override
  public Stmt visit(Stmt.Let s) {
    ReachedRounds before = rounds;
    rounds = rounds.naming(s.var());
    Stmt result = super.visit(s);
    rounds = before;
    return result;
  }

  @Override
  public Stmt visit(Stmt.For s) {
    boolean before = certain;
    ReachedRounds outer = rounds;
    boolean all = s.extent() instanceof Expr.Const c && c.bits() >= 1;
    certain = certain && all && !Effects.mayLeave(s.body());
    if (certain && s.extent() instanceof Expr.Const extent) {
      rounds = rounds.with(s.var(), extent.bits());
    }
    Stmt result = super.visit(s);
    certain = before && !mayNotEnd;
    rounds = outer;
    return result;
  }

  @Override
  public Stmt visit(Stmt.While s) {
    certain = false;
    mayNotEnd = true;
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.Block s) {
    boolean before = certain;
    Stmt result = super.visit(s);
    certain = before && !mayNotEnd && !Effects.mayLeave(s);
    return result;
  }
}
