package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Affine;
import dev.annotir.processor.analysis.FactWalker;
import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the loops and accesses of a nest, with what the prover knows at each. */
final class AccessCollector extends FactWalker {
  /**
   * Where the walk is.
   *
   * @param domain the rounds that come there
   * @param forms what the atoms of sums are there
   */
  private record Place(Domain domain, Map<Expr, Affine> forms) {}

  private final Stmt.For root;
  private final NestNames names;

  private Place place = new Place(Domain.ALL, new HashMap<>());

  /** Where the rounds of loops are that the walk comes to next. */
  private final IdentityHashMap<Stmt, Place> rounds = new IdentityHashMap<>();

  /** The loops of the nest around the place. */
  private final List<Loop> around = new ArrayList<>();

  private final List<Expr.Var> outerAround = new ArrayList<>();

  /** The number of loops of the nest around the Allocate of each buffer there. */
  private final Map<Buffer, Integer> fresh = new HashMap<>();

  private final List<Expr.Var> outer = new ArrayList<>();
  private final List<Loop> loops = new ArrayList<>();
  private final List<MemoryAccess> accesses = new ArrayList<>();

  /** What the store around the place updates. */
  private @Nullable Update update;

  private @Nullable Buffer updated;

  AccessCollector(Stmt function, Stmt.For root) {
    this.root = root;
    this.names = new NestNames(function, root);
    rewrite(function);
  }

  /** The variables of the Fors around the nest, outermost first. */
  List<Expr.Var> outer() {
    return outer;
  }

  /** The loops of the nest, each before those inside. */
  List<Loop> loops() {
    return loops;
  }

  /** The accesses of the nest in the order of a round. */
  List<MemoryAccess> accesses() {
    return accesses;
  }

  private boolean isInside() {
    return !around.isEmpty() && !isTrial();
  }

  @Override
  public Stmt visit(Stmt.For s) {
    if (isTrial()) {
      return super.visit(s);
    }
    Map<Expr, Affine> forms = new HashMap<>(place.forms());
    IndexForms here = new IndexForms(names, facts(), forms);
    Affine round = Affine.of(s.var());
    List<Constraint> bounds = new ArrayList<>(Constraint.atLeast(round, Affine.of(0), 0));
    boolean isKnown = true;
    for (Affine bound : here.bounds(s.extent())) {
      List<Constraint> below = Constraint.atLeast(bound, round, 1);
      isKnown &= !below.isEmpty();
      bounds.addAll(below);
    }
    Domain domain = place.domain().and(here.domain()).and(Domain.of(bounds));
    rounds.put(s, new Place(isKnown ? domain : domain.inexact(), forms));
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.While s) {
    if (!isInside()) {
      return super.visit(s);
    }
    // The condition is part of every round.
    Loop loop = new Loop(new Expr.Var("while@" + loops.size(), DType.INT64, s.span()), s);
    Place before = place;
    place = new Place(before.domain().inexact(), before.forms());
    loops.add(loop);
    around.add(loop);
    Stmt result = super.visit(s);
    around.remove(around.size() - 1);
    place = before;
    return result;
  }

  @Override
  protected Stmt rewriteRound(Stmt loop, Stmt body) {
    if (isTrial() || !(loop instanceof Stmt.For s)) {
      return super.rewriteRound(loop, body);
    }
    Place before = place;
    place = Objects.requireNonNull(rounds.remove(s));
    Stmt result;
    if (s == root || !around.isEmpty()) {
      if (s == root) {
        outer.addAll(outerAround);
      }
      Loop inside = new Loop(s.var(), s);
      loops.add(inside);
      around.add(inside);
      result = super.rewriteRound(loop, body);
      around.remove(around.size() - 1);
    } else {
      outerAround.add(s.var());
      result = super.rewriteRound(loop, body);
      outerAround.remove(outerAround.size() - 1);
    }
    place = before;
    return result;
  }

  @Override
  protected Stmt rewriteCase(Stmt branch, Expr condition, boolean holds) {
    Place before = place;
    guard(condition, holds);
    Stmt result = super.rewriteCase(branch, condition, holds);
    place = before;
    return result;
  }

  @Override
  protected Expr rewriteCase(Expr choice, Expr condition, boolean holds) {
    Place before = place;
    guard(condition, holds);
    Expr result = super.rewriteCase(choice, condition, holds);
    place = before;
    return result;
  }

  private void guard(Expr condition, boolean holds) {
    if (!isTrial()) {
      Map<Expr, Affine> forms = new HashMap<>(place.forms());
      IndexForms here = new IndexForms(names, facts(), forms);
      Domain guard = new Guards(here).of(condition, holds);
      place = new Place(place.domain().and(here.domain()).and(guard), forms);
    }
  }

  @Override
  public Stmt visit(Stmt.Allocate s) {
    fresh.put(s.buffer(), around.size());
    return super.visit(s);
  }

  @Override
  public Stmt visit(Stmt.BufferStore s) {
    if (!isInside()) {
      return super.visit(s);
    }
    update = Update.of(s);
    updated = s.buffer();
    Access store = access(s.indices());
    Stmt result = super.visit(s);
    add(s.buffer(), true, store, update, s.span());
    update = null;
    updated = null;
    return result;
  }

  @Override
  public Expr visit(Expr.BufferLoad e) {
    Expr result = super.visit(e);
    if (isInside()) {
      Update own = e.buffer().equals(updated) ? update : null;
      add(e.buffer(), false, access(e.indices()), own, e.span());
    }
    return result;
  }

  /**
   * What is known of an access.
   *
   * @param domain the rounds that come here, and what holds of the variables of the indices
   */
  private record Access(List<Affine> indices, Domain domain) {}

  private Access access(List<Expr> indices) {
    IndexForms here = new IndexForms(names, facts(), new HashMap<>(place.forms()));
    List<Affine> forms = indices.stream().map(here::of).toList();
    return new Access(forms, place.domain().and(here.domain()));
  }

  private void add(Buffer buffer, boolean isStore, Access access, @Nullable Update own, Span span) {
    accesses.add(
        new MemoryAccess(
            accesses.size(),
            buffer,
            isStore,
            around,
            access.indices(),
            access.domain(),
            fresh.getOrDefault(buffer, 0),
            own,
            span));
  }
}
