package dev.annotir.processor.frontend;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The buffers of the arrays that an operator makes. An array that only one variable ever stands for
 * is a buffer of its own. Those that variables may mix up are the slots of one buffer; one that is
 * made again while older ones may be in use takes a slot that no variable stands for.
 */
final class NewArrays {
  /** The buffer of a pool in this lowering. */
  private static final class Storage {
    final Buffer buffer;
    final Lowering.Scope scope;
    final boolean hasSlots;
    final Set<Site> made = new HashSet<>();

    Storage(Buffer buffer, Lowering.Scope scope, boolean hasSlots) {
      this.buffer = buffer;
      this.scope = scope;
      this.hasSlots = hasSlots;
    }
  }

  private final Lowering lowering;
  private final ArrayPlan plan;
  private final Map<Site, Storage> storages = new HashMap<>();

  NewArrays(Lowering lowering, ArrayPlan plan) {
    this.lowering = lowering;
    this.plan = plan;
  }

  /**
   * A new array.
   *
   * @param isFilled whether the caller sets every element, so that they need not be zero
   */
  View make(Object place, ArrayPlan.Made made, boolean isFilled) {
    Site site = lowering.frame.at(place);
    ArrayPlan.Pool pool = plan.made(site, made, lowering.depth());
    Storage storage = storage(pool);
    boolean again = !storage.made.add(site) || lowering.loops > storage.scope.loops();
    if (again) {
      plan.repeat(pool);
    }
    List<Expr> prefix = storage.hasSlots ? List.of(slot(pool, storage, site)) : List.of();
    View.Part part = new View.Part(pool.root(), storage.buffer, storage.hasSlots, prefix);
    View view = View.of(part, made.shape(), made.type(), made.name());
    if (!isFilled && (again || pool.repeats() && storage.made.size() > 1)) {
      lowering.elements.fill(view, Expr.Const.of(made.type(), 0, made.span()), made.span());
    }
    return view;
  }

  /** The part of a buffer that a new array and indices are. */
  View.Part part(Site root, List<Expr> prefix) {
    ArrayPlan.Pool pool = plan.pool(root);
    Storage storage = storage(pool);
    return new View.Part(pool.root(), storage.buffer, storage.hasSlots, prefix);
  }

  boolean hasSlots(Site root) {
    return storage(plan.pool(root)).hasSlots;
  }

  private Storage storage(ArrayPlan.Pool pool) {
    Storage known = storages.get(pool.root());
    if (known != null && lowering.isOpen(known.scope)) {
      return known;
    }
    ArrayPlan.Made made = pool.made();
    boolean hasSlots = pool.slots() > 1 || pool.repeats();
    List<Integer> shape = new ArrayList<>();
    if (hasSlots) {
      shape.add(pool.slots());
    }
    made.shape().forEach(extent -> shape.add(Math.max(1, extent)));
    String name = lowering.names.fresh(made.name());
    Buffer buffer = Buffer.local(name, made.type(), shape, made.span());
    Lowering.Scope scope = lowering.scope(pool.home());
    scope.emitter().allocate(buffer);
    Storage storage = new Storage(buffer, scope, hasSlots);
    storages.put(pool.root(), storage);
    return storage;
  }

  private Expr slot(ArrayPlan.Pool pool, Storage storage, Site site) {
    Span span = pool.made().span();
    if (!pool.repeats()) {
      return Expr.Const.int32(pool.indexOf(site), span);
    }
    Set<Expr> taken = lowering.holders.slots(pool.root());
    plan.needSlots(pool, taken.size() + 1);
    int last = storage.buffer.shape().get(0) - 1;
    Expr slot = Expr.Const.int32(last, span);
    for (int i = last - 1; i >= 0; i--) {
      Expr candidate = Expr.Const.int32(i, span);
      Expr free = Expr.Const.bool(true, span);
      for (Expr other : taken) {
        Expr differs = new Expr.Binary(BinaryOp.NE, other, candidate, span);
        free = new Expr.Binary(BinaryOp.AND, free, differs, span);
      }
      slot = new Expr.IfThenElse(free, candidate, slot, span);
    }
    return lowering.fix(pool.made().name() + "_slot", Constants.fold(slot));
  }
}
