package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Expr;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition that holds: compared with others so often that it knows its hash. */
final class Known {
  private final Expr condition;
  private final int hash;

  /** The buffers that it reads; null until they are asked for. */
  private @Nullable Set<String> reads;

  Known(Expr condition) {
    this.condition = condition;
    this.hash = condition.hashCode();
  }

  /** The same of a variable with the value that it compares; null where it compares another. */
  @Nullable Known of(Expr value, Expr.Var var) {
    return condition instanceof Expr.Binary b && b.a().equals(value)
        ? new Known(new Expr.Binary(b.op(), var, b.b(), b.span()))
        : null;
  }

  /** Whether it says that two differ. */
  boolean isDifference() {
    return condition instanceof Expr.Binary b && b.op() == Expr.BinaryOp.NE;
  }

  /** Whether ranges say it. */
  boolean holds(Ranges ranges) {
    return ranges.of(condition).equals(Interval.of(1));
  }

  /** Whether it can be told by the contents of one of these buffers. */
  boolean reads(Set<String> buffers) {
    Set<String> own = reads;
    if (own == null) {
      own = Effects.loadedNames(condition);
      reads = own;
    }
    return !Collections.disjoint(own, buffers);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Known k && hash == k.hash && condition.equals(k.condition);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
