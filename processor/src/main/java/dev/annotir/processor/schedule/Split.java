package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import dev.annotir.processor.pass.Simplify;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a loop of its own of the first rounds of a loop.
 *
 * @param loop afterwards the one of the other rounds
 * @param rounds how many there are before
 */
public record Split(Expr.Var loop, int rounds) implements Step {
  /** The bytes of a line of the cache, at whose multiples tensors begin. */
  static final int LINE = 64;

  /** Shorter loops lose more by the code before them. */
  private static final int LEAST_LINES = 16;

  @Override
  public Result apply(PrimFunc func) {
    try {
      Stmt.For found = Loops.find(func, loop);
      if (rounds < 1 || !Loops.runs(found, rounds + 1)) {
        throw new Refusal(loop.name() + " has no more rounds");
      }
      Stmt.For whole = new Copy(new FreshNames(func)).loop(found);
      Stmt first = new Stmt.For(whole.var(), number(rounds), whole.body(), found.span());
      Expr later = sum(number(rounds), loop);
      Stmt body = new Copy(null).set(loop, later).rewrite(found.body());
      Expr others = sum(found.extent(), number(-rounds));
      Stmt rest = new Stmt.For(loop, others, body, found.span());
      Stmt both = new Stmt.SeqStmt(List.of(first, rest), found.span());
      return new Result.Done(Loops.replace(func, found, both));
    } catch (Refusal e) {
      return e.result();
    }
  }

  private Expr number(long value) {
    return Expr.Const.of(loop.dtype(), value, loop.span());
  }

  private static Expr sum(Expr a, Expr b) {
    return Simplify.simplify(new Expr.Binary(BinaryOp.ADD, a, b, a.span()));
  }

  /**
   * How many rounds come before the first that stores at the start of a line, where neighbours of
   * elements are loaded: 0 where the first does, or where that is not known.
   */
  static int beforeLine(Stmt.For loop) {
    if (!Loops.within(loop.body()).isEmpty()) {
      return 0;
    }
    List<Integer> rounds = new ArrayList<>();
    List<WrappingSum> loads = new ArrayList<>();
    new Walker() {
      @Override
      protected void enter(Stmt s) {
        if (s instanceof Stmt.BufferStore store) {
          rounds.add(beforeLine(store, loop));
        }
        super.enter(s);
      }

      @Override
      protected void enter(Expr e) {
        if (e instanceof Expr.BufferLoad load && !load.buffer().isScalar()) {
          loads.add(WrappingSum.of(load.indices().get(load.indices().size() - 1)));
        }
        super.enter(e);
      }
    }.walk(loop.body());
    boolean hasNeighbours =
        loads.stream()
            .anyMatch(
                load -> {
                  Integer distance = loads.get(0).distanceTo(load);
                  return distance != null && distance != 0;
                });
    boolean isKnown = hasNeighbours && rounds.stream().distinct().count() == 1;
    return isKnown ? Math.max(0, rounds.get(0)) : 0;
  }

  /** The rounds before a store comes to the start of a line; -1 where that is not known. */
  private static int beforeLine(Stmt.BufferStore store, Stmt.For loop) {
    Buffer buffer = store.buffer();
    int bytes = buffer.dtype().bytes();
    int lanes = LINE / bytes;
    if (!hasAlignedRows(buffer) || !Loops.runs(loop, LEAST_LINES * lanes)) {
      return -1;
    }
    int last = store.indices().size() - 1;
    WrappingSum sum = WrappingSum.of(store.indices().get(last));
    Integer factor = sum.factor(loop.var());
    Integer before = sum.multipleOf(lanes, loop.var());
    boolean isAlong = factor != null && factor == 1;
    for (Expr index : store.indices().subList(0, last)) {
      Integer other = WrappingSum.of(index).factor(loop.var());
      isAlong &= other != null && other == 0;
    }
    return isAlong && before != null ? Math.floorMod(-before, lanes) : -1;
  }

  /** Whether all rows of a tensor begin where lines do, if the first does. */
  static boolean hasAlignedRows(Buffer buffer) {
    int rank = buffer.shape().size();
    return rank == 1
        || rank > 1 && buffer.shape().get(rank - 1) * (long) buffer.dtype().bytes() % LINE == 0;
  }
}
