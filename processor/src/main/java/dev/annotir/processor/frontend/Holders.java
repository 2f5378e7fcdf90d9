package dev.annotir.processor.frontend;

import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands for arrays at the place that is lowered: the variables in scope, and references that
 * were evaluated and are not used up yet.
 */
final class Holders {
  /** Either a variable that may be assigned to, or a reference. */
  private record Holder(@Nullable ArrayVariable variable, @Nullable View view) {}

  private final List<Holder> active = new ArrayList<>();

  void add(ArrayVariable variable) {
    active.add(new Holder(variable, null));
  }

  void add(View view) {
    active.add(new Holder(null, view));
  }

  int mark() {
    return active.size();
  }

  /** Ends the scope of what was added since the mark. */
  void release(int mark) {
    active.subList(mark, active.size()).clear();
  }

  /** What {@code body} gives, during which a reference is still to be used. */
  <T> T holding(View view, Supplier<T> body) {
    int mark = mark();
    add(view);
    T result = body.get();
    release(mark);
    return result;
  }

  /** The slots of a pool that may be in use. */
  Set<Expr> slots(Site root) {
    Set<Expr> slots = new LinkedHashSet<>();
    for (Holder holder : active) {
      if (holder.variable() != null) {
        holder.variable().slot(root).ifPresent(slots::add);
      } else if (holder.view() != null && !isCovered(holder.view())) {
        for (View.Part part : holder.view().parts()) {
          if (part.inPool() && part.root().equals(root)) {
            slots.add(part.prefix().get(0));
          }
        }
      }
    }
    return slots;
  }

  /** Whether the variable that a reference was read from surely still has the same. */
  private boolean isCovered(View view) {
    View.Origin origin = view.origin();
    return origin != null
        && active.stream().anyMatch(holder -> origin.variable().equals(holder.variable()))
        && origin.variable().assignments() == origin.assignments()
        && origin.variable().loops() == origin.loops();
  }
}
