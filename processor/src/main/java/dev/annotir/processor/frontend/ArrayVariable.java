package dev.annotir.processor.frontend;

import com.sun.source.tree.Tree;
import dev.annotir.processor.diagnostic.Id;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An array variable that is assigned to: scalars that say which of its candidates it stands for,
 * and with which indices. With one candidate that no index selects there are none.
 */
final class ArrayVariable {
  private final Lowering lowering;
  private final Site site;
  private final Frame frame;
  private final String name;
  private final DType javaType;
  private final int depth;
  private final List<ArrayPlan.Candidate> candidates;
  private final @Nullable Buffer selector;

  /** For each candidate its indices. */
  private final List<List<Buffer>> prefixes = new ArrayList<>();

  /** What was assigned last, where that is no known candidate: this lowering is not the last. */
  private @Nullable View unplanned;

  private int assignments;

  /** Allocates the scalars. */
  ArrayVariable(Lowering lowering, Object place, String name, DType javaType, Span span) {
    this.lowering = lowering;
    this.site = lowering.frame.at(place);
    this.frame = lowering.frame;
    this.name = name;
    this.javaType = javaType;
    this.depth = lowering.depth();
    this.candidates = lowering.plan.candidates(site);
    this.selector =
        candidates.size() < 2 ? null : lowering.variable(name + "_choice", DType.INT32, span);
    for (ArrayPlan.Candidate candidate : candidates) {
      lowering.plan.hold(candidate.root(), depth);
      boolean hasSlot = candidate.root() instanceof Site s && lowering.newArrays.hasSlots(s);
      List<Buffer> prefix = new ArrayList<>();
      if (hasSlot) {
        prefix.add(lowering.variable(name + "_slot", DType.INT32, span));
      }
      for (int i = 0; i < candidate.depth(); i++) {
        prefix.add(lowering.variable(name + "_index", DType.INT32, span));
      }
      prefixes.add(prefix);
    }
  }

  /** How many assignments to it were lowered. */
  int assignments() {
    return assignments;
  }

  /** How many loops of its method are around the place at hand. */
  int loops() {
    return frame.loops;
  }

  /** The slot that it has if it stands for an array of a pool. */
  Optional<Expr> slot(Site root) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).root().equals(root) && lowering.newArrays.hasSlots(root)) {
        Buffer slot = prefixes.get(i).get(0);
        return Optional.of(lowering.load(slot, slot.span()));
      }
    }
    return Optional.empty();
  }

  /** What it stands for now. */
  View read(Tree tree) {
    Span span = lowering.span(tree);
    if (unplanned != null) {
      return unplanned.named(name);
    } else if (candidates.isEmpty()) {
      throw lowering.error(
          Id.ARRAY_SHAPE, tree, name + " has no array here\nassign one, or remove this");
    }
    Expr chosen =
        selector == null
            ? Expr.Const.int32(0, span)
            : lowering.fix(name + "_choice", lowering.load(selector, span));
    List<View.Part> parts = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      parts.add(part(candidates.get(i), prefixes.get(i), span));
    }
    View.Origin origin = new View.Origin(this, assignments, frame.loops);
    List<Integer> shape = lowering.plan.shape(candidates.get(0));
    return new View(parts, chosen, shape, javaType, name, origin);
  }

  private View.Part part(ArrayPlan.Candidate candidate, List<Buffer> prefix, Span span) {
    List<Expr> indices = new ArrayList<>();
    for (Buffer index : prefix) {
      indices.add(lowering.fix(index.name(), lowering.load(index, span)));
    }
    View.Part part =
        candidate.root() instanceof Site root
            ? lowering.newArrays.part(root, indices)
            : new View.Part(candidate.root(), (Buffer) candidate.root(), false, indices);
    for (int i = 0; i < indices.size(); i++) {
      checkAgain(indices.get(i), part.buffer().shape().get(i), span);
    }
    return part;
  }

  /** An index was checked before it was assigned; this helps where the prover loses that. */
  private void checkAgain(Expr index, int extent, Span span) {
    Expr inside =
        new Expr.Binary(
            BinaryOp.AND,
            new Expr.Binary(BinaryOp.LE, Expr.Const.int32(0, span), index, span),
            new Expr.Binary(BinaryOp.LT, index, Expr.Const.int32(extent, span), span),
            span);
    lowering.check(
        inside,
        Fault.INDEX_OUT_OF_BOUNDS,
        Fault.ARRAY_INDEX,
        "the array of " + name + " (length " + extent + ")",
        span,
        span);
  }

  /** Makes it stand for an array. */
  void assign(View view, Tree tree) {
    refuseOtherShape(view, tree);
    assignments++;
    List<Expr.Const> choices = new ArrayList<>();
    for (View.Part part : view.parts()) {
      lowering.plan.hold(part.root(), depth);
      ArrayPlan.Candidate candidate = new ArrayPlan.Candidate(part.root(), part.depth());
      lowering.plan.add(site, candidate);
      int index = candidates.indexOf(candidate);
      if (index < 0 || prefixes.get(index).size() != part.prefix().size()) {
        unplanned = view;
        return;
      }
      for (int i = 0; i < part.prefix().size(); i++) {
        lowering.store(prefixes.get(index).get(i), part.prefix().get(i));
      }
      choices.add(Expr.Const.int32(index, lowering.span(tree)));
    }
    if (selector != null) {
      boolean isSame = view.parts().size() == candidates.size() && isAscending(choices);
      Expr choice = isSame ? view.selector() : Elements.select(view, choices);
      lowering.store(selector, Constants.fold(choice));
    }
  }

  private static boolean isAscending(List<Expr.Const> choices) {
    return IntStream.range(0, choices.size()).allMatch(i -> choices.get(i).bits() == i);
  }

  private void refuseOtherShape(View view, Tree tree) {
    List<Integer> own =
        unplanned != null
            ? unplanned.shape()
            : candidates.isEmpty() ? view.shape() : lowering.plan.shape(candidates.get(0));
    if (!own.equals(view.shape()) && !lowering.isTrial) {
      throw lowering.error(
          Id.ARRAY_SHAPE,
          tree,
          "the shape of "
              + Texts.shorten(tree)
              + " is "
              + view.shape()
              + ", but other arrays of "
              + name
              + " have "
              + own
              + "\nmake them equally large, or declare another variable");
    }
  }
}
