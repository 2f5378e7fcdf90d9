package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Label;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

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

  /** The buffers that an expression loads from. */
  public static Set<Buffer> loaded(Expr expr) {
    Set<Buffer> loaded = new LinkedHashSet<>();
    loadCollector(loaded).walk(expr);
    return loaded;
  }

  /** The buffers that a statement loads from. */
  public static Set<Buffer> loaded(Stmt stmt) {
    Set<Buffer> loaded = new LinkedHashSet<>();
    loadCollector(loaded).walk(stmt);
    return loaded;
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
