package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.AccessVerifier;
import dev.annotir.processor.analysis.Size;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the steps for a target: which loops become vectors, and how many rounds run in step.
 *
 * <p>Two tensors that a caller may pass as one need no care: {@code analysis.InPlace} allows that
 * only where each round of the loops around has an element of its own, which it reads before it
 * writes. No step changes the order within a round.
 */
public final class Scheduler {
  /** Larger functions stay as they are. */
  private static final int LARGEST = 3_000;

  private static final int MOST_STEPS = 24;

  /** A loop is worth the code of its vectors if they save that part of it. */
  private static final double WORTHWHILE = 0.2;

  /** The part where what is updated in order may hold up all else. */
  private static final double MUCH = 0.5;

  /** Of narrower elements, the narrowest vectors have just as many as of these. */
  private static final int LEAST_BITS = 32;

  private final Target target;
  private final Cost cost;

  /** By nests, as they are before the first step, which is the same for all targets. */
  private final IdentityHashMap<Stmt.For, Dependences> before;

  /** By nests that steps have made. */
  private final IdentityHashMap<Stmt.For, Dependences> after = new IdentityHashMap<>();

  private PrimFunc func;

  /** The number of steps that were made. */
  private int steps;

  private final List<Variant.Vectors> vectors = new ArrayList<>();

  private Scheduler(PrimFunc func, Target target, IdentityHashMap<Stmt.For, Dependences> before) {
    this.func = func;
    this.target = target;
    this.cost = new Cost(target);
    this.before = before;
  }

  /** The function as targets run it fast; none for a target where nothing is to gain. */
  public static List<Variant> variants(PrimFunc func, List<Target> targets) {
    if (Size.of(func.body()) > LARGEST) {
      return List.of();
    }
    PrimFunc plain = Preparation.simplified(func);
    PrimFunc skewed = Preparation.skewed(plain);
    List<Variant> variants = variantsOf(Preparation.split(skewed), targets);
    return variants.isEmpty() && skewed != plain
        ? variantsOf(Preparation.split(plain), targets)
        : variants;
  }

  private static List<Variant> variantsOf(PrimFunc prepared, List<Target> targets) {
    IdentityHashMap<Stmt.For, Dependences> before = new IdentityHashMap<>();
    List<Variant> variants = new ArrayList<>();
    for (Target target : targets) {
      Scheduler scheduler = new Scheduler(prepared, target, before);
      // As after every pass: an access that came before its check, or outside, would be proved no
      // more.
      if (target.vectorBits() > 0
          && scheduler.vectorize()
          && AccessVerifier.isProved(scheduler.func)) {
        variants.add(new Variant(target, scheduler.func, scheduler.vectors));
      }
    }
    return variants;
  }

  /** The function as one target runs it; the same object where nothing is to gain. */
  static PrimFunc schedule(PrimFunc func, Target target) {
    List<Variant> variants = variants(func, List.of(target));
    return variants.isEmpty() ? func : variants.get(0).func();
  }

  /**
   * Steps that make vectors of a loop.
   *
   * @param rows the loops around it afterwards, outermost first
   * @param saved what they save
   */
  private record Plan(
      PrimFunc after, List<Step> steps, Expr.Var vectors, List<Expr.Var> rows, double saved) {}

  /**
   * Makes vectors of one loop after the other, as long as that pays; returns whether it did at all.
   */
  private boolean vectorize() {
    Set<Expr.Var> candidates = new LinkedHashSet<>();
    Loops.within(func.body()).forEach(loop -> candidates.add(loop.var()));
    Plan plan = best(candidates);
    List<Plan> plans = new ArrayList<>();
    while (plan != null && steps < MOST_STEPS) {
      plans.add(plan);
      around(plan.vectors()).forEach(loop -> candidates.remove(loop.var()));
      candidates.remove(plan.vectors());
      plan.steps().forEach(this::count);
      func = plan.after();
      plan = best(candidates);
    }
    // Last, as it makes the function large.
    for (Plan made : plans) {
      func = Tiling.of(func, made.vectors(), made.rows(), target);
    }
    group();
    func = packed(CacheBlock.blocked(func));
    func = aligned(deinterleaved(transposed(StoreOrder.ordered(func))));
    return !plans.isEmpty();
  }

  private void count(Step step) {
    steps++;
    if (step instanceof Vectorize made) {
      Span place = Loops.find(func, made.loop()).span();
      vectors.add(new Variant.Vectors(place, made.lanes().get(0)));
    }
  }

  /** What pays most; null for nothing. Those that cannot be vectors are no candidates any more. */
  private @Nullable Plan best(Set<Expr.Var> candidates) {
    Plan best = null;
    double before = cost.of(func.body());
    for (Stmt.For loop : Loops.within(func.body())) {
      Vectorize step =
          candidates.remove(loop.var()) && !Preparation.keepsOrder(loop) ? vectorize(loop) : null;
      if (step == null) {
        continue;
      }
      Vectorize made = step;
      Step.Result result = new Step.Result.Refused("vectors need not overlap");
      if (isUneven(loop, step)) {
        made = step.overlapping();
        result = result(made, loop);
      }
      if (result instanceof Step.Result.Refused) {
        made = step;
        result = result(step, loop);
      }
      if (result instanceof Step.Result.Done done) {
        candidates.add(loop.var());
        best = better(best, loop, made, done.func(), before);
      } else {
        Plan plan = made(new Speculate(loop.var()), List.of(step), best, rows(loop), loop, before);
        plan = peeled(plan, loop, before);
        if (plan != best) {
          candidates.add(loop.var());
          best = plan;
        }
      }
    }
    return best;
  }

  /** The better of a plan and one without the rounds for which conditions need not hold. */
  private @Nullable Plan peeled(@Nullable Plan best, Stmt.For loop, double before) {
    Step peel = new Peel(loop.var());
    if (isLarge(loop) || !(peel.apply(func) instanceof Step.Result.Done peeled)) {
      return best;
    }
    Vectorize between = vectorize(Loops.find(peeled.func(), loop.var()));
    return between == null ? best : made(peel, List.of(between), best, rows(loop), loop, before);
  }

  /** What becomes of vectors of a loop. */
  private Step.Result result(Vectorize step, Stmt.For loop) {
    Step.Result made = step.apply(func, dependences(loop));
    // Bounds that are computed outside it are then the same in all rounds.
    boolean hasBounds = loop.extent() instanceof Expr.Binary;
    return made instanceof Step.Result.Refused && hasBounds ? step.apply(func) : made;
  }

  private @Nullable Plan better(
      @Nullable Plan best, Stmt.For loop, Vectorize step, PrimFunc after, double before) {
    List<Expr.Var> rows = rows(loop);
    if (!dependences(loop).allowsVectors(loop.var(), step.lanes().get(0))) {
      boolean isMuch = before - cost.of(after.body()) > cost.of(loop) * trips(loop) * MUCH;
      return isMuch ? better(best, after, List.of(step), rows, loop, before) : best;
    }
    Plan result = better(best, after, List.of(step), rows, loop, before);
    if (!rows.isEmpty()) {
      result = interchanged(result, step, rows, loop, before);
    }
    return apart(result, step, rows, loop, before);
  }

  /** The better of a plan and one in which loops inside are vectors of their own, row by row. */
  private @Nullable Plan apart(
      @Nullable Plan best, Vectorize step, List<Expr.Var> rows, Stmt.For loop, double before) {
    List<Stmt.For> inside = Loops.outermost(loop.body());
    if (inside.size() < 2) {
      return best;
    }
    Plan result = best;
    Set<Expr.Var> apart = new LinkedHashSet<>();
    List<Step> own = new ArrayList<>();
    for (Stmt.For inner : inside) {
      Vectorize alone = vectorize(inner);
      Dependences known = dependences(loop);
      if (alone != null
          && Loops.isReached(known, inner.var())
          && known.allowsVectors(inner.var(), alone.lanes().get(0))) {
        apart.add(inner.var());
        own.add(alone);
        Plan next = made(step.apart(apart), own, result, rows, loop, before);
        if (next == result) {
          apart.remove(inner.var());
          own.remove(own.size() - 1);
        }
        result = next;
      }
    }
    return result;
  }

  private @Nullable Plan made(
      Step first,
      List<Step> others,
      @Nullable Plan best,
      List<Expr.Var> rows,
      Stmt.For loop,
      double before) {
    List<Step> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    PrimFunc after = func;
    for (Step each : all) {
      if (!(each.apply(after) instanceof Step.Result.Done done)) {
        return best;
      }
      after = done.func();
    }
    return better(best, after, all, rows, loop, before);
  }

  /** The better of a plan and one that puts a loop's vectors outside the reduction around it. */
  private @Nullable Plan interchanged(
      @Nullable Plan best, Vectorize step, List<Expr.Var> rows, Stmt.For loop, double before) {
    Expr.Var reduction = rows.get(rows.size() - 1);
    Stmt.For around = Loops.find(func, reduction);
    if (dependences(loop).isParallel(reduction) || isLarge(around)) {
      return best;
    }
    List<Expr.Var> outside = rows.subList(0, rows.size() - 1);
    Step first = new Interchange(reduction, step.loop());
    return made(first, List.of(new Promote(reduction), step), best, outside, loop, before);
  }

  private @Nullable Plan better(
      @Nullable Plan best,
      PrimFunc after,
      List<Step> made,
      List<Expr.Var> rows,
      Stmt.For loop,
      double before) {
    double own = cost.of(loop) * trips(loop);
    double saved = before - cost.of(transposed(after).body());
    boolean isBetter = best == null ? saved > own * WORTHWHILE : saved > best.saved();
    return isBetter ? new Plan(after, made, loop.var(), rows, saved) : best;
  }

  /** Adds the products of several rounds at once where that pays. */
  private void group() {
    for (Stmt.For loop : Loops.within(func.body())) {
      for (int rounds : target.products()) {
        if (new GroupProducts(loop.var(), rounds).apply(func) instanceof Step.Result.Done done
            && isFaster(done.func(), loop)) {
          func = done.func();
          break;
        }
      }
    }
  }

  /** Whether a function with another loop inside saves much, also of what can be packed. */
  private boolean isFaster(PrimFunc other, Stmt.For loop) {
    PrimFunc before = packed(func);
    double own = cost.of(Loops.find(before, loop.var())) * trips(loop);
    return cost.of(before.body()) - cost.of(packed(other).body()) > own * WORTHWHILE;
  }

  /** The function that copies what many rounds load again from far places. */
  private static PrimFunc packed(PrimFunc func) {
    PrimFunc packed = func;
    for (Stmt.For loop : Loops.within(func.body())) {
      if (new Pack(loop.var()).apply(packed) instanceof Step.Result.Done done) {
        packed = done.func();
      }
    }
    return packed;
  }

  /** The function that loads along rows what vectors across them need. */
  private static PrimFunc transposed(PrimFunc func) {
    PrimFunc result = func;
    for (Stmt.For loop : Loops.within(func.body())) {
      if (new Transpose(loop.var()).apply(result) instanceof Step.Result.Done done) {
        result = done.func();
      }
    }
    return result;
  }

  /** The function that loads vectors side by side where lanes are near each other. */
  private static PrimFunc deinterleaved(PrimFunc func) {
    return new Deinterleave().apply(func) instanceof Step.Result.Done done
            && AccessVerifier.isProved(done.func())
        ? done.func()
        : func;
  }

  /** The function that loads whole lines of the cache, where vectors are as long as these. */
  private PrimFunc aligned(PrimFunc before) {
    return target.vectorBits() == 8 * Split.LINE
            && new AlignedLoads().apply(before) instanceof Step.Result.Done done
            && AccessVerifier.isProved(done.func())
        ? done.func()
        : before;
  }

  private static boolean isLarge(Stmt stmt) {
    return Size.of(stmt) > LARGEST / 10;
  }

  /** Those of the outermost loop around one. */
  private Dependences dependences(Stmt.For loop) {
    List<Stmt.For> around = around(loop.var());
    Stmt.For root = around.isEmpty() ? loop : around.get(0);
    Dependences known = before.get(root);
    return known == null
        ? (steps == 0 ? before : after).computeIfAbsent(root, nest -> Dependences.of(func, nest))
        : known;
  }

  private double trips(Stmt.For loop) {
    double trips = 1;
    for (Stmt.For outer : around(loop.var())) {
      trips *= cost.averageRounds(outer);
    }
    return trips;
  }

  /** The variables of the loops around another, outermost first. */
  private List<Expr.Var> rows(Stmt.For loop) {
    return around(loop.var()).stream().map(Stmt.For::var).toList();
  }

  /** The loops around another, outermost first. */
  private List<Stmt.For> around(Expr.Var var) {
    List<Stmt.For> around = new ArrayList<>();
    for (Stmt.For loop : Loops.within(func.body())) {
      if (Loops.within(loop.body()).stream().anyMatch(inner -> inner.var().equals(var))) {
        around.add(loop);
      }
    }
    return around;
  }

  /** The widths of vectors of a loop; null where none fit. */
  private @Nullable Vectorize vectorize(Stmt.For loop) {
    int bits = ValueBits.widest(loop);
    int lanes = target.vectorBits() / bits;
    int least = Math.max(2, Target.V128.vectorBits() / Math.max(bits, LEAST_BITS));
    List<Integer> widths = new ArrayList<>();
    if (loop.extent() instanceof Expr.Const extent) {
      long rounds = extent.bits();
      for (int width = lanes; width >= least; width /= 2) {
        if (rounds >= width) {
          widths.add(width);
          rounds %= width;
        }
      }
    } else {
      for (int width = lanes; width >= least; width /= 4) {
        widths.add(width);
      }
    }
    return widths.isEmpty() ? null : new Vectorize(loop.var(), widths);
  }

  /** Whether fewer vectors hold all rounds if some are made again. */
  private static boolean isUneven(Stmt.For loop, Vectorize step) {
    if (!(loop.extent() instanceof Expr.Const extent)) {
      return false;
    }
    int widest = step.lanes().get(0);
    long left = extent.bits();
    long vectors = 0;
    for (int width : step.lanes()) {
      vectors += left / width;
      left %= width;
    }
    return vectors + left > (extent.bits() + widest - 1) / widest;
  }
}
