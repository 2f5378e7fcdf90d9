package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the variables of a function are, seen from a nest. */
final class NestNames {
  /** No name starts so. */
  private static final String FRESH = "?";

  private final Set<Buffer> stored;
  private final Set<Expr.Var> loops = new HashSet<>();
  private final Set<Expr.Var> inside = new HashSet<>();
  private final Map<Expr.Var, Expr> values = new HashMap<>();
  private int fresh;

  NestNames(Stmt function, Stmt.For nest) {
    stored = Effects.stored(nest);
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.For loop) {
          loops.add(loop.var());
        }
        super.enter(s);
      }
    }.walk(function);
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.For loop) {
          inside.add(loop.var());
        } else if (s instanceof Stmt.Let let) {
          inside.add(let.var());
          values.put(let.var(), let.value());
        }
        super.enter(s);
      }
    }.walk(nest);
  }

  /** Whether it is the variable of a For. */
  boolean isLoop(Expr.Var v) {
    return loops.contains(v);
  }

  /** Whether the nest binds it. */
  boolean isInside(Expr.Var v) {
    return inside.contains(v);
  }

  /** What a Let of the nest binds a variable to; else null. */
  @Nullable Expr value(Expr.Var v) {
    return values.get(v);
  }

  /** Whether an expression reads what the nest stores, so that its value depends on when. */
  boolean changes(Expr e) {
    return !(e instanceof Expr.Var) && !Collections.disjoint(Effects.loaded(e), stored);
  }

  /** Whether it is a variable that has another value for each access. */
  static boolean isFresh(Expr e) {
    return e instanceof Expr.Var v && v.name().startsWith(FRESH);
  }

  /** A variable for an integer that has no name. */
  Expr.Var fresh(Span span) {
    return new Expr.Var(FRESH + fresh++, DType.INT64, span);
  }
}
