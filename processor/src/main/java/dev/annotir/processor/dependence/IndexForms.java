package dev.annotir.processor.dependence;

import dev.annotir.processor.analysis.Affine;
import dev.annotir.processor.analysis.Effects;
import dev.annotir.processor.analysis.Facts;
import dev.annotir.processor.analysis.Interval;
import dev.annotir.processor.ir.Expr;
import dev.annotir.processor.ir.Expr.BinaryOp;
import dev.annotir.processor.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The integers of one place as sums of loops' variables, of values that no round of the nest
 * changes, and of others, such as quotients, that constraints tie to them.
 */
final class IndexForms {
  private static final int DEEPEST = 16;

  /** Of greater numbers nothing is said. */
  private static final long LARGE = 1L << 39;

  private final NestNames names;
  private final Facts facts;

  /** What the atoms of sums are; the same at places further inside. */
  private final Map<Expr, Affine> forms;

  private final List<Constraint> constraints = new ArrayList<>();
  private boolean isExact = true;
  private int depth;

  /**
   * @param forms those that are known; more are added
   */
  IndexForms(NestNames names, Facts facts, Map<Expr, Affine> forms) {
    this.names = names;
    this.facts = facts;
    this.forms = forms;
  }

  /** What holds of the variables of all sums that were asked for. */
  Domain domain() {
    Domain domain = constraints.isEmpty() ? Domain.ALL : Domain.of(List.copyOf(constraints));
    return isExact ? domain : domain.inexact();
  }

  /** The value of an integer expression. */
  Affine of(Expr e) {
    Affine result = sum(facts.affine(e));
    return result == null ? unknown(e) : result;
  }

  /** What the extent of a loop is at most: both of {@code min(a, b)}. */
  List<Affine> bounds(Expr extent) {
    Expr value = extent;
    for (int i = 0; i < DEEPEST && value instanceof Expr.Var v && valueOf(v) != null; i++) {
      value = valueOf(v);
    }
    if (value instanceof Expr.Binary b && b.op() == BinaryOp.MIN) {
      List<Affine> both = new ArrayList<>(bounds(b.a()));
      both.addAll(bounds(b.b()));
      return both;
    }
    return List.of(of(value == null ? extent : value));
  }

  /** The value of a Let whose value is the same wherever its variable stands; else null. */
  private @Nullable Expr valueOf(Expr.Var v) {
    Expr value = names.value(v);
    return value == null || !Effects.loaded(value).isEmpty() ? null : value;
  }

  private @Nullable Affine sum(Affine sum) {
    Affine result = Affine.of(sum.constant());
    for (int i = 0; i < sum.size() && result != null; i++) {
      result = result.plus(form(sum.atom(i)), sum.factor(i));
    }
    return result;
  }

  private Affine form(Expr atom) {
    if (atom instanceof Expr.Var v && names.isLoop(v)) {
      return Affine.of(v);
    }
    Affine known = forms.get(atom);
    if (known == null) {
      depth++;
      known = depth > DEEPEST ? unknown(atom) : find(atom);
      depth--;
      if (!names.changes(atom)) {
        forms.put(atom, known);
      }
    }
    return known;
  }

  private Affine find(Expr atom) {
    if (atom.lanes() > 1) {
      return vector(atom);
    }
    Expr value = atom;
    if (atom instanceof Expr.Var v && names.isInside(v)) {
      Expr bound = valueOf(v);
      if (bound == null) {
        return unknown(v);
      }
      Affine sum = facts.affine(bound);
      if (sum.size() != 1 || sum.factor(0) != 1 || sum.constant() != 0) {
        Affine form = sum(sum);
        return form == null ? unknown(v) : form;
      }
      value = sum.atom(0);
      if (value instanceof Expr.Var) {
        return value.equals(v) ? unknown(v) : form(value);
      }
    } else if (isInvariant(atom)) {
      return symbol(atom);
    }
    Affine quotient = value instanceof Expr.Binary b ? division(b) : null;
    return quotient == null ? unknown(value) : quotient;
  }

  /** Any lane of a vector: another for each access. */
  private Affine vector(Expr e) {
    Affine result = null;
    if (e instanceof Expr.Broadcast b) {
      result = sum(facts.affine(b.value()));
    } else if (e instanceof Expr.Ramp r) {
      Interval far = Interval.of((long) r.stride() * (r.lanes() - 1));
      Interval last = facts.ranges().of(r.base()).plus(far);
      Affine base = sum(facts.affine(r.base()));
      if (base != null && last != null && last.within(Interval.of(r.dtype()))) {
        Affine lane = Affine.of(names.fresh(e.span()));
        constraints.addAll(Constraint.atLeast(lane, Affine.of(0), 0));
        constraints.addAll(Constraint.atLeast(Affine.of(r.lanes() - 1L), lane, 0));
        result = base.plus(lane, r.stride());
      }
    }
    return result == null ? unknown(e) : result;
  }

  /** Whether an expression has one value in the whole nest. */
  private boolean isInvariant(Expr e) {
    if (e instanceof Expr.Var v) {
      return !names.isInside(v);
    }
    boolean[] isInside = {false};
    new Walker() {
      @Override
      protected void enter(Expr part) {
        isInside[0] |= part instanceof Expr.Var v && names.isInside(v);
        super.enter(part);
      }
    }.walk(e);
    return !isInside[0] && !names.changes(e);
  }

  private Affine symbol(Expr atom) {
    Affine symbol = Affine.of(atom);
    isExact = false; // not every value need come
    limit(symbol, atom);
    return symbol;
  }

  private Affine unknown(Expr e) {
    isExact = false;
    Affine any = Affine.of(names.fresh(e.span()));
    limit(any, e);
    return any;
  }

  /** Notes where the value of an expression lies. */
  private void limit(Affine form, Expr e) {
    Interval range = facts.ranges().of(e);
    Interval all = Interval.of(e.dtype());
    if (range.lo() > all.lo()) {
      constraints.addAll(Constraint.atLeast(form, constant(range.lo()), 0));
    }
    if (range.hi() < all.hi()) {
      constraints.addAll(Constraint.atLeast(constant(range.hi()), form, 0));
    }
  }

  private static @Nullable Affine constant(long value) {
    boolean isLarge = value >= LARGE || value <= -LARGE;
    return isLarge ? null : Affine.of(value);
  }

  /**
   * A quotient or remainder by a positive constant, or what shifts and masks make such; or null.
   */
  private @Nullable Affine division(Expr.Binary e) {
    Interval right = facts.ranges().of(e.b());
    long c = right.lo();
    if (!right.isSingle() || c < 0 || c >= 1L << 31 || !e.dtype().isInteger()) {
      return null;
    }
    boolean isPositive = facts.ranges().of(e.a()).lo() >= 0;
    return switch (e.op()) {
      case FLOORDIV -> quotient(e, c, false);
      case FLOORMOD -> quotient(e, c, true);
      case TRUNCDIV -> isPositive ? quotient(e, c, false) : null;
      case TRUNCMOD -> isPositive ? quotient(e, c, true) : null;
      case SHR -> c < 31 ? quotient(e, 1L << c, false) : null;
      case USHR -> isPositive && c < 31 ? quotient(e, 1L << c, false) : null;
      case AND -> (c & (c + 1)) == 0 ? quotient(e, c + 1, true) : null;
      default -> null;
    };
  }

  private @Nullable Affine quotient(Expr.Binary e, long divisor, boolean isRemainder) {
    Affine dividend = divisor == 0 ? null : sum(facts.affine(e.a()));
    if (dividend == null) {
      return null;
    }
    Affine quotient = Affine.of(names.fresh(e.span()));
    Affine rest = dividend.plus(quotient, -divisor);
    if (rest == null) {
      return null;
    }
    constraints.addAll(Constraint.atLeast(rest, Affine.of(0), 0));
    constraints.addAll(Constraint.atLeast(Affine.of(divisor - 1), rest, 0));
    return isRemainder ? rest : quotient;
  }
}
