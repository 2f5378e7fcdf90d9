package dev.annotir.processor.pass;

import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.function.Consumer;

/** Notes for users about what the generated code still does at run time. */
public final class Explain extends FactWalker {
  private final Consumer<Diagnostic> report;

  private Explain(Consumer<Diagnostic> report) {
    this.report = report;
  }

  /** Reports each check that stays; a throw is none. */
  public static void guards(PrimFunc func, Consumer<Diagnostic> report) {
    new Explain(report).rewrite(func.body());
  }

  @Override
  public Stmt visit(Stmt.Check s) {
    if (!isTrial() && s.fault().origin() != Fault.Origin.THROW) {
      String text = "guard stays: " + unknown(s);
      report.accept(new Diagnostic(Id.GUARD_STAYS, text, s.fault().span()));
    }
    return super.visit(s);
  }

  private String unknown(Stmt.Check check) {
    Fault fault = check.fault();
    String subject = check.span().text();
    if (fault.isStated()) {
      return "nothing proves " + subject;
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
