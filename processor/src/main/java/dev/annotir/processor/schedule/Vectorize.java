package dev.annotir.processor.schedule;

import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.dependence.Dependences;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.FreshNames;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.TextPrinter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs as many rounds of a loop at once as a vector has lanes, whatever loops are inside: what
 * differs between rounds becomes a vector, and private variables become buffers of vectors.
 *
 * @param loop whose rounds may run in step; afterwards the one that counts the widest vectors
 * @param lanes the widths of the vectors, widest first: each makes what rounds the wider leave
 * @param apart the loops inside that run for one of these rounds after the other
 * @param overlaps whether the last of the widest vectors begin earlier, and make some rounds again,
 *     so that no rounds are left
 */
public record Vectorize(Expr.Var loop, List<Integer> lanes, Set<Expr.Var> apart, boolean overlaps)
    implements Step {
  public Vectorize {
    lanes = List.copyOf(lanes);
    apart = Set.copyOf(apart);
  }

  /** The step that does all in vectors. */
  public Vectorize(Expr.Var loop, List<Integer> lanes) {
    this(loop, lanes, Set.of());
  }

  /** The step that has loops apart, and leaves other rounds to narrower vectors. */
  public Vectorize(Expr.Var loop, List<Integer> lanes, Set<Expr.Var> apart) {
    this(loop, lanes, apart, false);
  }

  /** The step that makes vectors with loops apart. */
  Vectorize apart(Set<Expr.Var> loops) {
    return new Vectorize(loop, lanes, loops, overlaps);
  }

  /** The step that leaves no rounds to narrower vectors. */
  Vectorize overlapping() {
    return new Vectorize(loop, lanes.subList(0, 1), apart, true);
  }

  @Override
  public Result apply(PrimFunc func) {
    try {
      return apply(func, Dependences.of(func, Loops.find(func, loop)));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /**
   * The function after the step.
   *
   * @param dependences of the loop, or of one around it
   */
  Result apply(PrimFunc func, Dependences dependences) {
    try {
      Stmt.For found = Loops.find(func, loop);
      Loops.requireRuns(dependences, loop);
      Set<Buffer> inOrder = dependences.updatedInOrder(loop, lanes.get(0));
      if (inOrder == null) {
        return new Result.Refused(dependent(dependences));
      }
      Set<Buffer> privates = dependences.privateBuffers(loop);
      if (overlaps) {
        requireOverlaps(found, privates);
      }
      MaskedLoads.check(func, found, new Variance(found, privates));
      Stmt vectors = vectors(func, found, privates, inOrder);
      return new Result.Done(Loops.replace(func, found, vectors));
    } catch (Refusal e) {
      return e.result();
    }
  }

  /** Why rounds keep their order, with two accesses of one element as the Java has them. */
  String dependent(Dependences dependences) {
    String example =
        dependences.carriedBy(loop).stream()
            .map(d -> List.of(d.sink().span().text(), d.source().span().text()))
            .filter(texts -> texts.stream().noneMatch(this::isUnwritten))
            .findFirst()
            .map(texts -> ": " + texts.get(0) + " on " + texts.get(1) + " of an earlier one")
            .orElse("");
    return "its rounds depend on each other" + example;
  }

  /** Whether the Java has no access there, but at most the loop's own count. */
  private boolean isUnwritten(String text) {
    return text.isEmpty() || text.equals(loop.name());
  }

  /** Refuses too few rounds, and those that may find something else when they are made again. */
  private void requireOverlaps(Stmt.For found, Set<Buffer> privates) {
    if (!Loops.runs(found, lanes.get(0))) {
      throw new Refusal("perhaps not all lanes of a vector have rounds");
    }
    if (Loops.mayFail(found.body()) || !Effects.escapes(found.body()).isEmpty()) {
      throw new Refusal("rounds may end early");
    }
    Set<Buffer> shared = new HashSet<>(Effects.stored(found.body()));
    shared.removeAll(privates);
    shared.removeAll(Effects.allocated(found.body()));
    for (Buffer stored : shared) {
      for (Buffer loaded : Effects.loaded(found.body())) {
        if (mayBeSame(stored, loaded)) {
          throw new Refusal("rounds would load what they have stored into " + stored.name());
        }
      }
    }
  }

  /** Whether two buffers are one, or parameters that a caller may pass one tensor for. */
  private static boolean mayBeSame(Buffer a, Buffer b) {
    return a.equals(b)
        || isPassed(a) && isPassed(b) && a.dtype() == b.dtype() && a.elements() == b.elements();
  }

  private static boolean isPassed(Buffer buffer) {
    return buffer.scope() == Buffer.Scope.PARAM || buffer.scope() == Buffer.Scope.RESULT;
  }

  private Stmt vectors(PrimFunc func, Stmt.For found, Set<Buffer> privates, Set<Buffer> inOrder) {
    FreshNames names = new FreshNames(func);
    List<Buffer> outside = new ArrayList<>();
    List<Strips.Strip> strips = new ArrayList<>();
    for (int width : overlaps ? List.of(lanes.get(0), lanes.get(0)) : lanes) {
      boolean isFirst = strips.isEmpty();
      strips.add(
          new Strips.Strip(
              width,
              first -> {
                Stmt.For rounds = isFirst ? found : new Copy(names).loop(found);
                return widen(rounds, first, width, privates, inOrder, names, outside);
              }));
    }
    Strips all = new Strips(found, names);
    Stmt result = overlaps ? all.overlapping(strips.get(0), strips.get(1)) : all.of(strips);
    for (Buffer buffer : outside) {
      result = new Stmt.Allocate(buffer, result, buffer.span());
    }
    return result;
  }

  private Stmt widen(
      Stmt.For rounds,
      Expr first,
      int width,
      Set<Buffer> privates,
      Set<Buffer> inOrder,
      FreshNames names,
      List<Buffer> outside) {
    Variance variance = new Variance(rounds, privates);
    Widen widen = new Widen(rounds, variance, first, width, names, apart, inOrder);
    for (Buffer buffer : privates) {
      if (variance.varies(buffer)) {
        outside.add(widen.replace(buffer));
      }
    }
    Stmt body = widen.rewrite(rounds.body());
    Expr missing = VectorOperations.missing(body);
    if (missing != null) {
      String text = missing.span().text();
      throw new Refusal(
          "there are no vectors of " + (text.isEmpty() ? TextPrinter.print(missing) : text));
    }
    return body;
  }
}
