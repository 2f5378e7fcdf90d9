package dev.annotir.processor.analysis;

import dev.annotir.processor.ir.Expr;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sum of integer multiples of expressions and a constant, in unbounded integers. It is made, and
 * compared with others, so often that it is arrays and knows its hash.
 */
public final class Affine {
  /**
   * Wide enough for every index and sum of a program, narrow enough that no step here overflows.
   */
  private static final long LIMIT = 1L << 40;

  /** A {@code long} holds sums of a thousand of these. */
  private static final long FAR = 1L << 53;

  private static final Expr[] NO_ATOMS = {};
  private static final long[] NO_FACTORS = {};

  /** No two are equal. */
  private final Expr[] atoms;

  /** Of each atom; none is 0. */
  private final long[] factors;

  /** The atoms' hashes. */
  private final int[] hashes;

  private final long constant;

  /** That of the terms alone. */
  private final int hash;

  /** The buffers that the atoms read; null until they are asked for. */
  private @Nullable Set<String> reads;

  private Affine(Expr[] atoms, long[] factors, int[] hashes, long constant) {
    this.atoms = atoms;
    this.factors = factors;
    this.hashes = hashes;
    this.constant = constant;
    int sum = 0;
    for (int i = 0; i < hashes.length; i++) {
      sum += hashes[i] ^ Long.hashCode(factors[i] * 0x9E3779B97F4A7C15L);
    }
    this.hash = sum;
  }

  public static Affine of(long constant) {
    return new Affine(NO_ATOMS, NO_FACTORS, new int[0], constant);
  }

  public static Affine of(Expr atom) {
    return new Affine(new Expr[] {atom}, new long[] {1}, new int[] {atom.hashCode()}, 0);
  }

  /**
   * The form of an integer expression where {@code ranges} hold. A part that may wrap, or that is
   * no sum or multiple, is an atom.
   */
  static Affine of(Expr e, Ranges ranges) {
    if (e instanceof Expr.Var v) {
      Affine definition = ranges.definition(v);
      return definition == null ? of(v) : definition;
    }
    Affine form = convert(e, ranges);
    return form == null ? of(ranges.canonical(e)) : form;
  }

  private static @Nullable Affine convert(Expr e, Ranges ranges) {
    if (e instanceof Expr.Const c) {
      return -LIMIT < c.bits() && c.bits() < LIMIT ? of(c.bits()) : null;
    } else if (e instanceof Expr.Unary u && u.op() == Expr.UnaryOp.NEG && ranges.isExact(u)) {
      return of(u.a(), ranges).times(-1);
    } else if (e instanceof Expr.Cast c
        && c.value().dtype().isInteger()
        && ranges.of(c.value()).within(Interval.of(c.dtype()))) {
      return of(c.value(), ranges);
    } else if (e instanceof Expr.Binary b && b.op() == Expr.BinaryOp.SHL) {
      return shifted(b, ranges);
    } else if (e instanceof Expr.Binary b && ranges.isExact(b)) {
      Affine left = of(b.a(), ranges);
      Affine right = of(b.b(), ranges);
      return switch (b.op()) {
        case ADD -> left.plus(right, 1);
        case SUB -> left.plus(right, -1);
        case MUL ->
            right.isConstant()
                ? left.times(right.constant)
                : left.isConstant() ? right.times(left.constant) : null;
        default -> null;
      };
    }
    return null;
  }

  private static @Nullable Affine shifted(Expr.Binary b, Ranges ranges) {
    Interval distance = ranges.of(b.b());
    if (!distance.isSingle() || distance.lo() < 0 || distance.lo() > 30) {
      return null;
    }
    Interval value = ranges.of(b.a()).times(Interval.of(1L << distance.lo()));
    return value != null && value.within(Interval.of(b.dtype()))
        ? of(b.a(), ranges).times(1L << distance.lo())
        : null;
  }

  public boolean isConstant() {
    return atoms.length == 0;
  }

  public long constant() {
    return constant;
  }

  /** This plus {@code factor} times the other; null where the numbers get too large. */
  public @Nullable Affine plus(@Nullable Affine other, long factor) {
    if (other == null || Math.abs(factor) >= LIMIT) {
      return null;
    }
    long newConstant = constant + multiply(factor, other.constant);
    if (Math.abs(newConstant) >= LIMIT) {
      return null;
    }
    int most = atoms.length + other.atoms.length;
    Expr[] newAtoms = Arrays.copyOf(atoms, most);
    long[] newFactors = Arrays.copyOf(factors, most);
    int[] newHashes = Arrays.copyOf(hashes, most);
    int count = atoms.length;
    for (int i = 0; i < other.atoms.length; i++) {
      long added = multiply(factor, other.factors[i]);
      int at = indexOf(other.atoms[i], other.hashes[i]);
      if (at >= 0) {
        newFactors[at] += added;
        added = newFactors[at];
      } else if (added != 0) {
        newAtoms[count] = other.atoms[i];
        newFactors[count] = added;
        newHashes[count++] = other.hashes[i];
      }
      if (Math.abs(added) >= LIMIT) {
        return null;
      }
    }
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (newFactors[i] != 0) {
        newAtoms[kept] = newAtoms[i];
        newFactors[kept] = newFactors[i];
        newHashes[kept++] = newHashes[i];
      }
    }
    return kept == most
        ? new Affine(newAtoms, newFactors, newHashes, newConstant)
        : new Affine(
            Arrays.copyOf(newAtoms, kept),
            Arrays.copyOf(newFactors, kept),
            Arrays.copyOf(newHashes, kept),
            newConstant);
  }

  public @Nullable Affine times(long factor) {
    return of(0).plus(this, factor);
  }

  /** The product, or something so far beyond the limit that no sum with it is within. */
  private static long multiply(long a, long b) {
    long product = a * b;
    boolean isExact = Math.multiplyHigh(a, b) == product >> 63;
    return isExact && -LIMIT < product && product < LIMIT ? product : 2 * LIMIT;
  }

  /** The values where the atoms lie in their ranges; null where they leave {@code long}. */
  @Nullable Interval range(Ranges ranges) {
    Interval sum = Interval.of(constant);
    for (int i = 0; i < atoms.length && sum != null; i++) {
      Interval range = ranges.of(atoms[i]);
      Interval product = factors[i] == 1 ? range : range.times(Interval.of(factors[i]));
      sum = product == null ? null : sum.plus(product);
    }
    return sum;
  }

  /** The least value where the atoms lie in their ranges; Long.MIN_VALUE where there is none. */
  long least(Ranges ranges) {
    long sum = constant;
    for (int i = 0; i < atoms.length; i++) {
      Interval range = ranges.of(atoms[i]);
      long product = product(factors[i], factors[i] > 0 ? range.lo() : range.hi());
      if (product == Long.MAX_VALUE) {
        return Long.MIN_VALUE;
      }
      sum += product;
    }
    return sum;
  }

  /** The product, small enough for sums; Long.MAX_VALUE where it is not. */
  private static long product(long factor, long end) {
    long product = factor * end;
    boolean isExact = Math.multiplyHigh(factor, end) == product >> 63;
    return isExact && -FAR < product && product < FAR ? product : Long.MAX_VALUE;
  }

  /**
   * The greatest value of each term where the atoms lie in their ranges, then the constant;
   * Long.MAX_VALUE where there is none.
   */
  private long[] greatest(Ranges ranges) {
    long[] greatest = new long[atoms.length + 1];
    for (int i = 0; i < atoms.length; i++) {
      Interval range = ranges.of(atoms[i]);
      greatest[i] = product(factors[i], factors[i] > 0 ? range.hi() : range.lo());
    }
    greatest[atoms.length] = constant;
    return greatest;
  }

  /** Narrows the range of each variable that is bounded by this sum's being at least 0. */
  void narrow(Ranges ranges) {
    long[] greatest = greatest(ranges);
    for (int i = 0; i < atoms.length; i++) {
      long rest = Ranges.isVariable(atoms[i]) ? sumWithout(greatest, i) : Long.MAX_VALUE;
      if (rest != Long.MAX_VALUE) {
        // factor * atom >= -rest
        long factor = factors[i];
        ranges.narrow(
            atoms[i],
            factor > 0
                ? new Interval(-Math.floorDiv(rest, factor), Long.MAX_VALUE)
                : new Interval(Long.MIN_VALUE, Math.floorDiv(rest, -factor)));
      }
    }
  }

  /** The sum of all values but one; Long.MAX_VALUE where one is that. */
  private static long sumWithout(long[] values, int place) {
    long sum = 0;
    for (int i = 0; i < values.length; i++) {
      if (i != place) {
        if (values[i] == Long.MAX_VALUE) {
          return Long.MAX_VALUE;
        }
        sum += values[i];
      }
    }
    return sum;
  }

  public List<Expr> atoms() {
    return List.of(atoms);
  }

  /** The number of atoms. */
  public int size() {
    return atoms.length;
  }

  public Expr atom(int i) {
    return atoms[i];
  }

  public long factor(int i) {
    return factors[i];
  }

  /** The factor of another sum's atom here. */
  long factor(Affine other, int i) {
    int at = indexOf(other.atoms[i], other.hashes[i]);
    return at < 0 ? 0 : factors[at];
  }

  /** Whether all atoms are variables, which never change. */
  boolean isOfVariables() {
    for (Expr atom : atoms) {
      if (!(atom instanceof Expr.Var)) {
        return false;
      }
    }
    return true;
  }

  public long factor(Expr atom) {
    int at = indexOf(atom, atom.hashCode());
    return at < 0 ? 0 : factors[at];
  }

  private int indexOf(Expr atom, int atomHash) {
    for (int i = 0; i < atoms.length; i++) {
      if (hashes[i] == atomHash && atoms[i].equals(atom)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether it can be told by the contents of one of these buffers. */
  boolean reads(Set<String> buffers) {
    Set<String> own = reads;
    if (own == null) {
      own = Effects.loadedNames(atoms);
      reads = own;
    }
    return !Collections.disjoint(own, buffers);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Affine a && constant == a.constant && hasTermsOf(a);
  }

  /** Whether it differs from another by a constant. */
  boolean hasTermsOf(Affine a) {
    if (this == a) {
      return true;
    } else if (hash != a.hash || atoms.length != a.atoms.length) {
      return false;
    }
    for (int i = 0; i < atoms.length; i++) {
      int at = a.indexOf(atoms[i], hashes[i]);
      if (at < 0 || a.factors[at] != factors[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return hash + Long.hashCode(constant);
  }
}
