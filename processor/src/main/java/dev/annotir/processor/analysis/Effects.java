package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Fault;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** What parts of a function do to memory and control. */
public final class Effects {
  private Effects() {}

  /** The buffers that a statement stores into. */
  public static Set<Buffer> stored(Stmt stmt) {
    Set<Buffer> stored = new LinkedHashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store) {
          stored.add(store.buffer());
        } else if (s instanceof Stmt.Allocate allocate) {
          stored.add(allocate.buffer());
        }
        super.enter(s);
      }
    }.walk(stmt);
    return stored;
  }

  /** The buffers that a statement has for itself. */
  public static Set<Buffer> allocated(Stmt stmt) {
    Set<Buffer> allocated = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Allocate allocate) {
          allocated.add(allocate.buffer());
        }
        super.enter(s);
      }
    }.walk(stmt);
    return allocated;
  }

  /** The buffers that an expression loads from. */
  public static Set<Buffer> loaded(Expr expr) {
    Set<Buffer> loaded = new LinkedHashSet<>();
    loadCollector(loaded).walk(expr);
    return loaded;
  }

  /** The names of the buffers that expressions load from. */
  static Set<String> loadedNames(Expr... exprs) {
    Set<String> names = null;
    for (Expr e : exprs) {
      if (e instanceof Expr.Var || e instanceof Expr.Const) {
        continue;
      }
      for (Buffer buffer : loaded(e)) {
        names = names == null ? new HashSet<>() : names;
        names.add(buffer.name());
      }
    }
    return names == null ? Set.of() : names;
  }

  /** Whether an expression has one of some variables, or loads from one of some buffers. */
  public static boolean dependsOn(Expr expr, Set<Expr.Var> vars, Set<Buffer> buffers) {
    boolean[] depends = {false};
    new Walker() {
      @Override
      protected void enter(Expr e) {
        depends[0] |=
            e instanceof Expr.Var v && vars.contains(v)
                || e instanceof Expr.BufferLoad load && buffers.contains(load.buffer());
        super.enter(e);
      }
    }.walk(expr);
    return depends[0];
  }

  /** The buffers that a statement loads from. */
  public static Set<Buffer> loaded(Stmt stmt) {
    Set<Buffer> loaded = new LinkedHashSet<>();
    loadCollector(loaded).walk(stmt);
    return loaded;
  }

  /** The buffers that a statement loads from in one of its parts alone. */
  public static Set<Buffer> loadedOnlyIn(Stmt part, Stmt whole) {
    Map<Buffer, Integer> all = loads(whole);
    Set<Buffer> only = new LinkedHashSet<>();
    loads(part)
        .forEach(
            (buffer, count) -> {
              if (count.equals(all.get(buffer))) {
                only.add(buffer);
              }
            });
    return only;
  }

  /** How many loads there are of each buffer. */
  private static Map<Buffer, Integer> loads(Stmt stmt) {
    Map<Buffer, Integer> loads = new HashMap<>();
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load) {
          loads.merge(load.buffer(), 1, Integer::sum);
        }
        super.enter(e);
      }
    }.walk(stmt);
    return loads;
  }

  private static Walker loadCollector(Set<Buffer> into) {
    return new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load) {
          into.add(load.buffer());
        }
        super.enter(e);
      }
    };
  }

  /**
   * The integers in a statement and those beside them, and the ends of the arrays that it indexes:
   * where the ranges of its variables may well end.
   */
  static NavigableSet<Long> constants(Stmt stmt) {
    NavigableSet<Long> constants = new TreeSet<>(List.of(0L));
    new Walker() {
      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.Const c && c.dtype().isInteger() && Math.abs(c.bits()) < 1L << 62) {
          constants.addAll(List.of(c.bits() - 1, c.bits(), c.bits() + 1));
        }
        if (e instanceof Expr.BufferLoad load) {
          ends(load.buffer());
        }
        super.enter(e);
      }

      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store) {
          ends(store.buffer());
        }
        super.enter(s);
      }

      private void ends(Buffer buffer) {
        buffer.shape().forEach(extent -> constants.addAll(List.of(extent - 1L, (long) extent)));
      }
    }.walk(stmt);
    return constants;
  }

  /** The labels outside a statement that it exits to. */
  public static Set<Label> escapes(Stmt stmt) {
    Set<Label> exits = new HashSet<>();
    Set<Label> blocks = new HashSet<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.Exit exit) {
          exits.add(exit.label());
        } else if (s instanceof Stmt.Block block) {
          blocks.add(block.label());
        }
        super.enter(s);
      }
    }.walk(stmt);
    exits.removeAll(blocks);
    return exits;
  }

  /**
   * Whether a statement may go elsewhere than to its end: by an exit, or by a throw that the Java
   * code states.
   */
  public static boolean mayLeave(Stmt stmt) {
    boolean[] throwing = {false};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        throwing[0] |=
            s instanceof Stmt.Check check && check.fault().origin() == Fault.Origin.THROW;
        super.enter(s);
      }
    }.walk(stmt);
    return throwing[0] || !escapes(stmt).isEmpty();
  }

  /** Whether the end of a statement is never reached; one whose end may be counts as reached. */
  public static boolean neverEnds(Stmt stmt) {
    if (stmt instanceof Stmt.SeqStmt s) {
      return s.stmts().stream().anyMatch(Effects::neverEnds);
    } else if (stmt instanceof Stmt.Let s) {
      return neverEnds(s.body());
    } else if (stmt instanceof Stmt.Allocate s) {
      return neverEnds(s.body());
    } else if (stmt instanceof Stmt.IfThenElse s) {
      return neverEnds(s.thenCase()) && neverEnds(s.elseCase());
    } else if (stmt instanceof Stmt.Block s) {
      return neverEnds(s.body()) && !exits(s.body(), s.label());
    } else if (stmt instanceof Stmt.While s) {
      return s.condition() instanceof Expr.Const c && c.bits() != 0;
    }
    return stmt instanceof Stmt.Exit || stmt instanceof Stmt.Check check && check.alwaysFails();
  }

  /** Whether a statement exits to a label. */
  public static boolean exits(Stmt stmt, Label label) {
    boolean[] found = {false};
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        found[0] |= s instanceof Stmt.Exit exit && exit.label().equals(label);
        super.enter(s);
      }
    }.walk(stmt);
    return found[0];
  }
}
