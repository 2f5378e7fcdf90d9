package dev.annotir.processor.analysis;

import dev.annotir.processor.diagnostic.CompilerBug;
import dev.annotir.processor.ir.Buffer;
import dev.annotir.processor.ir.ConstantData;
import dev.annotir.processor.ir.DType;
import dev.annotir.processor.ir.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The interval of every integer expression, all lanes of a vector, at one place of a function, from
 * those of the variables and of the buffers that were set here. What was never set has all values
 * of its type.
 *
 * <p>The result always lies within the type of the expression; for floats it is {@link
 * Interval#ALL}.
 */
public final class Ranges {
  /** Where a load may have more places than these in a constant array, it may have all. */
  private static final int MOST_PLACES = 1 << 14;

  private final Intervals vars;

  /** What scalar buffers hold, and where all elements of arrays lie. */
  private final Intervals contents;

  /** The sums of other variables that variables are; a variable's name stands for it everywhere. */
  private final Map<String, Affine> definitions;

  public Ranges() {
    this(new Intervals(), new Intervals(), new HashMap<>());
  }

  private Ranges(Intervals vars, Intervals contents, Map<String, Affine> definitions) {
    this.vars = vars;
    this.contents = contents;
    this.definitions = definitions;
  }

  public Ranges copy() {
    return new Ranges(vars.copy(), contents.copy(), definitions);
  }

  boolean isSame(Ranges other) {
    return vars.isSame(other.vars) && contents.isSame(other.contents);
  }

  /** Which sums variables are. */
  Map<String, Affine> definitions() {
    return definitions;
  }

  /** Forgets which sum a variable is: another round of a loop may know less than the one before. */
  void undefine(Expr.Var var) {
    definitions.remove(var.name());
  }

  /** Says which sum of variables a variable is. */
  void define(Expr.Var var, Affine sum) {
    definitions.put(var.name(), sum);
  }

  @Nullable Affine definition(Expr.Var var) {
    return definitions.get(var.name());
  }

  /**
   * The same expression of other variables where it is a variable, or an element of an array at
   * variables, that were defined to be others.
   */
  Expr canonical(Expr e) {
    if (e instanceof Expr.Var v) {
      Affine sum = definitions.get(v.name());
      if (sum == null || sum.size() != 1 || sum.factor(0) != 1 || sum.constant() != 0) {
        return v;
      }
      return sum.atom(0).dtype() == v.dtype() ? sum.atom(0) : v;
    } else if (e instanceof Expr.BufferLoad load && !load.buffer().isScalar()) {
      List<Expr> indices = load.indices();
      for (int i = 0; i < indices.size(); i++) {
        if (canonical(indices.get(i)) != indices.get(i)) {
          List<Expr> others = indices.stream().map(this::canonical).toList();
          return new Expr.BufferLoad(load.buffer(), others, load.span());
        }
      }
    }
    return e;
  }

  public void set(Expr.Var var, Interval interval) {
    vars.put(var.name(), interval);
  }

  /** Says where all elements of a buffer lie now. */
  public void set(Buffer buffer, Interval interval) {
    contents.put(buffer.name(), interval);
  }

  /** Forgets what a buffer holds. */
  public void forget(Buffer buffer) {
    contents.remove(buffer.name());
  }

  /** Makes this the same as the other. */
  void become(Ranges other) {
    vars.become(other.vars);
    contents.become(other.contents);
  }

  /** Makes this what is known where either this or the other holds. */
  void join(Ranges other) {
    vars.join(other.vars);
    contents.join(other.contents);
  }

  /** Whether anything is known of what a buffer holds. */
  boolean knows(Buffer buffer) {
    return contents.get(buffer.name()) != null;
  }

  /** Where all elements of a buffer lie. */
  Interval of(Buffer buffer) {
    Interval known = contents.get(buffer.name());
    return known == null ? Interval.of(buffer.dtype()) : known;
  }

  /** Whether an expression is a variable, or what a scalar buffer holds. */
  static boolean isVariable(Expr e) {
    return e instanceof Expr.Var || e instanceof Expr.BufferLoad load && load.buffer().isScalar();
  }

  /** Notes that a variable, or what a scalar buffer holds, lies in an interval too. */
  void narrow(Expr e, Interval bound) {
    if (e instanceof Expr.Var v) {
      vars.put(v.name(), of(v).intersect(bound));
    } else if (e instanceof Expr.BufferLoad load && load.buffer().isScalar()) {
      contents.put(load.buffer().name(), of(load).intersect(bound));
    }
  }

  /** Notes that a variable, or what a scalar buffer holds, is not the one value of an interval. */
  void exclude(Expr e, Interval value) {
    Interval known = of(e);
    if (!value.isSingle() || known.isSingle()) {
      return;
    } else if (known.lo() == value.lo()) {
      narrow(e, new Interval(known.lo() + 1, known.hi()));
    } else if (known.hi() == value.lo()) {
      narrow(e, new Interval(known.lo(), known.hi() - 1));
    }
  }

  /** Whether the Java result of this ADD, SUB, MUL or NEG is always the mathematical one. */
  public boolean isExact(Expr e) {
    Interval value = mathematical(e);
    return value != null && value.within(Interval.of(e.dtype()));
  }

  public Interval of(Expr e) {
    Interval all = Interval.of(e.dtype());
    if (!e.dtype().isInteger() && e.dtype() != DType.BOOL) {
      return all;
    }
    Interval value = compute(e);
    return value != null && value.within(all) ? value : all;
  }

  private @Nullable Interval compute(Expr e) {
    if (e instanceof Expr.Const c) {
      return Interval.of(c.bits());
    } else if (e instanceof Expr.Var v) {
      return variable(v);
    } else if (e instanceof Expr.BufferLoad load) {
      return loaded(load);
    } else if (e instanceof Expr.Unary u) {
      return u.op() == Expr.UnaryOp.NEG ? mathematical(u) : complement(u);
    } else if (e instanceof Expr.Binary b) {
      return binary(b);
    } else if (e instanceof Expr.Cast cast) {
      return cast.value().dtype().isFloat() ? null : of(cast.value());
    } else if (e instanceof Expr.Select s) {
      return choice(s.condition(), s.a(), s.b());
    } else if (e instanceof Expr.IfThenElse s) {
      return choice(s.condition(), s.a(), s.b());
    }
    if (e instanceof Expr.Broadcast b) {
      return of(b.value());
    } else if (e instanceof Expr.Ramp r) {
      Interval last = Interval.of((long) r.stride() * (r.lanes() - 1));
      return of(r.base()).plus(Interval.of(0).union(last));
    }
    return e instanceof Expr.Call call ? call(call) : null;
  }

  private Interval choice(Expr condition, Expr a, Expr b) {
    if (!(condition instanceof Expr.Binary c)
        || !c.op().isComparison()
        || !c.a().dtype().isInteger()) {
      return choice(of(condition), this, this, a, b);
    }
    Interval left = of(c.a());
    Interval right = of(c.b());
    Ranges then = given(c, left, right, true);
    Ranges otherwise = given(c, left, right, false);
    return choice(compare(c, left, right), then, otherwise, a, b);
  }

  private static Interval choice(
      Interval condition, Ranges then, Ranges otherwise, Expr a, Expr b) {
    if (condition.isSingle()) {
      return condition.contains(1) ? then.of(a) : otherwise.of(b);
    }
    return then.of(a).union(otherwise.of(b));
  }

  private @Nullable Interval call(Expr.Call e) {
    return switch (e.intrinsic()) {
      case ABS -> magnitude(of(e.args().get(0)));
      case POPCOUNT -> bitCount(of(e.args().get(0)), e.dtype().bits());
      case CLZ -> leadingZeros(of(e.args().get(0)), e.dtype().bits());
      case PRODUCT_FITS -> product(e) == null ? null : Interval.of(1);
      case MULTIPLY_HIGH -> {
        Interval product = product(e);
        yield product == null ? null : new Interval(product.lo() >> 63, product.hi() >> 63);
      }
      default -> null;
    };
  }

  private static Interval bitCount(Interval a, int bits) {
    return new Interval(0, a.lo() < 0 ? bits : 64 - Long.numberOfLeadingZeros(a.hi()));
  }

  private static Interval leadingZeros(Interval a, int bits) {
    int above = 64 - bits;
    long least = a.lo() < 0 ? 0 : Long.numberOfLeadingZeros(a.hi()) - above;
    return new Interval(
        least, a.hi() < 0 ? 0 : Long.numberOfLeadingZeros(Math.max(a.lo(), 0)) - above);
  }

  /** The product of two arguments; null where it may leave {@code long}. */
  private @Nullable Interval product(Expr.Call e) {
    return of(e.args().get(0)).times(of(e.args().get(1)));
  }

  /** The ranges where a comparison holds, or does not. */
  private Ranges given(Expr.Binary c, Interval a, Interval b, boolean holds) {
    Ranges given = copy();
    boolean below = c.op() == Expr.BinaryOp.LT || c.op() == Expr.BinaryOp.LE;
    boolean above = c.op() == Expr.BinaryOp.GT || c.op() == Expr.BinaryOp.GE;
    if (below || above) {
      boolean strict = (c.op() == Expr.BinaryOp.LT || c.op() == Expr.BinaryOp.GT) == holds;
      boolean less = below == holds;
      given.order(less ? c.a() : c.b(), less ? a : b, less ? c.b() : c.a(), less ? b : a, strict);
    } else if ((c.op() == Expr.BinaryOp.EQ) == holds) {
      given.narrow(c.a(), b);
      given.narrow(c.b(), a);
    }
    return given;
  }

  /** Notes that one expression is less than another, or equal unless {@code strict}. */
  private void order(Expr low, Interval lows, Expr high, Interval highs, boolean strict) {
    int gap = strict ? 1 : 0;
    if (highs.hi() > Long.MIN_VALUE + gap && lows.lo() < Long.MAX_VALUE - gap) {
      narrow(low, new Interval(Long.MIN_VALUE, highs.hi() - gap));
      narrow(high, new Interval(lows.lo() + gap, Long.MAX_VALUE));
    }
  }

  private @Nullable Interval variable(Expr.Var v) {
    Interval own = vars.get(v.name());
    Affine sum = definitions.get(v.name());
    if (own == null || sum == null) {
      return own;
    }
    Interval range = sum.range(this);
    return range == null ? own : own.intersect(range);
  }

  private @Nullable Interval loaded(Expr.BufferLoad load) {
    ConstantData data = load.buffer().data();
    if (data == null) {
      return contents.get(load.buffer().name());
    }
    return load.dtype() == DType.UINT64 ? null : constants(load, data);
  }

  /** The values of a constant array at all places where the indices of a load may be. */
  private Interval constants(Expr.BufferLoad load, ConstantData data) {
    List<Interval> box = new ArrayList<>();
    double places = 1;
    for (int i = 0; i < load.indices().size(); i++) {
      Interval extent = new Interval(0, load.buffer().shape().get(i) - 1L);
      Interval side = extent.intersect(of(load.indices().get(i)).intersect(extent));
      box.add(side);
      places *= (double) side.hi() - side.lo() + 1;
    }
    if (places > MOST_PLACES) {
      return new Interval(data.least(), data.greatest());
    }
    return constants(load.buffer().shape(), box, data, 0, 0);
  }

  private static Interval constants(
      List<Integer> shape, List<Interval> box, ConstantData data, int axis, long offset) {
    if (axis == shape.size()) {
      return Interval.of(data.get((int) offset));
    }
    Interval all = null;
    for (long i = box.get(axis).lo(); i <= box.get(axis).hi(); i++) {
      Interval part = constants(shape, box, data, axis + 1, offset * shape.get(axis) + i);
      all = all == null ? part : all.union(part);
    }
    return Objects.requireNonNull(all);
  }

  private static @Nullable Interval magnitude(Interval a) {
    if (a.lo() == Long.MIN_VALUE) {
      return null;
    }
    long most = Math.max(Math.abs(a.lo()), Math.abs(a.hi()));
    return new Interval(a.contains(0) ? 0 : Math.min(Math.abs(a.lo()), Math.abs(a.hi())), most);
  }

  private @Nullable Interval complement(Expr.Unary u) {
    Interval a = of(u.a());
    return u.dtype() == DType.BOOL
        ? new Interval(1 - a.hi(), 1 - a.lo())
        : new Interval(~a.hi(), ~a.lo());
  }

  /**
   * The result of ADD, SUB, MUL or NEG in unbounded integers; null where it leaves {@code long}.
   */
  private @Nullable Interval mathematical(Expr e) {
    if (e instanceof Expr.Unary u) {
      return u.op() == Expr.UnaryOp.NEG && u.dtype().isInteger() ? of(u.a()).negated() : null;
    }
    if (!(e instanceof Expr.Binary b) || !b.dtype().isInteger()) {
      return null;
    }
    return switch (b.op()) {
      case ADD, SUB, MUL -> combine(b.op(), of(b.a()), of(b.b()));
      default -> null;
    };
  }

  private static @Nullable Interval combine(Expr.BinaryOp op, Interval a, Interval b) {
    return switch (op) {
      case ADD -> a.plus(b);
      case SUB -> a.minus(b);
      case MUL -> a.times(b);
      default -> throw new CompilerBug(op.toString());
    };
  }

  private @Nullable Interval binary(Expr.Binary e) {
    if (e.op().isComparison()) {
      return compare(e);
    }
    Interval a = of(e.a());
    Interval b = of(e.b());
    return switch (e.op()) {
      case ADD, SUB, MUL -> combine(e.op(), a, b);
      case MIN -> new Interval(Math.min(a.lo(), b.lo()), Math.min(a.hi(), b.hi()));
      case MAX -> new Interval(Math.max(a.lo(), b.lo()), Math.max(a.hi(), b.hi()));
      case TRUNCDIV -> divide(a, b, false);
      case FLOORDIV -> divide(a, b, true);
      case TRUNCMOD -> truncMod(a, b);
      case FLOORMOD -> b.lo() > 0 ? new Interval(0, b.hi() - 1) : null;
      case AND -> and(a, b);
      case OR -> atLeast(Math.max(a.lo(), b.lo()), combined(a, b));
      case XOR -> combined(a, b);
      case SHL -> shiftLeft(a, b);
      case SHR -> shiftRight(a, b, e.dtype().bits());
      case USHR -> unsignedShiftRight(a, b, e.dtype().bits());
      default -> null;
    };
  }

  private Interval compare(Expr.Binary e) {
    boolean isKnown = e.a().dtype().isInteger() || e.a().dtype() == DType.BOOL;
    return isKnown ? compare(e, of(e.a()), of(e.b())) : Interval.BOOL;
  }

  private static Interval compare(Expr.Binary e, Interval a, Interval b) {
    if (e.a().dtype() == DType.UINT64) {
      return Interval.BOOL;
    }
    return switch (e.op()) {
      case LT -> known(a.hi() < b.lo(), a.lo() >= b.hi());
      case LE -> known(a.hi() <= b.lo(), a.lo() > b.hi());
      case GT -> known(a.lo() > b.hi(), a.hi() <= b.lo());
      case GE -> known(a.lo() >= b.hi(), a.hi() < b.lo());
      case EQ -> known(a.isSingle() && a.equals(b), a.hi() < b.lo() || b.hi() < a.lo());
      default -> known(a.hi() < b.lo() || b.hi() < a.lo(), a.isSingle() && a.equals(b));
    };
  }

  private static Interval known(boolean always, boolean never) {
    return always ? Interval.of(1) : never ? Interval.of(0) : Interval.BOOL;
  }

  private static @Nullable Interval divide(Interval a, Interval b, boolean floor) {
    if (b.contains(0) || a.lo() == Long.MIN_VALUE && b.contains(-1)) {
      return null;
    }
    List<Long> corners =
        List.of(
            divide(a.lo(), b.lo(), floor),
            divide(a.lo(), b.hi(), floor),
            divide(a.hi(), b.lo(), floor),
            divide(a.hi(), b.hi(), floor));
    Interval result = Interval.of(corners.get(0));
    for (long corner : corners) {
      result = result.union(Interval.of(corner));
    }
    return result;
  }

  private static long divide(long a, long b, boolean floor) {
    return floor ? Math.floorDiv(a, b) : a / b;
  }

  private static @Nullable Interval truncMod(Interval a, Interval b) {
    Interval divisor = magnitude(b);
    if (divisor == null || divisor.hi() == 0) {
      return null;
    }
    long most = divisor.hi() - 1;
    return new Interval(
        a.lo() >= 0 ? 0 : Math.max(a.lo(), -most), a.hi() <= 0 ? 0 : Math.min(a.hi(), most));
  }

  private static @Nullable Interval and(Interval a, Interval b) {
    if (a.lo() >= 0 && b.lo() >= 0) {
      return new Interval(0, Math.min(a.hi(), b.hi()));
    } else if (a.lo() >= 0) {
      return new Interval(0, a.hi());
    }
    return b.lo() >= 0 ? new Interval(0, b.hi()) : null;
  }

  /** Where OR and XOR of numbers that are not negative lie. */
  private static @Nullable Interval combined(Interval a, Interval b) {
    return a.lo() >= 0 && b.lo() >= 0 ? new Interval(0, ones(a.hi() | b.hi())) : null;
  }

  private static @Nullable Interval atLeast(long least, @Nullable Interval a) {
    return a == null ? null : new Interval(least, a.hi());
  }

  /** The least number of all one bits that is not below {@code value}, which is not negative. */
  private static long ones(long value) {
    return value == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(value);
  }

  private static @Nullable Interval shiftLeft(Interval a, Interval distance) {
    return distance.isSingle() && distance.contains(distance.lo() & 31)
        ? a.times(Interval.of(1L << distance.lo()))
        : null;
  }

  private static @Nullable Interval shiftRight(Interval a, Interval distance, int bits) {
    if (distance.lo() < 0 || distance.hi() >= bits) {
      return new Interval(Math.min(a.lo(), 0), Math.max(a.hi(), 0)).union(a);
    }
    return new Interval(
        Math.min(a.lo() >> distance.lo(), a.lo() >> distance.hi()),
        Math.max(a.hi() >> distance.lo(), a.hi() >> distance.hi()));
  }

  private static @Nullable Interval unsignedShiftRight(Interval a, Interval distance, int bits) {
    if (a.lo() >= 0) {
      return shiftRight(a, distance, bits);
    }
    boolean known = distance.lo() > 0 && distance.hi() < bits;
    return known ? new Interval(0, (bits == 64 ? -1L : (1L << bits) - 1) >>> distance.lo()) : null;
  }
}
