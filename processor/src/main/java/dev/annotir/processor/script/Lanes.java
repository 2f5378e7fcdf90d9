package dev.annotir.processor.script;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import java.util.List;

/** What vectors are and where they are held. */
final class Lanes {
  private Lanes() {}

  /** The scalar that every lane is; the expression itself where lanes may differ. */
  static Expr uniform(Expr e) {
    return e instanceof Expr.Broadcast b ? b.value() : e;
  }

  /** The vector of a scalar in every lane; a vector itself. */
  static Expr spread(Expr e, int lanes) {
    return e.lanes() == lanes ? e : new Expr.Broadcast(e, lanes, e.span());
  }

  /** The indices of a buffer's elements that are a vector's lanes. */
  static List<Expr> all(int lanes, Span span) {
    return lanes == 1 ? List.of() : List.of(Expr.Ramp.numbers(lanes, span));
  }

  /** The shape of a buffer that holds a vector. */
  static List<Integer> shape(int lanes) {
    return lanes == 1 ? List.of() : List.of(lanes);
  }

  /** Whether the indices are those of all elements of a buffer. */
  static boolean isAll(Buffer buffer, List<Expr> indices) {
    int lanes = Expr.lanesOf(indices);
    return buffer.shape().equals(shape(lanes)) && indices.equals(all(lanes, buffer.span()));
  }
}
