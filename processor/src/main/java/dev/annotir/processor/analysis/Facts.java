package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one place of a function: the ranges of variables, and sums that are not negative
 * there. It proves conditions from them.
 */
public final class Facts {
  private static final int DEPTH = 4;

  /** So many sums are tried for one proof. */
  private static final int MOST_STEPS = 400;

  private final Ranges ranges;

  private final Sums sums;

  /** Comparisons that hold: narrower ranges give their operands other sums than they had before. */
  private final List<Known> known;

  /** Whether no run comes here. */
  private boolean unreachable;

  private int steps;

  public Facts() {
    this(new Ranges(), new Sums(), new ArrayList<>(), false);
  }

  private Facts(Ranges ranges, Sums sums, List<Known> known, boolean unreachable) {
    this.ranges = ranges;
    this.sums = sums;
    this.known = known;
    this.unreachable = unreachable;
  }

  public Facts copy() {
    return new Facts(ranges.copy(), sums.copy(), new ArrayList<>(known), unreachable);
  }

  /** Whether this says the same as the other, of variables that are the same sums. */
  boolean isSame(Facts other) {
    return unreachable == other.unreachable
        && ranges.isSame(other.ranges)
        && sums.isSame(other.sums)
        && known.equals(other.known);
  }

  public Ranges ranges() {
    return ranges;
  }

  public boolean isUnreachable() {
    return unreachable;
  }

  /** Says that no run comes here. */
  public void setUnreachable() {
    unreachable = true;
  }

  /** Makes this what is known where either this or the other holds. */
  public void join(Facts other) {
    if (other.unreachable) {
      return;
    }
    if (unreachable) {
      unreachable = false;
      ranges.become(other.ranges);
      sums.become(other.sums);
      known.clear();
      known.addAll(other.known);
      return;
    }
    sums.join(ranges, other.sums, other.ranges);
    joinKnown(other);
    ranges.join(other.ranges);
  }

  /** Both begin with what was known where they parted; a range says for one that it is not zero. */
  private void joinKnown(Facts other) {
    List<Known> others = other.known;
    int same = 0;
    while (same < Math.min(known.size(), others.size()) && known.get(same) == others.get(same)) {
      same++;
    }
    List<Known> mine = known.subList(same, known.size());
    Set<Known> rest = new HashSet<>(others.subList(same, others.size()));
    List<Known> more = new ArrayList<>();
    for (Known fact : rest) {
      if (fact.isDifference() && !mine.contains(fact) && fact.holds(ranges)) {
        more.add(fact);
      }
    }
    mine.removeIf(
        fact -> !rest.contains(fact) && !(fact.isDifference() && fact.holds(other.ranges)));
    known.addAll(more);
  }

  /** Notes that a loop's variable is at least 0 and below the extent. */
  public void enterLoop(Expr.Var var, Expr extent) {
    Interval bound = ranges.of(extent);
    ranges.set(var, new Interval(0, Math.max(0, bound.hi() - 1)));
    assume(new Expr.Binary(BinaryOp.LT, var, extent, extent.span()), true);
    if (extent instanceof Expr.Binary least && least.op() == BinaryOp.MIN) {
      assume(new Expr.Binary(BinaryOp.LT, var, least.a(), extent.span()), true);
      assume(new Expr.Binary(BinaryOp.LT, var, least.b(), extent.span()), true);
    }
    if (extent instanceof Expr.Binary quotient
        && quotient.op() == BinaryOp.TRUNCDIV
        && quotient.b() instanceof Expr.Const divisor
        && divisor.bits() > 0) {
      // The quotient is positive in every round, so what is divided holds all of them.
      Affine rest = Affine.of(quotient.a(), ranges).plus(Affine.of(var), -divisor.bits());
      Affine sum = rest == null ? null : rest.plus(Affine.of(divisor.bits()), -1);
      if (sum != null) {
        addSum(sum);
      }
    }
  }

  /** Notes the end of the statement that a variable stands in. */
  void leave(Expr.Var var) {
    ranges.undefine(var);
  }

  /** Notes the value of a variable. */
  public void bind(Expr.Var var, Expr value) {
    ranges.undefine(var);
    Interval range = range(value);
    boolean isNonzero = isNonzeroDespite(range, value);
    ranges.set(var, range);
    if (!value.dtype().isInteger()) {
      return;
    }
    if (isNonzero) {
      noteNonzero(var);
    }
    Affine sum = Affine.of(value, ranges);
    if (sum.isOfVariables()) {
      ranges.define(var, sum);
    } else {
      addEquality(sum.plus(Affine.of(var), -1));
      if (value instanceof Expr.BufferLoad) {
        copyFacts(ranges.canonical(value), var);
      }
    }
  }

  /** Whether a value surely is not zero though its range has zero. */
  private boolean isNonzeroDespite(Interval range, Expr value) {
    boolean isCompound = !(value instanceof Expr.Const) && !Ranges.isVariable(value);
    return isCompound && value.dtype().isInteger() && range.contains(0) && isNonzero(value);
  }

  private void noteNonzero(Expr variable) {
    Expr zero = Expr.Const.of(variable.dtype(), 0, variable.span());
    known.add(new Known(new Expr.Binary(BinaryOp.NE, variable, zero, variable.span())));
  }

  /**
   * What is known of a scalar buffer's value now is known of a variable with that value for good.
   */
  private void copyFacts(Expr load, Expr.Var var) {
    for (Affine fact : List.copyOf(sums.all())) {
      long factor = fact.factor(load);
      Affine rest = factor == 0 ? null : fact.plus(Affine.of(load), -factor);
      Affine copy = rest == null ? null : rest.plus(Affine.of(var), factor);
      if (copy != null && !copy.isConstant()) {
        add(copy);
      }
    }
    for (Known fact : List.copyOf(known)) {
      Known copy = fact.of(load, var);
      if (copy != null) {
        known.add(copy);
      }
    }
  }

  /** Notes that a scalar buffer now holds a value. */
  public void store(Buffer scalar, Expr value) {
    Interval interval = range(value);
    boolean isNonzero = isNonzeroDespite(interval, value);
    Expr held = new Expr.BufferLoad(scalar, List.of(), value.span());
    Affine load = Affine.of(held);
    Affine form = value.dtype().isInteger() ? inTermsOf(load, Affine.of(value, ranges)) : null;
    Affine step = form == null ? null : form.plus(load, -1);
    Set<String> name = Set.of(scalar.name());
    if (step != null && !step.reads(name)) {
      sums.removeIf(sum -> readsBeside(sum, load, name));
      sums.step(load, step);
    } else {
      sums.removeIf(sum -> sum.reads(name));
    }
    known.removeIf(condition -> condition.reads(name));
    ranges.set(scalar, interval);
    if (isNonzero) {
      noteNonzero(held);
    }
    if (form != null && !form.reads(name)) {
      addEquality(form.plus(load, -1));
    }
  }

  /** The same sum with what a scalar holds in place of a variable that differs by a constant. */
  private Affine inTermsOf(Affine load, Affine sum) {
    for (int i = 0; i < sum.size(); i++) {
      Affine atom = Affine.of(sum.atom(i));
      if (sum.factor(i) == 1 && !atom.equals(load)) {
        Interval more = difference(atom, load);
        Affine same = more.isSingle() ? sum.plus(load, 1) : null;
        Affine rest = same == null ? null : same.plus(atom, -1);
        Affine result = rest == null ? null : rest.plus(Affine.of(more.lo()), 1);
        if (result != null) {
          return result;
        }
      }
    }
    return sum;
  }

  /** Whether a sum reads buffers in other atoms than one, whose factor may be 0. */
  private static boolean readsBeside(Affine sum, Affine atom, Set<String> buffers) {
    Affine rest = sum.plus(atom, -sum.factor(atom, 0));
    return rest == null || rest.reads(buffers);
  }

  /** Notes the value of an element of an array. */
  void storeElement(Buffer array, Expr value) {
    Interval before = ranges.of(array);
    Interval stored = array.dtype().isInteger() ? range(value) : before;
    forget(Set.of(array));
    if (array.dtype().isInteger() && array.scope() == Buffer.Scope.LOCAL) {
      ranges.set(array, before.union(stored));
    }
  }

  /** Notes that all elements of a new buffer are zero. */
  void allocate(Buffer buffer) {
    forget(Set.of(buffer));
    if (buffer.isScalar()) {
      store(buffer, new Expr.Const(buffer.dtype(), 0, buffer.span()));
    } else if (buffer.dtype().isInteger()) {
      ranges.set(buffer, Interval.of(0));
    }
  }

  /**
   * The range of a value; that of each arm of a conditional is the one that it has where it is
   * chosen.
   */
  private Interval range(Expr value) {
    if (!(value instanceof Expr.IfThenElse c) || !value.dtype().isInteger()) {
      return value.dtype().isInteger() ? rangeOfSum(value) : ranges.of(value);
    }
    Facts ifTrue = where(c.condition(), true);
    Facts ifFalse = where(c.condition(), false);
    if (ifTrue.unreachable) {
      return ifFalse.range(c.b());
    } else if (ifFalse.unreachable) {
      return ifTrue.range(c.a());
    }
    return ifTrue.range(c.a()).union(ifFalse.range(c.b()));
  }

  /** The range of a value that is no conditional, by what is known of the sum that it is, too. */
  private Interval rangeOfSum(Expr value) {
    Interval range = ranges.of(value);
    Affine form = Affine.of(value, ranges);
    Affine negated = form.isConstant() ? null : form.times(-1);
    if (negated == null) {
      return range;
    }
    Affine least = sums.like(form);
    Affine most = sums.like(negated);
    Interval bound =
        new Interval(
            least == null ? Long.MIN_VALUE : form.constant() - least.constant(),
            most == null ? Long.MAX_VALUE : form.constant() + most.constant());
    return bound.lo() <= bound.hi() ? range.intersect(bound) : range;
  }

  private Facts where(Expr condition, boolean holds) {
    Facts facts = copy();
    facts.assume(condition, holds);
    return facts;
  }

  private void addEquality(@Nullable Affine difference) {
    if (difference != null) {
      add(difference);
      Affine negated = difference.times(-1);
      if (negated != null) {
        add(negated);
      }
    }
  }

  private void add(Affine fact) {
    sums.add(fact);
  }

  /** Notes that a sum is at least 0. */
  void addSum(Affine sum) {
    if (!sum.isConstant()) {
      add(sum);
      tighten(sum);
    }
  }

  /** Narrows the ranges by all sums. */
  void tightenAll() {
    sums.all().forEach(this::tighten);
    sums.all().forEach(this::tighten);
  }

  /** Gives what a scalar holds now a name, which keeps standing for it. */
  void name(Expr load, Expr.Var name) {
    ranges.set(name, ranges.of(load));
    addEquality(Affine.of(load).plus(Affine.of(name), -1));
  }

  /** What one sum is more than another; its ends are those of {@link Interval#ALL} if unknown. */
  Interval difference(Affine a, Affine b) {
    Affine more = a.plus(b, -1);
    Affine less = b.plus(a, -1);
    Affine least = more == null ? null : sums.like(more);
    Affine most = less == null ? null : sums.like(less);
    return new Interval(
        least == null ? Long.MIN_VALUE : -least.constant(),
        most == null ? Long.MAX_VALUE : most.constant());
  }

  /**
   * The sums with an atom of {@code changing} that are at least 0, of which other atoms read
   * nothing of {@code stored}; the ranges of those atoms are among them.
   */
  List<Affine> sumsOf(Set<Expr> changing, Set<Buffer> stored) {
    Set<String> names = Set.copyOf(stored.stream().map(Buffer::name).toList());
    Sums result = new Sums();
    for (Affine sum : sums.all()) {
      Affine others = sum;
      for (Expr atom : changing) {
        long factor = sum.factor(atom);
        others = factor == 0 || others == null ? others : others.plus(Affine.of(atom), -factor);
      }
      if (others != null && others.size() < sum.size() && !others.reads(names)) {
        result.add(sum);
      }
    }
    for (Expr atom : changing) {
      Interval range = ranges.of(atom);
      Interval all = Interval.of(atom.dtype());
      Affine above =
          range.lo() == all.lo() ? null : Affine.of(atom).plus(Affine.of(1), -range.lo());
      Affine below =
          range.hi() == all.hi() ? null : Affine.of(range.hi()).plus(Affine.of(atom), -1);
      Stream.of(above, below).filter(Objects::nonNull).forEach(result::add);
    }
    return result.all();
  }

  /**
   * Notes the end of a loop: its variable is the number of rounds now, which was known before it.
   */
  void leaveLoop(Expr.Var var, @Nullable Affine extent, Interval rounds) {
    for (Affine sum : List.copyOf(sums.all())) {
      long factor = sum.factor(var);
      if (factor == 0) {
        continue;
      }
      Affine rest = sum.plus(Affine.of(var), -factor);
      Affine end = null;
      if (rest != null && rounds.lo() >= 0 && extent != null) {
        end = rest.plus(extent, factor);
      } else if (rest != null && factor > 0) {
        end = rest.plus(Affine.of(Math.max(0, rounds.hi())), factor);
      }
      sums.removeIf(other -> other == sum);
      if (end != null) {
        addSum(end);
      }
    }
  }

  /** Forgets what depends on the contents of buffers. */
  public void forget(Set<Buffer> buffers) {
    for (Buffer buffer : buffers) {
      ranges.forget(buffer);
    }
    Set<String> names = Set.copyOf(buffers.stream().map(Buffer::name).toList());
    sums.removeIf(sum -> sum.reads(names));
    known.removeIf(condition -> condition.reads(names));
  }

  /** Notes that a condition holds here, or does not. */
  public void assume(Expr condition, boolean holds) {
    if (ranges.of(condition).equals(Interval.of(holds ? 0 : 1))) {
      unreachable = true;
    }
    if (condition instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NOT) {
      assume(u.a(), !holds);
    } else if (condition instanceof Expr.Binary b) {
      if (b.op() == (holds ? BinaryOp.AND : BinaryOp.OR)) {
        assume(b.a(), holds);
        assume(b.b(), holds);
      } else if (b.op().isComparison() && b.a().dtype().isInteger()) {
        compare(holds ? b.op() : negated(b.op()), b.a(), b.b());
        Known comparison = comparison(holds ? b.op() : negated(b.op()), b);
        if (!known.contains(comparison)) {
          known.add(comparison);
        }
      }
    } else if (condition instanceof Expr.IfThenElse c) {
      assumeLazy(c, holds);
    }
  }

  private Known comparison(BinaryOp op, Expr.Binary e) {
    Expr a = ranges.canonical(e.a());
    Expr b = ranges.canonical(e.b());
    boolean isSame = op == e.op() && a == e.a() && b == e.b();
    return new Known(isSame ? e : new Expr.Binary(op, a, b, e.span()));
  }

  private boolean isKnown(Expr e) {
    return e instanceof Expr.Binary b && b.op().isComparison()
        ? known.contains(comparison(b.op(), b))
        : known.contains(new Known(e));
  }

  /** {@code a && b} is {@code a ? b : false}, {@code a || b} is {@code a ? true : b}. */
  private void assumeLazy(Expr.IfThenElse c, boolean holds) {
    if (isConstant(c.b(), !holds)) {
      assume(c.condition(), true);
      assume(c.a(), holds);
    } else if (isConstant(c.a(), !holds)) {
      assume(c.condition(), false);
      assume(c.b(), holds);
    } else {
      Facts otherwise = copy();
      assume(c.condition(), true);
      assume(c.a(), holds);
      otherwise.assume(c.condition(), false);
      otherwise.assume(c.b(), holds);
      join(otherwise);
    }
  }

  private static boolean isConstant(Expr e, boolean value) {
    return e instanceof Expr.Const c && c.bits() == (value ? 1 : 0);
  }

  private static BinaryOp negated(BinaryOp op) {
    return switch (op) {
      case LT -> BinaryOp.GE;
      case LE -> BinaryOp.GT;
      case GT -> BinaryOp.LE;
      case GE -> BinaryOp.LT;
      case EQ -> BinaryOp.NE;
      default -> BinaryOp.EQ;
    };
  }

  private void compare(BinaryOp op, Expr a, Expr b) {
    switch (op) {
      case LT -> less(a, b, 1);
      case LE -> less(a, b, 0);
      case GT -> less(b, a, 1);
      case GE -> less(b, a, 0);
      case EQ -> {
        less(a, b, 0);
        less(b, a, 0);
      }
      default -> {
        differ(affine(a).plus(affine(b), -1));
        ranges.exclude(a, ranges.of(b));
        ranges.exclude(b, ranges.of(a));
      }
    }
  }

  /** Notes that a sum is not 0: where that is its least or its most, it is beyond. */
  private void differ(@Nullable Affine sum) {
    Affine negated = sum == null || sum.isConstant() ? null : sum.times(-1);
    if (sum == null || negated == null) {
      return;
    }
    for (Affine side : List.of(sum, negated)) {
      Affine known = sums.like(side);
      boolean isLeast =
          known != null && known.constant() == side.constant() || side.least(ranges) == 0;
      Affine beyond = isLeast ? side.plus(Affine.of(1), -1) : null;
      if (beyond != null) {
        add(beyond);
        tighten(beyond);
        tightenBeside(beyond);
      }
    }
  }

  /** Notes a + gap <= b. */
  private void less(Expr a, Expr b, long gap) {
    Affine difference = Affine.of(b, ranges).plus(Affine.of(a, ranges), -1);
    if (difference != null) {
      Affine fact = difference.plus(Affine.of(gap), -1);
      if (fact != null && !fact.isConstant()) {
        add(fact);
        tighten(fact);
        tightenBeside(fact);
      }
    }
  }

  /** Narrows what is compared with a variable that a fact about it alone has narrowed. */
  private void tightenBeside(Affine fact) {
    if (fact.size() != 1) {
      return;
    }
    for (Affine other : sums.all()) {
      if (other.size() == 2 && other.factor(fact, 0) != 0) {
        tighten(other);
      }
    }
  }

  /** Narrows the range of each variable that a sum of at least 0 bounds. */
  private void tighten(Affine sum) {
    sum.narrow(ranges);
  }

  /**
   * Widens what is known of a buffer so that it covers an interval, to the next of the thresholds.
   *
   * @return whether it did before
   */
  boolean widen(Buffer buffer, Interval next, NavigableSet<Long> below, NavigableSet<Long> above) {
    Interval known = ranges.of(buffer);
    if (next.within(known)) {
      return true;
    }
    Interval all = Interval.of(buffer.dtype());
    Long low = next.lo() < known.lo() ? below.floor(next.lo()) : (Long) known.lo();
    Long high = next.hi() > known.hi() ? above.ceiling(next.hi()) : (Long) known.hi();
    ranges.set(
        buffer,
        new Interval(low == null ? all.lo() : low, high == null ? all.hi() : high).intersect(all));
    return false;
  }

  /** The affine form of an integer expression here. */
  public Affine affine(Expr e) {
    return Affine.of(e, ranges);
  }

  /** Whether a condition surely holds here. */
  public boolean proves(Expr condition) {
    return unreachable || holds(condition);
  }

  /** Whether a condition surely does not hold here. */
  public boolean disproves(Expr condition) {
    return unreachable || fails(condition);
  }

  private boolean holds(Expr e) {
    if (ranges.of(e).equals(Interval.of(1)) || isKnown(e)) {
      return true;
    } else if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NOT) {
      return fails(u.a());
    } else if (e instanceof Expr.Binary b) {
      return switch (b.op()) {
        case AND -> holds(b.a()) && holds(b.b());
        case OR -> holds(b.a()) || holds(b.b());
        case LT -> isLess(b.a(), b.b(), 1);
        case LE -> isLess(b.a(), b.b(), 0);
        case GT -> isLess(b.b(), b.a(), 1);
        case GE -> isLess(b.b(), b.a(), 0);
        case NE ->
            isLess(b.a(), b.b(), 1)
                || isLess(b.b(), b.a(), 1)
                || b.b() instanceof Expr.Const c && c.bits() == 0 && isNonzero(b.a());
        case EQ -> isLess(b.a(), b.b(), 0) && isLess(b.b(), b.a(), 0);
        default -> false;
      };
    } else if (e instanceof Expr.IfThenElse c) {
      return where(c.condition(), true).proves(c.a()) && where(c.condition(), false).proves(c.b());
    }
    return false;
  }

  /** Whether an integer is surely not zero: by its range, what is known of it, or its bits. */
  private boolean isNonzero(Expr e) {
    if (!e.dtype().isInteger()) {
      return false;
    } else if (e instanceof Expr.IfThenElse c) {
      return isNonzero(c.condition(), true, c.a()) && isNonzero(c.condition(), false, c.b());
    } else if (!ranges.of(e).contains(0) || KnownBits.of(e).ones() != 0) {
      return true;
    } else if (e instanceof Expr.Select s) {
      return isNonzero(s.a()) && isNonzero(s.b());
    } else if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG) {
      return isNonzero(u.a());
    } else if (e instanceof Expr.Call call && call.intrinsic() == Expr.Intrinsic.ABS) {
      return isNonzero(call.args().get(0));
    } else if (e instanceof Expr.Cast c && c.value().dtype().bits() <= c.dtype().bits()) {
      return isNonzero(c.value());
    } else if (e instanceof Expr.Binary b && isNonzeroProduct(b)) {
      return true;
    }
    Expr zero = Expr.Const.of(e.dtype(), 0, e.span());
    return isKnown(new Expr.Binary(BinaryOp.NE, e, zero, e.span()));
  }

  private boolean isNonzero(Expr condition, boolean holds, Expr value) {
    Facts facts = where(condition, holds);
    return facts.unreachable || facts.isNonzero(value);
  }

  private boolean isNonzeroProduct(Expr.Binary e) {
    return switch (e.op()) {
      case MUL -> ranges.isExact(e) && isNonzero(e.a()) && isNonzero(e.b());
      // An odd number keeps its lowest bit: less than all bits are shifted out.
      case SHL -> (KnownBits.of(e.a()).ones() & 1) != 0;
      // The bits of an integer, without its sign's.
      case AND ->
          e.a() instanceof Expr.Cast c
              && c.value().dtype().isInteger()
              && c.value().dtype().bits() <= c.dtype().bits()
              && e.b() instanceof Expr.Const mask
              && (mask.bits() & bits(c.value())) == bits(c.value())
              && isNonzero(c.value());
      default -> false;
    };
  }

  private static long bits(Expr e) {
    return -1L >>> (64 - e.dtype().bits());
  }

  private boolean fails(Expr e) {
    if (ranges.of(e).equals(Interval.of(0))) {
      return true;
    } else if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NOT) {
      return holds(u.a());
    } else if (e instanceof Expr.Binary b) {
      return switch (b.op()) {
        case AND -> fails(b.a()) || fails(b.b());
        case OR -> fails(b.a()) && fails(b.b());
        case LT, LE, GT, GE, EQ, NE ->
            holds(new Expr.Binary(negated(b.op()), b.a(), b.b(), b.span()));
        default -> false;
      };
    }
    return false;
  }

  private boolean isLess(Expr a, Expr b, long gap) {
    if (!a.dtype().isInteger()) {
      return false;
    } else if (a instanceof Expr.IfThenElse c) {
      Facts ifTrue = where(c.condition(), true);
      Facts ifFalse = where(c.condition(), false);
      return (ifTrue.unreachable || ifTrue.isLess(c.a(), b, gap))
          && (ifFalse.unreachable || ifFalse.isLess(c.b(), b, gap));
    } else if (b instanceof Expr.IfThenElse c) {
      Facts ifTrue = where(c.condition(), true);
      Facts ifFalse = where(c.condition(), false);
      return (ifTrue.unreachable || ifTrue.isLess(a, c.a(), gap))
          && (ifFalse.unreachable || ifFalse.isLess(a, c.b(), gap));
    }
    Affine difference = Affine.of(b, ranges).plus(Affine.of(a, ranges), -1);
    Affine goal = difference == null ? null : difference.plus(Affine.of(gap), -1);
    steps = MOST_STEPS;
    boolean proved = false;
    // Short proofs first: there are many long ways that lead nowhere.
    for (int depth = 0; depth <= DEPTH && !proved && steps > 0; depth++) {
      proved = isAtLeastZero(goal, depth);
    }
    return proved;
  }

  /** Whether a sum is at least 0: by the ranges, or as a fact plus a sum that is. */
  private boolean isAtLeastZero(@Nullable Affine goal, int depth) {
    if (goal == null || --steps < 0) {
      return false;
    } else if (goal.least(ranges) >= 0) {
      return true;
    }
    Affine same = sums.like(goal);
    if (same != null && same.constant() <= goal.constant()) {
      return true;
    } else if (depth == 0) {
      return false;
    }
    for (Affine fact : sums.all()) {
      for (int i = 0; i < goal.size(); i++) {
        long wanted = goal.factor(i);
        long given = fact.factor(goal, i);
        boolean cancels = given != 0 && wanted % given == 0 && wanted / given > 0;
        if (cancels && isAtLeastZero(goal.plus(fact, -(wanted / given)), depth - 1)) {
          return true;
        }
      }
    }
    return false;
  }
}
