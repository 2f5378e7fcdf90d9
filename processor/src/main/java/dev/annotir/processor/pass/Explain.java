package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/** Notes for users about what the generated code still does at run time. */
public final class Explain extends FactWalker {
  private final Consumer<Diagnostic> report;

  /** Those that a test before their loop stands for. */
  private final Set<Fault> hoisted = Collections.newSetFromMap(new IdentityHashMap<>());

  /** A check that stays in both copies of a loop is one for users. */
  private final Set<Fault> reported = Collections.newSetFromMap(new IdentityHashMap<>());

  private Explain(Consumer<Diagnostic> report) {
    this.report = report;
  }

  /** Reports each check that stays; a throw is none. */
  public static void guards(PrimFunc func, Consumer<Diagnostic> report) {
    new Explain(report).rewrite(func.body());
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    if (!isTrial() && s.fault().origin() != Fault.Origin.THROW && reported.add(s.fault())) {
      boolean isHoisted = hoisted.contains(s.fault());
      String text = (isHoisted ? "guard before the loop: " : "guard stays: ") + unknown(s);
      report.accept(new Diagnostic(Id.GUARD_STAYS, text, s.fault().span()));
    }
    return super.visit(s);
  }

  /** Of a loop that stands twice, the checks that only one of the two has are hoisted. */
  @Override
  public Stmt visit(Stmt.IfThenElse s) {
    if (s.thenCase() instanceof Stmt.For fast
        && s.elseCase() instanceof Stmt.For slow
        && isSameLoop(fast, slow)) {
      Set<Fault> stay = faults(fast);
      faults(slow).stream().filter(fault -> !stay.contains(fault)).forEach(hoisted::add);
    }
    return super.visit(s);
  }

  /** All spans are equal; that of a loop is the same object only in copies of the loop. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSameLoop(Stmt.For a, Stmt.For b) {
    return a.span() == b.span();
  }

  private static Set<Fault> faults(Stmt stmt) {
    Set<Fault> faults = Collections.newSetFromMap(new IdentityHashMap<>());
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Check check) {
          faults.add(check.fault());
        }
        super.enter(s);
      }
    }.walk(stmt);
    return faults;
  }

  private String unknown(Stmt.Check check) {
    Fault fault = check.fault();
    String subject = check.span().text();
    if (subject.isEmpty()) {
      return fault.span().text() + " may throw " + fault.exceptionSimpleName();
    } else if (fault.isStated()) {
      return "nothing proves " + subject;
    }
    if (fault.isIndex() && check.span().samePlace(fault.span())) {
      // The check of a variable that stands for a row, at its use: the row's own index is unknown.
      return "which row "
          + subject
          + " is was forgotten, so that its index is tested again;"
          + " keep the index in an int and write array[index] instead of "
          + subject;
    }
    return switch (fault.kind()) {
      case Fault.INDEX_OUT_OF_BOUNDS -> index(check.condition(), subject);
      case Fault.DIVISION_BY_ZERO -> subject + " may be zero";
      case Fault.OVERFLOW -> subject + " may overflow";
      default -> subject + " may throw " + fault.exceptionSimpleName();
    };
  }

  /** Which side of an index is open. */
  private String index(Expr condition, String index) {
    if (condition instanceof Expr.Binary both && both.op() == BinaryOp.AND) {
      boolean low = facts().proves(both.a());
      boolean high = facts().proves(both.b());
      if (high && !low) {
        return "nothing keeps " + index + " at or above 0";
      } else if (low
          && !high
          && both.b() instanceof Expr.Binary upper
          && upper.b() instanceof Expr.Const length) {
        return index + " may exceed " + (length.bits() - 1) + ", the last index";
      }
    }
    return "nothing bounds " + index;
  }
}
