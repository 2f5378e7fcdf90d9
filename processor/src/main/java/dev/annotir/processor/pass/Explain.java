package dev.annotir.processor.pass;

import dev.annotir.processor.diagnostic.Diagnostic;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.function.Consumer;

/** Notes for users about what the generated code still does at run time. */
public final class Explain {
  private Explain() {}

  /** Reports each check that stays. */
  public static void guards(PrimFunc func, Consumer<Diagnostic> report) {
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Check check) {
          report.accept(note(check));
        }
        super.enter(s);
      }
    }.walk(func.body());
  }

  private static Diagnostic note(Stmt.Check check) {
    Fault fault = check.fault();
    String unknown =
        fault.kind().equals(Fault.DIVISION_BY_ZERO)
            ? check.span().text() + " may be zero"
            : "nothing bounds " + check.span().text();
    return new Diagnostic(Id.GUARD_STAYS, "guard stays: " + unknown, fault.span());
  }
}
