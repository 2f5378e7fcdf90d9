package dev.annotir.processor.schedule;

import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Rewriter;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.List;

/** Finds loops, and puts others in their places. */
final class Loops {
  private Loops() {}

  /** The Fors within a statement, each before those inside it. */
  static List<Stmt.For> within(Stmt stmt) {
    List<Stmt.For> loops = new ArrayList<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.For loop) {
          loops.add(loop);
        }
        super.enter(s);
      }
    }.walk(stmt);
    return loops;
  }

  /** The Fors within a statement that are in no other. */
  static List<Stmt.For> outermost(Stmt stmt) {
    List<Stmt.For> loops = new ArrayList<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.For loop) {
          loops.add(loop);
        } else {
          super.enter(s);
        }
      }
    }.walk(stmt);
    return loops;
  }

  /** What a statement does one after the other. */
  static List<Stmt> parts(Stmt stmt) {
    return stmt instanceof Stmt.SeqStmt seq
        ? seq.stmts().stream().flatMap(part -> parts(part).stream()).toList()
        : List.of(stmt);
  }

  /** The For of a variable. */
  static Stmt.For find(PrimFunc func, Expr.Var var) {
    return within(func.body()).stream()
        .filter(loop -> loop.var().equals(var))
        .findFirst()
        .orElseThrow(() -> new Refusal("there is no loop " + var.name()));
  }

  /** Whether a loop surely has so many rounds. */
  static boolean runs(Stmt.For loop, int rounds) {
    return loop.extent() instanceof Expr.Const c && c.bits() >= rounds;
  }

  /** Whether there is a check in a statement: perhaps the one that an element is inside. */
  static boolean mayFail(Stmt stmt) {
    boolean[] mayFail = {false};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        mayFail[0] |= s instanceof Stmt.Check;
        super.enter(s);
      }
    }.walk(stmt);
    return mayFail[0];
  }

  /** Whether runs come to a loop. */
  static boolean isReached(Dependences dependences, Expr.Var var) {
    return dependences.nest().loops().stream().anyMatch(loop -> loop.var().equals(var));
  }

  /** Refuses a loop to which no run comes. */
  static void requireRuns(Dependences dependences, Expr.Var var) {
    if (!isReached(dependences, var)) {
      throw new Refusal("no run comes to " + var.name());
    }
  }

  /** The function with a statement in the place of a loop. */
  static PrimFunc replace(PrimFunc func, Stmt.For loop, Stmt by) {
    Rewriter replace =
        new Rewriter() {
          @Override
          public Stmt visit(Stmt.For s) {
            return s == loop ? by : super.visit(s);
          }
        };
    return func.withBody(replace.rewrite(func.body()));
  }
}
