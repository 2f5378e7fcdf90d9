package dev.annotir.processor.schedule;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * The shuffles that transpose a square of vectors. Each is one instruction of common processors:
 * within blocks of 128 bits, elements of two vectors alternate (x86 unpacks, AArch64 zips); then
 * whole blocks change places.
 */
final class Network {
  private static final int BLOCK_BITS = 128;

  private final Buffer buffer;
  private final int lanes;
  private final Lets lets;

  /**
   * @param buffer whose elements they are
   */
  Network(Buffer buffer, int lanes, FreshNames names) {
    this.buffer = buffer;
    this.lanes = lanes;
    this.lets = new Lets(names);
  }

  /** A new variable of a vector. */
  Expr.Var bind(Expr value) {
    return lets.bind(buffer.name() + "_row", value);
  }

  /** The statements with all variables bound. */
  Stmt with(List<Stmt> stmts) {
    return lets.with(new Stmt.SeqStmt(stmts, buffer.span()));
  }

  /** The columns of as many rows as each has lanes. */
  List<Expr.Var> transposed(List<Expr.Var> rows) {
    List<Expr.Var> vectors = new ArrayList<>(rows);
    int block = Math.min(lanes, BLOCK_BITS / buffer.dtype().bits());
    for (int group = 1; group < block; group *= 2) {
      for (int i = 0; i < lanes; i++) {
        if ((i & group) == 0) {
          Expr.Var a = vectors.get(i);
          Expr.Var b = vectors.get(i + group);
          vectors.set(i, alternate(a, b, group, block, 0));
          vectors.set(i + group, alternate(a, b, group, block, block / 2));
        }
      }
    }
    for (int size = block; size < lanes; size *= 2) {
      for (int i = 0; i < lanes; i++) {
        if ((i & size) == 0) {
          Expr.Var a = vectors.get(i);
          Expr.Var b = vectors.get(i + size);
          vectors.set(i, exchange(a, b, size, 0));
          vectors.set(i + size, exchange(a, b, size, size));
        }
      }
    }
    List<Expr.Var> columns = new ArrayList<>();
    for (int i = 0; i < lanes; i++) {
      columns.add(vectors.get(i / block * block + reversed(i % block, block)));
    }
    return columns;
  }

  /** In each block, groups of lanes of the one and the other vector in turns, from a lane on. */
  private Expr.Var alternate(Expr.Var a, Expr.Var b, int group, int block, int from) {
    List<Integer> indices = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      int within = lane % block;
      int pair = within / (2 * group);
      int source = lane - within + from + pair * group + within % group;
      indices.add(within / group % 2 == 0 ? source : lanes + source);
    }
    return shuffle(a, b, indices);
  }

  /** Runs of lanes of the one and the other vector in turns: the even or the odd runs of each. */
  private Expr.Var exchange(Expr.Var a, Expr.Var b, int run, int odd) {
    List<Integer> indices = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      int source = (lane & ~run) + odd;
      indices.add((lane & run) == 0 ? source : lanes + source);
    }
    return shuffle(a, b, indices);
  }

  private Expr.Var shuffle(Expr.Var a, Expr.Var b, List<Integer> indices) {
    return bind(new Expr.Shuffle(a, b, indices, buffer.span()));
  }

  /** The bits of a number below a power of two in reverse order. */
  private static int reversed(int number, int power) {
    return Integer.reverse(number) >>> Integer.numberOfLeadingZeros(power) + 1;
  }
}
