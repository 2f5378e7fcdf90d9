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

  /** Reports each check that stays; a throw is none. */
  public static void guards(PrimFunc func, Consumer<Diagnostic> report) {
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Check check && check.fault().origin() != Fault.Origin.THROW) {
          report.accept(note(check));
        }
        super.enter(s);
      }
    }.walk(func.body());
  }

  private static Diagnostic note(Stmt.Check check) {
    Fault fault = check.fault();
    String unknown =
        fault.isStated()
            ? "nothing proves " + check.span().text()
            : switch (fault.kind()) {
              case Fault.INDEX_OUT_OF_BOUNDS -> "nothing bounds " + check.span().text();
              case Fault.DIVISION_BY_ZERO -> check.span().text() + " may be zero";
              case Fault.OVERFLOW -> check.span().text() + " may overflow";
              default -> check.span().text() + " may throw " + fault.exceptionSimpleName();
            };
    return new Diagnostic(Id.GUARD_STAYS, "guard stays: " + unknown, fault.span());
  }
}
