package dev.annotir.processor.c;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the arrays that need no zeros, as loops store into all of their elements first. */
final class FirstFill {
  private final Buffer array;
  private final Map<Expr.Var, Long> extents = new HashMap<>();

  /** The axes along which stores set all elements; other stores could set some of these again. */
  private final Set<Set<Integer>> wholes = new HashSet<>();

  private FirstFill(Buffer array) {
    this.array = array;
  }

  /** Whether the first that the body does is to store into each element of an array. */
  static boolean of(Stmt body, Buffer array) {
    Stmt first = body;
    while (!(first instanceof Stmt.For)) {
      if (first instanceof Stmt.SeqStmt seq && !seq.stmts().isEmpty()) {
        first = seq.stmts().get(0);
      } else if (first instanceof Stmt.Allocate allocate) {
        first = allocate.body();
      } else {
        return false;
      }
    }
    return new FirstFill(array).isFilledBy(first);
  }

  private boolean isFilledBy(Stmt nest) {
    Stmt body = nest;
    while (body instanceof Stmt.For loop
        && loop.extent() instanceof Expr.Const extent
        && extent.bits() > 0) {
      extents.put(loop.var(), extent.bits());
      body = loop.body();
    }
    List<Stmt> stmts = body instanceof Stmt.SeqStmt seq ? seq.stmts() : List.of(body);
    Set<List<Expr>> places = new HashSet<>();
    long elements = 0;
    for (Stmt stmt : stmts) {
      if (!(stmt instanceof Stmt.BufferStore store)
          || !store.buffer().equals(array)
          || store.mask() != null
          || Effects.loaded(store.value()).contains(array)) {
        return false;
      }
      if (places.add(store.indices())) {
        elements += elements(store.indices());
      }
    }
    return wholes.size() == 1 && elements == array.elements();
  }

  /** How many elements all rounds store into; 0 if that is not known. */
  private long elements(List<Expr> indices) {
    long elements = 1;
    Set<Expr> vars = new HashSet<>();
    Set<Integer> axes = new HashSet<>();
    for (int axis = 0; axis < indices.size(); axis++) {
      Expr index = indices.get(axis);
      long extent = array.shape().get(axis);
      boolean isWhole =
          index instanceof Expr.Ramp ramp
                  && ramp.base() instanceof Expr.Const base
                  && base.bits() == 0
                  && ramp.stride() == 1
                  && ramp.lanes() == extent
              || index instanceof Expr.Var var
                  && vars.add(var)
                  && extents.getOrDefault(var, 0L) == extent;
      if (isWhole) {
        elements *= extent;
        axes.add(axis);
      } else if (!(index instanceof Expr.Const)) {
        return 0;
      }
    }
    wholes.add(axes);
    return elements;
  }
}
